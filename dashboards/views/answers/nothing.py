"""Where nothing is yet, per lesson; and what is empty told apart from what cannot be said."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import MemberRequest
from dashboards.analysis.nothing_yet import (
    TODO_LABELS,
    LessonGap,
    Opening,
    ToKnow,
    chosen_heading,
    for_whom,
    lesson_gaps,
    nothing_heading,
    openings,
    openings_heading,
    unknown_places,
)
from dashboards.analysis.selecting import Show
from dashboards.analysis.situation import Situation
from dashboards.analysis.states import CELL_LABELS, CellState
from dashboards.analysis.words import listing
from dashboards.charts.figures import Chart
from dashboards.charts.states import counts_chart, states_chart
from dashboards.exports.sheet import Cell, Sheet
from dashboards.forms.coverage import CoverageForm
from dashboards.links import behind, view_url
from dashboards.queries import visible_ids
from dashboards.views.answers.page import AnswerPage, answer
from dashboards.views.coverage_tabs import district_choices, lesson_choices
from dashboards.views.looking import Look, look
from sheets.columns import Column, Kind

EMPTY, UNKNOWN = "leeg", "niet-te-zeggen"
STATES = {EMPTY: CellState.EMPTY, UNKNOWN: CellState.UNKNOWN}
"""By the word in the address."""
NOTHING_COLUMNS = (
    Column("les"),
    Column("voor", Kind.TEXT, "Voor wie de les is"),
    Column("leeg", Kind.INTEGER, "Wijken waarvan de cel leeg is"),
    Column("niet te zeggen", Kind.INTEGER, "Wijken waarvan te weinig bekend is voor deze les"),
    Column("wijken", Kind.INTEGER, "Alle wijken op de peildatum"),
    Column("wat er is", Kind.INTEGER, "Initiatieven in wijken die meetellen of voldoen"),
    Column("leeg in", Kind.TEXT, "Namen van de wijken waarvan de cel leeg is"),
)
OPENING_COLUMNS = (
    Column("wijk"),
    Column("les"),
    Column("toestand"),
    Column("waarom", Kind.TEXT, "Uitleg in een zin"),
    Column("wat te doen"),
    Column("na te vragen", Kind.INTEGER, "Actieve initiatieven in de wijk die niet vers zijn"),
)


@require_safe
def nothing(request: MemberRequest) -> HttpResponseBase:
    """Per lesson in how many districts nothing is, in which, and what there is."""
    seen = look(request)
    covered = seen.coverage(seen.situation())
    rows = [_lesson_row(seen, gap) for gap in lesson_gaps(covered)] if covered.places else []
    page = AnswerPage(
        "nothing",
        nothing_heading(covered),
        Sheet(_("Waar is nog niets"), NOTHING_COLUMNS, rows),
        means=("nothing", "cells"),
        lede=_(
            "Een lege cel is een vraag, geen oordeel over de wijk. Bij aanbod is dan niets geregistreerd; bij de"
            " andere lessen voldoet minder dan een derde."
        ),
        chart=replace(states_chart(covered), finding=_("Wijken per toestand, per les"))
        if rows
        else None,
    )
    return answer(request, seen, page)


def _lesson_row(seen: Look, gap: LessonGap) -> Sequence[Cell]:
    def cells(count: int, state: str) -> Cell:
        href = view_url("openings", seen.day, les=gap.lesson.code, toestand=state)
        return Cell(count, href if count else "")

    show = Show.CELL_ACTIVE if gap.counts_supply else Show.CELL_NUMERATOR
    there = len(gap.initiative_ids)
    return (
        Cell(gap.lesson.title),
        Cell(for_whom(gap.lesson)),
        cells(len(gap.empty), EMPTY),
        cells(len(gap.unknown), UNKNOWN),
        Cell(len(gap.cells)),
        Cell(there, behind(show, seen.day, lesson=gap.lesson.code) if there else ""),
        Cell(listing([cell.district.name for cell in gap.empty]) or None),
    )


@require_safe
def empty_or_unknown(request: MemberRequest) -> HttpResponseBase:
    """Each cell that is empty or cannot be judged, with what to do; and what makes an unknown district known."""
    seen = look(request)
    situation = seen.situation()
    covered = seen.coverage(situation)
    found = openings(covered, situation.norms)
    unknown = unknown_places(situation)
    form = CoverageForm(
        request.GET,
        {
            "wijk": district_choices(covered),
            "les": lesson_choices([gap.lesson for gap in lesson_gaps(covered)], _("Alle lessen")),
            "toestand": [
                ("", _("Allebei")),
                *((word, CELL_LABELS[state]) for word, state in STATES.items()),
            ],
        },
    )
    shown = [item for item in found if _is_asked(item, form)]
    page = AnswerPage(
        "openings",
        openings_heading(found, unknown) if len(shown) == len(found) else chosen_heading(shown),
        Sheet(_("Leeg of onbekend"), OPENING_COLUMNS, [_row(seen, item) for item in shown]),
        means=("openings", "unknown_district"),
        lede=_(
            "Is een cel leeg, dan kan faciliteren helpen. Is het niet te zeggen, dan eerst registreren of navragen."
        ),
        chart=_chart(shown) if shown else None,
        form=form,
        template="dashboards/answers/openings.html",
        extra={"unknown": _named(seen, situation, unknown, form.chosen("wijk"))},
    )
    return answer(request, seen, page)


def _is_asked(item: Opening, form: CoverageForm) -> bool:
    wanted = STATES.get(form.chosen("toestand"))
    return (
        form.chosen("wijk") in {"", item.cell.district.code}
        and form.chosen("les") in {"", item.cell.lesson.code}
        and wanted in {None, item.cell.state}
    )


def _row(seen: Look, item: Opening) -> Sequence[Cell]:
    cell = item.cell
    code = cell.district.code
    stale = len(item.place.active) - len(item.place.fresh)
    return (
        Cell(cell.district.name),
        Cell(cell.lesson.title),
        Cell(cell.label),
        Cell(cell.explanation),
        Cell(TODO_LABELS[item.todo], view_url("gap", seen.day, code, cell.lesson.code)),
        Cell(stale, behind(Show.STALE, seen.day, district=code) if stale else ""),
    )


def _chart(shown: Sequence[Opening]) -> Chart:
    places = {item.cell.district.code: item.cell.district.name for item in shown}
    counts = Counter((item.cell.district.code, item.cell.state) for item in shown)
    return counts_chart(
        "leeg-of-onbekend",
        _("Cellen per wijk die leeg zijn of niet te zeggen"),
        _("Wijk"),
        list(places.values()),
        [
            (state, CELL_LABELS[state], [counts[code, state] for code in places])
            for state in STATES.values()
        ],
    )


def _named(
    seen: Look, situation: Situation, unknown: Sequence[ToKnow], district: str
) -> list[tuple[ToKnow, list[tuple[int, str]], int]]:
    """The unknown districts, with the stale initiatives that this member may know by name and how many others."""
    asked = [item for item in unknown if district in {"", item.place.district.code}]
    allowed = visible_ids(seen.membership, [pk for item in asked for pk in item.stale_ids])
    found = []
    for item in asked:
        names = [(pk, situation.initiatives[pk].row.name) for pk in item.stale_ids if pk in allowed]
        found.append((item, names, len(item.stale_ids) - len(names)))
    return found
