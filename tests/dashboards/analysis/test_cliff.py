"""The cliff: eighteen months, who falls off, which cells go with it, and the euros a year."""

from datetime import date, timedelta

from dashboards.analysis.cliff import Cliff, CliffMonth, cliff_of
from dashboards.rows import GrantedAmount, Records
from tests.dashboards.analysis.build import (
    EAST,
    WEST,
    D,
    application,
    at,
    grant,
    initiative,
    own_circle,
    records,
    tag,
)

DECEMBER = date(2026, 12, 22)


def _cliff(rows: Records, day: date = D) -> Cliff:
    return cliff_of(at(rows, day))


def _month(cliff: Cliff, day: date) -> CliffMonth:
    return next(month for month in cliff.months if month.month == day.replace(day=1))


def _needing(pk: int = 1, **fields: object) -> Records:
    row = initiative(pk, **({"needs_money": True} | fields))
    return records([row], grants=(grant(pk, period_end=DECEMBER),))


def test_the_cliff_has_the_month_of_the_date_and_the_17_after_it() -> None:
    months = [month.month for month in _cliff(records(), date(2026, 8, 31)).months]
    assert (months[0], months[-1], len(months)) == (date(2026, 8, 1), date(2028, 1, 1), 18)


def test_an_initiative_falls_in_the_month_its_money_ends() -> None:
    cliff = _cliff(_needing())
    assert [month.month for month in cliff.months if month.endings] == [date(2026, 12, 1)]
    (ending,) = cliff.endings
    assert (ending.ends_on, ending.ending_cents, ending.grant_ids) == (DECEMBER, 100_000, (1,))


def test_money_may_end_on_the_date_itself_but_one_without_money_has_no_month() -> None:
    today = records([initiative(1, needs_money=True)], grants=(grant(1, period_end=D),))
    yesterday = records(
        [initiative(1, needs_money=True)], grants=(grant(1, period_end=D - timedelta(days=1)),)
    )
    assert _month(_cliff(today), D).initiative_ids == (1,)
    assert _cliff(yesterday).endings == ()


def test_only_active_ones_that_need_money_and_lack_a_follow_up_count() -> None:
    assert _cliff(_needing(needs_money=None)).endings == ()
    assert _cliff(_needing(end_date=date(2026, 1, 1))).endings == ()
    assert _cliff(_needing(dormant_since=D)).endings == ()
    follow_up = application(1, period_start=date(2027, 1, 1), period_end=date(2027, 12, 31))
    rows = records(
        [initiative(1, needs_money=True)], grants=(grant(1, period_end=DECEMBER), follow_up)
    )
    assert _cliff(rows).endings == ()


def test_a_municipality_wide_initiative_is_on_the_cliff_but_in_no_district() -> None:
    cliff = _cliff(_needing(municipality_wide=True))
    (ending,) = cliff.endings
    assert not ending.belongs_to(EAST)


def test_an_initiative_of_two_districts_is_once_on_the_cliff() -> None:
    rows = records(
        [initiative(1, EAST, WEST, needs_money=True)], grants=(grant(1, period_end=DECEMBER),)
    )
    cliff = _cliff(rows)
    (ending,) = cliff.endings
    assert ending.belongs_to(EAST)
    assert ending.belongs_to(WEST)


def test_only_the_grants_that_end_with_the_money_are_to_be_kept() -> None:
    rows = records(
        [initiative(1, needs_money=True)],
        grants=(
            grant(1, id=1, period_end=DECEMBER),
            grant(1, id=2, period_end=date(2026, 12, 1)),
            grant(
                1,
                id=3,
                period_start=date(2025, 12, 23),
                period_end=DECEMBER,
                granted=(GrantedAmount(D, 50_000),),
            ),
        ),
    )
    (ending,) = _cliff(rows).endings
    assert (ending.grant_ids, ending.ending_cents) == ((1, 3), 150_000)
    # 1 January 2024 to 22 December 2026 is 1,087 days: 100,000 × 365 ÷ 1,087 = 33,578.7; 365 days: 50,000.
    assert ending.yearly_cents == 33_579 + 50_000


