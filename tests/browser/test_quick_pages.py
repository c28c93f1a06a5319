"""Pages that are read before their charts arrive: nothing moves, nothing is missing without script."""

from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from demo.loading import load_demo
from tests.browsing import LogIn, see_charts

pytestmark = pytest.mark.django_db(transaction=True)

MAIN = ["/", "/dekking/", "/kansen/", "/financiering/", "/initiatieven/"]
CHARTS = ["/financiering/klif/", "/dekking/verloop/"]
SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    window.shifts.push([entry.value, ...entry.sources.map(({ node }) => node && node.nodeName)]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def policymaker() -> User:
    """Somebody who looks at the demo."""
    load_demo(timezone.localdate())
    return User.objects.get(email="beleid@sluiswaarde.example")


def test_nothing_moves_when_letters_and_charts_arrive(
    desktop: Page, phone: Page, policymaker: User, log_in: LogIn
) -> None:
    for page in (desktop, phone):
        page.add_init_script(SHIFTS)
        log_in(page, policymaker)
        for path in MAIN + CHARTS:
            page.goto(path)
            see_charts(page)
            shifts = page.evaluate("window.shifts")
            # Rounded as CLS is told: a millionth is an icon that is drawn half a pixel further.
            assert round(sum(shift[0] for shift in shifts), 3) == 0, (path, shifts)


def test_the_chart_library_comes_once_and_only_when_a_chart_is_nearly_in_sight(
    desktop: Page, policymaker: User, log_in: LogIn
) -> None:
    asked: list[str] = []
    desktop.on("request", lambda request: asked.append(urlsplit(request.url).path))
    log_in(desktop, policymaker)
    for path in ("/", "/kansen/"):
        desktop.goto(path, wait_until="networkidle")
    assert [path for path in asked if "plotly" in path] == []
    see_charts(desktop)
    assert asked.count("/static/vendor/plotly.min.js") == 1


def test_the_main_pages_say_the_same_without_script(
    browser: Browser, live_server: LiveServer, policymaker: User, log_in: LogIn
) -> None:
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    page = context.new_page()
    log_in(page, policymaker)
    for path in MAIN:
        page.goto(path)
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator("main table").first).to_be_visible()
    page.goto("/dekking/")
    expect(page.locator(".matrix .tile:visible").first).to_contain_text(":")
    page.goto("/financiering/klif/")
    expect(page.locator(".plot")).to_be_hidden()
    page.locator("details.asdata summary").first.click()
    expect(page.locator("details.asdata table").first).to_be_visible()
    page.get_by_role("button", name="Menu", exact=True).click()
    expect(page.get_by_role("navigation", name="Hoofdmenu")).to_be_visible()
    context.close()
