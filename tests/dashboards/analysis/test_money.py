"""Grants at a reference date: committed, the amount that counts, secured until, follow-up."""

from datetime import date, timedelta

import pytest

from dashboards.analysis.dates import add_months
from dashboards.analysis.money import (
    cents_a_year,
    cents_by_year,
    counted_cents,
    ends_at,
    has_follow_up,
    is_committed,
    secured_until,
)
from dashboards.rows import GrantedAmount, GrantRow, Norms
from tests.dashboards.analysis.build import D, application, grant

NORMS = Norms()
NOT_SECURED = D - timedelta(days=1)


def _secured(*grants: GrantRow) -> date:
    return secured_until(grants, D, NORMS)


def _days(count: int) -> timedelta:
    return timedelta(days=count)


def test_committed_from_the_day_of_the_positive_decision() -> None:
    assert is_committed(grant(1, committed_on=D), D)
    assert not is_committed(grant(1, committed_on=D + _days(1)), D)
    assert not is_committed(application(1), D)


def test_a_revoked_grant_is_not_committed_from_the_day_of_revoking() -> None:
    assert not is_committed(grant(1, revoked_on=D), D)
    assert is_committed(grant(1, revoked_on=D + _days(1)), D)


def test_settlement_does_not_undo_commitment() -> None:
    assert is_committed(grant(1, settled_on=date(2026, 1, 1), settled_cents=0, state="closed"), D)


def test_in_kind_is_never_committed() -> None:
    in_kind = grant(1, kind="in_kind", period_end=date(2030, 1, 1))
    assert not is_committed(in_kind, D)
    assert counted_cents(in_kind, D) == 0


def test_the_settled_amount_counts_from_its_day() -> None:
    settled = grant(1, settled_on=D, settled_cents=80_000)
    assert counted_cents(settled, D) == 80_000
    assert counted_cents(settled, D - _days(1)) == 100_000


def test_the_granted_amount_counts_as_it_stood() -> None:
    changed = grant(
        1,
        granted=(
            GrantedAmount(date(2024, 1, 1), 100_000),
            GrantedAmount(date(2026, 11, 22), 70_000),
        ),
    )
    assert counted_cents(changed, D - _days(1)) == 100_000
    assert counted_cents(changed, D) == 70_000


def test_of_two_changes_on_a_day_the_last_counts() -> None:
    twice = grant(1, granted=(GrantedAmount(D, 100), GrantedAmount(D, 50)))
    assert counted_cents(twice, D) == 50


def test_nothing_counts_before_the_decision() -> None:
    assert counted_cents(grant(1, committed_on=D + _days(1)), D) == 0
    assert cents_by_year(grant(1, committed_on=D + _days(1)), D) == {}


def test_money_without_a_period_falls_in_the_year_of_the_decision() -> None:
    assert cents_by_year(grant(1, period_start=None, committed_on=date(2025, 3, 1)), D) == {
        2025: 100_000
    }


def test_not_secured_is_the_day_before() -> None:
    assert _secured() == NOT_SECURED
    assert _secured(grant(1, period_end=D - _days(1))) == NOT_SECURED


def test_money_that_ends_on_the_day_itself_is_secured() -> None:
    assert _secured(grant(1, period_end=D)) == D


def test_a_gap_of_31_days_is_bridged_and_one_of_32_is_not() -> None:
    first = grant(1, period_end=date(2027, 1, 1))
    near = grant(2, period_start=date(2027, 2, 1), period_end=date(2027, 12, 31))
    far = grant(2, period_start=date(2027, 2, 2), period_end=date(2027, 12, 31))
    assert _secured(first, near) == date(2027, 12, 31)
    assert _secured(first, far) == date(2027, 1, 1)


def test_money_may_begin_up_to_31_days_after_the_date() -> None:
    soon = grant(1, period_start=D + _days(31), period_end=date(2027, 12, 31))
    later = grant(1, period_start=D + _days(32), period_end=date(2027, 12, 31))
    assert _secured(soon) == date(2027, 12, 31)
    assert _secured(later) == NOT_SECURED


def test_the_order_of_the_grants_does_not_matter() -> None:
    chain = [
        grant(1, period_end=date(2027, 1, 1)),
        grant(2, period_start=date(2027, 1, 20), period_end=date(2027, 6, 1)),
        grant(3, period_start=date(2027, 6, 30), period_end=date(2028, 6, 1)),
    ]
    assert _secured(*chain) == _secured(*reversed(chain)) == date(2028, 6, 1)


