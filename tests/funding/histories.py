"""Grant histories for tests: short ways to write one, and reachable ones drawn by hypothesis."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from funding.course import (
    FunderKind,
    GrantKind,
    History,
    Paid,
    State,
    Step,
    StepKind,
    StepRefused,
    allowed,
    check_history,
    check_payment,
    check_step,
    may_pay,
)

TODAY = date(2026, 11, 22)
FIRST_DAY = date(2024, 1, 1)


def public(*steps: Step, paid: tuple[Paid, ...] = (), requested: int = 600_000) -> History:
    """Return the history of a municipal project grant."""
    return History(FunderKind.MUNICIPALITY, GrantKind.PROJECT, requested, steps, paid)


def other(*steps: Step, paid: tuple[Paid, ...] = (), requested: int = 400_000) -> History:
    """Return the history of a fund's contribution."""
    return History(FunderKind.FUND, GrantKind.PROJECT, requested, steps, paid)


def step(kind: StepKind, day: date, amount: int | None = None, reason: str = "") -> Step:
    """Return a step; amounts in cents."""
    return Step(kind, day, amount, reason)


_AMOUNTS = st.integers(min_value=0, max_value=700)
_WITH_AMOUNT = (
    StepKind.GRANTED,
    StepKind.SETTLED_DIRECTLY,
    StepKind.PROMISED,
    StepKind.CHANGED,
    StepKind.SETTLED,
)
_UNKNOWN_RECEIPT = (
    StepKind.GRANTED,
    StepKind.SETTLED_DIRECTLY,
    StepKind.REFUSED,
    StepKind.PROMISED,
)


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Draw a history that `check_step` and `check_payment` allow at every turn; small amounts so that they meet."""
    history = History(
        draw(st.sampled_from(FunderKind)),
        draw(st.sampled_from(GrantKind)),
        draw(st.integers(1, 700)),
    )
    day = FIRST_DAY
    if draw(st.booleans()):
        first = Step(
            draw(st.sampled_from(_UNKNOWN_RECEIPT)), day, None, draw(st.sampled_from(["", "a"]))
        )
        history = _taken(history, replace(first, amount_cents=_amount(draw, first.kind, history)))
    for _ in range(draw(st.integers(0, 9))):
        day += timedelta(days=draw(st.integers(0, 40)))
        history = _next(draw, history, day)
    return history


def _next(draw: st.DrawFn, history: History, day: date) -> History:
    """Return the history with one more step or payment, or unchanged where what was drawn is refused."""
    now = history.standing()
    if may_pay(now) and draw(st.booleans()):
        due = (now.counting_cents or 0) - now.paid_cents
        paid = Paid(day, draw(st.one_of(st.just(due), st.integers(-300, 700))))
        try:
            check_payment(history, paid, today=TODAY)
        except StepRefused:
            return history
        return replace(history, payments=(*history.payments, paid))
    kinds = allowed(now)
    if not kinds:
        return history
    kind = draw(st.sampled_from(kinds))
    drawn = Step(
        kind, day, _amount(draw, kind, history), draw(st.sampled_from(["", "a", "b", " "]))
    )
    try:
        check_step(history, drawn, today=TODAY)
    except StepRefused:
        return history
    return replace(history, steps=(*history.steps, drawn))


def _amount(draw: st.DrawFn, kind: StepKind, history: History) -> int | None:
    """Draw an amount for a step that needs one, often one that stands already."""
    now = history.standing()
    standing_already = st.sampled_from(
        [now.granted_cents or 1, now.paid_cents, now.requested_cents or 1]
    )
    if kind in _WITH_AMOUNT:
        return draw(st.one_of(standing_already, _AMOUNTS))
    return draw(st.one_of(st.none(), standing_already)) if kind is StepKind.ACCOUNTED else None


def _taken(history: History, first: Step) -> History:
    """Return the history with a first decision whose application's receipt is unknown, where that is allowed."""
    begun = replace(history, steps=(first,))
    try:
        check_history(begun, today=TODAY)
    except StepRefused:
        return history
    return begun


ENDS = frozenset(
    {
        State.REFUSED,
        State.NOT_CONSIDERED,
        State.WITHDRAWN_BY_APPLICANT,
        State.CLOSED,
        State.REVOKED,
        State.DECLINED,
        State.ACCOUNTED,
    }
)
"""States after which no step follows."""
