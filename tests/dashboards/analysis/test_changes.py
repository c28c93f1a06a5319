"""Two dates side by side: how a cell changed and by which initiative, worked out by hand on literal rows."""

from datetime import date
from typing import Any

import pytest

from dashboards.analysis.changes import Change, Changed, Comparison, change_of, compare
from dashboards.analysis.coverage import cover
from dashboards.analysis.coverage_findings import compare_heading, side_heading
from dashboards.analysis.situation import situate
from dashboards.analysis.states import CellState
from dashboards.rows import ContactRow, DistrictRow, InitiativeRow, Records, ServeRow, TieRow
from tests.dashboards.analysis.build import (
    EAST,
    D,
    grant,
    initiative,
    own_circle,
    partners,
    people,
    records,
    tag,
)

EARLIER = date(2025, 11, 22)
BOTH = (date(2025, 11, 1), date(2026, 11, 1))
"""Seen before either date: fresh on both."""


def compared(rows: Records, earlier: date = EARLIER, later: date = D) -> Comparison:
    was, now = situate(rows, earlier), situate(rows, later)
    return compare(was, now, cover(was), cover(now))


def changed(rows: Records, lesson: str = "bridging-2") -> Changed:
    return next(
        item
        for item in compared(rows).changed
        if (item.after.district.code, item.after.lesson.code) == (EAST, lesson)
    )


def known(*more: InitiativeRow, **fields: Any) -> Records:
    """East with two initiatives of another lesson that are fresh on both dates, so that it is known."""
    tags = tuple(tag(pk, "bridging-1", *BOTH) for pk in (8, 9))
    fields["tags"] = (*tags, *fields.get("tags", ()))
    return records([initiative(8), initiative(9), *more], **fields)


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (CellState.EMPTY, CellState.THIN, Change.BETTER),
        (CellState.STALE, CellState.COVERED, Change.BETTER),
        (CellState.COVERED, CellState.ENDING, Change.WORSE),
        (CellState.THIN, CellState.EMPTY, Change.WORSE),
        (CellState.THIN, CellState.ENDING, Change.OTHER),
        (CellState.UNKNOWN, CellState.COVERED, Change.KNOWN),
        (CellState.COVERED, CellState.UNKNOWN, Change.UNKNOWN),
        (CellState.OPEN_SIGNAL, CellState.ANSWERED, Change.OTHER),
    ],
)
def test_a_state_has_a_step_unless_it_is_unknown_or_a_signal(
    before: CellState, after: CellState, change: Change
) -> None:
    assert change_of(before, after) is change


def whats(item: Changed) -> list[tuple[int, str]]:
    return [(cause.initiative_id, cause.what) for cause in item.causes]


def test_what_began_made_it_covered() -> None:
    item = changed(
        known(initiative(1, start_date=date(2026, 3, 1)), tags=(tag(1, "bridging-2", D),))
    )
    assert (item.before.state, item.after.state) == (CellState.EMPTY, CellState.COVERED)
    assert (item.change, whats(item)) == (Change.BETTER, [(1, "begonnen")])


def test_what_stopped_or_lies_still_made_it_empty() -> None:
    item = changed(
        known(
            initiative(1, end_date=date(2026, 3, 1)),
            initiative(2, dormant_since=date(2026, 3, 1)),
            tags=(tag(1, "bridging-2", *BOTH), tag(2, "bridging-2", *BOTH)),
        )
    )
    assert item.change is Change.WORSE
    assert whats(item) == [(1, "gestopt"), (2, "ligt stil")]


def test_what_was_not_seen_any_more_made_it_stale() -> None:
    item = changed(known(initiative(1), tags=(tag(1, "bridging-2", date(2025, 11, 1)),)))
    assert item.after.state is CellState.STALE
    assert whats(item) == [(1, "al lang niet meer bevestigd")]


def test_what_was_seen_again_made_it_covered() -> None:
    item = changed(known(initiative(1), tags=(tag(1, "bridging-2", D),)))
    assert item.before.state is CellState.STALE
    assert whats(item) == [(1, "bevestigd")]


def test_money_that_ends_made_it_ending_and_what_helps_is_not_named() -> None:
    # Its grant runs to 31 December 2026, within six months of D and more than a year after the earlier date.
    item = changed(
        known(
            initiative(1, needs_money=True),
            tags=(tag(1, "bridging-2", *BOTH),),
            grants=(grant(1, period_end=date(2026, 12, 31)),),
        )
    )
    assert (item.before.state, item.after.state) == (CellState.COVERED, CellState.ENDING)
    assert whats(item) == [(1, "het geld eindigt")]


