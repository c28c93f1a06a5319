"""Charts of amounts: the waterfall from requested to settled, and bars in parts."""

from collections.abc import Sequence
from itertools import accumulate
from math import ceil
from textwrap import wrap
from typing import Any, Final

import plotly.graph_objects as go

from dashboards.analysis.flow import Flow
from dashboards.analysis.words import euros_nl
from dashboards.charts.figures import EVERY_NAME, LEGEND, Chart, figure, label

FILLS: Final = (
    ("var(--seq-5)", ""),
    ("var(--seq-2)", "/"),
    ("var(--seq-0)", ""),
    ("var(--seq-3)", ""),
    ("var(--seq-1)", "x"),
    ("var(--seq-4)", "."),
    ("var(--seq-0)", "\\"),
    ("var(--seq-2)", "-"),
)
"""A colour and, for print and the colour-blind, a pattern for each part in turn."""

_LINE: Final = 20
_MANY: Final = 12
"""With more names than this there is no room for names of several lines."""
_EUROS: Final = {
    "tickprefix": "€ ",
    "separatethousands": True,
    "exponentformat": "none",
    "nticks": 3,
    "tickangle": 0,
}
_NAMES: Final = EVERY_NAME | {"type": "category", "showgrid": False}


def flow_chart(found: Flow, finding: str, hrefs: Sequence[str]) -> Chart:
    """A waterfall on its side: totals from zero, between them what goes off and comes on."""
    totals_and_changes = [
        (line.slice.cents if line.is_total else 0, line.change) for line in found.lines
    ]
    levels = list(
        accumulate(
            totals_and_changes,
            lambda level, line: line[0] or level + line[1],
            initial=0,
        )
    )[1:]
    starts = [
        0 if line.is_total else min(level, level - line.change)
        for line, level in zip(found.lines, levels, strict=True)
    ]
    trace = go.Bar(
        orientation="h",
        y=[
            f"{label(line.slice.label)}<br>"
            + euros_nl(line.slice.cents if line.is_total else line.change)
            for line in found.lines
        ],
        x=[line.slice.cents / 100 for line in found.lines],
        base=[start / 100 for start in starts],
        customdata=list(hrefs),
        marker={
            "color": ["var(--seq-5)" if line.is_total else "var(--seq-3)" for line in found.lines],
        },
        hovertemplate="%{y}<extra></extra>",
    )
    return Chart(
        "stroom",
        finding,
        figure([trace], yaxis=_NAMES, xaxis=_EUROS, showlegend=False),
        (),
        (),
    )


def part_marker(colour: str, pattern: str) -> dict[str, Any]:
    """How one part of stacked bars looks: a colour that is no cell state's, and a pattern."""
    return {
        "color": colour,
        "line": {"color": "var(--edge)", "width": 1},
        "pattern": {"shape": pattern, "fgcolor": "var(--ink)", "solidity": 0.15},
    }


def stacked_chart(
    key: str,
    finding: str,
    names: Sequence[str],
    parts: Sequence[tuple[str, Sequence[int]]],
    *,
    lying: bool = False,
    euros: bool = True,
) -> Chart:
    """Bars in parts: `parts` are a name and a number (cents, or a count) for each of the bars."""
    traces = []
    for (name, values), (colour, pattern) in zip(parts, FILLS, strict=False):
        heights = [value / 100 if euros else value for value in values]
        wraps = lying and len(names) <= _MANY
        shown = [_wrapped(text) if wraps else label(text) for text in names]
        traces.append(
            go.Bar(
                name=label(name),
                orientation="h" if lying else "v",
                x=heights if lying else shown,
                y=shown if lying else heights,
                text=[euros_nl(value) if euros else str(value) for value in values],
                textposition="none",
                marker=part_marker(colour, pattern),
                hovertemplate=("%{y}" if lying else "%{x}")
                + "<br>%{text}<extra>%{fullData.name}</extra>",
            )
        )
    amounts = _EUROS if euros else {"dtick": _whole_step(parts)}
    categories = _NAMES if lying else {"type": "category"}
    return Chart(
        key,
        finding,
        figure(
            traces,
            barmode="stack",
            xaxis=amounts if lying else categories,
            yaxis=categories if lying else amounts,
            legend=LEGEND,
            showlegend=True,
        ),
        (),
        (),
    )


def _wrapped(text: str) -> str:
    """A long name in lines, so that it leaves room for its bar on a phone."""
    return "<br>".join(label(line) for line in wrap(text, _LINE)) or label(text)


def _whole_step(parts: Sequence[tuple[str, Sequence[int]]]) -> int:
    """The distance of the ticks on an axis of counts, which has no halves."""
    highest = max((sum(bar) for bar in zip(*(of for _name, of in parts), strict=True)), default=0)
    return max(1, ceil(highest / 5))
