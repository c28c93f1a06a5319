"""Every page of records × role × whose record: who gets in."""

from typing import NamedTuple
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from areas.models import TargetGroup
from audit.models import AuditEntry
from initiatives.models import Initiative
from initiatives.urls import urlpatterns
from initiatives.writes import (
    VoiceInput,
    add_voice_signal,
)
from tests.initiatives.building import ACTOR, TODAY, as_, town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]

READ, WRITE, NOBODY = "read", "write", "nobody"
WRITERS = {Role.POLICYMAKER, Role.ADMIN}
STAFF = set(Role) - {Role.READER}
POSTED = ("confirm", "same", "visited")
"""Buttons: what they post to has no page of its own."""


class Rule(NamedTuple):
    """Who opens a page about a record: of the own organisation, and of another one."""

    own: set[Role]
    other: set[Role]


RULES: dict[str, Rule] = {
    "detail": Rule(set(Role), set(Role)),
    "history": Rule(STAFF, STAFF),
    **{
        name: Rule(WRITERS | {Role.PROFESSIONAL}, WRITERS)
        for name in ("edit", "questions", "stop", "observe", "contact", "ties", *POSTED)
    },
}
WITHOUT_RECORD: dict[str, set[Role]] = {
    "log": WRITERS | {Role.PROFESSIONAL},
    "voices": STAFF,
    "organisations": set(Role),
}
SIGNAL = {"answer": WRITERS}
DRAFTS = {"keep_draft": (), "discard_draft": (uuid4(),)}


def ask(client: Client, name: str, *args: object) -> int:
    """The status of a page, by the method it knows."""
    url = reverse(f"initiatives:{name}", args=args)
    return (client.post(url) if name in POSTED else client.get(url)).status_code


def test_every_page_has_a_rule() -> None:
    assert {pattern.name for pattern in urlpatterns} == {*RULES, *WITHOUT_RECORD, *SIGNAL, *DRAFTS}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", list(RULES))
def test_who_opens_a_page_about_a_record(name: str, role: Role) -> None:
    here, there = town(), town("GM9002", "Elders")
    own = here.initiative("Eigen", is_public=True)
    other = here.initiative("Ander", is_public=True, organisation=here.other)
    foreign = there.initiative("Vreemd", is_public=True)
    client = as_(here.member(role))
    opened = 302 if name in POSTED else 200
    assert ask(client, name, own.pk) == (opened if role in RULES[name].own else 403)
    assert ask(client, name, other.pk) == (opened if role in RULES[name].other else 403)
    assert ask(client, name, foreign.pk) == 404
    assert ask(client, name, 999_999_999_999_999_999_999) == 404


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", list(WITHOUT_RECORD))
def test_who_opens_the_other_pages(name: str, role: Role) -> None:
    assert ask(as_(town().member(role)), name) == (200 if role in WITHOUT_RECORD[name] else 403)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", list(DRAFTS))
def test_who_keeps_drafts(name: str, role: Role) -> None:
    url = reverse(f"initiatives:{name}", args=DRAFTS[name])
    allowed = role in WITHOUT_RECORD["log"] or name == "discard_draft"
    assert as_(town().member(role)).post(url).status_code == (302 if allowed else 403)


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
