"""When we were last there: per district the last observation, and per kind of partner the last contact.

Contacts may be known of some initiatives only (`known`): a professional knows those of their own organisation. An own
circle by choice of its participants may keep its distance: it is never late (as in `relation`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from dashboards.analysis.areas import DistrictAt
from dashboards.analysis.cells import ids
from dashboards.analysis.findings import NO_DISTRICTS
from dashboards.analysis.situation import Place, Situation
from dashboards.analysis.states import CellState
from dashboards.analysis.words import counted, listing, number_nl
from language import Labels, gettext_noop
from language import gettext as _

SEEN: Final = "gezien"
"""In place of a kind of partner: an observation."""
_FEW: Final = 3
"""So many districts are named; of more only the number is told."""


class Recency(StrEnum):
    """How the last time stands to the norm."""

    RECENT = "recent"
    LATE = "late"
    NEVER = "never"
    NOT_ASKED = "not_asked"


RECENCY_LABELS: Final = Labels(
    {
        Recency.RECENT: gettext_noop("binnen de norm"),
        Recency.LATE: gettext_noop("te lang geleden"),
        Recency.NEVER: gettext_noop("nooit vastgelegd"),
        Recency.NOT_ASKED: gettext_noop("geen band"),
    }
)
RECENCY_STATES: Final = {
    Recency.RECENT: CellState.COVERED,
    Recency.LATE: CellState.STALE,
    Recency.NEVER: CellState.EMPTY,
}
"""The state whose colour and shape says it; without a tie there is none."""


@dataclass(frozen=True, slots=True)
class Visit:
    """The last time in a district, of one kind."""

    district: DistrictAt
    kind: str
    """`SEEN`, or the code of a kind of partner."""
    last: date | None
    days: int | None
    """Days from the last time to the reference date."""
    recency: Recency
    asked_ids: tuple[int, ...]
    """Of whom it is asked: the active ones, of a partner those really involved with it that are no own circle."""
    late_ids: tuple[int, ...]
    """Those of them without it within the norm."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of contacts: the initiatives it is known of, their ties, and the last time by district and kind."""

    ids: Collection[int]
    involved: Mapping[int, set[str]]
    met: Mapping[tuple[str, str], date]


def visits(
    situation: Situation, kinds: Sequence[str], known: Collection[int]
) -> tuple[tuple[Visit, ...], ...]:
    """Return of every district, by code, the last observation and the last contact with each of `kinds`."""
    facts = _Known(known, _involved(situation), _met(situation, known))
    return tuple(
        (_seen(situation, place), *(_contact(situation, place, kind, facts) for kind in kinds))
        for place in situation.places
    )


def partner_codes(situation: Situation) -> frozenset[str]:
    """Return the kinds of partner with which anybody has a tie or had contact."""
    ties = {row.partner_kind for row in situation.records.ties}
    return frozenset(ties | {row.partner_kind for row in situation.records.contacts})


def without_contact(situation: Situation, district: str, kind: str) -> tuple[int, ...]:
    """Return the late ones of a district and a kind of partner ("" = of all): what the number of a visit opens."""
    kinds = [kind] if kind else sorted(partner_codes(situation))
    everyone = situation.initiatives.keys()
    return tuple(
        dict.fromkeys(
            pk
            for row in visits(situation, kinds, everyone)
            for visit in row
            if visit.kind != SEEN and district in {"", visit.district.code}
            for pk in visit.late_ids
        )
    )


