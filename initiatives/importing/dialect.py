"""What a dialect is: another list's own columns, turned into ours row by row.

To add one: write a function that takes a line and its cells and returns a row with our columns (for initiatives a
`ReadRow`), name the headers by which the list is known and the field that each of its columns fills, and put the
`Dialect` in the tuple `DIALECTS` of `dialects.py`. The function raises `RowRefused` with the *list's* header for a
row that cannot be loaded, and `RowSetAside` for a row that is not of our kind.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from initiatives.importing.choices import spelled
from initiatives.importing.fields import Headers
from initiatives.importing.report import Problem, RowRefused
from sheets.table import Cell, Table


class RowSetAside(RowRefused):
    """The list itself says that the row is not of our kind."""


@dataclass(frozen=True, slots=True)
class Dialect[S, R]:
    """A list with columns of its own.

    `headers` are those by which it is recognised and that `convert` may read; a file of it may have more. `fills`
    says for each of our fields from which of its columns it comes, so that messages name the list's own header.
    """

    name: str
    headers: tuple[str, ...]
    fills: Mapping[str, str]
    convert: Callable[[int, Mapping[str, Cell], S], R]

    def recognises(self, headers: Sequence[str]) -> bool:
        """Whether a file has all of its headers."""
        found = {spelled(header) for header in headers}
        return all(spelled(header) in found for header in self.headers)


@dataclass(frozen=True, slots=True)
class Converted[R]:
    """A file in a dialect: its rows in our columns, and what became of the others."""

    rows: tuple[R, ...]
    headers: Headers
    problems: tuple[Problem, ...]
    set_aside: tuple[Problem, ...]


def convert_table[S, R](table: Table, dialect: Dialect[S, R], around: S) -> Converted[R]:
    """Turn every row of a table in a dialect; each is in `rows`, in `problems` or in `set_aside`."""
    wanted = {spelled(header): header for header in dialect.headers}
    names = [wanted.get(spelled(header)) for header in table.headers]
    rows: list[R] = []
    problems: list[Problem] = []
    set_aside: list[Problem] = []
    for record in table.records:
        cells = {name: cell for name, cell in zip(names, record.cells, strict=True) if name}
        try:
            rows.append(dialect.convert(record.line, cells, around))
        except RowSetAside as other:
            set_aside.append(Problem(record.line, other.column, other.reason))
        except RowRefused as refusal:
            problems.append(Problem(record.line, refusal.column, refusal.reason))
    unread = tuple(header for header, name in zip(table.headers, names, strict=True) if not name)
    headers = Headers({}, dict(dialect.fills), unread)
    return Converted(tuple(rows), headers, tuple(problems), tuple(set_aside))
