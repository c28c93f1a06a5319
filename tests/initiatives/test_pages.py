"""The pages of records, seen as each role."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from audit.models import AuditEntry
from initiatives.models import Contact, Initiative, Observation, PartnerKind, PartnerTie
from initiatives.writes import ContactInput, TieInput, add_contact, set_tie
from tests.initiatives.building import ACTOR, TODAY, Town, as_, errors, page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def test_klopt_nog_is_one_tap(here: Town) -> None:
    made = here.initiative()
    client = as_(here.member(Role.PROFESSIONAL))
    body = client.post(reverse("initiatives:confirm", args=[made.pk]), follow=True).content.decode()
    body = " ".join(body.split())
    assert "bevestigd dat dit nog klopt" in body
    assert "laatst gezien 22 november 2026" in body
    assert Observation.objects.filter(kind="confirmed", date=TODAY).count() == 2


def test_gestopt_has_today_filled_in(here: Town) -> None:
    made = here.initiative()
    client = as_(here.member(Role.PROFESSIONAL))
    assert 'value="22-11-2026"' in page(client, "stop", made.pk)
    client.post(reverse("initiatives:stop", args=[made.pk]), {"end_date": "22-11-2026"})
    assert Initiative.objects.get().end_date == TODAY
    early = client.post(reverse("initiatives:stop", args=[made.pk]), {"end_date": "01-01-2020"})
    assert "De laatste dag ligt voor het begin" in early.content.decode()
    assert Initiative.objects.get().end_date == TODAY


def test_observing_and_contact(here: Town) -> None:
    made = here.initiative()
    client = as_(here.member(Role.PROFESSIONAL))
    url = reverse("initiatives:observe", args=[made.pk])
    seen = {"date": "21-11-2026", "lessons": ["bridging-3"], "text": "Twee groepen naast elkaar."}
    assert client.post(url, seen).status_code == 302
    future = client.post(url, seen | {"date": "2026-11-23"}).content.decode()
    assert "Deze datum ligt in de toekomst" in errors(future)
    assert Observation.objects.filter(text="Twee groepen naast elkaar.").count() == 1
    url = reverse("initiatives:contact", args=[made.pk])
    moment = {"partner_kind": "housing", "date": "20-11-2026", "who": "wijkbeheerder"}
    assert client.post(url, moment).status_code == 302
    assert Contact.objects.get().date == date(2026, 11, 20)


def edit_data(client: Client, made: Initiative) -> dict[str, Any]:
    """What a browser posts when nothing on the full form is changed."""
    form = client.get(reverse("initiatives:edit", args=[made.pk])).context["form"]
    found: dict[str, Any] = {}
    for bound in form:
        value = bound.value()
        if isinstance(value, date):
            value = f"{value:%d-%m-%Y}"
        if value not in (None, False):
            found[bound.name] = "on" if value is True else value
    return found


def test_saving_the_full_form_as_it_is_changes_nothing(here: Town) -> None:
    made = here.initiative(needs_money=True, signup_required=False, is_public=True)
    client = as_(here.member(Role.POLICYMAKER))
    response = client.post(reverse("initiatives:edit", args=[made.pk]), edit_data(client, made))
    assert response.status_code == 302, errors(response.content.decode())
    assert AuditEntry.objects.count() == 1
    assert Initiative.objects.get().version == 1


def test_the_second_of_two_gets_409_and_keeps_what_was_typed(here: Town) -> None:
    made = here.initiative(summary="Eerst")
    first, second = as_(here.member(Role.PROFESSIONAL)), as_(here.member(Role.POLICYMAKER))
    url = reverse("initiatives:edit", args=[made.pk])
    mine, theirs = edit_data(first, made), edit_data(second, made)
    assert (
        first.post(url, mine | {"name": "Naam van de een", "needs_money": "yes"}).status_code == 302
    )
    typed = theirs | {"summary": "Getypt door de ander", "start_date": "01-03-2025"}
    response = second.post(url, typed)
    body = response.content.decode()
    assert response.status_code == 409
    assert "Professional 1" in body
    assert "Naam van de een" in body
    assert "Getypt door de ander" in body
    assert 'name="version" value="2"' in body
    labels = {row.label for row in response.context["rows"]}
    assert labels == {"Naam", "In één zin", "Is er geld voor nodig?"}
    assert Initiative.objects.get().summary == "Eerst"
    assert second.post(url, typed | {"version": "2"}).status_code == 302
    stored = Initiative.objects.get()
    assert (stored.name, stored.summary, stored.version) == (
        "Buurttafel",
        "Getypt door de ander",
        3,
    )


def test_the_full_form_tells_what_is_wrong(here: Town) -> None:
    made = here.initiative()
    client = as_(here.member(Role.POLICYMAKER))
    data = edit_data(client, made) | {
        "name": "",
        "municipality_wide": "on",
        "end_date": "31-02-2026",
        "dormant_since": "01-01-2020",
    }
    body = client.post(reverse("initiatives:edit", args=[made.pk]), data).content.decode()
    for message in (
        "niet allebei",
        "Schrijf een datum als",
        "voordat het begon",
        "Dit veld is verplicht",
    ):
        assert message in errors(body)
    assert Initiative.objects.get().version == 1


def test_ties_keep_what_was_typed_in_a_conflict(here: Town) -> None:
    made = here.initiative()
    client = as_(here.member(Role.PROFESSIONAL))
    url = reverse("initiatives:ties", args=[made.pk])
    assert client.post(url, {"version": 1, "welfare": "involved"}).status_code == 302
    response = client.post(url, {"version": 1, "school": "informed"})
    assert response.status_code == 409
    assert {row.label for row in response.context["rows"]} == {"Welzijnswerk", "School"}
    assert client.post(url, {"version": 2, "school": "informed"}).status_code == 302
    assert [tie.partner_kind.code for tie in PartnerTie.objects.all()] == ["school"]


SECRETS = {"work_contact": "Fatima, 0570-123456", "private_contact": "06-55555555"}


def rich(here: Town) -> Initiative:
    """An initiative with everything on it."""
    made = here.initiative(is_public=True, **SECRETS)
    kind = PartnerKind.objects.get(code="housing")
    set_tie(ACTOR, made, TieInput(kind, involved=True))
    add_contact(
        ACTOR, made, ContactInput(kind, date(2026, 10, 2), "wijkbeheerder Ans", note="Sleutel")
    )
    return made


@pytest.mark.parametrize("role", list(Role))
def test_contact_data_only_for_who_may(here: Town, role: Role) -> None:
    made = rich(here)
    other = here.member(role, here.other if role is Role.PROFESSIONAL else None)
    body = page(as_(other), "detail", made.pk)
    may_read = role not in {Role.PROFESSIONAL, Role.READER}
    for secret in (*SECRETS.values(), "wijkbeheerder Ans", "Sleutel", "2 okt"):
        assert (secret in body) is may_read, secret
    assert ("Twaalf mensen aten samen." in body) is (role is not Role.READER)
    assert ("Geschiedenis" in body) is (role is not Role.READER)
    assert ("Wijzigen" in body) is (role in {Role.POLICYMAKER, Role.ADMIN})


def test_a_professional_reads_contacts_of_the_own_organisation(here: Town) -> None:
    made = rich(here)
    body = page(as_(here.member(Role.PROFESSIONAL)), "detail", made.pk)
    for secret in (*SECRETS.values(), "wijkbeheerder Ans"):
        assert secret in body


def test_history_says_who_changed_what_without_contact_data(here: Town) -> None:
    made = rich(here)
    client = as_(here.member(Role.PROFESSIONAL))
    data = edit_data(client, made) | {"summary": "Nieuw", "work_contact": "Bram"}
    client.post(reverse("initiatives:edit", args=[made.pk]), data)
    own = page(client, "history", made.pk)
    assert "Professional 1" in own
    assert "Bram" in own
    assert "06-55555555" not in own
    stranger = page(as_(here.member(Role.PROFESSIONAL, here.other)), "history", made.pk)
    assert "Nieuw" in stranger
    assert "Bram" not in stranger
    assert "Zonneveld van Sluiswaarde" in stranger


def test_a_reader_sees_published_records_only(here: Town) -> None:
    hidden, public = here.initiative("Verborgen"), here.initiative("Openbaar", is_public=True)
    client = as_(here.member(Role.READER))
    assert client.get(reverse("initiatives:detail", args=[hidden.pk])).status_code == 404
    assert "Openbaar" in page(client, "detail", public.pk)


def test_the_state_and_what_does_not_count(here: Town) -> None:
    made = here.initiative(own_circle="organiser", dormant_since=date(2026, 10, 1))
    body = page(as_(here.member(Role.POLICYMAKER)), "detail", made.pk)
    assert "Ligt stil sinds 1 oktober 2026" in body
    assert "Telt nog niet mee: de organisator koos voor een eigen kring" in body


def test_old_evidence_is_called_old(here: Town) -> None:
    made = here.initiative()
    Observation.objects.update(date=date(2025, 11, 21))
    body = page(as_(here.member(Role.POLICYMAKER)), "detail", made.pk)
    assert "(verouderd)" in body
    Observation.objects.update(date=date(2025, 11, 22))
    body = page(as_(here.member(Role.POLICYMAKER)), "detail", made.pk)
    assert "(verouderd)" not in body
    assert "vers, 22 november 2025" in body
