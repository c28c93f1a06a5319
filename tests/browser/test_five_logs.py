"""Logging on a phone: realistic initiatives, each tap counted, from the first link to what it changed."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import Membership, Role
from initiatives.models import Draft, Initiative
from tests.areas.test_locating import EAST, WEST
from tests.browsing import ROOT, CheckAxe, LogIn
from tests.initiatives.building import PASSWORD, Town, town

pytestmark = pytest.mark.django_db(transaction=True)

MOST_TAPS = 40


@pytest.fixture
def here() -> Town:
    return town()


@pytest.fixture
def professional(here: Town) -> Membership:
    return here.member(Role.PROFESSIONAL)


class Finger:
    """Taps and counts each of them; a list costs two, a field that is typed in one."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    def tap(self, words: str) -> None:
        self.page.locator("label, button, a, summary").filter(has_text=words).first.tap()
        self.taps += 1

    def write(self, label: str, text: str) -> None:
        field = self.page.get_by_label(label)
        field.tap()
        field.fill(text)
        self.taps += 1

    def choose(self, option: str) -> None:
        self.page.get_by_label("2. In welke wijk?").select_option(label=option)
        self.taps += 2


def eats(finger: Finger) -> None:
    finger.write("1. Hoe heet het?", "Flat 12 Eet")
    finger.choose("Zonneveld van Sluiswaarde")
    finger.tap("Samen eten")
    finger.tap("ja, het loopt")
    finger.write("Sinds wanneer?", "03-2025")
    finger.tap("Mensen kiezen er zelf voor")
    finger.write("6. Wat heb je gezien?", "Twaalf buren aten samen in de flat.")
    finger.tap("Leg vast")
    finger.tap("besloten, door de deelnemers gekozen")
    finger.tap("Bekijk wat dit verandert")


def idea(finger: Finger) -> None:
    finger.write("1. Hoe heet het?", "Repaircafé aan de haven")
    finger.choose("Oude Haven van Sluiswaarde")
    finger.tap("Maken en repareren")
    finger.tap("nee, het is nog een idee")
    finger.page.locator("input[value=bridging-1]").locator("xpath=..").tap()
    finger.taps += 1
    finger.write("6. Wat heb je gezien?", "Drie bewoners zoeken een schuur.")
    finger.tap("Leg vast")


def everywhere(finger: Finger) -> None:
    finger.write("1. Hoe heet het?", "Bel een buur")
    finger.choose("De hele gemeente")
    finger.tap("Burenhulp")
    finger.tap("ja, het loopt")
    finger.write("Sinds wanneer?", "2024")
    finger.page.locator("input[value=bridging-2]").locator("xpath=..").tap()
    finger.taps += 1
    finger.write("6. Wat heb je gezien?", "Buren belden elkaar na de storm.")
    finger.tap("Leg vast")


def table(finger: Finger) -> None:
    finger.write("1. Hoe heet het?", "Plein vol leven")
    finger.choose("Oude Haven van Sluiswaarde")
    finger.tap("Spelen")
    finger.tap("Groen")
    finger.tap("ja, het loopt")
    finger.write("Sinds wanneer?", "05-2026")
    finger.page.locator("input[value=bridging-3]").locator("xpath=..").tap()
    finger.page.locator("input[value=linking-2]").locator("xpath=..").tap()
    finger.taps += 2
    finger.write("6. Wat heb je gezien?", "Kinderen speelden, ouderen werkten in de tuin.")
    finger.tap("Leg vast")
    for field, value in (
        ("place_kinds", "outdoor"),
        ("simultaneous_activities", "yes"),
        ("initiated_by", "residents"),
        ("decided_by", "residents"),
    ):
        finger.page.locator(f"#vraag-{field} button[value={value}]").tap()
        finger.taps += 1
        finger.page.locator(f"#vraag-{field} button[value={value}][aria-pressed=true]").wait_for()
    finger.tap("Bekijk wat dit verandert")


def pointed(finger: Finger) -> None:
    """The place on the map, and a likely duplicate that is another one."""
    finger.write("1. Hoe heet het?", "Taalcafé Zonneveld")
    finger.tap("Wijs de plek aan op de kaart")
    finger.page.locator("path[data-code=WK900101]").tap()
    finger.taps += 1
    expect(finger.page.get_by_label("2. In welke wijk?")).to_have_value("WK900101")
    finger.tap("Taal en leren")
    finger.tap("ja, het loopt")
    finger.write("Sinds wanneer?", "09-2026")
    finger.page.locator("input[value=bridging-2]").locator("xpath=..").tap()
    finger.taps += 1
    finger.write("6. Wat heb je gezien?", "Aan drie tafels werd Nederlands gesproken.")
    finger.tap("Leg vast")
    expect(finger.page.get_by_text("Dit lijkt op wat er al staat")).to_be_visible()
    finger.tap("Toch vastleggen")


