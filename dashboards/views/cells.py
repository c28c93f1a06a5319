"""One cell as every view of the coverage shows it: its tile, its numbers with their addresses, and the legend."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from dashboards.analysis.cells import Cell
from dashboards.analysis.matching import Filter, match
from dashboards.analysis.selecting import Show
from dashboards.analysis.situation import Place, Situation
from dashboards.analysis.states import CELL_LABELS, SIGNAL_STATES, CellState
from dashboards.analysis.supply import needed_for
from dashboards.analysis.words import number_nl
from dashboards.links import behind, view_url
from dashboards.views.looking import Look


@dataclass(frozen=True, slots=True)
class Tile:
    """A cell as a tile: its numbers with the norm beside them, and the addresses behind it."""

    cell: Cell
    numbers: str
    href: str
    gap: str
    expanded: bool
    matched: "Matched | None" = None
    """How many initiatives match the filter; None without a filter."""


@dataclass(frozen=True, slots=True)
class Matched:
    """How many of a cell's initiatives match the filter, each number with its list ("" where it is 0)."""

    part: int | None
    part_href: str
    whole: int
    whole_href: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The filter of a view, and how it stands in addresses."""

    filter: Filter = field(default_factory=Filter)
    query: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Peek:
    """The explanation of one cell with its numbers, each a link to the initiatives behind it."""

    cell: Cell
    gap: str
    facts: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A state with how many cells have it."""

    state: str
    label: str
    count: int


def tile(
    seen: Look, situation: Situation, place: Place, cell: Cell, opened: str, asked: Asked
) -> Tile:
    """A cell with its numbers and addresses."""
    key = f"{cell.district.code}:{cell.lesson.code}"
    return Tile(
        cell,
        numbers(situation, place, cell),
        view_url("coverage", seen.day, cel=key, **asked.query) + "#cel",
        view_url("gap", seen.day, cell.district.code, cell.lesson.code),
        opened == key,
        matched(seen, situation, cell, asked),
    )


def matched(seen: Look, situation: Situation, cell: Cell, asked: Asked) -> Matched | None:
    """How many of a cell's initiatives match the filter; None without one."""
    if not asked.filter:
        return None
    found = match(cell, situation.initiatives, asked.filter)

    def link(count: int, show: Show) -> str:
        if not count:
            return ""
        district, lesson = cell.district.code, cell.lesson.code
        return behind(show, seen.day, district=district, lesson=lesson, filters=asked.query)

    return Matched(
        found.part,
        link(found.part or 0, found.part_show),
        found.whole,
        link(found.whole, found.whole_show),
    )


def numbers(situation: Situation, place: Place, cell: Cell) -> str:
    """The numbers of a cell, with the norm where there is one: "1 / 3,2", "1 vers", "2 van 8"."""
    if cell.active is None:
        return "" if cell.denominator is None else cell.numbers
    needed = needed_for(place, cell.lesson.code, situation.norms)
    if needed is None:
        return _("{n} vers").format(n=cell.fresh)
    return f"{cell.fresh} / {number_nl(needed, 1)}"


def peek(seen: Look, situation: Situation, place: Place, cell: Cell) -> Peek:
    """What is behind one cell."""
    return Peek(
        cell,
        view_url("gap", seen.day, cell.district.code, cell.lesson.code),
        facts(seen, situation, place, cell),
    )


def facts(
    seen: Look, situation: Situation, place: Place, cell: Cell
) -> tuple[tuple[str, str, str], ...]:
    """(word, number, address) of each number of a cell."""

    def link(show: Show) -> str:
        return behind(show, seen.day, district=cell.district.code, lesson=cell.lesson.code)

    if cell.active is not None:
        found = [
            (_("Vers"), str(cell.fresh), link(Show.CELL_FRESH)),
            (_("Actief met deze les"), str(cell.active), link(Show.CELL_ACTIVE)),
        ]
        needed = needed_for(place, cell.lesson.code, situation.norms)
        if needed is not None:
            found.append((_("Nodig voor gedekt"), number_nl(needed, 1), ""))
        if cell.not_yet:
            found.append((_("Telt nog niet mee"), str(len(cell.not_yet)), link(Show.CELL_NOT_YET)))
        if cell.wide:
            found.append((_("Gemeentebreed vers"), str(cell.wide), link(Show.CELL_WIDE)))
        return tuple(found)
    if cell.denominator is not None:
        groups = cell.lesson.kind == "mix"
        return (
            (
                _("Groepen met een plek") if groups else _("Voldoet"),
                str(cell.numerator),
                link(Show.CELL_NUMERATOR),
            ),
            (
                _("Te bedienen groepen") if groups else _("Van"),
                str(cell.denominator),
                "" if groups else link(Show.CELL_DENOMINATOR),
            ),
        )
    return ()


def legend(cells: Iterable[Cell], *, signals: bool) -> list[LegendEntry]:
    """The states with how many of the cells have each; signals stand apart."""
    counts = Counter(cell.state for cell in cells)
    return [
        LegendEntry(state.value, CELL_LABELS[state], counts[state])
        for state in LEGEND_ORDER
        if (state in SIGNAL_STATES) == signals
    ]


LEGEND_ORDER = (
    CellState.COVERED,
    CellState.THIN,
    CellState.ENDING,
    CellState.STALE,
    CellState.EMPTY,
    CellState.UNKNOWN,
    CellState.OPEN_SIGNAL,
    CellState.ANSWERED,
    CellState.NO_SIGNAL,
    CellState.NOT_CHECKED,
)
