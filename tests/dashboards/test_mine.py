"""Mijn initiatieven: whose, in which order, and one button that solves it."""

from collections.abc import Callable, Generator
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Membership, Role
from facilitation.models import Action
from funding.course import Step, StepKind
from funding.models import ClockDate
from initiatives.models import Initiative, Observation, PartnerKind
from initiatives.writes import TieInput, set_tie
from lessons.models import Lesson
from tests.funding.building import treasury
from tests.initiatives.building import ACTOR, TODAY, Town, as_, lessons, town

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


def action(here: Town, owner: Membership) -> Action:
    return Action.objects.create(
        municipality=here.municipality,
        district=here.districts[0],
        lesson=Lesson.objects.get(code="linking-1"),
        role="policy",
        text="Bel de buren",
        owner=owner.user,
        due_date=TODAY,
    )


def involve(initiative: Initiative, partner: str) -> None:
    set_tie(ACTOR, initiative, TieInput(PartnerKind.objects.get(code=partner), involved=True))


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


def test_a_policymaker_reads_what_is_theirs_and_what_is_of_another(here: Town) -> None:
    member = here.member(Role.POLICYMAKER)
    stale(here, "Soep")
    action(here, member)
    text = shown(as_(member))
    assert "1 ding vraagt nu iets van jou, 1 initiatief vraagt iets van een ander." in text
    assert text.index("Bel de buren") < text.index("Van een ander") < text.index("Soep")


def test_an_action_is_solved_on_its_own_page(here: Town) -> None:
    member = here.member(Role.POLICYMAKER)
    made = action(here, member)
    assert f'href="/acties/{made.pk}/"' in shown(as_(member))
    Action.objects.update(state="done")
    assert "Er is nu niets dat op jou wacht." in shown(as_(member))


def test_contact_with_one_partner_takes_one_tap_and_comes_back(here: Town) -> None:
    made = here.initiative("Soep", lessons=lessons("bridging-1"), own_circle="open")
    involve(made, "welfare")
    client = as_(here.member(Role.PROFESSIONAL))
    text = shown(client)
    address = reverse("initiatives:visited", args=[made.pk])
    assert f'action="{address}"' in text
    assert 'name="partner" value="welfare"' in text
    assert client.post(address, {"next": MINE, "partner": "welfare"})["Location"] == MINE
    assert "Er is nu niets dat op jou wacht." in shown(client)


def test_contact_with_several_asks_with_whom_and_comes_back(here: Town) -> None:
    made = here.initiative("Soep", lessons=lessons("bridging-1"), own_circle="open")
    involve(made, "welfare")
    involve(made, "housing")
    client = as_(here.member(Role.PROFESSIONAL))
    address = reverse("initiatives:contact", args=[made.pk], query={"next": MINE})
    assert f'href="{address}"' in shown(client)
    form = client.get(address).content.decode()
    assert f'name="next" value="{MINE}"' in form


def test_a_form_comes_back_when_it_is_done(here: Town) -> None:
    made = stale(here)
    client = as_(here.member(Role.PROFESSIONAL))
    address = reverse("initiatives:stop", args=[made.pk], query={"next": MINE})
    assert f'href="{address}"' in shown(client)
    assert client.post(address, {"end_date": "22-11-2026"})["Location"] == MINE
    assert "Er is nu niets dat op jou wacht." in shown(client)


@pytest.mark.parametrize(
    "elsewhere", ["https://elders.example/", "//elders.example", "javascript:1"]
)
def test_a_form_comes_back_to_no_address_elsewhere(here: Town, elsewhere: str) -> None:
    made = stale(here)
    client = as_(here.member(Role.PROFESSIONAL))
    address = reverse("initiatives:stop", args=[made.pk], query={"next": elsewhere})
    assert "elders" not in client.get(address).content.decode().split("<form", 2)[2]
    detail = reverse("initiatives:detail", args=[made.pk])
    assert client.post(address, {"end_date": "22-11-2026"})["Location"] == detail


def test_who_has_no_money_left_reads_what_to_do(here: Town) -> None:
    made = here.initiative("Soep", lessons=lessons("bridging-1"), needs_money=True)
    client = as_(here.member(Role.PROFESSIONAL))
    address = reverse("funding:of_initiative", args=[made.pk])
    assert f'href="{address}"' in shown(client)
    page = client.get(address).content.decode()
    assert "Vervolg vraag je aan bij de geldgever." in page
    assert f'href="/initiatieven/{made.pk}/wijzigen/#id_needs_money"' in page


def test_an_officer_waits_until_a_moved_date(here: Town) -> None:
    purse = treasury("GM9003", "Muntdam")
    grant = purse.grant(Step(StepKind.RECEIVED, date(2026, 9, 23)), scheme=None)
    client = as_(purse.town.member(Role.FUNDING_OFFICER))
    assert "Besluit op de aanvraag: had op 18 november 2026 gemoeten." in shown(client)
    ClockDate.objects.create(
        grant=grant,
        municipality=grant.municipality,
        clock="decision",
        due=date(2027, 3, 1),
        began_on=date(2026, 9, 23),
        reason="Verdaagd",
    )
    assert "Er is nu niets dat op jou wacht." in shown(client)


@pytest.mark.parametrize(
    ("asked_cents", "asks"),
    [(900_000, False), (1_000_100, True), (None, False)],
)
def test_an_officer_hears_of_a_scheme_that_runs_full(
    here: Town, asked_cents: int | None, asks: bool
) -> None:
    purse = treasury("GM9003", "Muntdam")
    if asked_cents:
        purse.grant(Step(StepKind.RECEIVED, TODAY), requested_cents=asked_cents)
    text = shown(as_(purse.town.member(Role.FUNDING_OFFICER)))
    assert ("Regeling Muntdam 2026" in text) is asks
    if asks:
        assert f'href="/financiering/aanvragen/?regeling={purse.scheme.pk}"' in text


def test_the_officer_sees_clocks_running_out_in_the_demo(
    visitor: Callable[[Role], Client],
) -> None:
    assert "Besluit op de aanvraag" in shown(visitor(Role.FUNDING_OFFICER))
