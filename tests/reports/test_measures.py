"""A part of a municipality: its own places, initiatives and share of the money. Figures by hand."""

from datetime import date

from dashboards.rows import GrantedAmount, GrantRow
from reports.bars import Bar, Bars
from reports.measures import Euros, money_of, within
from tests.dashboards.analysis.build import EAST, WEST, D, at, grant, initiative, records

YEAR = {"period_start": date(D.year, 1, 1), "period_end": date(D.year, 12, 31)}


def granted(cents: int, pk: int) -> GrantRow:
    return grant(pk, granted=(GrantedAmount(date(2024, 1, 1), cents),), **YEAR)


SHARED, WEST_ONLY, WIDE = (
    initiative(1, WEST, EAST),
    initiative(2, WEST),
    initiative(3, municipality_wide=True),
)
TOWN = at(
    records([SHARED, WEST_ONLY, WIDE], grants=(granted(101, 1), granted(50, 2), granted(7, 3)))
)


def test_without_a_choice_it_is_the_whole_municipality() -> None:
    assert within(TOWN, ()) is TOWN


def test_a_choice_keeps_its_places_and_what_belongs_to_them() -> None:
    east = within(TOWN, {EAST})
    assert [place.district.code for place in east.places] == [EAST]
    assert set(east.initiatives) == {1}
    assert east.wide == TOWN.wide


def test_money_of_the_municipality_counts_every_grant_once() -> None:
    money = money_of(TOWN, ())
    assert money.by_year == (Euros(str(D.year), 158),)
    assert sum(line.cents for line in money.by_funder) == 158
    assert sum(line.cents for line in money.by_district) == 158


def test_money_of_a_part_is_its_equal_share() -> None:
    money = money_of(within(TOWN, {EAST}), {EAST})
    assert [line.cents for line in money.by_year] == [51]
    assert [line.cents for line in money.by_funder] == [51]
    assert [line.cents for line in money.by_district] == [51]


def test_bars_share_one_scale_and_keep_long_names_whole() -> None:
    name = "Een wijk met een naam die over meer dan een regel gaat"
    drawn = Bars("Zin.", (Bar(name, (50, 25), "75"), Bar("B", (0, 100), "100")), 100.0).drawing
    first, second = drawn.lines
    assert [(piece.x, piece.width) for piece in first.pieces] == [(200, 175), (375, 88)]
    assert [(piece.x, piece.width) for piece in second.pieces] == [(200, 350)]
    assert " ".join(text for _y, text in first.label) == name
    assert second.y == 2 * 16 + 8


def test_bars_can_be_read_out() -> None:
    assert Bars("Zin.", (Bar("A", (1,), "€ 1"), Bar("B", (2,), "€ 2")), 2).spoken == (
        "Zin. A: € 1; B: € 2."
    )
