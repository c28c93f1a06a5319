"""The rules of an initiative's record, on plain values: no queries, no request.

What counts towards a lesson is measured in `dashboards.analysis`; here stands which answers a lesson still
asks for, and the sentence for a tag that does not count yet. The two agree (design, section 4).
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MAX_LESSONS: Final = 3
OPEN_PLACES: Final = frozenset({"indoor_public", "indoor_commercial", "outdoor"})
"""Places where several groups can be at once: what bridging-3 counts."""
CLOSED_CIRCLES: Final = frozenset({"participants", "organiser"})
SHIELDED_ACTIVITIES: Final = frozenset({"peer"})
SHIELDED_GROUPS: Final = frozenset({"lhbtiq", "mental_health"})
RELATION_PARTNERS: Final = ("municipality", "welfare", "housing")
"""The partners that linking-1 is about."""


def shielded_by_default(
    own_circle: str, activities: Collection[str], groups: Collection[str]
) -> bool:
    """Whether a new record hides its location: own circles, peer groups, lhbtiq+, mental health.

    Arguments are codes of the vocabulary.
    """
    return (
        own_circle in CLOSED_CIRCLES
        or not SHIELDED_ACTIVITIES.isdisjoint(activities)
        or not SHIELDED_GROUPS.isdisjoint(groups)
    )


def assign_positions(current: Mapping[str, int], wanted: Iterable[str]) -> dict[str, int]:
    """Lesson code → position 1–3: what stays keeps its place, what is new takes a free one.

    Raises ValidationError above three lessons.
    """
    codes = list(dict.fromkeys(wanted))
    if len(codes) > MAX_LESSONS:
        raise ValidationError(
            _("Kies hooguit drie lessen. Meer labels is niet beter."), code="too_many"
        )
    kept = {code: current[code] for code in codes if code in current}
    free = [place for place in range(1, MAX_LESSONS + 1) if place not in kept.values()]
    new = [code for code in codes if code not in kept]
    return kept | dict(zip(new, free, strict=False))


def check_not_future(day: date, today: date) -> None:
    """A person sees or does something today or earlier; raises ValidationError otherwise."""
    if day > today:
        raise ValidationError(_("Deze datum ligt in de toekomst."), code="future")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the lessons of an initiative ask about it. Empty, None and "unknown" = not known."""

    lessons: frozenset[str] = frozenset()
    own_circle: str = "unknown"
    place_kinds: frozenset[str] = frozenset()
    simultaneous_activities: bool | None = None
    target_groups: frozenset[str] = frozenset()
    initiated_by: str = ""
    decided_by: str = ""
    needs_money: bool | None = None
    tied_partners: frozenset[str] = frozenset()
    """Kinds of partner of which a tie is recorded, involved or only informed."""


@dataclass(frozen=True, slots=True)
class Question:
    """One follow-up question of a lesson; `field` is what it fills ("tie_…" for a partner)."""

    lesson: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class MissingAnswer:
    """A question without an answer. `sentence` is empty where counting does not depend on it."""

    lesson: str
    field: str
    question: str
    sentence: str


_QUESTIONS: Final[tuple[tuple[str, str, str | Promise], ...]] = (
    ("bonding-1", "own_circle", gettext_lazy("Wiens keuze is de eigen kring?")),
    ("bonding-2", "target_groups", gettext_lazy("Voor wie is het?")),
    ("bridging-3", "place_kinds", gettext_lazy("Op welke plek is het?")),
    (
        "bridging-3",
        "simultaneous_activities",
        gettext_lazy("Doen groepen er tegelijk verschillende dingen?"),
    ),
    ("linking-1", "tie_municipality", gettext_lazy("Is de gemeente echt betrokken?")),
    ("linking-1", "tie_welfare", gettext_lazy("Is het welzijnswerk echt betrokken?")),
    ("linking-1", "tie_housing", gettext_lazy("Is de woningcorporatie echt betrokken?")),
    ("linking-2", "initiated_by", gettext_lazy("Wie begon ermee?")),
    ("linking-2", "decided_by", gettext_lazy("Wie beslist er?")),
    ("linking-3", "needs_money", gettext_lazy("Is er geld voor nodig?")),
)


def questions_for(lessons: Collection[str]) -> tuple[Question, ...]:
    """The follow-up questions of these lessons, in the order of the framework."""
    return tuple(
        Question(lesson, field, str(text))
        for lesson, field, text in _QUESTIONS
        if lesson in lessons
    )


def is_answered(facts: Facts, field: str) -> bool:
    """Whether the record has an answer to a question's field."""
    if field.startswith("tie_"):
        return field.removeprefix("tie_") in facts.tied_partners
    value = getattr(facts, field)
    if isinstance(value, frozenset | str):
        return bool(value) and value != "unknown"
    return value is not None


