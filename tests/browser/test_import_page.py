"""Importing in a real browser: from a file to its rows, at both widths, without a barrier."""

from pathlib import Path
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import Role
from administration import import_holds, import_work
from administration.models import Stage, Upload
from audit.actor import Actor
from initiatives.models import Initiative
from tests.browsing import CheckAxe, LogIn
from tests.initiatives.building import Town, town

pytestmark = pytest.mark.django_db(transaction=True)

HEAD = "reference;name;districts;start;lessons;kleur"
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
    expect(screen.get_by_role("heading", level=1)).to_have_text("Welke kolom is wat?")
    expect(screen.get_by_label("start")).to_have_value("")
    fits_without_barrier(screen, check_axe)
    screen.get_by_label("start").select_option("start_date")
    screen.get_by_role("button", name="Controleer de rijen").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("2 rijen gelezen, 1 geweigerd")
    expect(screen.get_by_text("Kolom ‘kleur’ wordt niet gelezen.")).to_be_visible()
    expect(screen.get_by_role("cell").filter(has_text="31-02-2025")).to_contain_text("datum")
    fits_without_barrier(screen, check_axe)
    with screen.expect_download() as download:
        screen.get_by_role("link", name="Geweigerde rijen (CSV)").click()
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
    screen.get_by_role("button", name="Maak deze import ongedaan").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("Ongedaan gemaakt")
    expect(screen.get_by_role("status")).to_contain_text("1 weggehaald")
    fits_without_barrier(screen, check_axe)
    assert not Initiative.objects.exists()


def test_a_long_check_shows_how_far_it_is_and_opens_what_came_of_it(
    screen: Page,
    here: Town,
    log_in: LogIn,
    check_axe: CheckAxe,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waiting: list[UUID] = []

    class Queue:
        def enqueue(self, pk: str, _actor: object) -> None:
            waiting.append(UUID(pk))

    monkeypatch.setattr(import_work, "DIRECT_ROWS", 0)
    monkeypatch.setattr(import_work, "work", Queue())
    user = here.member(Role.ADMIN).user
    log_in(screen, user)
    screen.goto(reverse("administration:import"))
    choose_file(screen, "reference;name", "a1;Buurttafel")
    said = screen.get_by_role("status")
    expect(said).to_contain_text("op de achtergrondverwerking")
    fits_without_barrier(screen, check_axe)
    [pk] = waiting
    with import_holds.hold(pk) as tell:
        tell("check", 3_000, 9_000)
        expect(said).to_have_text("Gecontroleerd: 3.000 van 9.000 rijen.")
        expect(screen.get_by_role("progressbar")).to_have_attribute("value", "33")
        check_axe(screen)
    import_work.run(pk, Actor("test", user.pk))
    expect(screen.get_by_role("heading", level=1)).to_have_text("1 rij gelezen, 0 geweigerd")


def test_work_that_was_interrupted_can_be_started_anew(
    screen: Page, here: Town, log_in: LogIn, check_axe: CheckAxe
) -> None:
    log_in(screen, here.member(Role.ADMIN).user)
    screen.goto(reverse("administration:import"))
    choose_file(screen, "reference;name", "a1;Buurttafel")
    expect(screen.get_by_role("button", name="Alles laden")).to_be_visible()
    Upload.objects.update(stage=Stage.LOAD, started_at=timezone.now())
    screen.reload()
    expect(screen.get_by_role("heading", level=1)).to_have_text("De verwerking is onderbroken")
    fits_without_barrier(screen, check_axe)
    screen.get_by_role("button", name="Start opnieuw").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("Geladen")
    assert Initiative.objects.get().name == "Buurttafel"


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
