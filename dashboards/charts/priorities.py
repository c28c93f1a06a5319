"""The chart of priorities."""

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboards.analysis.priorities import Priority
from dashboards.analysis.words import number_nl
from dashboards.charts.amounts import FILLS, part_marker
from dashboards.charts.figures import EVERY_NAME, LEGEND, Chart, figure, label
from language import gettext as _


def priorities_chart(ranked: Sequence[Priority], finding: str) -> Chart:
    """The three parts of each ranked district's priority, stacked."""
    names = [label(priority.district.name) for priority in ranked]
    parts = (
        (_("Nood"), [float(priority.need_points or 0) for priority in ranked]),
        (_("Tekort"), [float(priority.shortage_points or 0) for priority in ranked]),
        (_("Broosheid"), [float(priority.fragility_points) for priority in ranked]),
    )
    traces = [
        go.Bar(name=name, orientation="h", y=names, x=values, marker=part_marker(*fill))
        for (name, values), fill in zip(parts, FILLS, strict=False)
    ]
    return Chart(
        "prioriteiten",
        finding,
        figure(
            traces,
            barmode="stack",
            yaxis=EVERY_NAME,
            legend=LEGEND,
            showlegend=True,
        ),
        (_("Wijk"), _("Prioriteit"), _("Nood"), _("Tekort"), _("Broosheid")),
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
