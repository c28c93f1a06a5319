"""Decision terms: met, missed, running and open over term, with suspension and moved dates; by hand."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from dashboards.analysis.funding import grants_at
from dashboards.analysis.terms import Outcome, Term, Terms, term_of, terms, terms_heading
from dashboards.money_rows import MovedRow, SchemeRow
from dashboards.rows import GrantRow
from tests.dashboards.analysis.build import D, application, at, grant, initiative, records

RECEIVED = date(2026, 1, 1)
SCHEME = SchemeRow(7, "Bewonersbudget", 2026, "Gemeente", None, 4)


def _decided(pk: int, days: int, **fields: Any) -> GrantRow:
    decided = RECEIVED + timedelta(days=days)
    values = {"received_on": RECEIVED, "decided_on": decided, "committed_on": decided} | fields
    return grant(pk, **values)


def _term(row: GrantRow, *moved: MovedRow, day: date = D) -> Term | None:
    situation = at(records([initiative(row.initiative_id)], grants=(row,)), day)
    (one,) = grants_at(situation)
    return term_of(one, {7: SCHEME}, {item.grant_id: item for item in moved}, day)


def _outcome(row: GrantRow, *moved: MovedRow, day: date = D) -> Outcome | None:
    found = _term(row, *moved, day=day)
    return found.outcome if found else None


def test_without_a_scheme_the_term_is_eight_weeks() -> None:
    assert _outcome(_decided(1, 56)) is Outcome.IN_TIME
    assert _outcome(_decided(1, 57)) is Outcome.LATE


def test_a_scheme_sets_its_own_term() -> None:
    assert _outcome(_decided(1, 28, scheme_id=7)) is Outcome.IN_TIME
    assert _outcome(_decided(1, 29, scheme_id=7)) is Outcome.LATE


def test_suspended_days_move_the_term_and_are_no_days_of_it() -> None:
    found = _term(_decided(1, 60, suspended_days=10))
    assert found is not None
    assert (found.due, found.outcome, found.days) == (
        RECEIVED + timedelta(days=66),
        Outcome.IN_TIME,
        50,
    )


def test_a_refusal_is_a_decision_and_a_withdrawal_is_not() -> None:
    refused = _decided(1, 20, committed_on=None, granted=(), state="refused")
    assert _outcome(refused) is Outcome.IN_TIME
    assert _outcome(_decided(1, 20, committed_on=None, state="withdrawn_by_applicant")) is None


def test_other_money_and_drafts_have_no_term() -> None:
    assert _outcome(_decided(1, 20, funder_kind="fund")) is None
    assert _outcome(application(1, draft=True)) is None
    assert _outcome(application(1, received_on=None)) is None


def test_an_open_application_runs_up_to_the_last_day_of_its_term() -> None:
    row = application(1, received_on=RECEIVED)
    last = RECEIVED + timedelta(weeks=8)
    assert _outcome(row, day=last) is Outcome.OPEN
    assert _outcome(row, day=last + timedelta(days=1)) is Outcome.OPEN_LATE


def test_an_open_request_for_a_supplement_suspends_from_the_day_after_it() -> None:
    row = application(1, received_on=RECEIVED, supplement_since=RECEIVED + timedelta(days=30))
    assert _outcome(row, day=RECEIVED + timedelta(days=300)) is Outcome.OPEN


def test_a_date_that_a_person_set_replaces_the_term() -> None:
    moved = MovedRow(1, RECEIVED + timedelta(days=90), RECEIVED)
    assert _outcome(_decided(1, 90), moved) is Outcome.IN_TIME
    assert _outcome(_decided(1, 91), moved) is Outcome.LATE
    other_receipt = MovedRow(1, RECEIVED + timedelta(days=90), RECEIVED - timedelta(days=1))
    assert _outcome(_decided(1, 90), other_receipt) is Outcome.LATE


def _terms(*rows: GrantRow, year: int | None = None) -> Terms:
    situation = at(records([initiative(row.initiative_id) for row in rows], grants=rows))
    return terms(grants_at(situation), [SCHEME], [], D, year)


def test_per_scheme_with_the_share_and_the_median() -> None:
    found = _terms(
        _decided(1, 10, scheme_id=7),
        _decided(2, 31, scheme_id=7),
        _decided(3, 20),
        application(4, received_on=RECEIVED),
    )
    assert [line.label for line in found.lines] == ["Bewonersbudget 2026", "Zonder regeling"]
    scheme = found.lines[0]
    assert (scheme.share, scheme.median_days) == (Fraction(1, 2), Fraction(41, 2))
    assert found.whole.having(Outcome.OPEN_LATE).parts == ((1004, 100_000),)
    assert (
        terms_heading(found)
        == "Van drie besluiten zijn er twee binnen de termijn genomen; één aanvraag staat over de termijn open."
    )


def test_decisions_that_were_all_in_time() -> None:
    assert terms_heading(_terms(_decided(1, 10))).startswith(
        "Eén besluit is binnen de termijn genomen; "
    )
    assert terms_heading(_terms(_decided(1, 10), _decided(2, 10))).startswith(
        "Twee besluiten zijn alle binnen de termijn genomen; "
    )


def test_a_year_is_that_of_receipt() -> None:
    found = _terms(_decided(1, 10), _decided(2, 10, received_on=date(2025, 12, 20)), year=2025)
    assert (found.whole.decided, found.years) == (1, (2026, 2025))
