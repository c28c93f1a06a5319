"""Since when a cell is covered or answered, and by what: how an action hears that its gap was answered.

Definition. "Since" is the first day S such that the cell of a district × lesson had, by the measures, the same good
state (covered; of a signal answered or no signal) on every day from S up to the reference date D. A state can change
only on a day on which a dated fact begins or ends to count (`changes_of`), so that it is enough to look at those days,
from D backwards, until the state differs.
What brought it are the initiatives that carry the state on S and did not carry it on the day before S: for a supply
lesson the fresh ones that do not lose their money, for a ratio those that meet it. None where it came otherwise
(another number of inhabitants, or fewer that the ratio asks it of).

As in all measures, undated facts (circle, ties, who decides, which tags) are the present ones at every day, so an
answer is dated by the records' own dates and not by the day on which somebody typed them.
Only the records are read on which a good state of the cell can rest (`_needed`).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

from dashboards.analysis.dates import add_days, add_months
from dashboards.analysis.money import runs_until
from dashboards.analysis.ratios import ratio_of, ratio_state
from dashboards.analysis.signals import signal_of, voices_by_district
from dashboards.analysis.situation import Place, Situation, situate
from dashboards.analysis.states import CellState
from dashboards.analysis.supply import loses_money, supply_of, supply_state
from dashboards.rows import DistrictRow, GrantRow, InitiativeRow, LessonRow, Norms, Records

GOOD = frozenset({CellState.COVERED, CellState.ANSWERED, CellState.NO_SIGNAL})
"""The states in which a gap is answered."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Since when a cell has its good state, and which initiatives brought it there (none where it came otherwise)."""

    state: CellState
    since: date
    by: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a cell on a day, and the initiatives that carry it."""

    state: CellState
    carriers: tuple[int, ...]


@dataclass(slots=True)
class Answers:
    """Answers about the cells of one municipality on a day; what cells share is worked out once."""

    records: Records
    at: date
    _districts: dict[str, Records] = field(default_factory=dict)
    _grouped: dict[str, list[InitiativeRow]] = field(default_factory=dict)
    _found: dict[tuple[str, str], Answer | None] = field(default_factory=dict)

    def of(self, district: str, lesson: str) -> Answer | None:
        """Return since when a cell is answered; None where it is not, or where there is no such cell."""
        key = (district, lesson)
        if key not in self._found:
            row = next((item for item in self.records.lessons if item.code == lesson), None)
            self._found[key] = None if row is None else self._answer(district, row)
        return self._found[key]

    def _answer(self, district: str, lesson: LessonRow) -> Answer | None:
        whole = self._of_district(district)
        needed = _needed(whole, lesson)
        now = standing(needed, district, lesson, self.at)
        if now is None or now.state not in GOOD:
            return None
        since = self.at
        for day in sorted(set(changes_of(needed, lesson, self.at)), reverse=True):
            found = standing(needed, district, lesson, day)
            if found is None or found.state is not now.state:
                break
            since = day
        return Answer(now.state, since, _brought(needed, district, lesson, since))

    def _of_district(self, code: str) -> Records:
        if not self._grouped:
            grouped: dict[str, list[InitiativeRow]] = defaultdict(list)
            for row in self.records.initiatives:
                if not row.municipality_wide:
                    for named in dict.fromkeys(row.district_codes):
                        grouped[named].append(row)
            self._grouped = dict(grouped)
        if code not in self._districts:
            self._districts[code] = self._restricted(code)
        return self._districts[code]

    def _restricted(self, code: str) -> Records:
        found = _only(self.records, self._grouped.get(code, ()))
        return replace(
            found,
            districts=_alone(found.districts, code),
            figures=tuple(row for row in found.figures if row.district_code == code),
            serves=tuple(row for row in found.serves if row.district_code in (code, None)),
            voices=tuple(row for row in found.voices if row.district_code == code),
        )


def standing(records: Records, district: str, lesson: LessonRow, day: date) -> Standing | None:
    """Return the state of a cell on a day with what carries it; None where the district is not valid then."""
    situation = situate(records, day)
    place = next((item for item in situation.places if item.district.code == district), None)
    if place is None:
        return None
    if lesson.kind == "supply":
        return _supply_standing(situation, place, lesson)
    if lesson.kind == "signal":
        signal = signal_of(situation, place, lesson.code, voices_by_district(situation))
        return Standing(signal.state, tuple(item.id for item in signal.opposing))
    ratio = ratio_of(situation, place, lesson.kind)
    state = ratio_state(ratio.numerator, ratio.denominator, place.unknown, situation.norms)
    return Standing(state, tuple(item.id for item in ratio.met))


def changes_of(records: Records, lesson: LessonRow, at: date) -> Iterator[date]:
    """Return the days up to `at` on which the state of a lesson's cell can change.

    Starts, the days after ends and the days of falling still; the days on which something was seen again after it was
    too old, and on which it is too old, contacts likewise; what decides on money and the days on which money comes
    within reach or ends; voices, answers and outdated reviews; and 1 January of each year, when other key figures,
    groups and divisions hold.
    """
    days = {day for day in _dated(records, lesson) if day <= at}
    if days:
        days |= {date(year, 1, 1) for year in range(min(days).year + 1, at.year + 1)}
    return iter(days)


def first_day_beyond(day: date, months: int) -> date:
    """Return the first day from which counting `months` calendar months back passes `day`."""
    found = add_months(day, months)
    while add_months(found, -months) <= day and found < date.max:
        found = add_days(found, 1)
    return found


def first_day_reaching(day: date, months: int) -> date:
    """Return the first day from which `months` calendar months ahead lie after `day`."""
    found = add_months(day, -months)
    while add_months(found, months) <= day and found < date.max:
        found = add_days(found, 1)
    return found


def _dated(records: Records, lesson: LessonRow) -> Iterator[date]:
    norms = records.norms
    yield from chain.from_iterable(_lived(row) for row in records.initiatives)
    yield from _spells(
        ((tag.initiative_id, day) for tag in records.tags for day in tag.observed),
        lambda day: first_day_beyond(day, norms.fresh_months),
    )
    yield from _spells(
        (((row.initiative_id, row.partner_kind), row.date) for row in records.contacts),
        lambda day: add_days(day, norms.contact_days + 1),
    )
    for grant in records.grants:
        yield from _money_days(grant, norms)
    if lesson.kind == "signal":
        for voice in records.voices:
            yield voice.date
            if voice.responded_on is not None:
                yield voice.responded_on
            yield first_day_beyond(voice.date, norms.review_months)


def _spells[K](seen: Iterable[tuple[K, date]], until: Callable[[date], date]) -> Iterator[date]:
    """The days on which what was seen begins to be recent, and those on which it is so no more.

    What is seen again while it is still recent changes nothing on that day.
    """
    by_key: dict[K, list[date]] = defaultdict(list)
    for key, day in seen:
        by_key[key].append(day)
    for days in by_key.values():
        days.sort()
        end = days[0]
        yield end
        for day in days:
            if day > end:
                yield end
                yield day
            end = until(day)
        yield end


def _lived(row: InitiativeRow) -> Iterator[date]:
    if row.start_date is not None:
        yield row.start_date
    if row.end_date is not None:
        yield add_days(row.end_date, 1)
    if row.dormant_since is not None:
        yield row.dormant_since


def _money_days(grant: GrantRow, norms: Norms) -> Iterator[date]:
    """The days on which a grant begins or ends to count for S, for S ≥ D + months, or as a follow-up."""
    for decided in (grant.received_on, grant.decided_on, grant.committed_on, grant.revoked_on):
        if decided is not None:
            yield decided
    if grant.period_start is not None:
        yield add_days(grant.period_start, -norms.gap_days)
        yield add_days(grant.period_start, -norms.follow_up_days)
    if grant.period_end is not None:
        yield grant.period_end
    until = runs_until(grant, norms)
    if until is not None and until != date.max:
        yield add_days(until, 1)
        yield first_day_reaching(until, norms.secured_months)
        yield first_day_reaching(until, norms.stable_months)


def _supply_standing(situation: Situation, place: Place, lesson: LessonRow) -> Standing:
    supply = supply_of(situation, place, lesson)
    kept = tuple(item.id for item in supply.fresh if not loses_money(item, situation))
    return Standing(supply_state(situation, supply), kept)


def _brought(records: Records, district: str, lesson: LessonRow, since: date) -> tuple[int, ...]:
    on = standing(records, district, lesson, since)
    before = standing(records, district, lesson, add_days(since, -1))
    held = set(before.carriers) if before else set()
    return tuple(pk for pk in on.carriers if pk not in held) if on else ()


def _needed(records: Records, lesson: LessonRow) -> Records:
    """Return what the good state of a lesson's cell rests on, and no more."""
    match lesson.kind:
        case "supply" | "signal":
            tagged = {tag.initiative_id for tag in records.tags if tag.lesson == lesson.code}
            found = _only(records, [row for row in records.initiatives if row.id in tagged])
            own = _where(found.tags, lambda tag: tag.lesson == lesson.code)
            if lesson.kind == "signal":
                return replace(found, tags=own, ties=(), contacts=(), grants=())
            return replace(found, tags=own, ties=(), contacts=())
        case "mix":
            return replace(records, ties=(), contacts=(), grants=())
        case "relation":
            return replace(records, tags=(), grants=())
        case "condition":
            paid = [row for row in records.initiatives if row.needs_money]
            return replace(_only(records, paid), tags=(), ties=(), contacts=())
    return replace(records, tags=(), ties=(), contacts=(), grants=())


def _alone(districts: Sequence[DistrictRow], code: str) -> tuple[DistrictRow, ...]:
    """Return a district and one of the earliest division, which tells whether the first holds before its year."""
    earliest = min(districts, key=lambda row: row.valid_from_year or 0, default=None)
    return tuple(row for row in districts if row.code == code or row is earliest)


def _only(records: Records, initiatives: Collection[InitiativeRow]) -> Records:
    """Return the records with these initiatives only, and what hangs on them."""
    ids = {row.id for row in initiatives}
    return replace(
        records,
        initiatives=tuple(initiatives),
        tags=_where(records.tags, lambda row: row.initiative_id in ids),
        ties=_where(records.ties, lambda row: row.initiative_id in ids),
        contacts=_where(records.contacts, lambda row: row.initiative_id in ids),
        grants=_where(records.grants, lambda row: row.initiative_id in ids),
    )


def _where[R](rows: Iterable[R], holds: Callable[[R], bool]) -> tuple[R, ...]:
    return tuple(row for row in rows if holds(row))
