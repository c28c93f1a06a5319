"""Charts of money."""

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboards.analysis.cliff import Cliff
from dashboards.analysis.funding import MoneyLine
from dashboards.analysis.words import euros_nl, month_nl
from dashboards.charts.figures import Chart, Linked, figure, label
from language import gettext as _


def money_chart(
    key: str, finding: str, heading: str, lines: Sequence[MoneyLine], hrefs: Sequence[str]
) -> Chart:
    """Euros a line as bars; a bar and its number open the initiatives behind it."""
    trace = go.Bar(
        x=[label(line.label) for line in lines],
        y=[line.cents / 100 for line in lines],
        customdata=list(hrefs),
        marker={"color": "var(--seq-5)"},
        hovertemplate="%{x}: € %{y:,.2f}<extra></extra>",
    )
    return Chart(
        key,
        finding,
        figure([trace], xaxis={"type": "category"}, yaxis={"tickprefix": "€ "}, showlegend=False),
        (heading, _("Bedrag")),
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
        figure([trace], xaxis={"type": "category"}, yaxis={"tickprefix": "€ "}, showlegend=False),
        (
            _("Maand"),
            _("Initiatieven"),
            _("Eindigt"),
            _("Per jaar nodig"),
            _("Cellen die wegvallen"),
        ),
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
