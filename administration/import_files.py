"""The files an import gives back: templates to fill in, and the rows that were refused with the reason."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from initiatives.importing.report import Plan
from sheets.columns import Column, Kind, Row
from sheets.table import Cell, Record, Table, as_text

LINE_HEADER: Final = "geweigerd op regel"
REASON_HEADERS: Final = ("reden", "reden van weigering")
"""The column with the reasons; the second where the file has a column `reden` of its own."""


def refused_columns(table: Table) -> list[Column]:
    """The columns of the file itself, then where a row stood and why it was refused."""
    taken = {header.casefold() for header in table.headers}
    reason = next(
        (name for name in REASON_HEADERS if name not in taken), f"{REASON_HEADERS[0]} {len(taken)}"
    )
    own = [Column(header) for header in table.headers]
    return [*own, Column(LINE_HEADER, Kind.INTEGER), Column(reason)]


def refused_rows(table: Table, plan: Plan[Any]) -> Iterator[Row]:
    """Every refused row as it stood in the file; a row that could not be read has its reason only."""
    reasons: dict[int, list[str]] = defaultdict(list)
    for problem in (*plan.problems, *plan.set_aside):
        told = f"{problem.column}: {problem.reason}" if problem.column else problem.reason
        reasons[problem.line].append(told)
    records = {record.line: record for record in table.records if record.line in reasons}
    for line in sorted(reasons):
        yield (*_cells(records.get(line), len(table.headers)), line, " | ".join(reasons[line]))


def _cells(record: Record | None, width: int) -> Sequence[str]:
    return [""] * width if record is None else [_written(cell) for cell in record.cells]


def _written(cell: Cell) -> str:
    """A cell as text that reads back the same: a number of a spreadsheet with a decimal comma."""
    return as_text(cell).replace(".", ",") if isinstance(cell, Decimal) else as_text(cell)


def without_verdict(table: Table) -> Table:
    """The table without the two columns that `refused_columns` added, for a file that was mended.

    Else `reden` would be read as a grant's own reason.
    """
    if LINE_HEADER not in table.headers[:-1]:
        return table
    place = table.headers.index(LINE_HEADER)
    note = _("De kolommen ‘%(line)s’ en ‘%(reason)s’ van een eerdere import worden niet gelezen.")
    told = {"line": table.headers[place], "reason": table.headers[place + 1]}
    return replace(
        table,
        headers=_without(table.headers, place),
        records=tuple(
            Record(record.line, _without(record.cells, place)) for record in table.records
        ),
        notes=(*table.notes, note % told),
    )


def _without[T](cells: tuple[T, ...], place: int) -> tuple[T, ...]:
    return cells[:place] + cells[place + 2 :]
