"""Two dates side by side (what was gained, what was lost, by which initiative), and districts side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from accounts.policy import Ability
from accounts.requests import MemberRequest
from dashboards.analysis.cells import Cell
from dashboards.analysis.changes import CHANGE_LABELS, Change, Changed, Comparison, compare
from dashboards.analysis.coverage import Coverage
from dashboards.analysis.coverage_findings import compare_heading, side_heading
from dashboards.analysis.dates import add_months
from dashboards.analysis.parts import Cause
from dashboards.analysis.priorities import Priority, prioritise
from dashboards.analysis.selecting import Show
from dashboards.analysis.situation import Place, Situation
from dashboards.analysis.words import day_nl
from dashboards.forms.coverage import CompareForm
from dashboards.forms.reference import FIRST_DAY
from dashboards.links import behind, view_url
from dashboards.queries import visible_ids
from dashboards.rows import LessonRow
from dashboards.views.cells import Asked, Tile, tile
from dashboards.views.coverage_tabs import names_first, tabs
from dashboards.views.looking import Look, look
from dashboards.views.priorities import Bar, bars, inhabitants_words

CAUSES_SHOWN = 3
"""More names than this make a row hard to read; the others fold."""


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A cell that changed, with the causes this member may see by name."""

    item: Changed
    gap: str
    named: tuple[Cause, ...]
    more: tuple[Cause, ...]
    """Those past the first few, which the page folds."""
    unnamed: int


@dataclass(frozen=True, slots=True)
class Group:
    """The cells that changed in one way."""

    change: Change
    label: str
    rows: tuple[ChangedRow, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A district that stands beside others."""

    place: Place
    inhabitants: str
    priority: Priority | None
    bars: tuple[Bar, ...]
    href: str
    active_href: str
    fresh_href: str


def compare_dates(request: MemberRequest) -> HttpResponse:
    """What changed between the reference date and another day; or districts beside each other on the first."""
    seen = look(request)
    form = comparing(seen, request)
    earlier, later = sorted((form.against, seen.day))
    was, now = seen.situations(earlier, later)
    today, then = (now, was) if seen.day == later else (was, now)
    covered = seen.coverage(today)
    form.offer(names_first([place.district for place in covered.places], "")[1:])
    found = compare(was, now, seen.coverage(was), seen.coverage(now))
    sides = side_by_side(seen, today, form.districts)
    context = {
        "heading": side_heading(_cells(covered, sides)) if sides else compare_heading(found),
        "tabs": tabs(seen, "coverage_compare"),
        "reference": seen.reference,
        "updated": seen.updated,
        "here": "coverage",
        "form": form,
        "found": found,
        "earlier": day_nl(found.earlier),
        "later": day_nl(found.later),
        "groups": groups(seen, found),
        "kinds": list(dict.fromkeys(lesson.kind for lesson in covered.lessons)),
        "sides": sides,
        "lessons": _lessons(seen, today, covered, sides),
        "any": bool(covered.places or then.places),
    }
    return render(request, "dashboards/coverage_compare.html", context)


def comparing(seen: Look, request: MemberRequest) -> CompareForm:
    """With which day to compare: as typed, else a year before the reference date, after it at the very first days."""
    year = 12 if seen.day < add_months(FIRST_DAY, 12) else -12
    return CompareForm(request.GET, seen.day, add_months(seen.day, year))


def groups(seen: Look, found: Comparison) -> list[Group]:
    """The changed cells by how they changed, with names as far as this member may see them."""
    ids = {cause.initiative_id for item in found.changed for cause in item.causes}
    allowed = visible_ids(seen.membership, ids)
    made = []
    for change, label in CHANGE_LABELS.items():
        rows = tuple(_row(found, item, allowed) for item in found.of(change))
        if rows:
            made.append(Group(change, label, rows))
    return made


def _row(found: Comparison, item: Changed, allowed: set[int]) -> ChangedRow:
    cell = item.after
    named = tuple(cause for cause in item.causes if cause.initiative_id in allowed)
    gap = view_url("gap", found.later, cell.district.code, cell.lesson.code)
    return ChangedRow(
        item, gap, named[:CAUSES_SHOWN], named[CAUSES_SHOWN:], len(item.causes) - len(named)
    )


def side_by_side(seen: Look, situation: Situation, codes: Sequence[str]) -> list[Side]:
    """The chosen districts, in the order chosen; scores only for whoever may see them."""
    if not codes:
        return []
    places = {place.district.code: place for place in situation.places}
    priorities = prioritise(situation)
    scores = seen.may(Ability.SCORES)
    sides = []
    for code in codes:
        priority = priorities.of(code)
        sides.append(
            Side(
                places[code],
                inhabitants_words(priority) if priority else "",
                priority,
                bars(seen, priority) if priority and scores else (),
                view_url("coverage", seen.day, wijk=code),
                behind(Show.ACTIVE, seen.day, district=code) if places[code].active else "",
                behind(Show.FRESH, seen.day, district=code) if places[code].fresh else "",
            )
        )
    return sides


def _cells(covered: Coverage, sides: Sequence[Side]) -> list[tuple[str, Sequence[Cell]]]:
    return [(side.place.district.name, covered.row(side.place.district.code)) for side in sides]


def _lessons(
    seen: Look, situation: Situation, covered: Coverage, sides: Sequence[Side]
) -> list[tuple[LessonRow, list[tuple[str, Tile]]]]:
    """Each lesson with a tile a district."""
    rows = []
    for lesson in covered.lessons:
        tiles = []
        for side in sides:
            cell = covered.cell(side.place.district.code, lesson.code)
            if cell:
                made = tile(seen, situation, side.place, cell, "", Asked())
                tiles.append((side.place.district.name, made))
        rows.append((lesson, tiles))
    return rows if sides else []
