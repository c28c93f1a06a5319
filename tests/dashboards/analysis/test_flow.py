"""From requested to settled: three sums that balance to the cent, worked out by hand."""

from datetime import date
from typing import Any

from hypothesis import given, settings

from dashboards.analysis.flow import (
    NOT_GIVEN_KEY,
    TOTALS,
    Flow,
    Step,
    chosen,
    discreet_statuses,
    flow,
    flow_heading,
    steps_of,
)
from dashboards.analysis.funding import GrantAt, fund, grants_at
from dashboards.rows import GrantedAmount, GrantRow, Records
from tests.dashboards.analysis.build import D, application, at, grant, initiative, records
from tests.dashboards.analysis.drawn import municipalities

EARLIER = date(2024, 1, 1)


def _granted(pk: int, cents: int, **fields: Any) -> GrantRow:
    return grant(pk, **({"granted": (GrantedAmount(EARLIER, cents),)} | fields))


def _grants(*rows: GrantRow) -> tuple[GrantAt, ...]:
    found = records([initiative(row.initiative_id) for row in rows], grants=rows)
    return grants_at(at(found))


def _flow(*rows: GrantRow, discreet: bool = False) -> Flow:
    return flow(chosen(_grants(*rows), None, None), discreet=discreet)


def _cents(found: Flow) -> dict[str, int]:
    return {line.slice.key: line.slice.cents for line in found.lines if line.slice.cents}


def test_an_application_without_a_decision_stops_at_the_first_step() -> None:
    assert _cents(_flow(application(1))) == {"aangevraagd": 100_000, "nog-geen-besluit": 100_000}


def test_every_refusal_has_a_line_of_its_own() -> None:
    none = {"committed_on": None, "granted": (GrantedAmount(EARLIER, 0),)}
    found = _flow(
        grant(1, state="refused", **none),
        grant(2, state="declined", requested_cents=20_000, **none),
        grant(3, state="not_considered", requested_cents=3_000, **none),
        grant(4, state="withdrawn_by_applicant", requested_cents=400, **none),
    )
    assert _cents(found) == {
        "aangevraagd": 123_400,
        "afgewezen": 120_000,
        "buiten-behandeling": 3_000,
        "ingetrokken-door-aanvrager": 400,
    }


def test_less_granted_and_partly_paid() -> None:
    """Of € 1,000 requested € 800 is granted and € 300 paid: € 500 is still to be paid, nothing is settled."""
    assert _cents(_flow(_granted(1, 80_000, paid_cents=30_000))) == {
        "aangevraagd": 100_000,
        "minder-verleend": 20_000,
        "verleend": 80_000,
        "nog-te-betalen": 50_000,
        "betaald": 30_000,
        "nog-niet-vastgesteld": 30_000,
    }


def test_more_granted_than_requested_comes_on_top() -> None:
    found = _flow(_granted(1, 110_000))
    assert _cents(found)["meer-verleend"] == 10_000
    assert _sums(found) == []


def test_settled_lower_than_paid_is_a_reclaim() -> None:
    """Granted and paid € 1,000, settled on € 700: € 300 was paid too much."""
    row = _granted(
        1, 100_000, paid_cents=100_000, settled_on=EARLIER, settled_cents=70_000, state="reclaim"
    )
    assert _cents(_flow(row)) == {
        "aangevraagd": 100_000,
        "verleend": 100_000,
        "betaald": 100_000,
        "terugvordering": 30_000,
        "vastgesteld": 70_000,
    }


def test_settled_higher_than_paid_leaves_a_supplementary_payment() -> None:
    """Granted € 1,000, paid € 600, settled on € 900: € 900 − € 600 is to come, € 100 is never paid."""
    row = _granted(1, 100_000, paid_cents=60_000, settled_on=EARLIER, settled_cents=90_000)
    assert _cents(_flow(row)) == {
        "aangevraagd": 100_000,
        "verleend": 100_000,
        "lager-vastgesteld": 10_000,
        "nabetaling": 30_000,
        "betaald": 60_000,
        "nabetaling-erbij": 30_000,
        "vastgesteld": 90_000,
    }


