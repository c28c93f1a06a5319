"""The clocks that run on a grant: what is due when, how many days are left, and whether it is late.

Terms are those of the scheme, else of Dutch administrative law (Awb): every date can be moved by a person, who says
why.
"""

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from funding.course.deriving import Standing
from funding.course.states import State, is_public

DECISION_WEEKS: Final = 8
"""The reasonable term for a decision on an application when the scheme sets none (Awb 4:13)."""

SETTLEMENT_WEEKS: Final = 8
"""The same reasonable term, for the decision that settles a grant after its report (Awb 4:13)."""

PAYMENT_WEEKS: Final = 6
"""The term for paying after the decision that says so, for the funder and for what is reclaimed (Awb 4:87)."""

TENURE_YEARS: Final = 3
"""From so many years in a row on, stopping asks a reasonable term (Awb 4:51)."""

GAP_DAYS: Final = 31
"""A period that begins at most so many days after the end of another follows it in a row ("secured until")."""


class ClockKind(StrEnum):
    """What is awaited. `TENURE` is the last day to announce a stop a year ahead, after three years in a row."""

    DECISION = "decision"
    SUPPLEMENT = "supplement"
    REPORT = "report"
    SETTLEMENT = "settlement"
    PAYMENT = "payment"
    TENURE = "tenure"


class Flag(StrEnum):
    """What is shown beside a grant's state, without being one."""

    OBJECTION = "objection"
    SUSPENDED = "suspended"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a grant's clocks need besides its standing; None where it is not known.

    `decision_weeks` and `settlement_weeks` are the scheme's. `funded_since` is the first day of the unbroken row of
    periods of this initiative's money from this funder that the grant's own period belongs to (`unbroken_since`).
    `guessed` are the clocks that would run from what a list did not tell: the day an application came in, or
    whether anything was paid. They have no date of their own.
    """

    decision_weeks: int | None = None
    settlement_weeks: int | None = None
    report_due: date | None = None
    period_end: date | None = None
    funded_since: date | None = None
    guessed: frozenset[ClockKind] = frozenset()


@dataclass(frozen=True, slots=True)
class Clock:
    """Something due on a day. `days_left` is negative once late; on the day itself it is 0 and not late.

    While `suspended` the clock stands still: it is shown as if it started again today. `edited` says that a person
    set the date, `reason` why, and `computed` what it would have been by the terms (None: they set none).
    """

    kind: ClockKind
    due: date
    days_left: int
    late: bool
    suspended: bool = False
    edited: bool = False
    computed: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """A date that a person set for a clock, of the term that began on `began_on`.

    `suspended_days` had been counted when it was set; what is suspended after that is added to it.
    """

    due: date
    began_on: date | None
    suspended_days: int = 0
    reason: str = ""


def clocks(
    standing: Standing, terms: Terms, today: date, moved: Mapping[ClockKind, Moved] | None = None
) -> tuple[Clock, ...]:
    """Return the clocks that run on a grant today, the earliest due first.

    `standing` is the grant's today. A moved date replaces the due date of a clock that runs, and starts that of a
    supplement or a report, which have no term of their own; it never starts another one. One that was set for an
    earlier term (another receipt, decision or settlement) no longer counts.
    """
    suspended = standing.state is State.SUPPLEMENT
    running: list[Clock] = []
    for kind in awaited(standing, terms, today):
        computed = _due(kind, standing, terms, today)
        mine = (moved or {}).get(kind)
        if mine is not None and mine.began_on != began_on(kind, standing, terms):
            mine = None
        due = computed if mine is None else _moved_to(kind, mine, standing, today)
        if due is not None:
            stands_still = suspended and kind is ClockKind.DECISION
            left = (due - today).days
            told = "" if mine is None else mine.reason
            running.append(
                Clock(kind, due, left, left < 0, stands_still, mine is not None, computed, told)
            )
    return tuple(sorted(running, key=lambda clock: clock.due))


def _moved_to(kind: ClockKind, mine: Moved, standing: Standing, today: date) -> date:
    """Return a moved date, later by what the decision's term was suspended since it was set."""
    if kind is not ClockKind.DECISION:
        return mine.due
    return mine.due + timedelta(days=suspended_days(standing, today) - mine.suspended_days)


def began_on(kind: ClockKind, standing: Standing, terms: Terms) -> date | None:
    """Return the day that tells one term of a clock from a later one; for a year's notice the end of the period."""
    return {
        ClockKind.DECISION: standing.received_on,
        ClockKind.SUPPLEMENT: standing.supplement_since,
        ClockKind.REPORT: standing.positive_on,
        ClockKind.SETTLEMENT: standing.reported_on,
        ClockKind.PAYMENT: standing.revoked_on or standing.settled_on or standing.decided_on,
        ClockKind.TENURE: terms.period_end,
    }[kind]


