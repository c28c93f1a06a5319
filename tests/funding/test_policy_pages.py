"""Who opens what about money: every page × method × role × whose it is, and nothing of elsewhere."""

from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from audit.models import AuditEntry
from funding import urls
from funding.models import Grant, Scheme
from tests.funding.building import GRANTED, RECEIVED, Treasury, treasury

pytestmark = pytest.mark.django_db

READERS = [Role.PROFESSIONAL, Role.POLICYMAKER, Role.FUNDING_OFFICER, Role.ADMIN]
EVERY_PAGE = {
    "grants", "new", "grant", "edit", "step", "payment", "retract",
    "clock", "deadlines", "funders", "of_initiative", "schemes", "new_scheme", "edit_scheme",
}  # fmt: skip


@dataclass
class Case:
    """Two towns, with a grant of one's own organisation, of another one, and of elsewhere."""

    here: Treasury
    elsewhere: Treasury
    own: Grant
    others: Grant
    foreign: Grant

    def client(self, role: Role) -> Client:
        """Somebody who is logged in with this role."""
        client = Client()
        client.force_login(self.here.town.member(role).user)
        return client


@pytest.fixture
def case() -> Case:
    here, elsewhere = treasury(), treasury("GM9002", "Elders")
    others = here.town.initiative("Van een ander", organisation=here.town.other)
    return Case(
        here,
        elsewhere,
        here.grant(RECEIVED, reference="EIGEN-1"),
        here.grant(RECEIVED, initiative=others, reference="ANDERS-1"),
        elsewhere.grant(RECEIVED, reference="ELDERS-1"),
    )


def test_every_page_is_tried_here() -> None:
    assert {pattern.name for pattern in urls.urlpatterns} == EVERY_PAGE


def test_nobody_without_a_login(case: Case) -> None:
    for name, args in (("grants", []), ("grant", [case.own.pk]), ("schemes", [])):
        response = Client().get(reverse(f"funding:{name}", args=args))
        assert response.status_code == 302
        assert "/login/" in response["Location"]


@pytest.mark.parametrize("role", Role)
def test_reading(case: Case, role: Role) -> None:
    client, sees = case.client(role), role in READERS
    everything = sees and role is not Role.PROFESSIONAL
    expected = {
        reverse("funding:grants"): 200 if sees else 403,
        reverse("funding:schemes"): 200 if sees else 403,
        reverse("funding:deadlines"): 200 if sees else 403,
        reverse("funding:funders"): 200 if sees else 403,
        reverse("funding:grant", args=[case.own.pk]): 200 if sees else 404,
        reverse("funding:grant", args=[case.others.pk]): 200 if everything else 404,
        reverse("funding:grant", args=[case.foreign.pk]): 404,
        reverse("funding:of_initiative", args=[case.own.initiative_id]): 200 if sees else 403,
        reverse("funding:of_initiative", args=[case.others.initiative_id]): 200
        if everything
        else 404
        if sees
        else 403,
        reverse("funding:of_initiative", args=[case.foreign.initiative_id]): 404 if sees else 403,
    }
    assert {address: client.get(address).status_code for address in expected} == expected
    if sees:
        names = client.get(reverse("funding:grants")).content.decode()
        assert "EIGEN-1" in names
        assert ("ANDERS-1" in names) is everything
        due = client.get(reverse("funding:deadlines")).content.decode()
        assert "EIGEN-1" in due
        assert ("ANDERS-1" in due) is everything
        assert "Totaal van alle 2" in names if everything else "Totaal van alle 1" in names


@pytest.mark.parametrize("role", Role)
def test_writing(case: Case, role: Role) -> None:
    client, sees, may = case.client(role), role in READERS, role is Role.FUNDING_OFFICER
    before = AuditEntry.objects.filter(action="refused").count()
    for name in ("new", "new_scheme"):
        address = reverse(f"funding:{name}")
        assert client.get(address).status_code == (200 if may else 403)
        assert client.post(address, {}).status_code == (200 if may else 403)
    assert AuditEntry.objects.filter(action="refused").count() == before + (0 if may else 4)
    for name in ("edit", "step", "payment", "retract", "clock"):
        own = client.post(reverse(f"funding:{name}", args=[case.own.pk]), {})
        shown = 200 if name == "edit" else 400
        assert own.status_code == (shown if may else 403 if sees else 404)
        foreign = client.post(reverse(f"funding:{name}", args=[case.foreign.pk]), {})
        assert foreign.status_code == 404
    for scheme, reached in ((case.here.scheme, True), (case.elsewhere.scheme, False)):
        response = client.get(reverse("funding:edit_scheme", args=[scheme.pk]))
        outcome = 200 if may else 403 if sees else 404
        assert response.status_code == (outcome if reached else 404)
    assert Grant.objects.filter(state="requested").count() == 3


