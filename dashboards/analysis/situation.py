"""What stands at a reference date: every initiative and district with the facts all measures share.

Build it once (`situate`) and hand it to the measures: state, freshness, what counts as tagged and secured money
are worked out here only, so that every page says the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from dashboards.analysis.areas import DistrictAt, districts_at, inhabitants_fraction
from dashboards.analysis.dates import add_days, add_months
from dashboards.analysis.money import has_follow_up, secured_until
from dashboards.analysis.states import InitiativeState
from dashboards.analysis.tagging import why_not_yet
from dashboards.rows import PARTICIPANTS, GrantRow, InitiativeRow, LessonRow, Norms, Records, TagRow


@dataclass(frozen=True, slots=True)
class TagAt:
    """A lesson an initiative is tagged with, at the reference date."""

    lesson: str
    last_seen: date | None
    """The latest observation on or before the reference date."""
    fresh: bool
    not_yet: str
    """Why the tag does not count yet, in Dutch; empty where it counts."""

    @property
    def counts(self) -> bool:
        """Whether the initiative counts as tagged with the lesson."""
        return not self.not_yet


@dataclass(frozen=True, slots=True)
class InitiativeAt:
    """An initiative at the reference date."""

    row: InitiativeRow
    state: InitiativeState
    tags: Mapping[str, TagAt]
    """By lesson code."""
    live_ties: frozenset[str]
    """The partner kinds really involved, with a contact in the last 90 days."""
    grants: tuple[GrantRow, ...]
    secured_until: date | None
    """S; None for an initiative that is not known to need money: it is only asked of those that are."""
    follow_up: bool

    @property
    def id(self) -> int:
        """The initiative's id."""
        return self.row.id

    @property
    def active(self) -> bool:
        """Whether it is active."""
        return self.state is InitiativeState.ACTIVE

    @property
    def fresh(self) -> bool:
        """Whether one of its tags is fresh; one without lessons never is."""
        return any(tag.fresh for tag in self.tags.values())

    @property
    def last_seen(self) -> date | None:
        """The latest observation of any of its tags on or before the reference date."""
        return max((tag.last_seen for tag in self.tags.values() if tag.last_seen), default=None)

    @property
    def own_circle(self) -> bool:
        """Whether it is an own circle by choice of its participants."""
        return self.row.own_circle == PARTICIPANTS

    @property
    def needs_money(self) -> bool:
        """Whether it is known to need money; unknown is not."""
        return self.row.needs_money is True

    def secured_to(self, day: date) -> bool:
        """Whether its money is secured to `day`: S ≥ day. Asked of initiatives that need money only."""
        return self.secured_until is not None and self.secured_until >= day

    def tagged(self, lesson: str) -> bool:
        """Whether it counts as tagged with the lesson, fresh or not."""
        tag = self.tags.get(lesson)
        return tag is not None and tag.counts

    def fresh_for(self, lesson: str) -> bool:
        """Whether it counts as tagged with the lesson by a fresh tag."""
        tag = self.tags.get(lesson)
        return tag is not None and tag.counts and tag.fresh


@dataclass(frozen=True, slots=True)
class Place:
    """A district with its active initiatives; a municipality-wide initiative is in none."""

    district: DistrictAt
    active: tuple[InitiativeAt, ...]
    unknown: bool
    """Fewer than 2 active initiatives, or fewer than half of the active ones fresh."""
    too_small: bool
    """Known to have fewer than 1,000 inhabitants."""

    @property
    def fresh(self) -> tuple[InitiativeAt, ...]:
        """Its fresh initiatives."""
        return tuple(initiative for initiative in self.active if initiative.fresh)


@dataclass(frozen=True, slots=True)
class Situation:
    """A municipality's records at a reference date."""

    records: Records
    at: date
    lessons: tuple[LessonRow, ...]
    """In the framework's order."""
    places: tuple[Place, ...]
    """The districts valid at the date, by code."""
    initiatives: Mapping[int, InitiativeAt]
    """All initiatives in any state, each once, by id."""

    @property
    def norms(self) -> Norms:
        """The municipality's thresholds."""
        return self.records.norms

    @property
    def secured_from(self) -> date:
        """D + 6 months: money that ends before this day is about to end."""
        return add_months(self.at, self.norms.secured_months)

    @property
    def stable_from(self) -> date:
        """D + 12 months: money secured to this day gives stability."""
        return add_months(self.at, self.norms.stable_months)

    @property
    def wide(self) -> tuple[InitiativeAt, ...]:
        """The active municipality-wide initiatives."""
        return tuple(
            item for item in self.initiatives.values() if item.active and item.row.municipality_wide
        )


