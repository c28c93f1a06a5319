"""A page of records costs as many queries with more on it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Role
from areas.models import TargetGroup
from initiatives.models import ActivityType, Initiative, PartnerKind, PlaceKind
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
from tests.initiatives.building import ACTOR, TODAY, Town, as_, lessons, town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


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


@pytest.mark.parametrize("name", ["log", "voices", "organisations"])
def test_a_list_costs_as_many_queries_with_more_on_it(name: str) -> None:
    here = town()
    here.initiative()
    client = as_(here.member(Role.POLICYMAKER))
    url = reverse(f"initiatives:{name}")
    fill(here, 1)
    # The map of the wijken is drawn once and kept.
    client.get(url)
    few = count(lambda: client.get(url))
    fill(here, 30)
    assert count(lambda: client.get(url)) == few <= 20
