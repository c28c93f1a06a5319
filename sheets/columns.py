"""The declared columns of an export: one list, shared by every format and by the import."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import chain, islice

from sheets.neutral import FIRST_CHARACTERS, neutralise
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

_EXACT_INTEGER: int = 10**EXACT_DIGITS
_CENT = Decimal("0.01")


def plain_rows(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[list[Plain]]:
    """Check every value against its column. Raises TypeError or ValueError for a mistake of the program."""
    checks = [_CHECKS[column.kind] for column in columns]
    for row in rows:
        yield [
            None if value is None else check(value)
            for check, value in zip(checks, row, strict=True)
        ]


def plain(kind: Kind, value: Value) -> Plain:
    """A value as its column's kind wants it; nothing and an empty text are None.

    Money is euro as Decimal (see `sheets.values.euros`): an int is refused, since it might be cents.
    """
    return None if value is None else _CHECKS[kind](value)


def _text(value: Value) -> str | None:
    if not isinstance(value, str):
        _expect_nothing("text", value)
        return None
    if not value:
        return None
    value = str(value)
    if value[0] in FIRST_CHARACTERS or not value.isprintable():
        return neutralise(value)
    return value


def _integer(value: Value) -> int | None:
    if not isinstance(value, int) or isinstance(value, bool):
        _expect_nothing("whole numbers", value)
        return None
    return value


def _decimal(value: Value) -> int | Decimal | None:
    if isinstance(value, float):
        value = Decimal(repr(float(value)))
    if not isinstance(value, int | Decimal) or isinstance(value, bool):
        _expect_nothing("numbers", value)
        return None
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError(f"{value!r} is no number to write")
    return value


def _money(value: Value) -> Decimal | None:
    if not isinstance(value, Decimal):
        _expect_nothing("money, in euros as Decimal,", value)
        return None
    cents = value.quantize(_CENT)
    if cents != value:
        raise ValueError(f"{value!r} holds parts of a cent")
    return cents


def _date(value: Value) -> dt.date | None:
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        _expect_nothing("days", value)
        return None
    return value


def _bool(value: Value) -> bool | None:
    if not isinstance(value, bool):
        _expect_nothing("yes and no", value)
        return None
    return value


def _expect_nothing(what: str, value: Value) -> None:
    """An empty text is nothing in any column; anything else that does not fit is a mistake."""
    if value != "":
        raise TypeError(f"a column of {what} cannot hold {value!r}")


_CHECKS: dict[Kind, Callable[[Value], Plain]] = {
    Kind.TEXT: _text,
    Kind.CODE: _text,
    Kind.INTEGER: _integer,
    Kind.DECIMAL: _decimal,
    Kind.MONEY: _money,
    Kind.DATE: _date,
    Kind.BOOL: _bool,
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet to write: its title, columns and checked rows."""

    title: str
    columns: Sequence[Column]
    rows: Iterator[list[Plain]]


@dataclass(frozen=True, slots=True)
class Tab:
    """One table of a workbook with several: a title that no other one has, columns and rows."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Row]


def sheets(
    columns: Sequence[Column], rows: Iterable[Row], title: str, most_rows: int
) -> Iterator[Sheet]:
    """The worksheets of one table: as many as the rows need, then one that tells what columns mean, if any does.

    A worksheet holds `most_rows` with its header. Each must be written out before the next is asked for.
    """
    yield from _pages(Tab(title, columns, rows), most_rows)
    if any(column.meaning for column in columns):
        told = (Column("kolom"), Column("betekenis"))
        meanings = ((column.name, column.meaning) for column in columns)
        yield Sheet(EXPLANATION_SHEET, told, plain_rows(told, meanings))


def book(tabs: Sequence[Tab], most_rows: int) -> Iterator[Sheet]:
    """The worksheets of several tables, then one that tells of every table what its columns mean."""
    for tab in tabs:
        yield from _pages(tab, most_rows)
    told = (Column("blad"), Column("kolom"), Column("betekenis"))
    meanings = (
        (tab.title, column.name, column.meaning)
        for tab in tabs
        for column in tab.columns
        if column.meaning
    )
    yield Sheet(EXPLANATION_SHEET, told, plain_rows(told, meanings))


def _pages(tab: Tab, most_rows: int) -> Iterator[Sheet]:
    remaining = plain_rows(tab.columns, tab.rows)
    following = next(remaining, None)
    yield Sheet(tab.title, tab.columns, _page(following, remaining, most_rows))
    number = 1
    while (following := next(remaining, None)) is not None:
        number += 1
        yield Sheet(f"{tab.title} {number}", tab.columns, _page(following, remaining, most_rows))


def _page(
    first: list[Plain] | None, rows: Iterator[list[Plain]], most_rows: int
) -> Iterator[list[Plain]]:
    return islice(rows if first is None else chain([first], rows), most_rows - 1)


def headers(columns: Sequence[Column]) -> list[str]:
    """The headers, neutralised as any text."""
    return [neutralise(column.name) for column in columns]


def fits_a_float(number: int | Decimal) -> bool:
    """Whether a spreadsheet keeps every digit of the number."""
    if isinstance(number, int):
        return -_EXACT_INTEGER < number < _EXACT_INTEGER
    return (
        len(str(number)) <= EXACT_DIGITS
        or len(number.normalize().as_tuple().digits) <= EXACT_DIGITS
    )


def digits(number: int | Decimal) -> str:
    """The number plainly, with a decimal point, never as 1E+3."""
    return format(number, "f") if isinstance(number, Decimal) else str(number)


def yes_or_no(value: bool) -> str:
    """Yes and no as the import columns write them."""
    return "yes" if value else "no"
