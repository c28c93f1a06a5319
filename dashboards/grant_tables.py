"""The table of the grants behind a number, as they stood on the reference date."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

import django_tables2
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboards.analysis.words import euros_nl
from sheets.writing import Kind

_NUM: Final = {"td": {"class": "num"}, "th": {"class": "num"}}


@dataclass(frozen=True, slots=True)
class GrantBehind:
    """A grant behind a number: what it gives to it, and how it stood."""

    pk: int
    name: str
    initiative_id: int
    initiative: str
    funder: str
    scheme: str
    state: str
    received_on: date | None
    requested_cents: int | None
    granted_cents: int | None
    paid_cents: int
    part_cents: int


class _Amount(django_tables2.Column):
    """Cents in euros, with the total of all rows below it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(attrs=_NUM, empty_values=(), **kwargs)

    def render(self, value: int | None) -> str:
        """Return the amount; what is not decided is never € 0."""
        return "–" if value is None else euros_nl(value)

    def value(self, value: int | None) -> Decimal | None:
        """Return euros for a file."""
        return None if value is None else Decimal(value) / 100

    def render_footer(self, bound_column: Any, table: Any) -> str:
        """Return the total of all rows, not of the page."""
        amounts = [getattr(row, bound_column.accessor) for row in table.data.data]
        known = [cents for cents in amounts if cents is not None]
        return euros_nl(sum(known)) if known else "–"


def _total(table: Any) -> str:
    return _("Totaal van alle {n}").format(n=len(table.rows))


class GrantsBehindTable(django_tables2.Table):
    """Grants with what each gives to the number that was opened."""

    caption = gettext_lazy("Aanvragen achter dit getal")
    row_header = "initiative"
    kinds = {
        "received_on": Kind.DATE,
        "requested_cents": Kind.MONEY,
        "granted_cents": Kind.MONEY,
        "paid_cents": Kind.MONEY,
        "part_cents": Kind.MONEY,
        "name": Kind.CODE,
    }

    initiative = django_tables2.Column(
        verbose_name=gettext_lazy("Initiatief"),
        footer=_total,
        attrs={"td": {"class": "full", "data-l": ""}},
    )
    name = django_tables2.Column(verbose_name=gettext_lazy("Zaak of kenmerk"))
    funder = django_tables2.Column(verbose_name=gettext_lazy("Geldgever"))
    scheme = django_tables2.Column(verbose_name=gettext_lazy("Regeling"), empty_values=())
    state = django_tables2.Column(verbose_name=gettext_lazy("Status"))
    received_on = django_tables2.Column(verbose_name=gettext_lazy("Ontvangen"), empty_values=())
    requested_cents = _Amount(verbose_name=gettext_lazy("Aangevraagd"))
    granted_cents = _Amount(verbose_name=gettext_lazy("Verleend"))
    paid_cents = _Amount(verbose_name=gettext_lazy("Betaald"))
    part_cents = _Amount(verbose_name=gettext_lazy("In dit getal"))

    class Meta:
        order_by = "initiative"
        template_name = "components/table.html"
        empty_text = gettext_lazy("Geen aanvragen die je mag zien.")

    def render_name(self, record: GrantBehind) -> SafeString:
        """The grant with a link to its page."""
        return render_to_string("dashboards/grant_name.html", {"row": record})

    def value_name(self, record: GrantBehind) -> str:
        return record.name

    def render_scheme(self, record: GrantBehind) -> str:
        return record.scheme or "–"

    def render_received_on(self, record: GrantBehind) -> str:
        return date_format(record.received_on, "j b Y") if record.received_on else "–"

    def value_received_on(self, record: GrantBehind) -> date | None:
        return record.received_on
