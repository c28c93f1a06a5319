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
    fresh: bool
    """Whether one of its tags is fresh; one without lessons never is."""

    @property
    def id(self) -> int:
        """The initiative's id."""
        return self.row.id

    @property
    def active(self) -> bool:
        """Whether it is active."""
        return self.state is InitiativeState.ACTIVE

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
    fresh: tuple[InitiativeAt, ...]
    """Those of the active ones that are fresh."""
    by_lesson: Mapping[str, tuple[InitiativeAt, ...]]
    """The active ones by the lessons they are tagged with, whether the tag counts yet or not."""
    unknown: bool
    """Fewer than 2 active initiatives, or fewer than half of the active ones fresh."""
    too_small: bool
    """Known to have fewer than 1,000 inhabitants."""

    def tagged(self, lesson: str) -> tuple[InitiativeAt, ...]:
        """Return the active initiatives tagged with a lesson, whether the tag counts yet or not."""
        return self.by_lesson.get(lesson, ())


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
    wide: tuple[InitiativeAt, ...]
    """The active municipality-wide initiatives."""
    wide_by_lesson: Mapping[str, tuple[InitiativeAt, ...]]
    """Those of them that are fresh and count, by lesson."""
    secured_from: date
    """D + 6 months: money that ends before this day is about to end."""
    stable_from: date
    """D + 12 months: money secured to this day gives stability."""

    @property
    def norms(self) -> Norms:
        """The municipality's thresholds."""
        return self.records.norms


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
    fresh_from = add_months(at, -records.norms.fresh_months)
    initiatives = {}
    for row in records.initiatives:
        state = initiative_state(row, at)
        initiatives[row.id] = _initiative_at(
            row,
            state,
            _tags_at(row, state, at, fresh_from, tags.get(row.id, ())),
            frozenset(ties.get(row.id, ())),
            _MoneyAt(tuple(grants.get(row.id, ())), at, records.norms),
        )
    wide = tuple(
        item for item in initiatives.values() if item.active and item.row.municipality_wide
    )
    return Situation(
        records=records,
        at=at,
        lessons=tuple(sorted(records.lessons, key=lambda lesson: lesson.order)),
        places=_places(records, at, initiatives.values()),
        initiatives=initiatives,
        wide=wide,
        wide_by_lesson={
            lesson.code: tuple(item for item in wide if item.fresh_for(lesson.code))
            for lesson in records.lessons
        },
        secured_from=add_months(at, records.norms.secured_months),
        stable_from=add_months(at, records.norms.stable_months),
    )


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


def _tags_at(
    row: InitiativeRow, state: InitiativeState, at: date, fresh_from: date, tags: Iterable[TagRow]
) -> dict[str, TagAt]:
    """The tags of an initiative, fresh where it is active and was seen from `fresh_from` to `at`."""
    found = {}
    for tag in tags:
        seen = max((day for day in tag.observed if day <= at), default=None)
        fresh = state is InitiativeState.ACTIVE and seen is not None and seen >= fresh_from
        found[tag.lesson] = TagAt(tag.lesson, seen, fresh, why_not_yet(row, tag.lesson))
    return found


@dataclass(frozen=True, slots=True)
class _MoneyAt:
    grants: tuple[GrantRow, ...]
    at: date
    norms: Norms


def _initiative_at(
    row: InitiativeRow,
    state: InitiativeState,
    tags: Mapping[str, TagAt],
    live_ties: frozenset[str],
    money: _MoneyAt,
) -> InitiativeAt:
    until = secured_until(money.grants, money.at, money.norms) if row.needs_money else None
    return InitiativeAt(
        row=row,
        state=state,
        tags=tags,
        live_ties=live_ties,
        grants=money.grants,
        secured_until=until,
        follow_up=until is not None and has_follow_up(money.grants, until, money.at, money.norms),
        fresh=any(tag.fresh for tag in tags.values()),
    )


def _places(records: Records, at: date, initiatives: Iterable[InitiativeAt]) -> tuple[Place, ...]:
    """The districts valid at the date, each with the active initiatives that name it."""
    active: dict[str, list[InitiativeAt]] = defaultdict(list)
    for initiative in initiatives:
        if initiative.active and not initiative.row.municipality_wide:
            for code in dict.fromkeys(initiative.row.district_codes):
                active[code].append(initiative)
    return tuple(
        _place(district, tuple(active.get(district.code, ())), records.norms)
        for district in districts_at(records, at.year)
    )


def _place(district: DistrictAt, active: tuple[InitiativeAt, ...], norms: Norms) -> Place:
    fresh = tuple(initiative for initiative in active if initiative.fresh)
    by_lesson: dict[str, list[InitiativeAt]] = defaultdict(list)
    for initiative in active:
        for lesson in initiative.tags:
            by_lesson[lesson].append(initiative)
    inhabitants = inhabitants_fraction(district)
    return Place(
        district=district,
        active=active,
        fresh=fresh,
        by_lesson={lesson: tuple(tagged) for lesson, tagged in by_lesson.items()},
        unknown=is_unknown_district(len(active), len(fresh), norms),
        too_small=inhabitants is not None and inhabitants < norms.min_inhabitants,
    )
