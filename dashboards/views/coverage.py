"""The coverage matrix: wijk × les, with state, numbers and explanation of every cell."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.policy import Ability
from accounts.requests import MemberRequest
from dashboards.analysis.coverage import Coverage
from dashboards.analysis.findings import coverage_heading
from dashboards.analysis.priorities import Priorities, Priority, prioritise
from dashboards.analysis.selecting import Show
from dashboards.analysis.situation import Place, Situation
from dashboards.analysis.words import day_nl
from dashboards.charts.states import states_chart
from dashboards.forms.coverage import CoverageForm
from dashboards.links import behind
from dashboards.queries import place_kinds
from dashboards.views.cells import Asked, Peek, Tile, legend, peek, tile
from dashboards.views.coverage_tabs import district_choices, filter_choices, tabs
from dashboards.views.looking import Look, look


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A district with its tiles; `opened` is the cell whose explanation stands below the row."""

    place: Place
    priority: Priority | None
    tiles: tuple[Tile, ...]
    opened: Peek | None


def coverage(request: MemberRequest) -> HttpResponse:
    """The matrix at the reference date."""
    seen = look(request)
    situation = seen.situation()
    covered, priorities = seen.coverage(situation), prioritise(situation)
    scores = seen.may(Ability.SCORES)
    form = filters(request, situation, covered, scores=scores)
    rows = matrix_rows(
        seen,
        situation,
        covered,
        priorities if scores else None,
        request.GET.get("cel", ""),
        Asked(form.filter, form.asked),
    )
    context = {
        "heading": coverage_heading(covered),
        "tabs": tabs(seen, "coverage", wijk=form.chosen("wijk")),
        "reference": seen.reference,
        "updated": seen.updated,
        "form": form,
        "rows": chosen_rows(rows, form, scores=scores),
        "lessons": covered.lessons,
        "groups": Counter(lesson.strategy for lesson in covered.lessons).items(),
        "firsts": firsts(covered),
        "strategy": strategy_of(covered, request.GET.get("les", "")),
        "signals": seen.may(Ability.VOICE_SIGNALS),
        "wide": [
            (item, behind(Show.CELL_WIDE, seen.day, lesson=item.lesson.code))
            for item in covered.wide
        ],
        "legend": legend(covered.cells, signals=False),
        "signal_legend": legend(covered.cells, signals=True),
        "scores": scores,
        "caption": _("Dekking per wijk en les op {day}").format(day=day_nl(seen.day)),
        "chart": states_chart(covered),
    }
    return render(request, "dashboards/coverage.html", context)


def filters(
    request: MemberRequest, situation: Situation, covered: Coverage, *, scores: bool
) -> CoverageForm:
    """One district, the initiatives to count in the cells, and for whoever sees scores the order."""
    choices = {"wijk": district_choices(covered), **filter_choices(situation, place_kinds())}
    return CoverageForm(request.GET, choices | ({"volgorde": _orders()} if scores else {}))


def _orders() -> list[tuple[str, str]]:
    return [("", _("Prioriteit")), ("naam", _("Naam")), ("code", _("Wijkcode"))]


def strategy_of(covered: Coverage, lesson: str) -> str:
    """The strategy that a phone shows first: that of the lesson somebody comes from, else the first."""
    found = [row.strategy for row in covered.lessons if row.code == lesson]
    return next(iter([*found, *(row.strategy for row in covered.lessons)]), "")


def firsts(covered: Coverage) -> set[str]:
    """The first lesson of each strategy, where the matrix leaves a little room."""
    found: dict[str, str] = {}
    for lesson in covered.lessons:
        found.setdefault(lesson.strategy, lesson.code)
    return set(found.values())


def matrix_rows(
    seen: Look,
    situation: Situation,
    covered: Coverage,
    priorities: Priorities | None,
    opened: str,
    asked: Asked,
) -> list[MatrixRow]:
    """Every district with its nine tiles."""
    rows = []
    for place, cells in covered.rows():
        tiles = tuple(tile(seen, situation, place, cell, opened, asked) for cell in cells)
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


def chosen_rows(rows: Sequence[MatrixRow], form: CoverageForm, *, scores: bool) -> list[MatrixRow]:
    """Those of the chosen district, all where none is chosen; by name for whoever sees no scores."""
    chosen = form.chosen("wijk")
    return [
        row
        for row in sorted_rows(rows, form.chosen("volgorde") if scores else "naam")
        if chosen in {"", row.place.district.code}
    ]


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
