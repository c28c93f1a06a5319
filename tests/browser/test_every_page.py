"""Every page of the demo, as each role, found by following links: whole, accessible, and nowhere too wide."""

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, ViewportSize

from accounts.models import Role, User
from demo.loading import load_demo
from demo.people import PEOPLE
from tests.browsing import CheckAxe, LogIn
from tests.crawling import Walk, walk

pytestmark = pytest.mark.django_db(transaction=True)


def person(role: Role) -> User:
    email = next(mail for found, mail, _name, _organisation in PEOPLE if found is role)
    return User.objects.get(email=email)


@pytest.fixture
def demo() -> None:
    load_demo(timezone.localdate())


def walk_as(role: Role) -> Walk:
    client = Client()
    client.force_login(person(role))
    return walk(client)


def too_wide(page: Page) -> str:
    """Where a page scrolls sideways, in words; empty where it does not."""
    width, room = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return f"{page.url} is {width} wide on {room}" if width > room else ""


# Taller than a screen: a bar that stays at the bottom covers whatever happens to lie under it.
DESK: ViewportSize = {"width": 1440, "height": 2400}
HAND: ViewportSize = {"width": 390, "height": 4000}
SIGHTS = [
    (Role.PROFESSIONAL, HAND),
    (Role.POLICYMAKER, DESK),
    (Role.FUNDING_OFFICER, DESK),
    (Role.READER, HAND),
    # Opens nearly every page that the others do; the pages' own tests look at both widths.
    (Role.ADMIN, HAND),
]


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("role", "size"),
    SIGHTS,
    ids=lambda given: str(given["width"]) if isinstance(given, dict) else given.value,
)
def test_every_page_is_accessible_and_fits(
    desktop: Page, log_in: LogIn, check_axe: CheckAxe, role: Role, size: ViewportSize
) -> None:
    found = walk_as(role)
    assert found.broken == []
    log_in(desktop, person(role))
    desktop.set_viewport_size(size)
    wide = []
    for address in found.pages.values():
        desktop.goto(address)
        check_axe(desktop)
        wide += [told] if (told := too_wide(desktop)) else []
    assert wide == []
