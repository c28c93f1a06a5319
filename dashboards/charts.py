"""Charts as plain figures (data and layout in lists) with the same numbers as a table; no Django, no scripts.

Colours are the names of design tokens ("var(--covered)"), filled in by the page, so that light, dark and a
municipality's theme all hold. Words of people are escaped: Plotly reads some HTML in labels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import plotly.graph_objects as go

from dashboards.analysis.cliff import Cliff
from dashboards.analysis.coverage import Coverage
from dashboards.analysis.funding import MoneyLine
from dashboards.analysis.priorities import Priority
from dashboards.analysis.states import CELL_LABELS, CellState
from dashboards.analysis.words import euros_nl, month_nl, number_nl


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


def label(text: str) -> str:
    """Text of people, so that Plotly shows it as it is."""
    return escape(text, quote=False)


def _figure(traces: Sequence[go.Bar], **layout: Any) -> dict[str, Any]:
    plain: dict[str, Any] = go.Figure(list(traces), go.Layout(template=None, **layout)).to_dict()
    plain["layout"].pop("template", None)
    return plain


_LEGEND = {"orientation": "h", "traceorder": "normal", "yanchor": "top", "y": -0.12}
_EVERY_NAME = {"autorange": "reversed", "tickmode": "linear", "dtick": 1}
"""Plotly leaves out names where bars are low; a bar without its name says nothing."""

_STATE_ORDER = (
    CellState.COVERED,
    CellState.THIN,
    CellState.ENDING,
    CellState.STALE,
    CellState.EMPTY,
    CellState.UNKNOWN,
)
_FILL = {state: f"var(--{state.value})" for state in _STATE_ORDER} | {
    CellState.EMPTY: "var(--paper)"
}
_PATTERN = {CellState.STALE: ".", CellState.UNKNOWN: "/", CellState.ENDING: "-"}


def _state_bar(state: CellState, names: list[str], counts: list[int]) -> go.Bar:
    """One state's share of the bars: its colour, and for print and the colour-blind its pattern."""
    return go.Bar(
        name=CELL_LABELS[state],
        orientation="h",
        y=names,
        x=counts,
        marker={
            "color": _FILL[state],
            "line": {"color": "var(--edge)", "width": 1},
            "pattern": {
                "shape": _PATTERN.get(state, ""),
                "fgcolor": "var(--ink)",
                "size": 5,
                "fillmode": "overlay",
                "solidity": 0.15,
            },
        },
    )


def states_chart(covered: Coverage) -> Chart:
    """How many districts have each state, per lesson; the signal stands apart and is not here."""
    lessons = [lesson for lesson in covered.lessons if lesson.kind != "signal"]
    counts = {
        (lesson.code, state): sum(
            1 for cell in covered.of_lesson(lesson.code) if cell.state is state
        )
        for lesson in lessons
        for state in _STATE_ORDER
    }
    best = max(lessons, key=lambda lesson: counts[lesson.code, CellState.COVERED], default=None)
    finding = "Er zijn nog geen wijken."
    if best and covered.places:
        most = counts[best.code, CellState.COVERED]
        finding = (
            f"{best.title} is in de meeste wijken gedekt: {most} van {len(covered.places)}."
            if most
            else "Nog geen les is in een wijk gedekt."
        )
    names = [label(lesson.title) for lesson in lessons]
    traces = [
        _state_bar(state, names, [counts[lesson.code, state] for lesson in lessons])
        for state in _STATE_ORDER
    ]
    return Chart(
        "toestanden",
        finding,
        _figure(traces, barmode="stack", yaxis=_EVERY_NAME, legend=_LEGEND, showlegend=True),
        ("Les", *(CELL_LABELS[state] for state in _STATE_ORDER)),
        tuple(
            (lesson.title, *(str(counts[lesson.code, state]) for state in _STATE_ORDER))
            for lesson in lessons
        ),
    )


def priorities_chart(ranked: Sequence[Priority], finding: str) -> Chart:
    """The three parts of each ranked district's priority, stacked."""
    names = [label(priority.district.name) for priority in ranked]
    parts = (
        ("Nood", [float(priority.need_points or 0) for priority in ranked], "var(--covered)"),
        ("Tekort", [float(priority.shortage_points or 0) for priority in ranked], "var(--hatch)"),
        ("Broosheid", [float(priority.fragility_points) for priority in ranked], "var(--ending)"),
    )
    traces = [
        go.Bar(name=name, orientation="h", y=names, x=values, marker={"color": colour})
        for name, values, colour in parts
    ]
    return Chart(
        "prioriteiten",
        finding,
        _figure(
            traces,
            barmode="stack",
            yaxis=_EVERY_NAME,
            legend=_LEGEND,
            showlegend=True,
        ),
        ("Wijk", "Prioriteit", "Nood", "Tekort", "Broosheid"),
        tuple(
            (
                priority.district.name,
                str(priority.score),
                number_nl(priority.need_points or 0, 1),
                number_nl(priority.shortage_points or 0, 1),
                number_nl(priority.fragility_points, 1),
            )
            for priority in ranked
        ),
    )


def money_chart(
    key: str, finding: str, heading: str, lines: Sequence[MoneyLine], hrefs: Sequence[str]
) -> Chart:
    """Euros a line as bars; a bar and its number open the initiatives behind it."""
    trace = go.Bar(
        x=[label(line.label) for line in lines],
        y=[line.cents / 100 for line in lines],
        customdata=list(hrefs),
        marker={"color": "var(--covered)"},
        hovertemplate="%{x}: € %{y:,.2f}<extra></extra>",
    )
    return Chart(
        key,
        finding,
        _figure([trace], xaxis={"type": "category"}, yaxis={"tickprefix": "€ "}, showlegend=False),
        (heading, "Bedrag"),
        tuple(
            (line.label, Linked(euros_nl(line.cents), href))
            for line, href in zip(lines, hrefs, strict=True)
        ),
    )


def cliff_chart(cliff: Cliff, finding: str, hrefs: Sequence[str], months_ahead: int) -> Chart:
    """Euros that end per month; the first `months_ahead` months are the ones that need an answer now."""
    trace = go.Bar(
        x=[month_nl(month.month, short=True) for month in cliff.months],
        y=[month.ending_cents / 100 for month in cliff.months],
        text=[str(len(month.endings)) if month.endings else "" for month in cliff.months],
        textposition="outside",
        customdata=list(hrefs),
        marker={
            "color": [
                "var(--ending)" if index <= months_ahead else "var(--hatch)"
                for index in range(len(cliff.months))
            ]
        },
        hovertemplate="%{x}: € %{y:,.2f}<extra></extra>",
    )
    return Chart(
        "klif",
        finding,
        _figure([trace], xaxis={"type": "category"}, yaxis={"tickprefix": "€ "}, showlegend=False),
        ("Maand", "Initiatieven", "Eindigt", "Per jaar nodig", "Cellen die wegvallen"),
        tuple(
            (
                month_nl(month.month),
                Linked(str(len(month.endings)), href) if month.endings else "0",
                euros_nl(month.ending_cents),
                euros_nl(month.yearly_cents),
                str(len(month.lost)),
            )
            for month, href in zip(cliff.months, hrefs, strict=True)
        ),
    )
