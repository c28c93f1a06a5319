"""Where nothing is yet, and what is empty told apart from what cannot be said; every number by hand."""

from datetime import date
from fractions import Fraction

import pytest

from dashboards.analysis.coverage import Coverage, cover
from dashboards.analysis.nothing_yet import (
    Todo,
    chosen_heading,
    for_whom,
    lesson_gaps,
    nothing_heading,
    openings,
    openings_heading,
    to_know,
    unknown_places,
)
from dashboards.analysis.situation import Situation
from dashboards.analysis.states import CellState
from dashboards.rows import LessonRow, Norms, Records
from tests.dashboards.analysis.build import EAST, WEST, at, initiative, own_circle, records, tag

OLD = date(2024, 1, 1)


def known_everywhere(**fields: object) -> Records:
    """Two fresh initiatives in both districts, so that both are known; they greet and one may join."""
    rows = [initiative(pk, EAST, WEST) for pk in (1, 2)]
    tags = (tag(1, "bridging-1"), tag(2, "bridging-2"))
    return records(rows, tags=tags, **fields)


def headed(rows: Records) -> str:
    """The answer to the first question."""
    return nothing_heading(cover(at(rows)))


def test_the_lesson_that_misses_in_most_districts_is_named_by_its_situation() -> None:
    rows = [initiative(1, EAST, WEST), initiative(2, EAST, WEST), own_circle(3, EAST)]
    tags = (tag(1, "bridging-1"), tag(2, "bridging-2"), tag(3, "bonding-1"))
    assert headed(records(rows, tags=tags)) == (
        "In 2 van 2 wijken is niets geregistreerd voor groepen die naast elkaar hun eigen ding doen."
    )


def test_of_equals_the_first_lesson_is_named() -> None:
    assert headed(known_everywhere()) == (
        "In 2 van 2 wijken is niets geregistreerd voor wie onder elkaar wil zijn."
    )


def test_without_an_empty_cell_the_unknown_districts_are_counted() -> None:
    assert headed(records()) == (
        "Nergens is te zeggen dat er niets is; in 2 van 2 wijken is te weinig bekend."
    )


def test_without_districts_there_is_nothing_to_say() -> None:
    assert headed(records(districts=())) == "Er zijn voor deze peildatum geen wijken bekend."


def test_another_framework_is_named_by_its_title() -> None:
    assert for_whom(LessonRow("eigen-1", "eigen", "supply", 1, "Samen zingen")) == "‘Samen zingen’"


def test_a_lesson_counts_its_initiatives_once_over_the_districts() -> None:
    gaps = {gap.lesson.code: gap for gap in lesson_gaps(cover(at(known_everywhere())))}
    assert gaps["bridging-1"].initiative_ids == {1}
    assert [cell.district.code for cell in gaps["bonding-1"].empty] == [EAST, WEST]
    assert "bonding-3" not in gaps


@pytest.mark.parametrize(
    ("active", "fresh", "register", "confirm"),
    [(0, 0, 2, 0), (1, 0, 1, 0), (1, 1, 1, 0), (3, 0, 0, 2), (5, 2, 0, 1), (4, 1, 0, 1)],
)
def test_the_least_that_makes_a_district_known(
    active: int, fresh: int, register: int, confirm: int
) -> None:
    """At least 2 active, at least half of them fresh; what is registered anew is both."""
    rows = [initiative(pk) for pk in range(1, active + 1)]
    tags = tuple(
        tag(pk, "bridging-1") if pk <= fresh else tag(pk, "bridging-1", OLD)
        for pk in range(1, active + 1)
    )
    place = at(records(rows, tags=tags)).places[0]
    found = to_know(place, Norms())
    assert (found.register, found.confirm) == (register, confirm)
    assert place.unknown
    more, seen = active + register, fresh + register + confirm
    assert more >= 2
    assert Fraction(seen) >= Fraction(1, 2) * more


def test_why_and_how_in_words() -> None:
    rows = [initiative(pk) for pk in (1, 2, 3)]
    tags = (tag(1, "bridging-1", OLD), tag(2, "bridging-1", date(2025, 1, 1)))
    east, west = unknown_places(at(records(rows, tags=tags)))
    assert east.why == "Van drie actieve initiatieven is er geen enkel vers."
    assert east.how == "Bevestig twee initiatieven die er al staan."
    assert east.stale_ids == (2, 1, 3)
    assert west.why == "Er staat geen actief initiatief geregistreerd."
    assert west.how == "Registreer nog twee initiatieven, met wat daar te zien was."


def covered(rows: Records) -> tuple[Situation, Coverage]:
    """The situation with its coverage."""
    situation = at(rows)
    return situation, cover(situation)


def test_what_to_do_differs_by_cell() -> None:
    rows = [initiative(1, EAST), initiative(2, EAST), initiative(3, WEST), initiative(4, WEST)]
    tags = (tag(1, "bridging-1"), tag(2, "bridging-2"), tag(3, "bridging-1", OLD))
    situation, coverage = covered(records(rows, tags=tags))
    todo = {
        (item.cell.district.code, item.cell.lesson.code): item.todo
        for item in openings(coverage, situation.norms)
    }
    assert todo[EAST, "bonding-1"] is Todo.FACILITATE
    assert todo[EAST, "bonding-2"] is Todo.ASK
    assert todo[WEST, "bonding-1"] is Todo.CONFIRM
    assert (EAST, "bridging-1") not in todo
    assert all(lesson != "bonding-3" for _district, lesson in todo)


def test_an_unknown_district_with_too_few_asks_for_registering() -> None:
    situation, coverage = covered(records([initiative(1)]))
    assert {item.todo for item in openings(coverage, situation.norms)} == {Todo.REGISTER}


def test_the_headings_count_both_states_apart() -> None:
    situation, coverage = covered(known_everywhere())
    found = openings(coverage, situation.norms)
    empty = [item for item in found if item.cell.state is CellState.EMPTY]
    # Empty: bonding-1, bridging-3 and linking-1 in both; to ask: bonding-2, linking-2 and linking-3.
    assert (len(empty), len(found)) == (6, 12)
    assert openings_heading(found, ()) == "Zes cellen zijn leeg; van zes is het niet te zeggen."
    assert openings_heading(empty[:1], ()) == "Eén cel is leeg; van alle andere is iets te zeggen."
    assert openings_heading((), ()) == "Geen enkele cel is leeg, en van elke cel is iets te zeggen."
    assert chosen_heading(empty[:1]) == "Eén cel is leeg."
    assert chosen_heading(()) == "Geen cel past bij deze keuze."


def test_the_heading_names_the_districts_of_which_too_little_is_known() -> None:
    situation, coverage = covered(records())
    found = openings(coverage, situation.norms)
    assert openings_heading(found, unknown_places(situation)) == (
        "Geen enkele cel is leeg; van 16 is het niet te zeggen, "
        "vooral omdat over Oost en West te weinig bekend is."
    )
