"""The twelve questions as people see them: readable at both widths, and from an answer to the initiatives."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from demo.loading import load_demo
from tests.browsing import CheckAxe, LogIn, see_charts

pytestmark = pytest.mark.django_db(transaction=True)

CHARTS = ("nog-niets/", "leeg-of-onbekend/", "wie-horen-we-niet/")
OTHERS = ("", "laatst-geweest/", "naar-de-raad/")


@pytest.fixture
def policymaker() -> User:
    """Somebody who looks at the demo."""
    load_demo(timezone.localdate())
    return User.objects.get(email="beleid@sluiswaarde.example")


def _walk(page: Page, check_axe: CheckAxe, width: int) -> None:
    for name in (*CHARTS, *OTHERS):
        page.goto(f"/vragen/{name}")
        expect(page.locator("h1")).to_be_visible()
        if name in CHARTS:
            see_charts(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        check_axe(page)


def test_every_view_reads_well_on_a_desk(
    desktop: Page, policymaker: User, log_in: LogIn, check_axe: CheckAxe
) -> None:
    log_in(desktop, policymaker)
    _walk(desktop, check_axe, 1440)


def test_every_view_reads_well_on_a_phone(
    phone: Page, policymaker: User, log_in: LogIn, check_axe: CheckAxe
) -> None:
    log_in(phone, policymaker)
    _walk(phone, check_axe, 390)


def test_from_the_menu_to_the_initiatives_behind_an_answer(
    desktop: Page, policymaker: User, log_in: LogIn
) -> None:
    log_in(desktop, policymaker)
    desktop.goto("/")
    desktop.get_by_role("link", name="Vragen", exact=True).click()
    desktop.get_by_role("link", name="groepen is niet in elke wijk").click()
    desktop.get_by_role("link", name="Met plek").first.click()
    expect(desktop.locator("h1")).to_contain_text("vers en voor deze groep")
