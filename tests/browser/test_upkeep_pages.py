"""Upkeep in a browser: a definition by keyboard and touch, a repair, a merge and its undo, handing over."""

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Role
from initiatives.models import Initiative
from tests.browsing import CheckAxe, LogIn
from tests.initiatives.building import Town, town

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def here() -> Town:
    return town()


def test_a_definition_opens_by_keyboard_and_moves_nothing(
    desktop: Page, log_in: LogIn, check_axe: CheckAxe, here: Town
) -> None:
    log_in(desktop, here.member(Role.POLICYMAKER).user)
    desktop.goto("/")
    ask = desktop.get_by_role("button", name="Wat telt dit? Actief", exact=True)
    before = ask.bounding_box()
    ask.focus()
    desktop.keyboard.press("Enter")
    told = desktop.get_by_text("Het is begonnen, het is niet gestopt")
    expect(told).to_be_visible()
    assert ask.bounding_box() == before
    check_axe(desktop)
    desktop.keyboard.press("Escape")
    expect(told).to_be_hidden()


def test_a_gap_is_filled_in_with_one_tap(
    phone: Page, log_in: LogIn, check_axe: CheckAxe, here: Town
) -> None:
    row = here.initiative("Buurttafel")
    log_in(phone, here.member(Role.PROFESSIONAL).user)
    phone.goto("/onderhoud/ontbreekt/?wat=geld")
    check_axe(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    phone.get_by_role("button", name=re.compile("^nee.*Buurttafel$")).tap()
    expect(phone.get_by_text("Aangevuld bij 1 initiatief")).to_be_visible()
    assert Initiative.objects.get(pk=row.pk).needs_money is False


def test_two_become_one_and_two_again(
    desktop: Page, log_in: LogIn, check_axe: CheckAxe, here: Town
) -> None:
    here.initiative("Buurttafel", summary="Samen eten")
    here.initiative("Buurttafels", summary="Elke dinsdag")
    log_in(desktop, here.member(Role.POLICYMAKER).user)
    desktop.goto("/onderhoud/dubbel/")
    check_axe(desktop)
    desktop.get_by_role("link", name="Vergelijk Buurttafel").click()
    check_axe(desktop)
    desktop.get_by_label("Elke dinsdag").check()
    desktop.get_by_role("button", name="Voeg samen").click()
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Buurttafel")
    assert Initiative.objects.get().summary == "Elke dinsdag"
    desktop.get_by_role("link", name="Bekijk of maak ongedaan").click()
    desktop.wait_for_url("**/onderhoud/**")
    check_axe(desktop)
    desktop.get_by_role("button", name="Ongedaan maken").click()
    expect(desktop.get_by_text("De samenvoeging is ongedaan gemaakt.")).to_be_visible()
    assert Initiative.objects.count() == 2


def test_a_record_is_handed_over(
    phone: Page, log_in: LogIn, check_axe: CheckAxe, here: Town
) -> None:
    row = here.initiative("Buurttafel")
    log_in(phone, here.member(Role.PROFESSIONAL).user)
    phone.goto(f"/initiatieven/{row.pk}/")
    phone.get_by_role("link", name="Overdragen").tap()
    expect(phone.get_by_role("button", name="Draag over")).to_be_visible()
    check_axe(phone)
    phone.get_by_label("Aan welke organisatie").select_option(str(here.other.pk))
    phone.get_by_role("button", name="Draag over").tap()
    expect(phone.get_by_text("overgedragen aan Corporatie Sluiswaarde")).to_be_visible()
    assert Initiative.objects.get(pk=row.pk).organisation == here.other
