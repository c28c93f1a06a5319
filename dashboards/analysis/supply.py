"""What there is of a `supply` lesson: is there something fresh, with money that goes on, and enough of it."""

from dataclasses import dataclass
from fractions import Fraction

from dashboards.analysis.areas import inhabitants_fraction
from dashboards.analysis.cells import NotYet
from dashboards.analysis.situation import InitiativeAt, Place, Situation
from dashboards.analysis.states import CellState
from dashboards.analysis.tagging import NUMBER_LESSONS
from dashboards.rows import LessonRow, Norms


@dataclass(frozen=True, slots=True)
class Supply:
    """What there is of a supply lesson in a district."""

    place: Place
    lesson: LessonRow
    active: tuple[InitiativeAt, ...]
    """Active and counted as tagged."""
    fresh: tuple[InitiativeAt, ...]
    wide: tuple[InitiativeAt, ...]
    """Fresh municipality-wide ones that count for the lesson: shown, never counted in the state."""
    not_yet: tuple[NotYet, ...]
    needed: Fraction | None
    """How many fresh ones the inhabitants ask for; None where presence is enough or inhabitants are missing."""


def needed_for(place: Place, lesson: str, norms: Norms) -> Fraction | None:
    """Return inhabitants ÷ 3,000 for the lessons that ask for a number; None where it cannot or need not be told."""
    inhabitants = inhabitants_fraction(place.district)
    if lesson not in NUMBER_LESSONS or inhabitants is None:
        return None
    return inhabitants / norms.inhabitants_per_initiative


def loses_money(initiative: InitiativeAt, situation: Situation) -> bool:
    """Whether it needs money, is not secured to D + 6 months, and has no follow-up."""
    return (
        initiative.needs_money
        and not initiative.secured_to(situation.secured_from)
        and not initiative.follow_up
    )


def supply_of(situation: Situation, place: Place, lesson: LessonRow) -> Supply:
    """Return what a district has of a supply lesson."""
    code = lesson.code
    active = tuple(initiative for initiative in place.tagged(code) if initiative.tagged(code))
    not_yet = tuple(
        NotYet(initiative.id, initiative.row.name, tag.not_yet)
        for initiative in place.tagged(code)
        if (tag := initiative.tags.get(code)) is not None and not tag.counts
    )
    return Supply(
        place=place,
        lesson=lesson,
        active=active,
        fresh=tuple(initiative for initiative in active if initiative.fresh_for(code)),
        wide=situation.wide_by_lesson[code],
        not_yet=not_yet,
        needed=needed_for(place, code, situation.norms),
    )


def supply_state(situation: Situation, supply: Supply) -> CellState:
    """Return the first state that applies, in the design's order."""
    if not supply.fresh and supply.place.unknown:
        return CellState.UNKNOWN
    if not supply.active:
        return CellState.EMPTY
    if not supply.fresh:
        return CellState.STALE
    if all(loses_money(initiative, situation) for initiative in supply.fresh):
        return CellState.ENDING
    if supply.needed is not None and len(supply.fresh) < supply.needed:
        return CellState.THIN
    return CellState.COVERED
