"""Since when a cell is answered and by what, worked out by hand on literal rows; and against every single day."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from dashboards.analysis.answered import GOOD, Answer, Answers, first_day_beyond, first_day_reaching
from dashboards.analysis.coverage import cover
from dashboards.analysis.progress import progress
from dashboards.analysis.situation import situate
from dashboards.analysis.states import CellState
from dashboards.rows import Records, VoiceRow
from tests.dashboards.analysis.build import (
    EAST,
    D,
    cell,
    grant,
    initiative,
    partners,
    people,
    records,
    tag,
)
from tests.dashboards.analysis.drawn import municipality
from tests.dashboards.analysis.sluiswaarde import sluiswaarde


def answer(rows: Records, lesson: str = "bridging-2") -> Answer | None:
    return Answers(rows, D).of(EAST, lesson)


def test_a_cell_is_covered_since_the_first_observation_of_what_is_there() -> None:
    rows = records([initiative(1)], tags=(tag(1, "bridging-2", date(2026, 11, 3)),))
    assert answer(rows) == Answer(CellState.COVERED, date(2026, 11, 3), (1,))


def test_what_joins_later_did_not_bring_it() -> None:
    rows = records(
        [initiative(1), initiative(2, start_date=date(2026, 6, 1))],
        tags=(
            tag(1, "bridging-2", date(2026, 3, 1)),
            tag(2, "bridging-2", date(2026, 6, 2)),
        ),
    )
    assert answer(rows) == Answer(CellState.COVERED, date(2026, 3, 1), (1,))


def test_a_gap_in_the_observations_breaks_it_off() -> None:
    # Seen on 1 March 2024: fresh up to 1 March 2025. Seen again on 1 September 2025.
    seen = (date(2024, 3, 1), date(2025, 9, 1), date(2026, 5, 1))
    rows = records([initiative(1)], tags=(tag(1, "bridging-2", *seen),))
    assert answer(rows) == Answer(CellState.COVERED, date(2025, 9, 1), (1,))


def test_observations_that_follow_in_time_do_not() -> None:
    seen = (date(2024, 9, 1), date(2025, 9, 1), date(2026, 5, 1))
    rows = records([initiative(1)], tags=(tag(1, "bridging-2", *seen),))
    assert answer(rows) == Answer(CellState.COVERED, date(2024, 9, 1), (1,))


def test_a_start_after_the_observation_counts_from_the_start() -> None:
    rows = records(
        [initiative(1, start_date=date(2026, 10, 10))],
        tags=(tag(1, "bridging-2", date(2026, 10, 1)),),
    )
    assert answer(rows) == Answer(CellState.COVERED, date(2026, 10, 10), (1,))


def test_money_that_is_decided_brings_it_from_ending_to_covered() -> None:
    rows = records(
        [initiative(1, needs_money=True)],
        tags=(tag(1, "bridging-2", date(2026, 1, 10)),),
        grants=(
            grant(
                1,
                received_on=date(2026, 9, 1),
                decided_on=date(2026, 9, 20),
                committed_on=date(2026, 9, 20),
                period_start=date(2026, 9, 1),
                period_end=date(2028, 8, 31),
            ),
        ),
    )
    # An application is a follow-up already: the cell is covered from its receipt.
    assert answer(rows) == Answer(CellState.COVERED, date(2026, 9, 1), (1,))


def test_money_within_reach_of_six_months_covers_no_more() -> None:
    # 31 October 2026 + 6 months is 30 April 2027 (clamped), which the money reaches; from 1 November on it does not.
    rows = records(
        [initiative(1, needs_money=True)],
        tags=(tag(1, "bridging-2", date(2026, 1, 10)),),
        grants=(grant(1, period_end=date(2027, 4, 30)),),
    )
    assert cell(rows, "bridging-2").state is CellState.ENDING
    assert answer(rows) is None
    assert first_day_reaching(date(2027, 4, 30), 6) == date(2026, 11, 1)


def test_the_second_place_makes_thin_covered() -> None:
    both = [
        initiative(pk, place_kinds=frozenset({"outdoor"}), simultaneous_activities=True)
        for pk in (1, 2)
    ]
    rows = records(
        both,
        tags=(tag(1, "bridging-3", date(2026, 1, 5)), tag(2, "bridging-3", date(2026, 11, 3))),
        figures=(people(EAST, 6000),),
    )
    found = answer(rows, "bridging-3")
    assert found == Answer(CellState.COVERED, date(2026, 11, 3), (2,))
    said = progress(CellState.THIN, cell(rows, "bridging-3"), found, ["Flat 12 Eet"])
    assert said.sentence == "Sinds 3 november 2026 gedekt door Flat 12 Eet. Bij het begin: dun."
    assert said.answered


def test_a_ratio_is_answered_by_who_came_to_meet_it() -> None:
    rows = records(
        [initiative(1)],
        **partners(1, date(2026, 10, 1), date(2026, 10, 5), date(2026, 11, 2)),
    )
    found = answer(rows, "linking-1")
    assert found == Answer(CellState.COVERED, date(2026, 11, 2), (1,))
    said = progress(CellState.THIN, cell(rows, "linking-1"), found, ["Buurttafel"])
    assert said.sentence == "Van dun naar gedekt, sinds 2 november 2026 door Buurttafel (1 van 1)."


def test_a_signal_is_answered_on_the_day_of_the_answer() -> None:
    voice = VoiceRow(7, EAST, date(2026, 8, 1), missing=True, responded_on=date(2026, 10, 9))
    rows = records(voices=(voice,))
    found = answer(rows, "bonding-3")
    assert found == Answer(CellState.ANSWERED, date(2026, 10, 9), ())
    said = progress(CellState.OPEN_SIGNAL, cell(rows, "bonding-3"), found, [])
    assert said.sentence == "Beantwoord op 9 oktober 2026. Bij het begin: open signaal."


def test_what_is_not_answered_has_no_day() -> None:
    assert answer(records([initiative(1), initiative(2)])) is None


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (CellState.STALE, "Nog steeds verouderd."),
        (
            CellState.EMPTY,
            "Nu verouderd: er is iets, maar dat is al lang niet bevestigd. Bij het begin: leeg.",
        ),
        (None, "Nu verouderd: er is iets, maar dat is al lang niet bevestigd."),
    ],
)
def test_a_cell_that_went_stale_says_so(start: CellState | None, words: str) -> None:
    fresh = [initiative(pk) for pk in (2, 3)]
    rows = records(
        [initiative(1), *fresh],
        tags=(
            tag(1, "bridging-2", date(2025, 1, 1)),
            tag(2, "bridging-1"),
            tag(3, "bridging-1"),
        ),
    )
    said = progress(start, cell(rows, "bridging-2"), None, [])
    assert (said.sentence, said.answered) == (words, False)


def test_unknown_is_never_told_as_empty() -> None:
    said = progress(CellState.EMPTY, cell(records([initiative(1)]), "bridging-2"), None, [])
    assert said.sentence == "Nu niet te zeggen: er is te weinig bekend. Bij het begin: leeg."


def test_a_wijk_that_is_no_more_says_so() -> None:
    said = progress(CellState.EMPTY, None, None, [])
    assert said.sentence == "Deze wijk staat niet meer in de indeling van nu."


def test_many_names_are_counted() -> None:
    rows = records([initiative(1)], tags=(tag(1, "bridging-2", date(2026, 11, 3)),))
    said = progress(
        CellState.EMPTY, cell(rows, "bridging-2"), answer(rows), ["A", "B", "C", "D", "E"]
    )
    assert said.sentence == (
        "Sinds 3 november 2026 gedekt door A, B en drie andere. Bij het begin: leeg."
    )


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 11, 22), 12, date(2026, 11, 23)),
        # 28 February 2027 is still within twelve months of 29 February 2028.
        (date(2027, 2, 28), 12, date(2028, 3, 1)),
        (date(2026, 8, 31), 6, date(2027, 3, 1)),
    ],
)
def test_the_first_day_on_which_something_is_too_old(
    day: date, months: int, expected: date
) -> None:
    assert first_day_beyond(day, months) == expected


@pytest.mark.parametrize("seed", [None, *range(12)])
def test_the_day_is_the_same_as_found_day_by_day(seed: int | None) -> None:
    """Every good cell of the demo and of drawn municipalities, against each of the 500 days before."""
    rows = sluiswaarde(D) if seed is None else municipality(Random(seed))
    good = {key: state for key, state in _states(rows, D).items() if state in GOOD}
    since, going = dict.fromkeys(good, D), set(good)
    for back in range(1, 500):
        day = D - timedelta(days=back)
        states = _states(rows, day)
        going = {key for key in going if states.get(key) is good[key]}
        since |= dict.fromkeys(going, day)
    found = Answers(rows, D)
    told = {key: answer.since for key in good if (answer := found.of(*key)) is not None}
    assert told.keys() == good.keys()
    assert {key: told[key] for key in good if key not in going} == {
        key: since[key] for key in good if key not in going
    }
    assert all(told[key] <= since[key] for key in going)


def _states(rows: Records, day: date) -> dict[tuple[str, str], CellState]:
    cells = cover(situate(rows, day)).cells
    return {(item.district.code, item.lesson.code): item.state for item in cells}


def test_municipality_wide_initiatives_answer_no_cell() -> None:
    wide = replace(initiative(1), municipality_wide=True)
    assert answer(records([wide], tags=(tag(1, "bridging-2"),))) is None
