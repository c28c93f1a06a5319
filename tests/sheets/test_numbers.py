"""Numbers and amounts of money, in the notations that real files use."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets.numbers import euros, is_missing, parse_cents, parse_decimal, parse_integer
from sheets.table import Cell
from sheets.values import optional


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1.234,56", "1234.56"),
        ("1234.56", "1234.56"),
        ("1,8", "1.8"),
        ("     2.0", "2"),
        ("416.0", "416"),
        ("83280.00", "83280"),
        (".00", "0"),
        ("-12", "-12"),
        ("\u221212,5", "-12.5"),
        ("+3", "3"),
        ("1 234,50", "1234.50"),
        ("1\u00a0234,50", "1234.50"),
        ("1\u202f234\u202f567", "1234567"),
        ("1,234.56", "1234.56"),
        ("1.234.567", "1234567"),
        ("1.234.567,8", "1234567.8"),
        ("1.234", "1.234"),
    ],
)
def test_numbers_are_read_the_dutch_and_the_english_way(written: str, number: str) -> None:
    assert parse_decimal(written) == Decimal(number)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "-",
        ".",
        ",",
        "abc",
        "1e5",
        "1.23.456",
        "12.34,56",
        "1.234,567.8",
        "1 2",
        "--5",
        "٣",
        "1/2",
        "NaN",
    ],
)
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="getal"):
        parse_decimal(written)


@pytest.mark.parametrize(
    ("written", "cents"),
    [
        ("€ 37.500", 3_750_000),
        ("37.500", 3_750_000),
        ("€ 1.500,-", 150_000),
        ("1500,--", 150_000),
        ("€ 0", 0),
        (".00", 0),
        ("0.500", 50),
        ("4000.00", 400_000),
        ("2938053.13", 293_805_313),
        ("EUR 12,5", 1250),
        ("12 euro", 1200),
        (Decimal("1234.5"), 123_450),
        (Decimal("37.5"), 3750),
    ],
)
def test_amounts_become_whole_cents(written: Cell, cents: int) -> None:
    assert parse_cents(written) == cents


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("1234.567", "meer dan twee cijfers"),
        (Decimal("0.005"), "meer dan twee cijfers"),
        ("5,000", "kan twee bedragen zijn"),
        ("€ 12,500", "kan twee bedragen zijn"),
        ("-5", "negatief"),
        ("€ -5,00", "negatief"),
        ("1000000000,01", "miljard"),
        ("€ NaN", "geen getal"),
        ("", "geen getal"),
        ("veel", "geen getal"),
    ],
)
def test_amounts_that_cannot_be_meant_are_refused(written: Cell, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_cents(written)


def test_an_amount_below_zero_is_allowed_where_the_caller_says_so() -> None:
    assert parse_cents("€ -5,00", allow_negative=True) == -500


@given(st.integers(0, 100_000_000_000))
def test_cents_written_as_euros_are_the_same_cents(cents: int) -> None:
    amount = euros(cents)
    assert amount is not None
    assert parse_cents(format(amount, "f")) == cents
    assert (
        parse_cents(format(amount, ",").replace(",", "_").replace(".", ",").replace("_", "."))
        == cents
    )


def test_whole_numbers_are_whole() -> None:
    assert [parse_integer(value) for value in ("12", "12.0", "1.234", Decimal(7))] == [
        12,
        12,
        1234,
        7,
    ]
    with pytest.raises(ValueError, match="geen heel getal"):
        parse_integer("1,5")


@pytest.mark.parametrize(
    "value",
    [
        "",
        "  ",
        ".",
        "       .",
        ",",
        "NULL",
        "NaN",
        "-99999999",
        "-99999999.0",
        "€ NaN",
        Decimal(-99999999),
    ],
)
def test_the_usual_signs_for_nothing_are_missing(value: Cell) -> None:
    assert is_missing(value)
    assert optional(parse_decimal, value) is None


@pytest.mark.parametrize("value", ["0", ".00", "€ 0", "x", "-1", Decimal(0), dt.date(2024, 1, 1)])
def test_zero_is_not_missing(value: Cell) -> None:
    assert not is_missing(value)
