"""The ratios of mix, relation, stance and condition: who is asked, who meets it, and the state."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dashboards.analysis.ratios import ratio_of, ratio_state
from dashboards.analysis.states import CellState
from dashboards.rows import InitiativeRow, Norms, ServeRow, TargetGroupRow
from tests.dashboards.analysis.build import (
    D,
    at,
    cell,
    grant,
    initiative,
    own_circle,
    partners,
    records,
    tag,
)

TWELVE_MONTHS = date(2027, 11, 22)


@pytest.mark.parametrize(
    ("numerator", "denominator", "state"),
    [
        (2, 3, CellState.COVERED),
        (199, 300, CellState.THIN),
        (1, 3, CellState.THIN),
        (33, 100, CellState.EMPTY),
        (0, 1, CellState.EMPTY),
        (0, 0, CellState.UNKNOWN),
    ],
)
def test_covered_from_two_thirds_and_thin_from_one_third_exactly(
    numerator: int, denominator: int, state: CellState
) -> None:
    assert ratio_state(numerator, denominator, False, Norms()) is state


def test_in_an_unknown_district_only_empty_becomes_unknown() -> None:
    states = [ratio_state(numerator, 3, True, Norms()) for numerator in range(4)]
    assert states == [CellState.UNKNOWN, CellState.THIN, CellState.COVERED, CellState.COVERED]


def test_a_lesson_that_is_no_ratio_is_refused() -> None:
    situation = at(records())
    with pytest.raises(ValueError, match="supply"):
        ratio_of(situation, situation.places[0], "supply")


SERVES = tuple(ServeRow(None, 2026, group) for group in ("youth", "older", "carers"))
GROUPS = tuple(
    TargetGroupRow(code, name)
    for code, name in [("youth", "jongeren"), ("older", "ouderen"), ("carers", "mantelzorgers")]
)


def _for(pk: int, *groups: str, **fields: object) -> InitiativeRow:
    return initiative(pk, target_groups=frozenset(groups), **fields)


def test_mix_counts_groups_that_a_fresh_active_initiative_names() -> None:
    rows = records(
        [
            _for(1, "youth", "lhbtiq"),
            _for(2, "youth"),
            _for(3, "older"),
            _for(4, "carers", dormant_since=D),
        ],
        tags=(
            tag(1, "linking-1"),
            tag(2, "linking-2"),
            tag(3, "linking-1", date(2020, 1, 1)),
            tag(4, "linking-1"),
        ),
        serves=SERVES,
        target_groups=GROUPS,
    )
    found = cell(rows, "bonding-2")
    assert (found.numerator, found.denominator, found.state) == (1, 3, CellState.THIN)
    assert (found.numerator_ids, found.groups_served) == ((1, 2), ("youth",))
    assert found.explanation == (
        "Voor 1 van de 3 groepen is er een vers initiatief. Nog niet voor ouderen en mantelzorgers."
    )


def test_an_initiative_for_everyone_serves_no_group_and_is_shown_beside() -> None:
    rows = records([_for(1, "everyone")], tags=(tag(1, "linking-1"),), serves=SERVES)
    found = cell(rows, "bonding-2")
    assert (found.numerator, found.denominator, found.everyone_ids) == (0, 3, (1,))
    assert "Daarnaast is er één vers initiatief voor iedereen." in found.explanation


def test_mix_without_groups_to_serve_is_unknown() -> None:
    rows = records(
        [_for(1, "youth"), _for(2, "youth")], tags=(tag(1, "linking-1"), tag(2, "linking-1"))
    )
    found = cell(rows, "bonding-2")
    assert (found.numerator, found.denominator, found.state) == (0, 0, CellState.UNKNOWN)


@pytest.mark.parametrize(("days_ago", "met"), [(0, 1), (90, 1), (91, 0)])
def test_relation_asks_a_recent_contact_with_each_of_the_three(days_ago: int, met: int) -> None:
    days = (D, D - timedelta(days=90), D - timedelta(days=days_ago))
    found = cell(records([initiative(1)], **partners(1, *days)), "linking-1")
    assert (found.numerator, found.denominator) == (met, 1)


def test_relation_takes_a_tie_that_is_not_recorded_as_not_involved() -> None:
    fields = partners(1, D, D, D)
    rows = records([initiative(1)], ties=fields["ties"][:2], contacts=fields["contacts"])
    assert cell(rows, "linking-1").numerator == 0


def test_relation_leaves_out_only_own_circles_by_choice_of_the_participants() -> None:
    rows = records(
        [
            own_circle(1),
            initiative(2, own_circle="organiser"),
            initiative(3),
            initiative(4, own_circle="open"),
        ]
    )
    assert cell(rows, "linking-1").denominator_ids == (2, 3, 4)


def test_relation_counts_active_initiatives_whatever_their_tags_and_freshness() -> None:
    rows = records(
        [initiative(1), initiative(2, end_date=date(2021, 1, 1))], **partners(1, D, D, D)
    )
    found = cell(rows, "linking-1")
    assert (found.numerator_ids, found.denominator_ids) == ((1,), (1,))


def _started(pk: int, decided_by: str, **fields: object) -> InitiativeRow:
    return initiative(pk, **({"initiated_by": "residents", "decided_by": decided_by} | fields))


def test_stance_asks_who_decides_where_residents_began() -> None:
    rows = records(
        [
            _started(1, "residents"),
            _started(2, "other"),
            _started(3, "unknown"),
            _started(4, ""),
            _started(5, "residents", initiated_by="housing"),
            _started(6, "residents", own_circle="participants"),
            _started(7, "residents", own_circle="unknown"),
            _started(8, "municipality", own_circle="organiser"),
        ]
    )
    found = cell(rows, "linking-2")
    assert (found.numerator_ids, found.denominator_ids) == ((1, 7), (1, 2, 7, 8))
    assert (
        found.explanation
        == "Bij 2 van de 4 door bewoners begonnen initiatieven beslissen bewoners ook."
    )


def test_condition_asks_twelve_months_of_those_known_to_need_money() -> None:
    rows = records(
        [
            initiative(pk, needs_money=need)
            for pk, need in [(1, True), (2, True), (3, None), (4, False)]
        ],
        grants=(
            grant(1, period_end=TWELVE_MONTHS),
            grant(2, period_end=TWELVE_MONTHS - timedelta(days=1)),
            grant(3, period_end=date(2030, 1, 1)),
        ),
    )
    found = cell(rows, "linking-3")
    assert (found.numerator_ids, found.denominator_ids) == ((1,), (1, 2))


def test_condition_shows_structural_and_temporary_money_apart() -> None:
    rows = records(
        [initiative(pk, needs_money=True) for pk in (1, 2, 3)],
        grants=(
            grant(1, period_end=date(2028, 1, 1)),
            grant(2, regularity="structural"),
            replace(grant(3, regularity="structural", period_end=date(2026, 6, 30)), id=3),
            replace(grant(3, period_end=date(2028, 1, 1)), id=4),
        ),
    )
    found = cell(rows, "linking-3")
    assert (found.structural_ids, found.temporary_ids) == ((2,), (1, 3))
    assert found.explanation.endswith("Daarvan 1 met structureel en 2 met tijdelijk geld.")


def test_a_ratio_over_nothing_is_unknown_and_says_so() -> None:
    for lesson in ("linking-1", "linking-2", "linking-3"):
        found = cell(records(), lesson)
        assert (found.numerator, found.denominator, found.state) == (0, 0, CellState.UNKNOWN)
        assert found.explanation.startswith("Er is geen actief initiatief")


def test_municipality_wide_initiatives_are_in_no_ratio() -> None:
    rows = records([initiative(1, municipality_wide=True, needs_money=True)])
    assert cell(rows, "linking-1").denominator == 0
    assert cell(rows, "linking-3").denominator == 0
