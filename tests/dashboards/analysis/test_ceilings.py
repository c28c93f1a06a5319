"""What is left under the ceilings: by hand."""

from datetime import date
from typing import Any

from dashboards.analysis.ceilings import Ceilings, ceilings, ceilings_heading
from dashboards.analysis.funding import grants_at
from dashboards.money_rows import SchemeRow
from dashboards.rows import GrantedAmount, GrantRow
from tests.dashboards.analysis.build import D, application, at, grant, initiative, records

ONE = SchemeRow(1, "Bewonersbudget", 2026, "Gemeente", 100_000)
TWO = SchemeRow(2, "Welzijn", 2026, "Gemeente", 50_000)
OPEN = SchemeRow(3, "Zonder plafond", 2025)


def _granted(pk: int, scheme: int, cents: int, **fields: Any) -> GrantRow:
    granted = {"granted": (GrantedAmount(date(2024, 1, 1), cents),), "scheme_id": scheme}
    return grant(pk, **(granted | fields))


def _of(*rows: GrantRow, year: int | None = 2026) -> Ceilings:
    situation = at(records([initiative(row.initiative_id) for row in rows], grants=rows))
    return ceilings(grants_at(situation), [ONE, TWO, OPEN], year)


def test_what_counts_is_the_settled_amount_else_the_granted_one() -> None:
    found = _of(
        _granted(1, 1, 40_000, paid_cents=10_000),
        _granted(2, 1, 30_000, settled_on=D, settled_cents=25_000, paid_cents=25_000),
        _granted(3, 1, 90_000, revoked_on=D, state="revoked"),
        _granted(4, 1, 90_000, kind="in_kind"),
        application(5, scheme_id=1, requested_cents=20_000),
    )
    line = found.lines[0]
    assert (line.committed.cents, line.paid.cents, line.asked.cents) == (65_000, 35_000, 20_000)
    assert (line.left_cents, line.tight) == (35_000, False)


def test_more_asked_than_is_left_is_tight_and_more_committed_is_over() -> None:
    found = _of(
        _granted(1, 1, 90_000),
        application(2, scheme_id=1, requested_cents=20_000),
        _granted(3, 2, 60_000),
    )
    assert [(line.label, line.left_cents, line.tight) for line in found.lines] == [
        ("Bewonersbudget 2026", 10_000, True),
        ("Welzijn 2026", -10_000, True),
    ]
    assert (
        ceilings_heading(found)
        == "Onder de plafonds van 2026 is nog € 100 over; bij één regeling is meer gevraagd dan er over is"
        " en bij één regeling is meer toegekend dan het plafond."
    )


def test_a_scheme_without_a_ceiling_has_no_room_to_count() -> None:
    found = _of(year=2025)
    assert [line.left_cents for line in found.lines] == [None]
    assert ceilings_heading(found) == "Er is geen regeling van 2025 met een plafond geregistreerd."
    assert ceilings_heading(_of()) == "Onder de plafonds van 2026 is nog € 1.500 over."
