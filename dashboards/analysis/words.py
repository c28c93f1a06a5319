"""Numbers, dates, money and lists as a sentence has them, in the language of whoever reads it."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import floor
from typing import Final

import language
from language import Labels, gettext_noop, ngettext

_MONTHS: Final = {
    "nl": (
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_SHORT_MONTHS: Final = {
    "nl": ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
_SMALL: Final = {
    "nl": (
        "geen", "één", "twee", "drie", "vier", "vijf", "zes",
        "zeven", "acht", "negen", "tien", "elf", "twaalf",
    ),
    "en": (
        "none", "one", "two", "three", "four", "five", "six",
        "seven", "eight", "nine", "ten", "eleven", "twelve",
    ),
}  # fmt: skip
_MARKS: Final = {"nl": (".", ","), "en": (",", ".")}
"""Between thousands, and before decimals."""
_EURO: Final = {"nl": "€ ", "en": "€"}
_NO: Final = {"nl": "geen", "en": "no"}
_AND: Final = {"nl": "en", "en": "and"}
PARTNERS: Final = Labels(
    {
        "municipality": gettext_noop("gemeente"),
        "welfare": gettext_noop("welzijnswerk"),
        "housing": gettext_noop("corporatie"),
    }
)


def day_nl(day: date) -> str:
    """Return "22 juli 2026", in English "22 July 2026"."""
    return f"{day.day} {month_nl(day)}"


def day_short(day: date) -> str:
    """Return "22 jul 2026"."""
    return f"{day.day} {month_nl(day, short=True)}"


def month_nl(day: date, *, short: bool = False) -> str:
    """Return "juli 2026", or short "jul 2026"."""
    names = _ours(_SHORT_MONTHS if short else _MONTHS)
    return f"{names[day.month - 1]} {day.year}"


def _ours[T](by_language: dict[str, T]) -> T:
    """What belongs to the language of the moment, else the Dutch one."""
    return by_language.get(language.code(), by_language["nl"])


def round_half_up(value: Fraction) -> int:
    """Return the nearest whole number, exactly, a half going up."""
    return floor(value + Fraction(1, 2))


def number_nl(value: Fraction | int, decimals: int = 0) -> str:
    """Return a number rounded half up: "9.600" or, with one decimal, "3,2"; in English "9,600" and "3.2"."""
    scaled = round_half_up(Fraction(value) * 10**decimals)
    whole, rest = divmod(abs(scaled), 10**decimals)
    thousands, point = _ours(_MARKS)
    text = f"{whole:,}".replace(",", thousands) + (
        f"{point}{rest:0{decimals}d}" if decimals else ""
    )
    return f"-{text}" if scaled < 0 else text


def euros_nl(cents: int) -> str:
    """Return "€ 58.000", or with cents where there are any: "€ 12,50"; in English "€58,000"."""
    return f"{_ours(_EURO)}{number_nl(Fraction(cents, 100), 2 if cents % 100 else 0)}"


def count_word(count: int) -> str:
    """Return a count in words up to twelve ("geen", "één", "twee"), in figures above; alone, in English "none"."""
    small = _ours(_SMALL)
    return small[count] if 0 <= count < len(small) else number_nl(count)


def counted(count: int, one: str, many: str) -> str:
    """Return "één initiatief", "twee initiatieven", "geen initiatieven"; the words are found for translation here."""
    word = count_word(count) if count else _ours(_NO)
    return f"{word} {ngettext(one, many, count)}"


def listing(names: Sequence[str]) -> str:
    """Return "A", "A en B" or "A, B en C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {_ours(_AND)} {names[-1]}"


def sentence(text: str) -> str:
    """Return the text with a capital first letter; "één" becomes "Eén", as Dutch writes it."""
    if text.startswith("één"):
        return "Eén" + text[3:]
    return text[:1].upper() + text[1:]
