"""Tables of grants and schemes (django-tables2, our own template)."""

from typing import Any

import django_tables2
from django.db.models import F, OrderBy, QuerySet
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.course.words import short_euros
from funding.measuring import Totals
from funding.models import UNDECIDED, Grant, Scheme

_NUM = {"td": {"class": "num"}, "th": {"class": "num"}}


def _ordered(field: str, *, is_descending: bool) -> list[OrderBy | str]:
    """Return an order in which what is unknown comes last, and equals stay in one order."""
    expression = F(field)
    ordered = expression.desc(nulls_last=True) if is_descending else expression.asc(nulls_last=True)
    return [ordered, "pk"]


def _total_label(bound_column: Any, table: Any) -> str:
    """Return what the footer adds up, below the column that names the row."""
    if bound_column.name != table.row_header:
        return ""
    return _("Totaal van alle %(n)s") % {"n": len(table.rows)}


class _Amount(django_tables2.Column):
    """An amount in cents, shown in euros, with the total of all rows (not of the page) below it."""

    def __init__(self, total: str, **kwargs: Any) -> None:
        super().__init__(attrs=_NUM, empty_values=(), **kwargs)
        self.total = total

    def render_footer(self, table: Any) -> str:
        """Return the total of all filtered rows."""
        return amount_text(getattr(table.totals, self.total), "–")

    def order(self, queryset: QuerySet[Grant], is_descending: bool) -> tuple[QuerySet[Grant], bool]:
        """Put amounts that are not decided last, either way."""
        field = f"{self.total}_cents"
        return queryset.order_by(*_ordered(field, is_descending=is_descending)), True


class GrantTable(django_tables2.Table):
    """Grants with their amounts; totals of all filtered rows in the footer."""

    caption = gettext_lazy("Aanvragen en bijdragen")
    row_header = "initiative"

    initiative = django_tables2.Column(
        verbose_name=gettext_lazy("Initiatief"),
        order_by=("initiative__name", "pk"),
        attrs={"td": {"class": "full", "data-l": ""}},
        footer=_total_label,
    )
    funder = django_tables2.Column(
        verbose_name=gettext_lazy("Regeling of geldgever"),
        order_by=("funder__name", "scheme__name", "pk"),
        attrs={"td": {"class": "full"}},
        footer=_total_label,
    )
    kind = django_tables2.Column(
        verbose_name=gettext_lazy("Soort"), orderable=False, attrs={"td": {"class": "full"}}
    )
    state = django_tables2.Column(verbose_name=gettext_lazy("Status"), orderable=False)
    period = django_tables2.Column(
        verbose_name=gettext_lazy("Periode"), accessor="pk", attrs={"td": {"class": "nowrap"}}
    )
    received_on = django_tables2.Column(
        verbose_name=gettext_lazy("Ontvangen"), empty_values=(), attrs={"td": {"class": "nowrap"}}
    )
    requested_cents = _Amount("requested", verbose_name=gettext_lazy("Aangevraagd"))
    granted_cents = _Amount("granted", verbose_name=gettext_lazy("Verleend"))
    settled_cents = _Amount("settled", verbose_name=gettext_lazy("Vastgesteld"))
    paid_cents = _Amount("paid", verbose_name=gettext_lazy("Betaald"))

    class Meta:
        model = Grant
        fields = (
            "initiative",
            "funder",
            "kind",
            "state",
            "received_on",
            "period",
            "requested_cents",
            "granted_cents",
            "settled_cents",
            "paid_cents",
        )
        sequence = fields
        order_by = "-received_on"
        template_name = "components/table.html"
        empty_text = gettext_lazy("Geen aanvragen gevonden. Maak een filter ruimer.")

    def __init__(self, grants: QuerySet[Grant], *, totals: Totals, **kwargs: Any) -> None:
        super().__init__(grants, **kwargs)
        self.totals = totals

    def order_period(
        self, queryset: QuerySet[Grant], is_descending: bool
    ) -> tuple[QuerySet[Grant], bool]:
        """By the first day of the period."""
        return queryset.order_by(*_ordered("period_start", is_descending=is_descending)), True

    def order_received_on(
        self, queryset: QuerySet[Grant], is_descending: bool
    ) -> tuple[QuerySet[Grant], bool]:
        """By the day of receipt; what was never received last."""
        return queryset.order_by(*_ordered("received_on", is_descending=is_descending)), True

    def render_initiative(self, record: Grant) -> SafeString:
        return render_to_string("funding/grant_name.html", {"grant": record})

    def render_funder(self, record: Grant) -> SafeString:
        return render_to_string("funding/grant_source.html", {"grant": record})

    def render_kind(self, record: Grant) -> str:
        return f"{record.get_kind_display()}, {record.get_regularity_display()}"

    def render_state(self, record: Grant) -> str:
        return record.get_state_display()

    def render_received_on(self, record: Grant) -> str:
        return date_format(record.received_on, "j b Y") if record.received_on else _("niet bekend")

    def render_period(self, record: Grant) -> str:
        if record.period_start is None:
            return _("niet bekend")
        start = date_format(record.period_start, "j b Y")
        if record.period_end is None:
            return _("vanaf %(start)s") % {"start": start}
        return f"{start} – {date_format(record.period_end, 'j b Y')}"

    def render_requested_cents(self, record: Grant) -> str:
        return amount_text(record.requested_cents, _("niet ingevuld"))

    def render_granted_cents(self, record: Grant) -> str:
        return amount_text(record.granted_cents, _("nog niet besloten"))

    def render_settled_cents(self, record: Grant) -> str:
        waiting = record.state in UNDECIDED or not record.granted_cents or record.revoked_on
        return amount_text(record.settled_cents, "–" if waiting else _("nog niet"))

    def render_paid_cents(self, record: Grant) -> str:
        return "–" if record.state in UNDECIDED else short_euros(record.paid_cents)


