"""The part that an initiative has in a cell, and in what words it changed between two dates.

A part is a number that only goes up when it helps the cell:
- supply: 0 not active, 1 active, 2 fresh but losing its money, 3 fresh;
- ratios: -1 asked and not met, 0 not asked, 1 met; for `mix`, 1 where it is fresh and names a group to serve;
- signal: 1 where an active initiative is tagged with the lesson.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboards.analysis.ratios import ratio_of
from dashboards.analysis.situation import InitiativeAt, Place, Situation
from dashboards.analysis.states import InitiativeState
from dashboards.analysis.supply import loses_money, supply_of
from dashboards.rows import LessonRow
from language import Labels, gettext_noop
from language import gettext as _


@dataclass(frozen=True, slots=True)
class Cause:
    """An initiative whose part in a cell changed; `what` goes after its name: "Eettafel: gestopt"."""

    initiative_id: int
    name: str
    what: str
    helps: bool


_MET = Labels(
    {
        "relation": gettext_noop("weer contact met gemeente, welzijnswerk en corporatie"),
        "condition": gettext_noop("geld zeker voor een jaar of langer"),
    }
)
_UNMET = Labels(
    {
        "relation": gettext_noop(
            "geen recent contact meer met gemeente, welzijnswerk en corporatie"
        ),
        "condition": gettext_noop("geld niet meer zeker voor een jaar"),
    }
)
_STOPPED = Labels(
    {
        InitiativeState.STOPPED: gettext_noop("gestopt"),
        InitiativeState.DORMANT: gettext_noop("ligt stil"),
    }
)


def causes_of(
    was: Situation, now: Situation, district: str, lesson: LessonRow
) -> tuple[Cause, ...]:
    """Return the initiatives whose part in a cell differs, by name."""
    places = [place_of(each, district) for each in (was, now)]
    groups = frozenset(group for place in places for group in place.district.groups)
    then, today = (
        parts(each, place, lesson, groups) for each, place in zip((was, now), places, strict=True)
    )
    return _differences(was, now, then, today, lesson.kind)


def known_by(was: Situation, now: Situation, district: str) -> tuple[Cause, ...]:
    """Return the initiatives that decide whether enough is known of a district, where they differ, by name."""
    then, today = (
        {item.id: 2 if item.fresh else 1 for item in place_of(each, district).active}
        for each in (was, now)
    )
    return _differences(was, now, then, today, "known")


def place_of(situation: Situation, district: str) -> Place:
    """Return a district that is valid at the date; KeyError for another."""
    for place in situation.places:
        if place.district.code == district:
            return place
    raise KeyError(district)


def parts(
    situation: Situation, place: Place, lesson: LessonRow, groups: frozenset[str]
) -> dict[int, int]:
    """Return the part that each initiative has in a cell; those without one are left out.

    `groups` are the groups to serve at either date: a list that changes is no part of an initiative.
    """
    if lesson.kind == "supply":
        supply = supply_of(situation, place, lesson)
        found = {item.id: 1 for item in supply.active}
        return found | {item.id: 2 if loses_money(item, situation) else 3 for item in supply.fresh}
    if lesson.kind == "signal":
        return {item.id: 1 for item in place.tagged(lesson.code)}
    if lesson.kind == "mix":
        return {item.id: 1 for item in place.fresh if item.row.target_groups & groups}
    ratio = ratio_of(situation, place, lesson.kind)
    return {item.id: -1 for item in ratio.asked} | {item.id: 1 for item in ratio.met}


def _differences(
    was: Situation, now: Situation, then: Mapping[int, int], today: Mapping[int, int], kind: str
) -> tuple[Cause, ...]:
    found = []
    for pk in dict.fromkeys((*then, *today)):
        one, two = then.get(pk, 0), today.get(pk, 0)
        if one != two:
            item = now.initiatives[pk]
            what = _what(was.initiatives[pk], item, one, two, kind)
            found.append(Cause(pk, item.row.name, what, two > one))
    return tuple(sorted(found, key=lambda cause: (cause.name.casefold(), cause.initiative_id)))


def _what(was: InitiativeAt, now: InitiativeAt, one: int, two: int, kind: str) -> str:
    if not now.active:
        return _STOPPED[now.state]
    if not was.active:
        return _begun(two, kind)
    if kind in _MET:
        return (_MET if two > one else _UNMET)[kind]
    if kind != "supply" or two == 1:
        return _("bevestigd") if two > one else _("al lang niet meer bevestigd")
    if one == 1:
        return _("bevestigd") if two == 3 else _("bevestigd; het geld eindigt")
    return _("geld geregeld") if two == 3 else _("het geld eindigt")


def _begun(part: int, kind: str) -> str:
    if part < 0:
        return _("begonnen, voldoet nog niet")
    if kind in {"supply", "known"} and part == 1:
        return _("begonnen, nog niet bevestigd")
    ending = kind == "supply" and part == 2
    return _("begonnen; het geld eindigt") if ending else _("begonnen")
