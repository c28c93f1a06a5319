"""Importing in a real browser: from a file to its rows, at both widths, without a barrier."""

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import Role
from initiatives.models import Initiative
from tests.browsing import CheckAxe, LogIn
from tests.initiatives.building import Town, town

pytestmark = pytest.mark.django_db(transaction=True)

HEAD = "reference;name;districts;start_date;lessons;kleur"
GOOD = "a1;Buurttafel;WK900101;2025-03-01;bonding-1;rood"
BAD = "a2;Leeshoek;WK900199;31-02-2025;bonding-1;blauw"


@pytest.fixture
def here() -> Town:
    return town()


@pytest.fixture(params=["desktop", "phone"])
def screen(request: pytest.FixtureRequest) -> Page:
    """Each of both widths."""
    page: Page = request.getfixturevalue(request.param)
    return page


def fits_without_barrier(page: Page, check_axe: CheckAxe) -> None:
    """Nothing sticks out sideways, and axe finds nothing."""
    width = page.evaluate("() => document.documentElement.scrollWidth")
    assert width <= page.evaluate("() => document.documentElement.clientWidth")
    # Scrolled down, the bar with the button covers nothing.
    page.evaluate("() => window.scrollTo(0, document.documentElement.scrollHeight)")
    check_axe(page)


def choose_file(page: Page, *lines: str, name: str = "lijst.csv") -> None:
    """Choose a file and send it."""
    content = "\n".join(lines).encode()
    file = {"name": name, "mimeType": "text/csv", "buffer": content}
    page.get_by_label("Bestand").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Controleer").click()


def test_from_a_file_to_its_good_rows(
    screen: Page, here: Town, log_in: LogIn, check_axe: CheckAxe, tmp_path: Path
) -> None:
    log_in(screen, here.member(Role.ADMIN).user)
    screen.goto("/")
    screen.locator("details.who > summary").click()
    screen.get_by_role("link", name="Importeren").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("Importeren")
    fits_without_barrier(screen, check_axe)
    choose_file(screen, HEAD, GOOD, BAD)
    expect(screen.get_by_role("heading", level=1)).to_have_text("2 rijen gelezen, 1 geweigerd")
    expect(screen.get_by_text("Kolom ‘kleur’ wordt niet gelezen.")).to_be_visible()
    expect(screen.get_by_role("row").filter(has_text="start_date")).to_have_count(1)
    fits_without_barrier(screen, check_axe)
    with screen.expect_download() as download:
        screen.get_by_role("link", name="Geweigerde rijen").click()
    saved = tmp_path / "geweigerd.csv"
    download.value.save_as(saved)
    assert download.value.suggested_filename == "lijst-geweigerd.csv"
    assert saved.read_text(encoding="utf-8-sig").splitlines()[0].endswith(";reden")
    assert not Initiative.objects.exists()
    screen.get_by_role("button", name="Alleen de goede rijen laden").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("Geladen")
    expect(screen.get_by_role("status")).to_have_text(
        "2 rijen: 1 nieuw, 0 gewijzigd, 0 gelijk, 1 geweigerd."
    )
    fits_without_barrier(screen, check_axe)
    screen.get_by_role("link", name="Naar de initiatieven").click()
    expect(screen.get_by_role("link", name="Buurttafel").first).to_be_visible()


def test_a_wrong_file_gets_the_focus_and_its_reason(
    phone: Page, here: Town, log_in: LogIn, check_axe: CheckAxe
) -> None:
    log_in(phone, here.member(Role.FUNDING_OFFICER).user)
    phone.goto(reverse("administration:import"))
    choose_file(phone, "%PDF-1.7 geen tabel", name="plaatje.csv")
    summary = phone.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Dit is een PDF-document, geen tabel")
    fits_without_barrier(phone, check_axe)


def test_a_template_can_be_downloaded(desktop: Page, here: Town, log_in: LogIn) -> None:
    log_in(desktop, here.member(Role.ADMIN).user)
    desktop.goto(reverse("administration:import"))
    with desktop.expect_download() as download:
        desktop.get_by_role("link", name="Sjabloon initiatieven, XLSX").click()
    assert download.value.suggested_filename == "sjabloon-initiatives.xlsx"
