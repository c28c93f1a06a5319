"""What the four views of the coverage share: the tabs, and the choices of their filters."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dashboards.analysis.areas import DistrictAt
from dashboards.analysis.coverage import Coverage
from dashboards.analysis.situation import Situation
from dashboards.forms.coverage import Choices
from dashboards.links import view_url
from dashboards.rows import LessonRow
from dashboards.views.looking import Look
from lessons.models import ActionRole


@dataclass(frozen=True, slots=True)
class Tab:
    """A view of the coverage at the same day."""

    label: str
    href: str
    current: bool


def tabs(seen: Look, current: str, **query: str) -> list[Tab]:
    """The four views; what was chosen in one goes along to the others."""
    views = (
        ("coverage", _("Matrix")),
        ("coverage_map", _("Kaart")),
        ("coverage_trend", _("Verloop")),
        ("coverage_compare", _("Vergelijk")),
    )
    return [Tab(label, view_url(name, seen.day, **query), name == current) for name, label in views]


def district_choices(covered: Coverage) -> Choices:
    """The districts of the day, by name."""
    return names_first([place.district for place in covered.places], _("Alle wijken"))


def names_first(districts: Iterable[DistrictAt], nothing: str) -> Choices:
    """Districts by name; `nothing` says what the page shows where none is chosen."""
    named = sorted(
        ((district.code, district.name) for district in districts),
        key=lambda pair: pair[1].casefold(),
    )
    return [("", nothing), *named]


def lesson_choices(lessons: Iterable[LessonRow], nothing: str) -> Choices:
    """Lessons in their order; `nothing` says what the page shows where none is chosen."""
    return [("", nothing), *((lesson.code, lesson.title) for lesson in lessons)]


def filter_choices(situation: Situation, places: Choices) -> dict[str, Any]:
    """For whom, started by whom, and where: what the initiatives in the cells are counted by."""
    groups = [(group.code, group.name) for group in situation.records.target_groups]
    return {
        "voor": [("", _("Alle groepen")), *groups],
        "rol": [("", _("Iedereen")), *ActionRole.choices],
        "soortplek": [("", _("Alle plekken")), *places],
    }
