"""The pages of records in a real browser: one phone screen flow, kept text, and no barrier."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import Membership, Role
from areas.models import TargetGroup
from initiatives.models import Initiative, PartnerKind, PartnerTie
from initiatives.writes import (
    ContactInput,
    TieInput,
    VoiceInput,
    add_contact,
    add_voice_signal,
    set_tie,
)
from tests.browsing import CheckAxe, LogIn
from tests.initiatives.building import ACTOR, Town, lessons, town

pytestmark = pytest.mark.django_db(transaction=True)

MOST_TAPS = 12
"""Taps to log an initiative, each field that is typed in counted as one."""


@pytest.fixture
def here() -> Town:
    return town()


@pytest.fixture
def professional(here: Town) -> Membership:
    return here.member(Role.PROFESSIONAL)


def rich(here: Town) -> Initiative:
    """An initiative with something in every block of its page."""
    made = here.initiative(
        "Moeders van de Zon",
        summary="Moeders koken en eten samen in de flat.",
        story="Het begon met twee pannen.\n\nNu is het elke week.",
        own_circle="organiser",
        work_contact="balie@welzijn.voorbeeld",
        lessons=lessons("bonding-1", "bridging-3", "linking-2"),
    )
    kind = PartnerKind.objects.get(code="housing")
    set_tie(ACTOR, made, TieInput(kind, involved=True))
    day = timezone.localdate()
    add_contact(
        ACTOR, made, ContactInput(kind, day, "wijkbeheerder", "koffie", "Sleutel geregeld.")
    )
    return made


def address(name: str, *args: object) -> str:
    return reverse(f"initiatives:{name}", args=args)


def no_sideways_scroll(page: Page) -> None:
    """The page is no wider than the screen."""
    width = page.evaluate("() => document.documentElement.scrollWidth")
    seen = page.evaluate("() => document.documentElement.clientWidth")
    assert width <= seen, f"{page.url}: {width} > {seen}"


def to_the_end(page: Page) -> None:
    """Scroll until the bar with buttons covers nothing: what is under it halfway can be scrolled free."""
    page.evaluate("() => window.scrollTo(0, document.documentElement.scrollHeight)")


class Taps:
    """A finger that counts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def tap(self, label: str | re.Pattern[str]) -> None:
        """Tap a chip, a card or a button."""
        self.page.get_by_label(label).or_(self.page.get_by_role("button", name=label)).first.tap()
        self.count += 1

    def write(self, label: str, text: str) -> None:
        """Tap a field and type."""
        self.page.get_by_label(label).fill(text)
        self.count += 1

    def choose(self, label: str, option: str) -> None:
        """Open a list and tap an option."""
        self.page.get_by_label(label).select_option(label=option)
        self.count += 2


def test_logging_on_a_phone_takes_few_taps(
    phone: Page, here: Town, professional: Membership, log_in: LogIn, check_axe: CheckAxe
) -> None:
    log_in(phone, professional.user)
    phone.goto(address("log"))
    no_sideways_scroll(phone)
    to_the_end(phone)
    check_axe(phone)
    finger = Taps(phone)
    finger.write("1. Hoe heet het?", "Buurttafel")
    finger.choose("2. In welke wijk?", "Zonneveld van Sluiswaarde")
    finger.tap("Samen eten")
    finger.tap("ja, het loopt")
    finger.write("Sinds wanneer?", "03-2025")
    finger.tap(re.compile("Mensen kiezen er zelf voor"))
    finger.write("6. Wat heb je gezien?", "Twaalf buren aten samen.")
    finger.tap("Leg vast")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Nog 1 korte vraag")
    assert finger.count <= MOST_TAPS
    no_sideways_scroll(phone)
    to_the_end(phone)
    check_axe(phone)
    expect(phone.get_by_text("Telt nog niet mee")).to_be_visible()
    phone.get_by_role("button", name="besloten, door de deelnemers gekozen").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Alles is beantwoord")
    expect(phone.get_by_text("Telt nog niet mee")).to_have_count(0)
    made = Initiative.objects.get()
    assert (made.name, made.own_circle, made.start_date) == (
        "Buurttafel",
        "participants",
        date(2025, 3, 1),
    )


def test_a_wrong_answer_keeps_the_rest_and_gets_the_focus(
    phone: Page, here: Town, professional: Membership, log_in: LogIn, check_axe: CheckAxe
) -> None:
    log_in(phone, professional.user)
    phone.goto(address("log"))
    phone.get_by_label("1. Hoe heet het?").fill("Buurttafel")
    phone.get_by_label("Samen eten").check()
    phone.get_by_label("6. Wat heb je gezien?").fill("Twaalf buren aten samen.")
    phone.get_by_role("button", name="Leg vast").tap()
    summary = phone.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("listitem")).to_have_count(3)
    expect(phone.get_by_label("1. Hoe heet het?")).to_have_value("Buurttafel")
    expect(phone.get_by_label("Samen eten")).to_be_checked()
    expect(phone.get_by_label("6. Wat heb je gezien?")).to_have_value("Twaalf buren aten samen.")
    no_sideways_scroll(phone)
    to_the_end(phone)
    check_axe(phone)
    summary.get_by_role("link", name=re.compile("In welke wijk")).tap()
    expect(phone.get_by_label("2. In welke wijk?")).to_be_focused()
    assert not Initiative.objects.exists()


