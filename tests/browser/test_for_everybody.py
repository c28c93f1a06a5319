"""Pages by keyboard alone, at 400 % zoom, with more space in the text and in the reader's own colours."""

from collections.abc import Generator
from contextlib import contextmanager

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from demo.loading import load_demo
from tests.browsing import LogIn

pytestmark = pytest.mark.django_db(transaction=True)

# What a Tab leads to: which one, and whether it is in sight, uncovered and marked.
FOCUS = """() => {
  const one = document.activeElement;
  const box = one.getBoundingClientRect();
  const x = box.left + box.width / 2;
  const y = box.top + Math.min(box.height / 2, 10);
  const above = document.elementFromPoint(x, y);
  const frame = one.closest(".chip, .choice") || one;
  window.passed = window.passed || new Set();
  const again = window.passed.has(one);
  window.passed.add(one);
  return {
    what: one.outerHTML.slice(0, 120),
    ends: one === document.body || again,
    seen: Boolean(above) && (frame.contains(above) || above.contains(one)),
    marked: getComputedStyle(frame).outlineStyle !== "none",
  };
}"""
STOPS = """() => Array.from(document.querySelectorAll(
  "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']",
)).filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled).length"""
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""


@pytest.fixture
def policymaker() -> User:
    """Somebody who looks at the demo."""
    load_demo(timezone.localdate())
    return User.objects.get(email="beleid@sluiswaarde.example")


@contextmanager
def zoomed(browser: Browser, server: LiveServer) -> Generator[Page]:
    """A screen of 1280 × 1024 at 400 %, whose reader adds styles of their own."""
    context = browser.new_context(
        base_url=server.url, viewport={"width": 320, "height": 256}, bypass_csp=True
    )
    yield context.new_page()
    context.close()


def walk(page: Page) -> int:
    """Press Tab from the top to the end, looking at each stop; the number of stops."""
    for stops in range(400):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop["ends"]:
            return stops
        assert stop["seen"], f"{page.url}: covered {stop['what']}"
        assert stop["marked"], f"{page.url}: no ring around {stop['what']}"
    raise AssertionError(f"{page.url}: Tab finds no end")


def test_tab_passes_everything_in_sight(desktop: Page, policymaker: User, log_in: LogIn) -> None:
    log_in(desktop, policymaker)
    for path in ("/", "/dekking/?cel=WK999905:bonding-1", "/initiatieven/"):
        desktop.goto(path)
        assert walk(desktop) == desktop.evaluate(STOPS), path


def test_what_a_number_means_opens_by_key_and_gives_the_focus_back(
    desktop: Page, policymaker: User, log_in: LogIn
) -> None:
    log_in(desktop, policymaker)
    desktop.goto("/")
    ask = desktop.locator(".ask").first
    ask.focus()
    desktop.keyboard.press("Enter")
    expect(desktop.locator(".def:popover-open")).to_be_visible()
    desktop.keyboard.press("Tab")
    expect(desktop.locator(".def:popover-open button")).to_be_focused()
    desktop.keyboard.press("Escape")
    expect(ask).to_be_focused()


def test_at_400_percent_pages_scroll_one_way_and_nothing_fills_the_screen(
    browser: Browser, live_server: LiveServer, policymaker: User, log_in: LogIn
) -> None:
    with zoomed(browser, live_server) as page:
        log_in(page, policymaker)
        for path in ("/", "/dekking/", "/kansen/", "/financiering/wat-als/", "/initiatieven/"):
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") == 320, path
            page.set_viewport_size({"width": 390, "height": 844})
            page.add_style_tag(content=SPACED)
            assert page.evaluate("document.documentElement.scrollWidth") == 390, path
            page.set_viewport_size({"width": 320, "height": 256})
        page.goto("/dekking/")
        header = page.locator(".matrix thead")
        assert header.evaluate("head => getComputedStyle(head).position") == "static"


def test_the_readers_own_colours_tell_where_one_is(
    desktop: Page, policymaker: User, log_in: LogIn
) -> None:
    log_in(desktop, policymaker)
    desktop.emulate_media(forced_colors="active")
    desktop.goto("/dekking/")
    colours = {
        where: desktop.locator(f".tabs a{where}").first.evaluate(
            "tab => getComputedStyle(tab).borderBottomColor"
        )
        for where in ("[aria-current]", ":not([aria-current])")
    }
    assert len(set(colours.values())) == 2
