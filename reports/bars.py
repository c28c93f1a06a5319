"""Bars of a note, and where they stand in a small drawing: whole numbers for an SVG of 640 wide. No Django."""

from dataclasses import dataclass
from textwrap import wrap
from typing import ClassVar

WIDTH, LEFT, LONGEST = 640, 200, 350
_LINE, _GAP, _LEGEND = 16, 8, 24
_CHARACTERS_A_LINE = 30
FILLS = ("#1a4a7a", "#7299c0", "#cfdeec")
"""Of the first, second and third part: dark, middle and light, so that they differ without colour."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its name, its parts, and the number that stands behind it."""

    label: str
    parts: tuple[float, ...]
    shown: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars over one scale, with the finding as their text alternative; a table says the same numbers.

    `most` is the full width of a bar; `legend` names the parts where there are several.
    """

    finding: str
    bars: tuple[Bar, ...]
    most: float
    legend: tuple[str, ...] = ()
    kind: ClassVar = "bars"

    @property
    def spoken(self) -> str:
        """The finding and every bar, in words."""
        return f"{self.finding} {'; '.join(f'{bar.label}: {bar.shown}' for bar in self.bars)}."

    @property
    def drawing(self) -> "Drawing":
        """Where everything stands."""
        return drawing(self)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar."""

    x: int
    width: int
    fill: str


@dataclass(frozen=True, slots=True)
class Line:
    """A bar with its label, which is broken over lines and never cut off."""

    y: int
    label: tuple[tuple[int, str], ...]
    pieces: tuple[Piece, ...]
    end: int
    shown: str

    @property
    def middle(self) -> int:
        """Where the number stands."""
        return self.y + 12


@dataclass(frozen=True, slots=True)
class Drawing:
    """All bars, with the height they take and the legend's (x, name, fill)."""

    height: int
    lines: tuple[Line, ...]
    legend: tuple[tuple[int, str, str], ...]


def drawing(bars: Bars) -> Drawing:
    """Lay out the bars from top to bottom, the legend above them."""
    y = _LEGEND if bars.legend else 0
    lines = []
    for bar in bars.bars:
        label = wrap(bar.label, _CHARACTERS_A_LINE) or [""]
        pieces, x = [], LEFT
        for shade, part in enumerate(bar.parts):
            width = round(max(part, 0) * LONGEST / bars.most)
            pieces.append(Piece(x, width, FILLS[shade]))
            x += width
        texts = tuple((y + 12 + _LINE * number, text) for number, text in enumerate(label))
        lines.append(
            Line(y, texts, tuple(piece for piece in pieces if piece.width), x + 6, bar.shown)
        )
        y += _LINE * len(label) + _GAP
    legend = tuple(
        (LEFT + 110 * place, name, FILLS[place]) for place, name in enumerate(bars.legend)
    )
    return Drawing(y, tuple(lines), legend)
