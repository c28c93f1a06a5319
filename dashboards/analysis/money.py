"""Grants at a reference date: committed, the amount that counts, secured until, follow-up.

A missing `period_start` counts as begun: at the decision for a committed grant, at the receipt for an application.
Both lie on or before D, and the measures only ask whether a grant begins on or before a day not before D.
"""

from collections.abc import Sequence
from datetime import date

from dashboards.analysis.dates import add_days, add_months
from dashboards.rows import IN_KIND, STRUCTURAL, GrantRow, Norms
from funding.money import amounts_per_year, yearly_amount


def is_committed(grant: GrantRow, at: date) -> bool:
    """Whether a positive decision was taken on or before `at` and not revoked by then; in kind never is.

    What came later (reported, settled, closed) does not undo it.
    """
    if grant.kind == IN_KIND or grant.committed_on is None or grant.committed_on > at:
        return False
    return grant.revoked_on is None or grant.revoked_on > at


def granted_cents(grant: GrantRow, at: date) -> int | None:
    """Return the granted amount as it stood at `at`, of one day the last row; None while nothing was decided."""
    dated = [
        (amount.date, place, amount.cents)
        for place, amount in enumerate(grant.granted)
        if amount.date <= at
    ]
    return max(dated)[2] if dated else None


def settled_cents(grant: GrantRow, at: date) -> int | None:
    """Return the settled amount if the settlement is dated on or before `at`."""
    return grant.settled_cents if grant.settled_on is not None and grant.settled_on <= at else None


def counted_cents(grant: GrantRow, at: date) -> int:
    """Return the euros that count at `at`, in cents: of a committed grant the settled amount, else the granted.

    0 for what is not committed, and for in kind, which stays apart from euros.
    """
    if not is_committed(grant, at):
        return 0
    settled = settled_cents(grant, at)
    return settled if settled is not None else granted_cents(grant, at) or 0


def cents_by_year(grant: GrantRow, at: date) -> dict[int, int]:
    """Return the euros that count at `at` over the calendar years of the grant's period, in cents.

    They add up to `counted_cents`; without a period they fall in the year of the positive decision.
    """
    cents = counted_cents(grant, at)
    if cents == 0:
        return {}
    return amounts_per_year(cents, grant.period_start, grant.period_end, grant.committed_on)


def runs_until(grant: GrantRow, norms: Norms) -> date | None:
    """Return the last day a grant's money counts to; None when it adds nothing.

    A structural grant counts twelve months past its period's end, since each yearly decision may presume the next,
    and is open-ended (the calendar's last day) without one. Another grant without an end adds nothing.
    """
    if grant.regularity == STRUCTURAL:
        if grant.period_end is None:
            return date.max
        return add_months(grant.period_end, norms.structural_months)
    return grant.period_end


def secured_until(grants: Sequence[GrantRow], at: date, norms: Norms) -> date:
    """Return S, the day to which money runs on from `at` without a gap of more than 31 days.

    Starts at the day before `at`, which also means: not secured. As long as a committed grant begins on or before
    max(S, at) + 31 days and ends after S, S moves to its end. Whichever such grant is taken first, the end is the
    same, so the grants are walked in the order of their beginning.
    """
    until = add_days(at, -1)
    runs = sorted(
        (grant.period_start or date.min, end)
        for grant in grants
        if is_committed(grant, at) and (end := runs_until(grant, norms)) is not None
    )
    for begin, end in runs:
        if begin > add_days(max(until, at), norms.gap_days):
            break
        until = max(until, end)
    return until


def is_application(grant: GrantRow, at: date) -> bool:
    """Whether an application was received on or before `at` and is undecided then; a draft is none."""
    if grant.draft or grant.received_on is None or grant.received_on > at:
        return False
    return grant.decided_on is None or grant.decided_on > at


def has_follow_up(grants: Sequence[GrantRow], until: date, at: date, norms: Norms) -> bool:
    """Whether an application, to any funder, would take over where the money ends at `until`.

    Its own period begins on or before max(S, D) + 92 days and ends after max(S, D) or, structural, has no end.
    The design leaves out drafts only: an application in kind counts too.
    """
    end = max(until, at)
    latest_begin = add_days(end, norms.follow_up_days)
    return any(
        is_application(grant, at)
        and (grant.period_start is None or grant.period_start <= latest_begin)
        and (
            grant.period_end > end
            if grant.period_end is not None
            else grant.regularity == STRUCTURAL
        )
        for grant in grants
    )


def ends_at(
    grants: Sequence[GrantRow], until: date, at: date, norms: Norms
) -> tuple[GrantRow, ...]:
    """Return the committed grants whose money ends exactly at `until`: those to be renewed to keep going."""
    return tuple(
        grant for grant in grants if is_committed(grant, at) and runs_until(grant, norms) == until
    )


def cents_a_year(grant: GrantRow, at: date) -> int:
    """Return what the granted amount comes to in a year: amount × 365 ÷ days of the grant's period, in cents.

    A missing beginning is the positive decision; a grant whose days cannot be told counts with its whole amount.
    """
    cents = granted_cents(grant, at) or 0
    begin = grant.period_start or grant.committed_on
    if begin is None or grant.period_end is None or begin > grant.period_end:
        return cents
    return yearly_amount(cents, begin, grant.period_end)
