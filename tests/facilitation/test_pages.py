"""The pages of actions: who opens what, what a forced request does, and what is kept."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Membership, Role
from audit.models import AuditEntry
from facilitation.models import Action
from facilitation.writes import Gap, Task, create_action, update_action
from lessons.models import ActionRole
from tests.initiatives.building import ACTOR, TODAY, Town, as_, errors, lessons, town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def act(place: Town, member: Membership, **given: object) -> Action:
    lesson = lessons(str(given.pop("lesson", "bonding-1")))[0]
    gap = Gap(place.districts[0], lesson, ActionRole.POLICY, "unknown")
    return create_action(
        ACTOR, member, gap, Task("Koffie drinken", member.user, TODAY), today=TODAY
    )


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_a_gap_becomes_an_action_with_the_text_of_the_lesson(here: Town) -> None:
    member = here.member(Role.POLICYMAKER)
    client = as_(member)
    wijk = here.districts[0].code
    gap_page = client.get(reverse("dashboards:gap", args=[wijk, "bonding-1"])).content.decode()
    address = f"/acties/nieuw/?wijk={wijk}&amp;les=bonding-1&amp;vanuit=policy"
    assert address in gap_page
    form = client.get(address.replace("&amp;", "&")).content.decode()
    assert "Zet je in voor een wijk waar uiteenlopende groepen" in form
    assert 'value="03-01-2027"' in form  # six weeks after 22 November 2026
    given = {
        "district": wijk,
        "lesson": "bonding-1",
        "role": "policy",
        "text": "Langs bij de buurtkamer.",
        "owner": member.user_id,
        "due_date": "03-01-2027",
    }
    response = client.post(reverse("dashboards:new_action"), given, follow=True)
    made = Action.objects.get()
    assert (made.text, made.owner_id, made.state_at_start) == (
        "Langs bij de buurtkamer.",
        member.user_id,
        "unknown",
    )
    assert "Nog steeds niet te zeggen" in response.content.decode()


def posted(here: Town, **other: object) -> dict[str, object]:
    return {
        "district": here.districts[0].code,
        "lesson": "bonding-1",
        "role": "policy",
        "text": "x",
        **other,
    }


def test_forced_values_are_refused_at_their_field(here: Town) -> None:
    elsewhere = town("GM9002", "Elders")
    stranger = elsewhere.member(Role.POLICYMAKER).user
    client = as_(here.member(Role.POLICYMAKER))
    for given, message in (
        (posted(here, role="resident"), "Bewoners nodig je uit."),
        (posted(here, district=elsewhere.districts[0].code), "Kies een wijk van deze gemeente."),
        (posted(here, lesson="bonding-9"), "Deze les bestaat niet."),
        (posted(here, owner=stranger.pk), "Aan deze persoon kun je geen actie geven."),
        (posted(here, district="\0"), "Dit teken kan hier niet."),
        (posted(here, due_date="morgen"), "Schrijf een datum als 31-12-2026."),
        (posted(here, text="a" * 501), "500"),
    ):
        response = client.post(reverse("dashboards:new_action"), given)
        assert response.status_code == 200
        assert message in errors(response.content.decode()), message
    assert not Action.objects.exists()


def test_a_professional_writes_no_action_of_policy_and_needs_an_owner(here: Town) -> None:
    client = as_(here.member(Role.PROFESSIONAL))
    body = client.post(reverse("dashboards:new_action"), posted(here)).content.decode()
    assert "Bewoners nodig je uit." in errors(body)
    assert "Kies wie het oppakt." in errors(body)


def test_a_wrong_address_starts_an_empty_form(here: Town) -> None:
    client = as_(here.member(Role.POLICYMAKER))
    for query in ("wijk=%00&les=%00&vanuit=%00", "wijk=XX&les=nee&vanuit=resident"):
        assert client.get(f"{reverse('dashboards:new_action')}?{query}").status_code == 200


def test_every_role_sees_and_does_what_it_may(here: Town) -> None:
    action = act(here, here.member(Role.POLICYMAKER))
    one = reverse("dashboards:action", args=[action.pk])
    edit = reverse("facilitation:edit", args=[action.pk])
    expected = {
        Role.PROFESSIONAL: (200, 404, 404, 200),
        Role.POLICYMAKER: (200, 200, 200, 200),
        Role.FUNDING_OFFICER: (200, 200, 403, 403),
        Role.READER: (403, 403, 403, 403),
        Role.ADMIN: (200, 200, 200, 200),
    }
    for role, wanted in expected.items():
        client = as_(here.member(role))
        pages = (reverse("dashboards:actions"), one, edit, reverse("dashboards:new_action"))
        assert tuple(client.get(page).status_code for page in pages) == wanted, role
        moved = client.post(reverse("facilitation:state", args=[action.pk]), {"state": "doing"})
        assert moved.status_code == (302 if wanted[2] == 200 else wanted[2])
    assert AuditEntry.objects.filter(action="refused").exists()


def test_another_municipality_sees_nothing(here: Town) -> None:
    action = act(here, here.member(Role.POLICYMAKER))
    client = as_(town("GM9002", "Elders").member(Role.ADMIN))
    assert "Koffie drinken" not in text(client, reverse("dashboards:actions"))
    assert client.get(reverse("dashboards:action", args=[action.pk])).status_code == 404
    for name in ("state", "note", "link", "edit"):
        response = client.post(reverse(f"facilitation:{name}", args=[action.pk]), {"state": "done"})
        assert response.status_code == 404
    response = client.post(reverse("facilitation:bulk"), {"ids": action.pk, "doen": "gedaan"})
    assert response.status_code == 404
    action.refresh_from_db()
    assert (action.state, action.version) == ("open", 1)


def test_one_tap_changes_the_state_and_the_board_follows(here: Town) -> None:
    member = here.member(Role.POLICYMAKER)
    action = act(here, member)
    client = as_(member)
    response = client.post(
        reverse("facilitation:state", args=[action.pk]), {"state": "done", "naar": "bord"}
    )
    assert response["Location"] == reverse("dashboards:actions")
    listed = text(client, reverse("dashboards:actions") + "?stand=done")
    assert "Koffie drinken" in listed
    assert "Koffie drinken" not in text(client, reverse("dashboards:actions") + "?stand=open")
    response = client.post(
        reverse("facilitation:state", args=[action.pk]), {"state": "klaar"}, follow=True
    )
    assert "Die stand bestaat niet." in response.content.decode()


def test_who_was_first_is_shown_and_what_was_typed_stays(here: Town) -> None:
    member = here.member(Role.POLICYMAKER)
    action = act(here, member)
    update_action(ACTOR, member, action, Task("Eerst dit"), seen_version=1)
    typed = {"version": 1, "text": "Toch dit", "owner": "", "due_date": "", "notes": ""}
    client = as_(member)
    response = client.post(reverse("facilitation:edit", args=[action.pk]), typed)
    assert response.status_code == 409
    assert "Eerst dit" in response.content.decode()
    again = client.post(reverse("facilitation:edit", args=[action.pk]), {**typed, "version": 2})
    assert again.status_code == 302
    action.refresh_from_db()
    assert action.text == "Toch dit"


def test_a_note_that_names_a_phone_number_is_looked_at_first(here: Town) -> None:
    member = here.member(Role.POLICYMAKER)
    action = act(here, member)
    client, address = as_(member), reverse("facilitation:note", args=[action.pk])
    response = client.post(address, {"note": "Bel 0612345678"})
    assert "telefoonnummer" in response.content.decode()
    action.refresh_from_db()
    assert action.notes == ""
    assert client.post(address, {"note": "Gebeld."}).status_code == 302


def test_what_came_of_it_is_linked_and_shown(here: Town) -> None:
    member = here.member(Role.POLICYMAKER)
    action, made = act(here, member), here.initiative("Flat 12 Eet")
    foreign = town("GM9002", "Elders").initiative("Vreemd")
    client = as_(member)
    address = reverse("facilitation:link", args=[action.pk])
    for number in (foreign.pk, 999_999, "abc"):
        assert client.post(address, {"initiative": number}).status_code == 404
    assert client.post(address, {"initiative": made.pk}).status_code == 302
    page = text(client, reverse("dashboards:action", args=[action.pk]))
    assert "Flat 12 Eet" in page
    assert "wat ervan kwam" in page.lower()
    found = text(client, reverse("dashboards:action", args=[action.pk]) + "?zoek=vreemd")
    assert "Geen initiatief met deze naam gevonden." in found


def test_the_ticked_actions_change_together(here: Town) -> None:
    member, colleague = here.member(Role.POLICYMAKER), here.member(Role.ADMIN)
    ids = [act(here, member).pk for _number in range(2)]
    client, address = as_(member), reverse("facilitation:bulk")
    given = {"ids": ids, "wie": colleague.user_id, "doen": "geven"}
    body = client.post(address, given, follow=True).content.decode()
    assert "2 acties zijn nu van" in body
    assert set(Action.objects.values_list("owner", flat=True)) == {colleague.user_id}
    refused = client.post(
        address, {"ids": ids, "wie": here.member(Role.READER).user_id}, follow=True
    )
    assert "Kies wie de acties oppakt." in refused.content.decode()
    away = client.post(address, {"ids": ids, "doen": "gedaan", "next": "https://elders.nl/"})
    assert away["Location"].startswith("/acties/")
    assert set(Action.objects.values_list("state", flat=True)) == {"done"}


def test_residents_are_invited_and_nothing_is_kept(here: Town) -> None:
    wijk = here.districts[0].code
    address = reverse("facilitation:invitation", args=[wijk, "bonding-1"])
    for role in Role:
        page = text(as_(here.member(role)), address)
        assert "Begin iets wat je leuk vindt" in page
    assert not Action.objects.exists()
    stranger = as_(town("GM9002", "Elders").member(Role.ADMIN))
    assert stranger.get(address).status_code == 404


def count(ask: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


@pytest.mark.parametrize("query", ["", "?weergave=lijst", "?als=csv"])
def test_two_hundred_actions_cost_as_many_queries_as_two(here: Town, query: str) -> None:
    member = here.member(Role.POLICYMAKER)
    here.initiative()
    client, address = as_(member), reverse("dashboards:actions") + query
    codes = ("bonding-1", "bridging-3", "linking-1", "bonding-3")
    for number in range(2):
        act(here, member, lesson=codes[number])
    text_of = lambda: b"".join(client.get(address))  # noqa: E731
    few = count(text_of)
    for number in range(50):
        act(here, member, lesson=codes[number % 4])
    assert count(text_of) == few <= 32


def test_the_page_of_an_action_costs_as_many_queries_with_more_in_its_history(
    here: Town,
) -> None:
    member = here.member(Role.POLICYMAKER)
    action = act(here, member)
    client, address = as_(member), reverse("dashboards:action", args=[action.pk])
    update_action(ACTOR, member, action, Task("a"), seen_version=1)
    few = count(lambda: client.get(address))
    for number in range(2, 9):
        update_action(ACTOR, member, action, Task(f"{number}"), seen_version=number)
    assert count(lambda: client.get(address)) == few <= 32


def test_the_list_begins_with_what_still_runs(here: Town) -> None:
    member = here.member(Role.POLICYMAKER)
    late, soon, dated, undated = (act(here, member) for _number in range(4))
    days = {late: (-9, "dropped"), soon: (3, "done"), dated: (5, "doing"), undated: (None, "open")}
    for action, (ahead, state) in days.items():
        due = None if ahead is None else TODAY + timedelta(days=ahead)
        ended = TODAY - timedelta(days=2 if state == "dropped" else 1)
        Action.objects.filter(pk=action.pk).update(due_date=due, state=state, state_on=ended)
    client, address = as_(member), reverse("dashboards:actions")
    for sort in ("due_date", "-due_date"):
        page = client.get(address, {"weergave": "lijst", "sort": sort})
        shown = [row.record for row in page.context["table"].page.object_list]
        assert shown == [dated, undated, soon, late]


def test_who_sees_only_own_actions_is_not_told_that_nobody_acts(here: Town) -> None:
    act(here, here.member(Role.POLICYMAKER))
    gap = reverse("dashboards:gap", args=[here.districts[0].code, "bonding-1"])
    page = text(as_(here.member(Role.PROFESSIONAL)), gap)
    assert "Van jouw organisatie is hier nog niemand mee bezig" in page
    assert "Nog niemand is hiermee bezig" not in page
