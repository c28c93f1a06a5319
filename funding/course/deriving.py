"""What a grant's steps and payments say at a date: its state, amounts, dates and time suspended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypedDict

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
    """All that a grant's course is derived from. Steps are in order of date, within a day as they were taken.

    `reason` is what somebody wrote on the grant itself, beside the reasons of its steps.
    """

    funder_kind: str
    kind: str
    requested_cents: int | None
    steps: tuple[Step, ...] = ()
    payments: tuple[Paid, ...] = ()
    reason: str = ""

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
    facts = _Facts(state=State.DRAFT)
    for step in sorted(steps, key=lambda step: step.date):
        if on is None or step.date <= on:
            _take(facts, step)
    paid = sum(payment.amount_cents for payment in payments if on is None or payment.date <= on)
    facts["state"] = _state_with_money(facts, paid)
    return Standing(funder_kind, kind, requested_cents, paid_cents=paid, **facts)


class _Facts(TypedDict, total=False):
    """What steps say, while they are being read; a fact that is absent has the default of `Standing`."""

    state: State
    granted_cents: int | None
    settled_cents: int | None
    received_on: date
    decided_on: date
    positive_on: date
    reported_on: date
    settled_on: date
    revoked_on: date
    closed_on: date
    suspended_days: int
    supplement_since: date | None
    last_step_on: date


_STATE_AFTER: Final[Mapping[StepKind, State]] = {
    StepKind.RECEIVED: State.REQUESTED,
    StepKind.SUPPLEMENT_REQUESTED: State.SUPPLEMENT,
    StepKind.SUPPLEMENT_RECEIVED: State.REQUESTED,
    **{kind: State(kind.value) for kind in (*POSITIVE_STEPS, *NEGATIVE_STEPS)},
    **{
        kind: State(kind.value)
        for kind in (
            StepKind.ASKED,
            StepKind.REPORTED,
            StepKind.SETTLED,
            StepKind.REVOKED,
            StepKind.CLOSED,
            StepKind.ACCOUNTED,
        )
    },
}
"""The state a step leads to, before payments are looked at; `CHANGED` leaves it as it is."""


def _take(facts: _Facts, step: Step) -> None:
    """Add what one more step says to the facts."""
    facts["last_step_on"] = step.date
    if step.kind is not StepKind.CHANGED:
        facts["state"] = _STATE_AFTER[step.kind]
    match step.kind:
        case StepKind.RECEIVED | StepKind.ASKED:
            facts["received_on"] = step.date
        case StepKind.SUPPLEMENT_REQUESTED:
            facts["supplement_since"] = step.date
        case StepKind.SUPPLEMENT_RECEIVED:
            _resume(facts, step.date)
        case StepKind.CHANGED:
            facts["granted_cents"] = step.amount_cents
        case StepKind.REPORTED:
            facts["reported_on"] = step.date
        case StepKind.SETTLED | StepKind.ACCOUNTED:
            facts["settled_on"], facts["settled_cents"] = step.date, step.amount_cents
        case StepKind.REVOKED:
            facts["revoked_on"] = step.date
        case StepKind.CLOSED:
            facts["closed_on"] = step.date
        case _:
            _decide(facts, step)


def _decide(facts: _Facts, step: Step) -> None:
    """Add the decision on the application; an open supplement request ends with it."""
    _resume(facts, step.date)
    facts["decided_on"] = step.date
    if step.kind in NEGATIVE_STEPS:
        facts["granted_cents"] = 0
        return
    facts["positive_on"], facts["granted_cents"] = step.date, step.amount_cents
    if step.kind is StepKind.SETTLED_DIRECTLY:
        facts["settled_on"], facts["settled_cents"] = step.date, step.amount_cents


def _resume(facts: _Facts, on: date) -> None:
    """End an open supplement request on a day, which itself counts again (Awb 4:15)."""
    since = facts.get("supplement_since")
    if since is not None:
        facts["suspended_days"] = facts.get("suspended_days", 0) + max(0, (on - since).days - 1)
        facts["supplement_since"] = None


def _state_with_money(facts: _Facts, paid: int) -> State:
    """Return the state once what was paid is held against what was promised or settled, in cents.

    Too much paid on a direct settlement is a reclaim too; too little is only not paid yet.
    """
    state, settled = facts["state"], facts.get("settled_cents")
    if state is State.PROMISED:
        return State.RECEIVED if paid == facts.get("granted_cents") else State.PROMISED
    if state not in (State.SETTLED, State.SETTLED_DIRECTLY) or settled is None:
        return state
    if paid > settled:
        return State.RECLAIM
    return State.SUPPLEMENTARY_PAYMENT if paid < settled and state is State.SETTLED else state