def initiative_state(row: InitiativeRow, at: date) -> InitiativeState:
    """Return the state at `at`: idea without a start or before it, stopped after the end, dormant, else active."""
    if row.start_date is None or row.start_date > at:
        return InitiativeState.IDEA
    if row.end_date is not None and row.end_date < at:
        return InitiativeState.STOPPED
    if row.dormant_since is not None and row.dormant_since <= at:
        return InitiativeState.DORMANT
    return InitiativeState.ACTIVE


def is_unknown_district(active: int, fresh: int, norms: Norms) -> bool:
    """Whether too little is known: fewer than 2 active initiatives, or fewer than half of the active ones fresh."""
    return active < norms.min_active or Fraction(fresh) < norms.min_fresh_share * active


def situate(records: Records, at: date) -> Situation:
    """Return what stands at the reference date `at`.

    Circle, ties, needs, who decides and tags are the records' present values; start, end, observations, contacts
    and decisions count by their dates.
    """
    tags = _by_initiative(records.tags)
    grants = _by_initiative(records.grants)
    ties = _live_ties(records, at)
    initiatives = {
        row.id: _initiative_at(
            row,
            at,
            records.norms,
            tags.get(row.id, []),
            tuple(grants.get(row.id, ())),
            frozenset(ties.get(row.id, ())),
        )
        for row in records.initiatives
    }
    active: dict[str, list[InitiativeAt]] = defaultdict(list)
    for initiative in initiatives.values():
        if initiative.active and not initiative.row.municipality_wide:
            for code in dict.fromkeys(initiative.row.district_codes):
                active[code].append(initiative)
    places = tuple(
        _place(district, tuple(active.get(district.code, ())), records.norms)
        for district in districts_at(records, at.year)
    )
    lessons = tuple(sorted(records.lessons, key=lambda lesson: lesson.order))
    return Situation(records, at, lessons, places, initiatives)


def _by_initiative[R: TagRow | GrantRow](rows: Iterable[R]) -> dict[int, list[R]]:
    grouped: dict[int, list[R]] = defaultdict(list)
    for row in rows:
        grouped[row.initiative_id].append(row)
    return grouped


def _live_ties(records: Records, at: date) -> dict[int, set[str]]:
    """The partner kinds really involved with a contact from D − 90 days to D, by initiative."""
    earliest = add_days(at, -records.norms.contact_days)
    met = {
        (contact.initiative_id, contact.partner_kind)
        for contact in records.contacts
        if earliest <= contact.date <= at
    }
    live: dict[int, set[str]] = defaultdict(set)
    for tie in records.ties:
        if tie.involved and (tie.initiative_id, tie.partner_kind) in met:
            live[tie.initiative_id].add(tie.partner_kind)
    return live


def _initiative_at(
    row: InitiativeRow,
    at: date,
    norms: Norms,
    tags: Iterable[TagRow],
    grants: tuple[GrantRow, ...],
    live_ties: frozenset[str],
) -> InitiativeAt:
    state = initiative_state(row, at)
    earliest = add_months(at, -norms.fresh_months)
    tags_at = {}
    for tag in tags:
        seen = max((day for day in tag.observed if day <= at), default=None)
        fresh = state is InitiativeState.ACTIVE and seen is not None and seen >= earliest
        tags_at[tag.lesson] = TagAt(tag.lesson, seen, fresh, why_not_yet(row, tag.lesson))
    until = secured_until(grants, at, norms) if row.needs_money else None
    follow_up = until is not None and has_follow_up(grants, until, at, norms)
    return InitiativeAt(row, state, tags_at, live_ties, grants, until, follow_up)


def _place(district: DistrictAt, active: tuple[InitiativeAt, ...], norms: Norms) -> Place:
    fresh = sum(1 for initiative in active if initiative.fresh)
    inhabitants = inhabitants_fraction(district)
    return Place(
        district=district,
        active=active,
        unknown=is_unknown_district(len(active), fresh, norms),
        too_small=inhabitants is not None and inhabitants < norms.min_inhabitants,
    )
