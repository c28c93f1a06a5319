"""The declared columns of an export: one list, shared by every format and by the import."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import chain, islice

from sheets.neutral import neutralise
from sheets.table import EXPLANATION_SHEET

type Value = str | int | float | Decimal | dt.date | bool | None
type Row = Sequence[Value]

EXACT_DIGITS = 15
"""A spreadsheet keeps a number as a binary one: more digits than these would change, so they are written as text."""


class Kind(StrEnum):
    """What a column holds, and so how each format writes it."""

    TEXT = "text"
    CODE = "code"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    DATE = "date"
    BOOL = "bool"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, its kind, and for spreadsheets what it means, in a sentence."""

    name: str
    kind: Kind = Kind.TEXT
    meaning: str = ""


type Plain = str | int | Decimal | dt.date | bool | None
"""A value after checking: text is neutralised and never empty, numbers are exact, money has two decimals."""

_CENT = Decimal("0.01")


def plain_rows(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[list[Plain]]:
    """Check every value against its column. Raises TypeError or ValueError for a mistake of the program."""
    kinds = [column.kind for column in columns]
    for row in rows:
        yield [plain(kind, value) for kind, value in zip(kinds, row, strict=True)]


def plain(kind: Kind, value: Value) -> Plain:
    """A value as its column's kind wants it; nothing and an empty text are None.

    Money is euro as Decimal (see `sheets.values.euros`): an int is refused, since it might be cents.
    """
    if value is None or value == "":
        return None
    if kind in (Kind.TEXT, Kind.CODE) and isinstance(value, str):
        return neutralise(value)
    if kind is Kind.DATE and isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    if kind is Kind.BOOL and isinstance(value, bool):
        return value
    if kind in (Kind.INTEGER, Kind.DECIMAL, Kind.MONEY):
        return _number(kind, value)
    raise TypeError(f"a column of kind {kind} cannot hold {value!r}")


def _number(kind: Kind, value: Value) -> int | Decimal:
    if isinstance(value, bool) or (kind is not Kind.DECIMAL and isinstance(value, float)):
        raise TypeError(f"a column of kind {kind} cannot hold {value!r}")
    if isinstance(value, int) and kind is not Kind.MONEY:
        return value
    if isinstance(value, float):
        value = Decimal(repr(float(value)))
    if not isinstance(value, Decimal) or kind is Kind.INTEGER:
        raise TypeError(f"a column of kind {kind} cannot hold {value!r}")
    if not value.is_finite():
        raise ValueError(f"{value!r} is no number to write")
    if kind is Kind.MONEY:
        cents = value.quantize(_CENT)
        if cents != value:
            raise ValueError(f"{value!r} holds parts of a cent")
        return cents
    return value


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet to write: its title, columns and checked rows."""

    title: str
    columns: Sequence[Column]
    rows: Iterator[list[Plain]]


def sheets(
    columns: Sequence[Column], rows: Iterable[Row], title: str, most_rows: int
) -> Iterator[Sheet]:
    """The worksheets of a spreadsheet: as many as the rows need, then one that tells what columns mean, if any does.

    A worksheet holds `most_rows` with its header. Each must be written out before the next is asked for.
    """
    remaining = plain_rows(columns, rows)
    following = next(remaining, None)
    yield Sheet(title, columns, _page(following, remaining, most_rows))
    number = 1
    while (following := next(remaining, None)) is not None:
        number += 1
        yield Sheet(f"{title} {number}", columns, _page(following, remaining, most_rows))
    if any(column.meaning for column in columns):
        told = (Column("kolom"), Column("betekenis"))
        meanings = ((column.name, column.meaning) for column in columns)
        yield Sheet(EXPLANATION_SHEET, told, plain_rows(told, meanings))


def _page(
    first: list[Plain] | None, rows: Iterator[list[Plain]], most_rows: int
) -> Iterator[list[Plain]]:
    return islice(rows if first is None else chain([first], rows), most_rows - 1)


def headers(columns: Sequence[Column]) -> list[str]:
    """The headers, neutralised as any text."""
    return [neutralise(column.name) for column in columns]


def fits_a_float(number: int | Decimal) -> bool:
    """Whether a spreadsheet keeps every digit of the number."""
    digits = Decimal(number).normalize().as_tuple().digits
    return len(digits) <= EXACT_DIGITS


def yes_or_no(value: bool) -> str:
    """Yes and no as the import columns write them."""
    return "yes" if value else "no"
