"""Calendar months are clamped to the month's last day and never leave the calendar."""

from datetime import date

import pytest

from dashboards.analysis.dates import add_days, add_months, months_between


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 22), 6, date(2027, 5, 22)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), -12, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 12, 31), 0, date(2026, 12, 31)),
        (date.max, 12, date.max),
        (date.min, -12, date.min),
    ],
)
def test_months_are_clamped_to_the_last_day(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


def test_days_stop_at_the_ends_of_the_calendar() -> None:
    assert add_days(date.max, 31) == date.max
    assert add_days(date.min, -90) == date.min
    assert add_days(date(2028, 2, 28), 2) == date(2028, 3, 1)


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        (date(2025, 7, 22), date(2026, 11, 22), 16),
        (date(2025, 7, 23), date(2026, 11, 22), 15),
        (date(2026, 8, 31), date(2027, 2, 28), 6),
        (date(2026, 11, 22), date(2026, 11, 22), 0),
        (date(2026, 11, 22), date(2026, 10, 22), 0),
    ],
)
def test_whole_months_between(earlier: date, later: date, expected: int) -> None:
    assert months_between(earlier, later) == expected
