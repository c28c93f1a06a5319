"""The page of one's own digest, and turning it off from a message without logging in."""

from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, Role, User
from audit.models import AuditEntry
from reminders.sending import off_link, whose_link
from reminders.urls import urlpatterns
from tests.initiatives.building import TODAY, Town, as_
from tests.reminders.test_sending import stale

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]

PAGE = "/weekbericht/"


def path_of(user: User) -> str:
    return off_link(user).removeprefix("http://127.0.0.1:8000")


def text(client: Client, path: str = PAGE) -> str:
    return " ".join(client.get(path).content.decode().split())


def test_every_page_has_a_rule(here: Town) -> None:
    assert {pattern.name for pattern in urlpatterns} == {"preferences", "off"}
    token = signing.dumps(here.member(Role.READER).user.pk, salt="reminders.off")
    statuses = {
        "preferences": Client().get(reverse("reminders:preferences")).status_code,
        "off": Client().get(reverse("reminders:off", args=[token])).status_code,
    }
    assert statuses == {"preferences": 302, "off": 200}


@pytest.mark.parametrize("role", list(Role))
def test_everybody_has_their_own_page_and_finds_it_in_the_menu(here: Town, role: Role) -> None:
    client = as_(here.member(role))
    assert client.get(PAGE).status_code == 200
    assert f'href="{PAGE}"' in text(client, "/")


def test_the_page_shows_what_would_be_in_it(here: Town) -> None:
    made = stale(here)
    shown = text(as_(here.member(Role.PROFESSIONAL)))
    assert "Je weekbericht staat aan" in shown
    assert "1 ding wacht op jou in Wijkinitiatieven" in shown
    assert f'href="/initiatieven/{made.pk}/">Soep</a>' in shown


def test_the_page_says_that_nothing_would_come(here: Town) -> None:
    assert "Nu zou je niets krijgen" in text(as_(here.member(Role.PROFESSIONAL)))


def test_one_button_turns_it_off_and_on_and_each_stands_in_the_log(here: Town) -> None:
    member = here.member(Role.PROFESSIONAL)
    client = as_(member)
    before = AuditEntry.objects.count()
    for choice in ("uit", "uit", "aan"):
        client.post(PAGE, {"weekbericht": choice})
        assert User.objects.get(pk=member.user_id).wants_digest == (choice == "aan")
    rows = AuditEntry.objects.filter(object_type="accounts.user").order_by("pk")
    assert [row.changes for row in rows] == [
        {"wants_digest": [True, False]},
        {"wants_digest": [False, True]},
    ]
    assert [row.user_id for row in rows] == [member.user_id] * 2
    assert AuditEntry.objects.count() == before + 2


def test_a_visit_changes_nothing_and_shows_one_button(here: Town) -> None:
    user = here.member(Role.PROFESSIONAL).user
    shown = text(Client(), path_of(user))
    assert shown.count("<button") == 1
    assert "Zet het weekbericht uit" in shown
    assert User.objects.get(pk=user.pk).wants_digest


def test_the_button_turns_it_off_without_logging_in_and_the_log_says_by_what(here: Town) -> None:
    user = here.member(Role.PROFESSIONAL).user
    for _ in range(2):
        response = Client(enforce_csrf_checks=True).post(path_of(user))
        assert "Je weekbericht staat uit" in response.content.decode()
    assert not User.objects.get(pk=user.pk).wants_digest
    row = AuditEntry.objects.get(object_type="accounts.user")
    assert (row.actor_label, row.user_id) == ("afmeldlink in het weekbericht", None)


def test_it_works_after_the_membership_ended_and_for_who_is_logged_in(here: Town) -> None:
    member = here.member(Role.PROFESSIONAL)
    Membership.objects.update(valid_until=TODAY - timedelta(days=1))
    assert as_(member).post(path_of(member.user)).status_code == 200
    assert not User.objects.get(pk=member.user_id).wants_digest


def test_a_changed_link_is_a_dutch_page_that_says_what_to_do(here: Town) -> None:
    user = here.member(Role.PROFESSIONAL).user
    of_another_page = signing.dumps(user.pk, salt="something else")
    of_another_site = signing.dumps(user.pk, key="another key", salt="reminders.off")
    for token in ("x", "a:b:c", of_another_page, of_another_site):
        for send in (Client().get, Client().post):
            response = send(reverse("reminders:off", args=[token]))
            assert response.status_code == 404
            assert "Deze link werkt niet meer" in response.content.decode()
    assert not User.objects.filter(wants_digest=False).exists()


def test_a_link_works_for_90_days(here: Town) -> None:
    user = here.member(Role.PROFESSIONAL).user
    token = signing.dumps(user.pk, salt="reminders.off")
    for days, works in ((89, True), (91, False)):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            assert (whose_link(token) == user) is works


def test_a_link_of_somebody_who_is_gone_works_no_more(here: Town) -> None:
    member = here.member(Role.PROFESSIONAL)
    path = path_of(member.user)
    member.user.delete()
    assert Client().post(path).status_code == 404


def test_a_link_that_names_a_municipality_of_others_changes_nothing(here: Town) -> None:
    client = as_(here.member(Role.PROFESSIONAL))
    for code in ("GM0000", "", "GM9001"):
        assert "Sluiswaarde" in text(client, f"{PAGE}?gemeente={code}")
