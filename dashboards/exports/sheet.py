"""A table of a view that is shown, charted and taken along: one list of rows, so that the three agree."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from dashboards.analysis.slices import Slice
from dashboards.analysis.words import day_nl, euros_nl, number_nl, sentence
from dashboards.charts.figures import Linked
from dashboards.exports.measures import Export, euros
from language import gettext as _
from sheets.columns import Column, Kind, Value

_NUMBERS: Final = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.MONEY})


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, and the page with the records behind it."""

    value: Value
    href: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A titled table with declared columns."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]

    def export(self) -> Export:
        """The table to write."""
        return Export(self.title, self.columns, ([cell.value for cell in row] for row in self.rows))

    @property
    def head(self) -> tuple[str, ...]:
        """The headings of the table on the page."""
        return tuple(sentence(_(column.name)) for column in self.columns)

    @property
    def cells(self) -> tuple[tuple[str | Linked, ...], ...]:
        """The same rows in words."""
        return tuple(
            tuple(_cell(column.kind, cell) for column, cell in zip(self.columns, row, strict=True))
            for row in self.rows
        )

    @property
    def labelled(self) -> tuple[tuple[tuple[str, str | Linked, bool], ...], ...]:
        """The rows in words, each cell with its heading (a phone shows it first) and whether it is a number."""
        numbers = self.numbers
        return tuple(tuple(zip(self.head, row, numbers, strict=True)) for row in self.cells)

    @property
    def numbers(self) -> tuple[bool, ...]:
        """Which columns hold numbers."""
        return tuple(column.kind in _NUMBERS for column in self.columns)

    @property
    def heads(self) -> tuple[tuple[str, bool], ...]:
        """The headings, each with whether its column holds numbers."""
        return tuple(zip(self.head, self.numbers, strict=True))


def money(cents: int | None, href: str = "") -> Cell:
    """Whole cents; None is not known or not asked."""
    return Cell(euros(cents), href)


def money_of(found: Slice, href: str) -> Cell:
    """The euros of a slice; only what is not nothing leads somewhere."""
    return Cell(euros(found.cents), href if found.parts else "")


def count_of(found: Slice, href: str) -> Cell:
    """How many grants a slice has."""
    return Cell(found.count, href if found.parts else "")


def _cell(kind: Kind, cell: Cell) -> str | Linked:
    text = _text(kind, cell.value)
    return Linked(text, cell.href) if cell.href else text


def _text(kind: Kind, value: Value) -> str:
    match value:
        case None:
            return "–"
        case Decimal() if kind is Kind.MONEY:
            return euros_nl(int(value * 100))
        case Decimal():
            return f"{value.normalize():f}".replace(".", ",")
        case bool():
            return _("ja") if value else _("nee")
        case int():
            return number_nl(value)
        case date():
            return day_nl(value)
    return str(value)
