"""A drill-down opens exactly the initiatives that the number counts."""

from hypothesis import given, settings

from dashboards.analysis.cliff import cliff_of
from dashboards.analysis.coverage import cover
from dashboards.analysis.funding import fund
from dashboards.analysis.priorities import prioritise
from dashboards.analysis.selecting import Selection, Show, select
from dashboards.analysis.totals import total
from dashboards.rows import Records
from tests.dashboards.analysis.build import at
from tests.dashboards.analysis.drawn import municipalities


@given(municipalities())
@settings(max_examples=40, deadline=None)
def test_the_numbers_of_a_cell(rows: Records) -> None:
    situation = at(rows)
    coverage = cover(situation)
    for cell in coverage.cells:
        opened = {
            show: len(
                select(situation, coverage, Selection(show, cell.district.code, cell.lesson.code))
            )
            for show in (
                Show.CELL_ACTIVE,
                Show.CELL_FRESH,
                Show.CELL_WIDE,
                Show.CELL_NUMERATOR,
                Show.CELL_DENOMINATOR,
            )
        }
        if cell.lesson.kind == "supply":
            numbers = (opened[Show.CELL_ACTIVE], opened[Show.CELL_FRESH], opened[Show.CELL_WIDE])
            assert numbers == (cell.active, cell.fresh, cell.wide)
        elif cell.lesson.kind in {"relation", "stance", "condition"}:
            assert opened[Show.CELL_NUMERATOR] == cell.numerator
            assert opened[Show.CELL_DENOMINATOR] == cell.denominator


@given(municipalities())
@settings(max_examples=40, deadline=None)
def test_the_numbers_of_the_whole_and_of_a_district(rows: Records) -> None:
    situation = at(rows)
    coverage, priorities = cover(situation), prioritise(situation)
    totals = total(situation, coverage, priorities)
    assert select(situation, coverage, Selection(Show.ACTIVE)) == totals.active_ids
    assert select(situation, coverage, Selection(Show.FRESH)) == totals.fresh_ids
    assert select(situation, coverage, Selection(Show.ENDING)) == totals.ending_ids
    for priority in priorities.districts:
        code = priority.district.code
        assert set(select(situation, coverage, Selection(Show.NEEDS_MONEY, code))) == set(
            priority.money_ids
        )
        assert set(select(situation, coverage, Selection(Show.NOT_SECURED, code))) == set(
            priority.fragile_ids
        )


@given(municipalities())
@settings(max_examples=40, deadline=None)
def test_the_numbers_of_the_cliff_and_of_money(rows: Records) -> None:
    situation = at(rows)
    coverage = cover(situation)
    for month in cliff_of(situation).months:
        opened = select(situation, coverage, Selection(Show.CLIFF, part=f"{month.month:%Y-%m}"))
        assert set(opened) == set(month.initiative_ids)
    for line in fund(situation, 2026).by_district:
        opened = select(
            situation, coverage, Selection(Show.MONEY_DISTRICT, part=line.key, year=2026)
        )
        assert set(opened) == set(line.initiative_ids)
