"""The page of one wijk × les: what is there, why the state is what it is, and what each role can do."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.policy import Ability, Scope, can, right, visible, writable
from accounts.requests import MemberRequest
from dashboards.analysis.cells import Cell
from dashboards.analysis.findings import gap_heading
from dashboards.analysis.priorities import prioritise
from dashboards.analysis.progress import Progress
from dashboards.analysis.situation import InitiativeAt, Situation
from dashboards.links import view_url
from dashboards.queries import among, visible_ids
from dashboards.views.actions import actions_at
from dashboards.views.cells import facts
from dashboards.views.learning import learn
from dashboards.views.looking import Look, look
from dashboards.views.priorities import bars
from dashboards.views.progressing import teller
from facilitation.forms.actions import roles_for
from facilitation.models import Action
from initiatives.models import Initiative, VoiceSignal
from lessons.models import ActionRole, Lesson, RoleAction


@dataclass(frozen=True, slots=True)
class Present:
    """An initiative that is there: visible by name to this member or not, and what may be done with it."""

    at: InitiativeAt
    named: bool
    writable: bool
    not_yet: str


@dataclass(frozen=True, slots=True)
class Doing:
    """An action for this gap, and what the cell says of it by now."""

    action: Action
    said: Progress


@dataclass(frozen=True, slots=True)
class Offer:
    """What a role can do: something to make an action of (`href`), or residents' invitation."""

    action: RoleAction
    href: str
    invites: bool


def gap(request: MemberRequest, district: str, lesson: str) -> HttpResponse:
    """One cell at the reference date; 404 where the district is not valid or the lesson does not exist."""
    seen = look(request)
    situation = seen.situation()
    covered = seen.coverage(situation)
    cell = covered.cell(district, lesson)
    place = next((item for item in covered.places if item.district.code == district), None)
    if cell is None or place is None:
        raise Http404
    priority = prioritise(situation).of(district)
    scores = seen.may(Ability.SCORES)
    taught = (
        Lesson.objects.prefetch_related("role_actions").select_related("strategy").get(code=lesson)
    )
    context = {
        "heading": gap_heading(cell),
        "lesson": taught,
        "offers": offers(seen, taught, district),
        "new_url": new_action_url(district, lesson) if roles_for(seen.membership) else "",
        "cell": cell,
        "place": place,
        "facts": facts(seen, situation, place, cell),
        "present": present(seen, situation, cell),
        "learning": learn(seen, situation, covered, cell),
        "sees_actions": can(seen.membership, "view", Action),
        "sees_all_actions": right(seen.membership, Action).read is Scope.ALL,
        "facilitating": facilitating(seen, situation, district, lesson),
        "voices": voices(seen, cell),
        "priority": priority if scores else None,
        "bars": bars(seen, priority) if priority and scores else (),
        "reference": seen.reference,
        "updated": seen.updated,
        "coverage_url": view_url("coverage", seen.day, wijk=district),
        "priorities_url": view_url("priorities", seen.day),
        "can_log": can(seen.membership, "add", Initiative),
    }
    return render(request, "dashboards/gap.html", context)


def present(seen: Look, situation: Situation, cell: Cell) -> list[Present]:
    """The active initiatives behind the cell, those that do not count yet after those that do."""
    reasons = {item.initiative_id: item.reason for item in cell.not_yet}
    counted = dict.fromkeys((*cell.active_ids, *cell.denominator_ids))
    if cell.lesson.kind == "mix":
        counted = dict.fromkeys(cell.numerator_ids)
    found = [
        situation.initiatives[pk] for pk in (*counted, *(pk for pk in reasons if pk not in counted))
    ]
    named = visible_ids(seen.membership, [item.id for item in found])
    mine = set(
        writable(seen.membership, among(Initiative.objects.all(), named)).values_list(
            "pk", flat=True
        )
    )
    return [
        Present(item, item.id in named, item.id in mine, reasons.get(item.id, "")) for item in found
    ]


def offers(seen: Look, lesson: Lesson, district: str) -> list[Offer]:
    """The three role actions, each with what this member can do with it."""
    own = {role.value for role in roles_for(seen.membership)}
    found = []
    for action in lesson.role_actions.all():
        invites = action.role == ActionRole.RESIDENT
        href = ""
        if invites:
            href = reverse("facilitation:invitation", args=[district, lesson.code])
        elif action.role in own:
            href = new_action_url(district, lesson.code, action.role)
        found.append(Offer(action, href, invites))
    return found


def new_action_url(district: str, lesson: str, role: str = "") -> str:
    """Where an action for this gap starts."""
    return view_url("new_action", None, wijk=district, les=lesson, vanuit=role)


def facilitating(seen: Look, situation: Situation, district: str, lesson: str) -> list[Doing]:
    """The actions here with what the cell says of each."""
    told = teller(seen, situation)
    return [Doing(item, told.of(item)) for item in actions_at(seen, district, lesson)]


def voices(seen: Look, cell: Cell) -> list[VoiceSignal]:
    """The voice signals that the state of a signal cell rests on, for whoever may see them."""
    if not cell.voice_ids:
        return []
    found = VoiceSignal.objects.filter(pk__in=cell.voice_ids).prefetch_related(
        "deciding_groups", "missing_groups"
    )
    return list(visible(seen.membership, found))
