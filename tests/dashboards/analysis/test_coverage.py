"""Coverage is whole: every valid district × every lesson, in order, with a row for the municipality."""

from datetime import date

from dashboards.analysis.coverage import cover
from dashboards.analysis.states import CellState
from dashboards.rows import DistrictRow
from tests.dashboards.analysis.build import (
    EAST,
    LESSONS,
    WEST,
    at,
    initiative,
    own_circle,
    records,
    tag,
)


def test_every_district_has_a_cell_for_every_lesson_without_any_initiative() -> None:
    coverage = cover(at(records()))
    assert [(cell.district.code, cell.lesson.code) for cell in coverage.cells] == [
        (code, lesson.code) for code in (EAST, WEST) for lesson in LESSONS
    ]
    assert coverage.count() == {CellState.UNKNOWN: 16, CellState.NOT_CHECKED: 2}
    assert len(coverage.counted_cells) == 16


def test_lessons_come_in_the_order_of_the_framework() -> None:
    coverage = cover(at(records(lessons=tuple(reversed(LESSONS)))))
    assert [cell.lesson.code for cell in coverage.row(EAST)] == [lesson.code for lesson in LESSONS]


def test_rows_of_another_division_are_left_out() -> None:
    rows = records(
        districts=(DistrictRow(1, EAST, "Oost", 2020, 2025), DistrictRow(2, WEST, "West", 2026)),
    )
    assert [place.district.code for place in cover(at(rows)).places] == [WEST]
    assert [place.district.code for place in cover(at(rows, date(2024, 1, 1))).places] == [EAST]
    assert cover(at(rows)).cell(EAST, "bonding-1") is None


def test_cells_are_found_by_district_and_lesson() -> None:
    coverage = cover(at(records()))
    found = coverage.cell(WEST, "linking-2")
    assert found is not None
    assert (found.district.name, found.lesson.kind) == ("West", "stance")
    assert coverage.cell(WEST, "linking-9") is None
    assert [cell.district.code for cell in coverage.of_lesson("linking-2")] == [EAST, WEST]
    assert [place.district.code for place, _cells in coverage.rows()] == [EAST, WEST]
    assert all(len(cells) == len(LESSONS) for _place, cells in coverage.rows())


def test_an_initiative_of_two_districts_counts_in_both() -> None:
    rows = records([initiative(1, EAST, WEST)], tags=(tag(1, "bridging-1"),))
    assert [cell.fresh_ids for cell in cover(at(rows)).of_lesson("bridging-1")] == [(1,), (1,)]


def test_the_row_of_the_municipality_has_numbers() -> None:
    rows = records(
        [
            initiative(1, municipality_wide=True),
            initiative(2, municipality_wide=True, own_circle="open"),
            own_circle(3, municipality_wide=True),
            initiative(4, municipality_wide=True, end_date=date(2021, 1, 1)),
        ],
        tags=(
            tag(1, "bridging-1"),
            tag(2, "bonding-1"),
            tag(3, "bonding-1", date(2020, 1, 1)),
            tag(4, "bridging-1"),
        ),
    )
    wide = {cell.lesson.code: (cell.active_ids, cell.fresh_ids) for cell in cover(at(rows)).wide}
    assert wide["bridging-1"] == ((1,), (1,))
    assert wide["bonding-1"] == ((3,), ())
    assert len(wide) == len(LESSONS)


def test_an_initiative_without_a_valid_district_is_in_no_cell() -> None:
    rows = records([initiative(1, "WK000000")], tags=(tag(1, "bridging-1"),))
    assert {cell.active for cell in cover(at(rows)).of_lesson("bridging-1")} == {0}
