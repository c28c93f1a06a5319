"""The ceiling of a scheme: € 10,000, watched at every write that commits more, and knowingly exceeded with a reason."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from audit.models import AuditEntry
from funding.course import Paid, Step, StepKind
from funding.measuring import Room, room_of
from funding.models import Decision, Grant, Scheme
from funding.writes import Consent, OverCeiling, add_step
from tests.funding.building import GRANTED, RECEIVED, Treasury, treasury
from tests.funding.test_writes_racing import at_once
from tests.initiatives.building import ACTOR, TODAY

pytestmark = pytest.mark.django_db
NINE = Step(StepKind.GRANTED, date(2026, 2, 1), 900_000, "groter dan gevraagd")
FIVE = Step(StepKind.GRANTED, date(2026, 11, 20), 500_000)


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


def grant_it(client: Client, grant: Grant, **typed: str) -> Any:
    """Post a decision of € 5,000 as the page does."""
    data = {"version": "1", "kind": "granted", "date": "2026-11-20", "amount": "5.000"}
    return client.post(reverse("funding:step", args=[grant.pk]), {**data, **typed})


def test_committed_is_the_settled_amount_else_the_granted_one(money: Treasury) -> None:
    money.grant(RECEIVED, GRANTED, paid=(Paid(date(2026, 3, 1), 120_000),))
    less = Step(StepKind.SETTLED, date(2026, 7, 1), 300_000, "minder avonden")
    money.grant(RECEIVED, GRANTED, less)
    money.grant(RECEIVED, GRANTED, Step(StepKind.REVOKED, date(2026, 3, 1)))
    money.grant(RECEIVED, GRANTED, kind="in_kind")
    money.grant(RECEIVED)
    money.grant(RECEIVED, Step(StepKind.REFUSED, date(2026, 2, 1)))
    # 5,000 granted + 3,000 settled; revoked, in kind and undecided commit nothing.
    assert room_of(money.scheme) == Room(1_000_000, 800_000, 120_000)
    assert room_of(money.scheme).left_cents == 200_000


def test_the_page_warns_before_anything_is_typed(money: Treasury, officer: Client) -> None:
    money.grant(RECEIVED, NINE)
    asked = money.grant(RECEIVED)
    page = officer.get(reverse("funding:grant", args=[asked.pk])).content.decode()
    # 9,000 of 10,000 is committed; 6,000 is asked, 5,000 too much.
    assert "De gevraagde € 6.000 past niet meer onder het plafond: € 5.000 te veel." in page
    assert "Waarom boven het plafond" in page
    fits = money.grant(RECEIVED, requested_cents=100_000)
    page = officer.get(reverse("funding:grant", args=[fits.pk])).content.decode()
    assert "past niet meer" not in page
    assert 'type="text" name="over_reason"' not in page


def test_nothing_is_saved_until_a_reason_is_given(money: Treasury, officer: Client) -> None:
    money.grant(RECEIVED, NINE)
    asked = money.grant(RECEIVED)
    refused = grant_it(officer, asked, reason="goed plan")
    assert refused.status_code == 400
    page = refused.content.decode()
    assert "€ 4.000 boven het plafond van € 10.000: toegekend is al € 9.000" in page
    assert 'value="goed plan"' in page
    assert 'name="over_seen" value="400000"' in page
    assert Grant.objects.get(pk=asked.pk).state == "requested"
    done = grant_it(officer, asked, over_reason="college besloot", over_seen="400000")
    assert done.status_code == 302
    row = Decision.objects.get(grant=asked, kind="granted")
    assert (row.over_cents, row.over_reason) == (400_000, "college besloot")
    entry = AuditEntry.objects.filter(object_type="funding.grant").first()
    assert entry is not None
    assert entry.changes["decisions"][1][-1][-2:] == [400_000, "college besloot"]
    later = officer.get(done["Location"]).content.decode()
    assert "€ 4.000 boven het plafond: college besloot" in later
    listed = officer.get(reverse("funding:grants"), {"plafond": "boven"})
    assert [row.record.pk for row in listed.context["table"].page.object_list] == [asked.pk]


def test_a_reason_is_for_the_excess_that_was_shown_and_no_more(money: Treasury) -> None:
    money.grant(RECEIVED, NINE)
    asked = money.grant(RECEIVED)
    with pytest.raises(OverCeiling) as caught:
        add_step(ACTOR, asked, FIVE, 1, today=TODAY, consent=Consent("ja", 399_999))
    assert caught.value.over_cents == 400_000
    add_step(ACTOR, asked, FIVE, 1, today=TODAY, consent=Consent("ja", 400_000))
    assert Grant.objects.get(pk=asked.pk).state == "granted"


def test_raising_an_amount_is_watched_and_lowering_is_not(money: Treasury) -> None:
    money.grant(RECEIVED, GRANTED)
    mine = money.grant(RECEIVED, GRANTED)
    more = Step(StepKind.CHANGED, date(2026, 11, 20), 500_001)
    with pytest.raises(OverCeiling):
        add_step(ACTOR, mine, more, 1, today=TODAY)
    Scheme.objects.update(ceiling_cents=100)
    less = Step(StepKind.CHANGED, date(2026, 11, 20), 499_999, "één avond minder")
    assert add_step(ACTOR, mine, less, 1, today=TODAY).granted_cents == 499_999


def test_in_kind_and_no_ceiling_exceed_nothing(money: Treasury) -> None:
    money.grant(RECEIVED, NINE)
    kind = money.grant(RECEIVED, kind="in_kind")
    assert add_step(ACTOR, kind, FIVE, 1, today=TODAY).state == "granted"
    Scheme.objects.update(ceiling_cents=None)
    assert add_step(ACTOR, money.grant(RECEIVED), FIVE, 1, today=TODAY).state == "granted"


def test_taking_a_revocation_back_is_watched(money: Treasury, officer: Client) -> None:
    revoked = money.grant(RECEIVED, GRANTED, Step(StepKind.REVOKED, date(2026, 3, 1)))
    money.grant(RECEIVED, NINE)
    address = reverse("funding:retract", args=[revoked.pk])
    answer = officer.post(address, {"version": "1"})
    assert answer.status_code == 400
    assert "€ 4.000 boven het plafond" in answer.content.decode()
    assert Grant.objects.get(pk=revoked.pk).state == "revoked"
    again = officer.post(address, {"version": "1", "over_reason": "vergissing"})
    assert again.status_code == 302
    row = Decision.objects.get(grant=revoked, kind="granted")
    assert (row.over_cents, row.over_reason) == (400_000, "vergissing")


def test_moving_a_grant_to_a_full_scheme_is_watched(money: Treasury, officer: Client) -> None:
    full = Scheme.objects.create(
        municipality=money.town.municipality,
        funder=money.municipality_funder,
        name="Vol",
        ceiling_cents=100_000,
    )
    mine = money.grant(RECEIVED, GRANTED)
    typed = {
        "version": "1",
        "initiative": mine.initiative.reference,
        "requested_cents": "6.000",
        "scheme": str(full.pk),
        "kind": "project",
        "regularity": "incidental",
    }
    address = reverse("funding:edit", args=[mine.pk])
    answer = officer.post(address, typed)
    assert "€ 4.000 boven het plafond van € 1.000" in answer.content.decode()
    assert Grant.objects.get(pk=mine.pk).scheme_id == money.scheme.pk
    assert officer.post(address, {**typed, "over_reason": "verkeerd geboekt"}).status_code == 302
    stored = Decision.objects.get(grant=mine, kind="granted")
    assert (stored.over_cents, stored.over_reason) == (400_000, "verkeerd geboekt")


def test_a_ceiling_below_what_is_committed_asks_why(money: Treasury, officer: Client) -> None:
    money.grant(RECEIVED, GRANTED)
    address = reverse("funding:edit_scheme", args=[money.scheme.pk])
    typed = {
        "name": "Regeling",
        "year": "2026",
        "funder": str(money.municipality_funder.pk),
        "ceiling_cents": "4.000",
        "version": "1",
    }
    answer = officer.post(address, typed)
    assert "al € 5.000 toegekend: € 1.000 meer dan dit plafond" in answer.content.decode()
    assert Scheme.objects.get(pk=money.scheme.pk).ceiling_cents == 1_000_000
    assert officer.post(address, {**typed, "ceiling_reason": "bezuiniging"}).status_code == 302
    page = officer.get(reverse("funding:schemes")).content.decode()
    assert "€ 1.000 te veel" in page
    assert "bezuiniging" in page


@pytest.mark.both_engines
@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_the_second_is_warned(money: Treasury) -> None:
    money.grant(RECEIVED, Step(StepKind.GRANTED, date(2026, 2, 1), 100_000))
    asked = [money.grant(RECEIVED), money.grant(RECEIVED)]
    outcomes: list[str] = []

    def officer_of(grant: Grant) -> Callable[[], None]:
        def decide() -> None:
            try:
                add_step(ACTOR, grant, FIVE, grant.version, today=TODAY)
            except OverCeiling as error:
                outcomes.append(f"over {error.over_cents}")
            else:
                outcomes.append("granted")

        return decide

    at_once([officer_of(grant) for grant in asked])
    # 1,000 + 5,000 + 5,000 is 1,000 over; either alone fits, and both saw room when they opened the form.
    assert sorted(outcomes) == ["granted", "over 100000"]
    assert room_of(Scheme.objects.get()).committed_cents == 600_000
