"""What was refused, and what was gone afterwards with its cells: by hand."""

from datetime import date, timedelta
from typing import Any

import pytest

from dashboards.analysis.coverage import cover
from dashboards.analysis.refusals import OTHER_GROUNDS, Refusals, refusals, refusals_heading
from dashboards.rows import GrantedAmount, GrantRow, InitiativeRow, Records
from tests.dashboards.analysis.build import EAST, WEST, D, at, grant, initiative, records, tag

REFUSED = date(2026, 3, 1)


def _refusal(pk: int, **fields: Any) -> GrantRow:
    values = {
        "committed_on": None,
        "decided_on": REFUSED,
        "granted": (GrantedAmount(REFUSED, 0),),
        "state": "refused",
        "ground": "ceiling_reached",
    } | fields
    return grant(pk, **values)


def _of(rows: Records, year: int | None = None, *, discreet: bool = False) -> Refusals:
    situation = at(rows)
    return refusals(situation, cover(situation), year, discreet=discreet)


def _one(row: InitiativeRow) -> Refusals:
    return _of(
        records(
            [row],
            tags=(tag(row.id, "bridging-1"), tag(row.id, "linking-1")),
            grants=(_refusal(row.id),),
        )
    )


def test_who_stopped_after_the_refusal_is_gone_with_its_supply_cells() -> None:
    found = _one(initiative(1, end_date=date(2026, 6, 1)))
    (gone,) = found.gone
    assert (gone.refused_on, gone.gone_on, gone.dormant) == (REFUSED, date(2026, 6, 1), False)
    assert [(cell.district.code, cell.lesson.code) for cell in gone.cells] == [(EAST, "bridging-1")]


def test_who_went_dormant_that_day_is_gone_too() -> None:
    (gone,) = _one(initiative(1, dormant_since=REFUSED)).gone
    assert gone.dormant


def test_who_stopped_before_or_is_still_there_is_not() -> None:
    assert _one(initiative(1, end_date=REFUSED - timedelta(days=1))).gone == ()
    assert _one(initiative(1)).gone == ()
    assert _one(initiative(1, end_date=D)).gone == ()


def test_a_cell_counts_once_and_says_how_it_stands_now() -> None:
    """Two gone from bridging-1 in East. Two others keep the district known, so that the cell is empty."""
    ended = {"end_date": date(2026, 6, 1)}
    rows = records(
        [initiative(1, **ended), initiative(2, **ended), initiative(3), initiative(4)],
        tags=tuple(tag(pk, "bridging-1") for pk in (1, 2))
        + tuple(tag(pk, "bridging-2") for pk in (3, 4)),
        grants=(_refusal(1), _refusal(2)),
    )
    found = _of(rows)
    assert [cell.lesson.code for cell in found.cells] == ["bridging-1"]
    assert len(found.empty_now) == 1
    assert (
        refusals_heading(found)
        == "Tot nu toe zijn twee aanvragen afgewezen, samen € 2.000; twee initiatieven zijn daarna gestopt of"
        " stilgevallen. Die telden mee in één cel, die nu leeg is."
    )


def test_municipality_wide_ones_take_no_cell_along() -> None:
    (gone,) = _one(initiative(1, EAST, WEST, municipality_wide=True, dormant_since=D)).gone
    assert gone.cells == ()


def test_a_year_narrows_to_its_decisions_and_withdrawals_are_none() -> None:
    rows = records(
        [initiative(pk) for pk in (1, 2, 3, 4)],
        grants=(
            _refusal(1),
            _refusal(2, decided_on=date(2025, 5, 1), requested_cents=50_000),
            _refusal(3, state="withdrawn_by_applicant", ground=""),
            _refusal(4, state="not_considered", ground="incomplete"),
        ),
    )
    assert _of(rows).total.parts == ((1, 100_000), (2, 50_000), (4, 100_000))
    found = _of(rows, 2025)
    assert found.total.parts == ((2, 50_000),)
    assert found.years == (2026, 2025)
    assert (
        refusals_heading(found) == "In 2025 is één aanvraag afgewezen, samen € 500;"
        " geen van die initiatieven is daarna gestopt of stilgevallen."
    )


def test_grounds_are_counted_the_most_frequent_first() -> None:
    rows = records(
        [initiative(pk) for pk in (1, 2, 3)],
        grants=(_refusal(1), _refusal(2), _refusal(3, ground="")),
    )
    assert [(line.label, line.count) for line in _of(rows).by_ground] == [
        ("plafond bereikt", 2),
        ("geen grond geregistreerd", 1),
    ]


def test_for_whoever_may_not_see_single_refusals_small_numbers_are_taken_together() -> None:
    rows = records(
        [initiative(pk) for pk in range(1, 6)],
        grants=(
            *(_refusal(pk) for pk in (1, 2, 3)),
            _refusal(4, ground="too_late"),
            _refusal(5, ground="other"),
        ),
    )
    lines = _of(rows, discreet=True).by_ground
    assert [(line.key, line.count) for line in lines] == [
        ("refused-ceiling_reached", 3),
        (OTHER_GROUNDS, 2),
    ]
    few = _of(records([initiative(1)], grants=(_refusal(1),)), discreet=True)
    assert few.few
    assert "minder dan drie initiatieven" in refusals_heading(few, discreet=True)


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_whether_none_or_a_few_are_gone_since_is_not_told(gone: int) -> None:
    ended = {"end_date": date(2026, 6, 1)}
    rows = records(
        [initiative(pk, **(ended if pk <= gone else {})) for pk in (1, 2, 3)],
        grants=tuple(_refusal(pk) for pk in (1, 2, 3)),
    )
    assert refusals_heading(_of(rows, discreet=True), discreet=True) == (
        "Tot nu toe zijn drie aanvragen afgewezen, samen € 3.000; minder dan drie van die initiatieven zijn"
        " daarna gestopt of stilgevallen."
    )
