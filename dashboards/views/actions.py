"""The actions: as a board, as a list, as a file; and making one of a gap."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.db.models import F, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.policy import Scope, right, visible
from accounts.requests import MemberRequest, actor_of, last_change, log_export
from dashboards.analysis.progress import Progress
from dashboards.views.looking import Look, look
from dashboards.views.progressing import Teller, teller
from facilitation.forms import ActionFilter, NewForm
from facilitation.forms.actions import default_due, owners_for, roles_for
from facilitation.models import Action
from facilitation.tables import ActionTable
from facilitation.writes import create_action
from initiatives.views.guard import ready, require, typed, written
from lessons.models import RoleAction
from lists.exporting import as_shown, asked_format
from lists.showing import arrange, chosen

MOST_CARDS: Final = 50
"""Of a column of the board; what does not fit is counted, and stands in the list."""
STATES: Final = tuple(Action.State)
SHOWN: Final = ("district", "lesson__strategy", "owner", "initiative")


@dataclass(frozen=True, slots=True)
class Card:
    """An action on the board, with the states it can be put in."""

    action: Action
    said: Progress
    late: bool
    moves: tuple[Action.State, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """A column of the board."""

    state: Action.State
    cards: tuple[Card, ...]
    total: int

    @property
    def more(self) -> int:
        """How many are not on the board."""
        return self.total - len(self.cards)


@require_safe
def actions(request: MemberRequest) -> HttpResponseBase:
    """Board or list (`?weergave=lijst`) of the same filtered actions; `?als=` gives the list as a file."""
    require(request, "view", Action)
    seen = look(request)
    filters = ActionFilter(request.GET, membership=seen.membership)
    as_list = request.GET.get("weergave") == "lijst"
    found = filters.qs.select_related(*SHOWN).defer("district__boundary")
    told = teller(seen)
    table = arrange(
        request,
        ActionTable(found, tell=told.of_all, today=timezone.localdate(), writable=_writes(seen)),
    )
    if kind := asked_format(request):
        log_export(request, _("Acties, zoals getoond"))
        return as_shown(table, f"{seen.municipality.code.lower()}-acties", kind)
    page: dict[str, Any] = {
        "heading": _heading(table.paginator.count),
        "filter": filters,
        "summary": chosen(filters.form),
        "updated": last_change(request, "facilitation", "initiatives", "funding"),
        "as_list": as_list,
        "table": table,
        "keep_list": [("weergave", "lijst"), *table.arranged.keep],
        "writable": _writes(seen),
        "today": timezone.localdate(),
        "reference": seen.reference,
    }
    if as_list:
        page["owners"] = owners_for(seen.membership) if _writes(seen) else ()
    else:
        page["lanes"] = _lanes(seen, told, found)
    return render(request, "dashboards/actions.html", page)


def _writes(seen: Look) -> bool:
    """What a member sees of actions they also write, or they write none."""
    return right(seen.membership, Action).write is not Scope.NONE


def _heading(count: int) -> str:
    return ngettext("%(n)s actie", "%(n)s acties", count) % {"n": localize(count)}


def _lanes(seen: Look, told: Teller, found: QuerySet[Action]) -> list[Lane]:
    """Running ones by the day they are to be done, the others with the latest first."""
    by_state: dict[str, list[Action]] = defaultdict(list)
    for action in found.order_by(F("due_date").asc(nulls_last=True), "pk"):
        by_state[action.state].append(action)
    lanes = []
    for state in STATES:
        rows = by_state[state]
        if state not in {Action.State.OPEN, Action.State.DOING}:
            rows.sort(key=lambda action: (action.state_on, action.pk), reverse=True)
        cards = tuple(_card(seen, told, action) for action in rows[:MOST_CARDS])
        lanes.append(Lane(state, cards, len(rows)))
    return lanes


def _card(seen: Look, told: Teller, action: Action) -> Card:
    late = (
        action.is_running and action.due_date is not None and action.due_date < timezone.localdate()
    )
    moves = tuple(state for state in STATES if state != action.state) if _writes(seen) else ()
    return Card(action, told.of(action), late, moves)


@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Make an action; `?wijk=&les=&vanuit=` start it from a gap, with the role action's text to adapt."""
    require(request, "add", Action)
    seen = look(request)
    form = NewForm(seen.membership, typed(request), initial=_initial(request))
    if ready(form):
        cell = seen.coverage(seen.situation()).cell(
            form.cleaned_data["district"].code, form.cleaned_data["lesson"].code
        )
        gap = form.gap(cell.state.value if cell else "")
        actor = actor_of(request)
        made = written(form, lambda: create_action(actor, seen.membership, gap, form.task()))
        if made is not None:
            messages.success(request, _("De actie staat op het bord."))
            return redirect("dashboards:action", made.pk)
    page = {"form": form, "heading": _("Maak er een actie van")}
    return render(request, "dashboards/action_new.html", page)


def _initial(request: MemberRequest) -> dict[str, object]:
    """What a new action starts with; what the address names wrongly is left empty."""
    query = {
        name: request.GET.get(name, "").replace("\0", "") for name in ("wijk", "les", "vanuit")
    }
    roles = [role.value for role in roles_for(request.membership)]
    role = query["vanuit"] if query["vanuit"] in roles else ""
    told = RoleAction.objects.filter(lesson__code=query["les"], role=role).first() if role else None
    holds = owners_for(request.membership).filter(pk=request.user.pk).exists()
    return {
        "district": query["wijk"],
        "lesson": query["les"],
        "role": role or (roles[0] if len(roles) == 1 else ""),
        "text": told.text if told else "",
        "owner": request.user.pk if holds else None,
        "due_date": default_due(timezone.localdate()),
    }


def actions_at(seen: Look, district: str, lesson: str) -> list[Action]:
    """The actions of one cell that this member may see, running ones first."""
    found = Action.objects.filter(district__code=district, lesson__code=lesson)
    mine = visible(seen.membership, found).select_related(*SHOWN).defer("district__boundary")
    return sorted(mine, key=lambda action: (not action.is_running, action.pk))
