"""Sluiswaarde comes out at the design's figures, whatever day it is loaded on."""

from datetime import date

import pytest

from dashboards.analysis.cliff import cliff_of
from dashboards.analysis.coverage import cover
from dashboards.analysis.endings import funding_heading
from dashboards.analysis.findings import coverage_heading
from dashboards.analysis.priorities import prioritise
from dashboards.analysis.states import CellState, Verdict
from dashboards.analysis.totals import total
from tests.dashboards.analysis.build import at
from tests.dashboards.analysis.sluiswaarde import sluiswaarde

DAYS = [
    date(2026, 11, 22),
    date(2026, 8, 31),
    date(2026, 12, 31),
    date(2027, 1, 1),
    date(2027, 3, 30),
    date(2028, 2, 29),
]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_priorities_of_the_design(day: date) -> None:
    found = prioritise(at(sluiswaarde(day), day)).ordered
    assert [(item.district.name, item.score) for item in found] == [
        ("Zonneveld", 70),
        ("De Weversbuurt", 51),
        ("Oude Haven", 40),
        ("Binnenstad", 33),
        ("De Horsten", 17),
        ("Molenkwartier", 17),
        ("Parkrand", 15),
        ("Oosterwaard", 1),
        ("Nieuw-Sluis", None),
        ("Buitengebied West", None),
    ]
    assert [item.verdict for item in found[-2:]] == [Verdict.CHECK_FIRST, Verdict.TOO_SMALL]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_five_initiatives_and_58000_euros_on_the_cliff_in_de_weversbuurt(day: date) -> None:
    first = cliff_of(at(sluiswaarde(day), day)).months[1]
    endings = [ending for ending in first.endings if ending.belongs_to("WK999903")]
    assert len(endings) == 5
    assert sum(ending.ending_cents for ending in endings) == 5_800_000


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_totals_of_the_overview(day: date) -> None:
    situation = at(sluiswaarde(day), day)
    totals = total(situation, cover(situation), prioritise(situation))
    assert (totals.active, totals.fresh, totals.ending, totals.ending_cents) == (
        40,
        36,
        9,
        6_490_000,
    )
    assert (totals.cells, totals.districts) == (80, 10)


def test_the_supply_cells_of_zonneveld_by_hand() -> None:
    day = date(2026, 11, 22)
    cells = cover(at(sluiswaarde(day), day)).row("WK999905")
    assert {
        cell.lesson.code: (cell.state, cell.active, cell.fresh)
        for cell in cells
        if cell.lesson.kind == "supply"
    } == {
        "bonding-1": (CellState.STALE, 1, 0),
        "bridging-1": (CellState.COVERED, 1, 1),
        "bridging-2": (CellState.ENDING, 1, 1),
        "bridging-3": (CellState.EMPTY, 0, 0),
    }


def test_zonneveld_by_hand() -> None:
    day = date(2026, 11, 22)
    found = prioritise(at(sluiswaarde(day), day)).of("WK999905")
    assert found is not None
    # need (0.65 + 0.85 + 0.75) ÷ 3 = 0.75; shortage (1 + 0 + 0 + 1) ÷ 4 = 0.5; fragility 2 of 2.
    assert (found.need_points, found.shortage_points, found.fragility_points) == (30, 20, 20)


def test_the_headings_name_what_is_found() -> None:
    day = date(2026, 11, 22)
    situation = at(sluiswaarde(day), day)
    assert (
        coverage_heading(cover(situation))
        == "22 van 80 cellen zijn gedekt. Leeg is het vooral bij Linking."
    )
    assert funding_heading(cliff_of(situation)) == (
        "In december 2026 eindigt het geld van zeven initiatieven, samen € 60.000. "
        "Voor geen daarvan ligt een vervolgaanvraag."
    )
