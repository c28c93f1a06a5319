"""Rows about areas, whatever file they come from, and which column says what."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from areas.importing import headers
from areas.importing.codes import Level, parse_code
from areas.importing.contents import Geometry
from areas.importing.numerals import is_missing
from sheets.reading import Table, as_text

_LEVEL_WORDS: Final = frozenset({"gemeente", "wijk", "buurt", "land"})


@dataclass(frozen=True, slots=True)
class Row:
    """One row or feature: where it stands in the file, its cells as text, and its boundary if it has one."""

    where: str
    cells: Mapping[str, str]
    boundary: Geometry | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """The headers that say which area a row is about; empty = the file has none."""

    code: str
    name: str = ""
    municipality_name: str = ""
    year: str = ""
    water: str = ""
    rest: tuple[str, ...] = ()
    """The headers that are left: they may hold key figures."""


def rows_of_table(table: Table) -> list[Row]:
    """The rows of a sheet or delimited file."""
    return [
        Row(
            f"regel {record.line}",
            dict(zip(table.headers, map(as_text, record.cells), strict=True)),
        )
        for record in table.records
    ]


def rows_about(rows: Sequence[Row], code_column: str, municipality: str) -> list[Row]:
    """The rows of one gemeente, with those whose code cannot be read; no gemeente = all rows."""
    found = ((row, parse_code(row.cells.get(code_column, ""))) for row in rows)
    return [
        row
        for row, code in found
        if not municipality or code is None or code.municipality == municipality
    ]


def headers_of(rows: Iterable[Row]) -> list[str]:
    """All headers in the order in which they first occur: features need not have the same ones."""
    return list(dict.fromkeys(header for row in rows for header in row.cells))


def find_columns(rows: Sequence[Row]) -> Columns | None:
    """Which column says what; None where no column holds area codes."""
    names = headers_of(rows)
    code = _code_column(rows, names)
    if code is None:
        return None
    rest = [name for name in names if name != code and not _holds_codes(rows, name)]
    municipality_name = _first(rest, headers.MUNICIPALITY_NAME)
    name = _name_column(rows, rest, code, municipality_name)
    year = _first(rest, headers.YEAR)
    water = _first(rest, headers.WATER)
    used = {name, municipality_name, year, water}
    left = tuple(one for one in rest if one not in used and not headers.is_description(one))
    return Columns(code, name, municipality_name, year, water, left)


def values(rows: Iterable[Row], header: str) -> list[str]:
    """The cells of a column that are not blank."""
    return [text for row in rows if (text := row.cells.get(header, "").strip())]


def _code_column(rows: Sequence[Row], names: Sequence[str]) -> str | None:
    """The column with the most distinct codes, then the finest level: a parent's code repeats."""
    best: tuple[int, int] = (0, 0)
    found: str | None = None
    for name in names:
        texts = values(rows, name)
        codes = {text: code for text in set(texts) if (code := parse_code(text))}
        hits = sum(text in codes for text in texts)
        if not hits or not (headers.is_key(name, headers.CODE) or 2 * hits >= len(texts)):
            continue
        rank = (len(codes), max(code.level for code in codes.values()))
        if rank > best:
            best, found = rank, name
    return found


def _holds_codes(rows: Sequence[Row], name: str) -> bool:
    texts = values(rows, name)
    return bool(texts) and 2 * sum(parse_code(text) is not None for text in texts) >= len(texts)


def _first(names: Sequence[str], wanted: Sequence[str]) -> str:
    return next((name for one in wanted for name in names if headers.is_key(name, [one])), "")


def _name_column(
    rows: Sequence[Row], names: Sequence[str], code: str, municipality_name: str
) -> str:
    levels = Counter(found.level for text in values(rows, code) if (found := parse_code(text)))
    fine = levels[Level.NEIGHBOURHOOD] > levels[Level.DISTRICT]
    order = (
        (headers.NEIGHBOURHOOD_NAME, headers.DISTRICT_NAME)
        if fine
        else (headers.DISTRICT_NAME, headers.NEIGHBOURHOOD_NAME)
    )
    mixed = len(levels) > 1
    wanted = (*headers.ANY_NAME, *order[0], *order[1]) if mixed else (*order[0], *headers.ANY_NAME)
    others = [name for name in names if name != municipality_name]
    return _first(others, wanted) or _name_by_content(rows, others)


def _name_by_content(rows: Sequence[Row], names: Sequence[str]) -> str:
    """A column of texts that are nearly all different, where no header says "name"."""
    for name in names:
        texts = [text.casefold() for text in values(rows, name)]
        distinct = set(texts)
        wordy = all(
            any(letter.isalpha() for letter in text) and not is_missing(text) for text in distinct
        )
        if texts and wordy and not distinct <= _LEVEL_WORDS and 10 * len(distinct) >= 8 * len(rows):
            return name
    return ""
