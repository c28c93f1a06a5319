"""From a table to rows of cells by field: our own columns, or those of another list (a dialect)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Protocol

from django.utils.translation import gettext as _

from areas.models import Municipality
from initiatives.columns import FIELDS, REFERENCE
from initiatives.importing.checking import repeated
from initiatives.importing.dialect import Dialect, convert_table
from initiatives.importing.dialects import DIALECTS, Surroundings
from initiatives.importing.fields import (
    Columns,
    Field,
    Headers,
    match_headers,
    require_columns,
    unread_notes,
)
from initiatives.importing.report import Problem
from initiatives.importing.rows import ReadRow
from sheets.table import Cell, Record, Table

LINE_HEADER: Final = "geweigerd op regel"
"""The column before that of the reasons, in the file of refused rows that an import gives back."""


def without_verdict(table: Table) -> Table:
    """The table without the two columns that an earlier import added: the line, and why the row was refused.

    Else `reden` would be read as a grant's own reason.
    """
    if LINE_HEADER not in table.headers[:-1]:
        return table
    place = table.headers.index(LINE_HEADER)
    note = _("De kolommen ‘%(line)s’ en ‘%(reason)s’ van een eerdere import worden niet gelezen.")
    told = {"line": table.headers[place], "reason": table.headers[place + 1]}
    records = (Record(row.line, _without(row.cells, place)) for row in table.records)
    return replace(
        table,
        headers=_without(table.headers, place),
        records=tuple(records),
        notes=(*table.notes, note % told),
    )


def _without[T](cells: tuple[T, ...], place: int) -> tuple[T, ...]:
    return cells[:place] + cells[place + 2 :]


class Row(Protocol):
    """A row of any list, as cells by the name of our own columns."""

    @property
    def line(self) -> int: ...
    @property
    def cells(self) -> Mapping[str, Cell]: ...


@dataclass(frozen=True, slots=True)
class Reading[R: Row]:
    """The rows of a file, as far as they are of our kind. `rows` may be gone through more than once."""

    rows: Iterable[R]
    headers: Headers
    problems: tuple[Problem, ...] = ()
    set_aside: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()

    def problem(self, row: Row, name: str, reason: str) -> Problem:
        """A problem of a row at a field, by the file's own header."""
        return Problem(row.line, self.headers.called(name), reason)


@dataclass(frozen=True, slots=True)
class OwnRows[R]:
    """The rows of a table with our own columns, made one at a time."""

    table: Table
    places: Mapping[str, int]
    make: Callable[[int, Mapping[str, Cell]], R]

    def __iter__(self) -> Iterator[R]:
        """Each row with the cells of the columns that the file has."""
        places = tuple(self.places.items())
        for record in self.table.records:
            yield self.make(record.line, {name: record.cells[place] for name, place in places})


def read_table_rows[R: Row, S](
    table: Table,
    fields: Sequence[Field[Any]],
    dialects: Sequence[Dialect[S, R]],
    around: S,
    make: Callable[[int, Mapping[str, Cell]], R],
    columns: Columns | None = None,
) -> Reading[R]:
    """The rows of a table in a dialect, else in our own columns. Raises ImportRefused for another table.

    `columns` are those that a person matched; a dialect has its own.
    """
    broken = tuple(Problem(problem.line, "", problem.message) for problem in table.problems)
    dialect = next((item for item in dialects if item.recognises(table.headers)), None)
    if dialect is not None:
        found = convert_table(table, dialect, around)
        known = _("Herkend als %(name)s.") % {"name": dialect.name}
        notes = (*table.notes, known, *unread_notes(found.headers.unread))
        problems = (*broken, *found.problems)
        return Reading(found.rows, found.headers, problems, found.set_aside, notes)
    headers = match_headers(table.headers, fields, columns)
    require_columns(table, headers, {"reference": "kenmerk"})
    notes = (*table.notes, *unread_notes(headers.unread))
    return Reading(OwnRows(table, headers.places, make), headers, broken, notes=notes)


def read_rows(
    table: Table, municipality: Municipality, today: date, *, columns: Columns | None = None
) -> Reading[ReadRow]:
    """The rows of a list of initiatives. Raises ImportRefused where it is none."""
    around = Surroundings(municipality, today)
    return read_table_rows(table, (REFERENCE, *FIELDS), DIALECTS, around, ReadRow, columns)


@dataclass(frozen=True, slots=True)
class References:
    """The reference of each row that has one of its own, by line; the other rows are in `problems`."""

    by_line: Mapping[int, str]
    problems: tuple[Problem, ...]
    rows: int

    def of(self, row: Row) -> str:
        """The reference of a row; empty for a row with a problem."""
        return self.by_line.get(row.line, "")


def read_references[R: Row](
    reading: Reading[R], former: Mapping[str, str] | None = None
) -> References:
    """Find the reference of every row; one that is missing, unreadable or not the only one is a problem.

    `former` are the keys of records that were merged: such a row is about the record that it became.
    """
    found: dict[int, str] = {}
    problems: list[Problem] = []
    rows = 0
    for row in reading.rows:
        rows += 1
        try:
            reference: str = REFERENCE.parse(row.cells["reference"], None)
        except ValueError as error:
            problems.append(reading.problem(row, "reference", str(error)))
            continue
        if reference:
            found[row.line] = reference
        else:
            problems.append(reading.problem(row, "reference", _("Het kenmerk ontbreekt.")))
    column = reading.headers.called("reference")
    problems += repeated(found, column)
    if former:
        found, twice = _merged(found, former, column)
        problems += twice
    often = Counter(found.values())
    unique = {line: reference for line, reference in found.items() if often[reference] == 1}
    return References(unique, tuple(problems), rows)


def _merged(
    found: Mapping[int, str], former: Mapping[str, str], column: str
) -> tuple[dict[int, str], list[Problem]]:
    """The present reference of each line, and the lines of a merged record that stands in the file itself too."""
    present = {line: former.get(reference, reference) for line, reference in found.items()}
    often = Counter(present.values())
    twice = {
        line: reference
        for line, reference in found.items()
        if reference in former and often[former[reference]] > 1
    }
    said = _("‘%(old)s’ is samengevoegd met ‘%(new)s’, dat ook in dit bestand staat.")
    problems = [
        Problem(line, column, said % {"old": reference, "new": former[reference]})
        for line, reference in twice.items()
    ]
    kept = {line: reference for line, reference in present.items() if line not in twice}
    return kept, problems
