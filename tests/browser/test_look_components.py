"""The component sheet in a real browser: accessible, quiet, and working by hand and by keyboard."""

from collections.abc import Generator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browsing import CheckAxe, see_charts

pytestmark = pytest.mark.django_db(transaction=True)
SHEET = "/componenten/"
REPORTS = """
window.refused = [];
document.addEventListener("securitypolicyviolation",
  (event) => window.refused.push(`${event.violatedDirective} ${event.sourceFile} ${event.target.nodeName}`), true);
"""


@pytest.fixture(autouse=True)
def with_sheet(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.look.urls"


def _open_sheet(page: Page, query: str = "") -> None:
    page.goto(SHEET + query)
    expect(page.locator("[data-chart]")).to_have_count(3)
    see_charts(page)


@contextmanager
def _sheet_in(browser: Browser, server: LiveServer, width: int, scheme: str) -> Generator[Page]:
    context = browser.new_context(
        base_url=server.url,
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        locale="nl-NL",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.add_init_script(REPORTS)
    _open_sheet(page)
    yield page
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 768, 390])
def test_the_sheet_is_accessible_fits_and_breaks_no_policy(
    browser: Browser, live_server: LiveServer, check_axe: CheckAxe, width: int, scheme: str
) -> None:
    with _sheet_in(browser, live_server, width, scheme) as page:
        check_axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("window.refused") == []


def test_charts_take_their_colours_from_the_stylesheet_and_speak_dutch(desktop: Page) -> None:
    _open_sheet(desktop)
    bar = desktop.locator("#klif .bars path").first
    assert bar.evaluate("path => getComputedStyle(path).fill") == "rgb(242, 180, 95)"
    expect(desktop.locator("#klif .ytick").last).to_have_text("€ 60.000")
    desktop.emulate_media(color_scheme="dark")
    desktop.wait_for_function(
        """() => getComputedStyle(document.querySelector("#klif .bars path")).fill === "rgb(217, 150, 47)" """
    )


def test_a_click_on_a_bar_leads_to_what_is_behind_it(desktop: Page) -> None:
    _open_sheet(desktop)
    bar = desktop.locator("#klif .bars path").first
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box is not None
    with desktop.expect_navigation():
        desktop.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert "maand=12" in desktop.url


def test_without_the_library_the_tables_open(desktop: Page) -> None:
    desktop.route(
        "**/vendor/plotly.min.js",
        lambda route: route.fulfill(body="", content_type="text/javascript"),
    )
    desktop.goto(SHEET)
    desktop.locator("#klif").scroll_into_view_if_needed()
    expect(desktop.locator("#klif table")).to_be_visible()
    expect(desktop.locator("#klif .plot")).to_be_hidden()


def test_who_prints_before_a_chart_was_in_sight_gets_its_table(desktop: Page) -> None:
    desktop.set_viewport_size({"width": 1440, "height": 400})
    desktop.goto(SHEET)
    desktop.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(desktop.locator("#klif table")).to_be_visible()
    desktop.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(desktop.locator("#klif table")).to_be_hidden()
    expect(desktop.locator("#klif .plot")).to_be_attached()


def test_a_typed_date_travels_as_iso(desktop: Page) -> None:
    _open_sheet(desktop)
    field = desktop.locator(".bar #id_peildatum")
    field.fill("1-2-2026")
    with desktop.expect_navigation():
        desktop.get_by_role("button", name="Pas toe").click()
    query = parse_qs(urlsplit(desktop.url).query)
    assert query["peildatum"] == ["2026-02-01"]
    assert query["linking"] == ["Linking"]


def test_the_error_summary_has_the_focus_and_leads_to_the_field(desktop: Page) -> None:
    _open_sheet(desktop)
    summary = desktop.locator(".alert.bad[autofocus]")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Voor wie is het?").click()
    assert desktop.evaluate("document.activeElement.id") == "id_b-groups"


def test_no_more_boxes_than_the_most(desktop: Page) -> None:
    _open_sheet(desktop)
    boxes = desktop.locator("fieldset[data-max] input[type=checkbox]")
    for number in range(3):
        boxes.nth(number).check()
    expect(boxes.nth(3)).to_be_disabled()
    boxes.nth(0).uncheck()
    expect(boxes.nth(3)).to_be_enabled()


def test_the_keyboard_reaches_the_content_and_the_menus(desktop: Page) -> None:
    _open_sheet(desktop)
    desktop.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    desktop.locator(".skip").focus()
    desktop.keyboard.press("Enter")
    assert desktop.evaluate("document.activeElement.id") == "inhoud"
    account = desktop.locator(".who summary")
    account.focus()
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_role("button", name="Uitloggen")).to_be_visible()
    desktop.keyboard.press("Escape")
    expect(desktop.get_by_role("button", name="Uitloggen")).to_be_hidden()
    expect(account).to_be_focused()


def test_on_a_phone_the_menu_opens_and_three_lessons_show_at_a_time(phone: Page) -> None:
    _open_sheet(phone)
    phone.evaluate("document.activeElement.blur()")
    menu = phone.get_by_role("navigation", name="Hoofdmenu")
    expect(menu).to_be_hidden()
    phone.get_by_role("button", name="Menu", exact=True).click()
    expect(menu).to_be_visible()
    phone.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    tiles = phone.locator(".matrix .tile:visible")
    expect(tiles).to_have_count(12)
    phone.get_by_label("Linking").check()
    expect(tiles.first).to_contain_text("Verouderd")
    expect(tiles).to_have_count(12)
