"""The funding cliff: when money ends without a follow-up, what goes with it, and what keeping it costs a year."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from dashboards.analysis.areas import DistrictAt
from dashboards.analysis.dates import add_months, first_of_month
from dashboards.analysis.money import cents_a_year, ends_at, granted_cents
from dashboards.analysis.situation import InitiativeAt, Situation
from dashboards.analysis.supply import supply_of
from dashboards.rows import InitiativeRow, LessonRow


@dataclass(frozen=True, slots=True)
class Ending:
    """An initiative on the cliff: active, in need of money, without a follow-up, its money ending on a day."""

    initiative: InitiativeRow
    ends_on: date
    """S, the last day its money is secured to; never before the reference date."""
    ending_cents: int
    """The granted amounts of the grants that end on that day."""
    yearly_cents: int
    """What keeping it costs a year: those amounts × 365 ÷ the days of their periods."""
    grant_ids: tuple[int, ...]

    def belongs_to(self, district_code: str) -> bool:
        """Whether the initiative belongs to a district; a municipality-wide one belongs to none."""
        return (
            not self.initiative.municipality_wide
            and district_code in self.initiative.district_codes
        )


@dataclass(frozen=True, slots=True)
class LostCell:
    """A supply cell whose every fresh initiative has lost its money once its last one ends."""

    district: DistrictAt
    lesson: LessonRow
    fresh_ids: tuple[int, ...]
    falls_on: date
    """The last day that one of them has money."""

    @property
    def name(self) -> str:
        """The cell as people call it: "Zonneveld × Eigen plek, eigen keuze"."""
        return f"{self.district.name} × {self.lesson.title}"


@dataclass(frozen=True, slots=True)
class CliffMonth:
    """A calendar month of the cliff, with what ends in it."""

    month: date
    """Its first day."""
    endings: tuple[Ending, ...]
    """The highest amount first."""
    lost: tuple[LostCell, ...]

    @property
    def initiative_ids(self) -> tuple[int, ...]:
        """The initiatives whose money ends in the month."""
        return tuple(ending.initiative.id for ending in self.endings)

    @property
    def ending_cents(self) -> int:
        """The granted amounts that end in the month."""
        return sum(ending.ending_cents for ending in self.endings)

    @property
    def yearly_cents(self) -> int:
        """What keeping all of it costs a year (`euros_per_year` of the export)."""
        return sum(ending.yearly_cents for ending in self.endings)


@dataclass(frozen=True, slots=True)
class Cliff:
    """The month of the reference date and the 17 after it, months without an ending included."""

    at: date
    months: tuple[CliffMonth, ...]

    @property
    def endings(self) -> tuple[Ending, ...]:
        """All endings, by month."""
        return tuple(ending for month in self.months for ending in month.endings)


def cliff_of(situation: Situation) -> Cliff:
    """Return the cliff over the months that the norms name (18).

    Only active initiatives count. One that is not secured at all (S before D) has no money that ends and is in no
    month; it does count as having lost its money in the cells it shares with others.
    """
    start = first_of_month(situation.at)
    endings: dict[date, list[Ending]] = defaultdict(list)
    for initiative in situation.initiatives.values():
        if ending := ending_of(situation, initiative):
            endings[first_of_month(ending.ends_on)].append(ending)
    lost = _lost_cells(situation)
    months = [add_months(start, ahead) for ahead in range(situation.norms.cliff_months)]
    return Cliff(
        situation.at,
        tuple(
            CliffMonth(month, _highest_first(endings.get(month, [])), tuple(lost.get(month, ())))
            for month in months
        ),
    )


def is_losing(initiative: InitiativeAt) -> bool:
    """Whether an initiative is active, needs money and has no follow-up for when its money ends."""
    return initiative.active and initiative.needs_money and not initiative.follow_up


def ending_of(situation: Situation, initiative: InitiativeAt) -> Ending | None:
    """Return when and what an initiative loses; None where it loses nothing or has no money that ends."""
    until = initiative.secured_until
    if until is None or until < situation.at or until == date.max or not is_losing(initiative):
        return None
    grants = ends_at(initiative.grants, until, situation.at, situation.norms)
    return Ending(
        initiative=initiative.row,
        ends_on=until,
        ending_cents=sum(granted_cents(grant, situation.at) or 0 for grant in grants),
        yearly_cents=sum(cents_a_year(grant, situation.at) for grant in grants),
        grant_ids=tuple(grant.id for grant in grants),
    )


def _highest_first(endings: list[Ending]) -> tuple[Ending, ...]:
    return tuple(
        sorted(
            endings, key=lambda item: (-item.ending_cents, item.initiative.name, item.initiative.id)
        )
    )


def _lost_cells(situation: Situation) -> dict[date, list[LostCell]]:
    """The supply cells by the month in which the last of their fresh initiatives loses its money."""
    lost: dict[date, list[LostCell]] = defaultdict(list)
    for place in situation.places:
        for lesson in situation.lessons:
            fresh = supply_of(situation, place, lesson).fresh if lesson.kind == "supply" else ()
            ends = [
                item.secured_until
                for item in fresh
                if is_losing(item) and item.secured_until is not None
            ]
            if fresh and len(ends) == len(fresh) and max(ends) >= situation.at:
                cell = LostCell(place.district, lesson, tuple(item.id for item in fresh), max(ends))
                lost[first_of_month(max(ends))].append(cell)
    return lost
