"""A municipality's own look: what we read of its NL Design System token file, and whether people can read it then.

Only the names in `SLOTS` are taken over. A colour that would make text or edges too faint (WCAG 2.2, 1.4.3 and
1.4.11) is left out and named, so that no theme can make the product inaccessible. The colours of states and
strategies are no slots: their meaning holds everywhere.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import tinycss2
from django.utils.translation import gettext as _
from tinycss2.color4 import parse_color

from areas.theme.contrast import contrast
from areas.theme.slots import BY_NAME, CHECKS, OUR_FONTS, SLOTS, Kind, Slot

MOST_BYTES: Final = 2 * 1024 * 1024
"""Complete token files of municipalities are some 200 kB."""
_DEEPEST: Final = 30
"""So many references from one token to the next."""
_FONT: Final = re.compile(r"""[\w\s"',.-]{1,200}""")
_GENERIC: Final = frozenset({"serif", "sans-serif", "monospace", "system-ui", "ui-sans-serif"})
_LENGTH: Final = re.compile(r"(\d{1,3}(?:\.\d{1,3})?)(px|rem)?")
_MOST_PX: Final = 24.0


class NoTokens(Exception):
    """A file in which we find nothing to take over; the message is a sentence for a person."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a file says of a slot; `reason` says why it is not used, empty where it is."""

    slot: Slot
    value: str
    reason: str = ""

    @property
    def is_colour(self) -> bool:
        """Whether the value can be shown as a patch."""
        return self.slot.kind is Kind.COLOUR and self.value.startswith("#")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file gives: the values by the name of their slot, and what was found of every slot it names."""

    used: dict[str, str]
    findings: tuple[Finding, ...]


def read_tokens(text: str) -> Reading:
    """Return what a CSS file of tokens gives us. Raises NoTokens where that is nothing."""
    declared = _declared(text)
    given: dict[str, str] = {}
    findings: dict[str, Finding] = {}
    for slot in SLOTS:
        said = next((name for name in (slot.name, *slot.also) if name in declared), None)
        if said is None:
            continue
        written = _resolved(declared, declared[said], _DEEPEST)
        value = None if written is None else _plain(slot.kind, written)
        if value is None:
            told = _("Deze waarde kunnen we niet lezen: %(value)s")
            shown = (declared[said] if written is None else written)[:60]
            findings[slot.name] = Finding(slot, shown, told % {"value": shown})
        else:
            given[slot.name] = value
            findings[slot.name] = Finding(slot, value)
    for name, reason in _too_faint(given).items():
        findings[name] = Finding(BY_NAME[name], given[name], reason)
        given.pop(name)
    if not findings:
        raise NoTokens(
            _(
                "In dit bestand staan geen tokens van NL Design System die wij gebruiken, zoals "
                "--utrecht-link-color. Kies het CSS-bestand van jullie thema."
            )
        )
    return Reading(given, tuple(findings.values()))


def standing(used: Mapping[str, str]) -> tuple[Finding, ...]:
    """What a municipality uses now, as `read_tokens` tells of a file."""
    return tuple(Finding(slot, used[slot.name]) for slot in SLOTS if slot.name in used)


def stylesheet(used: Mapping[str, str]) -> str:
    """The values as the style sheet that a page loads after ours."""
    lines = "".join(f"  {name}: {used[name]};\n" for name in BY_NAME if name in used)
    return f":root {{\n{lines}}}\n"


def _declared(text: str) -> dict[str, str]:
    """Every custom property of the file, the last one of a name, whatever block it stands in."""
    return {
        item.name: tinycss2.serialize(item.value).strip()
        for block in _blocks(tinycss2.parse_stylesheet(text, True, True))
        for item in tinycss2.parse_blocks_contents(block, True, True)
        if item.type == "declaration" and item.name.startswith("--")
    }


def _blocks(rules: list[Any]) -> Iterator[list[Any]]:
    """The insides of all rules; an at-rule (a media query, dark colours) is passed over: themes are light."""
    for rule in rules:
        if rule.type == "qualified-rule":
            yield rule.content


def _resolved(declared: Mapping[str, str], value: str, deepest: int) -> str | None:
    """A value with its references filled in; None where one leads nowhere or round in a circle."""
    match = re.fullmatch(r"var\(\s*(--[\w-]+)\s*(?:,(.*))?\)", value, re.DOTALL)
    if match is None:
        return None if "var(" in value else value
    if deepest == 0:
        return None
    name, otherwise = match.groups()
    following = declared.get(name, (otherwise or "").strip())
    return _resolved(declared, following, deepest - 1) if following else None


def _plain(kind: Kind, value: str) -> str | None:
    """A value as we store it: a colour as #rrggbb, a length in px or rem, fonts with ours behind them."""
    if kind is Kind.COLOUR:
        return _hex(value)
    if kind is Kind.LENGTH:
        found = _LENGTH.fullmatch(value)
        if found is None or (found[2] is None and float(found[1]) > 0):
            return None
        length = float(found[1]) * (16 if found[2] == "rem" else 1)
        return value if length <= _MOST_PX else None
    return _fonts(value)


def _fonts(value: str) -> str | None:
    """The families that are named, with ours behind them: a font that is not on somebody's computer is not fetched."""
    if not _FONT.fullmatch(value):
        return None
    families = [family.strip() for family in value.split(",")]
    named = [family for family in families if family and family not in _GENERIC]
    return ", ".join([*named, OUR_FONTS])


def _hex(value: str) -> str | None:
    try:
        colour = parse_color(value)
        if colour is None or isinstance(colour, str):
            return None
        red, green, blue, alpha = (float(part) for part in colour.to("srgb"))
    except NotImplementedError:
        return None
    if alpha < 1:
        return None
    parts = (round(min(1.0, max(0.0, part)) * 255) for part in (red, green, blue))
    return "#" + "".join(f"{part:02x}" for part in parts)


def _too_faint(given: Mapping[str, str]) -> dict[str, str]:
    """Why colours cannot be used, by slot: taken out until every pair that is left can be told apart."""
    left = dict(given)
    reasons: dict[str, str] = {}
    while True:
        failing = next(
            (
                (names, ratio, least)
                for front, back, least in CHECKS
                if (ratio := contrast(_colour(left, front), _colour(left, back))) < least
                and (names := _given_behind(left, front) + _given_behind(left, back))
            ),
            None,
        )
        if failing is None:
            return reasons
        names, ratio, least = failing
        for name in names:
            others = [str(BY_NAME[other].label).lower() for other in names if other != name]
            told = {
                "ratio": f"{ratio:.1f}".replace(".", ","),
                "least": f"{least:.1f}".replace(".", ","),
                "other": others[0] if others else _("de kleur ernaast"),
            }
            reasons[name] = (
                _(
                    "Te weinig verschil met %(other)s: contrast %(ratio)s, nodig is %(least)s. "
                    "Daarom blijft hier onze eigen kleur staan."
                )
                % told
            )
            left.pop(name)


def _colour(values: Mapping[str, str], name: str) -> str:
    """The colour of a slot as it would be shown; a fixed colour is itself."""
    while name.startswith("--"):
        name = values.get(name, BY_NAME[name].default)
    return name


def _given_behind(values: Mapping[str, str], name: str) -> list[str]:
    """The slots of the file that decide a colour: itself, or what stands in for it."""
    while name.startswith("--"):
        if name in values:
            return [name]
        name = BY_NAME[name].default
    return []
