"""Euros over years, over districts and per year: worked by hand, and balanced for any amount and period."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.money import amounts_per_year, split_equally, yearly_amount

CENTS = st.integers(min_value=-(10**12), max_value=10**12)
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31))


@st.composite
def periods(draw: st.DrawFn) -> tuple[date, date]:
    """Draw a period of one day up to about twenty years."""
    start = draw(DAYS)
    return start, start + timedelta(days=draw(st.integers(min_value=0, max_value=7300)))


def test_amount_within_one_year_counts_there() -> None:
    assert amounts_per_year(600_000, date(2026, 1, 1), date(2026, 12, 31), None) == {2026: 600_000}


def test_amount_is_spread_by_days_with_both_ends_included() -> None:
    # 31 December 2025 up to 3 January 2026 is four days: one in 2025, three in 2026.
    assert amounts_per_year(1_000, date(2025, 12, 31), date(2026, 1, 3), None) == {
        2025: 250,
        2026: 750,
    }


def test_leap_year_has_its_own_day() -> None:
    # 2024 has 366 days and 2025 has 365: 731 cents are a cent a day.
    assert amounts_per_year(731, date(2024, 1, 1), date(2025, 12, 31), None) == {
        2024: 366,
        2025: 365,
    }


def test_left_over_cents_go_to_the_largest_remainder() -> None:
    # Three days, 100 cents: 2025 has 2 days (66 2/3), 2026 one (33 1/3); the cent left over goes to 2025.
    assert amounts_per_year(100, date(2025, 12, 30), date(2026, 1, 1), None) == {2025: 67, 2026: 33}


def test_equal_remainders_favour_the_earlier_year() -> None:
    assert amounts_per_year(101, date(2025, 12, 31), date(2026, 1, 1), None) == {2025: 51, 2026: 50}


def test_small_amount_over_many_years_shows_each_year() -> None:
    assert amounts_per_year(1, date(2024, 7, 1), date(2026, 6, 30), None) == {
        2024: 0,
        2025: 1,
        2026: 0,
    }


def test_period_without_an_end_counts_in_the_year_it_begins() -> None:
    assert amounts_per_year(5_000, date(2026, 3, 1), None, date(2025, 11, 1)) == {2026: 5_000}


@pytest.mark.parametrize("period_end", [None, date(2027, 1, 1)])
def test_without_a_beginning_the_decision_gives_the_year(period_end: date | None) -> None:
    assert amounts_per_year(5_000, None, period_end, date(2025, 11, 1)) == {2025: 5_000}


def test_amount_that_belongs_to_no_year_is_refused() -> None:
    with pytest.raises(ValueError, match="belongs to no year"):
        amounts_per_year(5_000, None, None, None)


def test_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        amounts_per_year(5_000, date(2026, 1, 2), date(2026, 1, 1), None)
    with pytest.raises(ValueError, match="before it begins"):
        yearly_amount(5_000, date(2026, 1, 2), date(2026, 1, 1))


def test_thousand_dimes_are_a_hundred_euros() -> None:
    assert sum(
        sum(amounts_per_year(10, date(2025, 7, 1), date(2026, 6, 30), None).values())
        for _ in range(1000)
    ) == (10_000)


@given(cents=CENTS, period=periods())
def test_years_balance_to_the_cent(cents: int, period: tuple[date, date]) -> None:
    years = amounts_per_year(cents, *period, None)
    assert sum(years.values()) == cents
    assert list(years) == list(range(period[0].year, period[1].year + 1))


@given(cents=st.integers(min_value=0, max_value=10**12), period=periods())
def test_no_year_is_a_cent_away_from_its_exact_share(cents: int, period: tuple[date, date]) -> None:
    start, end = period
    days = (end - start).days + 1
    for year, share in amounts_per_year(cents, start, end, None).items():
        in_year = (min(end, date(year, 12, 31)) - max(start, date(year, 1, 1))).days + 1
        assert abs(share * days - cents * in_year) < days


def test_split_gives_the_first_parts_the_cents_left_over() -> None:
    assert split_equally(1_000, 3) == (334, 333, 333)
    assert split_equally(2, 3) == (1, 1, 0)
    assert split_equally(1_000, 1) == (1_000,)
    assert split_equally(-1_000, 3) == (-334, -333, -333)


def test_split_over_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="one part or more"):
        split_equally(1_000, 0)


@given(cents=CENTS, parts=st.integers(min_value=1, max_value=200))
def test_split_balances_and_is_equal_to_a_cent(cents: int, parts: int) -> None:
    shares = split_equally(cents, parts)
    assert len(shares) == parts
    assert sum(shares) == cents
    assert max(shares) - min(shares) <= 1


def test_yearly_amount_of_a_plain_year_is_itself() -> None:
    assert yearly_amount(1_200_000, date(2026, 1, 1), date(2026, 12, 31)) == 1_200_000


def test_yearly_amount_of_a_leap_year_is_a_day_less() -> None:
    # 366,000 cents over 366 days are 1,000 a day.
    assert yearly_amount(366_000, date(2024, 1, 1), date(2024, 12, 31)) == 365_000


def test_yearly_amount_of_half_a_year_doubles() -> None:
    # 1 January up to 30 June 2026 is 181 days: 600,000 × 365 ÷ 181 = 1,209,944.75…
    assert yearly_amount(600_000, date(2026, 1, 1), date(2026, 6, 30)) == 1_209_945


def test_yearly_amount_rounds_half_up() -> None:
    # 730 days: 1 × 365 ÷ 730 is exactly half a cent.
    assert yearly_amount(1, date(2025, 1, 1), date(2026, 12, 31)) == 1
    assert yearly_amount(3, date(2025, 1, 1), date(2026, 12, 31)) == 2
