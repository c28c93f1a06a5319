"""Records that miss something: what is found, one-tap answers, and taking them back."""

from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Membership, Role
from initiatives.models import Initiative, Observation
from tests.initiatives.building import Town, as_, lessons, town
from tests.upkeep.merging import every_row
from tests.upkeep.test_undo import undo
from upkeep.measuring.gaps import GAPS, counted
from upkeep.models import Operation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]

URL = "/onderhoud/ontbreekt/"


def answer(member: Membership, gap: str, **given: Any) -> HttpResponse:
    """Tap an answer on the page of a gap."""
    sent = as_(member).post(f"{URL}?wat={gap}", given)
    assert isinstance(sent, HttpResponse)
    return sent


def stored(row: Initiative) -> Initiative:
    """The record as it stands."""
    return Initiative.objects.get(pk=row.pk)


@pytest.fixture
def bare(here: Town) -> Initiative:
    """A record that misses everything but a lesson for each answer."""
    row = here.initiative("Kaal", districts=(), organisation=None)
    Observation.objects.filter(tag__initiative=row).delete()
    Initiative.objects.filter(pk=row.pk).update(derived=["start_date"])
    return stored(row)


@pytest.mark.both_engines
def test_each_gap_is_counted(here: Town, bare: Initiative) -> None:
    here.initiative("Idee", start_date=None, lessons=(), needs_money=False)
    assert counted(Initiative.objects.all()) == {
        "wijk": 1,
        "les": 1,
        "start": 1,
        "afgeleid": 1,
        "bewijs": 1,
        "kring": 1,
        "plek": 1,
        "tegelijk": 1,
        "geld": 1,
        "organisatie": 1,
    }


@pytest.mark.parametrize(
    ("gap", "value", "column", "stands"),
    [
        ("geld", "nee", "needs_money", False),
        ("tegelijk", "ja", "simultaneous_activities", True),
        ("kring", "participants", "own_circle", "participants"),
        ("wijk", "*", "municipality_wide", True),
        ("afgeleid", "klopt", "derived", []),
    ],
)
def test_one_tap_fills_in_and_one_takes_it_back(
    here: Town, bare: Initiative, gap: str, value: str, column: str, stands: object
) -> None:
    member, before = here.member(Role.POLICYMAKER), every_row()
    assert answer(member, gap, een=f"{bare.pk}:{value}").status_code == 302
    assert getattr(stored(bare), column) == stands
    operation = Operation.objects.get()
    assert (operation.kind, operation.label) == ("repair", "Aangevuld bij 1 initiatief")
    assert undo(member, operation)[0] == 200
    assert every_row()["initiatives.Initiative"] == before["initiatives.Initiative"]


def test_a_circle_that_turns_out_closed_is_shielded(here: Town, bare: Initiative) -> None:
    answer(here.member(Role.ADMIN), "kring", een=f"{bare.pk}:participants")
    assert stored(bare).location_shielded


def test_choices_from_a_list(here: Town, bare: Initiative) -> None:
    member = here.member(Role.ADMIN)
    answer(member, "wijk", een=f"{bare.pk}:", **{f"keuze_{bare.pk}": here.districts[1].code})
    answer(member, "plek", een=f"{bare.pk}:outdoor")
    answer(member, "organisatie", een=f"{bare.pk}:", **{f"keuze_{bare.pk}": here.other.pk})
    found = stored(bare)
    assert list(found.districts.all()) == [here.districts[1]]
    assert [place.code for place in found.place_kinds.all()] == ["outdoor"]
    assert found.organisation == here.other


def test_evidence_and_lessons_have_the_bulk_change_of_the_list(
    here: Town, bare: Initiative
) -> None:
    member = here.member(Role.ADMIN)
    answer(member, "bewijs", een=f"{bare.pk}:klopt")
    assert Observation.objects.filter(tag__initiative=bare, kind="confirmed").count() == 2
    untold = here.initiative("Zonder", lessons=())
    answer(member, "les", een=f"{untold.pk}:", **{f"keuze_{untold.pk}": "linking-1"})
    assert [tag.lesson for tag in untold.tags.all()] == list(lessons("linking-1"))


