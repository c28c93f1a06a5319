"""A form that is sent after the session ended comes back filled in; "klopt nog" and "gestopt" in few taps."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import Membership, Role
from initiatives.models import Initiative, Observation
from tests.browsing import CheckAxe, LogIn
from tests.initiatives.building import PASSWORD, Town, town

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def here() -> Town:
    return town()


@pytest.fixture
def professional(here: Town) -> Membership:
    return here.member(Role.PROFESSIONAL)


def log_in_again(page: Page, email: str) -> None:
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def test_an_ended_session_loses_nothing_of_a_form(
    here: Town, desktop: Page, professional: Membership, log_in: LogIn, check_axe: CheckAxe
) -> None:
    made = here.initiative()
    log_in(desktop, professional.user)
    desktop.goto(reverse("initiatives:edit", args=[made.pk]))
    desktop.locator("#id_story").fill("Een lang verhaal over de tafel.")
    desktop.locator("input[name=target_groups][value=older]").check()
    Session.objects.all().delete()
    desktop.get_by_role("button", name="Bewaar").click()
    log_in_again(desktop, professional.user.email)
    expect(desktop.get_by_text("Wat je typte staat er nog")).to_be_visible()
    expect(desktop.locator("#id_story")).to_have_value("Een lang verhaal over de tafel.")
    expect(desktop.locator("input[name=target_groups][value=older]")).to_be_checked()
    check_axe(desktop)
    desktop.get_by_role("button", name="Bewaar").click()
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Buurttafel")
    assert Initiative.objects.get().story == "Een lang verhaal over de tafel."
    desktop.goto(reverse("initiatives:edit", args=[made.pk]))
    expect(desktop.get_by_text("Wat je typte staat er nog")).to_be_hidden()


def test_somebody_else_in_the_same_tab_sees_nothing_of_it(
    here: Town, desktop: Page, professional: Membership, log_in: LogIn
) -> None:
    made = here.initiative()
    log_in(desktop, professional.user)
    desktop.goto(reverse("initiatives:edit", args=[made.pk]))
    desktop.locator("#id_story").fill("Vertrouwelijk.")
    Session.objects.all().delete()
    desktop.get_by_role("button", name="Bewaar").click()
    log_in_again(desktop, here.member(Role.ADMIN).user.email)
    expect(desktop.locator("#id_story")).to_have_value("")
    expect(desktop.get_by_text("Wat je typte staat er nog")).to_be_hidden()


def test_klopt_nog_is_one_tap_and_gestopt_two(
    here: Town, phone: Page, professional: Membership, log_in: LogIn
) -> None:
    made = here.initiative()
    log_in(phone, professional.user)
    phone.goto(reverse("initiatives:detail", args=[made.pk]))
    phone.get_by_role("button", name="Klopt nog").tap()
    expect(phone.get_by_text("Dank je: bevestigd dat dit nog klopt.")).to_be_visible()
    assert Observation.objects.filter(kind="confirmed").count() == 2
    phone.get_by_role("link", name="Is gestopt").tap()
    phone.get_by_role("button", name="Ja, gestopt").tap()
    expect(phone.get_by_text("Het initiatief blijft vindbaar.")).to_be_visible()
    assert Initiative.objects.get().end_date is not None
