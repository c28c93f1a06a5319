"""Orders of a list: what is unknown comes last either way, and equals stay in one order."""

from typing import Any

import django_tables2
from django.db.models import F, OrderBy, QuerySet


def in_order(field: str, *then: str, is_descending: bool) -> list[OrderBy | str]:
    """Return the order by a field, then by `then`, then by the key; unknown values come last."""
    by = F(field)
    first = by.desc(nulls_last=True) if is_descending else by.asc(nulls_last=True)
    return [first, *then, "pk"]


class Sorted(django_tables2.Column):
    """A column that sorts by one field of the record, then by `then`; its render method may also see nothing."""

    def __init__(self, field: str, *then: str, **kwargs: Any) -> None:
        super().__init__(empty_values=(), **kwargs)
        self.field, self.then = field, then

    def order(self, queryset: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        """Put what is unknown last."""
        return queryset.order_by(
            *in_order(self.field, *self.then, is_descending=is_descending)
        ), True
