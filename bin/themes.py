"""Show the demo in the themes of others: `make themes` (a served demo on PORT, default 8000; npm fetches the tokens).

The token files of Voorbeeld and Den Haag (EUPL-1.2) come from npm, are taken over on the page that a municipality
uses, and are put back afterwards; nothing of them stays in this repository but the pictures.
"""

import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
EMAIL, PASSWORD = "beheer@sluiswaarde.example", "sluis-vol-initiatief"  # printed by `make demo`
THEMES = {
    "voorbeeld": ("@nl-design-system-unstable/voorbeeld-design-tokens@7.4.1", "dist/theme.css"),
    "denhaag": ("@gemeente-denhaag/design-tokens-components@4.1.0", "dist/theme/index.css"),
}


def fetch(package: str, inside: str, folder: Path) -> Path:
    """The token file of a package. Raises CalledProcessError where npm cannot get it."""
    told = subprocess.run(
        ["npm", "pack", "--silent", "--pack-destination", folder, package],  # noqa: S607
        check=True,
        capture_output=True,
        text=True,
    )
    with tarfile.open(folder / told.stdout.strip().splitlines()[-1]) as archive:
        archive.extract(f"package/{inside}", folder, filter="data")
    return folder / "package" / inside


def shoot(page: Page, address: str, name: str, tokens: Path) -> None:
    """Take a theme over, keep the overview, and put our own look back."""
    page.goto(f"{address}/beheer/thema/")
    page.set_input_files("input[type=file]", tokens)
    page.get_by_role("button", name="Neem over").click()
    page.get_by_text("Het thema is overgenomen").wait_for()
    page.goto(f"{address}/", wait_until="networkidle")
    page.screenshot(path=FOLDER / f"thema-{name}.png")
    page.goto(f"{address}/beheer/thema/")
    page.get_by_role("button", name="Terug naar de standaardkleuren").click()


def main() -> int:
    """Every theme; exit code 1 with a sentence where npm is missing or finds nothing."""
    address = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or None, args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="nl-NL")
        page.goto(f"{address}/account/login/")
        page.fill("input[name=login]", EMAIL)
        page.fill("input[name=password]", PASSWORD)
        page.get_by_role("button", name="Log in").click()
        page.wait_for_url(f"{address}/")
        for theme, (package, inside) in THEMES.items():
            try:
                tokens = fetch(package, inside, Path(name))
            except (OSError, subprocess.CalledProcessError) as problem:
                print(f"make themes: npm could not fetch {package}: {problem}", file=sys.stderr)
                return 1
            shoot(page, address, theme, tokens)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
