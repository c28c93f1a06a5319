"""Mijn initiatieven: whose, in which order, and one button that solves it."""

from collections.abc import Callable, Generator
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Role
from initiatives.models import Initiative, Observation
from tests.initiatives.building import TODAY, Town, as_, lessons, town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]

MINE = "/initiatieven/mijn/"


@pytest.fixture
def here() -> Town:
    """A municipality with two wijken and two organisations."""
    return town()


@pytest.fixture
def frozen() -> Generator[None]:
    """It is noon on the day that the numbers were worked out for."""
    with time_machine.travel(f"{TODAY}T12:00:00+01:00", tick=False):
        yield


def shown(client: Client) -> str:
    response = client.get(MINE)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def stale(here: Town, name: str = "Soep", **given: object) -> Initiative:
    made = here.initiative(name, lessons=lessons("bridging-1"), **given)
    Observation.objects.filter(tag__initiative=made).update(date=date(2025, 1, 5))
    return made


def test_stale_evidence_is_solved_with_one_button_that_comes_back(here: Town) -> None:
    made = stale(here)
    client = as_(here.member(Role.PROFESSIONAL))
    text = shown(client)
    assert "1 ding vraagt nu iets van jou." in text
    assert "Voor het laatst gezien op 5 januari 2025" in text
    address = reverse("initiatives:confirm", args=[made.pk])
    assert f'action="{address}"' in text
    response = client.post(address, {"next": MINE})
    assert response["Location"] == MINE
    after = shown(client)
    assert "Er is nu niets dat op jou wacht." in after
    assert "1 initiatief telt nu mee" in after


def test_a_foreign_address_to_come_back_to_is_not_followed(here: Town) -> None:
    made = stale(here)
    client = as_(here.member(Role.PROFESSIONAL))
    response = client.post(
        reverse("initiatives:confirm", args=[made.pk]), {"next": "https://elders.example/"}
    )
    assert response["Location"] == reverse("initiatives:detail", args=[made.pk])


def test_of_a_professional_only_what_the_own_organisation_does(here: Town) -> None:
    stale(here, "Van ons")
    stale(here, "Van hen", organisation=here.other)
    text = shown(as_(here.member(Role.PROFESSIONAL)))
    assert "Van ons" in text
    assert "Van hen" not in text


def test_nothing_of_another_municipality(here: Town) -> None:
    stale(town("GM9002", "Elders"), "Elders iets")
    assert "Elders iets" not in shown(as_(here.member(Role.POLICYMAKER)))


def test_a_reader_has_no_such_page_and_no_entry_in_the_menu(here: Town) -> None:
    client = as_(here.member(Role.READER))
    assert client.get(MINE).status_code == 403
    assert MINE not in client.get("/").content.decode()


@pytest.mark.parametrize("role", [Role.PROFESSIONAL, Role.POLICYMAKER, Role.FUNDING_OFFICER])
def test_who_writes_finds_it_in_the_menu(here: Town, role: Role) -> None:
    assert f'href="{MINE}"' in as_(here.member(role)).get("/").content.decode()


@pytest.mark.parametrize("role", [Role.PROFESSIONAL, Role.POLICYMAKER])
def test_it_costs_as_many_queries_with_more_on_it(here: Town, role: Role) -> None:
    client = as_(here.member(role))
    stale(here)
    few = _count(lambda: shown(client))
    for index in range(40):
        stale(here, f"Soep {index}")
    assert "1 tot en met 25 van 41" in shown(client)
    assert _count(lambda: shown(client)) == few <= 35


def _count(ask: Callable[[], str]) -> int:
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


def test_the_officer_sees_clocks_running_out_in_the_demo(
    visitor: Callable[[Role], Client],
) -> None:
    assert "Besluit op de aanvraag" in shown(visitor(Role.FUNDING_OFFICER))
