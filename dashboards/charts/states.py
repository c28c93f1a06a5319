"""Charts of cell states."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from dashboards.analysis.coverage import Coverage
from dashboards.analysis.states import CELL_LABELS, SIGNAL_STATES, CellState
from dashboards.analysis.trend import Trend
from dashboards.analysis.words import day_nl, day_short, listing
from dashboards.charts.figures import EVERY_NAME, LEGEND, Chart, Linked, figure, label
from language import gettext as _
from language import ngettext

_STATE_ORDER = (
    CellState.COVERED,
    CellState.THIN,
    CellState.ENDING,
    CellState.STALE,
    CellState.EMPTY,
    CellState.UNKNOWN,
)
_FILL = {state: f"var(--{state.value})" for state in _STATE_ORDER} | {
    CellState.EMPTY: "var(--paper)",
    CellState.OPEN_SIGNAL: "var(--ink)",
    CellState.ANSWERED: "var(--tint)",
    CellState.NO_SIGNAL: "var(--paper)",
    CellState.NOT_CHECKED: "var(--unknown)",
}
_PATTERN = {
    CellState.STALE: ".",
    CellState.UNKNOWN: "/",
    CellState.ENDING: "-",
    CellState.ANSWERED: "x",
    CellState.NOT_CHECKED: ".",
}


def _state_bar(
    state: CellState,
    names: Sequence[str],
    counts: Sequence[int],
    *,
    hrefs: Sequence[str] | None = None,
    word: str = "",
) -> go.Bar:
    """One state's share of the bars: its colour, and for print and the colour-blind its pattern.

    The bars lie, a lesson each; with `hrefs` they stand, a moment each, and open its cells. `word` is what the state
    is called here, where that is not its own word.
    """
    places = {"orientation": "h", "y": list(names), "x": list(counts)}
    if hrefs is not None:
        places = {"x": list(names), "y": list(counts), "customdata": list(hrefs)}
    return go.Bar(
        name=word or CELL_LABELS[state],
        **places,
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


def _most_covered(covers: Mapping[str, int], total: int) -> str:
    """Name the lesson that is covered in most of all districts, or the lessons that share that place."""
    most = max(covers.values())
    if not most:
        return _("Nog geen les is in een wijk gedekt.")
    best = [f"‘{title}’" for title, count in covers.items() if count == most]
    return ngettext(
        "{lesson} is in de meeste wijken gedekt: {count} van {total}.",
        "{lesson} zijn in de meeste wijken gedekt: elk in {count} van {total}.",
        len(best),
    ).format(lesson=listing(best), count=most, total=total)


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
    finding = _("Er zijn nog geen wijken.")
    if lessons and covered.places:
        covers = {lesson.title: counts[lesson.code, CellState.COVERED] for lesson in lessons}
        finding = _most_covered(covers, len(covered.places))
    names = [label(lesson.title) for lesson in lessons]
    traces = [
        _state_bar(state, names, [counts[lesson.code, state] for lesson in lessons])
        for state in _STATE_ORDER
    ]
    return Chart(
        "toestanden",
        finding,
        figure(traces, barmode="stack", yaxis=EVERY_NAME, legend=LEGEND, showlegend=True),
        (_("Les"), *(CELL_LABELS[state] for state in _STATE_ORDER)),
        tuple(
            (lesson.title, *(str(counts[lesson.code, state]) for state in _STATE_ORDER))
            for lesson in lessons
        ),
    )


_SIGNAL_ORDER = (
    CellState.OPEN_SIGNAL,
    CellState.ANSWERED,
    CellState.NO_SIGNAL,
    CellState.NOT_CHECKED,
)


def trend_chart(trend: Trend, lesson: str, finding: str, hrefs: Sequence[str]) -> Chart:
    """How many cells have each state at every moment, of one lesson or of all but the signal.

    `hrefs` are the addresses of the cells at each moment.
    """
    counts = [moment.states(lesson) for moment in trend.moments]
    signal = any(state in SIGNAL_STATES for found in counts for state in found)
    order = _SIGNAL_ORDER if signal else _STATE_ORDER
    names = [day_short(moment.at) for moment in trend.moments]
    traces = [
        _state_bar(state, names, [found[state] for found in counts], hrefs=hrefs) for state in order
    ]
    return Chart(
        "verloop",
        finding,
        figure(
            traces,
            barmode="stack",
            xaxis={"type": "category", "tickangle": -90},
            legend=LEGEND | {"y": -0.32},
            showlegend=True,
        ),
        (_("Dag"), *(CELL_LABELS[state] for state in order)),
        tuple(
            (Linked(day_nl(moment.at), href), *(str(found[state]) for state in order))
            for moment, found, href in zip(trend.moments, counts, hrefs, strict=True)
        ),
    )


def counts_chart(
    key: str,
    finding: str,
    head: str,
    names: Sequence[str],
    parts: Sequence[tuple[CellState, str, Sequence[int]]],
) -> Chart:
    """Lying bars of counts: `parts` are a state, what it is called here, and a count for each of the bars.

    `head` says what the bars are: the heading of the first column of the table.
    """
    shown = [label(name) for name in names]
    traces = [_state_bar(state, shown, counts, word=word) for state, word, counts in parts]
    layout = {"yaxis": EVERY_NAME | {"type": "category"}, "xaxis": {"nticks": 5}}
    return Chart(
        key,
        finding,
        figure(traces, barmode="stack", legend=LEGEND, showlegend=True, **layout),
        (head, *(word for _state, word, _counts in parts)),
        tuple(
            (name, *(str(counts[place]) for _state, _word, counts in parts))
            for place, name in enumerate(names)
        ),
    )
