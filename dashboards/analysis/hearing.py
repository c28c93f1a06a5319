"""Whom we do not hear: the groups to serve, and in which districts a fresh active initiative names each of them.

A group counts as in `ratios.mix`: named by a fresh active initiative of the district itself. What is for everyone names
no group in particular, and a municipality-wide initiative is in no district: both stand beside.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from dashboards.analysis.areas import DistrictAt
from dashboards.analysis.cells import ids
from dashboards.analysis.findings import NO_DISTRICTS
from dashboards.analysis.situation import InitiativeAt, Place, Situation
from dashboards.analysis.states import CellState
from dashboards.analysis.words import count_word, number_nl
from dashboards.rows import EVERYONE, TargetGroupRow
from language import Labels, gettext_noop
from language import gettext as _

WIDE_DISTRICT: Final = "gemeentebreed"
"""In place of a district's code: the municipality-wide initiatives."""


class Heard(StrEnum):
    """Whether a group has a place in a district."""

    SERVED = "served"
    MISSING = "missing"
    UNKNOWN = "unknown"
    NOT_ASKED = "not_asked"


HEARD_LABELS: Final = Labels(
    {
        Heard.SERVED: gettext_noop("Met plek"),
        Heard.MISSING: gettext_noop("Geen plek"),
        Heard.UNKNOWN: gettext_noop("Niet te zeggen"),
        Heard.NOT_ASKED: gettext_noop("Niet gevraagd"),
    }
)
HEARD_STATES: Final = {
    Heard.SERVED: CellState.COVERED,
    Heard.MISSING: CellState.EMPTY,
    Heard.UNKNOWN: CellState.UNKNOWN,
}
"""The state whose colour and shape says it; what is not asked has none."""


@dataclass(frozen=True, slots=True)
class GroupCell:
    """A group in a district, with the fresh active initiatives there that name it."""

    district: DistrictAt
    heard: Heard
    initiative_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group in every district, and municipality-wide."""

    code: str
    name: str
    cells: tuple[GroupCell, ...]
    wide_ids: tuple[int, ...]

    def count(self, heard: Heard) -> int:
        """Return in how many districts it stands so."""
        return sum(1 for cell in self.cells if cell.heard is heard)

    @property
    def asked(self) -> int:
        """In how many districts it should have a place."""
        return len(self.cells) - self.count(Heard.NOT_ASKED)


def naming(situation: Situation, district: str, group: str) -> tuple[int, ...]:
    """Return the fresh active initiatives that name a group: of a district, municipality-wide, or of all ("")."""
    if district == WIDE_DISTRICT:
        return ids(_naming((item for item in situation.wide if item.fresh), group))
    found = (
        item
        for place in situation.places
        if district in {"", place.district.code}
        for item in _naming(place.fresh, group)
    )
    return tuple(dict.fromkeys(item.id for item in found))


def _naming(items: Iterable[InitiativeAt], group: str) -> Iterable[InitiativeAt]:
    return (item for item in items if group in item.row.target_groups)


def group_rows(situation: Situation) -> tuple[GroupRow, ...]:
    """Return the groups that a district should have a place for, in the order of the target groups."""
    asked = frozenset(group for place in situation.places for group in place.district.groups)
    groups = [group for group in situation.records.target_groups if group.code in asked]
    return tuple(_row(situation, group) for group in groups)


def for_everyone(situation: Situation) -> GroupRow:
    """Return what is for everyone, in every district: asked nowhere, shown beside."""
    return _row(situation, TargetGroupRow(EVERYONE, _("Voor iedereen")))


def _row(situation: Situation, group: TargetGroupRow) -> GroupRow:
    return GroupRow(
        group.code,
        group.name,
        tuple(_cell(place, group.code) for place in situation.places),
        naming(situation, WIDE_DISTRICT, group.code),
    )


def _cell(place: Place, group: str) -> GroupCell:
    found = ids(_naming(place.fresh, group))
    if group not in place.district.groups:
        heard = Heard.NOT_ASKED
    elif found:
        heard = Heard.SERVED
    else:
        heard = Heard.UNKNOWN if place.unknown else Heard.MISSING
    return GroupCell(place.district, heard, found)


def hearing_heading(rows: tuple[GroupRow, ...], districts: int) -> str:
    """Return for how many groups there is no place somewhere, and for which one most often."""
    if not districts:
        return _(NO_DISTRICTS)
    if not rows:
        return _("Nog niet vastgelegd is welke groepen in elke wijk een plek moeten hebben.")
    lacking = [row for row in rows if row.count(Heard.MISSING)]
    if not lacking:
        unknown = sum(row.count(Heard.UNKNOWN) for row in rows)
        if not unknown:
            return _("Elke groep die een plek moet hebben, heeft die in elke wijk.")
        return _(
            "Nergens is te zeggen dat een groep geen plek heeft; van sommige wijken is te weinig bekend."
        )
    most = max(lacking, key=lambda row: row.count(Heard.MISSING))
    places = {
        "group": most.name,
        "count": number_nl(most.count(Heard.MISSING)),
        "of": number_nl(most.asked),
    }
    if len(rows) == 1:
        text = _("In {count} van {of} wijken is geen plek geregistreerd voor {group}.")
        return text.format(**places)
    return _(
        "Voor {lacking} van de {groups} groepen is niet in elke wijk een plek geregistreerd; "
        "het minst voor {group}: in {count} van {of} wijken niet."
    ).format(lacking=count_word(len(lacking)), groups=count_word(len(rows)), **places)
