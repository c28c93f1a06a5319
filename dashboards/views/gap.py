"""The page of one wijk × les: what is there, why the state is what it is, and what each role can do."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render

from accounts.policy import Ability, can, visible, writable
from accounts.requests import MemberRequest
from dashboards.analysis.cells import Cell
from dashboards.analysis.coverage import Coverage
from dashboards.analysis.findings import gap_heading
from dashboards.analysis.priorities import prioritise
from dashboards.analysis.situation import InitiativeAt, Place, Situation
from dashboards.analysis.states import CellState
from dashboards.links import view_url
from dashboards.queries import among, visible_ids
from dashboards.views.coverage import facts
from dashboards.views.looking import Look, look
from dashboards.views.priorities import bars
from facilitation.models import Action
from initiatives.models import Initiative, VoiceSignal
from lessons.models import Lesson


@dataclass(frozen=True, slots=True)
class Present:
    """An initiative that is there: visible by name to this member or not, and what may be done with it."""

    at: InitiativeAt
    named: bool
    writable: bool
    not_yet: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A district where this lesson is covered, with its fresh initiatives by name."""

    place: Place
    cell: Cell
    names: tuple[tuple[str, str], ...]


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
    context = {
        "heading": gap_heading(cell),
        "lesson": Lesson.objects.prefetch_related("role_actions")
        .select_related("strategy")
        .get(code=lesson),
        "cell": cell,
        "place": place,
        "facts": facts(seen, situation, place, cell),
        "present": present(seen, situation, cell),
        "elsewhere": elsewhere(seen, situation, covered, cell),
        "facilitating": visible(
            seen.membership,
            Action.objects.filter(district__code=district, lesson__code=lesson).select_related(
                "owner"
            ),
        ),
        "voices": voices(seen, cell),
        "priority": priority if scores else None,
        "bars": bars(seen, priority) if priority and scores else (),
        "reference": seen.reference,
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


def elsewhere(seen: Look, situation: Situation, covered: Coverage, cell: Cell) -> list[Elsewhere]:
    """Districts where this lesson is covered, the nearest in number of inhabitants first; at most three."""
    here = next(place for place in covered.places if place.district.code == cell.district.code)
    good = [
        (place, other)
        for place in covered.places
        for other in covered.row(place.district.code)
        if other.lesson.code == cell.lesson.code
        and other.state is CellState.COVERED
        and place.district.code != cell.district.code
    ]
    size = here.district.inhabitants or 0
    good.sort(
        key=lambda pair: (abs((pair[0].district.inhabitants or 0) - size), pair[0].district.code)
    )
    chosen = good[:3]
    shown = {pk for _place, other in chosen for pk in (*other.fresh_ids, *other.numerator_ids)}
    named = visible_ids(seen.membership, shown)
    return [
        Elsewhere(
            place,
            other,
            tuple(
                (situation.initiatives[pk].row.name, str(pk))
                for pk in (*other.fresh_ids, *other.numerator_ids)
                if pk in named
            )[:5],
        )
        for place, other in chosen
    ]


def voices(seen: Look, cell: Cell) -> list[VoiceSignal]:
    """The voice signals that the state of a signal cell rests on, for whoever may see them."""
    if not cell.voice_ids:
        return []
    found = VoiceSignal.objects.filter(pk__in=cell.voice_ids).prefetch_related(
        "deciding_groups", "missing_groups"
    )
    return list(visible(seen.membership, found))
