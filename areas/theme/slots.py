"""The design tokens that our stylesheets read, and which of them must be told apart."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final

from django.utils.translation import gettext_lazy

OUR_FONTS: Final = '"Wijk Sans", "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif'


class Kind(Enum):
    """What a token is."""

    COLOUR = auto()
    LENGTH = auto()
    FONT = auto()


@dataclass(frozen=True, slots=True)
class Slot:
    """A token that our stylesheets read, with the names under which a file may give it."""

    name: str
    label: Any
    default: str
    """A value, or the name of the slot that stands in for it."""
    also: tuple[str, ...] = ()
    kind: Kind = Kind.COLOUR


PAPER, INK = "--utrecht-document-background-color", "--utrecht-document-color"
_BUTTON, _BUTTON_INK = (
    "--utrecht-button-primary-action-background-color",
    "--utrecht-button-primary-action-color",
)
_BUTTON_ON = "--utrecht-button-primary-action-hover-background-color"
_LINK, _LINK_ON = "--utrecht-link-color", "--utrecht-link-hover-color"
_HEAD, _FIELD, _FOCUS = (
    "--utrecht-heading-color",
    "--utrecht-textbox-border-color",
    "--utrecht-focus-outline-color",
)
_BAR, _BAR_INK = "--utrecht-page-header-background-color", "--utrecht-page-header-color"

SLOTS: Final = (
    Slot(PAPER, gettext_lazy("Achtergrond"), "#ffffff", ("--basis-color-default-bg-document",)),
    Slot(INK, gettext_lazy("Tekst"), "#15212b", ("--basis-color-default-color-document",)),
    Slot(_HEAD, gettext_lazy("Koppen"), INK, ("--nl-heading-level-1-color",)),
    Slot(_LINK, gettext_lazy("Links"), "#1a4a7a", ("--nl-link-color",)),
    Slot(_LINK_ON, gettext_lazy("Links onder de muis"), "#0e2f52", ("--nl-link-hover-color",)),
    Slot(_BUTTON, gettext_lazy("Knop"), "#1a4a7a", ("--nl-button-primary-background-color",)),
    Slot(_BUTTON_INK, gettext_lazy("Tekst op de knop"), "#ffffff", ("--nl-button-primary-color",)),
    Slot(
        _BUTTON_ON,
        gettext_lazy("Knop onder de muis"),
        "#0e2f52",
        ("--nl-button-primary-hover-background-color",),
    ),
    Slot(
        _FIELD, gettext_lazy("Rand van invulvelden"), "#76838c", ("--nl-text-input-border-color",)
    ),
    Slot(_FOCUS, gettext_lazy("Rand van wat gekozen is"), "#15212b", ("--nl-focus-outline-color",)),
    Slot(_BAR, gettext_lazy("Balk bovenaan"), PAPER),
    Slot(_BAR_INK, gettext_lazy("Tekst in de balk"), INK),
    Slot(
        "--utrecht-button-border-radius",
        gettext_lazy("Ronding van knoppen"),
        "4px",
        ("--nl-button-border-radius",),
        Kind.LENGTH,
    ),
    Slot(
        "--utrecht-textbox-border-radius",
        gettext_lazy("Ronding van invulvelden"),
        "4px",
        ("--nl-text-input-border-radius",),
        Kind.LENGTH,
    ),
    Slot(
        "--utrecht-document-font-family",
        gettext_lazy("Lettertype"),
        OUR_FONTS,
        ("--basis-text-font-family-default",),
        Kind.FONT,
    ),
)
BY_NAME: Final = {slot.name: slot for slot in SLOTS}

_MUTED, _PICKED = "#52606b", "#e4edf6"
CHECKS: Final = (
    (INK, PAPER, 7.0),
    (_MUTED, PAPER, 4.5),
    (_HEAD, PAPER, 4.5),
    (_LINK, PAPER, 4.5),
    (_LINK, _PICKED, 4.5),
    (_LINK_ON, PAPER, 4.5),
    (_BUTTON_INK, _BUTTON, 4.5),
    (_BUTTON_INK, _BUTTON_ON, 4.5),
    (_BUTTON, PAPER, 3.0),
    (_FIELD, PAPER, 3.0),
    (_FOCUS, PAPER, 3.0),
    (_BAR_INK, _BAR, 4.5),
)
"""Foreground, background (a slot or a fixed colour of ours), and the contrast that is asked at least."""
