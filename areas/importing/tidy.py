"""Key figures as a tidy list: `code, year, indicator, value`, one figure a row."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from areas.importing import headers
from areas.importing.codes import AreaCode, Level, parse_code
from areas.importing.contents import Contents, Figure, Problem, Serve
from areas.importing.numerals import Marks, NotANumber, marks_of, parse_number
from areas.importing.rows import Row, headers_of, rows_about
from areas.importing.years import year_in_cell
from sheets.neutral import visible

COLUMNS: Final = ("code", "year", "indicator", "value")
_HEADERS: Final[Mapping[str, tuple[str, ...]]] = {
    "code": tuple(headers.CODE),
    "year": headers.YEAR,
    "indicator": ("indicator", "kerncijfer", "onderwerp"),
    "value": ("value", "waarde", "cijfer"),
}
_SERVE: Final = "serve:"
_LONGEST: Final = 120


def tidy_columns(rows: Sequence[Row]) -> dict[str, str] | None:
    """Our column → the header it has in the file; None where this is no tidy list."""
    names = headers_of(rows[:1])
    found = {
        column: next((name for name in names if headers.is_key(name, keys)), "")
        for column, keys in _HEADERS.items()
    }
    return found if found["indicator"] and found["value"] and found["code"] else None


def contents_of_tidy(
    rows: Sequence[Row],
    columns: Mapping[str, str],
    stated_year: int | None,
    hint: int | None,
    only: str = "",
) -> Contents:
    """What a tidy list says. It names areas and never makes them: the division stays as it is."""
    contents = Contents(kind="kerncijfers", is_division=False)
    rows = rows_about(rows, columns["code"], only)
    marks = _marks(rows, columns)
    first_seen: dict[tuple[str, int, str], str] = {}
    for row in rows:
        try:
            read = _read_row(row, columns, marks, stated_year, hint)
        except ValueError as error:
            contents.problems.append(Problem(row.where, str(error)))
            continue
        name = read.indicator if isinstance(read, Figure) else _SERVE + read.target_group
        earlier = first_seen.setdefault((read.code.text, read.year, name), row.where)
        if earlier != row.where:
            contents.problems.append(
                Problem(
                    row.where, f"{name} van {read.code.text} in {read.year} staat ook op {earlier}"
                )
            )
        elif isinstance(read, Figure):
            contents.figures.append(read)
        else:
            contents.serves.append(read)
    return contents


def _cell(row: Row, columns: Mapping[str, str], column: str) -> str:
    return row.cells.get(columns[column], "").strip()


def _indicator(row: Row, columns: Mapping[str, str]) -> str:
    """The indicator under our own name where we know it: "Aantal inwoners" is `inhabitants`."""
    text = visible(" ".join(_cell(row, columns, "indicator").split()))
    if text.casefold().startswith(_SERVE):
        return _SERVE + text[len(_SERVE) :].strip().casefold()
    return headers.known_indicator(text) or text


def _marks(rows: Sequence[Row], columns: Mapping[str, str]) -> dict[str, Marks]:
    """How the numbers of each indicator are written."""
    texts: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        texts[_indicator(row, columns)].add(_cell(row, columns, "value"))
    return {
        indicator: marks_of(found, whole=indicator == headers.INHABITANTS)
        for indicator, found in texts.items()
    }


def _read_row(
    row: Row,
    columns: Mapping[str, str],
    marks: Mapping[str, Marks],
    stated_year: int | None,
    hint: int | None,
) -> Figure | Serve:
    code = _code(_cell(row, columns, "code"))
    year = stated_year or _year(_cell(row, columns, "year"), hint)
    indicator = _indicator(row, columns)
    if not indicator:
        raise ValueError("de indicator ontbreekt")
    if len(indicator) > _LONGEST:
        raise ValueError(f"de naam van de indicator is langer dan {_LONGEST} tekens")
    if headers.is_origin(indicator):
        raise ValueError(f"'{indicator}' gaat over herkomst: dat wordt hier nooit gebruikt")
    try:
        value = parse_number(_cell(row, columns, "value"), marks[indicator])
    except NotANumber as error:
        raise ValueError(f"kolom '{columns['value']}': {error}") from error
    if indicator.startswith(_SERVE):
        return _serve(row.where, code, year, indicator, value)
    if indicator == headers.INHABITANTS and value is not None and value < 0:
        raise ValueError(f"{value.normalize():f} inwoners kan niet")
    return Figure(row.where, code, year, indicator, value)


def _serve(where: str, code: AreaCode, year: int, indicator: str, value: Decimal | None) -> Serve:
    if code.level is Level.NEIGHBOURHOOD:
        raise ValueError(f"{indicator} kan voor een gemeente of een wijk, niet voor een buurt")
    if value is None or value not in {Decimal(0), Decimal(1)}:
        raise ValueError(f"{indicator} is 1 (plek nodig) of 0 (wijkt af: geen plek nodig)")
    return Serve(where, code, year, indicator.removeprefix(_SERVE), serves=value == 1)


def _code(text: str) -> AreaCode:
    code = parse_code(text)
    if code is None:
        raise ValueError(
            f"'{text}' is geen code van een gemeente, wijk of buurt"
            if text
            else "de gebiedscode ontbreekt"
        )
    return code


def _year(text: str, hint: int | None) -> int:
    year = year_in_cell(text) if text else hint
    if year is None:
        raise ValueError(f"'{text}' is geen jaar" if text else "het jaar ontbreekt")
    return year
