"""Measure the five main pages with Lighthouse: `make lighthouse` (a served demo on PORT, default 8000; needs Node).

Npm puts Lighthouse under build/. It logs in with the cookie of a session, and looks at each page RUNS times (default 3)
as a desktop and as a phone. The medians are printed, with < where they are under the aim; exit code 1 if one is. How
quick a page is depends on the machine: where that is busy or slow, performance is marked so and fails nothing.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "build" / "lighthouse"
VERSION = "12.8.2"  # the last that runs on Node 18 and 20
EMAIL, PASSWORD = "beleid@sluiswaarde.example", "sluis-vol-initiatief"  # printed by `make demo`
PAGES = ("/", "/dekking/", "/kansen/", "/financiering/", "/initiatieven/")
CATEGORIES = ("performance", "accessibility", "best-practices")
AIMS = {"desktop": (95, 100, 100), "mobile": (85, 100, 100)}
QUICK = 1000  # Lighthouse's own measure of the machine; under it, it says, figures of performance mislead


def program() -> Path:
    """Lighthouse, put in place where it is missing. Raises SystemExit with a sentence where that cannot be."""
    if not shutil.which("node") or not shutil.which("npm"):
        sys.exit("make lighthouse: Node and npm are needed for this one: install Node 18 or newer.")
    found = FOLDER / "node_modules" / ".bin" / "lighthouse"
    if not found.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        install = [
            "npm",
            "install",
            "--no-save",
            "--no-audit",
            "--no-fund",
            f"lighthouse@{VERSION}",
        ]
        if subprocess.run(install, cwd=FOLDER, check=False).returncode != 0:
            sys.exit(f"make lighthouse: npm could not install lighthouse {VERSION}.")
    return found


def session(address: str) -> str:
    """The cookie of a policymaker of the demo, as a header."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or None, args=["--no-sandbox"]
        )
        page = browser.new_page()
        page.goto(f"{address}/account/login/")
        page.fill("input[name=login]", EMAIL)
        page.fill("input[name=password]", PASSWORD)
        page.get_by_role("button", name="Log in").click()
        page.wait_for_url(f"{address}/")
        return "; ".join(f"{kept['name']}={kept['value']}" for kept in page.context.cookies())


def look(lighthouse: Path, url: str, cookie: str, device: str) -> dict[str, Any]:
    """One report. Raises CalledProcessError where Lighthouse could not look."""
    report = FOLDER / "report.json"
    command: list[str | Path] = [
        lighthouse,
        url,
        "--quiet",
        "--output=json",
        f"--output-path={report}",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--extra-headers={json.dumps({'Cookie': cookie})}",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        *(["--preset=desktop"] if device == "desktop" else []),
    ]
    path = {"CHROME_PATH": os.environ["CHROMIUM"]} if os.environ.get("CHROMIUM") else {}
    subprocess.run(command, check=True, cwd=FOLDER, env={**os.environ, **path})
    told: dict[str, Any] = json.loads(report.read_text("utf-8"))
    return told


def missed(report: dict[str, Any]) -> set[str]:
    """The checks of accessibility and best practices that a page does not pass."""
    asked = {
        audit["id"]
        for name in CATEGORIES[1:]
        for audit in report["categories"][name]["auditRefs"]
        if audit["weight"]
    }
    return {name for name in asked if report["audits"][name]["score"] not in {1, None}}


def measure(lighthouse: Path, address: str, cookie: str, device: str) -> bool:
    """Print a line a page; false if an aim is missed on a machine that can be trusted to say so."""
    held = True
    for page in PAGES:
        reports = [
            look(lighthouse, address + page, cookie, device)
            for _ in range(int(os.environ.get("RUNS", "3")))
        ]
        scores = [
            round(100 * median(report["categories"][name]["score"] or 0 for report in reports))
            for name in CATEGORIES
        ]
        speed = median(report["environment"]["benchmarkIndex"] for report in reports)
        shown = [
            reports[0]["audits"][name]
            for name in ("largest-contentful-paint", "cumulative-layout-shift")
        ]
        busy = speed < QUICK
        short = [score < aim for score, aim in zip(scores, AIMS[device], strict=True)]
        held &= not any(short[1:]) and (busy or not short[0])
        words = [
            f"{score:>4}{' <' if low else '  '}" for score, low in zip(scores, short, strict=True)
        ]
        print(
            f"{device:8} {page:16} {'  '.join(words)}  LCP {shown[0]['displayValue']}, CLS {shown[1]['displayValue']}"
            f"{f', machine busy or slow ({speed:.0f}): mind performance' if busy else ''}",
            *sorted(set().union(*map(missed, reports))),
            flush=True,
        )
    return held


def main() -> int:
    """Every page as a desktop and as a phone."""
    address = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
    lighthouse, cookie = program(), session(address)
    print("                           speed   access.  best practices (< under the aim)")
    held = [measure(lighthouse, address, cookie, device) for device in AIMS]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
