"""The state of a grant at a date, worked by hand on literal histories."""

from datetime import date

import pytest
from hypothesis import given

from funding.course import GrantKind, History, Paid, State, StepKind, standing, states_of
from tests.funding.histories import histories, other, public, step

RECEIVED = step(StepKind.RECEIVED, date(2026, 1, 10))
GRANTED = step(StepKind.GRANTED, date(2026, 2, 20), 600_000)
REPORTED = step(StepKind.REPORTED, date(2026, 6, 1))
LOWER = step(StepKind.SETTLED, date(2026, 7, 1), 500_000, "minder activiteiten")


def test_without_steps_it_is_a_draft() -> None:
    now = public().standing()
    assert (now.state, now.granted_cents, now.settled_cents, now.paid_cents) == (
        State.DRAFT,
        None,
        None,
        0,
    )


def test_state_follows_the_steps_up_to_the_date() -> None:
    history = public(RECEIVED, GRANTED, REPORTED, LOWER, paid=(Paid(date(2026, 3, 1), 480_000),))
    seen = {
        on: history.standing(on).state
        for on in (
            date(2026, 1, 9),
            date(2026, 1, 10),
            date(2026, 2, 20),
            date(2026, 6, 30),
            date(2026, 7, 1),
        )
    }
    assert list(seen.values()) == [
        State.DRAFT,
        State.REQUESTED,
        State.GRANTED,
        State.REPORTED,
        State.SUPPLEMENTARY_PAYMENT,
    ]


def test_dates_and_amounts_at_a_date() -> None:
    history = public(RECEIVED, GRANTED, REPORTED, LOWER, paid=(Paid(date(2026, 3, 1), 480_000),))
    then, now = history.standing(date(2026, 2, 28)), history.standing()
    assert (then.granted_cents, then.paid_cents, then.settled_cents) == (600_000, 0, None)
    assert (then.received_on, then.decided_on, then.positive_on) == (
        date(2026, 1, 10),
        date(2026, 2, 20),
        date(2026, 2, 20),
    )
    assert (then.counting_cents, now.counting_cents) == (600_000, 500_000)
    assert (now.supplementary_cents, now.reclaim_cents) == (20_000, 0)
    assert (now.reported_on, now.settled_on) == (date(2026, 6, 1), date(2026, 7, 1))


@pytest.mark.parametrize(
    ("paid", "state", "reclaim", "supplementary"),
    [
        (500_000, State.SETTLED, 0, 0),
        (600_000, State.RECLAIM, 100_000, 0),
        (499_999, State.SUPPLEMENTARY_PAYMENT, 0, 1),
    ],
)
def test_settlement_is_held_against_what_was_paid(
    paid: int, state: State, reclaim: int, supplementary: int
) -> None:
    now = public(RECEIVED, GRANTED, LOWER, paid=(Paid(date(2026, 3, 1), paid),)).standing()
    assert (now.state, now.reclaim_cents, now.supplementary_cents) == (
        state,
        reclaim,
        supplementary,
    )


def test_money_paid_back_ends_the_reclaim() -> None:
    paid = (Paid(date(2026, 3, 1), 600_000), Paid(date(2026, 8, 1), -100_000))
    history = public(RECEIVED, GRANTED, LOWER, paid=paid)
    assert history.standing(date(2026, 7, 31)).state is State.RECLAIM
    assert history.standing(date(2026, 8, 1)).state is State.SETTLED


def test_direct_settlement_is_granted_and_settled_in_one() -> None:
    now = public(RECEIVED, step(StepKind.SETTLED_DIRECTLY, date(2026, 2, 1), 90_000)).standing()
    assert now.state is State.SETTLED_DIRECTLY
    assert (now.granted_cents, now.settled_cents, now.settled_on) == (
        90_000,
        90_000,
        date(2026, 2, 1),
    )
    assert (now.supplementary_cents, now.committed) == (90_000, True)


def test_too_much_paid_on_a_direct_settlement_is_a_reclaim() -> None:
    direct = step(StepKind.SETTLED_DIRECTLY, date(2026, 2, 1), 90_000)
    twice = (Paid(date(2026, 2, 10), 90_000), Paid(date(2026, 3, 10), 90_000))
    history = public(RECEIVED, direct, paid=twice)
    assert history.standing(date(2026, 2, 10)).state is State.SETTLED_DIRECTLY
    assert (history.standing().state, history.standing().reclaim_cents) == (State.RECLAIM, 90_000)


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (StepKind.REFUSED, State.REFUSED),
        (StepKind.NOT_CONSIDERED, State.NOT_CONSIDERED),
        (StepKind.WITHDRAWN_BY_APPLICANT, State.WITHDRAWN_BY_APPLICANT),
    ],
)
def test_nothing_granted_is_zero(kind: StepKind, state: State) -> None:
    now = public(RECEIVED, step(kind, date(2026, 2, 1))).standing()
    assert (now.state, now.granted_cents, now.positive_on, now.committed) == (state, 0, None, False)
    assert now.decided_on == date(2026, 2, 1)


def test_changed_amount_counts_from_its_date() -> None:
    history = public(RECEIVED, GRANTED, step(StepKind.CHANGED, date(2026, 4, 1), 550_000))
    assert history.standing(date(2026, 3, 31)).granted_cents == 600_000
    now = history.standing()
    assert (now.state, now.granted_cents, now.decided_on) == (
        State.GRANTED,
        550_000,
        date(2026, 2, 20),
    )


