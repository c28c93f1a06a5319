"""Charts of cell states."""

import plotly.graph_objects as go

from dashboards.analysis.coverage import Coverage
from dashboards.analysis.states import CELL_LABELS, CellState
from dashboards.charts.figures import EVERY_NAME, LEGEND, Chart, figure, label

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
        figure(traces, barmode="stack", yaxis=EVERY_NAME, legend=LEGEND, showlegend=True),
        ("Les", *(CELL_LABELS[state] for state in _STATE_ORDER)),
        tuple(
            (lesson.title, *(str(counts[lesson.code, state]) for state in _STATE_ORDER))
            for lesson in lessons
        ),
    )
