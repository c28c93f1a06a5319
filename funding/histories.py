"""A grant's course read back from its rows."""

from dataclasses import replace

from funding import course
from funding.course.grounds import told
from funding.models import Decision, Grant


def history_of(grant: Grant) -> course.History:
    """Return a grant's course as stored: two queries, or none where decisions and payments are prefetched.

    A reason that the grant only repeats of its steps is not one written on the grant itself.
    """
    rows = sorted(grant.decisions.all(), key=lambda row: (row.date, row.pk))
    steps = tuple(step_of(row) for row in rows)
    payments = tuple(course.Paid(row.date, row.amount_cents) for row in grant.payments.all())
    history = course.History(grant.funder.kind, grant.kind, grant.requested_cents, steps, payments)
    return history if grant.reason == _latest(history) else replace(history, reason=grant.reason)


def follow_reason(written: str, before: course.History, after: course.History) -> str:
    """Return what a grant's reason becomes when its course goes from `before` to `after`.

    What somebody wrote on the grant itself stays; a reason that came from the steps, or none, follows the latest.
    """
    if written.strip() not in {"", _latest(before)}:
        return written.strip()
    return _latest(after)


def step_of(row: Decision) -> course.Step:
    """Return a stored decision as a step of the course."""
    return course.Step(
        course.StepKind(row.kind),
        row.date,
        row.amount_cents,
        row.reason,
        row.ground,
        row.over_cents,
        row.over_reason,
    )


def _latest(history: course.History) -> str:
    """Return the latest reason that a step carries, "" without one."""
    reasons = [told(step) for step in history.steps if told(step)]
    return reasons[-1] if reasons else ""
