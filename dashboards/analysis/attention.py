"""What asks something of somebody now: one definition, shown on "Mijn initiatieven" and in the weekly digest.

A need is one question about one record. What is asked of an active initiative, each reason at most once, and nothing on
its last day:

- `MONEY`: it needs money, S < D + `Norms.secured_months` and before its end, and there is no follow-up. Due on S,
  without secured money on D.
- `STALE`: a tag was seen, last longer than `Norms.fresh_months` ago. Due on the day it went stale.
- `NEARLY_STALE`: none is stale, and one will be within `AHEAD_DAYS`. Due on the day it goes stale.
- `NEVER_SEEN`: a tag was never observed (and no other reason about evidence holds). Due on the start.
- `NO_LESSON`: it has no tag, so that it counts nowhere. Due on the start.
- `NOT_COUNTING`: a tag does not count for want of an answer that nobody gave yet. A tag that does not count because
  of a known answer asks nothing: the answer may be right.
- `CONTACT`: municipality, welfare or housing is really involved, without a contact in `Norms.contact_days`. Not asked
  of an own circle by choice of its participants: it may keep its distance. Due when the contact grew too old.
- `IDEA`: without a start date, recorded more than `IDEA_MONTHS` ago. Due that many months after it was recorded.

Of a person: `ACTION` (a running action they own that is due within `AHEAD_DAYS`, has no date, or whose cell is answered
since it was made), `VOICE` (a signal without a response), `CLOCK` (a term of a grant that ends within `AHEAD_DAYS`, or
has ended) and `SCHEME` (a scheme with a ceiling under which euros are asked and not yet decided on: more than is left,
or while less than one in `NEAR_CEILING` of the ceiling is left). Days are calendar days.

Order: what has a legal or promised term and is late comes first, then the reasons in the order of `Reason`, then by the
day it was due, then by name. An initiative asks one thing first; its other needs stand behind it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Final

from dashboards.analysis.dates import add_days, add_months
from dashboards.analysis.ratios import PARTNERS_NEEDED
from dashboards.analysis.situation import InitiativeAt, Situation
from dashboards.analysis.states import InitiativeState
from dashboards.analysis.tagging import MEETING_PLACES, OWN_CIRCLE_LESSON, PLACE_LESSON
from dashboards.analysis.words import PARTNERS, day_nl, listing
from dashboards.rows import UNKNOWN, InitiativeRow
from language import gettext as _

AHEAD_DAYS: Final = 30
"""How long before a day somebody is asked about it."""
IDEA_MONTHS: Final = 6
"""An idea older than this is asked whether it has begun."""
NEAR_CEILING: Final = 10
"""A scheme is near its ceiling when less than one in so many parts of it is left."""


class Reason(IntEnum):
    """Why something is asked; the lower number is asked first."""

    CLOCK = 1
    ACTION = 2
    VOICE = 3
    SCHEME = 4
    MONEY = 5
    STALE = 6
    NEVER_SEEN = 7
    NO_LESSON = 8
    NEARLY_STALE = 9
    NOT_COUNTING = 10
    CONTACT = 11
    IDEA = 12


ABOUT_INITIATIVES: Final = frozenset(reason for reason in Reason if reason >= Reason.MONEY)
_TERMS: Final = frozenset({Reason.CLOCK, Reason.ACTION})


@dataclass(frozen=True, slots=True)
class Need:
    """One question about one record: `subject` is its id, of the kind that the reason is about."""

    reason: Reason
    subject: int
    name: str
    text: str
    due: date
    partner: str = ""
    """Of `CONTACT`: the kind of partner, where it is about one; contact with that one solves it."""


@dataclass(frozen=True, slots=True)
class Group:
    """What one record asks: `first` now, `rest` later. Reasons about other records are groups of their own."""

    first: Need
    rest: tuple[Need, ...] = ()


def initiative_needs(
    situation: Situation, mine: Collection[int], recorded_on: Mapping[int, date]
) -> list[Need]:
    """Return what the initiatives `mine` ask at the reference date; `recorded_on` is needed of ideas only."""
    found: list[Need] = []
    contacts = _last_contacts(situation)
    for pk in mine:
        item = situation.initiatives[pk]
        if item.state is InitiativeState.IDEA:
            found += _idea(situation, item, recorded_on.get(pk))
        elif item.active and item.row.end_date != situation.at:
            found += [
                *_money(situation, item),
                *_evidence(situation, item),
                *_not_counting(situation, item),
                *_contact(situation, item, contacts.get(pk, {})),
            ]
    return found


def grouped(needs: Iterable[Need], at: date) -> tuple[Group, ...]:
    """Return the needs, the most urgent first, those about one initiative together behind its first one."""
    by_subject: dict[tuple[Reason | None, int], list[Need]] = defaultdict(list)
    for need in sorted(needs, key=lambda need: _order(need, at)):
        kind = None if need.reason in ABOUT_INITIATIVES else need.reason
        by_subject[kind, need.subject].append(need)
    return tuple(Group(first, tuple(rest)) for first, *rest in by_subject.values())


def asks_within(due: date | None, at: date) -> bool:
    """Whether a term or an action due on this day is asked about at `at`; one without a day always is."""
    return due is None or due <= add_days(at, AHEAD_DAYS)


def full(ceiling_cents: int, left_cents: int, asked_cents: int) -> bool:
    """Whether a scheme asks for attention: what is asked and not yet decided on does not fit, or hardly."""
    little = left_cents * NEAR_CEILING < ceiling_cents
    return asked_cents > 0 and (asked_cents > left_cents or little)


def _order(need: Need, at: date) -> tuple[bool, Reason, date, str, int]:
    late = need.reason in _TERMS and need.due < at
    return not late, need.reason, need.due, need.name, need.subject


def _money(situation: Situation, item: InitiativeAt) -> list[Need]:
    until = item.secured_until
    if until is None or item.follow_up or item.secured_to(situation.secured_from):
        return []
    if item.row.end_date is not None and until >= item.row.end_date:
        return []
    if until < situation.at:
        text, due = (
            _("Er is geen geld geregistreerd dat doorloopt, en geen vervolgaanvraag."),
            situation.at,
        )
    else:
        due = until
        text = _("Het geld eindigt op {day}, zonder vervolgaanvraag.").format(day=day_nl(until))
    return [Need(Reason.MONEY, item.id, item.row.name, text, due)]


def _evidence(situation: Situation, item: InitiativeAt) -> list[Need]:
    start = item.row.start_date or situation.at
    if not item.tags:
        text = _("Er is nog geen les gekozen, dus het telt nergens mee.")
        return [Need(Reason.NO_LESSON, item.id, item.row.name, text, start)]
    months = situation.norms.fresh_months
    seen = [tag.last_seen for tag in item.tags.values() if tag.last_seen is not None]
    oldest = min(seen, default=None)
    if oldest is not None:
        limit = add_months(oldest, months)
        if any(tag.last_seen is not None and not tag.fresh for tag in item.tags.values()):
            text = _(
                "Voor het laatst gezien op {day}; dat is te lang geleden om mee te tellen."
            ).format(day=day_nl(oldest))
            return [Need(Reason.STALE, item.id, item.row.name, text, limit)]
        if asks_within(limit, situation.at):
            text = _("Voor het laatst gezien op {day}; het telt mee tot en met {until}.").format(
                day=day_nl(oldest), until=day_nl(limit)
            )
            return [Need(Reason.NEARLY_STALE, item.id, item.row.name, text, limit)]
    if len(seen) < len(item.tags):
        text = _("Er is nog niets gezien dat een gekozen les laat zien.")
        return [Need(Reason.NEVER_SEEN, item.id, item.row.name, text, start)]
    return []


def _not_counting(situation: Situation, item: InitiativeAt) -> list[Need]:
    reasons = [
        tag.not_yet
        for tag in item.tags.values()
        if tag.not_yet and _unanswered(item.row, tag.lesson)
    ]
    if not reasons:
        return []
    text = _("Telt nog niet mee: {reasons}.").format(reasons=listing(reasons))
    return [Need(Reason.NOT_COUNTING, item.id, item.row.name, text, situation.at)]


def _unanswered(row: InitiativeRow, lesson: str) -> bool:
    """Whether an answer would make the tag count; not where another known answer keeps it from counting."""
    if lesson == OWN_CIRCLE_LESSON:
        return row.own_circle in {"", UNKNOWN}
    if lesson != PLACE_LESSON or row.simultaneous_activities is False:
        return False
    return not row.place_kinds or bool(row.place_kinds & MEETING_PLACES)


def _last_contacts(situation: Situation) -> dict[int, dict[str, date]]:
    last: dict[int, dict[str, date]] = defaultdict(dict)
    for contact in situation.records.contacts:
        if contact.date <= situation.at:
            known = last[contact.initiative_id].get(contact.partner_kind, contact.date)
            last[contact.initiative_id][contact.partner_kind] = max(known, contact.date)
    involved: dict[int, dict[str, date]] = defaultdict(dict)
    for tie in situation.records.ties:
        if tie.involved and tie.partner_kind in PARTNERS_NEEDED:
            met = last[tie.initiative_id].get(tie.partner_kind, date.min)
            involved[tie.initiative_id][tie.partner_kind] = met
    return involved


def _contact(situation: Situation, item: InitiativeAt, met: Mapping[str, date]) -> list[Need]:
    late = [kind for kind in PARTNERS_NEEDED if kind in met and kind not in item.live_ties]
    if item.own_circle or not late:
        return []
    days = situation.norms.contact_days
    who = listing([PARTNERS[kind] for kind in late])
    oldest = min(met[kind] for kind in late)
    if oldest == date.min:
        due = item.row.start_date or situation.at
        text = _("Nog geen contact vastgelegd met {partners}.").format(partners=who)
    else:
        due = add_days(oldest, days)
        text = _("Meer dan {days} dagen geen contact met {partners}.").format(
            days=days, partners=who
        )
    only = late[0] if len(late) == 1 else ""
    return [Need(Reason.CONTACT, item.id, item.row.name, text, due, only)]


def _idea(situation: Situation, item: InitiativeAt, recorded_on: date | None) -> list[Need]:
    if item.row.start_date is not None or recorded_on is None:
        return []
    due = add_months(recorded_on, IDEA_MONTHS)
    if due >= situation.at:
        return []
    text = _("Een idee sinds {day}. Is het begonnen?").format(day=day_nl(recorded_on))
    return [Need(Reason.IDEA, item.id, item.row.name, text, due)]


@dataclass(frozen=True, slots=True)
class Support:
    """The supply cells in which an initiative counts now: (district code, district, lesson code, lesson)."""

    initiative_id: int
    name: str
    cells: tuple[tuple[str, str, str, str], ...]


def supports(situation: Situation, mine: Collection[int]) -> tuple[Support, ...]:
    """Return in which supply cells each of `mine` counts as fresh, by name; those that count nowhere are left out."""
    cells: dict[int, list[tuple[str, str, str, str]]] = defaultdict(list)
    lessons = [lesson for lesson in situation.lessons if lesson.kind == "supply"]
    for place in situation.places:
        for item in place.fresh:
            cells[item.id] += [
                (place.district.code, place.district.name, lesson.code, lesson.title)
                for lesson in lessons
                if item.fresh_for(lesson.code)
            ]
    found = [
        Support(pk, situation.initiatives[pk].row.name, tuple(cells[pk]))
        for pk in mine
        if cells[pk]
    ]
    return tuple(sorted(found, key=lambda support: support.name))
