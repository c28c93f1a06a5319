"""The story of an initiative: everything dated in one list, each thing only to whoever may see it."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Membership, Role
from funding.course import Paid
from initiatives.models import Initiative, PartnerKind
from initiatives.writes import (
    ContactInput,
    ObservationInput,
    add_contact,
    add_observation,
    change_initiative,
)
from tests.funding.building import GRANTED, RECEIVED, Treasury, treasury
from tests.initiatives.building import ACTOR, TODAY, as_, town

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.time_machine(datetime(2026, 11, 22, 11, tzinfo=UTC)),
]


@pytest.fixture
def money() -> Treasury:
    return treasury()


@pytest.fixture
def made(money: Treasury) -> Initiative:
    """Seen, visited, paid for, renamed, and published."""
    made = money.town.initiative("Buurttafel", is_public=True)
    add_observation(ACTOR, made, ObservationInput(date(2026, 5, 2), "Acht kommen soep."))
    welfare = PartnerKind.objects.get(code="welfare")
    add_contact(
        ACTOR, made, ContactInput(welfare, date(2026, 6, 3), "Jansen", "gebeld", "Over de zaal.")
    )
    paid = Paid(date(2026, 3, 1), 250_000)
    money.grant(RECEIVED, GRANTED, paid=(paid,), initiative=made)
    change_initiative(ACTOR, made, lambda held: replace(held, summary="Samen soep."))
    return made


def story(member: Membership, initiative: Initiative, query: str = "") -> str:
    response = as_(member).get(reverse("dashboards:timeline", args=[initiative.pk]) + query)
    assert response.status_code == 200, response.status_code
    return " ".join(response.content.decode().split())


def told(body: str) -> list[tuple[str, str]]:
    """Day and title of each moment, as they stand on the page."""
    moments = re.findall(r'<li class="moment">(.*?)</li>', body)
    days = [re.findall(r'datetime="([^"]+)"', moment)[0] for moment in moments]
    titles = [re.findall(r"(?:<b>|href=\"[^\"]*\">)([^<]+)<", moment)[0] for moment in moments]
    return list(zip(days, titles, strict=True))


def test_everything_stands_in_one_list_the_latest_first(money: Treasury, made: Initiative) -> None:
    body = story(money.town.member(Role.POLICYMAKER), made)
    assert told(body) == [
        ("2026-11-22", "Gewijzigd"),
        ("2026-11-22", "Vastgelegd"),
        ("2026-11-12", "Gezien"),
        ("2026-06-03", "Contact met welzijnswerk"),
        ("2026-05-02", "Gezien"),
        ("2026-03-01", "Voorschot betaald: € 2.500"),
        ("2026-02-20", "Verleend: € 5.000"),
        ("2026-01-10", "Aanvraag ontvangen"),
        ("2025-03-01", "Begonnen"),
    ]
    assert "Acht kommen soep." in body
    assert "Over de zaal." in body
    assert "Samen soep." in body


@pytest.mark.parametrize(
    ("role", "own", "kinds"),
    [
        (Role.PROFESSIONAL, True, ["Verloop", "Gezien", "Contact", "Geld", "Wijzigingen"]),
        (Role.PROFESSIONAL, False, ["Verloop", "Gezien", "Wijzigingen"]),
        (Role.FUNDING_OFFICER, True, ["Verloop", "Gezien", "Contact", "Geld", "Wijzigingen"]),
        (Role.ADMIN, True, ["Verloop", "Gezien", "Contact", "Geld", "Wijzigingen"]),
        (Role.READER, True, ["Verloop", "Gezien"]),
    ],
)
def test_each_sees_what_they_may(
    money: Treasury, made: Initiative, role: Role, own: bool, kinds: list[str]
) -> None:
    member = money.town.member(role, None if own else money.town.other)
    body = story(member, made)
    assert (
        re.findall(r'href="\?soort=\w+[^"]*" > ?(\w+)|href="\?soort=\w+"\s*>(\w+)', body)
        is not None
    )
    tabs = re.search(r'<nav class="tabs.*?</nav>', body)
    assert tabs is not None
    assert re.findall(r">(\w+) <span", tabs[0]) == ["Alles", *kinds]
    assert ("Jansen" in body) == ("Contact" in kinds)
    assert ("€" in body) == ("Geld" in kinds)


def test_a_reader_learns_that_it_was_seen_not_what_or_by_whom(
    money: Treasury, made: Initiative
) -> None:
    body = story(money.town.member(Role.READER), made)
    assert ("2026-05-02", "Gezien") in told(body)
    assert "Acht kommen soep" not in body
    assert "Twaalf mensen" not in body


def test_what_is_not_published_and_what_is_elsewhere_is_not_found(
    money: Treasury, made: Initiative
) -> None:
    hidden = money.town.initiative("Verborgen")
    url = reverse("dashboards:timeline", args=[hidden.pk])
    assert as_(money.town.member(Role.READER)).get(url).status_code == 404
    elsewhere = town("GM9002", "Elders").member(Role.ADMIN)
    assert as_(elsewhere).get(reverse("dashboards:timeline", args=[made.pk])).status_code == 404


def test_one_kind_can_be_looked_at_alone(money: Treasury, made: Initiative) -> None:
    body = story(money.town.member(Role.POLICYMAKER), made, "?soort=geld")
    assert [title for _day, title in told(body)] == [
        "Voorschot betaald: € 2.500",
        "Verleend: € 5.000",
        "Aanvraag ontvangen",
    ]
    assert "Buurttafel: 3 momenten" in body


def test_an_unknown_kind_shows_everything_and_says_so(money: Treasury, made: Initiative) -> None:
    body = story(money.town.member(Role.POLICYMAKER), made, "?soort=<script>&page=oeps")
    assert "Deze soort kennen we niet" in body
    assert len(told(body)) == 9
    assert "<script>&" not in body


def test_contact_data_stays_hidden_in_the_changes(money: Treasury) -> None:
    made = money.town.initiative("Buurttafel", work_contact="Piet Jansen")
    body = story(money.town.member(Role.PROFESSIONAL, money.town.other), made)
    assert "Piet Jansen" not in body


def test_it_is_paged_and_costs_as_many_queries_with_more_on_it(
    money: Treasury, made: Initiative
) -> None:
    client = as_(money.town.member(Role.POLICYMAKER))
    url = reverse("dashboards:timeline", args=[made.pk])

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        return len(captured)

    few = queries()
    for number in range(60):
        day = date(2025, 4, 1 + number % 28)
        add_observation(ACTOR, made, ObservationInput(day, f"Gezien {number}"))
    money.grant(RECEIVED, GRANTED, initiative=made)
    assert queries() == few <= 35
    body = story(money.town.member(Role.POLICYMAKER), made)
    assert len(told(body)) == 50
    assert len(told(story(money.town.member(Role.POLICYMAKER), made, "?page=2"))) == 21
    assert TODAY.isoformat() in body