def suspended_days(standing: Standing, today: date) -> int:
    """Return for how many days the decision's term has been suspended up to and including today.

    An open supplement request suspends from the day after the request (Awb 4:15).
    """
    if standing.supplement_since is None:
        return standing.suspended_days
    return standing.suspended_days + max(0, (today - standing.supplement_since).days)


def flags(running: Iterable[Clock], *, objection: bool = False) -> tuple[Flag, ...]:
    """Return the flags of a grant whose clocks these are; whether an objection was lodged has to be told.

    A year's notice that was missed is a warning on its own clock and makes no grant late.
    """
    shown = tuple(running)
    found = {
        Flag.OBJECTION: objection,
        Flag.SUSPENDED: any(clock.suspended for clock in shown),
        Flag.LATE: any(clock.late for clock in shown if clock.kind is not ClockKind.TENURE),
    }
    return tuple(flag for flag in Flag if found[flag])


def long_in_a_row(terms: Terms, until: date | None) -> bool:
    """Whether the money had come for three years or more in a row by the day `until` (Awb 4:51)."""
    if terms.funded_since is None or until is None:
        return False
    return years_later(terms.funded_since, TENURE_YEARS) <= until


def unbroken_since(periods: Iterable[tuple[date, date | None]], start: date) -> date:
    """Return the first day of the row of periods that runs up to `start` each begun within 31 days of the last end.

    `periods` are those of committed grants from one funder to one initiative; the grant's own may be among them. A
    period without an end is taken to run on.
    """
    first = start
    for begins, ends in sorted(
        periods, key=lambda period: (period[1] or date.max, period[0]), reverse=True
    ):
        if begins < first and (ends is None or (first - ends).days <= GAP_DAYS):
            first = begins
    return first


def years_later(day: date, years: int) -> date:
    """Return the same day so many years later (earlier if negative); 29 February becomes the month's last day."""
    year = day.year + years
    return date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))


def awaited(standing: Standing, terms: Terms, today: date) -> tuple[ClockKind, ...]:
    """Return what is awaited in this state, whether or not it is known when it is due."""
    state = standing.state
    found = {
        ClockKind.DECISION: state in (State.REQUESTED, State.SUPPLEMENT),
        ClockKind.SUPPLEMENT: state is State.SUPPLEMENT,
        ClockKind.REPORT: state in (State.GRANTED, State.PROMISED, State.RECEIVED),
        ClockKind.SETTLEMENT: state is State.REPORTED,
        ClockKind.PAYMENT: _payment_awaited(standing),
        ClockKind.TENURE: _tenure_runs(standing, terms, today),
    }
    return tuple(kind for kind, runs in found.items() if runs)


def _payment_awaited(standing: Standing) -> bool:
    """Whether law awaits a payment: the first one after the grant, or what settlement or revoking left open.

    A grant that is paid in advances is not late because the last of them comes after the report.
    """
    if not is_public(standing.funder_kind) or not standing.counts_as_euros:
        return False
    if standing.state in (State.GRANTED, State.REPORTED):
        return standing.paid_cents == 0
    return standing.reclaim_cents > 0 or standing.supplementary_cents > 0


def _tenure_runs(standing: Standing, terms: Terms, today: date) -> bool:
    """Whether the grant's period has yet to end, and by then makes three years or more in a row."""
    if terms.period_end is None or not is_public(standing.funder_kind):
        return False
    long_enough = long_in_a_row(terms, terms.period_end + timedelta(days=1))
    return standing.committed and terms.period_end >= today and long_enough


def _due(kind: ClockKind, standing: Standing, terms: Terms, today: date) -> date | None:
    """Return the day on which a clock is due by the terms, None where they do not say."""
    if kind in terms.guessed:
        return None
    match kind:
        case ClockKind.DECISION:
            return _decision_due(standing, terms, today)
        case ClockKind.SUPPLEMENT:
            return None
        case ClockKind.REPORT:
            return terms.report_due
        case ClockKind.SETTLEMENT:
            weeks = SETTLEMENT_WEEKS if terms.settlement_weeks is None else terms.settlement_weeks
            return _after(standing.reported_on, weeks)
        case ClockKind.PAYMENT:
            decided = standing.revoked_on or standing.settled_on or standing.decided_on
            return _after(decided, PAYMENT_WEEKS)
        case ClockKind.TENURE:
            return None if terms.period_end is None else years_later(terms.period_end, -1)


def _decision_due(standing: Standing, terms: Terms, today: date) -> date | None:
    """Return the end of the decision's term, moved by the days it was or is suspended.

    An open supplement request has suspended it from the day after the request up to and including today, so that
    a term that had run out by then stays late.
    """
    weeks = DECISION_WEEKS if terms.decision_weeks is None else terms.decision_weeks
    due = _after(standing.received_on, weeks)
    return None if due is None else due + timedelta(days=suspended_days(standing, today))


def _after(day: date | None, weeks: int) -> date | None:
    """Return the day so many weeks later, None without one."""
    return None if day is None else day + timedelta(weeks=weeks)
