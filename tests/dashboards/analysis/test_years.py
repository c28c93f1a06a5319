"""Euros a year and a district by source, and a head: by hand."""

from datetime import date
from decimal import Decimal
from typing import Any

from dashboards.analysis.years import (
    By,
    Grid,
    a_head,
    inhabitants_of,
    places_grid,
    places_heading,
    years_grid,
    years_heading,
)
from dashboards.rows import GrantedAmount, GrantRow, Records
from tests.dashboards.analysis.build import EAST, WEST, at, grant, initiative, people, records

YEAR = {"period_start": date(2026, 1, 1), "period_end": date(2026, 12, 31)}


def _grant(pk: int, cents: int, **fields: Any) -> GrantRow:
    return grant(pk, **({"granted": (GrantedAmount(date(2024, 1, 1), cents),)} | YEAR | fields))


def _rows() -> Records:
    """€ 365 of the municipality over December 2025 to November 2026; € 100 of a fund, for both districts."""
    return records(
        [initiative(1), initiative(2, EAST, WEST), initiative(3, municipality_wide=True)],
        figures=(people(EAST, 1000), people(WEST, 600)),
        grants=(
            _grant(1, 36_500, period_start=date(2025, 12, 1), period_end=date(2026, 11, 30)),
            _grant(2, 10_001, funder_kind="fund", regularity="structural"),
            _grant(3, 500),
        ),
    )


def _table(grid: Grid) -> dict[str, list[int]]:
    return {row.key: [part.cents for part in row.slices] for row in grid.rows}


def test_each_year_has_its_days_of_every_source() -> None:
    grid = years_grid(at(_rows()), By.SOURCE)
    assert grid.columns == (("municipality", "Gemeente"), ("fund", "Fonds"))
    # 31 of 365 days in 2025: € 31; 334 in 2026 with the € 5 of the third grant.
    assert _table(grid) == {"2025": [3_100, 0], "2026": [33_900, 10_001]}
    assert grid.total_cents == 47_001


def test_the_same_euros_by_regularity() -> None:
    grid = years_grid(at(_rows()), By.REGULARITY)
    assert [label for _key, label in grid.columns] == ["Structureel", "Incidenteel"]
    assert _table(grid)["2026"] == [10_001, 33_900]


def test_a_district_gets_its_share_and_wide_money_a_row_of_its_own() -> None:
    grid = places_grid(at(_rows()), 2026, By.SOURCE)
    assert _table(grid) == {EAST: [33_400, 5_001], WEST: [0, 5_000], "gemeentebreed": [500, 0]}
    assert [row.cents_a_head for row in grid.rows] == [38, 8, None]


def test_a_head_rounds_half_up_and_is_nothing_without_inhabitants() -> None:
    assert a_head(500, Decimal(200)) == 3
    assert a_head(498, Decimal(200)) == 2
    assert a_head(500, None) is None
    assert a_head(500, Decimal(0)) is None


def test_the_municipality_has_inhabitants_only_where_every_district_does() -> None:
    assert inhabitants_of(at(_rows())) == 1600
    assert inhabitants_of(at(records(figures=(people(EAST, 1000),)))) is None


def test_what_a_number_opens_adds_up_to_it() -> None:
    grid = places_grid(at(_rows()), 2026, By.SOURCE)
    assert grid.rows[0].total.parts == ((1, 33_400), (2, 5_001))


def test_the_headings_say_how_much_and_where_from() -> None:
    situation = at(_rows())
    grid = years_grid(situation, By.SOURCE)
    # 33,900 + 10,001 = 43,901 cents; over 1,600 people 27.4 cents; 33,900 of it is 77.2 %.
    said = (
        "Voor 2026 is € 439,01 geregistreerd, € 0,27 per inwoner; 77% daarvan komt van de gemeente."
    )
    assert years_heading(grid, 2026, By.SOURCE) == said
    places = places_grid(situation, 2026, By.SOURCE)
    assert places_heading(places, 2026, inhabitants_of(situation)) == said
    assert years_heading(grid, 2031, By.SOURCE) == "Voor 2031 is geen geld geregistreerd."
    by_regularity = years_grid(situation, By.REGULARITY)
    assert years_heading(by_regularity, 2026, By.REGULARITY).endswith("77% daarvan is incidenteel.")
