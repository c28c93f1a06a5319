"""Which tags count: two lessons ask something of the initiative before its tag counts."""

from dashboards.analysis.words import listing
from dashboards.rows import PARTICIPANTS, InitiativeRow
from language import gettext as _

OWN_CIRCLE_LESSON = "bonding-1"
"""Counts a circle closed by choice of its participants only."""
PLACE_LESSON = "bridging-3"
"""Counts only with a place where people can meet, and several activities at the same time."""
MEETING_PLACES = frozenset({"indoor_public", "indoor_commercial", "outdoor"})
NUMBER_LESSONS = frozenset({OWN_CIRCLE_LESSON, PLACE_LESSON})
"""The lessons that ask for a number a head; the other supply lessons are met by presence."""


def why_not_yet(row: InitiativeRow, lesson: str) -> str:
    """Return why a tag of `lesson` does not count yet (after "telt nog niet mee: "); empty if it counts."""
    if lesson == OWN_CIRCLE_LESSON:
        return _why_no_own_circle(row.own_circle)
    if lesson == PLACE_LESSON:
        reasons = (_why_no_place(row.place_kinds), _why_not_at_once(row))
        return listing([reason for reason in reasons if reason])
    return ""


def _why_no_own_circle(own_circle: str) -> str:
    if own_circle == PARTICIPANTS:
        return ""
    if own_circle == "organiser":
        return _("de organisator koos voor een eigen kring, niet de deelnemers")
    if own_circle == "open":
        return _("iedereen kan meedoen, dus het is geen eigen kring")
    return _("het is niet bekend of de deelnemers zelf voor een eigen kring kozen")


def _why_no_place(place_kinds: frozenset[str]) -> str:
    if place_kinds & MEETING_PLACES:
        return ""
    if place_kinds:
        return _("er is geen plek binnen of buiten waar meer groepen terechtkunnen")
    return _("het is niet bekend op wat voor plek het is")


def _why_not_at_once(row: InitiativeRow) -> str:
    if row.simultaneous_activities is True:
        return ""
    if row.simultaneous_activities is False:
        return _("er zijn geen verschillende activiteiten tegelijk")
    return _("het is niet bekend of er verschillende activiteiten tegelijk zijn")
