"""A grant's course as the columns of the import and export format (design, section 6), both ways.

Columns carry less than a history: one date a step, one amount paid, one reason, and neither changes of the granted
amount nor supplement requests by date. So a history that went through columns and back may have fewer steps, but
never other columns: an importer decides that nothing changed by comparing `normalised(columns)` with `to_columns`
of what it has, and leaves the richer history alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Final

from funding.course.column_rules import check_columns
from funding.course.deriving import History, Standing
from funding.course.grounds import told
from funding.course.rules import check_history
from funding.course.states import (
    NEGATIVE_STATES,
    Paid,
    State,
    Step,
    StepKind,
    StepRefused,
    is_public,
    states_of,
)
from funding.course.words import STATE_LABELS, euros
from language import gettext_noop


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a grant that its course follows from, by their import names; amounts in cents.

    None is a blank cell: unknown, or not yet decided. A blank `state` is worked out where the rest leaves no doubt;
    a blank `paid` means that nothing was paid.
    """

    funder_kind: str
    kind: str
    state: str = ""
    requested: int | None = None
    granted: int | None = None
    settled: int | None = None
    paid: int | None = None
    received_on: date | None = None
    decided_on: date | None = None
    reported_on: date | None = None
    settled_on: date | None = None
    revoked_on: date | None = None
    closed_on: date | None = None
    reason: str = ""


_DATE_COLUMN: Final[Mapping[StepKind, str]] = {
    StepKind.RECEIVED: "received_on",
    StepKind.ASKED: "received_on",
    StepKind.SUPPLEMENT_REQUESTED: "received_on",
    StepKind.REPORTED: "reported_on",
    StepKind.SETTLED: "settled_on",
    StepKind.ACCOUNTED: "settled_on",
    StepKind.REVOKED: "revoked_on",
    StepKind.CLOSED: "closed_on",
}
"""The column a step's date stands in; the decisions that are absent here have `decided_on`."""


def to_columns(history: History) -> Columns:
    """Return the columns that a history shows in an export: amounts and dates as it stands, and one reason.

    The reason is the one on the grant itself, else the latest of its steps.
    """
    now = history.standing()
    reasons = [told(step) for step in history.steps if told(step)]
    reason = history.reason.strip() or (reasons[-1] if reasons else "")
    return Columns(
        funder_kind=history.funder_kind,
        kind=history.kind,
        state=now.state.value,
        requested=now.requested_cents,
        granted=now.granted_cents,
        settled=now.settled_cents,
        paid=now.paid_cents,
        received_on=now.received_on,
        decided_on=now.decided_on,
        reported_on=now.reported_on,
        settled_on=now.settled_on,
        revoked_on=now.revoked_on,
        closed_on=now.closed_on,
        reason=reason,
    )


def normalised(columns: Columns, *, today: date) -> Columns:
    """Return columns as an export would show them once imported; raise `StepRefused` as `from_columns` does."""
    steps, payments = from_columns(columns, today=today)
    return to_columns(
        History(columns.funder_kind, columns.kind, columns.requested, steps, payments)
    )


def from_columns(columns: Columns, *, today: date) -> tuple[tuple[Step, ...], tuple[Paid, ...]]:
    """Return the steps and payments that a row of the import format stands for.

    The dates become the decisions; `paid` becomes one payment on the day of the settlement, else of the decision.
    A supplement has no column, so that an application in that state is taken to wait for it since its receipt.
    A direct settlement is one decision: its `settled_on` and one of its two amounts may be blank. The reason goes
    with the steps that need one, else with the last step.

    Raises `StepRefused` with the column to mend when dates and amounts do not allow the state, or lie in the future.
    """
    trimmed = replace(columns, reason=columns.reason.strip(), state=columns.state.strip())
    state = _state(trimmed)
    check_columns(trimmed, state)
    full = _completed(trimmed, state)
    steps = _with_reason(_steps(full, state), full)
    paid_on = full.settled_on or full.decided_on
    payments = (Paid(paid_on, full.paid),) if full.paid and paid_on is not None else ()
    history = History(full.funder_kind, full.kind, full.requested, steps, payments)
    try:
        check_history(history, today=today)
    except StepRefused as refusal:
        raise StepRefused(
            _column(refusal), refusal.template, refusal.values, refusal.about
        ) from refusal
    _check_state(history.standing(), state, given=bool(trimmed.state))
    return steps, payments


def _state(columns: Columns) -> State:
    """Return the state that the row names, else the one its dates show; raise when that is in doubt."""
    course = states_of(columns.funder_kind)
    if columns.state:
        if columns.state in course:
            return State(columns.state)
        known = ", ".join(STATE_LABELS[state] for state in course)
        if columns.state in State:
            raise StepRefused(
                "state",
                gettext_noop(
                    "De status ‘%(state)s’ komt bij deze soort geldgever niet voor; wel: %(known)s."
                ),
                {"state": STATE_LABELS[State(columns.state)], "known": known},
            )
        raise StepRefused(
            "state",
            gettext_noop("Onbekende status ‘%(state)s’; bekend zijn: %(known)s."),
            {"state": columns.state, "known": known},
        )
    return _shown_public(columns) if is_public(columns.funder_kind) else _shown_other(columns)


