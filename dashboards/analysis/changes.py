"""What changed between two dates: cells that became better or worse, and the initiatives that brought it about.

A state stands on one of three steps: nothing there (empty), something there (stale, ending, thin), enough (covered).
Up a step is better, down is worse, on the same step is other. From or to "unknown" we only came to know more or less,
and a signal never has a step: it is a warning and no score.

A cause is an initiative whose part in the cell differs between the dates (`parts`): it began, stopped, was seen again,
was not seen any more, got money or is losing it. Of a cell that became better only what helped is named, of one that
became worse only what did not. Of a cell that is empty or stale where before or after nothing could be said, the cause
lies in how much is known of the district. Where no initiative's part differs, a figure did (`_otherwise`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from dashboards.analysis.areas import DistrictAt
from dashboards.analysis.cells import Cell
from dashboards.analysis.coverage import Coverage
from dashboards.analysis.parts import Cause, causes_of, known_by
from dashboards.analysis.situation import Situation
from dashboards.analysis.states import CellState
from language import Labels, gettext_noop
from language import gettext as _


class Change(StrEnum):
    """How the state of a cell changed."""

    BETTER = "better"
    WORSE = "worse"
    KNOWN = "known"
    UNKNOWN = "unknown"
    OTHER = "other"


CHANGE_LABELS: Final = Labels(
    {
        Change.BETTER: gettext_noop("Beter geworden"),
        Change.WORSE: gettext_noop("Slechter geworden"),
        Change.KNOWN: gettext_noop("Bekend geworden"),
        Change.UNKNOWN: gettext_noop("Onbekend geworden"),
        Change.OTHER: gettext_noop("Anders geworden"),
    }
)
_STEP = {
    CellState.EMPTY: 0,
    CellState.STALE: 1,
    CellState.ENDING: 1,
    CellState.THIN: 1,
    CellState.COVERED: 2,
}


@dataclass(frozen=True, slots=True)
class Changed:
    """A cell whose state differs between the dates."""

    before: Cell
    after: Cell
    change: Change
    causes: tuple[Cause, ...]
    otherwise: str
    """What else changed it, as a sentence; empty where initiatives did."""

    @property
    def gained(self) -> bool:
        """Whether the cell is covered now and was not then."""
        return self.after.state is CellState.COVERED

    @property
    def lost(self) -> bool:
        """Whether the cell was covered then and is not now."""
        return self.before.state is CellState.COVERED


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two dates side by side, over the districts that are valid at both."""

    earlier: date
    later: date
    changed: tuple[Changed, ...]
    same: int
    """How many cells have the same state at both."""
    only_earlier: tuple[DistrictAt, ...]
    only_later: tuple[DistrictAt, ...]

    def of(self, change: Change) -> tuple[Changed, ...]:
        """Return the cells that changed in one way: first those that are or were covered, then by code and lesson."""
        found = [item for item in self.changed if item.change is change]
        return tuple(sorted(found, key=lambda item: not (item.gained or item.lost)))

    @property
    def gained(self) -> tuple[Changed, ...]:
        """The cells that are covered now and were not then."""
        return tuple(item for item in self.changed if item.gained)

    @property
    def lost(self) -> tuple[Changed, ...]:
        """The cells that were covered then and are not now."""
        return tuple(item for item in self.changed if item.lost)


def change_of(before: CellState, after: CellState) -> Change:
    """Return how two different states relate."""
    if before is CellState.UNKNOWN:
        return Change.KNOWN
    if after is CellState.UNKNOWN:
        return Change.UNKNOWN
    if before not in _STEP or _STEP[before] == _STEP[after]:
        return Change.OTHER
    return Change.BETTER if _STEP[after] > _STEP[before] else Change.WORSE


def compare(was: Situation, now: Situation, before: Coverage, after: Coverage) -> Comparison:
    """Return what changed from the earlier situation to the later one, cell by cell.

    The coverages are theirs, as far as somebody may see them.
    """
    then = {(cell.district.code, cell.lesson.code): cell for cell in before.cells}
    pairs = [
        (then[key], cell)
        for cell in after.cells
        if (key := (cell.district.code, cell.lesson.code)) in then
    ]
    changed = tuple(_changed(was, now, one, two) for one, two in pairs if one.state != two.state)
    return Comparison(
        before.at,
        after.at,
        changed,
        len(pairs) - len(changed),
        _missing(before, after),
        _missing(after, before),
    )


def _missing(here: Coverage, there: Coverage) -> tuple[DistrictAt, ...]:
    known = {place.district.code for place in there.places}
    return tuple(place.district for place in here.places if place.district.code not in known)


def _changed(was: Situation, now: Situation, before: Cell, after: Cell) -> Changed:
    change = change_of(before.state, after.state)
    district = after.district.code
    causes = _named(change, causes_of(was, now, district, after.lesson))
    if change in {Change.KNOWN, Change.UNKNOWN} and (not causes or _rests_on_place(before, after)):
        causes = known_by(was, now, district) or causes
    return Changed(before, after, change, causes, "" if causes else _otherwise(before, after))


def _rests_on_place(before: Cell, after: Cell) -> bool:
    """Whether a cell went from or to unknown because of what is known of its district, not of the cell itself."""
    known, unknown = (after, before) if before.state is CellState.UNKNOWN else (before, after)
    return known.state in {CellState.EMPTY, CellState.STALE} and unknown.denominator != 0


def _named(change: Change, causes: Iterable[Cause]) -> tuple[Cause, ...]:
    if change is Change.BETTER:
        return tuple(cause for cause in causes if cause.helps)
    if change is Change.WORSE:
        return tuple(cause for cause in causes if not cause.helps)
    return tuple(causes)


def _otherwise(before: Cell, after: Cell) -> str:
    if after.is_signal:
        return _("Er is een signaal bijgekomen, beantwoord of nagegaan, of dat is te lang geleden.")
    if before.district.groups != after.district.groups and after.lesson.kind == "mix":
        return _("De lijst met groepen waar een plek voor moet zijn, veranderde.")
    if before.district.inhabitants != after.district.inhabitants and after.active is not None:
        return _("Het aantal inwoners veranderde, en daarmee hoeveel er nodig zijn.")
    return _("Geen initiatief veranderde hier; de uitleg bij beide dagen zegt wat er geteld is.")
