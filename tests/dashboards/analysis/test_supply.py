"""The cell of a supply lesson: each rule, in the design's order, with its boundary days."""

from datetime import date, timedelta

import pytest

from dashboards.analysis.states import CellState
from dashboards.rows import GrantRow, InitiativeRow, Records
from tests.dashboards.analysis.build import (
    EAST,
    WEST,
    D,
    application,
    cell,
    grant,
    initiative,
    meeting_place,
    own_circle,
    people,
    records,
    tag,
)

LONG_AGO = date(2025, 11, 21)
SIX_MONTHS = date(2027, 5, 22)


def _known(*initiatives: InitiativeRow) -> tuple[InitiativeRow, ...]:
    """Add two initiatives that keep East known, tagged with a lesson that no test looks at."""
    return (*initiatives, initiative(98), initiative(99))


KNOWN_TAGS = (tag(98, "linking-1"), tag(99, "linking-1"))


def _state(rows: Records, lesson: str = "bridging-1") -> CellState:
    return cell(rows, lesson).state


def test_nothing_in_an_unknown_district_is_unknown() -> None:
    assert _state(records()) is CellState.UNKNOWN


def test_something_stale_in_an_unknown_district_is_unknown() -> None:
    assert (
        _state(records([initiative(1)], tags=(tag(1, "bridging-1", LONG_AGO),)))
        is CellState.UNKNOWN
    )


def test_something_fresh_in_an_unknown_district_has_a_state() -> None:
    assert _state(records([initiative(1)], tags=(tag(1, "bridging-1"),))) is CellState.COVERED


def test_nothing_in_a_known_district_is_empty() -> None:
    found = cell(records(_known(), tags=KNOWN_TAGS), "bridging-1")
    assert (found.state, found.label, found.explanation) == (
        CellState.EMPTY,
        "Leeg",
        "Nog niets geregistreerd.",
    )


def test_an_initiative_that_is_not_active_does_not_count() -> None:
    rows = records(
        _known(initiative(1, end_date=LONG_AGO)), tags=(*KNOWN_TAGS, tag(1, "bridging-1"))
    )
    assert _state(rows) is CellState.EMPTY


def test_nothing_fresh_in_a_known_district_is_stale() -> None:
    found = cell(
        records(_known(initiative(1)), tags=(*KNOWN_TAGS, tag(1, "bridging-1", LONG_AGO))),
        "bridging-1",
    )
    assert (found.state, found.active, found.fresh) == (CellState.STALE, 1, 0)
    assert (
        "Het is 12 maanden niet bevestigd: voor het laatst op 21 november 2025."
        in found.explanation
    )


def test_never_observed_is_stale() -> None:
    rows = records(
        _known(initiative(1)), tags=(*KNOWN_TAGS, tag(1, "bridging-1", D + timedelta(days=1)))
    )
    found = cell(rows, "bridging-1")
    assert found.state is CellState.STALE
    assert "nog nooit bevestigd" in found.explanation


def _with_money(*grants: GrantRow, needs_money: bool | None = True) -> Records:
    return records(
        _known(initiative(1, needs_money=needs_money)),
        tags=(*KNOWN_TAGS, tag(1, "bridging-1")),
        grants=grants,
    )


def test_money_to_the_day_before_six_months_ends_and_to_the_day_itself_does_not() -> None:
    assert (
        _state(_with_money(grant(1, period_end=SIX_MONTHS - timedelta(days=1)))) is CellState.ENDING
    )
    assert _state(_with_money(grant(1, period_end=SIX_MONTHS))) is CellState.COVERED


def test_no_money_at_all_is_ending() -> None:
    found = cell(_with_money(), "bridging-1")
    assert found.state is CellState.ENDING
    assert "Er is geen geld zeker en er is geen vervolgaanvraag." in found.explanation


def test_six_months_after_31_august_is_28_february() -> None:
    fresh = records(
        [initiative(1, needs_money=True)],
        tags=(tag(1, "bridging-1", date(2026, 8, 1)),),
        grants=(grant(1, period_end=date(2027, 2, 28)),),
    )
    assert cell(fresh, "bridging-1", day=date(2026, 8, 31)).state is CellState.COVERED
    assert cell(fresh, "bridging-1", day=date(2026, 9, 1)).state is CellState.ENDING


@pytest.mark.parametrize("needs_money", [False, None])
def test_one_that_does_not_need_money_or_may_not_never_ends(needs_money: bool | None) -> None:
    assert _state(_with_money(needs_money=needs_money)) is CellState.COVERED


def test_a_follow_up_keeps_a_cell_from_ending() -> None:
    rows = _with_money(
        grant(1, period_end=date(2026, 12, 31)),
        application(1, period_start=date(2027, 1, 1), period_end=date(2027, 12, 31)),
    )
    assert _state(rows) is CellState.COVERED


def test_one_secured_initiative_keeps_a_cell_from_ending() -> None:
    rows = records(
        [initiative(1, needs_money=True), initiative(2, needs_money=True)],
        tags=(tag(1, "bridging-1"), tag(2, "bridging-1")),
        grants=(grant(2, period_end=date(2028, 1, 1)),),
    )
    assert _state(rows) is CellState.COVERED


def test_a_stale_secured_initiative_does_not_keep_a_cell_from_ending() -> None:
    rows = records(
        [initiative(1, needs_money=True), initiative(2)],
        tags=(tag(1, "bridging-1"), tag(2, "bridging-1", LONG_AGO)),
    )
    assert _state(rows) is CellState.ENDING


