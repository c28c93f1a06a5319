"""Reading a municipality's token file: names, references, forms of values, and what stays readable."""

import pytest

from areas.theme import CHECKS, SLOTS, NoTokens, contrast, read_tokens, stylesheet

LINK, BUTTON = "--utrecht-link-color", "--utrecht-button-primary-action-background-color"
BUTTON_INK = "--utrecht-button-primary-action-color"
PAPER = "--utrecht-document-background-color"


def used(css: str) -> dict[str, str]:
    return read_tokens(css).used


def reasons(css: str) -> dict[str, str]:
    return {found.slot.name: found.reason for found in read_tokens(css).findings if found.reason}


def test_a_token_is_read_from_the_class_of_a_theme() -> None:
    assert used(".stad-theme { --utrecht-link-color: #00568b; --other: 1 }") == {LINK: "#00568b"}


def test_references_are_followed_with_their_fallback() -> None:
    css = ":root{--a: var(--b); --b: var(--c, #00568B); --utrecht-link-color: var(--a)}"
    assert used(css) == {LINK: "#00568b"}


def test_a_name_of_the_newer_components_stands_in() -> None:
    assert used(":root{--nl-link-color: #00568b}") == {LINK: "#00568b"}
    both = ":root{--nl-link-color: #00568b; --utrecht-link-color: #1a4a7a}"
    assert used(both) == {LINK: "#1a4a7a"}


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("navy", "#000080"),
        ("rgb(0, 86, 139)", "#00568b"),
        ("hsl(210 100% 20%)", "#003366"),
        ("#036", "#003366"),
    ],
)
def test_a_colour_is_stored_as_six_digits(written: str, stored: str) -> None:
    assert used(f":root{{{LINK}: {written}}}") == {LINK: stored}


@pytest.mark.parametrize(
    "written",
    [
        "var(--nergens)",
        "var(--utrecht-link-color)",
        "rgb(0 0 0 / 50%)",
        "currentColor",
        "url(https://elders.example/x)",
        "oklch(0.5 0.1 20)",
        "calc(1px)",
    ],
)
def test_what_is_no_plain_colour_is_told_and_left_out(written: str) -> None:
    found = read_tokens(f":root{{{LINK}: {written}}}")
    assert found.used == {}
    assert found.findings[0].reason.startswith("Deze waarde kunnen we niet lezen")


@pytest.mark.parametrize(
    ("written", "taken"),
    [("8px", True), (".5rem", False), ("0.5rem", True), ("0", True), ("99px", False), ("8", False)],
)
def test_a_radius_is_a_small_length(written: str, taken: bool) -> None:
    name = "--utrecht-button-border-radius"
    assert (name in used(f":root{{{name}: {written}}}")) is taken


def test_fonts_that_are_not_there_fall_back_to_ours() -> None:
    name = "--utrecht-document-font-family"
    font = used(f':root{{{name}: "TheSans", sans-serif}}')[name]
    assert font.startswith('"TheSans", "Wijk Sans", ')


@pytest.mark.parametrize("font", ["x; } body { display: none", "url(a)", "a" * 300])
def test_a_font_breaks_out_of_nothing(font: str) -> None:
    name = "--utrecht-document-font-family"
    css = stylesheet(used(f":root{{--utrecht-link-color: #00568b; {name}: {font}}}"))
    assert "display" not in css
    assert "url" not in css
    assert css.count("}") == 1


def test_a_faint_link_is_left_out_with_its_contrast() -> None:
    # White on yellow: (1,05) / (0,9278 + 0,05) = 1,07.
    assert used(f":root{{{LINK}: #ffff00; {BUTTON}: #003366}}") == {BUTTON: "#003366"}
    assert "contrast 1,1, nodig is 4,5" in reasons(f":root{{{LINK}: #ffff00}}")[LINK]


def test_a_button_and_its_words_that_run_together_both_go() -> None:
    css = f":root{{{BUTTON}: #777777; {BUTTON_INK}: #888888}}"
    assert used(css) == {}
    assert set(reasons(css)) == {BUTTON, BUTTON_INK}


def test_a_dark_background_takes_no_light_text_of_ours() -> None:
    assert used(f":root{{{PAPER}: #000000; {LINK}: #99ccff}}") == {}


def test_our_own_colours_pass_every_check() -> None:
    defaults = {slot.name: slot.default for slot in SLOTS}

    def colour(name: str) -> str:
        return colour(defaults[name]) if name.startswith("--") else name

    assert all(contrast(colour(front), colour(back)) >= least for front, back, least in CHECKS)


def test_black_on_white_is_21_and_a_grey_by_hand() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    # #777777: ((0,4667 + 0,055) / 1,055) ** 2,4 = 0,1845; 1,05 / 0,2345 = 4,48.
    assert contrast("#ffffff", "#777777") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize(
    "css", ["", "geen css", "body { color: red }", "\0\ufffd{{{", ":root{--x: 1}"]
)
def test_a_file_without_our_tokens_is_refused(css: str) -> None:
    with pytest.raises(NoTokens, match="geen tokens"):
        read_tokens(css)


def test_dark_colours_in_a_media_query_are_passed_over() -> None:
    css = (
        f":root{{{LINK}: #00568b}} @media (prefers-color-scheme: dark){{:root{{{LINK}: #ffffff}}}}"
    )
    assert used(css) == {LINK: "#00568b"}
