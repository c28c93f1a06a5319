"""The columns of a table of areas that hold key figures."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from areas.importing import headers
from areas.importing.codes import AreaCode, Level
from areas.importing.contents import Contents, Figure, ImportRefused, Problem
from areas.importing.numerals import NotANumber, marks_of, parse_column, parse_number
from areas.importing.rows import Row

type PlacedRow = tuple[Row, AreaCode, int | None]

_ROUNDING_PER_DISTRICT = 5
"""CBS rounds inhabitants of wijken to five, downwards as a rule: n wijken may miss this much times n of the gemeente's
own figure (Den Haag 2019: 153 over 44 wijken, Amsterdam 2020: 377 over 99)."""


def add_figures(
    placed: Sequence[PlacedRow], names: Sequence[str], contents: Contents, *, all_figures: bool
) -> None:
    """Add the figures of each column that holds numbers; say which columns are left out and why.

    Raises ImportRefused where there are figures and no year for them.
    """
    origin = [name for name in names if headers.is_origin(name)]
    indicators = headers.indicator_names([name for name in names if name not in origin])
    if not all_figures:
        indicators = {
            name: headers.known_indicator(name)
            for name in indicators
            if headers.known_indicator(name)
        }
    if origin:
        contents.notes.append(
            f"{len(origin)} kolommen over herkomst niet ingelezen: die worden hier nooit gebruikt."
        )
    worded: list[str] = []
    for name, indicator in indicators.items():
        _add_column(placed, name, indicator, contents, worded)
    if worded:
        contents.notes.append(f"Kolommen zonder cijfers overgeslagen: {', '.join(worded)}.")
    _require_year(contents, all_figures=all_figures)
    _prove_complete(contents)


def _add_column(
    placed: Sequence[PlacedRow], name: str, indicator: str, contents: Contents, worded: list[str]
) -> None:
    cells = [(row.where, code, year, row.cells.get(name, "")) for row, code, year in placed]
    texts = [text for _where, _code, _year, text in cells]
    if not any(text.strip() for text in texts) and indicator != headers.known_indicator(name):
        return
    numbers = _numbers(cells, name, indicator, contents, worded)
    contents.figures.extend(
        # A year that is not known is told apart and refused by _require_year.
        Figure(where, code, year or 0, indicator, numbers[text])
        for where, code, year, text in cells
        if text in numbers
    )


def _numbers(
    cells: Sequence[tuple[str, AreaCode, int | None, str]],
    name: str,
    indicator: str,
    contents: Contents,
    worded: list[str],
) -> dict[str, Decimal | None]:
    """Text → number. A column that we know must hold numbers; another one with a word in it is no column of figures."""
    texts = [text for _where, _code, _year, text in cells]
    if indicator != headers.known_indicator(name):
        try:
            return dict(parse_column(texts))
        except NotANumber as error:
            worded.append(f"{name} ({error})")
            return {}
    whole = indicator == headers.INHABITANTS
    marks = marks_of(set(texts), whole=whole)
    numbers: dict[str, Decimal | None] = {}
    for where, _code, _year, text in cells:
        if text in numbers:
            continue
        try:
            numbers[text] = _checked(parse_number(text, marks), whole=whole)
        except NotANumber as error:
            contents.problems.append(Problem(where, f"kolom '{name}': {error}"))
    return numbers


def _checked(value: Decimal | None, *, whole: bool) -> Decimal | None:
    if whole and value is not None and value < 0:
        raise NotANumber(f"{value.normalize():f} inwoners kan niet")
    return value


def _require_year(contents: Contents, *, all_figures: bool) -> None:
    undated = [figure for figure in contents.figures if not figure.year]
    if not undated:
        return
    if all_figures:
        raise ImportRefused(
            "Het jaar van deze cijfers staat niet in het bestand en niet in de bestandsnaam. Geef het op met --year."
        )
    contents.figures = [figure for figure in contents.figures if figure.year]
    contents.notes.append(
        "De cijfers bij deze grenzen zijn niet ingelezen: hun jaar is niet bekend. Geef het op met --year."
    )


def _prove_complete(contents: Contents) -> None:
    """Wijken whose inhabitants add up to the gemeente's own row are all the wijken there are."""
    own: dict[tuple[str, int], Decimal] = {}
    districts: dict[tuple[str, int], list[Decimal]] = defaultdict(list)
    for figure in contents.figures:
        if figure.indicator != headers.INHABITANTS or figure.value is None:
            continue
        place = (figure.code.municipality, figure.year)
        if figure.code.level is Level.MUNICIPALITY:
            own[place] = figure.value
        elif figure.code.level is Level.DISTRICT:
            districts[place].append(figure.value)
    for place, total in own.items():
        parts = districts.get(place, [])
        if parts and abs(sum(parts) - total) <= _ROUNDING_PER_DISTRICT * len(parts):
            contents.complete.add(place)
