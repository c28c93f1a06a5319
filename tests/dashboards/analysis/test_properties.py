"""What holds for every municipality: compared with a second reading of the design, and the design's properties."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboards.analysis.cliff import cliff_of
from dashboards.analysis.coverage import cover
from dashboards.analysis.funding import fund, grants_at
from dashboards.analysis.money import secured_until
from dashboards.analysis.priorities import prioritise
from dashboards.analysis.states import SIGNAL_STATES, CellState
from dashboards.analysis.totals import total
from dashboards.rows import GrantRow, InitiativeRow, Norms, Records, TagRow
from tests.dashboards.analysis import second_opinion
from tests.dashboards.analysis.build import EAST, LESSONS, WEST, D, at
from tests.dashboards.analysis.drawn import CODES, GROUPS, grant_lists, municipalities

DATES = st.sampled_from(
    [D, date(2026, 8, 31), date(2027, 2, 28), date(2028, 2, 29), date(2026, 5, 24)]
)


@given(municipalities(), DATES)
@settings(max_examples=200, deadline=None)
def test_cells_and_scores_equal_a_second_literal_reading(rows: Records, day: date) -> None:
    situation = at(rows, day)
    for cell in cover(situation).cells:
        code, lesson, ratio = (
            cell.district.code,
            cell.lesson.code,
            (cell.state, cell.numerator, cell.denominator),
        )
        match cell.lesson.kind:
            case "supply":
                found = (cell.state, cell.active, cell.fresh)
                assert found == second_opinion.supply(rows, code, lesson, day)
                assert cell.wide == second_opinion.wide(rows, lesson, day)
            case "signal":
                assert cell.state == second_opinion.signal(rows, code, day)
            case "mix":
                assert ratio == second_opinion.mix(rows, code, day)
            case _:
                assert ratio == second_opinion.ratio(rows, code, lesson, day)
    for priority in prioritise(situation).districts:
        assert priority.score == second_opinion.score(rows, priority.district.code, day)


@given(municipalities(), DATES)
@settings(max_examples=100, deadline=None)
def test_every_cell_has_one_state_of_its_kind_its_numbers_and_a_sentence(
    rows: Records, day: date
) -> None:
    coverage = cover(at(rows, day))
    assert Counter((cell.district.code, cell.lesson.code) for cell in coverage.cells) == {
        (code, lesson.code): 1 for code in (EAST, WEST) for lesson in LESSONS
    }
    for cell in coverage.cells:
        assert (cell.state in SIGNAL_STATES) is (cell.lesson.kind == "signal")
        assert (
            (cell.active is None)
            is (cell.fresh is None)
            is (cell.wide is None)
            is (cell.lesson.kind != "supply")
        )
        assert (cell.numerator is None) is (cell.lesson.kind in {"supply", "signal"})
        assert set(cell.fresh_ids) <= set(cell.active_ids)
        assert set(cell.numerator_ids) <= set(cell.denominator_ids)
        assert cell.explanation.endswith(".")
        if cell.lesson.kind == "supply":
            assert (cell.active, cell.fresh) == (len(cell.active_ids), len(cell.fresh_ids))


SUPPLY_ORDER = [
    CellState.UNKNOWN,
    CellState.EMPTY,
    CellState.STALE,
    CellState.ENDING,
    CellState.THIN,
    CellState.COVERED,
    CellState.OPEN_SIGNAL,
    CellState.NOT_CHECKED,
    CellState.NO_SIGNAL,
    CellState.ANSWERED,
]


@given(
    municipalities(),
    st.lists(st.sampled_from(CODES), min_size=1, max_size=3, unique=True),
    st.sampled_from(["residents", "other", ""]),
    st.frozensets(st.sampled_from(GROUPS)),
)
@settings(max_examples=200, deadline=None)
def test_a_fresh_own_circle_that_needs_no_money_worsens_nothing_in_a_known_district(
    rows: Records, lessons: list[str], decider: str, groups: frozenset[str]
) -> None:
    before = at(rows)
    circle = InitiativeRow(
        id=999,
        name="Eigen kring",
        district_codes=(EAST,),
        start_date=date(2020, 1, 1),
        own_circle="participants",
        needs_money=False,
        initiated_by="residents",
        decided_by=decider,
        target_groups=groups,
    )
    tags = (*rows.tags, *(TagRow(999, lesson, (D,)) for lesson in lessons))
    after = at(replace(rows, initiatives=(*rows.initiatives, circle), tags=tags))
    if before.places[0].unknown:
        return
    assert not after.places[0].unknown
    for old, new in zip(cover(before).cells, cover(after).cells, strict=True):
        assert SUPPLY_ORDER.index(new.state) >= SUPPLY_ORDER.index(old.state)
    old_priority, new_priority = prioritise(before).of(EAST), prioritise(after).of(EAST)
    assert old_priority is not None
    assert new_priority is not None
    assert new_priority.verdict is old_priority.verdict
    assert new_priority.fragility <= old_priority.fragility
    if old_priority.exact is not None:
        assert new_priority.exact is not None
        assert new_priority.exact <= old_priority.exact


@given(municipalities(), DATES)
@settings(max_examples=100, deadline=None)
def test_money_balances_to_the_cent_over_years_and_over_districts(rows: Records, day: date) -> None:
    situation = at(rows, day)
    for grant in grants_at(situation):
        assert sum(grant.by_year.values()) == grant.counted_cents
    whole = fund(situation, None)
    assert sum(line.cents for line in whole.by_year) == whole.total_cents
    for year in (None, 2026, 2027):
        funding = fund(situation, year)
        assert sum(line.cents for line in funding.by_district) == funding.total_cents
        assert sum(line.cents for line in funding.by_funder) == funding.total_cents
        assert sum(line.cents for line in funding.by_regularity) == funding.total_cents


@given(municipalities())
@settings(max_examples=100, deadline=None)
def test_totals_count_an_initiative_once_and_a_wide_one_in_no_district(rows: Records) -> None:
    situation = at(rows)
    totals = total(situation, cover(situation), prioritise(situation))
    assert len(set(totals.active_ids)) == totals.active
    wide = {row.id for row in rows.initiatives if row.municipality_wide}
    assert set(totals.wide_ids) == wide & set(totals.active_ids)
    for cell in cover(situation).cells:
        assert not wide & {*cell.active_ids, *cell.numerator_ids, *cell.denominator_ids}


@given(municipalities())
@settings(max_examples=100, deadline=None)
def test_a_municipality_wide_initiative_changes_no_cell_but_its_wide_count(rows: Records) -> None:
    without = replace(
        rows, initiatives=tuple(row for row in rows.initiatives if not row.municipality_wide)
    )
    states = [[cell.state for cell in cover(at(some)).cells] for some in (rows, without)]
    assert states[0] == states[1]
    scores = [[item.exact for item in prioritise(at(some)).districts] for some in (rows, without)]
    assert scores[0] == scores[1]


@given(municipalities(), DATES)
@settings(max_examples=100, deadline=None)
def test_an_initiative_is_on_the_cliff_at_most_once_and_never_before_the_date(
    rows: Records, day: date
) -> None:
    cliff = cliff_of(at(rows, day))
    ids = [ending.initiative.id for ending in cliff.endings]
    assert len(ids) == len(set(ids))
    for month in cliff.months:
        assert all(ending.ends_on >= day for ending in month.endings)
        assert all(ending.ends_on.replace(day=1) == month.month for ending in month.endings)
    lost = [(cell.district.code, cell.lesson.code) for month in cliff.months for cell in month.lost]
    assert len(lost) == len(set(lost))


@given(grant_lists(), st.integers(-900, 900), st.integers(0, 400))
@settings(max_examples=200, deadline=None)
def test_secured_money_never_ends_earlier_at_a_later_date_while_nothing_is_decided(
    found: list[GrantRow], offset: int, ahead: int
) -> None:
    decided = [replace(grant, revoked_on=None, committed_on=date(2020, 1, 1)) for grant in found]
    day = D + timedelta(days=offset)
    later = day + timedelta(days=ahead)
    assert secured_until(decided, later, Norms()) >= secured_until(decided, day, Norms())
