"""What every chart is made of: a finding, a figure for Plotly and the same numbers as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import plotly.graph_objects as go

LEGEND = {"orientation": "h", "traceorder": "normal", "yanchor": "top", "y": -0.12}
EVERY_NAME = {"autorange": "reversed", "tickmode": "linear", "dtick": 1}
"""Plotly leaves out names where bars are low; a bar without its name says nothing."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A table cell that opens the records behind it."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A finding, its figure for Plotly, and the same numbers as a table."""

    id: str
    finding: str
    figure: dict[str, Any]
    head: tuple[str, ...]
    rows: tuple[tuple[str | Linked, ...], ...]

    @property
    def lines(self) -> list[list[tuple[str, str | Linked]]]:
        """The rows with each cell's heading beside it, for where a row becomes a card."""
        return [list(zip(self.head, row, strict=True)) for row in self.rows]


def label(text: str) -> str:
    """Text of people, so that Plotly shows it as it is."""
    return escape(text, quote=False)


def figure(traces: Sequence[go.Bar], **layout: Any) -> dict[str, Any]:
    """A figure with our own layout and none of the library's template."""
    plain: dict[str, Any] = go.Figure(list(traces), go.Layout(template=None, **layout)).to_dict()
    plain["layout"].pop("template", None)
    return plain
