"""Which initiatives of a cell match a filter: for a target group, of a role, in a kind of place.

A filter never redefines the state of a cell: a wijk is not "leeg voor jongeren". It counts, beside the state, how many
of the initiatives that the cell's own numbers count match.

The role is the one of the framework's three (beleid, professional, bewoner) that started the initiative: residents;
professionals or a housing association; the municipality. "Other" and unknown are of none of the three. Who started it
is recorded for every initiative and tells whose move a cell rests on; the role *actions* of a lesson are what somebody
could do there, and stand on the page of the gap.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboards.analysis.cells import Cell
from dashboards.analysis.selecting import Show
from dashboards.analysis.situation import InitiativeAt
from dashboards.rows import InitiativeRow

STARTERS = {
    "resident": frozenset({"residents"}),
    "professional": frozenset({"professionals", "housing"}),
    "policy": frozenset({"municipality"}),
}
"""The role → the values of `initiated_by`."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What somebody asks of initiatives; an empty text asks nothing."""

    group: str = ""
    role: str = ""
    place: str = ""

    def __bool__(self) -> bool:
        return bool(self.group or self.role or self.place)

    def holds(self, row: InitiativeRow) -> bool:
        """Whether an initiative is all that is asked."""
        return (
            (not self.group or self.group in row.target_groups)
            and (not self.role or row.initiated_by in STARTERS[self.role])
            and (not self.place or self.place in row.place_kinds)
        )


@dataclass(frozen=True, slots=True)
class Matching:
    """How many of a cell's initiatives match, and the drill-down that each number opens."""

    part: int | None
    """Supply: the fresh ones. Ratios: those that meet it, of `mix` the fresh ones that serve. None for a signal."""
    whole: int
    """Supply and signal: the active ones. Ratios: those of the denominator, of `mix` all active ones."""
    part_show: Show
    whole_show: Show


def match(cell: Cell, initiatives: Mapping[int, InitiativeAt], chosen: Filter) -> Matching:
    """Return how many of the initiatives behind a cell's numbers match."""

    def count(ids: tuple[int, ...]) -> int:
        return sum(1 for pk in ids if chosen.holds(initiatives[pk].row))

    if cell.active is not None:
        return Matching(
            count(cell.fresh_ids), count(cell.active_ids), Show.CELL_FRESH, Show.CELL_ACTIVE
        )
    if cell.denominator is not None:
        return Matching(
            count(cell.numerator_ids),
            count(cell.denominator_ids),
            Show.CELL_NUMERATOR,
            Show.CELL_DENOMINATOR,
        )
    return Matching(None, count(cell.active_ids), Show.CELL_ACTIVE, Show.CELL_ACTIVE)
