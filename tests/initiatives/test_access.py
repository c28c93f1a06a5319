"""Every page of records × role × whose record: who gets in, and that it costs a constant number of queries."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Membership, Role
from areas.models import TargetGroup
from audit.models import AuditEntry
from initiatives.models import ActivityType, Initiative, PartnerKind, PlaceKind, VoiceSignal
from initiatives.urls import urlpatterns
from initiatives.writes import (
    ContactInput,
    ObservationInput,
    TieInput,
    VoiceInput,
    add_contact,
    add_observation,
    add_voice_signal,
    set_ties,
)
from tests.initiatives.building import ACTOR, TODAY, Town, lessons, town

pytestmark = pytest.mark.django_db

READ, WRITE, NOBODY = "read", "write", "nobody"
WRITERS = {Role.POLICYMAKER, Role.ADMIN}
STAFF = set(Role) - {Role.READER}


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(f"{TODAY}T12:00:00+01:00", tick=False):
        yield


class Rule(NamedTuple):
    """Who opens a page about a record: of the own organisation, and of another one."""

    own: set[Role]
    other: set[Role]


RULES: dict[str, Rule] = {
    "detail": Rule(set(Role), set(Role)),
    "history": Rule(STAFF, STAFF),
    **{
        name: Rule(WRITERS | {Role.PROFESSIONAL}, WRITERS)
        for name in ("edit", "questions", "stop", "observe", "contact", "ties", "confirm")
    },
}
WITHOUT_RECORD: dict[str, set[Role]] = {
    "log": WRITERS | {Role.PROFESSIONAL},
    "voices": STAFF,
}
SIGNAL = {"answer": WRITERS}


def as_(member: Membership) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def ask(client: Client, name: str, *args: object) -> int:
    """The status of a page, by the method it knows."""
    url = reverse(f"initiatives:{name}", args=args)
    return (client.post(url) if name == "confirm" else client.get(url)).status_code


def test_every_page_has_a_rule() -> None:
    assert {pattern.name for pattern in urlpatterns} == {*RULES, *WITHOUT_RECORD, *SIGNAL}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", list(RULES))
def test_who_opens_a_page_about_a_record(name: str, role: Role) -> None:
    here, there = town(), town("GM9002", "Elders")
    own = here.initiative("Eigen", is_public=True)
    other = here.initiative("Ander", is_public=True, organisation=here.other)
    foreign = there.initiative("Vreemd", is_public=True)
    client = as_(here.member(role))
    opened = 302 if name == "confirm" else 200
    assert ask(client, name, own.pk) == (opened if role in RULES[name].own else 403)
    assert ask(client, name, other.pk) == (opened if role in RULES[name].other else 403)
    assert ask(client, name, foreign.pk) == 404
    assert ask(client, name, 999_999_999_999_999_999_999) == 404


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", list(WITHOUT_RECORD))
def test_who_opens_the_other_pages(name: str, role: Role) -> None:
    assert ask(as_(town().member(role)), name) == (200 if role in WITHOUT_RECORD[name] else 403)


@pytest.mark.parametrize("role", list(Role))
def test_who_answers_a_signal(role: Role) -> None:
    here, there = town(), town("GM9002", "Elders")
    signals = [
        add_voice_signal(
            ACTOR,
            place.municipality,
            VoiceInput(
                place.districts[0],
                TODAY,
                missing_groups=tuple(TargetGroup.objects.filter(code="youth")),
            ),
            today=TODAY,
        )
        for place in (here, there)
    ]
    client = as_(here.member(role))
    refused = 404 if role is Role.READER else 403
    assert ask(client, "answer", signals[0].pk) == (200 if role in SIGNAL["answer"] else refused)
    assert ask(client, "answer", signals[1].pk) == 404


@pytest.mark.parametrize("role", [Role.FUNDING_OFFICER, Role.READER, Role.PROFESSIONAL])
def test_a_refused_post_changes_nothing_and_stands_in_the_log(role: Role) -> None:
    here = town()
    made = here.initiative(is_public=True, organisation=here.other)
    client = as_(here.member(role))
    before = AuditEntry.objects.count()
    for name, data in [
        ("edit", {"name": "Gekaapt", "version": "1"}),
        ("stop", {"end_date": "22-11-2026"}),
        ("confirm", {}),
        ("ties", {"version": "1", "welfare": "involved"}),
        ("questions", {"field": "own_circle", "value": "open"}),
    ]:
        assert client.post(reverse(f"initiatives:{name}", args=[made.pk]), data).status_code == 403
    stored = Initiative.objects.get()
    assert (stored.name, stored.version, stored.end_date) == ("Buurttafel", 1, None)
    assert (
        AuditEntry.objects.filter(action="refused").count()
        == AuditEntry.objects.count() - before
        == 5
    )


def test_a_refusal_says_so_in_dutch() -> None:
    client = as_(town().member(Role.READER))
    response = client.get(reverse("initiatives:log"))
    assert "Dit mag je niet met jouw rol" in response.content.decode()


def test_who_is_not_logged_in_goes_to_the_login() -> None:
    made = town().initiative(is_public=True)
    for name in (*RULES, *WITHOUT_RECORD):
        args = [] if name in WITHOUT_RECORD else [made.pk]
        url = reverse(f"initiatives:{name}", args=args)
        for response in (Client().get(url), Client().post(url)):
            assert response.status_code == 302
            assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize(
    "field", ["organisation", "districts", "municipality", "reference", "derived"]
)
def test_a_form_takes_nothing_foreign_or_undeclared(field: str) -> None:
    here, there = town(), town("GM9002", "Elders")
    made = here.initiative()
    foreign: dict[str, object] = {
        "organisation": there.organisation.pk,
        "districts": [there.districts[0].code],
        "municipality": there.municipality.pk,
        "reference": "X",
        "derived": '["name"]',
    }
    client = as_(here.member(Role.POLICYMAKER))
    data = {"name": "Buurttafel", "version": "1", "own_circle": "open", field: foreign[field]}
    client.post(reverse("initiatives:edit", args=[made.pk]), data)
    stored = Initiative.objects.get()
    assert stored.municipality == here.municipality
    assert stored.organisation in {here.organisation, None}
    assert (stored.reference, stored.derived) == (made.reference, [])
    assert not stored.districts.filter(municipality=there.municipality).exists()


def test_a_professional_cannot_give_a_record_away() -> None:
    here = town()
    made = here.initiative()
    client = as_(here.member(Role.PROFESSIONAL))
    for organisation in (here.other.pk, ""):
        data = {"name": "Weg", "version": "1", "own_circle": "open", "organisation": organisation}
        assert client.post(reverse("initiatives:edit", args=[made.pk]), data).status_code == 200
    assert Initiative.objects.get().organisation == here.organisation


def test_choices_of_forms_stay_within_the_municipality() -> None:
    here, there = town(), town("GM9002", "Elders")
    made = here.initiative()
    client = as_(here.member(Role.ADMIN))
    urls = [reverse("initiatives:log"), reverse("initiatives:voices")]
    urls += [reverse(f"initiatives:{name}", args=[made.pk]) for name in RULES if name != "confirm"]
    for url in urls:
        body = client.get(url).content.decode()
        assert there.municipality.name not in body, url


def fill(here: Town, number: int) -> None:
    """So many of everything on one record, and so many records and signals."""
    made = Initiative.objects.order_by("pk").first()
    assert made is not None
    kinds = list(PartnerKind.objects.all())
    for index in range(number):
        here.initiative(f"Buurttafel nummer {index}")
        add_observation(ACTOR, made, ObservationInput(TODAY, f"Gezien {index}"), today=TODAY)
        add_contact(ACTOR, made, ContactInput(kinds[index % len(kinds)], TODAY, f"Iemand {index}"))
        given = VoiceInput(
            here.districts[index % 2],
            TODAY,
            deciding_groups=tuple(TargetGroup.objects.filter(code="older")),
            missing_groups=tuple(TargetGroup.objects.filter(code__in=["youth", "tenants"])),
        )
        add_voice_signal(ACTOR, here.municipality, given, today=TODAY)
    set_ties(ACTOR, made, [TieInput(kind, involved=True) for kind in kinds])


def count(ask_: Callable[[], Any]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = ask_()
    assert response.status_code == 200, response.status_code
    return len(captured)


@pytest.mark.parametrize(
    "name", ["detail", "edit", "history", "questions", "observe", "ties", "contact", "stop"]
)
def test_a_page_costs_as_many_queries_with_more_on_it(name: str) -> None:
    here = town()
    made = here.initiative(
        lessons=lessons("bonding-1", "bonding-2", "bridging-3"),
        activity_types=tuple(ActivityType.objects.all()),
        target_groups=tuple(TargetGroup.objects.all()),
        place_kinds=tuple(PlaceKind.objects.all()),
    )
    client = as_(here.member(Role.PROFESSIONAL))
    url = reverse(f"initiatives:{name}", args=[made.pk])
    fill(here, 1)
    few = count(lambda: client.get(url))
    fill(here, 12)
    assert count(lambda: client.get(url)) == few <= 30


@pytest.mark.parametrize("name", ["log", "voices"])
def test_a_list_costs_as_many_queries_with_more_on_it(name: str) -> None:
    here = town()
    here.initiative()
    client = as_(here.member(Role.POLICYMAKER))
    url = reverse(f"initiatives:{name}")
    fill(here, 1)
    few = count(lambda: client.get(url))
    fill(here, 30)
    assert count(lambda: client.get(url)) == few <= 20


def test_voices_are_added_and_answered() -> None:
    here = town()
    client = as_(here.member(Role.POLICYMAKER))
    url = reverse("initiatives:voices")
    data = {
        "district": "WK900101",
        "date": "20-11-2026",
        "outcome": "missing",
        "missing_groups": ["youth"],
    }
    assert client.post(url, data).status_code == 302
    signal = VoiceSignal.objects.get()
    assert "1 signaal wacht op antwoord" in client.get(url).content.decode()
    answer = {"version": "1", "response": "Jongeren zijn gevraagd.", "responded_on": "22-11-2026"}
    answering = reverse("initiatives:answer", args=[signal.pk])
    assert client.post(answering, answer).status_code == 302
    assert "Geen signaal wacht op antwoord" in client.get(url).content.decode()
    again = client.post(answering, answer | {"response": "Iets anders."})
    assert again.status_code == 409
    assert "Iets anders." in again.content.decode()


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"missing_groups": []}, "Kies welke groepen je niet hoort"),
        ({"outcome": "none"}, "Kies hier niets"),
        ({"outcome": ""}, "Kies wat je vond"),
        ({"district": "WK900201"}, "geldige keuze"),
        ({"date": "2026-12-01"}, "toekomst"),
        ({"missing_groups": ["everyone"]}, "everyone"),
    ],
)
def test_a_wrong_signal_is_explained(changed: dict[str, object], message: str) -> None:
    here = town()
    town("GM9002", "Elders")
    data = {
        "district": "WK900101",
        "date": "20-11-2026",
        "outcome": "missing",
        "missing_groups": ["youth"],
    }
    response = as_(here.member(Role.ADMIN)).post(reverse("initiatives:voices"), data | changed)
    assert message in response.content.decode()
    assert not VoiceSignal.objects.exists()


def test_a_professional_reads_signals_but_adds_none() -> None:
    here = town()
    client = as_(here.member(Role.PROFESSIONAL))
    url = reverse("initiatives:voices")
    assert "Signaal vastleggen" not in client.get(url).content.decode()
    assert client.post(url, {"district": "WK900101"}).status_code == 403
