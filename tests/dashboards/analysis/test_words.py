"""Dutch notation of numbers, dates, money and lists."""

from datetime import date
from fractions import Fraction

import pytest

from dashboards.analysis.words import (
    count_word,
    counted,
    day_nl,
    euros_nl,
    listing,
    number_nl,
    round_half_up,
    sentence,
)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (Fraction(9600), 0, "9.600"),
        (Fraction(16, 5), 1, "3,2"),
        (Fraction(1, 4), 1, "0,3"),
        (Fraction(-1, 2), 1, "-0,5"),
        (Fraction(1234567), 0, "1.234.567"),
        (Fraction(2, 3), 2, "0,67"),
    ],
)
def test_numbers_have_a_point_for_thousands_and_a_comma(
    value: Fraction, decimals: int, expected: str
) -> None:
    assert number_nl(value, decimals) == expected


def test_a_half_is_rounded_up_exactly() -> None:
    assert round_half_up(Fraction(5, 2)) == 3
    assert round_half_up(Fraction(7, 2)) == 4
    assert round_half_up(Fraction(349_999_999_999_999_999, 10**17)) == 3


def test_euros_show_cents_only_where_there_are_any() -> None:
    assert euros_nl(5_800_000) == "€ 58.000"
    assert euros_nl(1250) == "€ 12,50"
    assert euros_nl(0) == "€ 0"


def test_words_for_counts_dates_and_lists() -> None:
    assert counted(1, "initiatief", "initiatieven") == "één initiatief"
    assert counted(0, "initiatief", "initiatieven") == "geen initiatieven"
    assert count_word(13) == "13"
    assert day_nl(date(2026, 7, 22)) == "22 juli 2026"
    assert [listing(names) for names in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "",
        "A",
        "A en B",
        "A, B en C",
    ]


def test_a_sentence_begins_with_a_capital() -> None:
    assert sentence("twee wijken") == "Twee wijken"
    assert sentence("één wijk") == "Eén wijk"
    assert sentence("") == ""
