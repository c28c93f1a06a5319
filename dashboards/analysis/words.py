"""Dutch wording of numbers, dates, money and lists, for the sentences that explain a measure."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import floor

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
SMALL = (
    "geen", "één", "twee", "drie", "vier", "vijf", "zes",
    "zeven", "acht", "negen", "tien", "elf", "twaalf",
)  # fmt: skip
PARTNERS = {"municipality": "gemeente", "welfare": "welzijnswerk", "housing": "corporatie"}


def day_nl(day: date) -> str:
    """Return "22 juli 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_short(day: date) -> str:
    """Return "22 jul 2026"."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"


def month_nl(day: date, *, short: bool = False) -> str:
    """Return "juli 2026", or short "jul 2026"."""
    if short:
        return f"{SHORT_MONTHS[day.month - 1]} {day.year}"
    return f"{MONTHS[day.month - 1]} {day.year}"


def round_half_up(value: Fraction) -> int:
    """Return the nearest whole number, exactly, a half going up."""
    return floor(value + Fraction(1, 2))


def number_nl(value: Fraction | int, decimals: int = 0) -> str:
    """Return a number in Dutch notation, rounded half up: "9.600" or, with one decimal, "3,2"."""
    scaled = round_half_up(Fraction(value) * 10**decimals)
    whole, rest = divmod(abs(scaled), 10**decimals)
    text = f"{whole:,}".replace(",", ".") + (f",{rest:0{decimals}d}" if decimals else "")
    return f"-{text}" if scaled < 0 else text


def euros_nl(cents: int) -> str:
    """Return "€ 58.000", or with cents where there are any: "€ 12,50"."""
    return f"€ {number_nl(Fraction(cents, 100), 2 if cents % 100 else 0)}"


def count_word(count: int) -> str:
    """Return a count in words up to twelve ("geen", "één", "twee"), in figures above."""
    return SMALL[count] if 0 <= count < len(SMALL) else number_nl(count)


def counted(count: int, one: str, many: str) -> str:
    """Return "één initiatief", "twee initiatieven", "geen initiatieven"."""
    return f"{count_word(count)} {one if count == 1 else many}"


def listing(names: Sequence[str]) -> str:
    """Return "A", "A en B" or "A, B en C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} en {names[-1]}"


def sentence(text: str) -> str:
    """Return the text with a capital first letter; "één" becomes "Eén", as Dutch writes it."""
    if text.startswith("één"):
        return "Eén" + text[3:]
    return text[:1].upper() + text[1:]
