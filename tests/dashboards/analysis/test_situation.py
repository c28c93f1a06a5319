"""State, freshness, ties and the unknown district, at the reference date."""

from datetime import date, timedelta

import pytest

from dashboards.analysis.situation import initiative_state, is_unknown_district
from dashboards.analysis.states import InitiativeState
from dashboards.rows import ContactRow, InitiativeRow, Norms, TieRow
from tests.dashboards.analysis.build import EAST, WEST, D, at, grant, initiative, records, tag

NEXT_DAY = D + timedelta(days=1)
DAY_BEFORE = D - timedelta(days=1)


@pytest.mark.parametrize(
    ("row", "state"),
    [
        (InitiativeRow(1, "x"), InitiativeState.IDEA),
        (InitiativeRow(1, "x", start_date=NEXT_DAY), InitiativeState.IDEA),
        (InitiativeRow(1, "x", start_date=D), InitiativeState.ACTIVE),
        (InitiativeRow(1, "x", start_date=D, end_date=D), InitiativeState.ACTIVE),
        (
            InitiativeRow(1, "x", start_date=date(2020, 1, 1), end_date=DAY_BEFORE),
            InitiativeState.STOPPED,
        ),
        (
            InitiativeRow(1, "x", start_date=date(2020, 1, 1), dormant_since=D),
            InitiativeState.DORMANT,
        ),
        (
            InitiativeRow(1, "x", start_date=date(2020, 1, 1), dormant_since=NEXT_DAY),
            InitiativeState.ACTIVE,
        ),
        (
            InitiativeRow(
                1, "x", start_date=date(2020, 1, 1), end_date=DAY_BEFORE, dormant_since=DAY_BEFORE
            ),
            InitiativeState.STOPPED,
        ),
        (InitiativeRow(1, "x", end_date=DAY_BEFORE), InitiativeState.IDEA),
    ],
)
def test_the_first_state_that_applies(row: InitiativeRow, state: InitiativeState) -> None:
    assert initiative_state(row, D) is state


@pytest.mark.parametrize(
    ("observed", "fresh"),
    [
        (date(2025, 11, 22), True),
        (date(2025, 11, 21), False),
        (D, True),
        (NEXT_DAY, False),
    ],
)
def test_a_tag_is_fresh_from_twelve_months_before_to_the_day(observed: date, fresh: bool) -> None:
    situation = at(records([initiative(1)], tags=(tag(1, "bridging-1", observed),)))
    assert situation.initiatives[1].fresh is fresh


def test_twelve_months_before_a_leap_day_is_the_last_of_february() -> None:
    rows = records(
        [initiative(1), initiative(2)],
        tags=(tag(1, "bridging-1", date(2027, 2, 28)), tag(2, "bridging-1", date(2027, 2, 27))),
    )
    found = at(rows, date(2028, 2, 29)).initiatives
    assert (found[1].fresh, found[2].fresh) == (True, False)


def test_the_latest_observation_up_to_the_date_counts_in_any_order() -> None:
    rows = records([initiative(1)], tags=(tag(1, "bridging-1", D, date(2024, 1, 1), NEXT_DAY),))
    assert at(rows).initiatives[1].last_seen == D
    assert at(rows, date(2024, 6, 1)).initiatives[1].last_seen == date(2024, 1, 1)


def test_one_fresh_tag_makes_an_initiative_fresh_but_not_its_other_tag() -> None:
    rows = records(
        [initiative(1)], tags=(tag(1, "bridging-1"), tag(1, "bridging-2", date(2020, 1, 1)))
    )
    found = at(rows).initiatives[1]
    assert found.fresh
    assert found.fresh_for("bridging-1")
    assert not found.fresh_for("bridging-2")


def test_an_initiative_without_lessons_or_that_is_not_active_is_never_fresh() -> None:
    rows = records([initiative(1), initiative(2, dormant_since=D)], tags=(tag(2, "bridging-1"),))
    found = at(rows).initiatives
    assert not found[1].fresh
    assert found[1].active
    assert not found[2].fresh


@pytest.mark.parametrize(
    ("days_ago", "live"),
    [(0, True), (90, True), (91, False), (-1, False)],
)
def test_a_tie_is_live_with_a_contact_in_the_last_90_days(days_ago: int, live: bool) -> None:
    day = D - timedelta(days=days_ago)
    rows = records(
        [initiative(1)],
        ties=(TieRow(1, "welfare", True),),
        contacts=(ContactRow(1, "welfare", day),),
    )
    assert at(rows).initiatives[1].live_ties == ({"welfare"} if live else frozenset())


def test_informed_is_not_involved_and_a_contact_is_of_its_own_partner() -> None:
    rows = records(
        [initiative(1)],
        ties=(TieRow(1, "welfare", False), TieRow(1, "housing", True)),
        contacts=(ContactRow(1, "welfare", D), ContactRow(2, "housing", D)),
    )
    assert at(rows).initiatives[1].live_ties == frozenset()


def test_secured_is_asked_only_of_those_that_need_money() -> None:
    rows = records(
        [
            initiative(1, needs_money=True),
            initiative(2, needs_money=False),
            initiative(3, needs_money=None),
        ],
        grants=tuple(grant(pk, period_end=date(2028, 1, 1)) for pk in (1, 2, 3)),
    )
    found = at(rows).initiatives
    assert [found[pk].secured_until for pk in (1, 2, 3)] == [date(2028, 1, 1), None, None]


@pytest.mark.parametrize(
    ("active", "fresh", "unknown"),
    [
        (0, 0, True),
        (1, 1, True),
        (2, 1, False),
        (2, 0, True),
        (3, 1, True),
        (3, 2, False),
        (4, 2, False),
    ],
)
def test_a_district_is_unknown_below_two_active_or_half_fresh(
    active: int, fresh: int, unknown: bool
) -> None:
    assert is_unknown_district(active, fresh, Norms()) is unknown


def test_an_initiative_belongs_to_each_district_it_names_once() -> None:
    situation = at(records([initiative(1, EAST, WEST, EAST)]))
    assert [[item.id for item in place.active] for place in situation.places] == [[1], [1]]


def test_a_municipality_wide_initiative_is_in_no_district_whatever_it_names() -> None:
    situation = at(records([initiative(1, EAST, municipality_wide=True)]))
    assert [place.active for place in situation.places] == [(), ()]
    assert [item.id for item in situation.wide] == [1]


def test_a_district_that_is_not_valid_hides_no_initiative_from_the_whole() -> None:
    situation = at(records([initiative(1, "WK000000")]))
    assert list(situation.initiatives) == [1]


def test_rows_of_initiatives_that_were_filtered_away_are_ignored() -> None:
    rows = records(
        [initiative(1)],
        tags=(tag(2, "bridging-1"),),
        grants=(grant(2),),
        ties=(TieRow(2, "welfare", True),),
    )
    assert list(at(rows).initiatives) == [1]
