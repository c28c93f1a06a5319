"""The note for the council and saved views in a real browser, wide and narrow."""

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Role
from savedviews.models import SavedView
from tests.browsing import CheckAxe, LogIn
from tests.initiatives.building import Town, town

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place() -> Town:
    here = town()
    here.initiative("Buurttafel", is_public=True)
    return here


def no_sideways_scroll(page: Page) -> None:
    width = page.evaluate("() => document.documentElement.scrollWidth")
    assert width <= page.evaluate("() => document.documentElement.clientWidth"), page.url


@pytest.mark.parametrize("width", ["desktop", "phone"])
@pytest.mark.parametrize("role", [Role.POLICYMAKER, Role.READER])
def test_a_note_is_chosen_and_taken_along(
    width: str,
    role: Role,
    request: pytest.FixtureRequest,
    place: Town,
    log_in: LogIn,
    check_axe: CheckAxe,
) -> None:
    page: Page = request.getfixturevalue(width)
    log_in(page, place.member(role).user)
    page.goto("/notitie/")
    check_axe(page)
    no_sideways_scroll(page)
    page.get_by_text("Alle wijken; kies er een paar").click()
    page.get_by_label("Zonneveld van Sluiswaarde").check()
    page.get_by_role("checkbox", name="Nagaan", exact=True).uncheck()
    check_axe(page)
    page.get_by_role("button", name="Toon", exact=True).click()
    expect(page.get_by_text("1 wijk gekozen")).to_be_visible()
    expect(page.get_by_role("heading", name="In het kort")).to_be_visible()
    check_axe(page)
    no_sideways_scroll(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="ODT, om te bewerken").click()
    assert re.fullmatch(r"gm9001-notitie-[\d-]+\.odt", download.value.suggested_filename)


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_a_view_is_kept_found_back_and_thrown_away(
    width: str, request: pytest.FixtureRequest, place: Town, log_in: LogIn, check_axe: CheckAxe
) -> None:
    page: Page = request.getfixturevalue(width)
    log_in(page, place.member(Role.POLICYMAKER).user)
    page.goto("/weergaven/")
    check_axe(page)
    page.goto("/initiatieven/?q=tafel")
    page.get_by_role("link", name="Bewaar deze weergave").click()
    check_axe(page)
    no_sideways_scroll(page)
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Geef de weergave een naam.")
    check_axe(page)
    page.get_by_label("Naam").fill("Alle tafels")
    page.get_by_label("Deel met de gemeente").check()
    page.get_by_label("Steeds vandaag").check()
    page.get_by_role("button", name="Bewaar", exact=True).click()
    check_axe(page)
    no_sideways_scroll(page)
    page.get_by_role("link", name="Alle tafels", exact=True).click()
    expect(page).to_have_url(re.compile(r"/initiatieven/\?q=tafel$"))
    page.goto("/weergaven/")
    page.get_by_role("link", name="Wijzig Alle tafels").click()
    check_axe(page)
    page.get_by_role("button", name="Verwijder deze weergave").click()
    expect(page.get_by_text("Nog niets bewaard")).to_be_visible()
    assert not SavedView.objects.exists()
