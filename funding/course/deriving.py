"""What a grant's steps and payments say at a date: its state, amounts, dates and time suspended."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from funding.course.states import (
    NEGATIVE_STEPS,
    POSITIVE_STEPS,
    GrantKind,
    Paid,
    State,
    Step,
    StepKind,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A grant as it stands at a date, following from its steps and payments up to and including that date.

    Amounts are cents. `granted_cents` is None until decided and 0 when nothing was granted; `settled_cents` is None
    until settled. For other money `received_on` is the day it was asked, `decided_on` that of the promise and
    `settled_on` that of the account. `suspended_days` counts closed supplement requests only; one that is open
    began on `supplement_since` (Awb 4:15: suspended from the day after the request up to the day of the supplement).
    The requested amount may be unknown (None) only while there is no step yet.
    A grant in kind takes the same course; its amounts are an estimated value, which `counts_as_euros` denies.
    """

    funder_kind: str
    kind: str
    requested_cents: int | None
    state: State = State.DRAFT
    granted_cents: int | None = None
    settled_cents: int | None = None
    paid_cents: int = 0
    received_on: date | None = None
    decided_on: date | None = None
    positive_on: date | None = None
    reported_on: date | None = None
    settled_on: date | None = None
    revoked_on: date | None = None
    closed_on: date | None = None
    suspended_days: int = 0
    supplement_since: date | None = None
    last_step_on: date | None = None

    @property
    def counts_as_euros(self) -> bool:
        """Whether its amounts may be added to euros: everything but money in kind."""
        return self.kind != GrantKind.IN_KIND

    @property
    def committed(self) -> bool:
        """Whether a positive decision in euros stands: later steps do not undo it, revoking does."""
        return self.counts_as_euros and self.positive_on is not None and self.revoked_on is None

    @property
    def counting_cents(self) -> int | None:
        """The amount that counts: the settled one, else the granted one, None while nothing is decided."""
        return self.granted_cents if self.settled_cents is None else self.settled_cents

    @property
    def reclaim_cents(self) -> int:
        """What the initiative has to pay back: paid − settled after settlement, all that was paid once revoked."""
        if self.state is State.REVOKED:
            return self.paid_cents
        if self.settled_cents is None or self.state is State.ACCOUNTED:
            return 0
        return max(0, self.paid_cents - self.settled_cents)

    @property
    def supplementary_cents(self) -> int:
        """What the funder still has to pay after settlement: settled − paid."""
        if self.settled_cents is None or self.state is State.ACCOUNTED:
            return 0
        return max(0, self.settled_cents - self.paid_cents)


@dataclass(frozen=True, slots=True)
class History:
    """All that a grant's course is derived from. Steps are in order of date, within a day as they were taken."""

    funder_kind: str
    kind: str
    requested_cents: int | None
    steps: tuple[Step, ...] = ()
    payments: tuple[Paid, ...] = ()

    def standing(self, on: date | None = None) -> Standing:
        """Return how the grant stands at a date (None: after all of it)."""
        return standing(
            self.funder_kind, self.kind, self.requested_cents, self.steps, self.payments, on
        )


def standing(
    funder_kind: str,
    kind: str,
    requested_cents: int | None,
    steps: Sequence[Step],
    payments: Sequence[Paid],
    on: date | None = None,
) -> Standing:
    """Return how a grant stands at the end of the day `on` (None: after all its steps and payments).

    The steps are taken as they are: whether they are allowed is for `check_history` to say before they are kept.
    """
    current = Standing(
        funder_kind,
        kind,
        requested_cents,
        paid_cents=sum(paid.amount_cents for paid in payments if on is None or paid.date <= on),
    )
    for step in sorted(steps, key=lambda step: step.date):
        if on is None or step.date <= on:
            current = replace(_after(current, step), last_step_on=step.date)
    return replace(current, state=_state_with_money(current))


def _after(before: Standing, step: Step) -> Standing:
    """Return the standing after one more step, before payments are looked at."""
    if step.kind in POSITIVE_STEPS or step.kind in NEGATIVE_STEPS:
        return _decided(before, step)
    match step.kind:
        case StepKind.RECEIVED:
            return replace(before, state=State.REQUESTED, received_on=step.date)
        case StepKind.ASKED:
            return replace(before, state=State.ASKED, received_on=step.date)
        case StepKind.SUPPLEMENT_REQUESTED:
            return replace(before, state=State.SUPPLEMENT, supplement_since=step.date)
        case StepKind.SUPPLEMENT_RECEIVED:
            return replace(_resumed(before, step.date), state=State.REQUESTED)
        case StepKind.CHANGED:
            return replace(before, granted_cents=step.amount_cents)
        case StepKind.REPORTED:
            return replace(before, state=State.REPORTED, reported_on=step.date)
        case StepKind.SETTLED:
            return replace(
                before, state=State.SETTLED, settled_on=step.date, settled_cents=step.amount_cents
            )
        case StepKind.ACCOUNTED:
            return replace(
                before, state=State.ACCOUNTED, settled_on=step.date, settled_cents=step.amount_cents
            )
        case StepKind.REVOKED:
            return replace(before, state=State.REVOKED, revoked_on=step.date)
        case StepKind.CLOSED:
            return replace(before, state=State.CLOSED, closed_on=step.date)
    raise ValueError(f"A step of an unknown kind: {step.kind!r}.")


def _decided(before: Standing, step: Step) -> Standing:
    """Return the standing after the decision on the application; an open supplement request ends with it."""
    resumed = replace(
        _resumed(before, step.date), state=State(step.kind.value), decided_on=step.date
    )
    if step.kind in NEGATIVE_STEPS:
        return replace(resumed, granted_cents=0)
    granted = replace(resumed, granted_cents=step.amount_cents, positive_on=step.date)
    if step.kind is StepKind.SETTLED_DIRECTLY:
        return replace(granted, settled_cents=step.amount_cents, settled_on=step.date)
    return granted


def _resumed(before: Standing, on: date) -> Standing:
    """Return the standing with an open supplement request ended on a day, which itself counts again (Awb 4:15)."""
    if before.supplement_since is None:
        return before
    suspended = max(0, (on - before.supplement_since).days - 1)
    return replace(before, suspended_days=before.suspended_days + suspended, supplement_since=None)


def _state_with_money(current: Standing) -> State:
    """Return the state once what was paid is held against what was promised or settled.

    Too much paid on a direct settlement is a reclaim too; too little is only not paid yet.
    """
    paid = current.paid_cents
    if current.state is State.PROMISED:
        return State.RECEIVED if paid == current.granted_cents else State.PROMISED
    if (
        current.state not in (State.SETTLED, State.SETTLED_DIRECTLY)
        or current.settled_cents is None
    ):
        return current.state
    if paid > current.settled_cents:
        return State.RECLAIM
    if paid < current.settled_cents and current.state is State.SETTLED:
        return State.SUPPLEMENTARY_PAYMENT
    return current.state
