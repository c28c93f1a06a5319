"""The coverage matrix: wijk × les, with state, numbers and explanation of every cell."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.policy import Ability
from accounts.requests import MemberRequest
from dashboards.analysis.cells import Cell
from dashboards.analysis.coverage import Coverage
from dashboards.analysis.findings import coverage_heading
from dashboards.analysis.priorities import Priorities, Priority, prioritise
from dashboards.analysis.selecting import Show
from dashboards.analysis.situation import Place, Situation
from dashboards.analysis.states import CELL_LABELS, SIGNAL_STATES, CellState
from dashboards.analysis.supply import needed_for
from dashboards.analysis.words import day_nl, number_nl
from dashboards.charts.states import states_chart
from dashboards.links import behind, view_url
from dashboards.views.looking import Look, look

ORDERS = ("prioriteit", "naam", "code")


@dataclass(frozen=True, slots=True)
class Tile:
    """A cell as a tile: its numbers with the norm beside them, and the addresses behind it."""

    cell: Cell
    numbers: str
    href: str
    gap: str
    expanded: bool


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A district with its tiles; `opened` is the cell whose explanation stands below the row."""

    place: Place
    priority: Priority | None
    tiles: tuple[Tile, ...]
    opened: "Peek | None"


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


def coverage(request: MemberRequest) -> HttpResponse:
    """The matrix at the reference date."""
    seen = look(request)
    situation = seen.situation()
    covered, priorities = seen.coverage(situation), prioritise(situation)
    opened = request.GET.get("cel", "")
    chosen = request.GET.get("wijk", "")
    order = request.GET.get("volgorde", "")
    scores = seen.may(Ability.SCORES)
    rows = matrix_rows(seen, situation, covered, priorities if scores else None, opened)
    context = {
        "heading": coverage_heading(covered),
        "reference": seen.reference,
        "updated": seen.updated,
        "rows": [
            row
            for row in sorted_rows(rows, order if scores else "naam")
            if chosen in {"", row.place.district.code}
        ],
        "lessons": covered.lessons,
        "groups": Counter(lesson.strategy for lesson in covered.lessons).items(),
        "firsts": firsts(covered),
        "signals": seen.may(Ability.VOICE_SIGNALS),
        "wide": [
            (item, behind(Show.CELL_WIDE, seen.day, lesson=item.lesson.code))
            for item in covered.wide
        ],
        "legend": legend(covered, signals=False),
        "signal_legend": legend(covered, signals=True),
        "districts": [place.district for place in covered.places],
        "chosen": chosen,
        "lesson": request.GET.get("les", ""),
        "order": order,
        "scores": scores,
        "caption": _("Dekking per wijk en les op {day}").format(day=day_nl(seen.day)),
        "chart": states_chart(covered),
    }
    return render(request, "dashboards/coverage.html", context)


def firsts(covered: Coverage) -> set[str]:
    """The first lesson of each strategy, where the matrix leaves a little room."""
    found: dict[str, str] = {}
    for lesson in covered.lessons:
        found.setdefault(lesson.strategy, lesson.code)
    return set(found.values())


def matrix_rows(
    seen: Look, situation: Situation, covered: Coverage, priorities: Priorities | None, opened: str
) -> list[MatrixRow]:
    """Every district with its nine tiles."""
    rows = []
    for place, cells in covered.rows():
        tiles = tuple(tile(seen, situation, place, cell, opened) for cell in cells)
        shown = next((item.cell for item in tiles if item.expanded), None)
        rows.append(
            MatrixRow(
                place,
                priorities.of(place.district.code) if priorities else None,
                tiles,
                peek(seen, situation, place, shown) if shown else None,
            )
        )
    return rows


def tile(seen: Look, situation: Situation, place: Place, cell: Cell, opened: str = "") -> Tile:
    """A cell with its numbers and addresses."""
    key = f"{cell.district.code}:{cell.lesson.code}"
    return Tile(
        cell,
        numbers(situation, place, cell),
        view_url("coverage", seen.day, cel=key) + "#cel",
        view_url("gap", seen.day, cell.district.code, cell.lesson.code),
        opened == key,
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


def sorted_rows(rows: Sequence[MatrixRow], order: str) -> list[MatrixRow]:
    """By priority (the default), by name, or by code."""
    if order == "naam":
        return sorted(rows, key=lambda row: row.place.district.name.casefold())
    if order == "code":
        return list(rows)
    return sorted(rows, key=lambda row: _turn(row.priority))


def _turn(priority: Priority | None) -> tuple[int, float]:
    if priority is None or priority.exact is None:
        return (1, 0.0)
    return (0, -float(priority.exact))


def legend(covered: Coverage, *, signals: bool) -> list[LegendEntry]:
    """The states with their counts; signals stand apart."""
    counts = covered.count()
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
