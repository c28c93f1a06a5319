"""The figures of the whole municipality: every initiative once, every cell once."""

from dataclasses import dataclass
from datetime import date

from dashboards.analysis.areas import DistrictAt
from dashboards.analysis.cells import ids
from dashboards.analysis.cliff import ending_of
from dashboards.analysis.coverage import Coverage
from dashboards.analysis.priorities import Priorities
from dashboards.analysis.situation import InitiativeAt, Situation
from dashboards.analysis.states import CellState


@dataclass(frozen=True, slots=True)
class Totals:
    """Totals at the reference date; the ids are what a drill-down from the number opens."""

    at: date
    active_ids: tuple[int, ...]
    fresh_ids: tuple[int, ...]
    """Active and fresh: confirmed in the last 12 months."""
    ending_ids: tuple[int, ...]
    """Active, needing money that is secured now but not to D + 6 months, without a follow-up."""
    ending_cents: int
    """The granted amounts that end with them."""
    unlinked_ids: tuple[int, ...]
    """In any state: neither in a district nor municipality-wide ("nog niet gekoppeld")."""
    without_lesson_ids: tuple[int, ...]
    """In any state: shows no lesson yet."""
    wide_ids: tuple[int, ...]
    """Active and municipality-wide."""
    cells: int
    """All cells but those of the signal, which counts nowhere."""
    covered_cells: int
    empty_cells: int
    unknown_cells: int
    districts: int
    not_ranked: tuple[DistrictAt, ...]

    @property
    def active(self) -> int:
        """How many initiatives are active."""
        return len(self.active_ids)

    @property
    def fresh(self) -> int:
        """How many of them are fresh."""
        return len(self.fresh_ids)

    @property
    def ending(self) -> int:
        """How many of them see their money end within six months."""
        return len(self.ending_ids)


def has_no_district(item: InitiativeAt) -> bool:
    """Whether an initiative is neither in a district nor municipality-wide."""
    return not item.row.district_codes and not item.row.municipality_wide


def total(situation: Situation, coverage: Coverage, priorities: Priorities) -> Totals:
    """Return the totals of a municipality."""
    active = [item for item in situation.initiatives.values() if item.active]
    endings = [found for item in active if (found := ending_of(situation, item))]
    soon = [ending for ending in endings if ending.ends_on < situation.secured_from]
    counted = [cell.state for cell in coverage.counted_cells]
    return Totals(
        at=situation.at,
        active_ids=ids(active),
        fresh_ids=ids(item for item in active if item.fresh),
        ending_ids=tuple(ending.initiative.id for ending in soon),
        ending_cents=sum(ending.ending_cents for ending in soon),
        unlinked_ids=ids(item for item in situation.initiatives.values() if has_no_district(item)),
        without_lesson_ids=ids(item for item in situation.initiatives.values() if not item.tags),
        wide_ids=ids(situation.wide),
        cells=len(counted),
        covered_cells=counted.count(CellState.COVERED),
        empty_cells=counted.count(CellState.EMPTY),
        unknown_cells=counted.count(CellState.UNKNOWN),
        districts=len(situation.places),
        not_ranked=tuple(priority.district for priority in priorities.not_ranked),
    )


def stale_initiatives(situation: Situation) -> tuple[InitiativeAt, ...]:
    """Return the active initiatives that are not fresh, those seen longest ago (or never) first: to ask after."""
    stale = [item for item in situation.initiatives.values() if item.active and not item.fresh]
    return tuple(
        sorted(stale, key=lambda item: (item.last_seen or date.min, item.row.name, item.id))
    )
