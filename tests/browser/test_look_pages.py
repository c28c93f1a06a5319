"""Lessons, login and error pages as people see them."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Membership, User
from areas.models import Municipality
from tests.browsing import CheckAxe, LogIn

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "een-zin-die-ik-onthoud"
LESSONS = ["/lessen/", "/lessen/?weergave=rol", "/lessen/linking-3/"]


@pytest.fixture
def user() -> User:
    person = User.objects.create_user("beleid@sluiswaarde.test", PASSWORD, name="Bente de Graaf")
    for code, name, role in [
        ("GM9998", "Dijkstad", "reader"),
        ("GM9999", "Sluiswaarde", "policymaker"),
    ]:
        municipality = Municipality.objects.create(code=code, name=name, slug=name.lower())
        Membership.objects.create(user=person, municipality=municipality, role=role)
    return person


@pytest.mark.parametrize("path", LESSONS)
def test_lessons_read_well_on_a_phone(
    phone: Page, user: User, log_in: LogIn, check_axe: CheckAxe, path: str
) -> None:
    log_in(phone, user)
    phone.goto(path)
    expect(phone.locator("h1")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    smallest = phone.evaluate(
        """() => Math.min(...[...document.querySelectorAll("main p, main a, main li")]
                 .map((element) => parseFloat(getComputedStyle(element).fontSize)))"""
    )
    assert smallest >= 13
    check_axe(phone)


@pytest.mark.parametrize("path", LESSONS)
def test_lessons_on_a_desk(
    desktop: Page, user: User, log_in: LogIn, check_axe: CheckAxe, path: str
) -> None:
    log_in(desktop, user)
    desktop.goto(path)
    expect(
        desktop.get_by_role("navigation", name="Hoofdmenu").locator("[aria-current]")
    ).to_have_text("Lessen")
    check_axe(desktop)


def test_a_lesson_leads_to_where_it_shows(desktop: Page, user: User, log_in: LogIn) -> None:
    log_in(desktop, user)
    desktop.goto("/lessen/bridging-2/")
    desktop.get_by_role("link", name="Initiatieven die dit laten zien").click()
    expect(desktop).to_have_url("/initiatieven/?les=bridging-2")


def test_logging_in_switching_municipality_and_logging_out(
    desktop: Page, user: User, check_axe: CheckAxe
) -> None:
    desktop.goto("/lessen/")
    check_axe(desktop)
    desktop.get_by_label("E-mailadres").fill(user.email)
    desktop.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    desktop.get_by_role("button", name="Log in").click()
    expect(desktop).to_have_url("/lessen/")
    expect(desktop.locator(".brand small")).to_have_text("Dijkstad")
    desktop.locator(".place").click()
    desktop.get_by_role("button", name="Sluiswaarde").click()
    expect(desktop.locator(".brand small")).to_have_text("Sluiswaarde")
    desktop.locator(".who summary").click()
    desktop.get_by_role("button", name="Uitloggen").click()
    expect(desktop.get_by_role("button", name="Log in")).to_be_visible()


def test_a_wrong_password_is_said_at_the_top(phone: Page, user: User, check_axe: CheckAxe) -> None:
    phone.goto("/account/login/")
    phone.get_by_label("E-mailadres").fill(user.email)
    phone.get_by_label("Wachtwoord", exact=True).fill("iets-heel-anders")
    phone.get_by_role("button", name="Log in").click()
    expect(phone.locator(".alert.bad")).to_be_focused()
    check_axe(phone)


@pytest.mark.parametrize(
    "path", ["/account/password/change/", "/account/logout/", "/account/password/reset/", "/x/"]
)
def test_account_and_error_pages_are_accessible(
    phone: Page, user: User, log_in: LogIn, check_axe: CheckAxe, path: str
) -> None:
    log_in(phone, user)
    phone.goto(path)
    expect(phone.locator("h1")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    check_axe(phone)
