"""Every page of upkeep × role × whose record: who gets in."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Organisation, Role
from audit.models import AuditEntry
from initiatives.models import Initiative
from tests.initiatives.building import Town, as_, town
from upkeep.models import Operation
from upkeep.urls import urlpatterns

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]

MANAGERS = frozenset({Role.POLICYMAKER, Role.ADMIN})
WRITERS = MANAGERS | {Role.PROFESSIONAL}
LISTS = {
    "operations": WRITERS,
    "missing": WRITERS,
    "duplicates": WRITERS,
    "duplicate_organisations": MANAGERS,
}
BULK = {"bulk_confirm": WRITERS, "bulk_tag": WRITERS, "bulk_assign": MANAGERS}


class Rule(NamedTuple):
    """Who gets in with records of the own organisation, and with one of another; how many an address names."""

    own: frozenset[Role]
    other: frozenset[Role]
    records: int
    method: str = "get"


INITIATIVES = {
    "hand_over": Rule(WRITERS, MANAGERS, 1),
    "merge_with": Rule(WRITERS, MANAGERS, 1),
    "merge": Rule(WRITERS, MANAGERS, 2),
    "apart": Rule(WRITERS, MANAGERS, 2, "post"),
}
ORGANISATIONS = {"merge_organisations": "get", "organisations_apart": "post"}
OPERATIONS = {"operation": "get", "undo": "post"}


def ask(client: Client, name: str, *args: object, method: str = "get") -> int:
    """The status of a page."""
    send: Callable[..., Any] = getattr(client, method)
    return int(send(reverse(f"upkeep:{name}", args=args)).status_code)


def test_every_page_has_a_rule() -> None:
    names = {*LISTS, *BULK, *INITIATIVES, *ORGANISATIONS, *OPERATIONS}
    assert {pattern.name for pattern in urlpatterns} == names


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", list(LISTS))
def test_who_opens_a_list(here: Town, name: str, role: Role) -> None:
    assert ask(as_(here.member(role)), name) == (200 if role in LISTS[name] else 403)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", list(BULK))
def test_who_changes_many(here: Town, name: str, role: Role) -> None:
    allowed = role in BULK[name]
    assert ask(as_(here.member(role)), name, method="post") == (302 if allowed else 403)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", list(INITIATIVES))
def test_who_opens_a_page_about_records(here: Town, name: str, role: Role) -> None:
    rule = INITIATIVES[name]
    there = town("GM9002", "Elders")
    first = here.initiative("Eerste", is_public=True)
    own = here.initiative("Eigen", is_public=True)
    other = here.initiative("Ander", is_public=True, organisation=here.other)
    foreign = there.initiative("Vreemd", is_public=True)
    client = as_(here.member(role))
    opened = 302 if rule.method == "post" else 200
    before = [first.pk] if rule.records == 2 else []

    def status(last: int) -> int:
        return ask(client, name, *before, last, method=rule.method)

    assert status(own.pk) == (opened if role in rule.own else 403)
    assert status(other.pk) == (opened if role in rule.other else 403)
    missing = 404 if role in rule.own or rule.records == 1 else 403
    assert status(foreign.pk) == missing
    assert status(10**21) == missing
    assert Initiative.objects.count() == 4


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", list(ORGANISATIONS))
def test_who_opens_a_page_about_organisations(here: Town, name: str, role: Role) -> None:
    foreign = town("GM9002", "Elders").organisation
    method, client = ORGANISATIONS[name], as_(here.member(role))
    opened = 302 if method == "post" else 200
    own, allowed = here.organisation.pk, role in MANAGERS
    assert ask(client, name, own, here.other.pk, method=method) == (opened if allowed else 403)
    for missing in (foreign.pk, own):
        assert ask(client, name, own, missing, method=method) == (404 if allowed else 403)
    assert Organisation.objects.filter(municipality=here.municipality).count() == 2


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", list(OPERATIONS))
def test_who_sees_and_undoes_what_was_done(here: Town, name: str, role: Role) -> None:
    there = town("GM9002", "Elders")
    member, method = here.member(role), OPERATIONS[name]
    own, other, foreign = (
        Operation.objects.create(
            municipality=place, user=user, kind="confirm", payload={"rows": []}
        )
        for place, user in (
            (here.municipality, member.user),
            (here.municipality, here.member(Role.POLICYMAKER).user),
            (there.municipality, there.member(Role.ADMIN).user),
        )
    )
    client = as_(member)
    opened = 302 if method == "post" else 200
    refused = 404 if role in WRITERS else 403
    sees_all = role is Role.ADMIN
    assert ask(client, name, own.pk, method=method) == (opened if role in WRITERS else 403)
    assert ask(client, name, other.pk, method=method) == (opened if sees_all else refused)
    for missing in (foreign.pk, uuid4()):
        assert ask(client, name, missing, method=method) == refused


def test_a_refused_change_of_many_stands_in_the_log(here: Town) -> None:
    client = as_(here.member(Role.READER))
    for name in BULK:
        ask(client, name, method="post")
    assert AuditEntry.objects.filter(action="refused").count() == len(BULK)


def test_who_is_not_logged_in_goes_to_the_login(here: Town) -> None:
    row = here.initiative(is_public=True)
    pages: list[tuple[str, Sequence[object]]] = [
        *((name, []) for name in (*LISTS, *BULK)),
        *((name, [row.pk] * rule.records) for name, rule in INITIATIVES.items()),
        *((name, [here.organisation.pk, here.other.pk]) for name in ORGANISATIONS),
        *((name, [uuid4()]) for name in OPERATIONS),
    ]
    for name, args in pages:
        url = reverse(f"upkeep:{name}", args=args)
        for response in (Client().get(url), Client().post(url)):
            assert response.status_code == 302
            assert response["Location"].startswith(reverse("account_login"))