def missing_answers(facts: Facts) -> tuple[MissingAnswer, ...]:
    """The questions of the initiative's lessons that have no answer yet."""
    reasons = _reasons(facts)
    return tuple(
        MissingAnswer(
            question.lesson,
            question.field,
            question.text,
            _sentence(reasons.get(question.field, "")),
        )
        for question in questions_for(facts.lessons)
        if not is_answered(facts, question.field)
    )


def not_counting(facts: Facts) -> dict[str, str]:
    """Lesson → "telt nog niet mee: …", for each of its tags that do not count as the record stands.

    `dashboards.analysis` counts by the same reasons, in the same words (a test holds them together).
    """
    reasons = _reasons(facts)
    found = {
        lesson: [reasons[field] for field in fields if field in reasons]
        for lesson, fields in _COUNTS_BY.items()
        if lesson in facts.lessons
    }
    return {lesson: _sentence(" en ".join(whys)) for lesson, whys in found.items() if whys}


_COUNTS_BY: Final = {
    "bonding-1": ("own_circle",),
    "bridging-3": ("place_kinds", "simultaneous_activities"),
}


def _sentence(reason: str) -> str:
    return _("telt nog niet mee: %(reason)s") % {"reason": reason} if reason else ""


def _reasons(facts: Facts) -> dict[str, str]:
    """Field → why a tag that depends on it does not count."""
    reasons = {
        "own_circle": _circle_reason(facts.own_circle),
        "place_kinds": _place_reason(facts.place_kinds),
        "simultaneous_activities": _together_reason(facts.simultaneous_activities),
    }
    return {field: reason for field, reason in reasons.items() if reason}


def _circle_reason(own_circle: str) -> str:
    reasons = {
        "participants": "",
        "organiser": _("de organisator koos voor een eigen kring, niet de deelnemers"),
        "open": _("iedereen kan meedoen, dus het is geen eigen kring"),
    }
    return reasons.get(
        own_circle, _("het is niet bekend of de deelnemers zelf voor een eigen kring kozen")
    )


def _place_reason(places: frozenset[str]) -> str:
    if not places:
        return _("het is niet bekend op wat voor plek het is")
    if places.isdisjoint(OPEN_PLACES):
        return _("er is geen plek binnen of buiten waar meer groepen terechtkunnen")
    return ""


def _together_reason(simultaneous: bool | None) -> str:
    if simultaneous is None:
        return _("het is niet bekend of er verschillende activiteiten tegelijk zijn")
    if not simultaneous:
        return _("er zijn geen verschillende activiteiten tegelijk")
    return ""


class State(StrEnum):
    """The state of an initiative on a day (design, section 4)."""

    IDEA = "idea"
    STOPPED = "stopped"
    DORMANT = "dormant"
    ACTIVE = "active"


def state_on(
    day: date, *, start_date: date | None, end_date: date | None, dormant_since: date | None
) -> State:
    """Return the state on `day`, first that applies: idea, stopped, dormant, active."""
    if start_date is None or start_date > day:
        return State.IDEA
    if end_date is not None and end_date < day:
        return State.STOPPED
    if dormant_since is not None and dormant_since <= day:
        return State.DORMANT
    return State.ACTIVE


def months_before(day: date, months: int) -> date:
    """Return `day` minus calendar months, clamped to the month's last day."""
    index = day.year * 12 + day.month - 1 - months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


_FILLERS: Final = frozenset(
    {"de", "het", "een", "van", "in", "op", "en", "stichting", "vereniging"}
)


ALIKE: Final = 0.85
"""The share of letters in common from which two names may be the same one."""
NEARBY: Final = 0.7
"""The same for two that are at the same place."""


def resemble(one: str, other: str, *, near: bool = False) -> bool:
    """Whether two names are so alike that they may be the same initiative (a typing error, a word more).

    In the same wijk (`near`) they need look less alike.
    """
    first, second = bare_name(one), bare_name(other)
    if not first or not second:
        return one.strip().casefold() == other.strip().casefold()
    return bare_names_resemble(first, second, NEARBY if near else ALIKE)


def bare_names_resemble(first: str, second: str, share: float = ALIKE) -> bool:
    """Whether two names are alike that are bare already (see `bare_name`) and not empty."""
    words, others = set(first.split()), set(second.split())
    if min(len(words), len(others)) > 1 and (words <= others or others <= words):
        return True
    if first == second:
        return True
    matcher = SequenceMatcher(None, first, second)
    bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
    return all(bound() >= share for bound in bounds)


def bare_name(name: str) -> str:
    """Return a name without accents, capitals, punctuation and filler words."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return " ".join(word for word in re.findall(r"[a-z0-9]+", plain) if word not in _FILLERS)
