"""Dates that a person sets for clocks: kept with a reason, shown beside the calculated one, and put back."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Role
from audit.models import AuditEntry
from funding.awaiting import clocks_of_many
from funding.course import Paid, Step, StepKind
from funding.course.clocks import ClockKind
from funding.models import ClockDate, Grant
from tests.funding.building import GRANTED, RECEIVED, REPORTED, Treasury, treasury
from tests.initiatives.building import TODAY

pytestmark = pytest.mark.django_db
SUPPLEMENT = Step(StepKind.SUPPLEMENT_REQUESTED, date(2026, 2, 1))


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def money() -> Treasury:
    return treasury()


@pytest.fixture
def officer(money: Treasury) -> Client:
    client = Client()
    client.force_login(money.town.member(Role.FUNDING_OFFICER).user)
    return client


def move(client: Client, grant: Grant, clock: str, **typed: str) -> Any:
    """Post another date for a clock as the page's form does."""
    data = {"version": str(Grant.objects.get(pk=grant.pk).version), "clock": clock}
    return client.post(reverse("funding:clock", args=[grant.pk]), {**data, **typed})


def first(grant: Grant) -> tuple[str, date, bool]:
    """The clock that is due first."""
    clock = clocks_of_many(Grant.objects.filter(pk=grant.pk), TODAY)[grant.pk][0]
    return clock.kind.value, clock.due, clock.edited


def test_a_moved_date_counts_and_the_calculated_one_stays_in_sight(
    money: Treasury, officer: Client
) -> None:
    # Received on 1 October, due after 8 weeks on 26 November.
    grant = money.grant(Step(StepKind.RECEIVED, date(2026, 10, 1)))
    assert first(grant) == ("decision", date(2026, 11, 26), False)
    done = move(officer, grant, "decision", due="10-12-2026", reason="advies gevraagd")
    assert done.status_code == 302
    assert first(grant) == ("decision", date(2026, 12, 10), True)
    page = officer.get(done["Location"]).content.decode()
    assert "besluit uiterlijk 10 december 2026" in page
    assert "Eigenlijk 26 november 2026;" in page
    assert "advies gevraagd" in page
    entry = AuditEntry.objects.filter(object_type="funding.grant").first()
    assert entry is not None
    assert entry.changes == {
        "clock_decision": [None, "2026-12-10"],
        "clock_reason": [None, "advies gevraagd"],
    }
    again = move(officer, grant, "decision", due="20-12-2026", reason="advies kwam laat")
    assert again.status_code == 302
    assert first(grant) == ("decision", date(2026, 12, 20), True)
    assert ClockDate.objects.count() == 2


def test_it_can_be_put_back(money: Treasury, officer: Client) -> None:
    grant = money.grant(Step(StepKind.RECEIVED, date(2026, 10, 1)))
    move(officer, grant, "decision", due="10-12-2026", reason="advies gevraagd")
    assert move(officer, grant, "decision", terug="1").status_code == 302
    assert first(grant) == ("decision", date(2026, 11, 26), False)
    nothing = move(officer, grant, "decision", terug="1")
    assert nothing.status_code == 400
    assert "Deze datum was niet gewijzigd." in nothing.content.decode()


