"""Fields as people fill them in."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from initiatives.forms.fields import ChoiceText, DayField, KnownField, SinceField
from initiatives.forms.personal import is_bsn, warnings_about


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("22-11-2026", date(2026, 11, 22)),
        ("1-3-2025", date(2025, 3, 1)),
        ("2026-11-22", date(2026, 11, 22)),
        ("22/11/2026", date(2026, 11, 22)),
        (" 22-11-2026 ", date(2026, 11, 22)),
    ],
)
def test_a_day_is_read_in_three_notations(typed: str, day: date) -> None:
    assert DayField().clean(typed) == day


@pytest.mark.parametrize(
    "typed",
    ["31-02-2026", "22-11-26", "gisteren", "11-22-2026", "20261122", "01-01-1899", "01-01-2200"],
)
def test_what_is_no_day_is_told(typed: str) -> None:
    with pytest.raises(ValidationError):
        DayField().clean(typed)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("03-2025", date(2025, 3, 1)),
        ("3/2025", date(2025, 3, 1)),
        ("2025-03", date(2025, 3, 1)),
        ("2025", date(2025, 1, 1)),
        ("15-03-2025", date(2025, 3, 15)),
        ("2025-03-15", date(2025, 3, 15)),
    ],
)
def test_since_takes_a_month_or_a_year(typed: str, day: date) -> None:
    assert SinceField().clean(typed) == day


@pytest.mark.parametrize("typed", ["13-2025", "00-2025", "0000", "1800", "9999", "maart", "-2025"])
def test_what_is_no_beginning_is_told(typed: str) -> None:
    with pytest.raises(ValidationError):
        SinceField().clean(typed)


def test_yes_no_and_not_known() -> None:
    field = KnownField()
    assert [field.clean(value) for value in ("yes", "no", "")] == [True, False, None]
    assert [field.prepare_value(value) for value in (True, False, None)] == ["yes", "no", ""]


def test_a_choice_carries_its_heading() -> None:
    text = ChoiceText("Situatie", "Titel", "Bonding", "bonding")
    assert (str(text), text.meta, text.group, text.strategy) == (
        "Situatie",
        "Titel",
        "Bonding",
        "bonding",
    )


@pytest.mark.parametrize("number", ["111222333", "123456782", "10000008"])
def test_the_eleven_check(number: str) -> None:
    assert is_bsn(number)


@pytest.mark.parametrize("number", ["123456789", "000000000", "1234567890", "111222334"])
def test_other_numbers_are_no_bsn(number: str) -> None:
    assert not is_bsn(number)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Twaalf buren aten op 22-11-2026 samen in 1234 AB.", []),
        ("Sinds 2019 elke week, 120 keer.", []),
        ("06 1234 5678", ["telefoon"]),
        ("bel +31 6 12345678", ["telefoon"]),
        ("0570-123456", ["telefoon"]),
        ("(070) 123 45 67", ["telefoon"]),
        ("a.b+c@voorbeeld.nl", ["e-mail"]),
        ("bsn 111222333", ["burgerservice"]),
        ("bsn 1112.22.333", ["burgerservice"]),
        ("zaak 123456789", []),
        ("a@b.nl en 0612345678", ["e-mail", "telefoon"]),
    ],
)
def test_personal_data_is_recognised(text: str, kinds: list[str]) -> None:
    found = warnings_about(text)
    assert len(found) == len(kinds), found
    assert all(kind in sentence for kind, sentence in zip(kinds, found, strict=True))
