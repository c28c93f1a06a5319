"""The list of initiatives on a phone: one tap or two for what is said every day, several at once, and undo."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from accounts.models import Role
from initiatives.models import Contact, Initiative, Observation, PartnerKind
from initiatives.writes import TieInput, set_tie
from tests.browsing import CheckAxe, LogIn
from tests.initiatives.building import ACTOR, Town, town

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def here() -> Town:
    return town()


class Finger:
    """Taps, and counts them."""

    def __init__(self) -> None:
        self.taps = 0

    def tap(self, target: Locator) -> None:
        self.taps += 1
        target.first.tap()


def test_klopt_nog_takes_one_tap_and_gestopt_and_contact_take_two(
    phone: Page, here: Town, log_in: LogIn
) -> None:
    soup, tea = here.initiative("Soep"), here.initiative("Thee")
    set_tie(ACTOR, soup, TieInput(PartnerKind.objects.get(code="welfare"), involved=True))
    log_in(phone, here.member(Role.PROFESSIONAL).user)
    phone.goto("/initiatieven/")

    finger = Finger()
    finger.tap(phone.get_by_role("button", name="Klopt nog Soep"))
    expect(phone.get_by_text("bevestigd dat dit nog klopt")).to_be_visible()
    assert Observation.objects.filter(tag__initiative=soup, kind="confirmed").exists()
    assert finger.taps == 1

    finger = Finger()
    finger.tap(phone.get_by_role("link", name="Gestopt : Thee"))
    finger.tap(phone.get_by_role("button", name="Ja, gestopt"))
    expect(phone.get_by_text("Het initiatief blijft vindbaar")).to_be_visible()
    assert Initiative.objects.get(pk=tea.pk).end_date == timezone.localdate()
    assert finger.taps == 2

    phone.goto("/initiatieven/")
    finger = Finger()
    finger.tap(phone.get_by_role("link", name="Soep", exact=True))
    finger.tap(phone.get_by_role("button", name="Vandaag contact Welzijnswerk"))
    expect(phone.get_by_role("status")).to_be_visible()
    assert Contact.objects.get().date == timezone.localdate()
    assert finger.taps == 2


def test_several_are_tagged_at_once_and_put_back(
    phone: Page, here: Town, log_in: LogIn, check_axe: CheckAxe
) -> None:
    for name in ("Soep", "Thee", "Brood"):
        here.initiative(name)
    log_in(phone, here.member(Role.POLICYMAKER).user)
    phone.goto("/initiatieven/")
    phone.get_by_label("Alles op deze bladzijde").tap()
    expect(phone.get_by_text(re.compile("^3 gekozen"))).to_be_visible()
    phone.get_by_label("Les", exact=True).last.select_option("linking-1")
    phone.get_by_role("button", name="Les toevoegen").tap()
    expect(phone.get_by_text(re.compile("3 initiatieven")).first).to_be_visible()
    check_axe(phone)
    tagged = Initiative.objects.filter(tags__lesson__code="linking-1")
    assert tagged.count() == 3
    phone.get_by_role("link", name="Bekijk of maak ongedaan").tap()
    phone.get_by_role("button", name="Ongedaan maken").tap()
    expect(phone.get_by_text("3 initiatieven teruggezet")).to_be_visible()
    assert tagged.count() == 0
