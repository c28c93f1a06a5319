"""The clocks of a grant, worked by hand: 8 weeks are 56 days, 6 weeks are 42."""

from datetime import date

import pytest

from funding.course import GrantKind, History, Paid, StepKind
from funding.course.clocks import (
    Clock,
    ClockKind,
    Flag,
    Moved,
    Terms,
    clocks,
    flags,
    unbroken_since,
    years_later,
)
from tests.funding.histories import other, public, step

RECEIVED = step(StepKind.RECEIVED, date(2026, 1, 10))
GRANTED = step(StepKind.GRANTED, date(2026, 2, 20), 600_000)
REPORTED = step(StepKind.REPORTED, date(2026, 6, 1))
SUPPLEMENT = step(StepKind.SUPPLEMENT_REQUESTED, date(2026, 2, 1))
PAID = Paid(date(2026, 3, 1), 480_000)
NO_TERMS = Terms()


def running(
    history: History, today: date, terms: Terms = NO_TERMS
) -> list[tuple[str, date, int, bool]]:
    """Return the clocks of a history on a day, each in a few words."""
    shown = clocks(history.standing(today), terms, today)
    return [(clock.kind.value, clock.due, clock.days_left, clock.late) for clock in shown]


def test_decision_is_due_eight_weeks_after_receipt() -> None:
    # 10 January + 56 days is 7 March 2026.
    assert running(public(RECEIVED), date(2026, 2, 10)) == [
        ("decision", date(2026, 3, 7), 25, False)
    ]
    assert running(public(RECEIVED), date(2026, 3, 7)) == [("decision", date(2026, 3, 7), 0, False)]
    assert running(public(RECEIVED), date(2026, 3, 8)) == [("decision", date(2026, 3, 7), -1, True)]


def test_scheme_sets_its_own_decision_term() -> None:
    terms = Terms(decision_weeks=13)
    assert running(public(RECEIVED), date(2026, 4, 1), terms) == [
        ("decision", date(2026, 4, 11), 10, False)
    ]


def test_open_supplement_stops_the_decision_clock() -> None:
    history = public(RECEIVED, SUPPLEMENT)
    first, later = date(2026, 2, 2), date(2026, 4, 1)
    # 7 March was 34 days after the request of 1 February: so many are left as long as it is open.
    assert running(history, first) == [("decision", date(2026, 3, 8), 34, False)]
    assert running(history, later) == [("decision", date(2026, 5, 5), 34, False)]
    shown = clocks(history.standing(later), NO_TERMS, later)
    assert flags(shown) == (Flag.SUSPENDED,)


def test_closed_supplement_moves_the_decision_date() -> None:
    # Nine days suspended: 7 March becomes 16 March.
    got = step(StepKind.SUPPLEMENT_RECEIVED, date(2026, 2, 11))
    assert running(public(RECEIVED, SUPPLEMENT, got), date(2026, 3, 16)) == [
        ("decision", date(2026, 3, 16), 0, False)
    ]


def test_a_term_that_had_run_out_stays_late_when_a_supplement_is_asked() -> None:
    late = step(StepKind.SUPPLEMENT_REQUESTED, date(2026, 3, 10))
    today = date(2026, 3, 20)
    shown = clocks(public(RECEIVED, late).standing(today), NO_TERMS, today)
    assert [(clock.days_left, clock.late, clock.suspended) for clock in shown] == [(-3, True, True)]
    assert flags(shown, objection=True) == (Flag.OBJECTION, Flag.SUSPENDED, Flag.LATE)


def test_supplement_clock_runs_once_a_person_sets_its_date() -> None:
    today = date(2026, 2, 5)
    now = public(RECEIVED, SUPPLEMENT).standing(today)
    moved = Moved(date(2026, 2, 15), date(2026, 2, 1), reason="twee weken")
    shown = clocks(now, NO_TERMS, today, {ClockKind.SUPPLEMENT: moved})
    assert shown[0] == Clock(
        ClockKind.SUPPLEMENT,
        date(2026, 2, 15),
        10,
        late=False,
        edited=True,
        computed=None,
        reason="twee weken",
    )
    assert shown[1].kind is ClockKind.DECISION