LOGS = {
    "Flat 12 Eet": (eats, 13),
    "Repaircafé aan de haven": (idea, 10),
    "Bel een buur": (everywhere, 11),
    "Plein vol leven": (table, 18),
    "Taalcafé Zonneveld": (pointed, 12),
}


@pytest.fixture
def mapped(here: Town) -> None:
    """Two wijken with boundaries, and one record that looks like the fifth."""
    cache.clear()
    for district, boundary in zip(here.districts, (WEST, EAST), strict=True):
        district.boundary = boundary
        district.save()
    here.initiative("Taalcafé Zonneveld Oost", organisation=here.other)


def test_the_readme_says_how_many_taps_they_take() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| “([^”]+)”[^|]* \| (\d+) \|$", readme, re.MULTILINE))
    assert told == {name: str(taps) for name, (_log, taps) in LOGS.items()}


@pytest.mark.usefixtures("mapped")
@pytest.mark.parametrize("name", list(LOGS))
def test_a_log_takes_few_taps(
    phone: Page,
    professional: Membership,
    log_in: LogIn,
    check_axe: CheckAxe,
    name: str,
) -> None:
    log, taps = LOGS[name]
    log_in(phone, professional.user)
    phone.goto(reverse("dashboards:overview"))
    finger = Finger(phone)
    phone.locator("button[popovertarget=menu]").tap()
    phone.locator("#menu").get_by_role("link", name="Initiatief vastleggen").tap()
    finger.taps += 2
    log(finger)
    expect(phone.get_by_role("heading", level=1)).to_contain_text("verandert")
    check_axe(phone)
    made = Initiative.objects.get(name=name)
    assert (made.longitude is not None) == (log is pointed)
    assert phone.url.endswith(reverse("dashboards:effect", args=[made.pk]))
    assert finger.taps == taps <= MOST_TAPS


def test_what_is_typed_survives_a_closed_tab(
    phone: Page, professional: Membership, log_in: LogIn, check_axe: CheckAxe
) -> None:
    log_in(phone, professional.user)
    phone.goto(reverse("initiatives:log"))
    phone.get_by_label("1. Hoe heet het?").fill("Buurttuin")
    expect(phone.locator("[data-draft-status]")).to_contain_text("Concept bewaard om")
    other = phone.context.new_page()
    phone.close()
    other.goto(reverse("initiatives:log"))
    other.get_by_role("link", name="Ga verder met “Buurttuin”").tap()
    expect(other.get_by_label("1. Hoe heet het?")).to_have_value("Buurttuin")
    other.goto(reverse("initiatives:log"))
    check_axe(other)
    other.get_by_role("button", name="Gooi weg Buurttuin").tap()
    expect(other.get_by_text("Het concept is weggegooid.")).to_be_visible()
    assert not Draft.objects.exists()


def test_what_is_typed_survives_the_end_of_the_session(
    phone: Page, professional: Membership, log_in: LogIn
) -> None:
    log_in(phone, professional.user)
    phone.goto(reverse("initiatives:log"))
    phone.get_by_label("1. Hoe heet het?").fill("Buurttuin")
    expect(phone.locator("[data-draft-status]")).to_contain_text("Concept bewaard om")
    Session.objects.all().delete()
    phone.get_by_label("6. Wat heb je gezien?").fill("Na het eten werd er gezaaid.")
    expect(phone.locator("[data-draft-status]")).to_contain_text("Je bent uitgelogd")
    phone.get_by_role("link", name="Log weer in").tap()
    phone.locator("input[name=login]").fill(professional.user.email)
    phone.locator("input[name=password]").fill(PASSWORD)
    phone.get_by_role("button", name="Log in").tap()
    expect(phone.get_by_label("1. Hoe heet het?")).to_have_value("Buurttuin")
    expect(phone.get_by_label("6. Wat heb je gezien?")).to_have_value(re.compile("werd er gezaaid"))
    expect(phone.locator("[data-draft-status]")).to_contain_text("Concept bewaard om")
    assert Draft.objects.get().fields["observation"] == ["Na het eten werd er gezaaid."]