def _shown_public(columns: Columns) -> State:
    """Return the state that the dates of a public grant show (settled stands for what payments make of it)."""
    if columns.decided_on is not None and not columns.granted:
        raise StepRefused(
            "state",
            gettext_noop(
                "Vul de status in: zonder verleend bedrag is niet te zien of de aanvraag is afgewezen,"
                " buiten behandeling is gesteld of is ingetrokken door de aanvrager."
            ),
        )
    for filled, state in (
        (columns.closed_on, State.CLOSED),
        (columns.revoked_on, State.REVOKED),
        (columns.settled_on, State.SETTLED),
        (columns.reported_on, State.REPORTED),
        (columns.decided_on, State.GRANTED),
        (columns.received_on, State.REQUESTED),
    ):
        if filled is not None:
            return state
    return State.DRAFT


def _shown_other(columns: Columns) -> State:
    """Return the state that the dates of other money show (promised stands for received too)."""
    if columns.settled_on is not None:
        return State.ACCOUNTED
    if columns.decided_on is not None:
        return State.PROMISED if columns.granted else State.DECLINED
    return State.ASKED if columns.received_on is not None else State.DRAFT


def _completed(columns: Columns, state: State) -> Columns:
    """Return the row with what its state makes certain: nothing granted, or a direct settlement's one date and sum."""
    if state in NEGATIVE_STATES:
        return replace(columns, granted=columns.granted or 0)
    if state is State.SETTLED_DIRECTLY:
        amount = columns.granted if columns.settled is None else columns.settled
        return replace(columns, granted=amount, settled=amount, settled_on=columns.decided_on)
    return columns


def _steps(columns: Columns, state: State) -> tuple[Step, ...]:
    """Return the steps of a completed row, in the order of its course."""
    public = is_public(columns.funder_kind)
    steps: list[Step] = []
    if columns.received_on is not None:
        steps.append(Step(StepKind.RECEIVED if public else StepKind.ASKED, columns.received_on))
        if state is State.SUPPLEMENT:
            steps.append(Step(StepKind.SUPPLEMENT_REQUESTED, columns.received_on))
    decision = _decision(columns, state)
    if columns.decided_on is not None:
        amount = None if state in NEGATIVE_STATES and not columns.granted else columns.granted
        steps.append(Step(decision, columns.decided_on, amount))
    if columns.reported_on is not None:
        steps.append(Step(StepKind.REPORTED, columns.reported_on))
    if columns.settled_on is not None and decision is not StepKind.SETTLED_DIRECTLY:
        settling = StepKind.SETTLED if public else StepKind.ACCOUNTED
        steps.append(Step(settling, columns.settled_on, columns.settled))
    if columns.revoked_on is not None:
        steps.append(Step(StepKind.REVOKED, columns.revoked_on))
    if columns.closed_on is not None:
        steps.append(Step(StepKind.CLOSED, columns.closed_on))
    return tuple(steps)


def _decision(columns: Columns, state: State) -> StepKind:
    """Return the kind of step that a row's decision was; a closed grant may have been settled directly."""
    if state in NEGATIVE_STATES or state is State.SETTLED_DIRECTLY:
        return StepKind(state.value)
    if not is_public(columns.funder_kind):
        return StepKind.PROMISED
    at_once = columns.settled_on == columns.decided_on and columns.settled == columns.granted
    if state is State.CLOSED and at_once and columns.reported_on is None:
        return StepKind.SETTLED_DIRECTLY
    return StepKind.GRANTED


def _with_reason(steps: tuple[Step, ...], columns: Columns) -> tuple[Step, ...]:
    """Return the steps with the row's reason at those that need one, else at the last."""
    if not columns.reason:
        return steps
    if not steps:
        raise StepRefused(
            "reason", gettext_noop("Een concept heeft nog geen besluit om een reden bij te zetten.")
        )
    more = (columns.granted or 0) > (columns.requested or 0)
    less = columns.settled is not None and columns.settled < (columns.granted or 0)
    needing = {
        step
        for step in steps
        if (more and step.kind in (StepKind.GRANTED, StepKind.SETTLED_DIRECTLY, StepKind.PROMISED))
        or (less and step.kind in (StepKind.SETTLED, StepKind.ACCOUNTED))
    } or {steps[-1]}
    return tuple(
        replace(step, reason=columns.reason) if step in needing else step for step in steps
    )


def _column(refusal: StepRefused) -> str:
    """Return the import column that a refused step or payment came from."""
    about = refusal.about
    if isinstance(about, Paid):
        return "paid"
    if about is None or refusal.field == "reason":
        return refusal.field
    if refusal.field == "date":
        return _DATE_COLUMN.get(about.kind, "decided_on")
    if refusal.field == "amount":
        return "settled" if about.kind in (StepKind.SETTLED, StepKind.ACCOUNTED) else "granted"
    return "state"


def _check_state(now: Standing, state: State, *, given: bool) -> None:
    """Raise when the row names another state than its dates and amounts show."""
    if not given or now.state is state:
        return
    raise StepRefused(
        "state",
        gettext_noop(
            "De status ‘%(state)s’ klopt niet met de datums en bedragen (betaald %(paid)s, toegekend %(amount)s):"
            " daarbij hoort ‘%(derived)s’."
        ),
        {
            "state": STATE_LABELS[state],
            "derived": STATE_LABELS[now.state],
            "paid": euros(now.paid_cents),
            "amount": euros(now.counting_cents or 0),
        },
    )


COLUMN_NAMES: Final = tuple(field.name for field in fields(Columns))
"""The import names of the columns above, in the order of the class."""
