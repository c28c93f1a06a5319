"""What waits and the weekly digest in a real browser, on a phone and wide."""

from datetime import timedelta

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import Role, User
from initiatives.models import Observation
from tests.browsing import CheckAxe, LogIn
from tests.initiatives.building import Town, lessons, town

pytestmark = pytest.mark.django_db(transaction=True)


def stale(place: Town, name: str) -> None:
    made = place.initiative(name, lessons=lessons("bridging-1"))
    long_ago = timezone.localdate() - timedelta(days=500)
    Observation.objects.filter(tag__initiative=made).update(date=long_ago)


def fits(page: Page) -> bool:
    return bool(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))


def test_what_waits_goes_tap_by_tap(phone: Page, log_in: LogIn, check_axe: CheckAxe) -> None:
    place = town()
    stale(place, "Soep")
    stale(place, "Thee")
    log_in(phone, place.member(Role.PROFESSIONAL).user)
    phone.goto("/initiatieven/mijn/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("2 dingen vragen nu iets van jou.")
    check_axe(phone)
    assert fits(phone)
    phone.get_by_role("button", name="Klopt nog : Soep").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("1 ding vraagt nu iets van jou.")
    phone.get_by_role("link", name="Gestopt : Thee").click()
    phone.get_by_role("button", name="Ja, gestopt").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Er is nu niets dat op jou wacht.")


def test_the_digest_is_turned_off_from_the_message_and_on_by_who_logs_in(
    desktop: Page, log_in: LogIn, check_axe: CheckAxe
) -> None:
    place = town()
    stale(place, "Soep")
    user = place.member(Role.PROFESSIONAL).user
    desktop.goto(reverse("reminders:off", args=[signing.dumps(user.pk, salt="reminders.off")]))
    check_axe(desktop)
    desktop.get_by_role("button", name="Zet het weekbericht uit").click()
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Je weekbericht staat uit")
    assert not User.objects.get(pk=user.pk).wants_digest
    log_in(desktop, user)
    desktop.get_by_role("link", name="Toch weer aanzetten").click()
    check_axe(desktop)
    desktop.get_by_role("button", name="Zet het weekbericht aan").click()
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Je weekbericht staat aan")
    expect(desktop.get_by_role("link", name="Soep")).to_be_visible()
    assert fits(desktop)
