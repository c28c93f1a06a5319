"""Fixtures for tests in a real browser: which one, how wide, who is logged in, and what may not happen."""

import subprocess
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, Response
from pytest_django.live_server_helper import LiveServer

if TYPE_CHECKING:
    # A model's module cannot be imported before Django is set up, and plugins are.
    from accounts.models import User

ROOT = Path(__file__).resolve().parent.parent
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

type LogIn = Callable[[Page, User], None]
type CheckAxe = Callable[[Page], None]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the Chromium to test with; without one the test fails and says what to install."""
    found = subprocess.run(
        [ROOT / "bin" / "browser"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    if found.returncode != 0:
        pytest.fail(found.stderr.strip())
    return found.stdout.strip()


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], chromium: str
) -> dict[str, Any]:
    """Start the machine's own Chromium, and keep it from talking to anybody but our server."""
    return {
        **browser_type_launch_args,
        "executable_path": chromium,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-default-apps",
            "--disable-dev-shm-usage",
        ],
    }


def strict(headers: Mapping[str, str]) -> bool:
    """Whether the content security policy of a response is there and leaves no door open."""
    policy = headers.get("content-security-policy", "")
    doors = ("unsafe-inline", "unsafe-eval", "http:", "https:", "*")
    return "default-src 'self'" in policy and not any(door in policy for door in doors)


class Watch:
    """Collects what may not happen on any page: script errors, refused content, lost or foreign files."""

    def __init__(self, page: Page, origin: str) -> None:
        self.problems: list[str] = []
        self._host = urlsplit(origin).netloc
        page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        page.on("console", self._console)
        page.on("request", lambda request: self._address(request.url))
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # A page that answers 404 or 409 says so in the console; lost files are caught as responses.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.problems.append(f"console: {message.text}")

    def _address(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != self._host:
            self.problems.append(f"request to another host: {url}")

    def _response(self, response: Response) -> None:
        own = urlsplit(response.url).netloc == self._host
        if own and response.request.resource_type == "document" and not strict(response.headers):
            self.problems.append(f"no strict content security policy: {response.url}")
        if response.status >= 400 and response.request.resource_type not in {"document", "fetch"}:
            self.problems.append(f"{response.status} for {response.url}")


@contextmanager
def _watched_page(browser: Browser, server: LiveServer, **options: Any) -> Generator[Page]:
    context = browser.new_context(
        base_url=server.url,
        locale="nl-NL",
        timezone_id=settings.TIME_ZONE,
        reduced_motion="reduce",
        **options,
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    watch = Watch(page, server.url)
    try:
        yield page
    finally:
        context.close()
    assert watch.problems == []


def see_charts(page: Page) -> None:
    """Pass by every chart, as one who reads on, until each is drawn; then back to the top."""
    for plot in page.locator("[data-chart]").all():
        plot.scroll_into_view_if_needed()
        page.locator(f'[data-chart="{plot.get_attribute("data-chart")}"][data-drawn]').wait_for()
    page.evaluate("scrollTo(0, 0)")


@pytest.fixture
def desktop(browser: Browser, live_server: LiveServer) -> Generator[Page]:
    """A page 1440 pixels wide; paths are relative to the live server."""
    with _watched_page(browser, live_server, viewport=DESKTOP) as page:
        yield page


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer) -> Generator[Page]:
    """A touch screen 390 pixels wide; paths are relative to the live server."""
    with _watched_page(
        browser, live_server, viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2
    ) as page:
        yield page


@pytest.fixture
def log_in(live_server: LiveServer) -> LogIn:
    """Give a page's browser the session of a user, without passing through the login form."""

    def give_session(page: Page, user: "User") -> None:
        client = Client()
        client.force_login(user)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}]
        )

    return give_session


@pytest.fixture
def check_axe() -> CheckAxe:
    """Assert that axe finds no violation of WCAG 2.2 A and AA on the page as it stands."""

    def check(page: Page) -> None:
        options = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
        violations = Axe().run(page, options=options).response["violations"]
        found = [
            f"{violation['id']}: {node['target']} — {node['failureSummary']}"
            for violation in violations
            for node in violation["nodes"]
        ]
        assert found == [], f"{page.url}\n" + "\n".join(found)

    return check
