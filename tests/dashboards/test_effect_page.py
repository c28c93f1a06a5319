"""The page after logging: what the record changed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Role
from tests.initiatives.building import Town, as_, lessons, town

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Town:
    return town()


def test_it_tells_what_changed_and_what_is_missing(here: Town) -> None:
    here.initiative("Eerste")
    made = here.initiative("Tweede", lessons=lessons("bonding-1", "bridging-1"))
    answer = as_(here.member(Role.PROFESSIONAL)).get(reverse("dashboards:effect", args=[made.pk]))
    body = " ".join(answer.content.decode().split())
    assert "Over Zonneveld van Sluiswaarde is nu genoeg bekend" in body
    assert "Telt nog niet mee: het is niet bekend of de deelnemers" in body
    assert reverse("initiatives:questions", args=[made.pk]) in body
    assert reverse("dashboards:gap", args=["WK900101", "bridging-1"]) in body


def test_only_who_may_change_the_record_comes_here(here: Town) -> None:
    made = here.initiative(is_public=True)
    url = reverse("dashboards:effect", args=[made.pk])
    assert as_(here.member(Role.READER)).get(url).status_code == 403
    assert as_(here.member(Role.PROFESSIONAL, here.other)).get(url).status_code == 403
    assert as_(town("GM9002", "Elders").member(Role.ADMIN)).get(url).status_code == 404


def test_it_costs_as_many_queries_with_more_records(here: Town) -> None:
    made = here.initiative()
    client = as_(here.member(Role.PROFESSIONAL))
    url = reverse("dashboards:effect", args=[made.pk])
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for number in range(12):
        here.initiative(f"Nummer {number}")
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(few) == len(many) <= 40


def test_what_it_says_is_what_the_rules_give_by_hand(here: Town) -> None:
    """Two fresh initiatives make the wijk known; the first with bridging-1 takes that cell from empty to covered.

    bonding-2 (mix) has no groups to serve here: its denominator is 0, before and after.
    """
    here.initiative("Eerste", lessons=lessons("bonding-1"))
    here.initiative("Tweede", lessons=lessons("bonding-1"))
    made = here.initiative("Derde", lessons=lessons("bridging-1"))
    answer = as_(here.member(Role.PROFESSIONAL)).get(reverse("dashboards:effect", args=[made.pk]))
    (change, _url) = answer.context["own"][0]
    assert len(answer.context["own"]) == 1
    assert change.after.lesson.code == "bridging-1"
    assert (change.before.state.value, change.after.state.value) == ("empty", "covered")
    assert (change.before.fresh, change.after.fresh) == (0, 1)
    assert answer.context["effect"].known == ()