@pytest.mark.parametrize(
    ("clock", "typed", "words"),
    [
        ("decision", {"due": "10-12-2026"}, "Vul in waarom de datum anders wordt."),
        ("decision", {"reason": "zomaar"}, "Vul de nieuwe datum in."),
        ("decision", {"due": "morgen", "reason": "x"}, "31-12-2026"),
        ("decision", {"due": "1-9-2026", "reason": "x"}, "begon pas op 1-10-2026"),
        ("decision", {"due": "1-9-2126", "reason": "x"}, "meer dan tien jaar"),
        ("settlement", {"due": "10-12-2026", "reason": "x"}, "Deze termijn loopt nu niet."),
        ("lunch", {"due": "10-12-2026", "reason": "x"}, "Deze termijn kennen we niet."),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    money: Treasury, officer: Client, clock: str, typed: dict[str, str], words: str
) -> None:
    grant = money.grant(Step(StepKind.RECEIVED, date(2026, 10, 1)))
    answer = move(officer, grant, clock, **typed)
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert ClockDate.objects.count() == 0
    assert Grant.objects.get().version == 1


def test_a_clock_without_a_date_gets_one(money: Treasury, officer: Client) -> None:
    grant = money.grant(RECEIVED, GRANTED, paid=(Paid(date(2026, 3, 1), 1),))
    page = officer.get(reverse("funding:grant", args=[grant.pk])).content.decode()
    assert "nog geen datum" in page
    assert move(officer, grant, "report", due="1-2-2027", reason="afspraak").status_code == 302
    assert first(grant) == ("report", date(2027, 2, 1), True)


def test_asking_a_supplement_sets_when_the_answer_is_due(money: Treasury, officer: Client) -> None:
    grant = money.grant(Step(StepKind.RECEIVED, date(2026, 11, 1)))
    typed = {
        "version": "1",
        "kind": "supplement_requested",
        "date": "2026-11-20",
        "answer_by": "4-12-2026",
        "reason": "begroting ontbreekt",
    }
    address = reverse("funding:step", args=[grant.pk])
    wrong = officer.post(address, {**typed, "answer_by": "20-11-2026"})
    assert wrong.status_code == 400
    assert "Kies een dag na die waarop de aanvulling is gevraagd." in wrong.content.decode()
    assert officer.post(address, typed).status_code == 302
    assert first(grant) == ("supplement", date(2026, 12, 4), True)


def test_the_second_of_two_sees_what_the_first_did(money: Treasury, officer: Client) -> None:
    grant = money.grant(Step(StepKind.RECEIVED, date(2026, 10, 1)))
    move(officer, grant, "decision", due="10-12-2026", reason="advies gevraagd")
    step = {"version": "2", "kind": "granted", "date": "2026-11-20", "amount": "5.000"}
    officer.post(reverse("funding:step", args=[grant.pk]), step)
    paid = {"version": "3", "date": "2026-11-21", "amount": "1.000"}
    officer.post(reverse("funding:payment", args=[grant.pk]), paid)
    late = {"version": "1", "kind": "refused", "date": "2026-11-22", "ground": "too_late"}
    answer = officer.post(
        reverse("funding:step", args=[grant.pk]), {**late, "reason": "mijn toelichting"}
    )
    assert answer.status_code == 409
    assert [line for done in answer.context["done"] for line in done.lines] == [
        "termijn van ‘Besluit’ naar 10-12-2026",
        "verleend, 20-11-2026, € 5.000",
        "betaald: € 1.000 op 21-11-2026",
    ]
    page = answer.content.decode()
    assert "Subsidiemedewerker" in page
    assert "mijn toelichting" in page
    assert '<option value="too_late" selected>' in page
    assert 'name="version" value="4"' in page
    stale = {"version": "2", "clock": "payment", "due": "1-1-2027", "reason": "later"}
    assert officer.post(reverse("funding:clock", args=[grant.pk]), stale).status_code == 409
    assert officer.post(reverse("funding:payment", args=[grant.pk]), paid).status_code == 409
    assert Grant.objects.get().version == 4


def test_many_grants_take_no_more_queries(money: Treasury) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            clocks_of_many(Grant.objects.all(), TODAY)
        return len(captured)

    money.grant(RECEIVED, GRANTED, REPORTED)
    before = queries()
    for number in range(9):
        money.grant(RECEIVED, GRANTED, initiative=money.town.initiative(f"Nog een {number}"))
    assert queries() == before == 6


def test_a_refusal_after_three_years_tells_of_the_reasonable_term(
    money: Treasury, officer: Client
) -> None:
    for year in (2024, 2025, 2026):
        decided = Step(StepKind.GRANTED, date(year, 1, 1), 100_000)
        money.grant(decided, period_start=date(year, 1, 1), period_end=date(year, 12, 31))
    follow = money.grant(RECEIVED, period_start=date(2027, 1, 1), period_end=date(2027, 12, 31))
    page = officer.get(reverse("funding:grant", args=[follow.pk]))
    warned = {offer.kind.value: offer.warning for offer in page.context["offers"]}
    assert "sinds 1 januari 2024 onafgebroken geld" in warned["refused"]
    assert "redelijke termijn (Awb 4:51)" in warned["refused"]
    assert warned["granted"] == ""
    running = money.grant(
        Step(StepKind.GRANTED, date(2026, 1, 1), 50_000),
        period_start=date(2027, 1, 1),
        period_end=date(2027, 6, 30),
    )
    page = officer.get(reverse("funding:grant", args=[running.pk]))
    warned = {offer.kind.value: offer.warning for offer in page.context["offers"]}
    assert warned["changed"]
    assert warned["revoked"]
    kinds = {clock.kind for clock in clocks_of_many([running], TODAY)[running.pk]}
    assert ClockKind.TENURE in kinds
