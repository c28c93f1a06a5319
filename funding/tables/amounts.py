"""Amounts in a table."""

from typing import Any

import django_tables2
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from funding.course.words import short_euros
from funding.measuring import Totals
from funding.models import Grant
from lists.sorting import in_order

NUM = {"td": {"class": "num"}, "th": {"class": "num"}}
NUM_WIDE = {"td": {"class": "num wide"}, "th": {"class": "num"}}
"""`wide` leaves a cell out on a phone, as long as nobody chose the columns."""


def total_label(bound_column: Any, table: Any) -> str:
    """Return what the footer adds up, below the column that names the row."""
    if bound_column.name != table.row_header:
        return ""
    return _("Totaal van alle %(n)s") % {"n": len(table.rows)}


class Amount(django_tables2.Column):
    """An amount in cents, shown in euros, with the total of all rows (not of the page) below it."""

    def __init__(self, total: str, attrs: dict[str, dict[str, str]], **kwargs: Any) -> None:
        super().__init__(attrs=attrs, empty_values=(), **kwargs)
        self.total = total

    def render_footer(self, table: Any) -> str:
        """Return the total of all filtered rows."""
        return amount_text(getattr(table.totals, self.total), "–")

    def order(self, queryset: QuerySet[Grant], is_descending: bool) -> tuple[QuerySet[Grant], bool]:
        """Put amounts that are not decided last, either way."""
        field = f"{self.total}_cents"
        return queryset.order_by(*in_order(field, is_descending=is_descending)), True


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
