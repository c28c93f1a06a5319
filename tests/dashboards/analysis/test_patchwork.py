"""Structural, one temporary grant, or patched together: by hand."""

from datetime import date
from fractions import Fraction
from typing import Any

from dashboards.analysis.patchwork import Footing, is_short, patchwork, patchwork_heading
from dashboards.rows import GrantedAmount, GrantRow, Records
from tests.dashboards.analysis.build import EAST, WEST, at, grant, initiative, records

YEAR = {"period_start": date(2026, 1, 1), "period_end": date(2026, 12, 31)}
HALF = {"period_start": date(2026, 1, 1), "period_end": date(2026, 6, 30)}


def _grant(pk: int, key: int, cents: int, **fields: Any) -> GrantRow:
    values = {"id": key, "granted": (GrantedAmount(date(2024, 1, 1), cents),)} | YEAR | fields
    return grant(pk, **values)


def _rows() -> Records:
    """1: half structural. 2: two temporary grants of two funders, one of half a year. 3: one temporary grant."""
    return records(
        [initiative(1), initiative(2, EAST, WEST), initiative(3, WEST), initiative(4)],
        grants=(
            _grant(1, 11, 10_000, regularity="structural", funder="Gemeente"),
            _grant(1, 12, 10_000, funder="Fonds"),
            _grant(2, 21, 3_000, funder="Gemeente"),
            _grant(2, 22, 1_000, funder="Fonds", **HALF),
            _grant(3, 31, 500),
        ),
    )


def test_an_initiative_rests_on_structural_money_from_half_on() -> None:
    found = patchwork(at(_rows()), 2026)
    assert {item.key: item.footing for item in found.initiatives} == {
        "1": Footing.STRUCTURAL,
        "2": Footing.PATCHED,
        "3": Footing.ONE,
    }


def test_sources_grants_and_short_pieces_are_counted() -> None:
    second = next(item for item in patchwork(at(_rows()), 2026).initiatives if item.key == "2")
    assert (second.funders, second.grants, second.short, second.share) == (2, 2, 1, Fraction(0))


def test_a_district_has_its_share_of_what_is_in_more_of_them() -> None:
    found = {item.key: item for item in patchwork(at(_rows()), 2026).places}
    assert (found[EAST].structural.cents, found[EAST].temporary.cents) == (10_000, 12_000)
    assert (found[WEST].structural.cents, found[WEST].temporary.cents) == (0, 2_500)
    assert found[EAST].share == Fraction(10, 22)
    assert found[WEST].initiatives == (2, 3)


def test_a_short_piece_is_temporary_and_lasts_less_than_365_days() -> None:
    assert is_short(_grant(1, 1, 1, **HALF))
    assert not is_short(_grant(1, 1, 1))
    assert not is_short(_grant(1, 1, 1, regularity="structural", **HALF))
    assert not is_short(_grant(1, 1, 1, period_end=None))


def test_the_heading_counts_both() -> None:
    assert (
        patchwork_heading(patchwork(at(_rows()), 2026))
        == "Van drie initiatieven met geld in 2026 draait er één vooral op structureel geld;"
        " één is bij elkaar gesprokkeld."
    )
    assert (
        patchwork_heading(patchwork(at(_rows()), 2031)) == "Voor 2031 is geen geld geregistreerd."
    )
