"""Sentences of pure layers follow the language of the page, and are Dutch where nobody translates."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.utils import translation

import language
from dashboards.analysis.words import (
    count_word,
    counted,
    day_nl,
    day_short,
    euros_nl,
    listing,
    number_nl,
)


@pytest.fixture
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("said", "words"),
    [
        (lambda: day_nl(date(2026, 7, 22)), "22 July 2026"),
        (lambda: day_short(date(2026, 3, 1)), "1 Mar 2026"),
        (lambda: number_nl(9600), "9,600"),
        (lambda: number_nl(3, 1), "3.0"),
        (lambda: euros_nl(5_800_000), "€58,000"),
        (lambda: euros_nl(1250), "€12.50"),
        (lambda: count_word(0), "none"),
        (lambda: count_word(12), "twelve"),
        (lambda: counted(0, "onbekend ding", "onbekende dingen"), "no onbekende dingen"),
        (lambda: listing(["A", "B", "C"]), "A, B and C"),
    ],
)
def test_numbers_and_dates_follow_the_language(said: object, words: str) -> None:
    assert callable(said)
    assert said() == words


def test_without_a_translator_a_text_is_as_written() -> None:
    plain = language.Translator()

    assert plain.code() == "nl"
    assert plain.gettext("een tekst") == "een tekst"
    assert [plain.ngettext("cel", "cellen", count) for count in (0, 1, 2)] == [
        "cellen",
        "cel",
        "cellen",
    ]


def test_labels_are_read_as_a_mapping() -> None:
    labels = language.Labels({1: "een", 2: "twee"})

    assert dict(labels) == {1: "een", 2: "twee"}
    assert len(labels) == 2
