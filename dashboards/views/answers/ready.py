"""Can this go to the council: the checks of the data, with what is behind each number and what to do."""

from collections.abc import Sequence
from typing import Final

from django.http import HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.policy import Ability
from accounts.requests import MemberRequest
from dashboards.analysis.coverage import Coverage
from dashboards.analysis.priorities import Priorities, prioritise
from dashboards.analysis.readiness import (
    POINT_LABELS,
    POINT_TODO,
    Check,
    Point,
    checks,
    readiness_heading,
)
from dashboards.analysis.selecting import Show
from dashboards.analysis.situation import Situation
from dashboards.analysis.terms import Outcome
from dashboards.exports.sheet import Cell, Sheet
from dashboards.forms.coverage import CoverageForm
from dashboards.links import behind, view_url
from dashboards.money_forms import ask
from dashboards.views.answers.page import AnswerPage, answer
from dashboards.views.looking import Look, look
from dashboards.views.money.page import down
from dashboards.views.money.public import terms_of
from sheets.columns import Column, Kind

COLUMNS = (
    Column("punt"),
    Column("aantal", Kind.INTEGER),
    Column("van", Kind.INTEGER, "Van hoeveel"),
    Column("oordeel", Kind.TEXT, "In orde, kanttekening, of eerst doen"),
    Column("wat te doen"),
)
DISTRICT_COLUMNS = (Column("wijk"), Column("waarom", Kind.TEXT, "Waarom de wijk meetelt"))
SHOWS: Final = {
    Point.STALE: Show.STALE,
    Point.DERIVED: Show.DERIVED_START,
    Point.UNLINKED: Show.UNLINKED,
    Point.FEW: Show.FEW_PEOPLE,
}
"""The lists of initiatives behind the numbers."""


def checks_for(
    seen: Look, situation: Situation, covered: Coverage, priorities: Priorities
) -> tuple[Check, ...]:
    """Every check that this member may know of: `covered` as far as they may see it."""
    terms = terms_of(seen, situation, ask(QueryDict(), ())).whole
    open_late = terms.having(Outcome.OPEN_LATE).count
    asked = open_late + terms.having(Outcome.OPEN).count
    return checks(situation, covered, priorities, open_late, asked)


@require_safe
def ready(request: MemberRequest) -> HttpResponseBase:
    """The verdict with its checks; `?punt=` shows, and exports, the districts behind one of them."""
    seen = look(request)
    situation = seen.situation()
    found = checks_for(seen, situation, seen.coverage(situation), prioritise(situation))
    of_districts = {check.point: check for check in found if check.districts is not None}
    form = CoverageForm(
        request.GET,
        {"punt": [("", _("Alle punten")), *((p.value, POINT_LABELS[p]) for p in of_districts)]},
    )
    opened = next((c for p, c in of_districts.items() if p.value == form.chosen("punt")), None)
    sheet = Sheet(_("Kan dit naar de raad"), COLUMNS, [_row(seen, check) for check in found])
    if opened is not None:
        sheet = _districts(seen, situation, opened)
    page = AnswerPage(
        "ready",
        readiness_heading(situation, found),
        sheet,
        means=("readiness", "fresh", "unknown_district"),
        lede=_(
            "Een kanttekening houdt de notitie niet tegen: zeg haar erbij. Alleen ‘eerst doen’ wel."
        ),
        form=form,
        template="dashboards/answers/ready.html",
        extra={
            "opened": opened and POINT_LABELS[opened.point],
            "whole_url": view_url("ready", seen.day),
            "note_url": f"{reverse('reports:note')}?peildatum={seen.day.isoformat()}",
        },
    )
    return answer(request, seen, page)


def _row(seen: Look, check: Check) -> Sequence[Cell]:
    return (
        Cell(POINT_LABELS[check.point]),
        Cell(check.count, _href(seen, check) if check.count else ""),
        Cell(check.of),
        Cell(check.verdict),
        Cell(POINT_TODO[check.point] if check.count else None, _todo_href(seen, check)),
    )


def _href(seen: Look, check: Check) -> str:
    """The records behind the number of a check."""
    if check.districts is not None:
        return view_url("ready", seen.day, punt=check.point.value)
    if check.point in SHOWS:
        return behind(SHOWS[check.point], seen.day)
    return down(seen, "beslistermijnen", f"alle:{Outcome.OPEN_LATE.value}", ask(QueryDict(), ()))


def _todo_href(seen: Look, check: Check) -> str:
    """Where what is to be done can be done; "" where the list itself is that place, or for whoever may not."""
    if not check.count:
        return ""
    if check.point is Point.UNKNOWN:
        return view_url("openings", seen.day, toestand="niet-te-zeggen")
    if check.point is Point.SIGNALS:
        return reverse("initiatives:voices")
    if check.point is Point.TERMS:
        return view_url("terms", seen.day)
    if check.point is Point.FIGURES and seen.may(Ability.MANAGE):
        return reverse("administration:import")
    return ""


def _districts(seen: Look, situation: Situation, check: Check) -> Sheet:
    """The districts behind a check, each with the page where it stands."""
    why = check.districts or {}
    rows = [
        (Cell(place.district.name, view_url("coverage", seen.day, wijk=code)), Cell(why[code]))
        for place in situation.places
        if (code := place.district.code) in why
    ]
    return Sheet(POINT_LABELS[check.point], DISTRICT_COLUMNS, rows)
