"""The priority of a district: 40·need + 40·shortage + 20·fragility, with the ingredients behind each bar."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from dashboards.analysis.areas import DistrictAt, inhabitants_fraction
from dashboards.analysis.cells import ids
from dashboards.analysis.situation import InitiativeAt, Place, Situation
from dashboards.analysis.states import BAND_LABELS, VERDICT_LABELS, Band, Verdict
from dashboards.analysis.supply import supply_of
from dashboards.analysis.tagging import NUMBER_LESSONS
from dashboards.analysis.words import round_half_up
from dashboards.rows import LessonRow, NeedScale, Norms
from language import gettext as _


@dataclass(frozen=True, slots=True)
class NeedPart:
    """One need indicator: its value at the reference date and where it lies on its scale."""

    scale: NeedScale
    value: Decimal | None
    """None is missing."""
    part: Fraction | None
    """From 0 (no need) to 1; None where the value is missing."""


@dataclass(frozen=True, slots=True)
class ShortagePart:
    """One supply lesson: the fresh initiatives, how many are needed, and what is short."""

    lesson: LessonRow
    fresh: int
    needed: Fraction | None
    """How many the lesson asks for: inhabitants ÷ 3,000, or 1 where presence is enough."""
    part: Fraction | None
    """From 0 (nothing short) to 1; None where the inhabitants do not allow it."""
    fresh_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Priority:
    """A district's priority. Parts run from 0 to 1, exact; None where they cannot be computed."""

    district: DistrictAt
    verdict: Verdict
    exact: Fraction | None
    """The score before rounding; None where the district is not ranked."""
    need: Fraction | None
    shortage: Fraction | None
    fragility: Fraction
    needs: tuple[NeedPart, ...]
    shortages: tuple[ShortagePart, ...]
    fragile_ids: tuple[int, ...]
    """Active initiatives that need money and are not secured to D + 6 months."""
    money_ids: tuple[int, ...]
    """Active initiatives that need money."""
    unknown: bool
    norms: Norms

    @property
    def score(self) -> int | None:
        """The score, rounded half up; None where the district is not ranked."""
        return None if self.exact is None else round_half_up(self.exact)

    @property
    def missing(self) -> tuple[str, ...]:
        """The need indicators without a value, which leave the mean."""
        return tuple(need.scale.indicator for need in self.needs if need.value is None)

    @property
    def need_points(self) -> Fraction | None:
        """The first bar: 0 to 40."""
        return None if self.need is None else self.norms.need_weight * self.need

    @property
    def shortage_points(self) -> Fraction | None:
        """The second bar: 0 to 40."""
        return None if self.shortage is None else self.norms.shortage_weight * self.shortage

    @property
    def fragility_points(self) -> Fraction:
        """The third bar: 0 to 20."""
        return self.norms.fragility_weight * self.fragility

    @property
    def band(self) -> Band | None:
        """What readers see in place of the score; None where the district is not ranked."""
        if self.score is None:
            return None
        if self.score >= self.norms.first_band_score:
            return Band.FIRST
        return Band.NEXT if self.score >= self.norms.next_band_score else Band.NOT_NOW

    @property
    def label(self) -> str:
        """The words in place of a score: the verdict's, or for a ranked district its band's."""
        return VERDICT_LABELS[self.verdict] if self.band is None else BAND_LABELS[self.band]

    @property
    def short_label(self) -> str:
        """The label where there is little room."""
        return _("Te klein") if self.verdict is Verdict.TOO_SMALL else self.label


@dataclass(frozen=True, slots=True)
class Priorities:
    """The priorities of all districts, in the order of their codes."""

    at: date
    districts: tuple[Priority, ...]

    @property
    def ordered(self) -> tuple[Priority, ...]:
        """Ranked districts from high to low, then those to check first, then the too small ones."""
        turn = {Verdict.RANKED: 0, Verdict.CHECK_FIRST: 1, Verdict.TOO_SMALL: 2}
        return tuple(
            sorted(
                self.districts,
                key=lambda priority: (
                    turn[priority.verdict],
                    -(priority.exact or 0),
                    priority.district.code,
                ),
            )
        )

    @property
    def by_name(self) -> tuple[Priority, ...]:
        """In alphabetical order, as readers and the public see them: with bands, without scores."""
        return tuple(sorted(self.districts, key=lambda priority: priority.district.name.casefold()))

    @property
    def ranked(self) -> tuple[Priority, ...]:
        """The ranked districts, from high to low."""
        return tuple(priority for priority in self.ordered if priority.verdict is Verdict.RANKED)

    @property
    def not_ranked(self) -> tuple[Priority, ...]:
        """The districts without a verdict: to check first, or too small."""
        return tuple(
            priority for priority in self.ordered if priority.verdict is not Verdict.RANKED
        )

    def of(self, district_code: str) -> Priority | None:
        """Return a district's priority; None where it is not valid at the date."""
        for priority in self.districts:
            if priority.district.code == district_code:
                return priority
        return None


