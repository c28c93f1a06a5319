"""Undo puts back exactly what an operation did, once, and leaves alone what changed since."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from accounts.models import Membership, Role
from audit.models import AuditEntry
from initiatives.models import Initiative, Observation
from initiatives.writes import ObservationInput, add_observation, confirm_still_true
from tests.initiatives.building import ACTOR, TODAY, Town, as_, lessons, town
from tests.upkeep.test_bulk import codes, organisation_of, post
from upkeep.models import Operation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def undo(member: Membership, operation: Operation) -> tuple[int, str]:
    """Press the button; returns the status and the page that follows."""
    answer = as_(member).post(reverse("upkeep:undo", args=[operation.pk]), follow=True)
    return answer.status_code, " ".join(answer.content.decode().split())


def test_klopt_nog_loses_only_its_own_observations(here: Town) -> None:
    row, member = here.initiative(), here.member(Role.POLICYMAKER)
    confirm_still_true(ACTOR, row, today=TODAY)
    post(member, "bulk_confirm", [row])
    assert Observation.objects.filter(kind="confirmed").count() == 4
    assert undo(member, Operation.objects.get())[0] == 200
    assert Observation.objects.filter(kind="confirmed", by=None).count() == 2
    assert not Observation.objects.filter(kind="confirmed", by=member.user).exists()
    assert Observation.objects.filter(kind="seen").count() == 2
    last = AuditEntry.objects.filter(object_id=str(row.pk), action="update")[0]
    assert last.changes["observations"][1] == []


def test_a_tag_goes_unless_something_was_seen_under_it(here: Town) -> None:
    quiet, busy = here.initiative("Rustig"), here.initiative("Druk")
    member = here.member(Role.POLICYMAKER)
    post(member, "bulk_tag", [quiet, busy], lesson="linking-1")
    seen = ObservationInput(date(2026, 11, 20), "De gemeente kwam langs.", lessons("linking-1"))
    add_observation(ACTOR, busy, seen, today=TODAY)
    status, body = undo(member, Operation.objects.get())
    assert status == 200
    assert codes(quiet) == ["bonding-1", "bridging-3"]
    assert codes(busy) == ["bonding-1", "bridging-3", "linking-1"]
    assert "1 initiatief teruggezet." in body
    assert "Onder deze les staat sindsdien een waarneming." in body


def test_assigned_goes_back_to_each_former_organisation(here: Town) -> None:
    rows = [here.initiative("Een"), here.initiative("Twee", organisation=None)]
    member = here.member(Role.ADMIN)
    post(member, "bulk_assign", rows, organisation=here.other.pk)
    undo(member, Operation.objects.get())
    assert [organisation_of(row) for row in rows] == [here.organisation.pk, None]


def test_nothing_to_put_back_changes_nothing_and_says_why(here: Town) -> None:
    row, member = here.initiative(), here.member(Role.ADMIN)
    post(member, "bulk_assign", [row], organisation=here.other.pk)
    Initiative.objects.filter(pk=row.pk).update(organisation=None)
    status, body = undo(member, Operation.objects.get())
    assert status == 409
    assert "Er is niets teruggezet" in body
    assert "Dit initiatief is sindsdien van een andere organisatie." in body
    assert Operation.objects.get().undone_at is None


def test_a_deleted_record_is_named_as_gone(here: Town) -> None:
    kept, gone = here.initiative("Blijft"), here.initiative("Weg")
    member = here.member(Role.ADMIN)
    post(member, "bulk_confirm", [kept, gone])
    gone.delete()
    assert "Dit initiatief bestaat niet meer." in undo(member, Operation.objects.get())[1]


def test_can_be_done_once(here: Town) -> None:
    row, member = here.initiative(), here.member(Role.ADMIN)
    post(member, "bulk_assign", [row], organisation=here.other.pk)
    operation = Operation.objects.get()
    undo(member, operation)
    status, body = undo(member, operation)
    assert status == 409
    assert "Dit is al ongedaan gemaakt." in body


@pytest.mark.parametrize(("days", "status"), [(30, 200), (31, 409)])
def test_can_be_done_within_thirty_days(here: Town, days: int, status: int) -> None:
    row, member = here.initiative(), here.member(Role.ADMIN)
    post(member, "bulk_assign", [row], organisation=here.other.pk)
    operation = Operation.objects.get()
    with time_machine.travel(operation.created_at + timedelta(days=days), tick=False):
        assert undo(member, operation)[0] == status


def test_is_for_who_did_it_and_for_the_admin(here: Town) -> None:
    row, member = here.initiative(), here.member(Role.POLICYMAKER)
    post(member, "bulk_confirm", [row])
    operation = Operation.objects.get()
    assert undo(here.member(Role.POLICYMAKER), operation)[0] == 404
    assert undo(town("GM9002", "Elders").member(Role.ADMIN), operation)[0] == 404
    assert undo(here.member(Role.READER), operation)[0] == 403
    assert undo(here.member(Role.ADMIN), operation)[0] == 200


def test_the_list_shows_ones_own_and_finds_by_words(here: Town) -> None:
    mine, other = here.member(Role.POLICYMAKER), here.member(Role.POLICYMAKER)
    post(mine, "bulk_confirm", [here.initiative("Een")])
    post(other, "bulk_tag", [here.initiative("Twee")], lesson="linking-1")
    address = reverse("upkeep:operations")
    body = as_(mine).get(address).content.decode()
    assert "klopt nog" in body
    assert "toegevoegd bij 1 initiatief" not in body
    assert "Niets gevonden" in as_(mine).get(address, {"q": "bestaat niet"}).content.decode()