def test_report_is_due_on_the_grants_own_date() -> None:
    terms = Terms(report_due=date(2026, 9, 1))
    history = public(RECEIVED, GRANTED, paid=(PAID,))
    assert running(history, date(2026, 9, 2), terms) == [("report", date(2026, 9, 1), -1, True)]
    assert running(history, date(2026, 9, 2)) == []
    assert running(public(RECEIVED, GRANTED, REPORTED, paid=(PAID,)), date(2026, 6, 2), terms) == [
        ("settlement", date(2026, 7, 27), 55, False)
    ]


def test_settlement_takes_the_schemes_term_after_the_report() -> None:
    # 1 June + 22 weeks (154 days) is 2 November 2026.
    history = public(RECEIVED, GRANTED, REPORTED, paid=(PAID,))
    terms = Terms(settlement_weeks=22)
    assert running(history, date(2026, 11, 22), terms) == [
        ("settlement", date(2026, 11, 2), -20, True)
    ]


def test_first_payment_is_due_six_weeks_after_the_grant() -> None:
    # 20 February + 42 days is 3 April 2026; advances afterwards have no term of their own.
    assert running(public(RECEIVED, GRANTED), date(2026, 4, 1)) == [
        ("payment", date(2026, 4, 3), 2, False)
    ]
    assert running(public(RECEIVED, GRANTED, paid=(PAID,)), date(2026, 4, 1)) == []


@pytest.mark.parametrize("settled", [470_000, 500_000])
def test_what_a_settlement_left_open_is_due_in_six_weeks(settled: int) -> None:
    done = step(StepKind.SETTLED, date(2026, 7, 1), settled, "minder avonden")
    history = public(RECEIVED, GRANTED, done, paid=(PAID,))
    assert running(history, date(2026, 8, 1)) == [("payment", date(2026, 8, 12), 11, False)]
    even = step(StepKind.SETTLED, date(2026, 7, 1), 480_000, "minder avonden")
    assert running(public(RECEIVED, GRANTED, even, paid=(PAID,)), date(2026, 8, 1)) == []


def test_direct_settlement_and_revoking_ask_payment_too() -> None:
    direct = public(RECEIVED, step(StepKind.SETTLED_DIRECTLY, date(2026, 2, 20), 90_000))
    assert running(direct, date(2026, 4, 4)) == [("payment", date(2026, 4, 3), -1, True)]
    revoked = public(RECEIVED, GRANTED, step(StepKind.REVOKED, date(2026, 5, 1)), paid=(PAID,))
    assert running(revoked, date(2026, 5, 2)) == [("payment", date(2026, 6, 12), 41, False)]


def test_other_money_has_no_terms_of_law() -> None:
    asked = step(StepKind.ASKED, date(2026, 1, 5))
    promised = other(asked, step(StepKind.PROMISED, date(2026, 2, 5), 400_000))
    assert running(other(asked), date(2026, 9, 1)) == []
    assert running(promised, date(2026, 9, 1)) == []
    terms = Terms(report_due=date(2026, 10, 1))
    assert running(promised, date(2026, 9, 1), terms) == [("report", date(2026, 10, 1), 30, False)]


def test_in_kind_awaits_no_payment() -> None:
    history = History("municipality", GrantKind.IN_KIND, 600_000, (RECEIVED, GRANTED))
    assert running(history, date(2026, 9, 1)) == []


def test_a_moved_date_replaces_a_running_clock_only_and_tells_what_it_was() -> None:
    today = date(2026, 3, 1)
    later = {
        ClockKind.DECISION: Moved(date(2026, 4, 18), date(2026, 1, 10), reason="advies gevraagd"),
        ClockKind.SETTLEMENT: Moved(date(2026, 12, 1), None),
    }
    assert clocks(public(RECEIVED).standing(today), NO_TERMS, today, later) == (
        Clock(
            ClockKind.DECISION,
            date(2026, 4, 18),
            48,
            late=False,
            edited=True,
            computed=date(2026, 3, 7),
            reason="advies gevraagd",
        ),
    )


