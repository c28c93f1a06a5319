"""From a gap to an action and back in a real browser, wide and narrow, with and without script."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import Membership, Role
from facilitation.models import Action
from facilitation.writes import Gap, Task, create_action
from lessons.models import ActionRole
from tests.browsing import CheckAxe, LogIn
from tests.initiatives.building import ACTOR, Town, lessons, town

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place() -> Town:
    return town()


@pytest.fixture
def member(place: Town) -> Membership:
    return place.member(Role.POLICYMAKER)


def act(place: Town, member: Membership, text: str = "Koffie drinken") -> Action:
    gap = Gap(place.districts[0], lessons("bonding-1")[0], ActionRole.POLICY, "unknown")
    return create_action(ACTOR, member, gap, Task(text, member.user, timezone.localdate()))


def no_sideways_scroll(page: Page) -> None:
    width = page.evaluate("() => document.documentElement.scrollWidth")
    assert width <= page.evaluate("() => document.documentElement.clientWidth"), page.url


def test_a_gap_becomes_an_action_that_is_moved_on_the_board(
    phone: Page, place: Town, member: Membership, log_in: LogIn, check_axe: CheckAxe
) -> None:
    log_in(phone, member.user)
    phone.goto(reverse("dashboards:gap", args=[place.districts[0].code, "bonding-1"]))
    check_axe(phone)
    no_sideways_scroll(phone)
    phone.get_by_role("link", name="Maak er een actie van (Beleid)").click()
    check_axe(phone)
    phone.get_by_label("Wat ga je doen").fill("Langs bij de buurtkamer.")
    phone.get_by_role("button", name="Zet op het bord").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Langs bij de buurtkamer.")
    expect(phone.get_by_text("Nog steeds niet te zeggen.")).to_be_visible()
    check_axe(phone)
    no_sideways_scroll(phone)
    phone.get_by_role("navigation", name="Kruimelpad").get_by_role("link", name="Acties").click()
    check_axe(phone)
    no_sideways_scroll(phone)
    lane = phone.get_by_role("region", name="Open")
    lane.locator("summary").click()
    lane.get_by_role("button", name="Bezig").click()
    expect(phone.get_by_role("region", name="Bezig")).to_contain_text("Langs bij de buurtkamer.")
    expect(phone.get_by_role("status")).to_contain_text("bezig")


def test_the_board_is_used_with_the_keyboard(
    desktop: Page, place: Town, member: Membership, log_in: LogIn, check_axe: CheckAxe
) -> None:
    act(place, member)
    log_in(desktop, member.user)
    desktop.goto(reverse("dashboards:actions"))
    check_axe(desktop)
    desktop.get_by_role("region", name="Open").locator("summary").focus()
    desktop.keyboard.press("Enter")
    desktop.keyboard.press("Tab")
    desktop.keyboard.press("Tab")
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_role("region", name="Gedaan")).to_contain_text("Koffie drinken")


def test_the_ticked_actions_of_the_list_change_together(
    desktop: Page, place: Town, member: Membership, log_in: LogIn, check_axe: CheckAxe
) -> None:
    for text in ("Eerste", "Tweede", "Derde"):
        act(place, member, text)
    log_in(desktop, member.user)
    desktop.goto(reverse("dashboards:actions") + "?weergave=lijst")
    check_axe(desktop)
    desktop.get_by_label("Kies Eerste").check()
    desktop.get_by_label("Kies Derde").check()
    desktop.get_by_role("button", name="Zet op gedaan").click()
    expect(desktop.get_by_role("status")).to_contain_text("2 acties zijn nu gedaan.")
    assert set(Action.objects.filter(state="done").values_list("text", flat=True)) == {
        "Eerste",
        "Derde",
    }


def test_the_list_fits_a_phone(
    phone: Page, place: Town, member: Membership, log_in: LogIn, check_axe: CheckAxe
) -> None:
    act(place, member, "Een lange tekst over wat er in deze wijk allemaal te doen is " * 3)
    log_in(phone, member.user)
    phone.goto(reverse("dashboards:actions") + "?weergave=lijst")
    check_axe(phone)
    no_sideways_scroll(phone)


def test_an_invitation_is_copied(
    desktop: Page, place: Town, member: Membership, log_in: LogIn, check_axe: CheckAxe
) -> None:
    desktop.context.grant_permissions(["clipboard-read", "clipboard-write"])
    log_in(desktop, member.user)
    address = reverse("facilitation:invitation", args=[place.districts[0].code, "bonding-1"])
    desktop.goto(address)
    check_axe(desktop)
    expect(desktop.get_by_label("De tekst")).to_have_value(
        re.compile("^Beste bewoners van Zonneveld")
    )
    desktop.get_by_role("button", name="Kopieer de tekst").click()
    expect(desktop.get_by_text("Gekopieerd.")).to_be_visible()
    assert "Begin iets wat je leuk vindt" in desktop.evaluate("navigator.clipboard.readText()")


def test_everything_works_without_script(
    browser: Browser, live_server: LiveServer, place: Town, member: Membership, log_in: LogIn
) -> None:
    action = act(place, member)
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    page = context.new_page()
    log_in(page, member.user)
    page.goto(reverse("dashboards:actions"))
    page.get_by_role("region", name="Open").locator("summary").click()
    page.get_by_role("button", name="Gedaan").first.click()
    expect(page.get_by_role("region", name="Gedaan")).to_contain_text("Koffie drinken")
    page.goto(reverse("dashboards:action", args=[action.pk]))
    page.get_by_label("Notitie erbij").fill("Gebeld.")
    page.get_by_role("button", name="Zet erbij").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Koffie drinken")
    expect(page.locator("main")).to_contain_text("Gebeld.")
    context.close()