def test_a_structural_grant_ends_a_year_after_its_period_and_costs_its_own_period() -> None:
    rows = records(
        [initiative(1, needs_money=True)],
        grants=(
            grant(
                1,
                regularity="structural",
                period_start=date(2026, 1, 1),
                period_end=date(2026, 12, 31),
            ),
        ),
    )
    (ending,) = _cliff(rows).endings
    assert (ending.ends_on, ending.yearly_cents) == (date(2027, 12, 31), 100_000)


def test_open_ended_money_is_not_on_the_cliff() -> None:
    rows = records([initiative(1, needs_money=True)], grants=(grant(1, regularity="structural"),))
    assert _cliff(rows).endings == ()
    assert _cliff(rows, date(9998, 12, 1)).endings == ()


def test_the_highest_amount_comes_first() -> None:
    rows = records(
        [initiative(1, needs_money=True), initiative(2, needs_money=True)],
        grants=(
            grant(1, period_end=DECEMBER),
            grant(2, period_end=DECEMBER, granted=(GrantedAmount(D, 200_000),)),
        ),
    )
    month = _month(_cliff(rows), DECEMBER)
    assert (month.initiative_ids, month.ending_cents) == ((2, 1), 300_000)


def _two(*ends: date | None) -> Records:
    return records(
        [initiative(1, needs_money=True), initiative(2, needs_money=True)],
        tags=(tag(1, "bridging-1"), tag(2, "bridging-1")),
        grants=tuple(grant(pk, period_end=end) for pk, end in enumerate(ends, 1) if end),
    )


def _lost(cliff: Cliff) -> list[tuple[date, str, str]]:
    return [
        (month.month, cell.district.code, cell.lesson.code)
        for month in cliff.months
        for cell in month.lost
    ]


def test_a_cell_is_lost_in_the_month_its_last_fresh_initiative_ends() -> None:
    assert _lost(_cliff(_two(DECEMBER, date(2027, 3, 1)))) == [
        (date(2027, 3, 1), EAST, "bridging-1")
    ]


def test_one_that_already_lost_its_money_does_not_save_a_cell() -> None:
    assert _lost(_cliff(_two(DECEMBER, None))) == [(date(2026, 12, 1), EAST, "bridging-1")]


def test_a_cell_that_lost_all_its_money_before_the_date_is_in_no_month() -> None:
    assert _lost(_cliff(_two(None, None))) == []


def test_one_that_needs_no_money_or_has_a_follow_up_saves_a_cell() -> None:
    rows = _two(DECEMBER, DECEMBER)
    free = records([rows.initiatives[0], initiative(2)], tags=rows.tags, grants=rows.grants)
    assert _lost(_cliff(free)) == []
    follow_up = application(2, period_start=D, period_end=date(2027, 12, 31))
    followed = records(rows.initiatives, tags=rows.tags, grants=(*rows.grants, follow_up))
    assert _lost(_cliff(followed)) == []


def test_a_stale_initiative_neither_saves_nor_makes_a_cell() -> None:
    rows = _two(DECEMBER, date(2028, 1, 1))
    stale = records(
        rows.initiatives,
        tags=(rows.tags[0], tag(2, "bridging-1", date(2020, 1, 1))),
        grants=rows.grants,
    )
    assert _lost(_cliff(stale)) == [(date(2026, 12, 1), EAST, "bridging-1")]


def test_only_supply_cells_with_what_counts_are_lost() -> None:
    rows = records(
        [own_circle(1, needs_money=True), initiative(2, WEST, needs_money=True)],
        tags=(tag(1, "bonding-1"), tag(1, "linking-1"), tag(2, "bonding-1")),
        grants=(grant(1, period_end=DECEMBER), grant(2, period_end=DECEMBER)),
    )
    assert _lost(_cliff(rows)) == [(date(2026, 12, 1), EAST, "bonding-1")]
