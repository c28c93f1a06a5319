"""Euros over time and over places, in whole cents, so that every split adds up to its total.

Pure integer arithmetic on `datetime.date` and cents: no Django, no float, no rounding that loses a cent.
The measures are those of "Money" and "Funding cliff" in the design (section 4).
"""

from datetime import date

DAYS_PER_YEAR = 365
"""Days a yearly amount stands for, also in a leap year (the measure's own definition)."""


def amounts_per_year(
    amount_cents: int, period_start: date | None, period_end: date | None, decided_on: date | None
) -> dict[int, int]:
    """Return the cents of an amount that count in each calendar year of its period, in order of year.

    In a year it is amount × days of the period in that year ÷ days of the period, both ends included; the cents
    that rounding down leaves go to the years with the largest remainder, the earliest first among equals, so that
    the values add up to `amount_cents`. A period without an end counts wholly in the year it begins; without a
    beginning there is no period, and the amount counts wholly in the year of its decision.

    Raises `ValueError` when a period ends before it begins, or when neither a beginning nor a decision says in
    which year the amount belongs: leaving it out silently would make totals too low.
    """
    if period_start is None:
        if decided_on is None:
            raise ValueError(
                "An amount without a period and without a decision belongs to no year."
            )
        return {decided_on.year: amount_cents}
    if period_end is None:
        return {period_start.year: amount_cents}
    total_days = _days_between(period_start, period_end)
    days = {
        year: _days_between(
            max(period_start, date(year, 1, 1)), min(period_end, date(year, 12, 31))
        )
        for year in range(period_start.year, period_end.year + 1)
    }
    size, sign = abs(amount_cents), -1 if amount_cents < 0 else 1
    shares = {year: size * share // total_days for year, share in days.items()}
    left_over = size - sum(shares.values())
    by_remainder = sorted(days, key=lambda year: (-(size * days[year] % total_days), year))
    for year in by_remainder[:left_over]:
        shares[year] += 1
    return {year: sign * cents for year, cents in shares.items()}


def split_equally(amount_cents: int, parts: int) -> tuple[int, ...]:
    """Return an amount in `parts` shares that add up to it and differ by at most one cent.

    The first shares are the larger ones: pass the receivers in a fixed order (districts by code), and the same
    record is split the same way in every chart and export. Raises `ValueError` for fewer than one part.
    """
    if parts < 1:
        raise ValueError("An amount can be split over one part or more.")
    sign = -1 if amount_cents < 0 else 1
    share, left_over = divmod(abs(amount_cents), parts)
    return tuple(sign * (share + (1 if index < left_over else 0)) for index in range(parts))


def yearly_amount(amount_cents: int, period_start: date, period_end: date) -> int:
    """Return what an amount comes to in a year of 365 days: amount × 365 ÷ days of its period, both ends included.

    In cents, rounded half up (away from zero for a negative amount). Raises `ValueError` when the period ends
    before it begins.
    """
    days = _days_between(period_start, period_end)
    sign = -1 if amount_cents < 0 else 1
    return sign * ((2 * abs(amount_cents) * DAYS_PER_YEAR + days) // (2 * days))


def _days_between(start: date, end: date) -> int:
    """Return the number of days from `start` to `end`, both included; raise `ValueError` if the end comes first."""
    days = (end - start).days + 1
    if days < 1:
        raise ValueError(f"The period ends ({end}) before it begins ({start}).")
    return days
