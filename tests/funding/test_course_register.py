"""Rows of a municipal subsidy register as courses: every combination of amounts that Amsterdam's register has."""

from datetime import date

import pytest

from funding.course import StepRefused, from_columns, normalised
from funding.course.register import REGISTER_REASON, register_grant

KNOWN = date(2019, 1, 14)
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("requested", "granted", "settled", "state", "paid", "reason"),
    [
        (400_000, 400_000, 400_000, "settled", 400_000, ""),
        (400_000, 400_000, 300_000, "settled", 300_000, ""),
        (400_000, 400_000, 0, "settled", 0, ""),
        (400_000, 400_000, None, "granted", 0, ""),
        (400_000, 250_000, 250_000, "settled", 250_000, ""),
        (400_000, 250_000, 200_000, "settled", 200_000, ""),
        (400_000, 500_000, 450_000, "settled", 450_000, REGISTER_REASON),
        (400_000, 500_000, None, "granted", 0, REGISTER_REASON),
        (400_000, 0, 0, "refused", 0, ""),
        (400_000, 0, None, "refused", 0, ""),
        (400_000, None, None, "requested", 0, ""),
    ],
)
def test_amounts_say_the_state(
    requested: int, granted: int | None, settled: int | None, state: str, paid: int, reason: str
) -> None:
    columns = register_grant(requested, granted, settled, 2017, KNOWN).columns
    assert (columns.state, columns.paid, columns.reason) == (state, paid, reason)
    assert normalised(columns, today=TODAY) == columns


def test_period_and_dates_are_worked_out_from_the_year() -> None:
    found = register_grant(400_000, 400_000, 400_000, 2017, KNOWN)
    assert (found.period_start, found.period_end) == (date(2017, 1, 1), date(2017, 12, 31))
    assert (found.columns.decided_on, found.columns.settled_on) == (
        date(2017, 1, 1),
        date(2017, 12, 31),
    )
    assert found.derived == (
        "state",
        "paid",
        "decided_on",
        "settled_on",
        "period_start",
        "period_end",
    )


def test_settlement_is_not_dated_after_the_overview() -> None:
    columns = register_grant(400_000, 400_000, 400_000, 2019, KNOWN).columns
    assert (columns.decided_on, columns.settled_on) == (date(2019, 1, 1), KNOWN)


def test_settlement_is_not_dated_before_the_decision() -> None:
    columns = register_grant(400_000, 400_000, 400_000, 2020, KNOWN).columns
    assert (columns.decided_on, columns.settled_on) == (date(2020, 1, 1), date(2020, 1, 1))


def test_derived_columns_of_an_application_and_of_an_unequal_grant() -> None:
    assert register_grant(5, None, None, 2019, KNOWN).derived == (
        "state",
        "received_on",
        "period_start",
        "period_end",
    )
    assert register_grant(5, 6, None, 2019, KNOWN).derived[-1] == "reason"


@pytest.mark.parametrize("granted", [0, None])
def test_settled_without_a_grant_is_refused(granted: int | None) -> None:
    with pytest.raises(StepRefused) as caught:
        register_grant(385_000, granted, 385_000, 2017, KNOWN)
    assert caught.value.field == "settled"
    assert "vastgesteld is € 3.850,00" in caught.value.message


def test_settled_above_the_grant_is_refused_by_the_rules() -> None:
    columns = register_grant(400_000, 400_000, 400_001, 2017, KNOWN).columns
    with pytest.raises(StepRefused) as caught:
        from_columns(columns, today=TODAY)
    assert caught.value.field == "settled"


def test_subsidy_year_to_come_is_refused_by_the_rules() -> None:
    columns = register_grant(400_000, 400_000, None, 2027, KNOWN).columns
    with pytest.raises(StepRefused, match="ligt in de toekomst") as caught:
        from_columns(columns, today=TODAY)
    assert caught.value.field == "decided_on"
