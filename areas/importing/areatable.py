"""Rows about areas → wijken, buurten and their key figures."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from areas.importing import headers
from areas.importing.codes import AreaCode, Level, is_other_area, parse_code
from areas.importing.contents import Area, Contents, ImportRefused, Problem
from areas.importing.figurecolumns import add_figures
from areas.importing.rows import Columns, Row, find_columns, headers_of, rows_about
from areas.importing.years import Years
from sheets.neutral import visible

_LONGEST_NAME = 120
_LONGEST_MUNICIPALITY = 100


@dataclass(frozen=True, slots=True)
class Placed:
    """A row of which the area and the year are known."""

    row: Row
    code: AreaCode
    year: int | None


@dataclass(slots=True)
class _Skipped:
    """What is left out on purpose, to be said."""

    water: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    mended: list[AreaCode] = field(default_factory=list)
    hinted: bool = False


def contents_of_rows(
    rows: Sequence[Row], years: Years, *, kind: str, only: str = "", all_figures: bool = True
) -> Contents:
    """What rows about areas say, of all gemeenten or `only` of one.

    `all_figures` is False where only indicators that we know are figures (boundaries). Raises ImportRefused where no
    column holds area codes, and where there are figures without a year.
    """
    columns = find_columns(rows)
    if columns is None:
        shown = ", ".join(headers_of(rows)[:12])
        raise ImportRefused(
            f"Geen kolom met gebiedscodes (GM…, WK… of BU…) gevonden. De kolommen zijn: {shown}."
        )
    contents = Contents(kind=kind)
    skipped = _Skipped()
    placed = _place(rows_about(rows, columns.code, only), columns, years, contents, skipped)
    _add_areas(placed, columns, contents)
    _tell(columns, years, skipped, contents)
    add_figures(
        [(one.row, one.code, one.year) for one in placed],
        columns.rest,
        contents,
        all_figures=all_figures,
    )
    if not (placed or contents.problems or only):
        raise ImportRefused("Er staat geen enkele gemeente, wijk of buurt in dit bestand.")
    return contents


def _place(
    rows: Sequence[Row], columns: Columns, years: Years, contents: Contents, skipped: _Skipped
) -> list[Placed]:
    water = _water_districts(rows, columns)
    placed: list[Placed] = []
    first_seen: dict[tuple[str, int | None], str] = {}
    for row in rows:
        code = _code_of(row, columns, contents, skipped)
        if code is None:
            continue
        if _is_water(row, columns) or (code.level > Level.MUNICIPALITY and code.district in water):
            skipped.water.append(code.text)
            continue
        try:
            year = years.of(row.cells.get(columns.year, ""))
        except ValueError as error:
            contents.problems.append(Problem(row.where, str(error)))
            continue
        earlier = first_seen.setdefault((code.text, year), row.where)
        if earlier != row.where and row.boundary is None:
            contents.problems.append(Problem(row.where, f"{code.text} staat ook op {earlier}"))
            continue
        skipped.hinted |= (
            years.stated is None
            and year is not None
            and not row.cells.get(columns.year, "").strip()
        )
        if code.mended_from:
            skipped.mended.append(code)
        placed.append(Placed(row, code, year))
    return placed


def _code_of(row: Row, columns: Columns, contents: Contents, skipped: _Skipped) -> AreaCode | None:
    """The area of a row; where it has none of ours that is noted, as a mistake or as left out."""
    text = row.cells.get(columns.code, "").strip()
    code = parse_code(text)
    if code is None and is_other_area(text):
        skipped.other.append(text)
    elif code is None:
        reason = f"'{text}' is geen gebiedscode" if text else "de gebiedscode ontbreekt"
        contents.problems.append(Problem(row.where, reason))
    return code


def _water_districts(rows: Sequence[Row], columns: Columns) -> set[str]:
    """The codes of wijken that are water: their buurten are water too."""
    codes = (parse_code(row.cells.get(columns.code, "")) for row in rows if _is_water(row, columns))
    return {code.text for code in codes if code is not None and code.level is Level.DISTRICT}


def _is_water(row: Row, columns: Columns) -> bool:
    marked = row.cells.get(columns.water, "").strip().casefold() in {"ja", "j", "true", "1", "yes"}
    return marked or row.cells.get(columns.name, "").strip().casefold() == "groot water"


def _add_areas(placed: Sequence[Placed], columns: Columns, contents: Contents) -> None:
    for one in placed:
        name = _one_line(one.row.cells.get(columns.name, ""))
        if len(name) > _LONGEST_NAME:
            reason = f"de naam is langer dan {_LONGEST_NAME} tekens"
            contents.problems.append(Problem(one.row.where, reason))
            continue
        if not _name_municipality(one, name, columns, contents):
            continue
        if one.code.level is not Level.MUNICIPALITY:
            contents.areas.append(Area(one.code, name, one.year, one.row.boundary))


def _name_municipality(one: Placed, name: str, columns: Columns, contents: Contents) -> bool:
    """Note the name of the gemeente of a row; False where that name cannot be one, which is told."""
    own = name if one.code.level is Level.MUNICIPALITY else ""
    given = _one_line(one.row.cells.get(columns.municipality_name, ""))
    code = one.code.municipality
    if len(own or given) > _LONGEST_MUNICIPALITY:
        reason = f"de naam van de gemeente is langer dan {_LONGEST_MUNICIPALITY} tekens"
        contents.problems.append(Problem(one.row.where, reason))
        return False
    if not contents.municipalities.get(code) or own:
        contents.municipalities[code] = own or given
    return True


def _one_line(text: str) -> str:
    """A name with single spaces, and without characters that no database keeps."""
    return visible(" ".join(text.split()))


def _tell(columns: Columns, years: Years, skipped: _Skipped, contents: Contents) -> None:
    notes = contents.notes
    if skipped.hinted:
        notes.append(f"Het jaar {years.hint} komt {years.hint_from}.")
    if columns.name and not _is_name_header(columns.name):
        notes.append(f"De namen komen uit de kolom '{columns.name}'.")
    if skipped.water:
        districts = sum(code.startswith("WK") for code in skipped.water)
        notes.append(
            f"{districts} {_noun(districts)} van water overgeslagen ({_some(skipped.water)})."
        )
    if skipped.other:
        notes.append(
            f"{len(skipped.other)} rijen overgeslagen die geen gemeente, wijk of buurt zijn ({_some(skipped.other)})."
        )
    if skipped.mended:
        first = skipped.mended[0]
        notes.append(
            f"{len(skipped.mended)} codes hadden een verkeerd begin en zijn hersteld, "
            f"zoals {first.mended_from} → {first.text}."
        )


def _noun(number: int) -> str:
    return "wijk" if number == 1 else "wijken"


def _is_name_header(header: str) -> bool:
    known = (*headers.ANY_NAME, *headers.DISTRICT_NAME, *headers.NEIGHBOURHOOD_NAME)
    return headers.is_key(header, known)


def _some(codes: Sequence[str]) -> str:
    shown = ", ".join(codes[:3])
    return shown if len(codes) <= 3 else f"{shown}, …"