def prioritise(situation: Situation) -> Priorities:
    """Return the priority of every district valid at the reference date."""
    return Priorities(
        situation.at, tuple(_priority(situation, place) for place in situation.places)
    )


def need_part(scale: NeedScale, value: Decimal | None) -> NeedPart:
    """Return clamp((value − low) ÷ (high − low), 0, 1), exact."""
    if value is None:
        return NeedPart(scale, None, None)
    low, high = Fraction(scale.low), Fraction(scale.high)
    part = (Fraction(value) - low) / (high - low)
    return NeedPart(scale, value, min(max(part, Fraction(0)), Fraction(1)))


def shortage_part(situation: Situation, place: Place, lesson: LessonRow) -> ShortagePart:
    """Return what is short of one supply lesson; fresh initiatives counted as in its cell.

    bonding-1 and bridging-3: 1 − min(1, fresh ÷ (inhabitants ÷ 3,000)), which cannot be told without inhabitants.
    bridging-1 and bridging-2: 0 with a fresh one, else 1.
    """
    supply = supply_of(situation, place, lesson)
    fresh, fresh_ids = len(supply.fresh), ids(supply.fresh)
    if lesson.code not in NUMBER_LESSONS:
        return ShortagePart(lesson, fresh, Fraction(1), Fraction(0 if fresh else 1), fresh_ids)
    if supply.needed is None or supply.needed <= 0:
        return ShortagePart(lesson, fresh, supply.needed, None, fresh_ids)
    return ShortagePart(
        lesson, fresh, supply.needed, 1 - min(Fraction(1), fresh / supply.needed), fresh_ids
    )


def fragile_of(situation: Situation, active: Iterable[InitiativeAt]) -> tuple[InitiativeAt, ...]:
    """Return those that need money and are not secured to D + 6 months; an application is not money."""
    return tuple(
        item for item in active if item.needs_money and not item.secured_to(situation.secured_from)
    )


def _mean(parts: Sequence[Fraction]) -> Fraction:
    return sum(parts, Fraction(0)) / len(parts)


def _priority(situation: Situation, place: Place) -> Priority:
    norms, figures = situation.norms, place.district.figures
    needs = tuple(need_part(scale, figures.get(scale.indicator)) for scale in norms.needs)
    known = [need.part for need in needs if need.part is not None]
    need = _mean(known) if known else None
    shortages = tuple(
        shortage_part(situation, place, lesson)
        for lesson in situation.lessons
        if lesson.kind == "supply"
    )
    short = [shortage.part for shortage in shortages if shortage.part is not None]
    shortage = _mean(short) if short and len(short) == len(shortages) else None
    money = tuple(item for item in place.active if item.needs_money)
    fragile = fragile_of(situation, money)
    fragility = Fraction(len(fragile), len(money)) if money else Fraction(0)
    verdict = _verdict(place, need)
    exact = None
    if verdict is Verdict.RANKED and need is not None and shortage is not None:
        exact = (
            norms.need_weight * need
            + norms.shortage_weight * shortage
            + norms.fragility_weight * fragility
        )
    return Priority(
        district=place.district,
        verdict=verdict,
        exact=exact,
        need=need,
        shortage=shortage,
        fragility=fragility,
        needs=needs,
        shortages=shortages,
        fragile_ids=ids(fragile),
        money_ids=ids(money),
        unknown=place.unknown,
        norms=norms,
    )


def _verdict(place: Place, need: Fraction | None) -> Verdict:
    """The first that applies: too small; unknown, or inhabitants or all need indicators missing; ranked."""
    if place.too_small:
        return Verdict.TOO_SMALL
    if place.unknown or inhabitants_fraction(place.district) is None or need is None:
        return Verdict.CHECK_FIRST
    return Verdict.RANKED
