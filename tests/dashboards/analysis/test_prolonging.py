"""What if some of what ends is prolonged: cells by hand, and against recomputing with the grants that would follow."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboards.analysis.cliff import Cliff, cliff_of
from dashboards.analysis.coverage import cover
from dashboards.analysis.prolonging import (
    Prolonged,
    falling_by,
    falling_heading,
    next_new_year,
    prolong,
    prolonged_heading,
)
from dashboards.analysis.states import CellState
from dashboards.rows import GrantedAmount, GrantRow, Records
from tests.dashboards.analysis.build import EAST, WEST, D, at, grant, initiative, records, tag

DECEMBER, MARCH = date(2026, 12, 22), date(2027, 3, 1)


def _two() -> Records:
    """Two initiatives for bridging-1 in East; the second also for bridging-2. A year of money each."""
    return records(
        [initiative(pk, needs_money=True) for pk in (1, 2)],
        tags=(tag(1, "bridging-1"), tag(2, "bridging-1"), tag(2, "bridging-2")),
        grants=(
            grant(1, period_start=DECEMBER - timedelta(days=364), period_end=DECEMBER),
            grant(2, period_start=MARCH - timedelta(days=364), period_end=MARCH),
        ),
    )


def _cells(found: Prolonged, *, stay: bool) -> list[str]:
    fates = found.kept if stay else found.fallen
    return [fate.cell.lesson.code for fate in fates]


def test_without_a_choice_every_cell_on_the_cliff_falls() -> None:
    found = prolong(cliff_of(at(_two())), ())
    assert _cells(found, stay=False) == ["bridging-1", "bridging-2"]
    assert (found.yearly_cents, found.all_yearly_cents) == (0, 200_000)


def test_one_of_a_cells_initiatives_is_enough_to_keep_it() -> None:
    found = prolong(cliff_of(at(_two())), {1})
    assert _cells(found, stay=True) == ["bridging-1"]
    assert _cells(found, stay=False) == ["bridging-2"]
    assert found.yearly_cents == 100_000
    assert [ending.initiative.id for ending in found.kept[0].prolonged] == [1]


def test_an_initiative_in_two_cells_costs_once() -> None:
    found = prolong(cliff_of(at(_two())), {2})
    assert _cells(found, stay=True) == ["bridging-1", "bridging-2"]
    assert found.yearly_cents == 100_000


def test_ids_that_are_not_on_the_cliff_change_nothing() -> None:
    cliff = cliff_of(at(_two()))
    assert prolong(cliff, {99}) == prolong(cliff, ())


def test_the_heading_names_the_cost_and_the_cells() -> None:
    cliff = cliff_of(at(_two()))
    assert (
        prolonged_heading(prolong(cliff, {1}))
        == "Verleng je één initiatief, dan kost dat € 1.000 per jaar en blijft één van de twee cellen"
        " op de klif overeind."
    )
    assert (
        prolonged_heading(prolong(cliff, ()))
        == "Zonder verlenging vallen twee cellen van het aanbod weg."
    )
    assert (
        prolonged_heading(prolong(cliff_of(at(records())), ()))
        == "Er eindigt geen geld: er valt niets te verlengen."
    )


def test_what_falls_by_a_day_ended_before_it() -> None:
    cliff = cliff_of(at(_two()))
    new_year = falling_by(cliff, date(2027, 1, 1))
    assert [ending.initiative.id for ending in new_year.endings] == [1]
    assert new_year.cells == ()
    # Money lasts to 1 March itself: on that day nothing of it has fallen, the day after it has.
    assert falling_by(cliff, MARCH).cells == ()
    after = falling_by(cliff, MARCH + timedelta(days=1))
    assert [cell.lesson.code for cell in after.cells] == ["bridging-1", "bridging-2"]
    assert (after.ending_cents, after.yearly_cents) == (200_000, 200_000)


def test_the_answer_about_a_day_is_a_sentence() -> None:
    cliff = cliff_of(at(_two()))
    assert (
        falling_heading(falling_by(cliff, date(2027, 1, 1)))
        == "Op 1 januari 2027 is het geld van één initiatief op, samen € 1.000; er valt geen cel van het aanbod weg."
    )
    assert (
        falling_heading(falling_by(cliff, date(2027, 4, 1)))
        == "Op 1 april 2027 is het geld van twee initiatieven op, samen € 2.000;"
        " daarmee vallen twee cellen van het aanbod weg."
    )


def test_the_next_new_year_comes_after_the_day() -> None:
    assert next_new_year(D) == date(2027, 1, 1)
    assert next_new_year(date(2027, 1, 1)) == date(2028, 1, 1)


def _followed(rows: Records, cliff: Cliff, ids: set[int]) -> Records:
    """The records with a committed grant after the money of each of these, to long after the cliff."""
    more = tuple(
        GrantRow(
            id=900_000 + ending.initiative.id,
            initiative_id=ending.initiative.id,
            committed_on=cliff.at,
            decided_on=cliff.at,
            granted=(GrantedAmount(cliff.at, 1),),
            period_start=ending.ends_on + timedelta(days=1),
            period_end=date(2099, 12, 31),
        )
        for ending in cliff.endings
        if ending.initiative.id in ids
    )
    return replace(rows, grants=(*rows.grants, *more))


def _on_the_cliff(random: Random) -> Records:
    """A municipality in which most money ends within the cliff: some free, some without money, some in two cells."""
    rows = [
        initiative(
            pk,
            *random.sample([EAST, WEST], random.randint(1, 2)),
            needs_money=random.random() < 0.9,
            municipality_wide=random.random() < 0.1,
        )
        for pk in range(1, random.randint(2, 6))
    ]
    return records(
        rows,
        tags=tuple(
            tag(row.id, lesson)
            for row in rows
            for lesson in random.sample(["bridging-1", "bridging-2"], random.randint(1, 2))
        ),
        grants=tuple(
            grant(
                row.id, id=10 * row.id + place, period_end=D + timedelta(random.randint(-20, 600))
            )
            for row in rows
            for place in range(random.choice([0, 1, 1, 1, 2]))
        ),
    )


def test_the_drawn_municipalities_lose_and_keep_cells() -> None:
    found = []
    for seed in range(100):
        cliff = cliff_of(at(_on_the_cliff(Random(seed))))
        found.append(prolong(cliff, {1}))
    assert sum(1 for one in found if one.kept) >= 10
    assert sum(1 for one in found if one.kept and one.fallen) >= 5


@given(st.integers(0, 2**48))
@settings(max_examples=300, deadline=None)
def test_it_equals_recomputing_with_the_grants_that_would_follow(seed: int) -> None:
    random = Random(seed)
    rows = _on_the_cliff(random)
    before = cliff_of(at(rows))
    ids = {item.initiative.id for item in before.endings if random.random() < 0.5}
    found = prolong(before, ids)
    with_grants = at(_followed(rows, before, ids))
    after = cliff_of(with_grants)
    lost = {
        (cell.district.code, cell.lesson.code, month.month)
        for month in after.months
        for cell in month.lost
    }
    fallen = {(f.cell.district.code, f.cell.lesson.code, f.month) for f in found.fallen}
    assert lost == fallen
    coverage = cover(with_grants)
    for fate in found.kept:
        cell = coverage.cell(fate.cell.district.code, fate.cell.lesson.code)
        assert cell is not None
        assert cell.state is not CellState.ENDING
