"""JSON with figures: flat lists (OData) and objects within objects (derivatives of key figures)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final

from areas.importing import headers
from areas.importing.codes import parse_code
from areas.importing.contents import ImportRefused
from areas.importing.rows import Row

_OWN_SOURCE: Final = frozenset({"bron", "jaar", "trend", "source", "year"})
"""An object that names its own source or year is about something else than the file's year."""


def rows_of_json(document: object, notes: list[str]) -> list[Row]:
    """A row for each object that has an area code, wherever it stands. Raises ImportRefused where there is none."""
    left_out: dict[str, None] = {}
    flat = [list(_flat(record, "", left_out)) for record in _records(document)]
    paths = {path for cells in flat for path, _cell in cells}
    leaves = Counter(path.rpartition("/")[2] for path in paths)
    clashing = {leaf for leaf, number in leaves.items() if number > 1}
    rows = [
        Row(f"gebied {number}", dict(_named(cells, clashing)))
        for number, cells in enumerate(flat, 1)
    ]
    if not rows:
        raise ImportRefused(
            "Dit JSON-bestand bevat geen grenzen (GeoJSON) en geen objecten met een gebiedscode."
        )
    if left_out:
        notes.append(
            f"Overgeslagen omdat zij een eigen bron of jaar noemen: {', '.join(left_out)}."
        )
    return rows


def titles_of_json(document: object) -> Iterator[str]:
    """The texts in a document that may tell its year: those that are not about one area."""
    if isinstance(document, Mapping):
        for value in document.values():
            if isinstance(value, str):
                yield value
            elif isinstance(value, Mapping):
                yield from titles_of_json(value)


def _records(document: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(document, Mapping):
        if _has_code(document):
            yield document
        for value in document.values():
            if isinstance(value, Mapping | list):
                yield from _records(value)
    elif isinstance(document, list):
        for item in document:
            yield from _records(item)


def _has_code(record: Mapping[str, Any]) -> bool:
    return any(
        isinstance(value, str) and headers.is_key(str(name), headers.CODE) and parse_code(value)
        for name, value in record.items()
    )


def _flat(
    record: Mapping[str, Any], path: str, left_out: dict[str, None]
) -> Iterator[tuple[str, str]]:
    """Path → cell of everything in a record but lists, with slashes between the names."""
    for name, value in record.items():
        header = f"{path}{name}"
        if isinstance(value, Mapping):
            if path == "" and _OWN_SOURCE & {str(key).casefold() for key in value}:
                left_out[header] = None
            elif not _has_code(value):
                yield from _flat(value, f"{header}/", left_out)
        elif isinstance(value, bool):
            yield header, "ja" if value else "nee"
        elif value is None or isinstance(value, str | int | float):
            yield header, "" if value is None else str(value)


def _named(
    cells: Iterable[tuple[str, str]], clashing: AbstractSet[str]
) -> Iterator[tuple[str, str]]:
    """Each cell under the last name of its path, or the whole path where other paths end in that name too."""
    for path, cell in cells:
        leaf = path.rpartition("/")[2]
        yield (path if leaf in clashing else leaf), cell