@pytest.mark.parametrize(
    ("inhabitants", "state"),
    [
        (6000, CellState.COVERED),
        (6001, CellState.THIN),
        ("6000.5", CellState.THIN),
        (None, CellState.COVERED),
        (0, CellState.COVERED),
    ],
)
def test_bonding_1_and_bridging_3_ask_one_for_every_3000_inhabitants(
    inhabitants: int | str | None, state: CellState
) -> None:
    figures = (people(EAST, inhabitants),)
    circles = records(
        [own_circle(1), own_circle(2)],
        tags=(tag(1, "bonding-1"), tag(2, "bonding-1")),
        figures=figures,
    )
    places = records(
        [meeting_place(1), meeting_place(2)],
        tags=(tag(1, "bridging-3"), tag(2, "bridging-3")),
        figures=figures,
    )
    assert cell(circles, "bonding-1").state is state
    assert cell(places, "bridging-3").state is state


@pytest.mark.parametrize("lesson", ["bridging-1", "bridging-2"])
def test_bridging_1_and_2_are_met_by_presence(lesson: str) -> None:
    rows = records([initiative(1)], tags=(tag(1, lesson),), figures=(people(EAST, 90_000),))
    assert cell(rows, lesson).state is CellState.COVERED


@pytest.mark.parametrize("circle", ["organiser", "open", "unknown", ""])
def test_bonding_1_counts_only_a_circle_closed_by_its_participants(circle: str) -> None:
    rows = records(
        [initiative(1, own_circle=circle), own_circle(2)],
        tags=(tag(1, "bonding-1"), tag(2, "bonding-1")),
    )
    found = cell(rows, "bonding-1")
    assert (found.active_ids, found.fresh_ids) == ((2,), (2,))
    assert [item.initiative_id for item in found.not_yet] == [1]
    assert "Initiatief 1 telt nog niet mee: " in found.explanation


@pytest.mark.parametrize(
    ("kinds", "simultaneous", "counts"),
    [
        ({"indoor_public"}, True, True),
        ({"indoor_commercial", "home"}, True, True),
        ({"outdoor"}, True, True),
        ({"home", "online"}, True, False),
        (set(), True, False),
        ({"outdoor"}, False, False),
        ({"outdoor"}, None, False),
    ],
)
def test_bridging_3_needs_a_place_and_simultaneous_activities(
    kinds: set[str], simultaneous: bool | None, counts: bool
) -> None:
    row = initiative(1, place_kinds=frozenset(kinds), simultaneous_activities=simultaneous)
    found = cell(records([row], tags=(tag(1, "bridging-3"),)), "bridging-3")
    assert found.active == (1 if counts else 0)
    assert bool(found.not_yet) is not counts


def test_a_tag_that_does_not_count_leaves_the_cell_empty_but_its_initiative_fresh() -> None:
    rows = records([initiative(1), initiative(2)], tags=(tag(1, "bonding-1"), tag(2, "bonding-1")))
    assert cell(rows, "bonding-1").state is CellState.EMPTY


def test_a_municipality_wide_initiative_is_shown_and_changes_no_state() -> None:
    wide = initiative(1, municipality_wide=True)
    stale = initiative(2, municipality_wide=True)
    rows = records(
        _known(wide, stale),
        tags=(*KNOWN_TAGS, tag(1, "bridging-1"), tag(2, "bridging-1", LONG_AGO)),
    )
    for code in (EAST, WEST):
        found = cell(rows, "bridging-1", code)
        assert (found.active, found.fresh, found.wide, found.wide_ids) == (0, 0, 1, (1,))
    assert cell(rows, "bridging-1", EAST).state is CellState.EMPTY
    assert cell(rows, "bridging-1", WEST).state is CellState.UNKNOWN


def test_a_wide_initiative_must_count_for_the_lesson() -> None:
    wide = initiative(1, municipality_wide=True, own_circle="open")
    assert cell(records([wide], tags=(tag(1, "bonding-1"),)), "bonding-1").wide == 0


def test_ending_comes_before_thin() -> None:
    rows = records(
        [own_circle(1, needs_money=True)],
        tags=(tag(1, "bonding-1"),),
        figures=(people(EAST, 9600),),
    )
    assert cell(rows, "bonding-1").state is CellState.ENDING


def test_the_sentence_of_a_thin_cell_says_how_many_are_needed() -> None:
    rows = records([own_circle(1)], tags=(tag(1, "bonding-1"),), figures=(people(EAST, 9600),))
    assert cell(rows, "bonding-1").explanation == (
        "Er is één vers initiatief: Initiatief 1. Voor 9.600 inwoners zijn er 3,2 nodig (9.600 ÷ 3.000)."
    )


def test_the_number_needed_never_rounds_to_what_there_is() -> None:
    rows = records([own_circle(1)], tags=(tag(1, "bonding-1"),), figures=(people(EAST, 3001),))
    assert "zijn er 1,0003 nodig" in cell(rows, "bonding-1").explanation


def test_the_sentence_of_an_ending_cell_says_until_when() -> None:
    rows = records(
        [initiative(1, needs_money=True), initiative(2, needs_money=True)],
        tags=(tag(1, "bridging-1"), tag(2, "bridging-1")),
        grants=(grant(1, period_end=date(2026, 12, 22)),),
    )
    assert cell(rows, "bridging-1").explanation == (
        "Er zijn twee verse initiatieven: Initiatief 1 en Initiatief 2. Ze hebben allemaal geld nodig. "
        "Dat geld is hooguit zeker tot en met 22 december 2026 en er is geen vervolgaanvraag."
    )


def test_a_cell_of_a_small_district_is_muted_and_keeps_its_state() -> None:
    rows = records([initiative(1)], tags=(tag(1, "bridging-1"),), figures=(people(EAST, 999),))
    assert cell(rows, "bridging-1").muted
    assert cell(rows, "bridging-1").state is CellState.COVERED
    assert not cell(records(figures=(people(EAST, 1000),)), "bridging-1").muted