def test_revoked_grant_is_committed_until_that_day() -> None:
    history = public(
        RECEIVED,
        GRANTED,
        step(StepKind.REVOKED, date(2026, 5, 1)),
        paid=(Paid(date(2026, 3, 1), 300_000),),
    )
    assert history.standing(date(2026, 4, 30)).committed
    now = history.standing(date(2026, 5, 1))
    assert (now.state, now.committed, now.reclaim_cents) == (State.REVOKED, False, 300_000)


def test_closed_grant_stays_committed() -> None:
    steps = (
        RECEIVED,
        GRANTED,
        step(StepKind.SETTLED, date(2026, 7, 1), 600_000),
        step(StepKind.CLOSED, date(2026, 8, 1)),
    )
    now = public(*steps, paid=(Paid(date(2026, 3, 1), 600_000),)).standing()
    assert (now.state, now.closed_on, now.committed) == (State.CLOSED, date(2026, 8, 1), True)


def test_supplement_suspends_from_the_day_after_up_to_its_day() -> None:
    # Asked on 1 February, received on the 11th: the 2nd up to and including the 10th are nine days (Awb 4:15).
    asked = step(StepKind.SUPPLEMENT_REQUESTED, date(2026, 2, 1))
    got = step(StepKind.SUPPLEMENT_RECEIVED, date(2026, 2, 11))
    history = public(RECEIVED, asked, got)
    open_then = history.standing(date(2026, 2, 5))
    assert (open_then.state, open_then.supplement_since, open_then.suspended_days) == (
        State.SUPPLEMENT,
        date(2026, 2, 1),
        0,
    )
    now = history.standing()
    assert (now.state, now.supplement_since, now.suspended_days) == (State.REQUESTED, None, 9)


def test_second_supplement_adds_up_and_a_decision_ends_it() -> None:
    history = public(
        RECEIVED,
        step(StepKind.SUPPLEMENT_REQUESTED, date(2026, 2, 1)),
        step(StepKind.SUPPLEMENT_RECEIVED, date(2026, 2, 11)),
        step(StepKind.SUPPLEMENT_REQUESTED, date(2026, 3, 1)),
        step(StepKind.NOT_CONSIDERED, date(2026, 3, 6)),
    )
    now = history.standing()
    assert (now.state, now.suspended_days, now.supplement_since) == (State.NOT_CONSIDERED, 13, None)


def test_supplement_on_the_same_day_suspends_nothing() -> None:
    day = date(2026, 2, 1)
    history = public(
        RECEIVED, step(StepKind.SUPPLEMENT_REQUESTED, day), step(StepKind.SUPPLEMENT_RECEIVED, day)
    )
    assert history.standing().suspended_days == 0


def test_other_money_is_received_once_all_of_it_is_paid() -> None:
    history = other(
        step(StepKind.ASKED, date(2026, 1, 5)),
        step(StepKind.PROMISED, date(2026, 2, 5), 400_000),
        step(StepKind.ACCOUNTED, date(2026, 9, 1)),
        paid=(Paid(date(2026, 3, 1), 100_000), Paid(date(2026, 4, 1), 300_000)),
    )
    days = [
        date(2026, 1, 5),
        date(2026, 2, 5),
        date(2026, 3, 1),
        date(2026, 4, 1),
        date(2026, 9, 1),
    ]
    assert [history.standing(on).state for on in days] == [
        State.ASKED,
        State.PROMISED,
        State.PROMISED,
        State.RECEIVED,
        State.ACCOUNTED,
    ]
    assert history.standing().settled_on == date(2026, 9, 1)


def test_declined_other_money_is_zero() -> None:
    now = other(
        step(StepKind.ASKED, date(2026, 1, 5)), step(StepKind.DECLINED, date(2026, 2, 5))
    ).standing()
    assert (now.state, now.granted_cents, now.committed) == (State.DECLINED, 0, False)


def test_in_kind_is_never_committed_in_euros() -> None:
    history = History(
        "housing", GrantKind.IN_KIND, 50_000, (step(StepKind.PROMISED, date(2026, 2, 5), 50_000),)
    )
    now = history.standing()
    assert (now.state, now.positive_on, now.counts_as_euros, now.committed) == (
        State.PROMISED,
        date(2026, 2, 5),
        False,
        False,
    )


@given(history=histories())
def test_every_state_belongs_to_its_course_and_its_amounts(history: History) -> None:
    for on in (
        *(taken.date for taken in history.steps),
        *(paid.date for paid in history.payments),
        None,
    ):
        now = history.standing(on)
        assert now.state in states_of(history.funder_kind)
        undecided = now.state in (State.DRAFT, State.REQUESTED, State.SUPPLEMENT, State.ASKED)
        assert (now.granted_cents is None) == undecided == (now.decided_on is None)
        assert now.paid_cents >= 0
        if now.positive_on is None:
            assert now.paid_cents == 0
        if now.settled_cents is not None:
            assert 0 <= now.settled_cents <= (now.granted_cents or 0)
        elif not undecided:
            assert now.paid_cents <= (now.granted_cents or 0)
        if now.state is State.CLOSED:
            assert now.paid_cents == now.settled_cents


@given(history=histories())
def test_standing_at_the_last_date_is_the_standing(history: History) -> None:
    days = [taken.date for taken in history.steps] + [paid.date for paid in history.payments]
    last = max(days, default=date(2026, 1, 1))
    assert history.standing(last) == history.standing()
    assert standing(
        history.funder_kind, history.kind, history.requested_cents, history.steps, history.payments
    ) == (history.standing())
