"""The ratios of the `mix`, `relation`, `stance` and `condition` lessons, over a district's active initiatives."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from dashboards.analysis.money import secured_until
from dashboards.analysis.situation import InitiativeAt, Place, Situation
from dashboards.analysis.states import CellState
from dashboards.rows import EVERYONE, RESIDENTS, STRUCTURAL, UNKNOWN, Norms

PARTNERS_NEEDED = ("municipality", "welfare", "housing")
"""The partners whose ties `relation` asks for: municipality, welfare work and housing association."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio with the initiatives behind it. For `mix` the numbers count groups, for the others initiatives."""

    numerator: int
    denominator: int
    met: tuple[InitiativeAt, ...]
    asked: tuple[InitiativeAt, ...]
    groups_served: tuple[str, ...] = ()
    groups_missing: tuple[str, ...] = ()
    for_everyone: tuple[InitiativeAt, ...] = ()
    structural: tuple[InitiativeAt, ...] = ()

    @property
    def temporary(self) -> tuple[InitiativeAt, ...]:
        """Of those that meet the ratio, the ones that are not secured by structural money alone."""
        structural = {initiative.id for initiative in self.structural}
        return tuple(initiative for initiative in self.met if initiative.id not in structural)


def ratio_state(
    numerator: int, denominator: int, unknown_district: bool, norms: Norms
) -> CellState:
    """Return covered from 2/3, thin from 1/3, else empty (in an unknown district: unknown); nothing asked: unknown.

    Fractions are exact: nothing is rounded.
    """
    if denominator == 0:
        return CellState.UNKNOWN
    share = Fraction(numerator, denominator)
    if share >= norms.covered_share:
        return CellState.COVERED
    if share >= norms.thin_share:
        return CellState.THIN
    return CellState.UNKNOWN if unknown_district else CellState.EMPTY


def mix(place: Place) -> Ratio:
    """Return the groups to serve that a fresh active initiative names as its target group ÷ the groups to serve."""
    fresh = place.fresh
    named = frozenset[str]().union(*(initiative.row.target_groups for initiative in fresh))
    groups = place.district.groups
    asked = frozenset(groups)
    return Ratio(
        numerator=sum(1 for group in groups if group in named),
        denominator=len(groups),
        met=tuple(initiative for initiative in fresh if initiative.row.target_groups & asked),
        asked=place.active,
        groups_served=tuple(group for group in groups if group in named),
        groups_missing=tuple(group for group in groups if group not in named),
        for_everyone=tuple(
            initiative for initiative in fresh if EVERYONE in initiative.row.target_groups
        ),
    )


def relation(place: Place) -> Ratio:
    """Return those with all three partners really involved and in recent contact ÷ those that are no own circle.

    An own circle by choice of its participants may keep its distance; an unknown circle stays in.
    """
    asked = _select(place.active, lambda initiative: not initiative.own_circle)
    return _counted(asked, lambda initiative: initiative.live_ties.issuperset(PARTNERS_NEEDED))


def stance(place: Place) -> Ratio:
    """Return those where residents decide ÷ those started by residents, known in who decides, and no own circle."""
    asked = _select(
        place.active,
        lambda initiative: (
            initiative.row.initiated_by == RESIDENTS
            and initiative.row.decided_by not in ("", UNKNOWN)
            and not initiative.own_circle
        ),
    )
    return _counted(asked, lambda initiative: initiative.row.decided_by == RESIDENTS)


def condition(situation: Situation, place: Place) -> Ratio:
    """Return those with money secured to D + 12 months ÷ those known to need money."""
    stable_from = situation.stable_from
    asked = _select(place.active, lambda initiative: initiative.needs_money)
    ratio = _counted(asked, lambda initiative: initiative.secured_to(stable_from))
    structural = _select(
        ratio.met, lambda initiative: _by_structural_money(initiative, situation, stable_from)
    )
    return Ratio(ratio.numerator, ratio.denominator, ratio.met, ratio.asked, structural=structural)


def ratio_of(situation: Situation, place: Place, kind: str) -> Ratio:
    """Return the ratio of a lesson of one of the four ratio kinds; raise `ValueError` for another kind."""
    match kind:
        case "mix":
            return mix(place)
        case "relation":
            return relation(place)
        case "stance":
            return stance(place)
        case "condition":
            return condition(situation, place)
    raise ValueError(f"A lesson of kind {kind!r} has no ratio.")


def _by_structural_money(initiative: InitiativeAt, situation: Situation, stable_from: date) -> bool:
    grants = tuple(grant for grant in initiative.grants if grant.regularity == STRUCTURAL)
    return secured_until(grants, situation.at, situation.norms) >= stable_from


def _select(
    initiatives: Iterable[InitiativeAt], condition_holds: Callable[[InitiativeAt], bool]
) -> tuple[InitiativeAt, ...]:
    return tuple(initiative for initiative in initiatives if condition_holds(initiative))


def _counted(asked: tuple[InitiativeAt, ...], is_met: Callable[[InitiativeAt], bool]) -> Ratio:
    met = _select(asked, is_met)
    return Ratio(len(met), len(asked), met, asked)