def _involved(situation: Situation) -> Mapping[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for tie in situation.records.ties:
        if tie.involved:
            found[tie.initiative_id].add(tie.partner_kind)
    return found


def _met(situation: Situation, known: Collection[int]) -> Mapping[tuple[str, str], date]:
    """The last contact by district and kind, of initiatives in any state: whoever was there, was there."""
    last: dict[tuple[str, str], date] = {}
    for contact in situation.records.contacts:
        item = situation.initiatives.get(contact.initiative_id)
        if item is None or item.id not in known or contact.date > situation.at:
            continue
        for code in () if item.row.municipality_wide else item.row.district_codes:
            key = code, contact.partner_kind
            last[key] = max(last.get(key, contact.date), contact.date)
    return last


def _seen(situation: Situation, place: Place) -> Visit:
    last = max((item.last_seen for item in place.active if item.last_seen), default=None)
    late = ids(item for item in place.active if not item.fresh)
    recency = _recency(last, recent=bool(place.fresh), asked=bool(place.active))
    return Visit(
        place.district, SEEN, last, _days(situation, last), recency, ids(place.active), late
    )


def _contact(situation: Situation, place: Place, kind: str, facts: _Known) -> Visit:
    asked = [
        item
        for item in place.active
        if item.id in facts.ids and not item.own_circle and kind in facts.involved.get(item.id, ())
    ]
    late = ids(item for item in asked if kind not in item.live_ties)
    last = facts.met.get((place.district.code, kind))
    days = _days(situation, last)
    recent = days is not None and days <= situation.norms.contact_days
    recency = _recency(last, recent=recent, asked=bool(asked))
    return Visit(place.district, kind, last, days, recency, ids(asked), late)


def _days(situation: Situation, last: date | None) -> int | None:
    return None if last is None else (situation.at - last).days


def _recency(last: date | None, *, recent: bool, asked: bool) -> Recency:
    if not asked:
        return Recency.NOT_ASKED
    if last is None:
        return Recency.NEVER
    return Recency.RECENT if recent else Recency.LATE


def visits_heading(
    found: Sequence[Sequence[Visit]], situation: Situation, *, contacts: bool
) -> str:
    """Return in how many districts the last time is too long ago, and where it is longest ago.

    Of contacts (with any partner, in districts where there is a tie or was contact), or for whoever knows of no
    contacts of observations (in districts with an active initiative).
    """
    if not found:
        return _(NO_DISTRICTS)
    words = _CONTACTS if contacts else _OBSERVATIONS
    asked = [latest for row in found if (latest := _latest(row[1:] if contacts else row[:1]))]
    if not asked:
        return _(words.nowhere)
    norms = situation.norms
    late = [visit for visit in asked if visit.recency is not Recency.RECENT]
    longest = max(asked, key=lambda visit: (visit.days is None, visit.days or 0))
    first = _(words.some_late if late else words.none_late).format(
        late=number_nl(len(late)),
        of=number_nl(len(asked)),
        term=norms.contact_days if contacts else norms.fresh_months,
        where=longest.district.name,
        ago=_ago(longest.days),
    )
    known = {visit.district.code for visit in asked}
    rest = [row[0].district.name for row in found if row[0].district.code not in known]
    if not rest:
        return first
    many = _("{count} wijken").format(count=number_nl(len(rest)))
    names = listing(rest) if len(rest) <= _FEW else many
    return f"{first} {_(words.without).format(names=names)}"


def _ago(days: int | None) -> str:
    if days is None:
        return _("nooit")
    return _("{days} geleden").format(days=counted(days, "dag", "dagen"))


@dataclass(frozen=True, slots=True)
class _Words:
    nowhere: str
    none_late: str
    some_late: str
    without: str


_CONTACTS: Final = _Words(
    gettext_noop("Er is geen wijk met een band."),
    gettext_noop(
        "In elke wijk met een band is in de laatste {term} dagen contact vastgelegd; "
        "het langst niet in {where} ({ago})."
    ),
    gettext_noop(
        "In {late} van {of} wijken met een band is in de laatste {term} dagen geen contact vastgelegd; "
        "het langst niet in {where} ({ago})."
    ),
    gettext_noop("Zonder band: {names}."),
)
_OBSERVATIONS: Final = _Words(
    gettext_noop("Er is geen wijk met een actief initiatief."),
    gettext_noop(
        "In elke wijk met een actief initiatief is in de laatste {term} maanden iets gezien; "
        "het langst niet in {where} ({ago})."
    ),
    gettext_noop(
        "In {late} van {of} wijken met een actief initiatief is in de laatste {term} maanden niets gezien; "
        "het langst niet in {where} ({ago})."
    ),
    gettext_noop("Zonder actief initiatief: {names}."),
)


def _latest(row: Iterable[Visit]) -> Visit | None:
    """The most recent of several; None where nothing is asked and nothing was."""
    asked = [visit for visit in row if visit.recency is not Recency.NOT_ASKED]
    return max(asked, key=lambda visit: visit.last or date.min, default=None)
