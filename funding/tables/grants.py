"""The table of grants, and that of the grants of one initiative."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import django_tables2
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.course.clocks import Clock
from funding.course.words import short_euros
from funding.measuring import Totals
from funding.models import UNDECIDED, Grant
from funding.tables.amounts import NUM, NUM_WIDE, Amount, amount_text, total_label
from funding.tables.dues import clock_cell, nearest
from lists.sorting import Sorted
from sheets.columns import Kind
from sheets.values import euros

type Clocks = Mapping[int, tuple[Clock, ...]]

_WIDE = {"td": {"class": "nowrap wide"}}


class GrantTable(django_tables2.Table):
    """Grants with their amounts; totals of all filtered rows in the footer.

    `running` works out the clocks of the portion of grants that is about to be shown or written.
    """

    caption = gettext_lazy("Aanvragen en bijdragen")
    row_header = "initiative"
    optional_columns: Sequence[str] = (
        "organisation",
        "kind",
        "regularity",
        "case_number",
        "reference",
        "decided_on",
        "report_due",
        "settled_cents",
        "reason",
    )
    kinds = {
        "reference": Kind.CODE,
        "case_number": Kind.CODE,
        "received_on": Kind.DATE,
        "decided_on": Kind.DATE,
        "report_due": Kind.DATE,
        "requested_cents": Kind.MONEY,
        "granted_cents": Kind.MONEY,
        "settled_cents": Kind.MONEY,
        "paid_cents": Kind.MONEY,
    }

    initiative = django_tables2.Column(
        verbose_name=gettext_lazy("Initiatief"),
        order_by=("initiative__name", "pk"),
        attrs={"td": {"class": "full", "data-l": ""}},
        footer=total_label,
    )
    organisation = Sorted(
        "initiative__organisation__name",
        verbose_name=gettext_lazy("Aanvrager"),
        accessor="initiative__organisation",
    )
    funder = django_tables2.Column(
        verbose_name=gettext_lazy("Regeling of geldgever"),
        order_by=("funder__name", "scheme__name", "pk"),
        attrs={"td": {"class": "full", "data-l": ""}},
        footer=total_label,
    )
    kind = django_tables2.Column(verbose_name=gettext_lazy("Soort"), order_by=("kind", "pk"))
    regularity = django_tables2.Column(
        verbose_name=gettext_lazy("Regelmaat"), order_by=("regularity", "pk")
    )
    case_number = Sorted("case_number", verbose_name=gettext_lazy("Zaaknummer"))
    reference = Sorted("reference", verbose_name=gettext_lazy("Kenmerk"))
    state = django_tables2.Column(
        verbose_name=gettext_lazy("Status"),
        order_by=("state", "pk"),
        attrs={"td": {"data-l": ""}},
    )
    clock = django_tables2.Column(
        verbose_name=gettext_lazy("Eerste termijn"),
        accessor="pk",
        orderable=False,
        attrs={"td": {"data-l": ""}},
    )
    received_on = Sorted("received_on", verbose_name=gettext_lazy("Ontvangen"), attrs=_WIDE)
    decided_on = Sorted("decided_on", verbose_name=gettext_lazy("Besloten"))
    report_due = Sorted("report_due", verbose_name=gettext_lazy("Verantwoording voor"))
    period = Sorted(
        "period_start", verbose_name=gettext_lazy("Periode"), accessor="pk", attrs=_WIDE
    )
    requested_cents = Amount("requested", NUM_WIDE, verbose_name=gettext_lazy("Aangevraagd"))
    granted_cents = Amount("granted", NUM, verbose_name=gettext_lazy("Verleend"))
    settled_cents = Amount("settled", NUM, verbose_name=gettext_lazy("Vastgesteld"))
    paid_cents = Amount("paid", NUM_WIDE, verbose_name=gettext_lazy("Betaald"))
    reason = django_tables2.Column(
        verbose_name=gettext_lazy("Reden"), orderable=False, attrs={"td": {"class": "full"}}
    )

    class Meta:
        model = Grant
        fields = (
            "initiative",
            "organisation",
            "funder",
            "kind",
            "regularity",
            "case_number",
            "reference",
            "state",
            "clock",
            "received_on",
            "decided_on",
            "report_due",
            "period",
            "requested_cents",
            "granted_cents",
            "settled_cents",
            "paid_cents",
            "reason",
        )
        sequence = fields
        order_by = "-received_on"
        template_name = "components/table.html"
        empty_text = gettext_lazy("Geen aanvragen gevonden. Maak een filter ruimer.")

    def __init__(
        self,
        grants: QuerySet[Grant],
        *,
        totals: Totals,
        running: Callable[[list[Grant]], Clocks],
        **kwargs: Any,
    ) -> None:
        super().__init__(grants, **kwargs)
        self.totals, self.running = totals, running
        self.clocks: Clocks = {}

    def prepare(self, records: Iterable[Grant]) -> None:
        """Work out the clocks of a portion, where they are shown."""
        if "clock" in [column.name for column in self.columns]:
            self.clocks = self.running(list(records))

    def render_initiative(self, record: Grant) -> SafeString:
        return render_to_string("funding/grant_name.html", {"grant": record})

    def value_initiative(self, record: Grant) -> str:
        return record.initiative.name

    def render_organisation(self, record: Grant) -> str:
        return str(record.initiative.organisation or _("niet bekend"))

    def value_organisation(self, record: Grant) -> str | None:
        return str(record.initiative.organisation) if record.initiative.organisation else None

    def render_funder(self, record: Grant) -> SafeString:
        return render_to_string("funding/grant_source.html", {"grant": record})

    def value_funder(self, record: Grant) -> str:
        return f"{record.scheme} ({record.funder})" if record.scheme else str(record.funder)

    def render_kind(self, record: Grant) -> str:
        return record.get_kind_display()

    def render_regularity(self, record: Grant) -> str:
        return record.get_regularity_display()

    def render_case_number(self, record: Grant) -> str:
        return record.case_number or _("niet bekend")

    def value_case_number(self, record: Grant) -> str:
        return record.case_number

    def render_state(self, record: Grant) -> str:
        return record.get_state_display()

    def render_clock(self, record: Grant) -> SafeString | str:
        return clock_cell(self.clocks.get(record.pk, ()), record.state)

    def value_clock(self, record: Grant) -> str:
        return nearest(self.clocks.get(record.pk, ()), record.state)

    def render_received_on(self, record: Grant) -> str:
        return _day(record.received_on)

    def value_received_on(self, record: Grant) -> date | None:
        return record.received_on

    def render_decided_on(self, record: Grant) -> str:
        return _day(record.decided_on)

    def value_decided_on(self, record: Grant) -> date | None:
        return record.decided_on

    def render_report_due(self, record: Grant) -> str:
        return _day(record.report_due)

    def value_report_due(self, record: Grant) -> date | None:
        return record.report_due

    def render_period(self, record: Grant) -> str:
        if record.period_start is None:
            return _("niet bekend")
        start = date_format(record.period_start, "j b Y")
        if record.period_end is None:
            return _("vanaf %(start)s") % {"start": start}
        return f"{start} – {date_format(record.period_end, 'j b Y')}"

    def render_requested_cents(self, record: Grant) -> str:
        return amount_text(record.requested_cents, _("niet ingevuld"))

    def value_requested_cents(self, record: Grant) -> Decimal | None:
        return euros(record.requested_cents)

    def render_granted_cents(self, record: Grant) -> str:
        return amount_text(record.granted_cents, _("nog niet besloten"))

    def value_granted_cents(self, record: Grant) -> Decimal | None:
        return euros(record.granted_cents)

    def render_settled_cents(self, record: Grant) -> str:
        waiting = record.state in UNDECIDED or not record.granted_cents or record.revoked_on
        return amount_text(record.settled_cents, "–" if waiting else _("nog niet"))

    def value_settled_cents(self, record: Grant) -> Decimal | None:
        return euros(record.settled_cents)

    def render_paid_cents(self, record: Grant) -> str:
        if record.payment_unknown:
            return _("niet bekend")
        return "–" if record.state in UNDECIDED else short_euros(record.paid_cents)

    def value_paid_cents(self, record: Grant) -> Decimal | None:
        unknown = record.state in UNDECIDED or record.payment_unknown
        return None if unknown else euros(record.paid_cents)


def _day(day: date | None) -> str:
    return date_format(day, "j b Y") if day else _("niet bekend")


class InitiativeGrantTable(GrantTable):
    """The grants of one initiative: the source names the row and opens it."""

    caption = gettext_lazy("Geld van dit initiatief")
    row_header = "funder"
    optional_columns = tuple(
        name for name in GrantTable.optional_columns if name != "settled_cents"
    )

    class Meta(GrantTable.Meta):
        exclude = ("initiative", "organisation")
        empty_text = gettext_lazy("Voor dit initiatief is nog geen geld vastgelegd.")

    def render_funder(self, record: Grant) -> SafeString:
        return render_to_string("funding/grant_name.html", {"grant": record, "by_source": True})
