"""Totals count every initiative once and leave signals out of the cells."""

from datetime import date

from dashboards.analysis.coverage import cover
from dashboards.analysis.priorities import prioritise
from dashboards.analysis.totals import Totals, stale_initiatives, total
from dashboards.rows import InitiativeRow, Records
from tests.dashboards.analysis.build import (
    EAST,
    WEST,
    application,
    at,
    grant,
    initiative,
    records,
    tag,
)


def _totals(rows: Records) -> Totals:
    situation = at(rows)
    return total(situation, cover(situation), prioritise(situation))


def test_an_initiative_counts_once_in_two_districts_or_municipality_wide() -> None:
    rows = records(
        [
            initiative(1, EAST, WEST),
            initiative(2, municipality_wide=True),
            initiative(3, end_date=date(2021, 1, 1)),
        ],
        tags=(tag(1, "bridging-1"), tag(2, "bridging-1"), tag(2, "bridging-2")),
    )
    totals = _totals(rows)
    assert (totals.active_ids, totals.fresh_ids, totals.wide_ids) == ((1, 2), (1, 2), (2,))


def test_cells_leave_the_signal_out() -> None:
    totals = _totals(records([initiative(1)], tags=(tag(1, "bridging-1"),)))
    # East: bridging-1 covered, linking-1 0 of 1 in an unknown district; the other 14 cells hold nothing.
    assert (totals.cells, totals.covered_cells, totals.empty_cells, totals.unknown_cells) == (
        16,
        1,
        0,
        15,
    )


def test_money_that_ends_within_six_months_without_a_follow_up() -> None:
    follow_up = application(3, period_start=date(2027, 1, 1), period_end=date(2028, 1, 1))
    rows = records(
        [initiative(pk, needs_money=True) for pk in (1, 2, 3, 4)],
        grants=(
            grant(1, period_end=date(2027, 5, 21)),
            grant(2, period_end=date(2027, 5, 22)),
            grant(3, period_end=date(2026, 12, 31)),
            follow_up,
        ),
    )
    totals = _totals(rows)
    assert (totals.ending_ids, totals.ending, totals.ending_cents) == ((1,), 1, 100_000)


def test_what_belongs_nowhere_is_named() -> None:
    unlinked = InitiativeRow(7, "Zonder wijk")
    assert _totals(records([unlinked, initiative(1)])).unlinked_ids == (7,)


def test_districts_without_a_verdict_are_named() -> None:
    assert [district.name for district in _totals(records()).not_ranked] == ["Oost", "West"]


def test_what_is_stale_comes_longest_ago_first() -> None:
    rows = records(
        [initiative(pk) for pk in (1, 2, 3, 4)],
        tags=(
            tag(1, "bridging-1", date(2025, 1, 1)),
            tag(2, "bridging-1", date(2024, 1, 1)),
            tag(3, "bridging-1"),
        ),
    )
    assert [item.id for item in stale_initiatives(at(rows))] == [4, 2, 1]
