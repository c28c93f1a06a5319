"""What a cell means, in the notations that real files use."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets.table import Cell
from sheets.values import (
    clean_code,
    clean_text,
    is_missing,
    parse_bool,
    parse_cents,
    parse_choice,
    parse_date,
    parse_decimal,
    parse_integer,
    split_list,
)

CELLS = st.one_of(
    st.text(),
    st.text(alphabet="0123456789.,-+€ \u00a0/:TZ|e"),
    st.decimals(),
    st.dates(),
    st.datetimes(),
)


@pytest.mark.parametrize(
    "written",
    [
        "2024-03-01",
        "2024-3-1",
        "01-03-2024",
        "1-3-2024",
        "01/03/2024",
        "1.3.2024",
        "1 maart 2024",
        "1 mrt. 2024",
        "2024-03-01 01:00:19.503",
        "2024-03-01T23:59:59Z",
        "01-03-2024 12:30",
        " 2024-03-01 ",
        dt.date(2024, 3, 1),
    ],
)
def test_a_day_is_read_in_every_usual_notation(written: Cell) -> None:
    assert parse_date(written) == dt.date(2024, 3, 1)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "Er staat geen datum"),
        ("1-3-24", "jaar van twee cijfers"),
        ("03/13/2024", "maand 13; schrijf eerst de dag"),
        ("31-02-2024", "bestaat niet"),
        ("2024-13-01", "bestaat niet"),
        ("0000-01-01", "bestaat niet"),
        ("1899-12-31", "buiten de jaren 1900 tot en met 2200"),
        ("2201-01-01", "buiten de jaren"),
        (dt.date(1066, 10, 14), "buiten de jaren"),
        ("20240301", "geen datum"),
        ("1-3/2024", "geen datum"),
        ("morgen", "geen datum"),
        (Decimal(45352), "geen datum"),
    ],
)
def test_a_day_that_cannot_be_meant_is_refused(written: Cell, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_date(written)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *((text, True) for text in ("yes", "Ja", "true", "WAAR", "1", " j ", Decimal(1))),
        *((text, False) for text in ("no", "nee", "False", "onwaar", "0", Decimal(0))),
        *((text, None) for text in ("", " ", "onbekend", "NULL")),
    ],
)
def test_yes_no_and_unknown(written: Cell, meant: bool | None) -> None:
    assert parse_bool(written) is meant


def test_anything_else_is_no_answer() -> None:
    with pytest.raises(ValueError, match="‘misschien’ is geen ja of nee"):
        parse_bool("misschien")


def test_a_choice_is_known_by_its_code_or_a_synonym_however_it_is_written() -> None:
    choices, synonyms = ("indoor_public", "home"), {"binnen openbaar": "indoor_public"}
    for written in ("indoor_public", "Indoor public", " INDOOR-PUBLIC", "Binnen  openbaar"):
        assert parse_choice(written, choices, synonyms) == "indoor_public"


def test_an_unknown_choice_lists_the_choices() -> None:
    with pytest.raises(ValueError, match="‘tuin’ is geen geldige keuze; kies uit: home, outdoor"):
        parse_choice("tuin", ("home", "outdoor"))
    with pytest.raises(ValueError, match="Er is niets ingevuld; kies uit: home"):
        parse_choice(" ", ("home",))


def test_blank_is_a_choice_only_where_it_is_one() -> None:
    assert parse_choice("", ("", "home")) == ""


def test_a_list_is_split_trimmed_and_without_blanks() -> None:
    assert split_list(" eat | talk||green |") == ("eat", "talk", "green")
    assert split_list("") == ()


def test_a_part_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="‘eat’ staat er twee keer in"):
        split_list("eat|talk| eat")


def test_text_is_trimmed_composed_and_on_one_line() -> None:
    assert clean_text("  Cafe\u0301\u00a0Oost \r\n  Zuid\ufeff ", max_length=20) == "Café Oost Zuid"


def test_line_breaks_are_kept_where_they_are_wanted() -> None:
    text = clean_text("een<br>twee<BR/>\r\ndrie", max_length=50, multiline=True, html_breaks=True)
    assert text == "een\ntwee\n\ndrie"


@pytest.mark.parametrize("text", ["a\0b", "\x1b[31m", "a\x81b", "\ud800"])
def test_control_characters_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="onleesbaar teken"):
        clean_text(text, max_length=20)


def test_windows_signs_that_were_taken_for_control_characters_are_mended() -> None:
    assert clean_text("\x91Zomer\x92 \x96 \x80 5\x85", max_length=20) == "‘Zomer’ – € 5…"


def test_a_text_that_is_too_long_is_refused_not_cut() -> None:
    assert clean_text("é" * 5, max_length=5) == "ééééé"
    with pytest.raises(ValueError, match="6 tekens lang; er passen er 5"):
        clean_text("x" * 6, max_length=5)


def test_a_code_loses_its_padding() -> None:
    assert clean_code("GM0518    ") == "GM0518"
    assert clean_code(" bu0363eq ") == "BU0363EQ"
    assert clean_code(Decimal(12)) == "12"


@pytest.mark.parametrize("text", ["", "  ", "GM 0518", "WK036300;", "../x", "A" * 21, "=1+1"])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="geen code"):
        clean_code(text)


PARSERS = (
    parse_decimal,
    parse_integer,
    parse_cents,
    parse_date,
    parse_bool,
    is_missing,
    split_list,
    clean_code,
    lambda value: parse_choice(value, ("home", "")),
    lambda value: clean_text(value, max_length=10, html_breaks=True),
)


@pytest.mark.parametrize("parser", PARSERS)
@given(value=CELLS)
def test_whatever_the_cell_there_is_an_answer_or_a_sentence(
    parser: Callable[[Cell], object], value: Cell
) -> None:
    try:
        parser(value)
    except ValueError as error:
        sentence = str(error)
        assert sentence[0].isupper() or sentence[0] == "‘"
        assert sentence.endswith((".", "nul zijn.", "home"))
        sentence.encode()
