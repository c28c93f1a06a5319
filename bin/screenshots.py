"""Take the screenshots of the README anew from the demo: `make screenshots` (a served demo on PORT, default 8000)."""

import os
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
EMAIL, PASSWORD = "beleid@sluiswaarde.example", "sluis-vol-initiatief"  # printed by `make demo`
PAGES = {
    "overzicht": "/",
    "dekking": "/dekking/",
    "kansen": "/kansen/",
    "kans": "/kansen/WK999905/bonding-1/",
    "klif": "/financiering/klif/",
    "kaart": "/dekking/kaart/",
    "vragen": "/vragen/",
    "mijn-werk": "/initiatieven/mijn/",
}
WIDTHS = (1440, 390)


def shoot(browser: Browser, address: str, width: int) -> None:
    """Log in at one width and keep every page."""
    page = browser.new_page(viewport={"width": width, "height": 900}, locale="nl-NL")
    page.goto(f"{address}/account/login/")
    page.fill("input[name=login]", EMAIL)
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{address}/")
    for name, path in PAGES.items():
        page.goto(address + path, wait_until="networkidle")
        for plot in page.locator("[data-chart]").all():  # drawn once they are nearly in sight
            plot.scroll_into_view_if_needed()
            plot.locator(".plotly").first.wait_for()
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(
            path=FOLDER / (f"{name}.png" if width > 1000 else f"{name}-{width}.png"),
            full_page=width > 1000,
        )
    page.close()


def main() -> None:
    """Every page at every width."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    address = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or None, args=["--no-sandbox"]
        )
        for width in WIDTHS:
            shoot(browser, address, width)
        browser.close()


if __name__ == "__main__":
    main()
