"""Calendar arithmetic of the measures: months clamped to their last day, never past the calendar's ends."""

from calendar import monthrange
from datetime import date, timedelta


def add_months(day: date, months: int) -> date:
    """Return `day` moved by calendar months, clamped to the month's last day (31 January + 1 = 28 February).

    A result outside the years 1–9999 is the first or last day that exists, which means "open-ended".
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if year < date.min.year:
        return date.min
    if year > date.max.year:
        return date.max
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def add_days(day: date, days: int) -> date:
    """Return `day` moved by days; outside the years 1–9999 the first or last day that exists."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def first_of_month(day: date) -> date:
    """Return the first day of the month of `day`."""
    return day.replace(day=1)


def months_between(earlier: date, later: date) -> int:
    """Return the whole calendar months from `earlier` to `later` (0 when `later` is not later)."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    if months > 0 and add_months(earlier, months) > later:
        months -= 1
    return max(months, 0)
