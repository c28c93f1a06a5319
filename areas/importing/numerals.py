"""Numbers as key figures write them: padded, with a comma or a point, and with many signs for "not published".

A point before three digits is a decimal point in `1.234` of a score and a thousands mark in `12.345` inhabitants; one
cell cannot tell. So the cells of a column (or of an indicator) are read together.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

_MISSING_TEXT: Final = frozenset(
    {"", ".", "..", "...", ",", "-", "x", "null", "nan", "na", "n/a", "none", "nvt", "onbekend"}
)
_MISSING_NUMBERS: Final = frozenset(
    Decimal(number) for number in (-99999999, -99999998, -99999997, -99999, -99997, -99995)
)
_NUMERAL: Final = re.compile(r"[+-]?(\d+([.,]\d+)*|[.,]\d+)([eE][+-]?\d{1,2})?")
_DIGITS: Final = 15
_PLACES: Final = Decimal("0.000000001")


class NotANumber(Exception):
    """A cell that is no number and no known sign for a missing one."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Which of the point and the comma separate thousands in a column; otherwise they are decimal marks."""

    thousands: frozenset[str] = frozenset()


def _plain(text: str) -> str:
    return "".join(text.split()).replace("\u2212", "-").rstrip("%")


def is_missing(text: str) -> bool:
    """Whether a cell says that there is no figure; "0" is a figure."""
    return _plain(text).casefold() in _MISSING_TEXT


def marks_of(texts: Collection[str], *, whole: bool = False) -> Marks:
    """How a column writes numbers; `whole` says that it counts things, so that it has no three decimals."""
    plain = [
        text
        for text in map(_plain, texts)
        if _NUMERAL.fullmatch(text) and text.strip("+-").casefold() not in _MISSING_TEXT
    ]
    return Marks(frozenset(mark for mark in ".," if _separates_thousands(mark, plain, whole=whole)))


def _separates_thousands(mark: str, texts: list[str], *, whole: bool) -> bool:
    other = "," if mark == "." else "."
    marked = [text for text in texts if mark in text]
    if not marked:
        return False
    if any(text.count(mark) > 1 or 0 <= text.find(mark) < text.find(other) for text in marked):
        return True
    if any(_is_plainly_decimal(text, mark) for text in marked):
        return False
    if whole:
        return True
    # Only x.xxx is left: decimals, unless some whole numbers are written without the mark.
    return mark == "." and any(text.strip("+-").isdigit() for text in texts)


def _is_plainly_decimal(text: str, mark: str) -> bool:
    before, _mark, after = text.partition(mark)
    return len(after) != 3 or before.strip("+-") in {"", "0"} or len(before.strip("+-")) > 3


def parse_number(text: str, marks: Marks) -> Decimal | None:
    """The number in a cell, None where it is missing. Raises NotANumber."""
    if is_missing(text):
        return None
    plain = _plain(text)
    if not _NUMERAL.fullmatch(plain):
        raise NotANumber(f"'{text.strip()}' is geen getal")
    for mark in marks.thousands:
        if mark in plain and not re.fullmatch(rf"[+-]?\d{{1,3}}(\{mark}\d{{3}})+([.,]\d+)?", plain):
            raise NotANumber(f"'{text.strip()}' past niet bij de andere getallen van deze kolom")
        plain = plain.replace(mark, "")
    plain = plain.replace(",", ".")
    if plain.count(".") > 1:
        raise NotANumber(f"'{text.strip()}' is geen getal")
    value = Decimal(plain)
    if value in _MISSING_NUMBERS:
        return None
    if value.adjusted() >= _DIGITS:
        raise NotANumber(f"'{text.strip()}' is te groot")
    return value.quantize(_PLACES)


def parse_column(texts: Iterable[str], *, whole: bool = False) -> Mapping[str, Decimal | None]:
    """Cell text → number for a column. Raises NotANumber for the first cell that is none."""
    distinct = set(texts)
    marks = marks_of(distinct, whole=whole)
    return {text: parse_number(text, marks) for text in sorted(distinct)}
