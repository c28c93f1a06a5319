"""Declared columns: each is read, compared and written in one way, by imports and exports alike."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _

from initiatives.importing.choices import spelled
from initiatives.importing.report import ImportRefused
from sheets.columns import Column, Kind
from sheets.table import Cell, Table

_CACHED: Final = 20_000


@dataclass(frozen=True, slots=True)
class Field[L]:
    """One column of an import and export format.

    `name` is its header; `headers` are Dutch spellings of it. `parse` makes a value of a cell with the help of
    lists `L` (codes of the municipality), raising ValueError with a Dutch sentence; `write` makes a cell of a
    value, `kind` says how the writers of sheets treat it, and `meaning` explains it to a person.
    """

    name: str
    parse: Callable[[Cell, L], Any]
    headers: tuple[str, ...] = ()
    write: Callable[[Any], Any] = lambda value: value
    kind: Kind = Kind.TEXT
    meaning: str = ""
    repeats: bool = True
    """Whether values repeat over rows, so that parsing each spelling once is worth it."""

    @property
    def column(self) -> Column:
        """The column as the writers of sheets take it."""
        return Column(self.name, self.kind, self.meaning)


@dataclass(frozen=True, slots=True)
class Headers:
    """Which column of a file holds which field, and what the file calls it."""

    places: Mapping[str, int]
    shown: Mapping[str, str]
    unread: tuple[str, ...]

    def called(self, name: str) -> str:
        """The header in the file of a field; the field's own name where the file has no such column."""
        return self.shown.get(name, name)


type Columns = Mapping[str, str]
"""Which field a person chose for a header; empty for a column that is not read."""


def known_spellings(fields: Iterable[Field[Any]]) -> dict[str, str]:
    """The name of a field by each spelling of its header."""
    return {
        spelled(spelling): item.name for item in fields for spelling in (item.name, *item.headers)
    }


def match_headers(
    headers: Sequence[str], fields: Iterable[Field[Any]], chosen: Columns | None = None
) -> Headers:
    """Find the fields that a file has: those `chosen`, else by their headers.

    Raises ImportRefused where two headers mean the same field.
    """
    known = known_spellings(fields)
    places: dict[str, int] = {}
    unread: list[str] = []
    for place, header in enumerate(headers):
        name = known.get(spelled(header)) if chosen is None else chosen.get(header)
        if not name:
            unread.append(header)
        elif name in places:
            values = {"first": headers[places[name]], "second": header}
            raise ImportRefused(
                _("De kolommen ‘%(first)s’ en ‘%(second)s’ betekenen hetzelfde; laat er één weg.")
                % values
            )
        else:
            places[name] = place
    return Headers(places, {name: headers[place] for name, place in places.items()}, tuple(unread))


def unread_notes(unread: Iterable[str]) -> tuple[str, ...]:
    """A sentence for each column that the importer does not know: nothing is left out silently."""
    return tuple(
        _("Kolom ‘%(column)s’ wordt niet gelezen.") % {"column": column} for column in unread
    )


def require_columns(table: Table, found: Headers, needed: Mapping[str, str]) -> None:
    """Raise ImportRefused unless the file has each of these fields (name → Dutch name)."""
    for name, dutch in needed.items():
        if name not in found.places:
            values = {"name": name, "dutch": dutch, "found": ", ".join(table.headers[:12])}
            raise ImportRefused(
                _(
                    "Dit bestand heeft geen kolom ‘%(name)s’ (%(dutch)s). Gevonden kolommen: %(found)s."
                )
                % values
            )


@dataclass(frozen=True, slots=True)
class _Refused:
    """What was said of a spelling before, so that fifty thousand equal mistakes cost one search."""

    reason: str


@dataclass(slots=True)
class Parser[L]:
    """Parses the cells of one file; each spelling of a repeating value once."""

    fields: Sequence[Field[L]]
    lists: L
    _seen: dict[str, dict[Cell, Any]] = field(default_factory=dict)

    def values(
        self, cells: Mapping[str, Cell], refuse: Callable[[str, str], None]
    ) -> dict[str, Any]:
        """The values of the cells of one row, by field; `refuse` is told the field and reason of a bad cell."""
        found: dict[str, Any] = {}
        for item in self.fields:
            if item.name in cells:
                try:
                    found[item.name] = self._value(item, cells[item.name])
                except ValueError as error:
                    refuse(item.name, str(error))
        return found

    def _value(self, item: Field[L], cell: Cell) -> Any:
        if not item.repeats:
            return item.parse(cell, self.lists)
        seen = self._seen.setdefault(item.name, {})
        if cell not in seen:
            if len(seen) >= _CACHED:
                seen.clear()
            seen[cell] = self._attempt(item, cell)
        found = seen[cell]
        if isinstance(found, _Refused):
            raise ValueError(found.reason)  # noqa: TRY004 -- a refusal that was met before, not a wrong type
        return found

    def _attempt(self, item: Field[L], cell: Cell) -> Any:
        try:
            return item.parse(cell, self.lists)
        except ValueError as error:
            return _Refused(str(error))
