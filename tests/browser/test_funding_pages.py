"""The record pages of money in a real browser: one grant from draft to closed, kept text, and no barrier."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from accounts.models import Membership, Role
from funding.course import Paid, Step, StepKind
from funding.models import Grant
from tests.browsing import CheckAxe, LogIn
from tests.funding.building import Treasury, treasury

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def money() -> Treasury:
    found = treasury()
    found.today = timezone.localdate()
    return found


@pytest.fixture
def officer(money: Treasury) -> Membership:
    return money.town.member(Role.FUNDING_OFFICER)


def day(ago: int) -> str:
    """A day so many days ago, as people type it."""
    return f"{timezone.localdate() - timedelta(days=ago):%d-%m-%Y}"


def no_sideways_scroll(page: Page) -> None:
    """The page is no wider than the screen."""
    width = page.evaluate("() => document.documentElement.scrollWidth")
    seen = page.evaluate("() => document.documentElement.clientWidth")
    assert width <= seen, f"{page.url}: {width} > {seen}"


def opened(page: Page, action: str) -> Locator:
    """The form behind one of the next steps, opened where it is not."""
    block = page.locator("details").filter(
        has=page.locator("summary", has_text=re.compile(f"^{re.escape(action)}$"))
    )
    if block.get_attribute("open") is None:
        block.locator("summary").click()
    return block


def take(page: Page, action: str, ago: int, **typed: str) -> None:
    """Take a step or record a payment on the page of a grant, and see that it was kept."""
    block = opened(page, action)
    block.get_by_label("Datum").fill(day(ago))
    for label, text in typed.items():
        block.get_by_label(label).fill(text)
    block.get_by_role("button").click()
    expect(page.get_by_role("status")).to_contain_text("astgelegd")


def test_an_officer_takes_a_grant_from_draft_to_closed(
    desktop: Page, phone: Page, money: Treasury, officer: Membership, log_in: LogIn,
    check_axe: CheckAxe,
) -> None:  # fmt: skip
    log_in(desktop, officer.user)
    log_in(phone, officer.user)
    desktop.goto(reverse("funding:grants"))
    desktop.get_by_role("link", name="Aanvraag vastleggen").click()
    check_axe(desktop)
    desktop.get_by_label("Initiatief").fill(money.initiative.name)
    desktop.get_by_label("Aangevraagd bedrag").fill("€ 6.000")
    desktop.get_by_label("Ontvangen op").fill("")
    desktop.get_by_label("Regeling").select_option(
        label=f"{money.scheme} ({money.municipality_funder})"
    )
    desktop.get_by_role("button", name="Bewaar").click()
    heading = desktop.get_by_role("heading", level=1)
    expect(heading).to_have_text(f"Concept: € 6.000 voor {money.initiative.name}")
    at = desktop.url
    for action, ago, typed, words in (
        ("Aanvraag ontvangen", 50, {}, "besluit uiterlijk"),
        ("Verlenen", 40, {"Verleend": "5.500"}, "€ 5.500 voor"),
        (
            "Betaling vastleggen",
            35,
            {"Betaald": "5.000,00", "Toelichting": "voorschot"},
            "verleend",
        ),
        ("Verantwoording ontvangen", 20, {}, "verantwoord"),
        (
            "Vaststellen",
            10,
            {"Vastgesteld": "5.250,50", "Reden": "zaalhuur viel mee"},
            "nabetaling",
        ),
        ("Betaling vastleggen", 5, {"Betaald": "250,50"}, "€ 5.250,50 voor"),
        ("Afsluiten", 1, {}, "afgesloten"),
    ):
        take(desktop, action, ago, **typed)
        expect(heading).to_contain_text(words)
        check_axe(desktop)
        phone.goto(at)
        no_sideways_scroll(phone)
        check_axe(phone)
    expect(desktop.get_by_text("er volgen geen stappen meer")).to_be_visible()
    grant = Grant.objects.get()
    assert (grant.state, grant.paid_cents) == ("closed", 525_050)


def test_a_refused_step_keeps_what_was_typed_and_says_why(
    desktop: Page, money: Treasury, officer: Membership, log_in: LogIn, check_axe: CheckAxe
) -> None:
    today = timezone.localdate()
    grant = money.grant(Step(StepKind.RECEIVED, today - timedelta(days=30)))
    log_in(desktop, officer.user)
    desktop.goto(reverse("funding:grant", args=[grant.pk]))
    block = opened(desktop, "Verlenen")
    block.get_by_label("Verleend").fill("7.000")
    block.get_by_role("button").click()
    alert = desktop.get_by_role("alert")
    expect(alert).to_be_focused()
    expect(alert).to_contain_text("Er is meer verleend (€ 7.000,00) dan aangevraagd")
    expect(desktop.locator("#granted-amount")).to_have_value("7.000")
    expect(desktop.locator("#granted-amount")).to_be_visible()
    check_axe(desktop)
    desktop.locator("#granted-reason").fill("extra avonden")
    opened(desktop, "Verlenen").get_by_role("button").click()
    expect(desktop.get_by_role("heading", level=1)).to_contain_text("€ 7.000 voor")


def test_two_officers_at_once(
    desktop: Page, phone: Page, money: Treasury, officer: Membership, log_in: LogIn,
    check_axe: CheckAxe,
) -> None:  # fmt: skip
    grant = money.grant()
    second = money.town.member(Role.FUNDING_OFFICER)
    log_in(desktop, officer.user)
    log_in(phone, second.user)
    for page, number in ((desktop, "Z-1"), (phone, "Z-2")):
        page.goto(reverse("funding:edit", args=[grant.pk]))
        page.get_by_label("Zaaknummer").fill(number)
    desktop.get_by_role("button", name="Bewaar").click()
    expect(desktop).to_have_url(re.compile(r"/aanvragen/\d+/$"))
    phone.get_by_role("button", name="Bewaar").click()
    expect(phone.get_by_role("alert")).to_contain_text("Iemand anders was je net voor")
    expect(phone.get_by_label("Zaaknummer")).to_have_value("Z-2")
    no_sideways_scroll(phone)
    # The bar with buttons floats over the fields; at the end of the page it covers none of them.
    phone.evaluate("() => window.scrollTo(0, document.documentElement.scrollHeight)")
    check_axe(phone)
    phone.get_by_role("button", name="Bewaar mijn versie").click()
    expect(phone).to_have_url(re.compile(r"/aanvragen/\d+/$"))
    assert Grant.objects.get().case_number == "Z-2"


def test_the_other_pages_have_no_barrier(
    desktop: Page, phone: Page, money: Treasury, officer: Membership, log_in: LogIn,
    check_axe: CheckAxe,
) -> None:  # fmt: skip
    today = timezone.localdate()
    received = Step(StepKind.RECEIVED, today - timedelta(days=200))
    granted = Step(StepKind.GRANTED, today - timedelta(days=150), 500_000)
    money.grant(received, granted, paid=(Paid(today, 500_000),), objection=True)
    money.grant(received)
    money.grant(received, Step(StepKind.GRANTED, today, 900_000, "hoog"), requested_cents=800_000)
    for page in (desktop, phone):
        log_in(page, officer.user)
        for name, args in (
            ("grants", []),
            ("of_initiative", [money.initiative.pk]),
            ("schemes", []),
            ("deadlines", []),
            ("new_scheme", []),
            ("edit_scheme", [money.scheme.pk]),
            *(("grant", [grant.pk]) for grant in Grant.objects.all()),
        ):
            page.goto(reverse(f"funding:{name}", args=args))
            no_sideways_scroll(page)
            check_axe(page)
    desktop.goto(reverse("funding:grants"))
    desktop.get_by_role("search").get_by_label("Status").select_option("granted")
    desktop.get_by_role("button", name="Pas toe").click()
    expect(desktop.get_by_role("heading", level=1)).to_have_text("2 aanvragen en bijdragen")


def test_two_officers_and_one_ceiling(
    desktop: Page, phone: Page, money: Treasury, officer: Membership, log_in: LogIn,
    check_axe: CheckAxe,
) -> None:  # fmt: skip
    received = Step(StepKind.RECEIVED, timezone.localdate() - timedelta(days=20))
    asked = [money.grant(received), money.grant(received)]
    second = money.town.member(Role.FUNDING_OFFICER)
    for page, member, grant in ((desktop, officer, asked[0]), (phone, second, asked[1])):
        log_in(page, member.user)
        page.goto(reverse("funding:grant", args=[grant.pk]))
        opened(page, "Verlenen").get_by_label("Verleend").fill("6.000")
    for page in (desktop, phone):
        opened(page, "Verlenen").get_by_role("button").click()
    expect(desktop.get_by_role("status")).to_contain_text("Vastgelegd")
    # Both saw € 10,000 left when they opened the page; 6,000 and 6,000 is 2,000 too much.
    expect(phone.get_by_role("alert")).to_contain_text("€ 2.000 boven het plafond van € 10.000")
    no_sideways_scroll(phone)
    check_axe(phone)
    phone.locator("#granted-over_reason").fill("het college besloot zo")
    opened(phone, "Verlenen").get_by_role("button").click()
    expect(phone.get_by_text("€ 2.000 boven het plafond: het college besloot zo")).to_be_visible()
    check_axe(phone)


def test_moving_a_date_and_the_one_who_comes_second(
    desktop: Page, phone: Page, money: Treasury, officer: Membership, log_in: LogIn,
    check_axe: CheckAxe,
) -> None:  # fmt: skip
    grant = money.grant(Step(StepKind.RECEIVED, timezone.localdate() - timedelta(days=20)))
    second = money.town.member(Role.FUNDING_OFFICER)
    for page, member in ((desktop, officer), (phone, second)):
        log_in(page, member.user)
        page.goto(reverse("funding:grant", args=[grant.pk]))
    desktop.get_by_text("Datum wijzigen").click()
    form = desktop.locator("#termijnen form")
    form.get_by_label("Nieuwe datum").fill(day(-60))
    form.get_by_label("Waarom").fill("advies gevraagd")
    check_axe(desktop)
    form.get_by_role("button", name="Zet deze datum").click()
    expect(desktop.locator("#termijnen")).to_contain_text("nog 60 dagen")
    expect(desktop.locator("#termijnen")).to_contain_text("advies gevraagd")
    block = opened(phone, "Afwijzen")
    block.get_by_label("Waarom").select_option("too_late")
    block.get_by_label("Toelichting").fill("kwam na de zomer")
    block.get_by_role("button").click()
    expect(phone.get_by_role("alert")).to_contain_text("Iemand anders was je net voor")
    expect(phone.get_by_role("list").filter(has_text="Termijn van ‘Besluit’")).to_be_visible()
    expect(phone.get_by_label("Toelichting")).to_have_value("kwam na de zomer")
    no_sideways_scroll(phone)
    check_axe(phone)
    phone.get_by_role("button", name="Leg het toch vast").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("afgewezen")
    expect(phone.get_by_text("Te laat ingediend")).to_be_visible()