def test_a_shorter_contact_with_partners_is_a_cause() -> None:
    ties = tuple(TieRow(1, kind, involved=True) for kind in ("municipality", "welfare", "housing"))
    contacts = tuple(ContactRow(1, tie.partner_kind, date(2025, 11, 1)) for tie in ties)
    item = changed(known(initiative(1), ties=ties, contacts=contacts), "linking-1")
    # Of three, one kept its ties on the earlier date (a third: thin) and none on the later one (empty).
    assert (item.before.state, item.after.state) == (CellState.THIN, CellState.EMPTY)
    assert whats(item) == [(1, "geen recent contact meer met gemeente, welzijnswerk en corporatie")]


def test_partners_that_were_met_again_are_a_cause() -> None:
    item = changed(known(initiative(1), **partners(1, D, D, D)), "linking-1")
    assert whats(item) == [(1, "weer contact met gemeente, welzijnswerk en corporatie")]


def test_a_group_that_is_served_no_more_is_a_cause() -> None:
    item = changed(
        known(
            initiative(1, target_groups=frozenset({"older"})),
            tags=(tag(1, "bridging-2", date(2025, 11, 1)),),
            serves=(ServeRow(None, 2025, "older"),),
        ),
        "bonding-2",
    )
    assert item.change is Change.WORSE
    assert whats(item) == [(1, "al lang niet meer bevestigd")]


def test_another_list_of_groups_is_no_initiative() -> None:
    item = changed(
        known(
            initiative(1, target_groups=frozenset({"older"})),
            tags=(tag(1, "bridging-2", *BOTH),),
            serves=(ServeRow(None, 2025, "older"), ServeRow(None, 2026, "youth")),
        ),
        "bonding-2",
    )
    assert (item.change, item.causes) == (Change.WORSE, ())
    assert item.otherwise == "De lijst met groepen waar een plek voor moet zijn, veranderde."


def test_more_inhabitants_are_no_initiative() -> None:
    item = changed(
        known(
            own_circle(1),
            tags=(tag(1, "bonding-1", *BOTH),),
            figures=(people(EAST, 3000, 2025), people(EAST, 6000, 2026)),
        ),
        "bonding-1",
    )
    assert (item.before.state, item.after.state) == (CellState.COVERED, CellState.THIN)
    assert item.otherwise == "Het aantal inwoners veranderde, en daarmee hoeveel er nodig zijn."


def test_a_district_that_became_known_names_what_made_it_known() -> None:
    rows = records(
        [initiative(1), initiative(2)], tags=(tag(1, "bridging-1"), tag(2, "bridging-1"))
    )
    item = changed(rows)
    assert (item.before.state, item.after.state) == (CellState.UNKNOWN, CellState.EMPTY)
    assert item.change is Change.KNOWN
    assert whats(item) == [(1, "bevestigd"), (2, "bevestigd")]


def test_gained_and_lost_are_about_covered_cells() -> None:
    found = compared(
        known(
            initiative(1, start_date=date(2026, 3, 1)),
            own_circle(2, end_date=date(2026, 3, 1)),
            tags=(tag(1, "bridging-2", D), tag(2, "bonding-1", *BOTH)),
        )
    )
    assert [item.after.lesson.code for item in found.gained] == ["bridging-2"]
    assert [item.after.lesson.code for item in found.lost] == ["bonding-1"]
    assert found.same == 2 * 9 - 2
    assert compare_heading(found) == (
        "Sinds 22 november 2025 is één cel gedekt geraakt en één weggevallen."
    )


def test_nothing_changed_is_said() -> None:
    assert compare_heading(compared(known())) == (
        "Sinds 22 november 2025 is geen cel gedekt geraakt en geen cel weggevallen."
    )


def test_a_district_of_another_division_is_not_compared() -> None:
    rows = records(
        districts=(
            DistrictRow(1, EAST, "Oost", 2020, 2025),
            DistrictRow(2, "WK999909", "Nieuw-Oost", 2026),
        )
    )
    found = compared(rows)
    assert (found.changed, found.same) == ((), 0)
    assert [district.name for district in found.only_earlier] == ["Oost"]
    assert [district.name for district in found.only_later] == ["Nieuw-Oost"]


def test_districts_side_by_side_are_told_by_their_covered_lessons() -> None:
    covered = cover(situate(known(), D))
    assert side_heading([("Oost", covered.row(EAST)), ("West", covered.row("WK999902"))]) == (
        "Van de acht lessen zijn er gedekt: in Oost één en in West geen."
    )
