"""What is served as a static file, and what is not."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from wijkinitiatieven.staticfinders import PUBLIC_PATH, SHEETS, SITE_SHEET, PlotlyFinder

ROOT = Path(__file__).resolve().parents[2]
TOKENS = (ROOT / "static" / "css" / "tokens.css").read_text("utf-8")
STATES = ("covered", "thin", "ending", "stale", "unknown")


def test_the_finder_shows_one_file_of_the_plotly_package() -> None:
    finder = PlotlyFinder()
    listed = list(finder.list([]))
    assert [path for path, _ in listed] == [PUBLIC_PATH]
    path, storage = listed[0]
    with storage.open(path) as bundle:
        assert b"plotly.js v" in bundle.read(200)
    assert Path(finder.find(PUBLIC_PATH)).is_file()
    assert finder.find(PUBLIC_PATH, find_all=True) == [finder.find(PUBLIC_PATH)]


@pytest.mark.parametrize(
    "path",
    [
        "vendor/widgetbundle.js",
        "plotly.min.js",
        "vendor/../plotly.min.js",
        "vendor/datasets/iris.csv.gz",
    ],
)
def test_the_rest_of_the_package_stays_private(path: str) -> None:
    assert PlotlyFinder().find(path) == []
    assert finders.find(path) is None


def test_every_style_sheet_reaches_a_page_once() -> None:
    alone = set(
        re.findall(
            r"{% static 'css/(\w+)\.css' %}",
            "".join(path.read_text("utf-8") for path in (ROOT / "templates").rglob("*.html")),
        )
    ) - {"site"}
    written = sorted(path.stem for path in (ROOT / "static" / "css").glob("*.css"))
    assert sorted([*SHEETS, *alone]) == written
    whole = Path(str(finders.find(SITE_SHEET))).read_text("utf-8")
    assert whole.startswith(TOKENS)
    assert whole.endswith((ROOT / "static" / "css" / "print.css").read_text("utf-8"))


def test_every_static_file_that_a_template_names_exists() -> None:
    named = set()
    for path in (ROOT / "templates").rglob("*.html"):
        named |= set(re.findall(r"{% static '([^']+)' %}", path.read_text("utf-8")))
    assert {SITE_SHEET, "fonts/wijk-sans.woff2", PUBLIC_PATH} <= named
    assert [name for name in named if finders.find(name) is None] == []


def _tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): ([^;]+);", block))


def _luminance(colour: str) -> float:
    """Relative luminance of a #rgb or #rrggbb colour (WCAG 2)."""
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _schemes() -> dict[str, dict[str, str]]:
    light, dark = TOKENS.split("@media (prefers-color-scheme:dark)")
    plain = {
        name: re.sub(r"^var\([^,]+, (#\w+)\)$", r"\1", value)
        for name, value in _tokens(light).items()
    }
    return {"light": plain, "dark": {**plain, **_tokens(dark)}}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_keep_their_contrast(scheme: str) -> None:
    token = _schemes()[scheme]
    for state in STATES:
        assert _contrast(token[state], token[f"{state}-ink"]) >= 6, state
    for name in ("ink", "muted", "link", "neg", "warn", "pos", "bonding", "bridging", "linking"):
        assert _contrast(token[name], token["paper"]) >= 5, name
    for name in ("edge", "stale-line", "empty-line", "mark"):
        assert _contrast(token[name], token["paper"]) >= 3, name
    assert _contrast(token["muted"], token["tint"]) >= 4.5
    assert _contrast(token["act"], token["act-ink"]) >= 7
