"""The coverage on a map of the wijken: the states of one lesson, or the bands of priority, with the same as a table."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.policy import Ability
from accounts.requests import MemberRequest
from areas.mapping import Outline, drawing_of
from dashboards.analysis.areas import DistrictAt, division_year
from dashboards.analysis.coverage import Coverage
from dashboards.analysis.coverage_findings import lesson_heading
from dashboards.analysis.findings import NO_DISTRICTS, bands_heading
from dashboards.analysis.priorities import Priority, prioritise
from dashboards.analysis.situation import Situation
from dashboards.analysis.states import BAND_LABELS, VERDICT_LABELS, Band, Verdict
from dashboards.forms.coverage import BANDS, CoverageForm
from dashboards.links import view_url
from dashboards.queries import place_kinds
from dashboards.rows import LessonRow
from dashboards.views.cells import Asked, Matched, Peek, legend, matched, numbers, peek
from dashboards.views.coverage_tabs import (
    district_choices,
    filter_choices,
    lesson_choices,
    tabs,
)
from dashboards.views.looking import Look, look
from dashboards.views.priorities import Bar, bars

_BANDS = tuple(Band)
_VERDICTS = (Verdict.CHECK_FIRST, Verdict.TOO_SMALL)
"""The fills of bands and verdicts are named as their values."""
_LETTERS = {"first": "E", "next": "D", "not_now": "N", "check_first": "?", "too_small": "k"}
_LETTER = 10
"""Units of the drawing that a letter of a name takes."""
_ICON = (14, 36)
"""The smallest and the largest icon of an area, in units of the drawing."""


@dataclass(frozen=True, slots=True)
class Area:
    """A district as an area of the map and a row of the table; `outline` is None without a boundary."""

    district: DistrictAt
    fill: str
    label: str
    numbers: str
    letter: str
    """What stands in the area of a band; a state has its icon."""
    href: str
    opened: bool
    outline: Outline | None
    matched: Matched | None

    @property
    def size(self) -> int:
        """How large the icon or letter is drawn, by the room there is."""
        least, most = _ICON
        return max(least, min(most, (self.outline.room if self.outline else 0) * 6 // 5))

    @property
    def left(self) -> int:
        """Where the icon begins."""
        return (self.outline.x if self.outline else 0) - self.size // 2

    @property
    def top(self) -> int:
        """Where the icon begins, counted from above; over the name where that is written."""
        return (self.outline.y if self.outline else 0) - self.size // (1 if self.named else 2)

    @property
    def below(self) -> int:
        """The foot of the name."""
        return (self.outline.y if self.outline else 0) + (26 if self.letter else 20)

    @property
    def named(self) -> bool:
        """Whether the name fits in the area."""
        room = self.outline.room if self.outline else 0
        return 2 * room >= len(self.district.name) * _LETTER


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend."""

    fill: str
    label: str
    letter: str
    count: int


