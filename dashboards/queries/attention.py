"""What waits for a person beside their initiatives: running actions, open voices, clocks of grants."""

from collections import defaultdict
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Membership
from accounts.policy import visible, writable
from facilitation.models import RUNNING, Action
from funding import course
from funding.course.clocks import Clock, Terms, clocks, unbroken_since
from funding.models import Grant
from initiatives.models import Initiative, VoiceSignal

_OVER = (
    "draft", "closed", "refused", "not_considered", "withdrawn_by_applicant", "declined", "accounted",
)  # fmt: skip


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
    """The clocks of the grants this member keeps, in a constant number of queries."""
    kept = writable(membership, Grant.objects.exclude(state__in=_OVER))
    found = list(
        kept.select_related("scheme", "initiative", "funder").prefetch_related(
            "decisions", "payments"
        )
    )
    periods = _periods(membership) if found else {}
    return [
        (grant, clock)
        for grant in found
        for clock in clocks(_standing(grant, on), _terms(grant, periods), on)
    ]


type _Periods = dict[tuple[int, int], list[tuple[date, date | None]]]


def _periods(membership: Membership) -> _Periods:
    """The periods of committed money, by initiative and funder."""
    paid: QuerySet[Grant] = Grant.objects.euros().filter(
        municipality=membership.municipality_id,
        granted_cents__gt=0,
        revoked_on__isnull=True,
        period_start__isnull=False,
    )
    found: _Periods = defaultdict(list)
    for initiative, funder, start, end in paid.values_list(
        "initiative_id", "funder_id", "period_start", "period_end"
    ):
        if start is not None:
            found[initiative, funder].append((start, end))
    return found


def _standing(grant: Grant, on: date) -> course.Standing:
    """The grant as it stands, from what was fetched with it."""
    steps = sorted(
        (row for row in grant.decisions.all() if row.date <= on), key=lambda row: (row.date, row.pk)
    )
    return course.standing(
        grant.funder.kind,
        grant.kind,
        grant.requested_cents or 0,
        [
            course.Step(course.StepKind(row.kind), row.date, row.amount_cents, row.reason)
            for row in steps
        ],
        [course.Paid(row.date, row.amount_cents) for row in grant.payments.all() if row.date <= on],
    )


def _terms(grant: Grant, periods: _Periods) -> Terms:
    scheme = grant.scheme
    row = periods.get((grant.initiative_id, grant.funder_id), [])
    return Terms(
        decision_weeks=scheme.decision_term_weeks if scheme else None,
        settlement_weeks=scheme.settlement_term_weeks if scheme else None,
        report_due=grant.report_due,
        period_end=grant.period_end,
        funded_since=None
        if grant.period_start is None
        else unbroken_since(row, grant.period_start),
    )
