"""The course's words are those of the records: the same codes, limits and Dutch labels, and one for each."""

from enum import StrEnum

import pytest
from django.db.models import TextChoices

from funding import models
from funding.course import FunderKind, GrantKind, State, StepKind
from funding.course.payment_rules import MAX_CENTS
from funding.course.words import STATE_LABELS, STEP_LABELS, day, euros
from tests.funding.histories import TODAY


@pytest.mark.parametrize(
    ("course", "records"),
    [
        (State, models.GrantState),
        (FunderKind, models.FunderKind),
        (GrantKind, models.GrantKind),
    ],
)
def test_codes_are_those_of_the_records(course: type[StrEnum], records: type[TextChoices]) -> None:
    assert {code.value for code in course} == set(records.values)


def test_state_labels_are_those_of_the_records() -> None:
    labels = {code: str(label) for code, label in models.GrantState.choices}
    assert {state.value: label for state, label in STATE_LABELS.items()} == labels


def test_every_step_has_a_label_and_fits_its_column() -> None:
    assert set(STEP_LABELS) == set(StepKind)
    longest = models.Decision._meta.get_field("kind").max_length
    assert longest is not None
    assert max(len(kind.value) for kind in StepKind) <= longest


def test_limit_is_that_of_the_database() -> None:
    assert MAX_CENTS == models.MAX_CENTS


@pytest.mark.parametrize(
    ("cents", "text"),
    [(123_456_789, "€ 1.234.567,89"), (5, "€ 0,05"), (-100, "-€ 1,00"), (0, "€ 0,00")],
)
def test_amounts_in_a_sentence(cents: int, text: str) -> None:
    assert euros(cents) == text


def test_dates_in_a_sentence() -> None:
    assert day(TODAY) == "22-11-2026"
