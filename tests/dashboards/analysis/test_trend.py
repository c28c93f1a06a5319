"""Coverage over time: which days, and the same cells as the measures give on each of them."""

from datetime import date

from dashboards.analysis.coverage import cover
from dashboards.analysis.coverage_findings import since_sentence, trend_heading
from dashboards.analysis.situation import situate
from dashboards.analysis.states import CellState
from dashboards.analysis.trend import Trend, quarter_ends, trend_of
from dashboards.rows import Records
from tests.dashboards.analysis.build import EAST, D, initiative, records, tag


def trend(rows: Records, day: date = D) -> Trend:
    return trend_of(cover(situate(rows, each)) for each in quarter_ends(day))


def states(found: Trend, lesson: str = "bridging-2") -> list[str]:
    return [cell.state.value if cell else "" for cell in found.strip(EAST, lesson)]


def test_the_days_are_the_ends_of_five_years_of_quarters_and_the_reference_date() -> None:
    days = quarter_ends(date(2026, 11, 22))
    assert len(days) == 21
    assert days[:2] == (date(2021, 12, 31), date(2022, 3, 31))
    assert days[-3:] == (date(2026, 6, 30), date(2026, 9, 30), date(2026, 11, 22))


def test_a_reference_date_that_ends_a_quarter_is_no_moment_twice() -> None:
    assert quarter_ends(date(2026, 3, 31), 2) == (
        date(2025, 9, 30),
        date(2025, 12, 31),
        date(2026, 3, 31),
    )


def test_a_cell_is_covered_from_its_first_observation_for_a_year() -> None:
    # Two initiatives, so that the district is known while both are fresh. Seen on 1 February 2025.
    seen = date(2025, 2, 1)
    rows = records(
        [initiative(1), initiative(2)],
        tags=(tag(1, "bridging-2", seen), tag(2, "bridging-1", seen)),
    )
    # Up to 31 December 2024 never seen: unknown; 31 March to 31 December 2025 fresh; then unknown.
    assert states(trend(rows)) == ["unknown"] * 13 + ["covered"] * 4 + ["unknown"] * 4


def test_what_starts_later_is_not_there_before() -> None:
    rows = records([initiative(1, start_date=date(2026, 10, 1))], tags=(tag(1, "bridging-2"),))
    found = trend(rows)
    assert found.strip(EAST, "bridging-2")[-2].active == 0  # type: ignore[union-attr]
    assert found.strip(EAST, "bridging-2")[-1].active == 1  # type: ignore[union-attr]


def test_signals_stand_apart_from_all_lessons_together() -> None:
    found = trend(records([initiative(1)]))
    assert found.now.states().total() == 2 * 8
    assert found.now.states("bonding-3") == {CellState.NOT_CHECKED: 2}


def test_a_change_is_counted_each_time() -> None:
    seen = date(2025, 2, 1)
    rows = records(
        [initiative(1), initiative(2)],
        tags=(tag(1, "bridging-2", seen), tag(2, "bridging-1", seen)),
    )
    assert trend(rows).changes(EAST, "bridging-2") == 2


def test_the_heading_says_from_how_many_to_how_many() -> None:
    rows = records(
        [initiative(1), initiative(2)], tags=(tag(1, "bridging-2"), tag(2, "bridging-1"))
    )
    assert trend_heading(trend(rows), None) == (
        "Het aantal gedekte cellen is sinds 31 december 2021 gegroeid van 0 naar 2, van 16."
    )


def test_the_strip_says_since_when() -> None:
    seen = date(2026, 8, 1)
    rows = records(
        [initiative(1), initiative(2)],
        tags=(tag(1, "bridging-2", seen), tag(2, "bridging-1", seen)),
    )
    assert since_sentence(trend(rows), EAST, "bridging-2") == "Gedekt sinds 30 september 2026."
    assert since_sentence(trend(rows), EAST, "linking-3") == (
        "Niet te zeggen op elk van deze dagen."
    )