def test_a_shorter_grant_inside_a_longer_one_changes_nothing() -> None:
    long, short = grant(1, period_end=date(2028, 1, 1)), grant(2, period_end=date(2027, 1, 1))
    assert _secured(long, short) == date(2028, 1, 1)


def test_a_structural_grant_counts_twelve_months_past_its_end() -> None:
    assert _secured(grant(1, regularity="structural", period_end=date(2026, 12, 31))) == date(
        2027, 12, 31
    )
    assert _secured(grant(1, regularity="structural", period_end=date(2028, 2, 29))) == date(
        2029, 2, 28
    )


def test_a_structural_grant_that_ended_less_than_a_year_ago_still_secures() -> None:
    assert _secured(grant(1, regularity="structural", period_end=D - _days(300))) > D


def test_a_structural_grant_without_an_end_is_open_ended() -> None:
    assert _secured(grant(1, regularity="structural", period_end=None)) == date.max


def test_another_grant_without_an_end_adds_nothing() -> None:
    assert _secured(grant(1, regularity="multi_year", period_end=None)) == NOT_SECURED


def test_a_missing_beginning_counts_as_begun() -> None:
    assert _secured(grant(1, period_start=None, period_end=date(2027, 3, 1))) == date(2027, 3, 1)


def _follows(request: GrantRow, until: date = date(2027, 1, 1)) -> bool:
    return has_follow_up([request], until, D, NORMS)


NEXT = {"period_start": date(2027, 1, 2), "period_end": date(2027, 12, 31)}


def test_an_application_that_takes_over_is_a_follow_up() -> None:
    assert _follows(application(1, **NEXT))


def test_an_application_counts_from_its_receipt_to_its_decision() -> None:
    assert _follows(application(1, received_on=D, **NEXT))
    assert not _follows(application(1, received_on=D + _days(1), **NEXT))
    assert not _follows(application(1, received_on=None, **NEXT))
    assert not _follows(application(1, decided_on=D, **NEXT))
    assert _follows(application(1, decided_on=D + _days(1), **NEXT))


def test_a_draft_is_no_follow_up() -> None:
    assert not _follows(application(1, draft=True, **NEXT))


def test_a_follow_up_begins_at_most_92_days_after_the_money_ends() -> None:
    end = date(2027, 1, 1)
    later = {"period_end": date(2028, 1, 1)}
    assert _follows(application(1, period_start=end + _days(92), **later))
    assert not _follows(application(1, period_start=end + _days(93), **later))


def test_without_money_a_follow_up_begins_at_most_92_days_after_the_date() -> None:
    later = {"period_end": date(2028, 1, 1)}
    assert _follows(application(1, period_start=D + _days(92), **later), NOT_SECURED)
    assert not _follows(application(1, period_start=D + _days(93), **later), NOT_SECURED)


def test_a_follow_up_ends_after_the_money_does() -> None:
    assert not _follows(application(1, period_start=D, period_end=date(2027, 1, 1)))
    assert _follows(application(1, period_start=D, period_end=date(2027, 1, 2)))
    assert not _follows(application(1, period_start=D, period_end=D), NOT_SECURED)


def test_only_a_structural_follow_up_may_lack_an_end() -> None:
    assert not _follows(application(1, period_start=D))
    assert _follows(application(1, period_start=D, regularity="structural"))
    assert not _follows(application(1, period_start=D, regularity="structural", period_end=D))


def test_the_grants_that_end_with_the_money() -> None:
    grants = [grant(1, period_end=D), grant(2, period_end=D), grant(3, period_end=D - _days(1))]
    assert [found.id for found in ends_at(grants, D, D, NORMS)] == [1, 2]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2027, 1, 1), date(2027, 12, 31), 100_000),
        (date(2028, 1, 1), date(2028, 12, 31), 99_727),  # 100,000 × 365 ÷ 366 = 99,726.78
        (date(2027, 1, 1), date(2027, 1, 31), 1_177_419),  # 100,000 × 365 ÷ 31 = 1,177,419.35
        (None, date(2024, 12, 30), 100_000),  # decided on 1 January 2024: 365 days
        (date(2027, 1, 1), None, 100_000),
    ],
)
def test_the_euros_a_year_to_keep_it(start: date | None, end: date | None, expected: int) -> None:
    assert cents_a_year(grant(1, period_start=start, period_end=end), D) == expected


def test_while_nothing_changes_the_money_ends_on_the_same_day() -> None:
    grants = [grant(1, period_end=date(2027, 1, 1)), grant(2, period_end=date(2027, 6, 1))]
    days = [add_months(date(2026, 1, 31), ahead) for ahead in range(12)]
    assert {secured_until(grants, day, NORMS) for day in days} == {date(2027, 6, 1)}
