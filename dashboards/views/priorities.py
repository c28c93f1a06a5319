"""Where first: the priorities of the districts with their three bars, and what is behind each bar."""

from dataclasses import dataclass
from fractions import Fraction

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.policy import Ability
from accounts.requests import MemberRequest
from dashboards.analysis.cells import Cell
from dashboards.analysis.coverage import Coverage
from dashboards.analysis.findings import (
    bands_heading,
    not_ranked_sentence,
    priorities_heading,
    start_with,
)
from dashboards.analysis.priorities import Priorities, Priority, prioritise
from dashboards.analysis.selecting import Show
from dashboards.analysis.words import number_nl
from dashboards.charts.priorities import priorities_chart
from dashboards.links import behind, view_url
from dashboards.views.looking import Look, look


@dataclass(frozen=True, slots=True)
class Bar:
    """One of the three parts of a priority."""

    label: str
    points: float | None
    shown: str
    most: int
    ingredients: str
    href: str


@dataclass(frozen=True, slots=True)
class PriorityRow:
    """A district in the order of work, with its lessons and where to begin."""

    priority: Priority
    inhabitants: str
    bars: tuple[Bar, ...]
    cells: tuple[Cell, ...]
    begin: Cell | None
    begin_href: str
    href: str


def priorities(request: MemberRequest) -> HttpResponse:
    """The order in which to find out where facilitating helps; readers see bands by name."""
    seen = look(request)
    situation = seen.situation()
    covered, found = seen.coverage(situation), prioritise(situation)
    scores = seen.may(Ability.SCORES)
    heading = priorities_heading(found) if scores else bands_heading(found)
    context = {
        "heading": heading,
        "lede": not_ranked_sentence(found),
        "reference": seen.reference,
        "updated": seen.updated,
        "rows": priority_rows(seen, found, covered, scores=scores),
        "scores": scores,
        "missing_needs": all(priority.need is None for priority in found.districts),
        "chart": priorities_chart(found.ranked, heading) if scores and found.ranked else None,
    }
    return render(request, "dashboards/priorities.html", context)


def priority_rows(
    seen: Look, found: Priorities, covered: Coverage, *, scores: bool
) -> list[PriorityRow]:
    """The districts in order: by priority, or for whoever sees no scores by name."""
    by_code = {place.district.code: cells for place, cells in covered.rows()}
    rows = []
    for priority in found.ordered if scores else found.by_name:
        code = priority.district.code
        begin = start_with(by_code[code])
        rows.append(
            PriorityRow(
                priority,
                inhabitants_words(priority),
                bars(seen, priority),
                by_code[code],
                begin,
                view_url("gap", seen.day, code, begin.lesson.code) if begin else "",
                view_url("coverage", seen.day, wijk=code),
            )
        )
    return rows


def inhabitants_words(priority: Priority) -> str:
    """How many inhabitants, or that they are not known."""
    inhabitants = priority.district.inhabitants
    if inhabitants is None:
        return _("inwoners onbekend")
    return _("{n} inwoners").format(n=number_nl(int(inhabitants)))


def bars(seen: Look, priority: Priority) -> tuple[Bar, ...]:
    """The three bars with their ingredients."""
    norms, code = priority.norms, priority.district.code
    return (
        _bar(_("Nood"), priority.need_points, norms.need_weight, need_words(priority), ""),
        _bar(
            _("Tekort"),
            priority.shortage_points,
            norms.shortage_weight,
            shortage_words(priority),
            view_url("coverage", seen.day, wijk=code),
        ),
        _bar(
            _("Broosheid"),
            priority.fragility_points,
            norms.fragility_weight,
            fragility_words(priority),
            behind(Show.NOT_SECURED, seen.day, district=code) if priority.money_ids else "",
        ),
    )


def _bar(label: str, points: Fraction | None, most: int, ingredients: str, href: str) -> Bar:
    return Bar(
        label,
        None if points is None else float(points),
        "–" if points is None else number_nl(points, 1),
        most,
        ingredients,
        href,
    )


def need_words(priority: Priority) -> str:
    """The need indicators with their values, and which are missing."""
    parts = []
    for need in priority.needs:
        name = need.scale.label or need.scale.indicator
        value = (
            _("ontbreekt")
            if need.value is None
            else f"{need.value.normalize():f}".replace(".", ",").replace("-", "−")
        )
        parts.append(f"{name} {value}")
    return " · ".join(parts)


def shortage_words(priority: Priority) -> str:
    """Per supply lesson how many fresh ones there are, with how many the inhabitants ask for."""
    parts = []
    for short in priority.shortages:
        asked = (
            "" if short.needed is None or short.needed == 1 else f" / {number_nl(short.needed, 1)}"
        )
        parts.append(f"{short.lesson.title} {short.fresh}{asked}")
    return " · ".join(parts)


def fragility_words(priority: Priority) -> str:
    """How many of those that need money are not sure of it."""
    if not priority.money_ids:
        return _("geen actief initiatief dat geld nodig heeft")
    return _("{fragile} van {money} die geld nodig hebben, zijn er niet zeker van").format(
        fragile=len(priority.fragile_ids), money=len(priority.money_ids)
    )