@dataclass(frozen=True, slots=True)
class Why:
    """Why a district is in its band: its three bars for whoever sees scores, the words alone for others."""

    priority: Priority
    bars: tuple[Bar, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What the map and the table show: one lesson, or the bands."""

    heading: str
    lesson: LessonRow | None
    areas: tuple[Area, ...]
    entries: tuple[Entry, ...]
    peek: Peek | None = None
    why: Why | None = None


def coverage_map(request: MemberRequest) -> HttpResponse:
    """One lesson, or the bands, over the districts of the reference date."""
    seen = look(request)
    situation = seen.situation()
    covered = seen.coverage(situation)
    bands = request.GET.get("les") == BANDS
    form = CoverageForm(
        request.GET,
        {
            "les": [*lesson_choices(covered.lessons, "")[1:], (BANDS, _("Prioriteit, in groepen"))],
            "wijk": district_choices(covered),
            **({} if bands else filter_choices(situation, place_kinds())),
        },
    )
    year = division_year(situation.records.districts, seen.day.year)
    drawing = drawing_of(seen.municipality, year)
    outlines = {outline.code: outline for outline in drawing.outlines} if drawing else {}
    shown = (
        _bands(seen, situation, form, outlines)
        if bands
        else _lesson(seen, situation, covered, form, outlines)
    )
    context = {
        "heading": shown.heading,
        "tabs": tabs(seen, "coverage_map", les=shown.lesson.code if shown.lesson else ""),
        "reference": seen.reference,
        "updated": seen.updated,
        "here": "coverage",
        "form": form,
        "shown": shown,
        "drawing": drawing,
        "undrawn": [area.district.name for area in shown.areas if area.outline is None],
    }
    return render(request, "dashboards/coverage_map.html", context)


def _lesson(
    seen: Look,
    situation: Situation,
    covered: Coverage,
    form: CoverageForm,
    outlines: Mapping[str, Outline],
) -> Shown:
    """The states of the chosen lesson, the first one where none was chosen."""
    code = form.chosen("les")
    lesson = next((row for row in covered.lessons if code in {"", row.code}), None)
    if lesson is None:
        return Shown(_(NO_DISTRICTS), None, (), ())
    cells = covered.of_lesson(lesson.code)
    asked, opened = Asked(form.filter, form.asked), form.chosen("wijk")
    areas, shown = [], None
    for place, cell in zip(covered.places, cells, strict=True):
        if place.district.code == opened:
            shown = peek(seen, situation, place, cell)
        areas.append(
            Area(
                place.district,
                cell.state.value,
                cell.label,
                numbers(situation, place, cell),
                "",
                _href(seen, lesson.code, place.district.code, asked.query),
                place.district.code == opened,
                outlines.get(place.district.code),
                matched(seen, situation, cell, asked),
            )
        )
    entries = legend(cells, signals=lesson.kind == "signal")
    return Shown(
        lesson_heading(lesson, cells),
        lesson,
        tuple(areas),
        tuple(Entry(entry.state, entry.label, "", entry.count) for entry in entries),
        peek=shown,
    )


def _bands(
    seen: Look,
    situation: Situation,
    form: CoverageForm,
    outlines: Mapping[str, Outline],
) -> Shown:
    """The bands of priority, by name; scores only in the explanation, for whoever may see them."""
    found, opened = prioritise(situation), form.chosen("wijk")
    areas = tuple(_band(seen, priority, outlines, form.asked, opened) for priority in found.by_name)
    chosen = found.of(opened) if opened else None
    return Shown(bands_heading(found), None, areas, _band_entries(areas), why=_why(seen, chosen))


def _band(
    seen: Look,
    priority: Priority,
    outlines: Mapping[str, Outline],
    query: Mapping[str, str],
    opened: str,
) -> Area:
    code, fill = priority.district.code, (priority.band or priority.verdict).value
    return Area(
        priority.district,
        fill,
        priority.label,
        "",
        _LETTERS[fill],
        _href(seen, BANDS, code, query),
        code == opened,
        outlines.get(code),
        None,
    )


def _band_entries(areas: Iterable[Area]) -> tuple[Entry, ...]:
    counts = Counter(area.fill for area in areas)
    words = {band.value: BAND_LABELS[band] for band in _BANDS}
    words |= {verdict.value: VERDICT_LABELS[verdict] for verdict in _VERDICTS}
    return tuple(Entry(fill, label, _LETTERS[fill], counts[fill]) for fill, label in words.items())


def _why(seen: Look, priority: Priority | None) -> Why | None:
    if priority is None:
        return None
    scores = seen.may(Ability.SCORES)
    return Why(
        priority,
        bars(seen, priority) if scores else (),
        view_url("coverage", seen.day, wijk=priority.district.code),
    )


def _href(seen: Look, lesson: str, district: str, query: Mapping[str, str]) -> str:
    """The same map with the explanation of one district."""
    return view_url("coverage_map", seen.day, les=lesson, wijk=district, **query) + "#cel"
