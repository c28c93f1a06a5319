"""From a table to rows of cells by field: our own columns, or those of another list (a dialect)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from areas.models import Municipality
from initiatives.columns import FIELDS, REFERENCE
from initiatives.importing.dialect import convert_table
from initiatives.importing.dialects import DIALECTS, Surroundings
from initiatives.importing.fields import Headers, match_headers, require_columns, unread_notes
from initiatives.importing.report import Problem
from initiatives.importing.rows import ReadRow
from sheets.table import Table


@dataclass(frozen=True, slots=True)
class Reading:
    """The rows of a file, as far as they are of our kind. `rows` may be gone through more than once."""

    rows: Iterable[ReadRow]
    headers: Headers
    problems: tuple[Problem, ...] = ()
    set_aside: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnRows:
    """The rows of a table with our own columns, made one at a time."""

    table: Table
    places: Mapping[str, int]

    def __iter__(self) -> Iterator[ReadRow]:
        """Each row with the cells of the columns that the file has."""
        places = tuple(self.places.items())
        for record in self.table.records:
            yield ReadRow(record.line, {name: record.cells[place] for name, place in places})


def read_rows(table: Table, municipality: Municipality, today: date) -> Reading:
    """The rows of a table. Raises ImportRefused where it is no list of initiatives."""
    broken = tuple(Problem(problem.line, "", problem.message) for problem in table.problems)
    dialect = next((item for item in DIALECTS if item.recognises(table.headers)), None)
    if dialect is not None:
        found = convert_table(table, dialect, Surroundings(municipality, today))
        notes = (*table.notes, recognised(dialect.name), *unread_notes(found.headers.unread))
        return Reading(
            found.rows, found.headers, (*broken, *found.problems), found.set_aside, notes
        )
    headers = match_headers(table.headers, (REFERENCE, *FIELDS))
    require_columns(table, headers, {"reference": "kenmerk"})
    notes = (*table.notes, *unread_notes(headers.unread))
    return Reading(OwnRows(table, headers.places), headers, broken, notes=notes)


def recognised(name: str) -> str:
    """The sentence that says that a file is read as another list."""
    return _("Herkend als %(name)s.") % {"name": name}
