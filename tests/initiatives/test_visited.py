"""Saying "langs geweest" in one tap."""

import pytest
from django.urls import reverse

from accounts.models import Role
from audit.models import AuditEntry
from initiatives.models import Contact, PartnerKind
from initiatives.writes import TieInput, set_ties
from tests.initiatives.building import ACTOR, TODAY, as_, town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def test_one_tap_records_contact_today_and_a_second_adds_nothing() -> None:
    here = town()
    made = here.initiative()
    set_ties(ACTOR, made, [TieInput(PartnerKind.objects.get(code="housing"), involved=True)])
    client = as_(here.member(Role.POLICYMAKER))
    address = reverse("initiatives:visited", args=[made.pk])
    assert address in client.get(reverse("initiatives:detail", args=[made.pk])).content.decode()
    for _tap in range(2):
        client.post(address, {"partner": "housing"})
    contact = Contact.objects.get()
    assert (contact.date, contact.partner_kind.code) == (TODAY, "housing")
    assert AuditEntry.objects.filter(object_type="initiatives.contact").count() == 1


@pytest.mark.parametrize("code", ["", "niemand", "\0"])
def test_an_unknown_partner_leads_to_the_form(code: str) -> None:
    here = town()
    made = here.initiative()
    client = as_(here.member(Role.POLICYMAKER))
    response = client.post(reverse("initiatives:visited", args=[made.pk]), {"partner": code})
    assert response["Location"] == reverse("initiatives:contact", args=[made.pk])
    assert not Contact.objects.exists()


@pytest.mark.parametrize(("role", "status"), [(Role.READER, 404), (Role.FUNDING_OFFICER, 403)])
def test_who_may_not_write_records_no_contact(role: Role, status: int) -> None:
    here = town()
    made = here.initiative()
    address = reverse("initiatives:visited", args=[made.pk])
    assert as_(here.member(role)).post(address, {"partner": "housing"}).status_code == status
    assert not Contact.objects.exists()


def test_another_page_gets_the_person_back_and_another_site_does_not() -> None:
    here = town()
    made = here.initiative()
    client = as_(here.member(Role.POLICYMAKER))
    address = reverse("initiatives:visited", args=[made.pk])
    ours = client.post(address, {"partner": "school", "next": "/initiatieven/?q=a"})
    assert ours["Location"] == "/initiatieven/?q=a"
    theirs = client.post(address, {"partner": "care", "next": "https://elders.example/"})
    assert theirs["Location"] == reverse("initiatives:detail", args=[made.pk])
