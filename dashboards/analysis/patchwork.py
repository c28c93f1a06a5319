"""Structural or patched together: on how many sources and short pieces an initiative lives in a calendar year.

An initiative with money in the year is *structural* if at least half of its euros of that year is structural,
*patched together* if less is and they come from two grants or more, else it has one temporary grant. A short piece
is a grant that is not structural with a period of less than 365 days.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from dashboards.analysis.funding import (
    UNLINKED_KEY,
    WIDE_KEY,
    GrantAt,
    grants_at,
    split_over_districts,
)
from dashboards.analysis.situation import InitiativeAt, Situation
from dashboards.analysis.slices import Slice, slice_of
from dashboards.analysis.words import count_word, counted, sentence
from dashboards.rows import IN_KIND, STRUCTURAL, GrantRow
from funding.money import DAYS_PER_YEAR
from language import Labels, gettext_noop, ngettext
from language import gettext as _


class Footing(StrEnum):
    """On what an initiative's money rests."""

    STRUCTURAL = "structureel"
    ONE = "een-tijdelijk-potje"
    PATCHED = "bij-elkaar-gesprokkeld"


FOOTING_LABELS: Final = Labels(
    {
        Footing.STRUCTURAL: gettext_noop("vooral structureel"),
        Footing.ONE: gettext_noop("één tijdelijk potje"),
        Footing.PATCHED: gettext_noop("bij elkaar gesprokkeld"),
    }
)


@dataclass(frozen=True, slots=True)
class Pieces:
    """What some grants give in the year: of one initiative, or of one district (its share of them)."""

    key: str
    label: str
    structural: Slice
    temporary: Slice
    initiatives: tuple[int, ...]
    funders: int
    short: int

    @property
    def cents(self) -> int:
        """All euros."""
        return self.structural.cents + self.temporary.cents

    @property
    def grants(self) -> int:
        """How many grants give them."""
        return self.structural.count + self.temporary.count

    @property
    def share(self) -> Fraction | None:
        """The structural part; None without money."""
        return Fraction(self.structural.cents, self.cents) if self.cents else None

    @property
    def footing(self) -> Footing:
        """On what it rests."""
        if self.structural.cents * 2 >= self.cents:
            return Footing.STRUCTURAL
        return Footing.PATCHED if self.grants > 1 else Footing.ONE


@dataclass(frozen=True, slots=True)
class Patchwork:
    """The initiatives with money in the year, and the districts they are in."""

    year: int
    initiatives: tuple[Pieces, ...]
    """Those on most grants first."""
    places: tuple[Pieces, ...]
    """In the order of names; municipality-wide money in a row of its own."""

    def on(self, footing: Footing) -> tuple[Pieces, ...]:
        """Return the initiatives that rest on this."""
        return tuple(item for item in self.initiatives if item.footing is footing)


def patchwork(situation: Situation, year: int) -> Patchwork:
    """Return on what the money of a calendar year rests."""
    by_initiative: dict[int, list[tuple[GrantAt, int]]] = defaultdict(list)
    by_place: dict[str, list[tuple[GrantAt, int]]] = defaultdict(list)
    for grant in grants_at(situation):
        if grant.row.kind == IN_KIND or not grant.cents(year):
            continue
        by_initiative[grant.initiative.id].append((grant, grant.cents(year)))
        for code, cents in split_over_districts(grant, year).items():
            by_place[code].append((grant, cents))
    names: dict[int, InitiativeAt] = dict(situation.initiatives)
    found = [_pieces(str(pk), names[pk].row.name, parts) for pk, parts in by_initiative.items()]
    found.sort(key=lambda item: (-item.grants, -item.funders, item.label, item.key))
    labels = {row.code: row.name for row in situation.records.districts}
    special = {WIDE_KEY: "Gemeentebreed", UNLINKED_KEY: "Nog niet gekoppeld aan een wijk"}
    labels |= special
    places = [_pieces(code, labels.get(code, code), parts) for code, parts in by_place.items()]
    places.sort(key=lambda item: (item.key in special, item.label, item.key))
    return Patchwork(year, tuple(found), tuple(places))


def is_short(grant: GrantRow) -> bool:
    """Whether a grant is a short piece: not structural, and for less than 365 days."""
    if grant.regularity == STRUCTURAL or grant.period_start is None or grant.period_end is None:
        return False
    return (grant.period_end - grant.period_start).days + 1 < DAYS_PER_YEAR


def _pieces(key: str, label: str, parts: Sequence[tuple[GrantAt, int]]) -> Pieces:
    def of(*, structural: bool) -> list[tuple[int, int]]:
        return [
            (grant.row.id, cents)
            for grant, cents in parts
            if (grant.row.regularity == STRUCTURAL) is structural
        ]

    return Pieces(
        key,
        label,
        slice_of(f"{key}:structureel", label, of(structural=True)),
        slice_of(f"{key}:tijdelijk", label, of(structural=False)),
        tuple(dict.fromkeys(grant.initiative.id for grant, _cents in parts)),
        len({(grant.row.funder, grant.row.funder_kind) for grant, _cents in parts}),
        sum(1 for grant, _cents in parts if is_short(grant.row)),
    )


def patchwork_heading(found: Patchwork) -> str:
    """Return the finding: how many initiatives live on structural money, and how many on pieces."""
    total = len(found.initiatives)
    if not total:
        return _("Voor {year} is geen geld geregistreerd.").format(year=found.year)
    count = Counter(item.footing for item in found.initiatives)
    structural, patched = count[Footing.STRUCTURAL], count[Footing.PATCHED]
    first = ngettext(
        "van {initiatives} met geld in {year} draait er {count} vooral op structureel geld",
        "van {initiatives} met geld in {year} draaien er {count} vooral op structureel geld",
        structural,
    ).format(
        initiatives=counted(total, "initiatief", "initiatieven"),
        year=found.year,
        count=count_word(structural),
    )
    second = ngettext(
        "{count} is bij elkaar gesprokkeld", "{count} zijn bij elkaar gesprokkeld", patched
    ).format(count=count_word(patched))
    return sentence(f"{first}; {second}.")
