"""The cell of a district × lesson: its state, its numbers, what is behind them and the sentence that explains it."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboards.analysis.areas import DistrictAt
from dashboards.analysis.situation import InitiativeAt
from dashboards.analysis.states import CELL_LABELS, SIGNAL_STATES, CellState
from dashboards.rows import LessonRow
from language import gettext as _


@dataclass(frozen=True, slots=True)
class NotYet:
    """An active initiative whose tag does not count yet, and why ("telt nog niet mee: …")."""

    initiative_id: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A district × lesson at the reference date.

    `active`, `fresh` and `wide` are numbers of a supply cell, `numerator` and `denominator` of a ratio; None elsewhere.
    The ids are the initiatives that a drill-down from the number opens.
    """

    district: DistrictAt
    lesson: LessonRow
    state: CellState
    explanation: str
    active: int | None = None
    fresh: int | None = None
    wide: int | None = None
    numerator: int | None = None
    denominator: int | None = None
    active_ids: tuple[int, ...] = ()
    """Supply: the active initiatives that count as tagged. Signal: the active ones tagged with it."""
    fresh_ids: tuple[int, ...] = ()
    wide_ids: tuple[int, ...] = ()
    numerator_ids: tuple[int, ...] = ()
    """For `mix`, whose numbers count groups: the fresh initiatives that name one of the groups to serve."""
    denominator_ids: tuple[int, ...] = ()
    not_yet: tuple[NotYet, ...] = ()
    groups_served: tuple[str, ...] = ()
    groups_missing: tuple[str, ...] = ()
    everyone_ids: tuple[int, ...] = ()
    """For `mix`: the fresh initiatives for everyone, shown beside."""
    structural_ids: tuple[int, ...] = ()
    """For `condition`: of the numerator, those that structural money alone secures."""
    temporary_ids: tuple[int, ...] = ()
    """For `condition`: the others of the numerator."""
    voice_ids: tuple[int, ...] = ()
    """For `signal`: the voice signals the state rests on."""
    muted: bool = False
    """Of a district that is too small to judge."""

    @property
    def label(self) -> str:
        """The word on the tile."""
        return CELL_LABELS[self.state]

    @property
    def is_signal(self) -> bool:
        """Whether the cell is a warning that is shown apart and counts nowhere."""
        return self.state in SIGNAL_STATES

    @property
    def numbers(self) -> str:
        """The numbers on the tile: "2 vers van 3" or "1 van 3"; empty for a signal."""
        if self.active is not None:
            return _("{fresh} vers van {active}").format(fresh=self.fresh, active=self.active)
        if self.denominator is not None:
            return _("{count} van {total}").format(count=self.numerator, total=self.denominator)
        return ""


def ids(initiatives: Iterable[InitiativeAt]) -> tuple[int, ...]:
    """Return the ids of initiatives, in their order."""
    return tuple(initiative.id for initiative in initiatives)