def test_steps_and_payments_are_posted_only(case: Case) -> None:
    client = case.client(Role.FUNDING_OFFICER)
    for name in ("step", "payment", "retract", "clock"):
        assert client.get(reverse(f"funding:{name}", args=[case.own.pk])).status_code == 405
    assert client.post(reverse("funding:grants")).status_code == 405


@pytest.mark.parametrize("role", READERS)
def test_a_page_offers_nothing_that_its_reader_may_not_do(case: Case, role: Role) -> None:
    page = case.client(role).get(reverse("funding:grant", args=[case.own.pk])).content.decode()
    may = role is Role.FUNDING_OFFICER
    assert ("Volgende stap" in page) is may
    assert (reverse("funding:edit", args=[case.own.pk]) in page) is may
    listed = case.client(role).get(reverse("funding:grants")).content.decode()
    assert (reverse("funding:new") in listed) is may


def test_nothing_of_elsewhere_on_any_page(case: Case) -> None:
    client = case.client(Role.FUNDING_OFFICER)
    addresses = [
        reverse("funding:grants"),
        reverse("funding:deadlines"),
        reverse("funding:grants") + f"?regeling={case.elsewhere.scheme.pk}",
        reverse("funding:grants") + f"?geldgever={case.elsewhere.fund.pk}&wijk=WK900201",
        reverse("funding:new"),
        reverse("funding:edit", args=[case.own.pk]),
        reverse("funding:schemes"),
        reverse("funding:new_scheme"),
        reverse("funding:grant", args=[case.own.pk]),
    ]
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200
        assert "Elders" not in response.content.decode()
    asked = reverse("funding:new") + f"?initiatief={case.foreign.initiative_id}"
    assert client.get(asked).status_code == 404


def test_posting_every_column_changes_only_what_the_form_declares(case: Case) -> None:
    client = case.client(Role.FUNDING_OFFICER)
    forged = {field.attname: "1" for field in Grant._meta.concrete_fields}
    declared = {
        "version": "1",
        "initiative": case.own.initiative.reference,
        "requested_cents": "6.000",
        "scheme": str(case.here.scheme.pk),
        "kind": "project",
        "regularity": "incidental",
        "case_number": "Z-9",
        "period_start": "", "period_end": "", "report_due": "", "objection": "",
        "municipality": str(case.elsewhere.town.municipality.pk),
        "state": "closed", "granted_cents": "9", "paid_cents": "9", "reference": "GEKAAPT",
        "settled_on": "2026-01-01", "reason": "gekaapt",
    }  # fmt: skip
    response = client.post(reverse("funding:edit", args=[case.own.pk]), {**forged, **declared})
    assert response.status_code == 302
    stored = Grant.objects.get(pk=case.own.pk)
    assert stored.case_number == "Z-9"
    assert (stored.municipality, stored.reference) == (case.here.town.municipality, "EIGEN-1")
    assert (stored.state, stored.granted_cents, stored.paid_cents) == ("requested", None, 0)
    assert (stored.settled_on, stored.reason) == (None, "")


def test_a_professional_sees_no_totals_of_others(case: Case) -> None:
    case.here.grant(RECEIVED, GRANTED, initiative=case.others.initiative)
    page = case.client(Role.PROFESSIONAL).get(reverse("funding:schemes"))
    assert "Nog over" not in page.content.decode()
    assert "€ 5.000" not in page.content.decode()
    assert Scheme.objects.get(pk=case.here.scheme.pk).name in page.content.decode()


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "=HYPERLINK(1)", "' OR 1=1 --", "\x00", "😀" * 600, "9" * 400],
)
def test_hostile_words_stay_words(case: Case, text: str) -> None:
    client = case.client(Role.FUNDING_OFFICER)
    names = ("q", "status", "jaar", "regeling", "geldgever", "wijk", "sort", "page")
    for name in names:
        page = client.get(reverse("funding:grants"), {name: text})
        assert page.status_code in {200, 404}
        assert "<script>alert" not in page.content.decode()
    asked = Grant.objects.get(pk=case.own.pk)
    for field in ("date", "amount", "reason", "version", "kind"):
        data = {"version": "1", "kind": "granted", "date": "2026-02-01", "amount": "5", field: text}
        answer = client.post(reverse("funding:step", args=[asked.pk]), data)
        assert answer.status_code in {302, 400, 409}
        assert "<script>alert" not in answer.content.decode()
