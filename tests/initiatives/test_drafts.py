"""What is typed in the quick log is not lost, is nobody else's, and becomes one record."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from accounts.models import Membership, Role
from audit.models import AuditEntry
from initiatives.models import Draft, Initiative
from tests.initiatives.building import PASSWORD, TODAY, Town, as_, town
from tests.initiatives.test_log_pages import LOG

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]

JSON = {"accept": "application/json"}


@pytest.fixture
def member(here: Town) -> Membership:
    return here.member(Role.PROFESSIONAL)


def hidden(body: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', body)
    assert found is not None
    return found[1]


def form_of(client: Client) -> dict[str, Any]:
    """What the page sends along with what is typed."""
    body = client.get(reverse("initiatives:log")).content.decode()
    return {"draft": hidden(body, "draft"), "owner": hidden(body, "owner")}


def keep(client: Client, **fields: Any) -> Any:
    return client.post(reverse("initiatives:keep_draft"), fields, headers=JSON)


def log_in(client: Client, member: Membership, **extra: Any) -> Any:
    return client.post(
        reverse("account_login"), {"login": member.user.email, "password": PASSWORD, **extra}
    )


def test_what_is_typed_is_saved_and_taken_up_again(member: Membership) -> None:
    client = as_(member)
    sent = form_of(client)
    answer = keep(client, **sent, name="Buurtta", lessons=["bonding-1"], place="WK900102")
    assert answer.json() == {"saved": "12:00"}
    body = as_(member).get(reverse("initiatives:log")).content.decode()
    assert "Ga verder met “Buurtta”" in body
    body = as_(member).get(reverse("initiatives:log"), {"concept": sent["draft"]}).content.decode()
    assert 'value="Buurtta"' in body
    assert hidden(body, "draft") == sent["draft"]
    assert re.search(r'value="bonding-1"[^>]* checked', body)
    assert re.search(r'value="WK900102" selected', body)
    assert not AuditEntry.objects.exists()


def test_a_draft_is_its_owners_alone(here: Town, member: Membership) -> None:
    sent = form_of(as_(member))
    keep(as_(member), **sent, name="Geheim plan")
    other = as_(here.member(Role.ADMIN))
    body = other.get(reverse("initiatives:log"), {"concept": sent["draft"]}).content.decode()
    assert "Geheim plan" not in body
    other.post(reverse("initiatives:discard_draft", args=[sent["draft"]]))
    keep(other, draft=sent["draft"], name="Iets anders")
    assert Draft.objects.get(user=member.user).fields == {"name": ["Geheim plan"]}


def test_a_draft_belongs_to_the_municipality_it_was_begun_in(member: Membership) -> None:
    sent = form_of(as_(member))
    keep(as_(member), **sent, name="Geheim plan")
    there = town("GM9002", "Elders")
    Membership.objects.create(
        municipality=there.municipality, user=member.user, role=Role.ADMIN, organisation=None
    )
    client = as_(member)
    session = client.session
    session["municipality"] = there.municipality.pk
    session.save()
    assert "Geheim plan" not in client.get(reverse("initiatives:log")).content.decode()


def test_sending_twice_makes_one_record(member: Membership) -> None:
    client = as_(member)
    sent = LOG | form_of(client)
    keep(client, **sent)
    first = client.post(reverse("initiatives:log"), sent)
    second = client.post(reverse("initiatives:log"), sent)
    assert first["Location"] == second["Location"]
    made = Initiative.objects.get()
    draft = Draft.objects.get()
    assert (draft.made, draft.fields) == (made, {})
    keep(client, **sent)
    assert Draft.objects.get().fields == {}
    assert "Ga verder" not in client.get(reverse("initiatives:log")).content.decode()


def test_a_refused_record_keeps_its_draft(member: Membership) -> None:
    client = as_(member)
    sent = form_of(client)
    keep(client, **sent, name="Buurttafel")
    client.post(reverse("initiatives:log"), LOG | sent | {"lessons": []})
    assert Draft.objects.get().fields == {"name": ["Buurttafel"]}
    assert not Initiative.objects.exists()


def test_what_was_sent_after_the_session_ended_is_there_after_logging_in(
    member: Membership,
) -> None:
    client = as_(member)
    sent = LOG | form_of(client)
    Session.objects.all().delete()
    assert keep(client, **sent).status_code == 302
    answer = client.post(reverse("initiatives:log"), sent)
    assert answer["Location"] == "/account/login/?next=/initiatieven/vastleggen/"
    assert not Draft.objects.exists()
    answer = log_in(client, member, next=reverse("initiatives:log"))
    answer = client.get(answer["Location"], follow=True)
    body = answer.content.decode()
    assert "Wat je typte staat er nog" in body
    assert "Twaalf buren aten samen." in body
    assert hidden(body, "draft") == sent["draft"]
    assert not Initiative.objects.exists()
    client.post(reverse("initiatives:log"), sent)
    assert Initiative.objects.get().name == "Buurttafel"


def test_somebody_else_who_logs_in_there_gets_nothing(here: Town, member: Membership) -> None:
    client = as_(member)
    sent = LOG | form_of(client)
    Session.objects.all().delete()
    client.post(reverse("initiatives:log"), sent)
    log_in(client, here.member(Role.ADMIN))
    body = client.get(reverse("initiatives:log"), follow=True).content.decode()
    assert "Twaalf buren" not in body
    assert not Draft.objects.exists()
    assert "stash" not in client.session


@pytest.mark.parametrize("owner", ["", "1.1", "1.1:vervalst"])
def test_a_form_that_is_not_ours_waits_for_nobody(member: Membership, owner: str) -> None:
    client = Client()
    client.post(reverse("initiatives:log"), LOG | {"owner": owner})
    assert "stash" not in client.session


def test_a_form_from_before_another_login_comes_back_filled_in(member: Membership) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(member.user)
    sent = LOG | form_of(client) | {"csrfmiddlewaretoken": "x" * 64}
    answer = client.post(reverse("initiatives:log"), sent)
    assert answer["Location"] == reverse("initiatives:log")
    body = client.get(reverse("initiatives:log"), follow=True).content.decode()
    assert "Twaalf buren aten samen." in body
    assert not Initiative.objects.exists()
    assert client.post(reverse("initiatives:log"), LOG).status_code == 403


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"draft": "geen-sleutel", "name": "x"}, 400, "Dit concept kennen we niet"),
        ({"name": "x"}, 400, "Dit concept kennen we niet"),
        ({"draft": str(uuid4()), "observation": "x" * 30_000}, 413, "te veel"),
        ({"draft": str(uuid4()), "lessons": ["y" * 40] * 900}, 413, "te veel"),
        ({"draft": str(uuid4()), "name": "a\0b"}, 400, "niet kunnen bewaren"),
    ],
)
def test_what_cannot_be_kept_is_told(
    member: Membership, fields: dict[str, Any], status: int, words: str
) -> None:
    answer = keep(as_(member), **fields)
    assert answer.status_code == status
    assert words in answer.json()["error"]
    assert not Draft.objects.exists()


def test_a_strange_choice_in_a_draft_does_not_break_the_form(member: Membership) -> None:
    client = as_(member)
    key = str(uuid4())
    answer = keep(client, draft=key, lessons=["bestaat-niet"], phase="ooit", place="WK1", hack="x")
    assert answer.status_code == 200
    assert set(Draft.objects.get().fields) == {"lessons", "phase", "place"}
    assert client.get(reverse("initiatives:log"), {"concept": key}).status_code == 200


def test_without_script_a_button_keeps_the_draft(member: Membership) -> None:
    client = as_(member)
    sent = form_of(client)
    answer = client.post(reverse("initiatives:keep_draft"), sent | {"name": "Half"}, follow=True)
    body = answer.content.decode()
    assert "Het concept is bewaard." in body
    assert 'value="Half"' in body


def test_a_draft_is_thrown_away(member: Membership) -> None:
    client = as_(member)
    sent = form_of(client)
    keep(client, **sent, name="Half")
    client.post(reverse("initiatives:discard_draft", args=[sent["draft"]]))
    assert not Draft.objects.exists()


def test_a_reader_keeps_no_drafts(here: Town) -> None:
    answer = keep(as_(here.member(Role.READER)), draft=str(uuid4()), name="x")
    assert answer.status_code == 403
    assert not Draft.objects.exists()


def test_a_draft_that_nobody_touched_for_a_month_goes_at_the_next_save(member: Membership) -> None:
    with time_machine.travel(f"{TODAY - timedelta(days=31)}T12:00:00+01:00", tick=False):
        old = form_of(as_(member))
        keep(as_(member), **old, name="Oud")
    keep(as_(member), draft=str(uuid4()), name="Nieuw")
    assert [draft.title for draft in Draft.objects.all()] == ["Nieuw"]


def test_two_tabs_keep_two_drafts(member: Membership) -> None:
    client = as_(member)
    first, second = form_of(client), form_of(client)
    keep(client, **first, name="Een")
    keep(client, **second, name="Twee")
    keep(client, **first, name="Een, verder")
    assert {draft.title for draft in Draft.objects.all()} == {"Een, verder", "Twee"}


def test_whoever_lost_the_membership_keeps_and_sees_no_drafts(member: Membership) -> None:
    client = as_(member)
    sent = form_of(client)
    keep(client, **sent, name="Half")
    member.valid_until = TODAY - timedelta(days=1)
    member.save()
    assert keep(client, **sent, name="Verder").status_code == 403
    assert client.get(reverse("initiatives:log")).status_code == 403
    assert Draft.objects.get().title == "Half"


def test_a_hostile_draft_is_shown_as_text(member: Membership) -> None:
    client = as_(member)
    sent = form_of(client)
    hostile = '"><script>alert(1)</script>'
    keep(client, **sent, name=hostile, observation=hostile)
    for query in ({}, {"concept": sent["draft"]}):
        body = client.get(reverse("initiatives:log"), query).content.decode()
        assert "<script>alert" not in body
        assert "&lt;script&gt;alert(1)" in body
