"""What this repository never holds: unsafe markup, swallowed errors, addresses and places of one machine."""

import re
from pathlib import Path

import pytest

from tests.house.test_layout import ROOT, code_files, tracked

TEXT_FILES = (".py", ".html", ".css", ".js", ".md", ".toml", ".txt", ".in", ".json", ".po", ".svg")
# Put together here, so that this file does not hold what it looks for.
MACHINE_PLACES = ["/" + "work/", "/" + "root/", "/" + "home/", "/" + "tmp/team"]
REGISTRIES = ["py" + "pi.org", "files.python" + "hosted", "registry.npm" + "js", "--index" + "-url"]


def occurrences(pattern: str, paths: list[Path]) -> list[str]:
    """Where a pattern stands, as file:line."""
    found = []
    for path in paths:
        lines = path.read_text(encoding="utf-8").splitlines()
        found += [
            f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
            for number, line in enumerate(lines, start=1)
            if re.search(pattern, line)
        ]
    return found


def product_code() -> list[Path]:
    """The Python files outside tests and tools."""
    return [
        path for path in code_files() if path.relative_to(ROOT).parts[0] not in {"tests", "bin"}
    ]


@pytest.mark.parametrize(
    "pattern",
    [
        r"\bmark_safe\b",
        r"\bSafeString\(",
        r"except Exception\b",
        r"except:",
        r"to_html\(",
    ],
)
def test_the_code_has_no(pattern: str) -> None:
    assert occurrences(pattern, product_code()) == []


def test_one_page_alone_takes_a_post_from_elsewhere() -> None:
    """A mail program turns the weekly digest off by itself (RFC 8058), with a signed link."""
    found = occurrences(r"\bcsrf_exempt\b", product_code())

    assert {place.split(":")[0] for place in found} == {"reminders/views.py"}


@pytest.mark.parametrize(
    "pattern",
    [
        r"<style\b",
        r"\sstyle=",
        r"<script(?![^>]*\bsrc=)(?![^>]*type=.application/json)",
        r"\son(click|change|submit|load|input|error)=",
        r"javascript:",
        r"\|\s*safe\b",
        r"autoescape off",
    ],
)
def test_the_templates_have_no(pattern: str) -> None:
    assert occurrences(pattern, tracked("*.html")) == []


def test_no_file_names_a_place_of_one_machine_or_a_registry() -> None:
    pattern = "|".join(re.escape(place) for place in MACHINE_PLACES + REGISTRIES)
    written = [path for path in tracked() if path.suffix in TEXT_FILES]

    assert occurrences(pattern, written) == []


def test_every_decision_has_a_number_of_its_own() -> None:
    pages = sorted((ROOT / "docs" / "adr").glob("*.md"))
    numbers = [page.name[:4] for page in pages]
    assert numbers == [f"{number:04}" for number in range(1, len(pages) + 1)]
    wrong = [page.name for page in pages if not page.read_text().startswith(f"# {page.name[:4]}: ")]
    assert wrong == []
