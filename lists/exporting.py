"""A list as a file: every row that the filters leave, in the order and the columns of the screen."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from html import unescape
from itertools import batched
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.html import strip_tags
from django_tables2.rows import BoundRow

from sheets.writing import MEDIA_TYPES, Column, Format, Kind, Row, Value, table_chunks

_ROWS_AT_ONCE = 500


def asked_format(request: HttpRequest) -> Format | None:
    """Return the format of `?als=csv|xlsx|ods|json`; None shows the page."""
    try:
        return Format(request.GET.get("als", ""))
    except ValueError:
        return None


def as_shown(table: Any, name: str, kind: Format) -> StreamingHttpResponse:
    """Stream all rows of an arranged table (not only its page), in its order and shown columns.

    Arrange the table first, and log the export (`accounts.requests.log_export`). A cell is what `value_<column>`
    of the table returns, else the words of `render_<column>` without their markup. `table.kinds` names the
    `Kind` of the columns that are no text (`{"start_date": Kind.DATE}`); for those give a typed value or None.
    A table with `prepare(records)` gets it called with each portion of rows before they are written.
    `name` begins the file's name; today's date and the extension follow it.
    """
    kinds: dict[str, Kind] = getattr(table, "kinds", {})
    fixed = getattr(table, "fixed_columns", ())
    written = [bound for bound in table.columns if bound.name not in fixed]
    shown = [(bound.name, kinds.get(bound.name, Kind.TEXT)) for bound in written]
    columns = [Column(str(bound.header), kinds.get(bound.name, Kind.TEXT)) for bound in written]
    title = str(getattr(table, "caption", "")) or name
    response = StreamingHttpResponse(
        table_chunks(kind, columns, _rows(table, shown), title=title),
        content_type=MEDIA_TYPES[kind],
    )
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="{name}-{day}.{kind.value}"'
    return response


def _rows(table: Any, shown: list[tuple[str, Kind]]) -> Iterator[Row]:
    prepare = getattr(table, "prepare", None)
    for portion in batched(_records(table), _ROWS_AT_ONCE):
        if prepare is not None:
            prepare(portion)
        for record in portion:
            row = BoundRow(record, table=table)
            yield [_cell(row.get_cell_value(column), kind) for column, kind in shown]


def _records(table: Any) -> Iterable[Any]:
    """Return the table's records in its order; those of a query in portions, so that memory stays small."""
    data = table.data.data
    return data.iterator(chunk_size=_ROWS_AT_ONCE) if isinstance(data, QuerySet) else data


def _cell(value: Any, kind: Kind) -> Value:
    if value is None:
        return None
    if kind in {Kind.TEXT, Kind.CODE}:
        return _text(value)
    if isinstance(value, str | int | float | Decimal | date):
        return value
    raise TypeError(f"a column of {kind} cannot hold {value!r}")


def _text(value: Any) -> str:
    """Return the words of a cell on one line; a rendered cell (it says it is HTML) loses its markup."""
    if hasattr(value, "__html__"):
        spaced = str(value).replace("<", " <")
        return " ".join(unescape(strip_tags(spaced)).split())
    return str(value)
