"""The coverage over time: states per quarter over five years, and a strip of quarters of each chosen cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.requests import MemberRequest
from dashboards.analysis.areas import DistrictAt
from dashboards.analysis.cells import Cell
from dashboards.analysis.coverage_findings import now_sentence, since_sentence, trend_heading
from dashboards.analysis.trend import Trend, quarter_ends, trend_of
from dashboards.analysis.words import day_nl
from dashboards.charts.states import trend_chart
from dashboards.forms.coverage import CoverageForm
from dashboards.links import view_url
from dashboards.rows import LessonRow
from dashboards.views.coverage_tabs import lesson_choices, names_first, tabs
from dashboards.views.looking import Look, look

MOST_CHANGED = 5
"""How many strips a page shows where nobody chose."""


@dataclass(frozen=True, slots=True)
class Quarter:
    """A cell at one moment; None where its district was not valid then."""

    at: date
    cell: Cell | None
    href: str
    opened: bool

    @property
    def icon(self) -> str:
        """The icon of the state."""
        return f"s-{self.cell.state.value}" if self.cell else ""


@dataclass(frozen=True, slots=True)
class Strip:
    """One cell over the years."""

    district: DistrictAt
    lesson: LessonRow
    since: str
    years: tuple[tuple[int, tuple[Quarter, ...]], ...]


@dataclass(frozen=True, slots=True)
class Then:
    """The explanation of a cell at one moment, and of the moment before."""

    cell: Cell
    day: str
    gap: str
    before: Cell | None
    day_before: str


def trend(request: MemberRequest) -> HttpResponse:
    """The states at the ends of the quarters of five years, up to the reference date."""
    seen = look(request)
    days = quarter_ends(seen.day)
    found = trend_of(seen.coverage(situation) for situation in seen.situations(*days))
    form = CoverageForm(
        request.GET,
        {
            "wijk": names_first(found.now.districts, _("De wijken die het meest veranderden")),
            "les": lesson_choices(found.lessons, _("Alle lessen samen")),
        },
    )
    lesson = next((row for row in found.lessons if row.code == form.chosen("les")), None)
    chosen = {"wijk": form.chosen("wijk"), "les": form.chosen("les")}
    opened = (request.GET.get("cel", ""), request.GET.get("op", ""))
    context = {
        "heading": trend_heading(found, lesson),
        "tabs": tabs(seen, "coverage_trend", **chosen),
        "reference": seen.reference,
        "updated": seen.updated,
        "here": "coverage",
        "form": form,
        "lesson": lesson,
        "since": day_nl(days[0]),
        "chosen": any(chosen.values()),
        "chart": trend_chart(
            found, chosen["les"], now_sentence(found, lesson), _hrefs(days, chosen["les"])
        ),
        "strips": strips(seen, found, chosen, opened),
        "then": then(found, *opened),
        "any": bool(found.now.districts),
    }
    return render(request, "dashboards/coverage_trend.html", context)


def _hrefs(days: Sequence[date], lesson: str) -> list[str]:
    """Where the cells of each moment are: on the map of the lesson, or in the matrix."""
    if lesson:
        return [view_url("coverage_map", day, les=lesson) for day in days]
    return [view_url("coverage", day) for day in days]


def strips(
    seen: Look, found: Trend, chosen: dict[str, str], opened: tuple[str, str]
) -> list[Strip]:
    """The chosen cells; without a choice those that changed most often."""
    cells = [
        (district, lesson)
        for district in found.now.districts
        if chosen["wijk"] in {"", district.code}
        for lesson in found.lessons
        if chosen["les"] in {"", lesson.code}
    ]
    if not any(chosen.values()):
        cells.sort(key=lambda pair: -found.changes(pair[0].code, pair[1].code))
        cells = cells[:MOST_CHANGED]
    return [_strip(seen, found, *pair, chosen, opened) for pair in cells]


def _strip(
    seen: Look,
    found: Trend,
    district: DistrictAt,
    lesson: LessonRow,
    chosen: dict[str, str],
    opened: tuple[str, str],
) -> Strip:
    key = f"{district.code}:{lesson.code}"
    quarters = [
        Quarter(
            moment.at,
            cell,
            view_url("coverage_trend", seen.day, **chosen, cel=key, op=moment.at.isoformat())
            + "#cel",
            opened == (key, moment.at.isoformat()),
        )
        for moment, cell in zip(found.moments, found.strip(district.code, lesson.code), strict=True)
    ]
    years = groupby(quarters, key=lambda quarter: quarter.at.year)
    return Strip(
        district,
        lesson,
        since_sentence(found, district.code, lesson.code),
        tuple((year, tuple(group)) for year, group in years),
    )


def then(found: Trend, key: str, day: str) -> Then | None:
    """The opened cell at the opened moment; None where there is no such cell or moment."""
    district, _colon, lesson = key.partition(":")
    for place, moment in enumerate(found.moments):
        cell = moment.cells.get((district, lesson))
        if moment.at.isoformat() == day and cell is not None:
            before = found.moments[place - 1] if place else None
            return Then(
                cell,
                day_nl(moment.at),
                view_url("gap", moment.at, district, lesson),
                before.cells.get((district, lesson)) if before else None,
                day_nl(before.at) if before else "",
            )
    return None
