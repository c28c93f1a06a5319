"""One action: what to do, what its cell says, what came of it, and what happened to it."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.policy import can, visible
from accounts.requests import MemberRequest
from dashboards.links import view_url
from dashboards.views.looking import look
from dashboards.views.progressing import teller
from facilitation.forms import NoteForm
from facilitation.models import Action
from facilitation.views.guard import seen_action
from facilitation.views.history import history_of
from initiatives.models import Initiative

MOST: Final = 10


@require_safe
def action(request: MemberRequest, pk: int) -> HttpResponse:
    """The page of an action, with its buttons for whoever may change it."""
    found = seen_action(request, pk)
    seen = look(request)
    told = teller(seen)
    code, lesson = found.district.code, found.lesson.code
    writable = can(request.membership, "change", found)
    page = {
        "heading": found.text,
        "action": found,
        "said": told.of(found),
        "cell": told.coverage.cell(code, lesson),
        "late": found.is_running
        and found.due_date is not None
        and found.due_date < timezone.localdate(),
        "writable": writable,
        "moves": [state for state in Action.State if state != found.state] if writable else (),
        "note_form": NoteForm() if writable else None,
        "candidates": candidates(request, found) if writable else (),
        "asked": request.GET.get("zoek", ""),
        "may_log": can(request.membership, "add", Initiative),
        "lines": history_of(request.membership, found),
        "gap_url": view_url("gap", None, code, lesson),
        "crumbs": [("Acties", reverse("dashboards:actions")), (found.text, "")],
    }
    return render(request, "dashboards/action.html", page)


def candidates(request: MemberRequest, action: Action) -> list[Initiative]:
    """Initiatives that may have come of it: those found by name, else those of its wijk and lesson."""
    mine = visible(request.membership, Initiative.objects.all())
    if action.initiative_id is not None:
        mine = mine.exclude(pk=action.initiative_id)
    asked = request.GET.get("zoek", "").replace("\0", "").strip()
    if asked:
        for word in asked.split()[:8]:
            mine = mine.filter(name__icontains=word)
    else:
        mine = mine.filter(districts=action.district_id, tags__lesson=action.lesson_id)
    return list(mine.distinct().order_by("name", "pk")[:MOST])
