"""Texts that a spreadsheet would run are made harmless, and come back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets.neutral import neutralise, restore, visible

RISKY = st.text(alphabet="'=+-@\t\r\0␀ax", max_size=6)


@pytest.mark.parametrize("text", ["=1+1", "+31", "-x", "@SUM", "\tx", "\rx", "\0=x", "␀"])
def test_a_text_that_would_run_gets_an_apostrophe(text: str) -> None:
    assert neutralise(text) == "'" + visible(text)


@pytest.mark.parametrize("text", ["", "x", "'s-Gravenhage", "a=b", " =1", "1-2"])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert neutralise(text) == text
    assert restore(text) == text


@given(st.one_of(RISKY, st.text()))
def test_reading_back_undoes_it_exactly(text: str) -> None:
    assert restore(neutralise(text)) == visible(text)


@given(st.one_of(RISKY, st.text()))
def test_nothing_that_is_written_begins_as_a_formula(text: str) -> None:
    assert neutralise(text)[:1] not in {"=", "+", "-", "@", "\t", "\r", "\0"}


def test_control_characters_become_visible() -> None:
    assert visible("a\0b\x1fc\x7fd\x85e\ud800") == "a␀b␟c␡d\x85e\ufffd"