def test_no_more_than_three_lessons_can_be_ticked(
    phone: Page, here: Town, professional: Membership, log_in: LogIn
) -> None:
    log_in(phone, professional.user)
    phone.goto(address("log"))
    boxes = phone.locator('input[name="lessons"]')
    expect(boxes).to_have_count(9)
    for index in range(3):
        boxes.nth(index).check()
    expect(boxes.nth(3)).to_be_disabled()
    boxes.nth(0).uncheck()
    expect(boxes.nth(3)).to_be_enabled()


def test_a_likely_duplicate_is_shown_and_waved_through(
    phone: Page, here: Town, professional: Membership, log_in: LogIn, check_axe: CheckAxe
) -> None:
    made = here.initiative("Buurttafel")
    log_in(phone, professional.user)
    phone.goto(address("log"))
    finger = Taps(phone)
    finger.write("1. Hoe heet het?", "De buurttafel")
    finger.choose("2. In welke wijk?", "Oude Haven van Sluiswaarde")
    finger.tap("Samen eten")
    finger.tap("nee, het is nog een idee")
    finger.tap(re.compile("Mensen gaan elkaar herkennen"))
    finger.write("6. Wat heb je gezien?", "Buren spraken elkaar.")
    finger.tap("Leg vast")
    link = phone.get_by_role("link", name="Buurttafel", exact=True)
    expect(link).to_have_attribute("href", address("detail", made.pk))
    no_sideways_scroll(phone)
    to_the_end(phone)
    check_axe(phone)
    phone.get_by_role("button", name="Toch vastleggen").tap()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Wat “De buurttafel” verandert")
    assert Initiative.objects.count() == 2


def test_klopt_nog_is_one_tap_and_gestopt_two(
    phone: Page, here: Town, professional: Membership, log_in: LogIn
) -> None:
    made = rich(here)
    log_in(phone, professional.user)
    phone.goto(address("detail", made.pk))
    phone.get_by_role("button", name="Klopt nog").tap()
    expect(phone.get_by_text("bevestigd dat dit nog klopt")).to_be_visible()
    phone.get_by_role("link", name="Is gestopt").tap()
    phone.get_by_role("button", name="Ja, gestopt").tap()
    expect(phone.get_by_text("Het initiatief blijft vindbaar")).to_be_visible()
    made.refresh_from_db()
    assert made.end_date == timezone.localdate()


def conflict_page(page: Page, made: Initiative) -> None:
    """Type into the full form while somebody else saves."""
    page.goto(address("edit", made.pk))
    page.get_by_label("In één zin").fill("Getypt terwijl een ander bewaarde.")
    set_tie(ACTOR, made, TieInput(PartnerKind.objects.get(code="school"), involved=True))
    page.get_by_role("button", name="Bewaar").click()


def test_a_conflict_keeps_what_was_typed_and_can_be_saved_over(
    desktop: Page, here: Town, professional: Membership, log_in: LogIn, check_axe: CheckAxe
) -> None:
    made = rich(here)
    log_in(desktop, professional.user)
    conflict_page(desktop, made)
    expect(desktop.get_by_role("heading", name="Iemand anders was je net voor")).to_be_visible()
    expect(desktop.get_by_label("In één zin")).to_have_value("Getypt terwijl een ander bewaarde.")
    to_the_end(desktop)
    check_axe(desktop)
    desktop.get_by_role("button", name="Bewaar mijn versie").click()
    expect(desktop.get_by_text("is bewaard")).to_be_visible()
    made.refresh_from_db()
    assert made.summary == "Getypt terwijl een ander bewaarde."
    assert PartnerTie.objects.filter(partner_kind__code="school").exists()


@pytest.fixture(params=["desktop", "phone"])
def screen(request: pytest.FixtureRequest) -> Page:
    """Each of both widths."""
    page: Page = request.getfixturevalue(request.param)
    return page


@pytest.mark.parametrize(
    "name",
    [
        "log",
        "detail",
        "edit",
        "questions",
        "history",
        "observe",
        "contact",
        "ties",
        "stop",
        "voices",
        "answer",
    ],
)
def test_every_page_has_no_barrier_and_fits(
    screen: Page, name: str, here: Town, log_in: LogIn, check_axe: CheckAxe
) -> None:
    made = rich(here)
    missing = tuple(TargetGroup.objects.filter(code="youth"))
    given = VoiceInput(here.districts[0], date(2026, 1, 2), missing_groups=missing, note="Vaak.")
    signal = add_voice_signal(ACTOR, here.municipality, given)
    log_in(screen, here.member(Role.POLICYMAKER).user)
    args = {"log": [], "voices": [], "answer": [signal.pk]}.get(name, [made.pk])
    screen.goto(address(name, *args))
    expect(screen.get_by_role("heading", level=1)).to_have_count(1)
    no_sideways_scroll(screen)
    to_the_end(screen)
    check_axe(screen)


def test_a_conflict_has_no_barrier_on_a_phone(
    phone: Page, here: Town, professional: Membership, log_in: LogIn, check_axe: CheckAxe
) -> None:
    made = rich(here)
    log_in(phone, professional.user)
    conflict_page(phone, made)
    expect(phone.get_by_role("heading", name="Iemand anders was je net voor")).to_be_visible()
    no_sideways_scroll(phone)
    to_the_end(phone)
    check_axe(phone)


def test_a_refused_page_has_no_barrier(
    desktop: Page, here: Town, log_in: LogIn, check_axe: CheckAxe
) -> None:
    log_in(desktop, here.member(Role.READER).user)
    answer = desktop.goto(address("log"))
    assert answer is not None
    assert answer.status == 403
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Dit mag je niet met jouw rol")
    to_the_end(desktop)
    check_axe(desktop)
