"""The views of money as people see them: readable at both widths, and what if without a script."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from demo.loading import load_demo
from tests.browsing import CheckAxe, LogIn, see_charts

pytestmark = pytest.mark.django_db(transaction=True)

CHARTS = ("stroom", "jaren", "per-inwoner", "houvast", "afgewezen", "beslistermijnen", "plafonds")
OTHERS = ("wat-als", "vragen", "wat-valt-om")


@pytest.fixture
def policymaker() -> User:
    """Somebody who looks at the demo."""
    load_demo(timezone.localdate())
    return User.objects.get(email="beleid@sluiswaarde.example")


def _walk(page: Page, check_axe: CheckAxe, width: int) -> None:
    for name in (*CHARTS, *OTHERS):
        page.goto(f"/financiering/{name}/")
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


def test_from_a_question_to_the_grants_behind_its_number(
    desktop: Page, policymaker: User, log_in: LogIn, check_axe: CheckAxe
) -> None:
    log_in(desktop, policymaker)
    desktop.goto("/financiering/")
    desktop.get_by_role("link", name="Zes vragen over geld").click()
    desktop.get_by_role("link", name="Onder de plafonds").click()
    number = desktop.locator("table a").first
    said = number.inner_text()
    number.click()
    expect(desktop.locator("h1")).to_contain_text(said)
    expect(desktop.locator("tfoot td").last).to_have_text(said)
    check_axe(desktop)


def test_ticking_what_to_prolong_changes_the_answer_and_the_address(
    phone: Page, policymaker: User, log_in: LogIn
) -> None:
    log_in(phone, policymaker)
    phone.goto("/financiering/wat-als/")
    expect(phone.locator("h1")).to_contain_text("Zonder verlenging vallen")
    phone.get_by_label("Weverskeuken").check()
    phone.get_by_role("button", name="Reken door").last.click()
    expect(phone.locator("h1")).to_contain_text("Verleng je één initiatief")
    assert "verleng=" in phone.url
    expect(phone.get_by_label("Weverskeuken")).to_be_checked()
    phone.get_by_role("link", name="Alles", exact=True).click()
    expect(phone.locator('input[name="verleng"]:not(:checked)')).to_have_count(0)