def test_a_date_moved_for_the_first_payment_does_not_move_the_last_one() -> None:
    moved = {ClockKind.PAYMENT: Moved(date(2026, 5, 1), date(2026, 2, 20))}
    granted = public(RECEIVED, GRANTED).standing()
    assert [clock.due for clock in clocks(granted, NO_TERMS, date(2026, 4, 1), moved)] == [
        date(2026, 5, 1)
    ]
    settled = step(StepKind.SETTLED, date(2026, 7, 1), 500_000, "minder avonden")
    now = public(RECEIVED, GRANTED, settled, paid=(PAID,)).standing()
    # 1 July + 42 days is 12 August: what was settled has a term of its own.
    assert [
        (clock.due, clock.edited) for clock in clocks(now, NO_TERMS, date(2026, 8, 1), moved)
    ] == [(date(2026, 8, 12), False)]


def test_a_moved_decision_date_is_later_by_what_is_suspended_afterwards() -> None:
    moved = {ClockKind.DECISION: Moved(date(2026, 4, 18), date(2026, 1, 10), suspended_days=0)}
    got = step(StepKind.SUPPLEMENT_RECEIVED, date(2026, 2, 11))
    # Asked on 1 February, there on the 11th: nine days suspended, 18 April becomes 27 April.
    now = public(RECEIVED, SUPPLEMENT, got).standing()
    assert clocks(now, NO_TERMS, date(2026, 3, 1), moved)[0].due == date(2026, 4, 27)
    counted = {ClockKind.DECISION: Moved(date(2026, 4, 18), date(2026, 1, 10), suspended_days=9)}
    assert clocks(now, NO_TERMS, date(2026, 3, 1), counted)[0].due == date(2026, 4, 18)


def test_three_years_in_a_row_are_announced_a_year_ahead() -> None:
    terms = Terms(period_end=date(2027, 12, 31), funded_since=date(2025, 1, 1))
    history = public(RECEIVED, GRANTED, paid=(PAID,))
    assert running(history, date(2026, 11, 22), terms) == [
        ("tenure", date(2026, 12, 31), 39, False)
    ]
    late = clocks(history.standing(), terms, date(2027, 2, 1))
    assert [(clock.kind, clock.late) for clock in late] == [(ClockKind.TENURE, True)]
    assert flags(late) == ()


@pytest.mark.parametrize(
    "terms",
    [
        Terms(period_end=date(2027, 12, 30), funded_since=date(2025, 1, 1)),
        Terms(period_end=date(2026, 10, 31), funded_since=date(2020, 1, 1)),
        Terms(period_end=date(2027, 12, 31)),
        Terms(funded_since=date(2020, 1, 1)),
    ],
)
def test_no_tenure_before_three_years_or_after_the_end(terms: Terms) -> None:
    assert running(public(RECEIVED, GRANTED, paid=(PAID,)), date(2026, 11, 22), terms) == []


def test_revoked_grant_has_no_tenure() -> None:
    terms = Terms(period_end=date(2027, 12, 31), funded_since=date(2025, 1, 1))
    revoked = public(RECEIVED, GRANTED, step(StepKind.REVOKED, date(2026, 5, 1)))
    assert running(revoked, date(2026, 11, 22), terms) == []


def test_periods_in_a_row_may_leave_a_month_open() -> None:
    periods = [
        (date(2022, 1, 1), date(2022, 12, 31)),
        (date(2024, 1, 1), date(2024, 12, 31)),
        (date(2025, 1, 31), date(2025, 12, 31)),
        (date(2026, 1, 1), date(2026, 12, 31)),
    ]
    # 31 January 2025 is 31 days after 31 December 2024; the year 2023 is too long a gap.
    assert unbroken_since(periods, date(2026, 1, 1)) == date(2024, 1, 1)


@pytest.mark.parametrize(
    ("periods", "first"),
    [
        ([(date(2024, 1, 1), date(2024, 12, 31))], date(2025, 2, 1)),
        ([(date(2020, 1, 1), None)], date(2020, 1, 1)),
        ([], date(2025, 2, 1)),
    ],
)
def test_start_of_the_row(periods: list[tuple[date, date | None]], first: date) -> None:
    assert unbroken_since(periods, date(2025, 2, 1)) == first


def test_years_later_keeps_to_the_month() -> None:
    assert years_later(date(2028, 2, 29), -1) == date(2027, 2, 28)
    assert years_later(date(2026, 5, 31), 3) == date(2029, 5, 31)
