"""The administrator's pages in a real browser: a file loaded, a norm changed, and no barrier."""

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import Role
from areas.models import KeyFigure, NeedIndicator, Norms
from tests.browsing import CheckAxe, LogIn
from tests.initiatives.building import Town, town

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = ("start", "areas", "norms", "indicator_add")


@pytest.fixture
def here() -> Town:
    """A municipality with one need indicator."""
    made = town()
    NeedIndicator.objects.create(
        municipality=made.municipality,
        indicator="ses_woa",
        label="SES-WOA-score",
        low=0,
        high="-0.6",
    )
    return made


def test_a_file_is_loaded_and_a_wrong_one_explained(
    here: Town, desktop: Page, log_in: LogIn, check_axe: CheckAxe, tmp_path: Path
) -> None:
    log_in(desktop, here.member(Role.ADMIN).user)
    wrong, right = tmp_path / "fout.csv", tmp_path / "goed.csv"
    wrong.write_text("code;year;indicator;value\nWK900101;2022;ses_woa;veel\n")
    right.write_text("code;year;indicator;value\nWK900101;2022;ses_woa;-0,3\n")
    desktop.goto(reverse("administration:areas"))
    desktop.get_by_label("Bestand").set_input_files(wrong)
    desktop.get_by_role("button", name="Inlezen").click()
    expect(desktop.get_by_text("'veel' is geen getal")).to_be_visible()
    check_axe(desktop)
    desktop.get_by_label("Bestand").set_input_files(right)
    desktop.get_by_role("button", name="Inlezen").click()
    expect(desktop.get_by_text("1 cijfers: 1 nieuw, 0 gewijzigd, 0 gelijk")).to_be_visible()
    check_axe(desktop)
    assert KeyFigure.objects.count() == 1


def test_a_norm_is_changed_on_a_phone(here: Town, phone: Page, log_in: LogIn) -> None:
    log_in(phone, here.member(Role.ADMIN).user)
    phone.goto(reverse("administration:norms"))
    phone.get_by_label("Inwoners per vers initiatief").fill("2500")
    phone.get_by_role("button", name="Bewaar").click()
    expect(phone.get_by_text("De normen zijn bewaard.")).to_be_visible()
    assert Norms.objects.get().inhabitants_per_initiative == 2500


@pytest.mark.parametrize("name", PAGES)
def test_no_page_has_a_barrier_or_scrolls_sideways(
    here: Town, desktop: Page, phone: Page, log_in: LogIn, check_axe: CheckAxe, name: str
) -> None:
    user = here.member(Role.ADMIN).user
    for page in (desktop, phone):
        log_in(page, user)
        page.goto(reverse(f"administration:{name}"))
        check_axe(page)
        assert not page.evaluate("() => document.documentElement.scrollWidth > innerWidth")
