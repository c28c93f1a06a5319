"""What may be the same is shown before it is logged, and can be said to be that one."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.models import Membership, Role
from initiatives.models import Draft, Initiative, Observation
from initiatives.views.alike import alike_to
from tests.initiatives.building import TODAY, Town, as_, town
from tests.initiatives.test_drafts import keep
from tests.initiatives.test_log_pages import LOG

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.fixture
def member(here: Town) -> Membership:
    return here.member(Role.PROFESSIONAL)


def test_the_same_wijk_comes_first_and_another_organisations_is_shown(
    here: Town, member: Membership
) -> None:
    here.initiative("Buurttafel", districts=(here.districts[1],), organisation=here.other)
    here.initiative("Buurttafels")
    town("GM9002", "Elders").initiative("Buurttafel")
    found = alike_to(member, "Buurttafel", "WK900101")
    assert [(item.initiative.name, item.about, item.writable) for item in found] == [
        ("Buurttafels", "Zonneveld van Sluiswaarde · Welzijn Sluiswaarde", True),
        ("Buurttafel", "Oude Haven van Sluiswaarde · Corporatie Sluiswaarde", False),
    ]


@pytest.mark.parametrize(("place", "names"), [("WK900101", ["Buurttafel Noord"]), ("WK900102", [])])
def test_in_the_same_wijk_a_name_need_look_less_alike(
    here: Town, member: Membership, place: str, names: list[str]
) -> None:
    """The two names share "buurttafel " and a "d": 2 · 12 ÷ (16 + 15) = 0.77."""
    here.initiative("Buurttafel Noord")
    found = alike_to(member, "Buurttafel Zuid", place)
    assert [item.initiative.name for item in found] == names


def test_among_hundreds_of_names_the_same_one_is_found(here: Town, member: Membership) -> None:
    for number in range(3):
        here.initiative(f"Buurtkrant {number}")
    Initiative.objects.bulk_create(
        Initiative(municipality=here.municipality, reference=f"X-{n}", name=f"Buurtactie {n}")
        for n in range(300)
    )
    here.initiative("Buurttafel")
    assert [item.initiative.name for item in alike_to(member, "Buurttafel", "*")] == ["Buurttafel"]


def test_it_costs_as_many_queries_whatever_is_found(
    here: Town, member: Membership, django_assert_num_queries: Any
) -> None:
    for name in ("Buurttafel", "Buurttafels", "De buurttafel"):
        here.initiative(name)
    with django_assert_num_queries(5):
        assert len(alike_to(member, "Buurttafel", "WK900101")) == 3


def same(member: Membership, pk: int, **fields: Any) -> str:
    response = as_(member).post(reverse("initiatives:same", args=[pk]), fields, follow=True)
    return response.content.decode()


def test_what_was_seen_goes_to_the_one_that_is_there(here: Town, member: Membership) -> None:
    there = here.initiative()
    key = str(uuid4())
    keep(as_(member), draft=key, **LOG)
    body = same(member, there.pk, draft=key, **LOG | {"lessons": ["bonding-1", "linking-2"]})
    assert "Wat jij zag telt er nu bij mee" in body
    added = Observation.objects.get(date=TODAY)
    assert (added.text, added.tag.lesson.code) == ("Twaalf buren aten samen.", "bonding-1")
    assert Initiative.objects.count() == 1
    assert not Draft.objects.exists()


def test_without_a_sentence_it_is_confirmed(here: Town, member: Membership) -> None:
    there = here.initiative()
    same(member, there.pk, name="Buurttafel")
    assert Observation.objects.filter(date=TODAY, kind="confirmed").count() == 2


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"lessons": ["linking-2"]}, "Kies minstens één les waar dit bij hoort"),
        ({"observation": "Bel 06-12345678."}, "telefoonnummer"),
        ({"observation": "x" * 501}, "500"),
    ],
)
def test_a_sentence_that_does_not_fit_is_asked_about_and_kept(
    here: Town, member: Membership, given: dict[str, Any], message: str
) -> None:
    there = here.initiative()
    key = str(uuid4())
    keep(as_(member), draft=key, **LOG)
    body = same(member, there.pk, draft=key, **LOG | given)
    assert message in body
    assert str((LOG | given)["observation"]) in body
    assert f'action="{reverse("initiatives:observe", args=[there.pk])}"' in body
    assert not Observation.objects.filter(date=TODAY).exists()
    assert Draft.objects.exists()
