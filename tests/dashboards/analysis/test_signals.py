"""The signal cell: open, answered, no signal, not checked; first that applies."""

from datetime import date, timedelta

import pytest

from dashboards.analysis.states import CellState
from dashboards.rows import VoiceRow
from tests.dashboards.analysis.build import EAST, WEST, D, cell, initiative, records, tag

NEXT_DAY = D + timedelta(days=1)
MISSING = VoiceRow(1, EAST, date(2026, 5, 1), missing=True)
ANSWERED = VoiceRow(2, EAST, date(2026, 5, 1), missing=True, responded_on=D)


def _review(day: date) -> VoiceRow:
    return VoiceRow(3, EAST, day, missing=False)


def _state(*voices: VoiceRow, day: date = D) -> CellState:
    return cell(records(voices=voices), "bonding-3", day=day).state


def test_nothing_is_not_checked() -> None:
    found = cell(records(), "bonding-3")
    assert (found.state, found.label, found.numbers) == (CellState.NOT_CHECKED, "Niet nagegaan", "")


def test_an_unanswered_signal_is_open_even_beside_answered_ones_and_a_review() -> None:
    rows = records(
        [initiative(1)], tags=(tag(1, "bonding-3"),), voices=(MISSING, ANSWERED, _review(D))
    )
    found = cell(rows, "bonding-3")
    assert (found.state, found.voice_ids) == (CellState.OPEN_SIGNAL, (1,))
    assert found.is_signal


def test_a_signal_counts_from_its_day() -> None:
    assert _state(VoiceRow(1, EAST, D, missing=True)) is CellState.OPEN_SIGNAL
    assert _state(VoiceRow(1, EAST, NEXT_DAY, missing=True)) is CellState.NOT_CHECKED


def test_a_signal_is_answered_from_the_day_of_the_response() -> None:
    assert _state(ANSWERED) is CellState.ANSWERED
    assert _state(ANSWERED, day=D - timedelta(days=1)) is CellState.OPEN_SIGNAL


def test_an_active_initiative_that_organises_a_counter_voice_answers_fresh_or_not() -> None:
    rows = records(
        [initiative(1)], tags=(tag(1, "bonding-3", date(2019, 1, 1)),), voices=(_review(D),)
    )
    found = cell(rows, "bonding-3")
    assert (found.state, found.active_ids) == (CellState.ANSWERED, (1,))
    assert found.explanation == "Eén actief initiatief organiseert tegenstem."


def test_one_that_stopped_or_is_municipality_wide_does_not_answer() -> None:
    rows = records(
        [initiative(1, end_date=date(2025, 1, 1)), initiative(2, municipality_wide=True)],
        tags=(tag(1, "bonding-3"), tag(2, "bonding-3")),
    )
    assert cell(rows, "bonding-3").state is CellState.NOT_CHECKED


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (D, CellState.NO_SIGNAL),
        (date(2025, 11, 22), CellState.NO_SIGNAL),
        (date(2025, 11, 21), CellState.NOT_CHECKED),
        (NEXT_DAY, CellState.NOT_CHECKED),
    ],
)
def test_a_review_holds_for_twelve_months(day: date, state: CellState) -> None:
    assert _state(_review(day)) is state


def test_a_signal_of_another_district_is_not_seen() -> None:
    assert cell(records(voices=(MISSING,)), "bonding-3", WEST).state is CellState.NOT_CHECKED


def test_the_sentence_of_several_open_signals() -> None:
    later = VoiceRow(4, EAST, date(2026, 6, 1), missing=True)
    assert cell(records(voices=(later, MISSING)), "bonding-3").explanation == (
        "Er zijn twee signalen dat stemmen ontbreken zonder reactie, het oudste van 1 mei 2026."
    )
