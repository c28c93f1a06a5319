"""A point on the map in the quick log: it leads to its wijk, and is not kept where the place is shielded."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from accounts.models import Role
from audit.models import AuditEntry
from initiatives.models import Initiative
from initiatives.writes import change_initiative
from tests.areas.test_locating import EAST, WEST
from tests.initiatives.building import ACTOR, Town, as_, errors
from tests.initiatives.test_log_pages import LOG

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]

IN_WEST, NEAR_WEST, IN_EAST = "6.005000 52.005000", "6.010500 52.005000", "6.015000 52.005000"


@pytest.fixture
def mapped(here: Town) -> Town:
    cache.clear()
    for district, boundary in zip(here.districts, (WEST, EAST), strict=True):
        district.boundary = boundary
        district.save()
    return here


def send(here: Town, **given: object) -> str:
    response = as_(here.member(Role.PROFESSIONAL)).post(reverse("initiatives:log"), LOG | given)
    return response.content.decode()


@pytest.mark.parametrize(
    ("place", "point", "code"),
    [
        ("", IN_EAST, "WK900102"),
        ("WK900101", IN_WEST, "WK900101"),
        ("WK900101", NEAR_WEST, "WK900101"),
    ],
)
def test_a_point_leads_to_its_wijk_and_is_kept(
    mapped: Town, place: str, point: str, code: str
) -> None:
    send(mapped, place=place, point=point)
    made = Initiative.objects.get()
    assert [district.code for district in made.districts.all()] == [code]
    assert f"{made.longitude} {made.latitude}" == point


@pytest.mark.parametrize(
    ("place", "point", "message"),
    [
        ("WK900101", IN_EAST, "ligt niet in deze wijk"),
        ("", "4.000000 51.000000", "ligt niet in deze wijk"),
        ("*", "4.000000 51.000000", "ligt niet in deze wijk"),
        ("WK900101", "hier", "Dit punt kennen we niet"),
        ("WK900101", "nan inf", "Dit punt kennen we niet"),
        ("WK900101", "6.1 52.0; drop table", "Dit punt kennen we niet"),
        ("WK900101", "6" * 10_000, "Dit punt kennen we niet"),
    ],
)
def test_a_wrong_point_is_told_at_the_place(
    mapped: Town, place: str, point: str, message: str
) -> None:
    body = send(mapped, place=place, point=point)
    assert message in errors(body)
    assert 'href="#id_place"' in body
    assert not Initiative.objects.exists()


def test_the_point_of_a_shielded_place_is_not_kept(mapped: Town) -> None:
    send(mapped, point=IN_WEST, activity_types=["peer"])
    made = Initiative.objects.get()
    assert (made.location_shielded, made.longitude, made.latitude) == (True, None, None)


def test_an_answer_that_shields_the_place_takes_the_point_away(mapped: Town) -> None:
    send(mapped, point=IN_WEST)
    made = Initiative.objects.get()
    client = as_(mapped.member(Role.PROFESSIONAL))
    url = reverse("initiatives:questions", args=[made.pk])
    client.post(url, {"field": "own_circle", "value": "participants"})
    made.refresh_from_db()
    assert (made.location_shielded, made.longitude) == (True, None)
    client.post(url, {"field": "own_circle", "value": "open"})
    made.refresh_from_db()
    assert made.location_shielded
    logged = str(list(AuditEntry.objects.values_list("changes", flat=True)))
    assert "6.005" not in logged


def test_another_change_leaves_the_point(mapped: Town) -> None:
    send(mapped, point=IN_WEST)
    made = Initiative.objects.get()
    change_initiative(ACTOR, made, lambda held: held)
    made.refresh_from_db()
    assert made.longitude is not None


def test_the_form_offers_a_map_that_waits_for_its_script(mapped: Town) -> None:
    body = as_(mapped.member(Role.PROFESSIONAL)).get(reverse("initiatives:log")).content.decode()
    assert re.findall(r'<path data-code="(\w+)"', body) == ["WK900101", "WK900102"]
    assert re.search(r"<details[^>]* hidden", body)


def test_without_boundaries_there_is_only_the_list(here: Town) -> None:
    cache.clear()
    body = as_(here.member(Role.PROFESSIONAL)).get(reverse("initiatives:log")).content.decode()
    assert "data-area-map" not in body
