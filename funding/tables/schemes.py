"""The table of schemes."""

from decimal import Decimal
from typing import Any

import django_tables2
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.course.clocks import DECISION_WEEKS, SETTLEMENT_WEEKS
from funding.course.words import short_euros
from funding.models import Scheme
from funding.tables.amounts import NUM, amount_text
from lists.sorting import Sorted, in_order
from sheets.columns import Kind
from sheets.values import euros


class SchemeTable(django_tables2.Table):
    """Schemes with their terms and, for who may read all grants, what was committed and paid under them."""

    caption = gettext_lazy("Regelingen")
    row_header = "name"
    optional_columns = ("taakveld",)
    kinds = {
        "year": Kind.INTEGER,
        "ceiling_cents": Kind.MONEY,
        "committed": Kind.MONEY,
        "paid": Kind.MONEY,
        "left": Kind.MONEY,
    }

    name = django_tables2.Column(
        verbose_name=gettext_lazy("Regeling"),
        order_by=("name", "year", "pk"),
        attrs={"td": {"class": "full", "data-l": ""}},
    )
    year = django_tables2.Column(verbose_name=gettext_lazy("Jaar"), empty_values=())
    funder = django_tables2.Column(
        verbose_name=gettext_lazy("Geldgever"), order_by=("funder__name", "name", "pk")
    )
    taakveld = Sorted("taakveld", verbose_name=gettext_lazy("Iv3-taakveld"))
    terms = django_tables2.Column(
        verbose_name=gettext_lazy("Besluit en vaststelling binnen"),
        accessor="pk",
        orderable=False,
        attrs={"td": {"class": "full"}},
    )
    ceiling_cents = Sorted("ceiling_cents", verbose_name=gettext_lazy("Plafond"), attrs=NUM)
    committed = Sorted("committed", verbose_name=gettext_lazy("Toegekend"), attrs=NUM)
    paid = Sorted("paid", verbose_name=gettext_lazy("Betaald"), attrs=NUM)
    left = Sorted("left_cents", verbose_name=gettext_lazy("Nog over"), accessor="pk", attrs=NUM)

    class Meta:
        model = Scheme
        fields = (
            "name",
            "year",
            "funder",
            "taakveld",
            "terms",
            "ceiling_cents",
            "committed",
            "paid",
            "left",
        )
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
        year, key = in_order("year", is_descending=is_descending)
        return queryset.order_by(year, "name", key), True

    def render_name(self, record: Scheme) -> SafeString:
        context = {"scheme": record, "writable": self.writable}
        return render_to_string("funding/scheme_name.html", context)

    def value_name(self, record: Scheme) -> str:
        return record.name

    def render_year(self, record: Scheme) -> str:
        return str(record.year) if record.year else _("zonder jaar")

    def value_year(self, record: Scheme) -> int | None:
        return record.year

    def render_taakveld(self, record: Scheme) -> str:
        return record.taakveld or _("niet bekend")

    def value_taakveld(self, record: Scheme) -> str:
        return record.taakveld

    def render_terms(self, record: Scheme) -> str:
        return _("%(decision)s en %(settlement)s weken") % {
            "decision": record.decision_term_weeks or DECISION_WEEKS,
            "settlement": record.settlement_term_weeks or SETTLEMENT_WEEKS,
        }

    def render_ceiling_cents(self, record: Scheme) -> str:
        return amount_text(record.ceiling_cents, _("geen"))

    def value_ceiling_cents(self, record: Scheme) -> Decimal | None:
        return euros(record.ceiling_cents)

    def render_committed(self, value: int) -> str:
        return short_euros(int(value))

    def value_committed(self, value: int) -> Decimal | None:
        return euros(int(value))

    def render_paid(self, value: int) -> str:
        return short_euros(int(value))

    def value_paid(self, value: int) -> Decimal | None:
        return euros(int(value))

    def render_left(self, record: Any) -> SafeString | str:
        if record.left_cents is None:
            return "–"
        left = int(record.left_cents)
        if left >= 0:
            return short_euros(left)
        context = {"over": short_euros(-left), "reason": record.ceiling_reason}
        return render_to_string("funding/over_ceiling.html", context)

    def value_left(self, record: Any) -> Decimal | None:
        return None if record.left_cents is None else euros(int(record.left_cents))
