"""The coverage on a map, over time and side by side in a real browser: by keyboard, at both widths, light and dark."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Membership, Role
from demo.loading import load_demo
from tests.browsing import CheckAxe, LogIn

pytestmark = pytest.mark.django_db(transaction=True)

ON = "peildatum=2026-11-22"


@pytest.fixture
def policymaker() -> Membership:
    load_demo(date(2026, 11, 22))
    return Membership.objects.get(role=Role.POLICYMAKER, municipality__code="GM9999")


def fits(page: Page) -> None:
    """The page is no wider than the screen."""
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), page.url


def test_a_wijk_of_the_map_says_why_by_keyboard(
    desktop: Page, policymaker: Membership, log_in: LogIn, check_axe: CheckAxe
) -> None:
    log_in(desktop, policymaker.user)
    desktop.goto(f"/dekking/kaart/?les=bonding-1&{ON}")
    check_axe(desktop)
    fits(desktop)
    area = desktop.get_by_role("link", name="Zonneveld: verouderd, 0 / 3,2")
    area.focus()
    desktop.keyboard.press("Enter")
    expect(desktop.locator("#cel")).to_contain_text("Zonneveld × Eigen plek, eigen keuze")
    expect(desktop.locator("#cel")).to_be_in_viewport()
    desktop.emulate_media(color_scheme="dark")
    check_axe(desktop)
    desktop.get_by_label("Les", exact=True).select_option("prioriteit")
    desktop.get_by_role("button", name="Pas toe").click()
    expect(desktop.get_by_role("heading", level=1)).to_contain_text("eerst uitzoeken")
    check_axe(desktop)


def test_a_quarter_of_the_trend_says_why(
    desktop: Page, policymaker: Membership, log_in: LogIn, check_axe: CheckAxe
) -> None:
    log_in(desktop, policymaker.user)
    desktop.goto(f"/dekking/verloop/?wijk=WK999905&{ON}")
    desktop.locator("#verloop .plot[data-drawn]").wait_for()
    check_axe(desktop)
    fits(desktop)
    strip = desktop.locator(".strips > li", has_text="Laat ruimte voor toeval")
    strip.get_by_role("link", name="30 sep 2026: eindigt").click()
    expect(desktop.locator("#cel")).to_contain_text("30 september 2026")
    check_axe(desktop)


def test_two_days_and_three_districts_stand_side_by_side(
    desktop: Page, policymaker: Membership, log_in: LogIn, check_axe: CheckAxe
) -> None:
    log_in(desktop, policymaker.user)
    desktop.goto(f"/dekking/vergelijken/?{ON}")
    check_axe(desktop)
    fits(desktop)
    desktop.get_by_text("Waarom?").first.click()
    desktop.get_by_label("Wijk 1").select_option(label="Zonneveld")
    desktop.get_by_label("Wijk 3").select_option(label="Binnenstad")
    desktop.get_by_role("button", name="Pas toe").click()
    expect(desktop.get_by_role("heading", level=1)).to_contain_text("in Zonneveld")
    check_axe(desktop)


@pytest.mark.parametrize(
    "address",
    [
        "/dekking/?voor=older",
        "/dekking/kaart/?les=bonding-1&wijk=WK999905",
        "/dekking/verloop/?wijk=WK999905&cel=WK999905:bridging-2&op=2026-09-30",
        "/dekking/vergelijken/",
        "/dekking/vergelijken/?wijken=WK999905&wijken=WK999903&wijken=WK999901&wijken=WK999902",
    ],
)
def test_every_view_fits_a_phone(
    phone: Page, policymaker: Membership, log_in: LogIn, check_axe: CheckAxe, address: str
) -> None:
    log_in(phone, policymaker.user)
    phone.goto(f"{address}{'&' if '?' in address else '?'}{ON}")
    fits(phone)
    check_axe(phone)


def test_on_paper_stand_all_nine_lessons_however_narrow_the_screen(
    phone: Page, policymaker: Membership, log_in: LogIn
) -> None:
    log_in(phone, policymaker.user)
    phone.goto(f"/dekking/?{ON}")
    heads = phone.locator(".matrix th.les")
    total = heads.count()
    assert sum(heads.nth(number).is_visible() for number in range(total)) < total
    phone.emulate_media(media="print")
    assert all(heads.nth(number).is_visible() for number in range(total))
