"""The figures of money: every bar begins where the one before left off, and every part has its name."""

from datetime import date

from dashboards.analysis.flow import chosen, flow
from dashboards.analysis.funding import grants_at
from dashboards.charts.amounts import flow_chart, stacked_chart
from dashboards.rows import GrantedAmount
from tests.dashboards.analysis.build import at, grant, initiative, records


def test_the_waterfall_goes_down_to_each_total() -> None:
    """€ 1,000 requested, € 200 less granted, € 500 of € 800 still to be paid, € 300 not settled."""
    row = grant(1, granted=(GrantedAmount(date(2024, 1, 1), 80_000),), paid_cents=30_000)
    found = flow(chosen(grants_at(at(records([initiative(1)], grants=(row,)))), None, None))
    (bar,) = flow_chart(found, "Stroom", [""] * len(found.lines)).figure["data"]
    bars = [
        (name.replace("<br>", " "), base, length)
        for name, base, length in zip(bar["y"], bar["base"], bar["x"], strict=True)
    ]
    assert bars == [
        ("Aangevraagd € 1.000", 0, 1000),
        ("minder verleend dan gevraagd € -200", 800, 200),
        ("Verleend € 800", 0, 800),
        ("nog te betalen € -500", 300, 500),
        ("Betaald € 300", 0, 300),
        ("nog niet vastgesteld € -300", 0, 300),
        ("Vastgesteld € 0", 0, 0),
    ]


def test_a_name_of_people_is_shown_as_it_is_and_in_lines() -> None:
    chart = stacked_chart(
        "k", "Een", ["Regeling <b>voor</b> bewonersinitiatieven"], [("A", [100])], lying=True
    )
    (bar,) = chart.figure["data"]
    assert list(bar["y"]) == ["Regeling &lt;b&gt;voor&lt;/b&gt;<br>bewonersinitiatieven"]
    assert (list(bar["x"]), list(bar["text"])) == ([1.0], ["€ 1"])
