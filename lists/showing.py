"""What every list does with its address: sort, page, and choose columns."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import gettext as _

from lists.columns import Choice, columns_shown

COLUMNS: Final = "kolommen"
"""The parameter that names a column to show; repeated for each."""
FORMAT: Final = "als"
"""The parameter that asks for a file instead of the page (see `lists.exporting`)."""

type Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Arranged:
    """What the templates of a list need beside its table, which carries this as `table.arranged`.

    choices: the columns that may be shown or hidden (components/columns.html).
    keep: sort order and columns, to go along with the filters (components/filters.html `keep`).
    others: the rest of the address, to go along with the choice of columns.
    """

    choices: list[Choice]
    keep: Pairs
    others: Pairs


def arrange[T](request: HttpRequest, table: T, per_page: int = 25) -> T:
    """Sort, page and choose the columns of a django-tables2 table by the query string, and return the table.

    `?sort=-name` sorts, `?page=2` pages, `?kolommen=name&kolommen=state` chooses columns; names the table does not
    have are passed over without an error. Attributes of the table class: `optional_columns` (hidden until asked
    for), `row_header` (always shown), `fixed_columns` (always shown,
    never in a file: boxes and buttons) and, if its cells need more than the record, `prepare(records)`, which is
    called with the records of the page. A column that a role may not see must be left out of the table itself
    (`exclude=`): then neither address nor file can bring it back.
    """
    arranged: Any = table
    asked, choices = _choose(arranged, request.GET.getlist(COLUMNS))
    sort = str(arranged.prefixed_order_by_field)
    sorted_by = [alias for alias in request.GET.getlist(sort) if _sortable(arranged, alias)]
    arranged.request = request
    if sorted_by:
        arranged.order_by = sorted_by
    arranged.paginate(per_page=per_page)
    page_field = str(arranged.prefixed_page_field)
    arranged.page = arranged.paginator.get_page(request.GET.get(page_field))
    prepare: Callable[[Iterable[Any]], None] | None = getattr(table, "prepare", None)
    if prepare is not None:
        prepare([row.record for row in arranged.page.object_list])
    chosen = [(COLUMNS, name) for name in asked]
    left_out = {COLUMNS, FORMAT, page_field}
    arranged.arranged = Arranged(
        choices,
        [(sort, alias) for alias in sorted_by] + chosen,
        [pair for pair in _pairs(request) if pair[0] not in left_out],
    )
    return table


def chosen(form: BaseForm) -> str:
    """Return the filters that are on, for a folded filter bar."""
    form.is_valid()
    names = [
        str(bound.label).lower()
        for bound in form.visible_fields()
        if form.cleaned_data.get(bound.name)
    ]
    return ", ".join(names) or _("alles")


def _choose(table: Any, given: list[str]) -> tuple[list[str], list[Choice]]:
    """Show and hide the columns; return the names that were asked for and exist, and all choices."""
    bound = list(table.columns.iterall())
    names = [column.name for column in bound]
    always = {str(getattr(table, "row_header", "")), *getattr(table, "fixed_columns", ())}
    asked = [name for name in dict.fromkeys(given) if name in names]
    optional = getattr(table, "optional_columns", ())
    shown = columns_shown(names, asked, optional=optional, always=always)
    for name in names:
        (table.columns.show if name in shown else table.columns.hide)(name)
    choices = [
        Choice(column.name, str(column.header), column.name in shown)
        for column in bound
        if column.name not in always
    ]
    return asked, choices


def _sortable(table: Any, alias: str) -> bool:
    name = alias.removeprefix("-")
    return name in table.columns and bool(table.columns[name].orderable)


def _pairs(request: HttpRequest) -> Pairs:
    return [(key, value) for key, values in request.GET.lists() for value in values]
