"""The weekly digest: what is in it, in which order, how many, in which words. No query, no message.

Each role is asked what is theirs to do (`dashboards.waiting.THEIRS`). A digest shows at most `MOST_ITEMS`, the most
urgent of each municipality first, and says how many there are beside. It never holds what somebody typed in a text
field, a name of a person or a contact: of an initiative its name, of an action or a signal its wijk.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.analysis.attention import Group, Need, Reason

MOST_ITEMS: Final = 7


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do: what it is about, what is asked, and the whole address where it is done."""

    title: str
    text: str
    link: str


@dataclass(frozen=True, slots=True)
class Section:
    """What waits in one municipality: the first items, and how many there are beside."""

    municipality: str
    items: tuple[Item, ...]
    more: int
    link: str
    """The page with all of them."""

    @property
    def more_text(self) -> str:
        """How many are not shown."""
        return _("en nog %(n)s") % {"n": self.more}


@dataclass(frozen=True, slots=True)
class Digest:
    """All that waits for a person."""

    sections: tuple[Section, ...]

    @property
    def total(self) -> int:
        """How many things wait, those not shown included."""
        return sum(len(section.items) + section.more for section in self.sections)

    @property
    def subject(self) -> str:
        """The subject of the message, which says how many."""
        return ngettext(
            "%(n)s ding wacht op jou in Wijkinitiatieven",
            "%(n)s dingen wachten op jou in Wijkinitiatieven",
            self.total,
        ) % {"n": self.total}


@dataclass(frozen=True, slots=True)
class Found:
    """What waits for a person in one municipality, the most urgent first."""

    municipality: str
    groups: Sequence[Group]
    link: str
    """The page with all of them."""
    link_to: Callable[[Need], str]
    """Where a need is solved."""


def compose(found: Iterable[Found]) -> Digest:
    """Return the digest of what was found; municipalities where nothing waits are left out."""
    waiting = [place for place in found if place.groups]
    shown = shares([len(place.groups) for place in waiting], MOST_ITEMS)
    return Digest(
        tuple(
            Section(
                place.municipality,
                tuple(_item(group.first, place) for group in place.groups[:count]),
                len(place.groups) - count,
                place.link,
            )
            for place, count in zip(waiting, shown, strict=True)
        )
    )


def shares(counts: Sequence[int], most: int) -> list[int]:
    """Divide `most` places over lists of these lengths, one in turn, so that each gets its first ones."""
    given = [0] * len(counts)
    left = min(most, sum(counts))
    while left:
        for index, count in enumerate(counts):
            if left and given[index] < count:
                given[index] += 1
                left -= 1
    return given


def _item(need: Need, place: Found) -> Item:
    # The name of an action is what somebody typed; its text says where it is and about which lesson.
    title = "" if need.reason is Reason.ACTION else need.name
    return Item(title, need.text, place.link_to(need))


def as_text(digest: Digest, preferences: str, off: str) -> str:
    """Return the digest as plain text; `preferences` and `off` are where it is explained and turned off."""
    lines = [opening(digest), ""]
    for section in digest.sections:
        lines += [section.municipality, ""]
        for item in section.items:
            said = f"{item.title}: {item.text}" if item.title else item.text
            lines += [f"- {said}", f"  {item.link}", ""]
        if section.more:
            lines += [f"{section.more_text}: {section.link}", ""]
    lines += [closing(), _("Instellen: %(link)s") % {"link": preferences}]
    lines += [_("Uitzetten: %(link)s") % {"link": off}, ""]
    return "\n".join(lines)


def opening(digest: Digest) -> str:
    """Return the first sentence."""
    return ngettext(
        "Er is %(n)s ding dat op jou wacht.",
        "Er zijn %(n)s dingen die op jou wachten.",
        digest.total,
    ) % {"n": digest.total}


def closing() -> str:
    """Return why somebody gets this, and what they need for it."""
    return _(
        "Je krijgt dit hooguit één keer per week, en alleen als er iets te doen is. Voor de links log je in."
    )
