"""From the columns of a row to the steps and payments of a grant, held against those that it has."""

from dataclasses import dataclass, replace
from datetime import date

from funding.columns import GrantValues
from funding.course import (
    Columns,
    History,
    Step,
    StepRefused,
    check_history,
    from_columns,
    to_columns,
)
from funding.importing.stored import StoredGrant
from funding.writes.standing import extras
from initiatives.importing.report import RowRefused


@dataclass(frozen=True, slots=True)
class Course:
    """A grant's steps and payments as they will be, and whether that differs from what is stored."""

    history: History
    changed: bool


def course_of(
    values: GrantValues, stored: StoredGrant | None, *, state_given: bool, today: date
) -> Course:
    """The course of a row. Raises RowRefused with the column to mend.

    A history is richer than columns (several payments, changed amounts): where the columns are those that it shows,
    it stays as it is. Without a column for the state, the state that the grant has is kept if it still fits, else
    worked out.
    """
    wanted = values.course
    if stored is not None and _comparable(wanted) == _comparable(stored.values.course):
        return Course(stored.history, changed=False)
    try:
        return _made(wanted, stored, today)
    except StepRefused as refusal:
        if state_given or not wanted.state:
            raise _refused(refusal) from refusal
    try:
        return _made(replace(wanted, state=""), stored, today)
    except StepRefused as refusal:
        raise _refused(refusal) from refusal


def _made(wanted: Columns, stored: StoredGrant | None, today: date) -> Course:
    undated = not any((wanted.received_on, wanted.decided_on, wanted.settled_on))
    told = replace(wanted, reason="") if undated else wanted
    steps, payments = from_columns(told, today=today)
    made = History(
        wanted.funder_kind, wanted.kind, wanted.requested, steps, payments, wanted.reason
    )
    if stored is None:
        return Course(made, changed=True)
    if _comparable(to_columns(made)) == _comparable(stored.values.course):
        return Course(stored.history, changed=False)
    return Course(_keeping(made, stored.history, today), changed=True)


def _keeping(made: History, stored: History, today: date) -> History:
    """Keep of a richer history what the columns do not contradict: its payments, or all of its steps."""
    before, after = to_columns(stored), to_columns(made)
    if replace(before, reason=after.reason) == after and after.reason:
        steps = tuple(_told(step, before.reason, after.reason) for step in stored.steps)
        return replace(stored, steps=steps, reason=after.reason)
    if (before.paid or 0) == (after.paid or 0):
        kept = replace(made, payments=stored.payments)
        if _sound(kept, today):
            return kept
    return made


def _told(step: Step, before: str, after: str) -> Step:
    return replace(step, reason=after) if before and step.reason.strip() == before else step


def _sound(history: History, today: date) -> bool:
    try:
        check_history(history, today=today)
    except StepRefused:
        return False
    return True


def _comparable(columns: Columns) -> Columns:
    """Nothing paid is nothing paid, whether the cell says 0 or is blank."""
    return replace(columns, paid=columns.paid or None, reason=columns.reason.strip())


def _refused(refusal: StepRefused) -> RowRefused:
    return RowRefused(refusal.field, refusal.message)


def written_payments(history: History) -> list[list[object]]:
    """What the log keeps of payments."""
    return [[paid.date, paid.amount_cents] for paid in history.payments]


def written_steps(history: History) -> list[list[object]]:
    """What the log keeps of decisions."""
    return [
        [step.date, step.kind.value, step.amount_cents, step.reason, *extras(step)]
        for step in history.steps
    ]
