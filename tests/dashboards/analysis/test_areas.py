"""Districts, key figures and groups to serve hold by year."""

from decimal import Decimal

from dashboards.analysis.areas import districts_at, figures_in, groups_in, valid_districts
from dashboards.rows import DistrictRow, ServeRow, TargetGroupRow
from tests.dashboards.analysis.build import EAST, WEST, figure, people, records

OLD = DistrictRow(1, "WK1", "Oud", 2019, 2022)
NEW = DistrictRow(2, "WK2", "Nieuw", 2023)
SAME = DistrictRow(3, "WK3", "Blijvend", 2019)


def _codes(*rows: DistrictRow, year: int) -> list[str]:
    return [row.code for row in valid_districts(rows, year)]


def test_both_years_of_a_district_are_inclusive() -> None:
    assert _codes(OLD, NEW, SAME, year=2022) == ["WK1", "WK3"]
    assert _codes(OLD, NEW, SAME, year=2023) == ["WK2", "WK3"]


def test_the_earliest_known_division_holds_before_it_too() -> None:
    assert _codes(OLD, NEW, SAME, year=2010) == ["WK1", "WK3"]


def test_a_single_division_is_valid_at_every_date() -> None:
    assert _codes(NEW, year=2015) == ["WK2"]
    assert _codes(DistrictRow(4, "WK4", "Onbekend"), year=1990) == ["WK4"]


def test_an_unknown_beginning_is_an_earlier_division() -> None:
    assert _codes(DistrictRow(4, "WK4", "Onbekend"), NEW, year=2022) == ["WK4"]


def test_districts_come_in_the_order_of_their_codes() -> None:
    assert _codes(SAME, NEW, year=2024) == ["WK2", "WK3"]


def test_a_key_figure_is_that_of_the_latest_year_not_after_the_date() -> None:
    figures = (people(EAST, 100, 2020), people(EAST, 300, 2024), people(EAST, 200, 2022))
    assert figures_in(figures, 2023)[EAST]["inhabitants"] == Decimal(200)
    assert figures_in(figures, 2024)[EAST]["inhabitants"] == Decimal(300)
    assert EAST not in figures_in(figures, 2019)


def test_a_null_in_the_latest_year_is_missing_and_does_not_fall_back() -> None:
    figures = (figure(EAST, "ses_woa", "0.1", 2022), figure(EAST, "ses_woa", None, 2023))
    assert figures_in(figures, 2023).get(EAST, {}) == {}
    assert figures_in(figures, 2022)[EAST] == {"ses_woa": Decimal("0.1")}


def test_zero_is_a_figure() -> None:
    assert figures_in([figure(EAST, "ses_woa", "0")], 2026)[EAST] == {"ses_woa": Decimal(0)}


def test_the_latest_list_of_groups_replaces_an_earlier_one_whole() -> None:
    serves = [
        ServeRow(None, 2025, "youth"),
        ServeRow(None, 2020, "older"),
        ServeRow(None, 2025, "carers"),
    ]
    assert groups_in(serves, 2026) == {None: {"youth", "carers"}}
    assert groups_in(serves, 2024) == {None: {"older"}}
    assert groups_in(serves, 2019) == {}


def test_a_districts_own_list_counts_however_old_it_is() -> None:
    rows = records(
        serves=(
            ServeRow(None, 2026, "youth"),
            ServeRow(EAST, 2015, "older"),
            ServeRow(WEST, 2027, "older"),
        )
    )
    east, west = districts_at(rows, 2026)
    assert (east.groups, west.groups) == (("older",), ("youth",))


def test_a_district_may_deviate_to_no_groups_at_all() -> None:
    rows = records(
        serves=(ServeRow(None, 2026, "youth"), ServeRow(EAST, 2026, "youth", serves=False))
    )
    assert districts_at(rows, 2026)[0].groups == ()


def test_everyone_is_no_group_to_serve() -> None:
    assert groups_in([ServeRow(None, 2026, "everyone"), ServeRow(None, 2026, "youth")], 2026) == {
        None: {"youth"}
    }


def test_groups_come_in_the_order_of_the_target_groups() -> None:
    rows = records(
        target_groups=(TargetGroupRow("youth", "jongeren"), TargetGroupRow("older", "ouderen")),
        serves=(ServeRow(None, 2026, "older"), ServeRow(None, 2026, "youth")),
    )
    assert districts_at(rows, 2026)[0].groups == ("youth", "older")
