"""An initiative's own page, and its history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.policy import Ability, Subject, can, may, reads, visible
from accounts.requests import MemberRequest
from areas.models import Norms
from initiatives.models import Contact, Initiative, Observation, PartnerTie
from initiatives.rules import (
    MAX_LESSONS,
    State,
    missing_answers,
    months_before,
    not_counting,
    state_on,
)
from initiatives.views.guard import seen_initiative
from initiatives.writes import facts_of
from lessons.models import Lesson

LATEST: Final = 20
"""So many observations and contacts stand on the page; the rest is in the history."""


@dataclass(frozen=True, slots=True)
class TagLine:
    """A lesson of the initiative, how fresh it is, and why it does not count where it does not."""

    lesson: Lesson
    last_seen: date | None
    fresh: bool
    not_counting: str


@dataclass(frozen=True, slots=True)
class TieLine:
    """A tie with a partner and the latest contact, where this member may know it."""

    tie: PartnerTie
    last_contact: date | None


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody saw or confirmed on a day, and the lessons it is evidence of."""

    date: date
    kind: str
    text: str
    by: User | None
    lessons: list[Lesson]


@dataclass(frozen=True, slots=True)
class Rights:
    """What this member may see and do on the page."""

    write: bool
    evidence: bool
    contacts: bool
    money: bool


@require_safe
def detail(request: MemberRequest, pk: int) -> HttpResponse:
    """Everything of an initiative that this member may see, as it stands today."""
    initiative = seen_initiative(request, pk)
    today = timezone.localdate()
    rights = _rights(request, initiative)
    state = state_of(initiative, today)
    tags = _tags(initiative, state, today)
    page = {
        "initiative": initiative,
        "state": state,
        "since": last_seen(tags),
        "fresh": any(line.fresh for line in tags),
        "rights": rights,
        "tags": tags,
        "left": len(missing_answers(facts_of(initiative))),
        "observations": _observations(initiative, today) if rights.evidence else [],
        "ties": _ties(request, initiative, today),
        "contacts": _contacts(request, initiative) if rights.contacts else [],
    }
    return render(request, "initiatives/detail.html", page)


def state_of(initiative: Initiative, day: date) -> State:
    """Return the state of a record on a day."""
    return state_on(
        day,
        start_date=initiative.start_date,
        end_date=initiative.end_date,
        dormant_since=initiative.dormant_since,
    )


def last_seen(tags: list[TagLine]) -> date | None:
    """Return the latest observation of all lessons."""
    return max((line.last_seen for line in tags if line.last_seen), default=None)


def _rights(request: MemberRequest, initiative: Initiative) -> Rights:
    membership, organisation = request.membership, initiative.organisation_id
    return Rights(
        write=can(membership, "change", initiative),
        evidence=may(membership, Ability.FREE_TEXT),
        contacts=reads(membership, Subject.CONTACTS, organisation),
        money=reads(membership, Subject.FUNDING, organisation),
    )


def _tags(initiative: Initiative, state: State, today: date) -> list[TagLine]:
    """Return the lessons with their latest observation up to today; fresh as the municipality's norms say."""
    norms = Norms.objects.filter(municipality=initiative.municipality_id).first() or Norms()
    limit = months_before(today, norms.fresh_months)
    seen: Mapping[int, date] = dict(
        Observation.objects.filter(tag__initiative=initiative, date__lte=today)
        .order_by()
        .values_list("tag_id")
        .annotate(last=Max("date"))
    )
    reasons = not_counting(facts_of(initiative))
    lines = []
    for tag in initiative.tags.all():
        last = seen.get(tag.pk)
        fresh = state is State.ACTIVE and last is not None and last >= limit
        lines.append(TagLine(tag.lesson, last, fresh, reasons.get(tag.lesson.code, "")))
    return lines


def _observations(initiative: Initiative, today: date) -> list[Seen]:
    """Return the latest evidence; what was seen for several lessons at once is one line."""
    found = Observation.objects.filter(tag__initiative=initiative, date__lte=today)
    lines: dict[tuple[object, ...], Seen] = {}
    for row in found.select_related("tag__lesson", "by")[: LATEST * MAX_LESSONS]:
        key = (row.date, row.kind, row.text, row.by_id)
        line = lines.setdefault(key, Seen(row.date, row.kind, row.text, row.by, []))
        line.lessons.append(row.tag.lesson)
    return list(lines.values())[:LATEST]


def _ties(request: MemberRequest, initiative: Initiative, today: date) -> list[TieLine]:
    readable = visible(
        request.membership, Contact.objects.filter(initiative=initiative, date__lte=today)
    )
    latest: Mapping[int, date] = dict(
        readable.order_by().values_list("partner_kind_id").annotate(last=Max("date"))
    )
    return [TieLine(tie, latest.get(tie.partner_kind_id)) for tie in initiative.ties.all()]


def _contacts(request: MemberRequest, initiative: Initiative) -> list[Contact]:
    found = visible(request.membership, Contact.objects.filter(initiative=initiative))
    return list(found.select_related("partner_kind", "by")[:LATEST])
