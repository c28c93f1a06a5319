"""What a note is made of: sections with texts, lists, tables and bars; no Django, no format.

The page, the PDF and the ODT are three faces of one `Note`.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from reports.bars import Bars


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; `small` is what qualifies the text or table beside it."""

    text: str
    small: bool = False
    kind: ClassVar = "text"


@dataclass(frozen=True, slots=True)
class Points:
    """A list of sentences."""

    items: tuple[str, ...]
    kind: ClassVar = "points"


@dataclass(frozen=True, slots=True)
class Term:
    """A word with what it means."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Terms:
    """Words with their meanings."""

    items: tuple[Term, ...]
    kind: ClassVar = "terms"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its header, whether it holds numbers, and its part of the width."""

    head: str
    number: bool = False
    width: int = 10


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: lines of text, or the state of a district × lesson with its letter (so that no colour is needed)."""

    lines: tuple[str, ...]
    state: str = ""
    letter: str = ""

    @property
    def text(self) -> str:
        """The lines as one text."""
        return ", ".join(self.lines)


def cell(*lines: str) -> Cell:
    """A cell of plain lines."""
    return Cell(lines)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption; the first cell of a row names it."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    kind: ClassVar = "table"

    @property
    def body(self) -> tuple[tuple[Cell, tuple[tuple[Column, Cell], ...]], ...]:
        """Every row as the cell that names it, and the others each with its column."""
        rest = self.columns[1:]
        return tuple((row[0], tuple(zip(rest, row[1:], strict=True))) for row in self.rows)


type Block = Text | Points | Terms | Table | Bars


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter; `wide` needs a page on its side, and one that `flows` no new page."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    wide: bool = False
    flows: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A note: what stands on its cover, and its chapters."""

    title: str
    municipality: str
    day: date
    made_on: date
    facts: tuple[Term, ...]
    """What the cover says beside the title: the day, the area, who it was made for."""
    caveats: tuple[str, ...]
    sections: tuple[Section, ...]