def test_what_was_paid_of_a_revoked_grant_is_reclaimed() -> None:
    row = _granted(1, 100_000, paid_cents=40_000, revoked_on=D, state="revoked")
    assert _cents(_flow(row)) == {
        "aangevraagd": 100_000,
        "verleend": 100_000,
        "ingetrokken": 60_000,
        "betaald": 40_000,
        "terugvordering": 40_000,
    }


def test_drafts_and_money_in_kind_are_no_part_of_it() -> None:
    grants = _grants(grant(1, draft=True, state="draft"), grant(2, kind="in_kind"), grant(3))
    assert [one.row.id for one in chosen(grants, None, None)] == [3]


def test_a_year_and_a_scheme_narrow_it() -> None:
    grants = _grants(
        grant(1, period_start=date(2025, 3, 1), scheme_id=7),
        grant(2, period_start=date(2026, 3, 1), scheme_id=7),
        grant(3, period_start=None, decided_on=date(2025, 9, 1)),
    )
    assert [one.row.id for one in chosen(grants, 2025, None)] == [1, 3]
    assert [one.row.id for one in chosen(grants, 2025, 7)] == [1]


def test_few_refusals_are_one_line_for_whoever_may_not_see_them() -> None:
    refused = grant(1, state="refused", committed_on=None, granted=(GrantedAmount(EARLIER, 0),))
    assert _cents(_flow(refused, application(2), discreet=True)) == {
        "aangevraagd": 200_000,
        NOT_GIVEN_KEY: 200_000,
    }


def test_refusals_of_three_initiatives_show_to_everybody() -> None:
    none = {"committed_on": None, "granted": (GrantedAmount(EARLIER, 0),), "state": "refused"}
    found = _flow(*(grant(pk, **none) for pk in (1, 2, 3)), discreet=True)
    assert _cents(found)["afgewezen"] == 300_000


def test_the_heading_says_what_became_of_the_money() -> None:
    assert (
        flow_heading(_flow(_granted(1, 80_000, paid_cents=30_000)))
        == "Van de € 1.000 die is aangevraagd, is € 800 verleend en € 300 betaald."
    )
    assert flow_heading(_flow()) == "Er is hier geen aanvraag geregistreerd."


def _sums(found: Flow) -> list[str]:
    """The totals that are not the one before with its changes; empty where all balance."""
    wrong, level = [], 0
    for line in found.lines:
        if line.is_total and line.slice.key != Step.REQUESTED and level != line.slice.cents:
            wrong.append(line.slice.key)
        level = line.slice.cents if line.is_total else level + line.change
    return wrong


@given(municipalities())
@settings(max_examples=200, deadline=None)
def test_every_total_is_the_one_before_with_what_went_off_and_came_on(rows: Records) -> None:
    grants = chosen(grants_at(at(rows)), None, None)
    for discreet in (False, True):
        found = flow(grants, discreet=discreet)
        assert _sums(found) == []
        assert [line.slice.key for line in found.lines if line.is_total] == list(TOTALS)
    for one in grants:
        assert _sums(flow([one])) == []
        assert min(steps_of(one).values()) >= 0


def test_states_of_few_are_one_line_with_the_undecided_ones() -> None:
    none = {"committed_on": None, "granted": (GrantedAmount(EARLIER, 0),)}
    rows = (grant(1, state="refused", **none), application(2), grant(3, requested_cents=500))
    lines = fund(at(records([initiative(pk) for pk in (1, 2, 3)], grants=rows)), None).by_status
    found = [
        (line.state, line.count, line.requested_cents, line.initiative_ids)
        for line in discreet_statuses(lines)
    ]
    assert found == [(NOT_GIVEN_KEY, 2, 200_000, (1, 2)), ("granted", 1, 500, (3,))]
    without = fund(at(records([initiative(2)], grants=(application(2),))), None).by_status
    assert discreet_statuses(without) == without