class InitiativeGrantTable(GrantTable):
    """The grants of one initiative: the source names the row and opens it."""

    caption = gettext_lazy("Geld van dit initiatief")
    row_header = "funder"

    class Meta(GrantTable.Meta):
        exclude = ("initiative",)
        empty_text = gettext_lazy("Voor dit initiatief is nog geen geld vastgelegd.")

    def render_funder(self, record: Grant) -> SafeString:
        return render_to_string("funding/grant_name.html", {"grant": record, "by_source": True})


class SchemeTable(django_tables2.Table):
    """Schemes with their terms and, for who may read all grants, what was granted under them."""

    caption = gettext_lazy("Regelingen")
    row_header = "name"

    name = django_tables2.Column(
        verbose_name=gettext_lazy("Regeling"),
        order_by=("name", "year", "pk"),
        attrs={"td": {"class": "full", "data-l": ""}},
    )
    year = django_tables2.Column(verbose_name=gettext_lazy("Jaar"), empty_values=())
    funder = django_tables2.Column(
        verbose_name=gettext_lazy("Geldgever"), order_by=("funder__name", "name", "pk")
    )
    terms = django_tables2.Column(
        verbose_name=gettext_lazy("Besluit en vaststelling binnen"), accessor="pk", orderable=False
    )
    ceiling_cents = django_tables2.Column(
        verbose_name=gettext_lazy("Plafond"), empty_values=(), attrs=_NUM, orderable=False
    )
    committed = django_tables2.Column(
        verbose_name=gettext_lazy("Toegekend"), empty_values=(), attrs=_NUM
    )
    paid = django_tables2.Column(verbose_name=gettext_lazy("Betaald"), empty_values=(), attrs=_NUM)
    left = django_tables2.Column(
        verbose_name=gettext_lazy("Nog over"),
        accessor="pk",
        attrs={"td": {"class": "num"}, "th": {"class": "num"}},
        orderable=False,
    )

    class Meta:
        model = Scheme
        fields = ("name", "year", "funder", "terms", "ceiling_cents", "committed", "paid", "left")
        sequence = fields
        order_by = "-year"
        template_name = "components/table.html"
        empty_text = gettext_lazy("Nog geen regelingen vastgelegd.")

    def __init__(self, *args: Any, writable: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.writable = writable

    def order_year(
        self, queryset: QuerySet[Scheme], is_descending: bool
    ) -> tuple[QuerySet[Scheme], bool]:
        """By year, within it by name; schemes without one last."""
        year, key = _ordered("year", is_descending=is_descending)
        return queryset.order_by(year, "name", key), True

    def render_name(self, record: Scheme) -> SafeString:
        context = {"scheme": record, "writable": self.writable}
        return render_to_string("funding/scheme_name.html", context)

    def render_year(self, record: Scheme) -> str:
        return str(record.year) if record.year else _("zonder jaar")

    def render_terms(self, record: Scheme) -> str:
        return _("%(decision)s en %(settlement)s weken") % {
            "decision": record.decision_term_weeks or 8,
            "settlement": record.settlement_term_weeks or 8,
        }

    def render_ceiling_cents(self, record: Scheme) -> str:
        return amount_text(record.ceiling_cents, _("geen"))

    def render_committed(self, value: int) -> str:
        return short_euros(int(value))

    def render_paid(self, value: int) -> str:
        return short_euros(int(value))

    def render_left(self, record: Any) -> SafeString | str:
        if record.ceiling_cents is None:
            return "–"
        left = record.ceiling_cents - int(record.committed)
        if left >= 0:
            return short_euros(left)
        return render_to_string("funding/over_ceiling.html", {"over": short_euros(-left)})


def amount_text(cents: int | None, unknown: str) -> str:
    """Return an amount, or the words for one that is not decided: never € 0."""
    return unknown if cents is None else short_euros(cents)


def in_kind_text(sums: Totals) -> str:
    """Return the sentence about what is given in kind, "" where nothing is."""
    if not (sums.requested or sums.granted):
        return ""
    return _(
        "In natura, geschatte waarde, hierboven niet meegeteld: gevraagd {a}, toegekend {b}."
    ).format(a=amount_text(sums.requested, _("niets")), b=amount_text(sums.granted, _("nog niets")))
