"""What somebody's record changed on the coverage, at once after logging it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from accounts.requests import MemberRequest, last_change
from dashboards.analysis.definitions import KINDS
from dashboards.analysis.effect import Change, effect_of
from dashboards.links import view_url
from dashboards.queries import records_for
from dashboards.views.looking import look
from initiatives.rules import missing_answers
from initiatives.views.guard import own_initiative
from initiatives.writes import facts_of


def effect(request: MemberRequest, pk: int) -> HttpResponse:
    """Cell by cell before and after; for whoever may change the record."""
    initiative = own_initiative(request, pk)
    seen = look(request)
    found = effect_of(records_for(seen.membership, seen.day), pk, seen.day)
    if found is None:
        raise Http404
    page = {
        "initiative": initiative,
        "state": found.initiative.state.value,
        "effect": found,
        "own": [(change, gap_url(change)) for change in found.changes if change.tagged],
        "others": [(change, gap_url(change)) for change in found.changes if not change.tagged],
        "missing": missing_answers(facts_of(initiative)),
        "reference": seen.reference,
        "updated": last_change(request, "initiatives", "funding"),
        "means": ("cells", *KINDS),
    }
    return render(request, "dashboards/effect.html", page)


def gap_url(change: Change) -> str:
    """The page of the cell."""
    return view_url("gap", None, change.after.district.code, change.after.lesson.code)