def test_one_answer_for_all_that_were_ticked(here: Town) -> None:
    rows = [here.initiative(name) for name in ("Een", "Twee", "Drie")]
    given = {"ids": [row.pk for row in rows[:2]], "alle": "ja"}
    answer(here.member(Role.PROFESSIONAL), "geld", **given)
    assert [stored(row).needs_money for row in rows] == [True, True, None]
    assert Operation.objects.get().label == "Aangevuld bij 2 initiatieven"


def test_what_has_an_answer_by_now_keeps_it(here: Town) -> None:
    row = here.initiative(needs_money=True)
    answer(here.member(Role.ADMIN), "geld", een=f"{row.pk}:nee")
    assert stored(row).needs_money is True
    assert not Operation.objects.exists()


def test_undo_leaves_what_changed_since(here: Town) -> None:
    row, member = here.initiative(), here.member(Role.ADMIN)
    answer(member, "geld", een=f"{row.pk}:ja")
    Initiative.objects.filter(pk=row.pk).update(version=9)
    status, body = undo(member, Operation.objects.get())
    assert status == 409
    assert "Dit initiatief is sindsdien gewijzigd." in body
    assert stored(row).needs_money is True


@pytest.mark.parametrize("value", ["", "misschien", "*", "\0"])
def test_something_else_is_no_answer(here: Town, value: str) -> None:
    row = here.initiative()
    answer(here.member(Role.ADMIN), "geld", een=f"{row.pk}:{value}")
    assert stored(row).needs_money is None


def test_a_wijk_of_elsewhere_is_no_answer(here: Town, bare: Initiative) -> None:
    foreign = town("GM9002", "Elders").districts[0].code
    answer(here.member(Role.ADMIN), "wijk", een=f"{bare.pk}:{foreign}")
    assert not stored(bare).districts.exists()


@pytest.mark.parametrize("role", list(Role))
def test_who_sees_and_repairs_what(here: Town, role: Role) -> None:
    own, other = here.initiative("Eigen"), here.initiative("Ander", organisation=here.other)
    foreign = town("GM9002", "Elders").initiative("Vreemd")
    member = here.member(role)
    page = as_(member).get(f"{URL}?wat=geld")
    if role in {Role.READER, Role.FUNDING_OFFICER}:
        assert page.status_code == 403
        assert answer(member, "geld", een=f"{own.pk}:ja").status_code == 403
        return
    body = page.content.decode()
    assert ("Eigen" in body, "Vreemd" in body) == (True, False)
    assert ("Ander</a>" in body) is (role is not Role.PROFESSIONAL)
    assert answer(member, "geld", een=f"{foreign.pk}:ja").status_code == 404
    reached = answer(member, "geld", een=f"{other.pk}:ja").status_code
    assert reached == (404 if role is Role.PROFESSIONAL else 302)


@pytest.mark.parametrize("gap", [gap.code for gap in GAPS])
def test_every_gap_has_a_page_with_constant_queries(here: Town, bare: Initiative, gap: str) -> None:
    client = as_(here.member(Role.ADMIN))
    counts = []
    for number in (1, 4):
        for _row in range(number):
            row = here.initiative("Nog een", districts=(), organisation=None, lessons=())
            Initiative.objects.filter(pk=row.pk).update(derived=["start_date"])
        client.get(f"{URL}?wat={gap}")
        with CaptureQueriesContext(connection) as found:
            assert client.get(f"{URL}?wat={gap}").status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_what_stopped_is_not_asked_about(here: Town) -> None:
    here.initiative("Voorbij", end_date=here.initiative("Loopt").start_date)
    body = (
        as_(here.member(Role.ADMIN))
        .get(reverse("upkeep:missing"), {"wat": "geld"})
        .content.decode()
    )
    assert "Loopt" in body
    assert "Voorbij" not in body
