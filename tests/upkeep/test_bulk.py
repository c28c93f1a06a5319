"""Bulk "klopt nog", tag and assign: what they change, what they leave alone, and what they refuse."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Membership, Role
from audit.models import AuditEntry
from initiatives.models import Initiative, Observation
from tests.initiatives.building import Town, as_, lessons, town
from upkeep.models import Operation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def post(member: Membership, name: str, rows: list[Initiative], **given: Any) -> HttpResponse:
    """Send the chosen rows as the list does."""
    answer = as_(member).post(
        reverse(f"upkeep:{name}"), {"ids": [str(row.pk) for row in rows], **given}
    )
    assert isinstance(answer, HttpResponse)
    return answer


def organisation_of(row: Initiative) -> int | None:
    """The organisation as it is stored now."""
    return Initiative.objects.get(pk=row.pk).organisation_id


def codes(row: Initiative) -> list[str]:
    """The lessons as they are stored now."""
    return sorted(row.tags.values_list("lesson__code", flat=True))


def test_confirms_what_runs_and_names_the_rest(here: Town) -> None:
    runs = here.initiative("Loopt")
    idea = here.initiative("Idee", start_date=None)
    stopped = here.initiative("Gestopt", end_date=date(2026, 1, 1))
    bare = here.initiative("Kaal", lessons=())
    answer = post(here.member(Role.PROFESSIONAL), "bulk_confirm", [runs, idea, stopped, bare])
    assert answer.status_code == 302
    made = Observation.objects.filter(kind="confirmed")
    assert {row.tag.initiative_id for row in made} == {runs.pk}
    assert made.count() == 2
    operation = Operation.objects.get()
    assert operation.label == "Bij 1 initiatief gezegd: klopt nog"
    assert {pk for pk, _reason in operation.payload["left"]} == {idea.pk, stopped.pk, bare.pk}


def test_each_record_has_its_own_log_row(here: Town) -> None:
    rows = [here.initiative(f"Tafel {number}") for number in range(3)]
    before = AuditEntry.objects.count()
    post(here.member(Role.POLICYMAKER), "bulk_confirm", rows)
    new = AuditEntry.objects.filter(action="update")[: AuditEntry.objects.count() - before]
    assert {entry.object_id for entry in new} == {str(row.pk) for row in rows}


def test_said_twice_in_a_day_changes_nothing_more(here: Town) -> None:
    row = here.initiative()
    member = here.member(Role.PROFESSIONAL)
    post(member, "bulk_confirm", [row])
    post(member, "bulk_confirm", [row])
    assert Observation.objects.filter(kind="confirmed").count() == 2
    assert Operation.objects.count() == 1


def test_tags_what_has_room_and_names_the_rest(here: Town) -> None:
    room = here.initiative("Ruimte")
    full = here.initiative("Vol", lessons=lessons("bonding-1", "bridging-1", "bridging-2"))
    has = here.initiative("Heeft", lessons=lessons("linking-1"))
    member = here.member(Role.POLICYMAKER)
    post(member, "bulk_tag", [room, full, has], lesson="linking-1")
    assert codes(room) == ["bonding-1", "bridging-3", "linking-1"]
    assert codes(full) == ["bonding-1", "bridging-1", "bridging-2"]
    operation = Operation.objects.get()
    body = as_(member).get(reverse("upkeep:operation", args=[operation.pk])).content.decode()
    assert "Vol" in body
    assert "Hier staan al drie lessen." in body
    assert "Deze les stond er al bij." in body


def test_a_tag_raises_the_version(here: Town) -> None:
    row = here.initiative()
    post(here.member(Role.PROFESSIONAL), "bulk_tag", [row], lesson="linking-1")
    assert Initiative.objects.get(pk=row.pk).version == row.version + 1


def test_assigns_all_to_one_organisation(here: Town) -> None:
    rows = [here.initiative("Een"), here.initiative("Twee", organisation=here.other)]
    member = here.member(Role.POLICYMAKER)
    post(member, "bulk_assign", rows, organisation=here.other.pk)
    assert [organisation_of(row) for row in rows] == [here.other.pk] * 2
    assert Operation.objects.get().payload["rows"] == [
        {"pk": rows[0].pk, "former": here.organisation.pk}
    ]


def test_a_professional_assigns_nothing_in_bulk(here: Town) -> None:
    row = here.initiative()
    answer = post(here.member(Role.PROFESSIONAL), "bulk_assign", [row], organisation=here.other.pk)
    assert answer.status_code == 403
    assert organisation_of(row) == here.organisation.pk


@pytest.mark.parametrize(
    ("name", "given"), [("bulk_confirm", {}), ("bulk_tag", {"lesson": "linking-1"})]
)
def test_one_of_another_organisation_refuses_all(
    here: Town, name: str, given: dict[str, str]
) -> None:
    own, foreign = here.initiative("Eigen"), here.initiative("Vreemd", organisation=here.other)
    answer = post(here.member(Role.PROFESSIONAL), name, [own, foreign], **given)
    assert answer.status_code == 404
    assert b"Vreemd" not in answer.content
    assert not Operation.objects.exists()
    assert not Observation.objects.filter(kind="confirmed").exists()
    assert "linking-1" not in codes(own)


def test_one_of_another_municipality_refuses_all(here: Town) -> None:
    elsewhere = town("GM9002", "Elders").initiative("Ver weg")
    answer = post(here.member(Role.ADMIN), "bulk_confirm", [here.initiative(), elsewhere])
    assert answer.status_code == 404
    assert not Operation.objects.exists()


def test_an_organisation_of_another_municipality_is_not_there(here: Town) -> None:
    foreign = town("GM9002", "Elders").organisation
    answer = post(
        here.member(Role.ADMIN), "bulk_assign", [here.initiative()], organisation=foreign.pk
    )
    assert answer.status_code == 404


@pytest.mark.parametrize("role", [Role.READER, Role.FUNDING_OFFICER])
def test_who_only_reads_is_refused(here: Town, role: Role) -> None:
    assert post(here.member(role), "bulk_confirm", [here.initiative()]).status_code == 403


@pytest.mark.parametrize("bad", ["", "x", "1.5", "²", "9" * 40])
def test_a_strange_id_is_not_there(here: Town, bad: str) -> None:
    member = here.member(Role.ADMIN)
    answer = as_(member).post(reverse("upkeep:bulk_confirm"), {"ids": [bad]})
    assert answer.status_code == 404


def test_too_many_at_once_says_how_many_may(here: Town) -> None:
    ids = [str(number) for number in range(501)]
    answer = as_(here.member(Role.ADMIN)).post(
        reverse("upkeep:bulk_confirm"), {"ids": ids, "next": "/lessen/"}, follow=True
    )
    assert "Je koos 501 initiatieven. Doe er hooguit 500 tegelijk" in answer.content.decode()


@pytest.mark.parametrize(
    ("asked", "leads"),
    [("/initiatieven/?wijk=1", "/initiatieven/?wijk=1"), ("https://kwaad.nl/", "/initiatieven/")],
)
def test_goes_back_only_to_our_own_pages(here: Town, asked: str, leads: str) -> None:
    answer = post(here.member(Role.ADMIN), "bulk_confirm", [here.initiative()], next=asked)
    assert answer.headers["Location"] == leads


@pytest.mark.parametrize(
    ("name", "given"), [("bulk_confirm", {}), ("bulk_tag", {"lesson": "linking-1"})]
)
def test_costs_as_many_queries_with_more(here: Town, name: str, given: dict[str, str]) -> None:
    client = as_(here.member(Role.POLICYMAKER))
    counts = []
    for number in (2, 12):
        rows = [here.initiative(f"Tafel {number}.{one}") for one in range(number)]
        with CaptureQueriesContext(connection) as queries:
            client.post(reverse(f"upkeep:{name}"), {"ids": [row.pk for row in rows], **given})
        counts.append(len(queries))
    assert counts[0] == counts[1]
