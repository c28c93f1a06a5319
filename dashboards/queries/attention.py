"""What waits for a person beside their initiatives: running actions, open voices, clocks of grants, full schemes."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import OuterRef, Subquery, Sum
from django.utils import timezone

from accounts.models import Membership
from accounts.policy import visible, writable
from facilitation.models import RUNNING, Action
from funding.awaiting import OVER, clocks_of_many
from funding.course.clocks import Clock
from funding.measuring import with_money
from funding.models import Grant, GrantState, Scheme
from initiatives.models import Initiative, VoiceSignal

_ASKED: Final = (GrantState.REQUESTED, GrantState.SUPPLEMENT, GrantState.ASKED)


def own_initiatives(membership: Membership) -> dict[int, date]:
    """The initiatives this member may change, with the day each was recorded; none for who only reads."""
    found = writable(membership, Initiative.objects.all()).order_by("name", "pk")
    return {
        pk: timezone.localtime(recorded).date()
        for pk, recorded in found.values_list("pk", "created_at")
    }


def own_actions(membership: Membership) -> list[Action]:
    """The running actions this person has taken on."""
    found = visible(membership, Action.objects.filter(owner=membership.user_id, state__in=RUNNING))
    return list(found.select_related("district", "lesson"))


def open_voices(membership: Membership, on: date) -> list[VoiceSignal]:
    """The signals without a response that this member may answer."""
    found = writable(membership, VoiceSignal.objects.all())
    waiting = found.filter(checked_none=False, responded_on__isnull=True, date__lte=on)
    return list(waiting.select_related("district"))


def running_clocks(membership: Membership, on: date) -> list[tuple[Grant, Clock]]:
    """The clocks of the grants this member keeps, moved dates included, in a constant number of queries."""
    kept = writable(membership, Grant.objects.exclude(state__in=OVER))
    found = list(kept.select_related("scheme", "initiative", "funder"))
    running = clocks_of_many(found, on)
    return [(grant, clock) for grant in found for clock in running[grant.pk]]


@dataclass(frozen=True, slots=True)
class SchemeRoom:
    """What a scheme with a ceiling has left, and what is asked under it and not yet decided on, in cents."""

    scheme: int
    name: str
    ceiling_cents: int
    left_cents: int
    asked_cents: int


def scheme_rooms(membership: Membership) -> list[SchemeRoom]:
    """The schemes with a ceiling of whoever decides on their money, under which something is asked; one query."""
    grants = Grant.objects.filter(municipality=membership.municipality_id)
    asked = (
        grants.euros()
        .filter(scheme=OuterRef("pk"), state__in=_ASKED)
        .order_by()
        .values("scheme")
        .annotate(sum=Sum("requested_cents"))
        .values("sum")
    )
    mine = writable(membership, Scheme.objects.filter(ceiling_cents__isnull=False))
    found = with_money(mine, grants).annotate(asked=Subquery(asked)).filter(asked__gt=0)
    return [
        SchemeRoom(
            pk, f"{name} {year}" if year else name, int(ceiling or 0), int(left), int(asked_cents)
        )
        for pk, name, year, ceiling, left, asked_cents in found.values_list(
            "pk", "name", "year", "ceiling_cents", "left_cents", "asked"
        )
    ]
