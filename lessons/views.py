"""The framework to read: three strategies, nine lessons, and what each role can do."""

from dataclasses import dataclass
from typing import Protocol

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from areas.models import Municipality, Norms
from lessons.measuring import how_measured
from lessons.models import ActionRole, Lesson, RoleAction, Strategy

BY_ROLE = "rol"


class Member(Protocol):
    """What these pages need to know of who is looking."""

    municipality: Municipality


class LocalRequest(HttpRequest):
    """A request of somebody who works in a municipality."""

    membership: Member


@dataclass(frozen=True, slots=True)
class LessonText:
    """A lesson with the sentence that says how it is measured here."""

    lesson: Lesson
    measured: str


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of the page with what stands below it."""

    strategy: Strategy
    lessons: list[LessonText]


@dataclass(frozen=True, slots=True)
class RoleSection:
    """All actions of one role, in the order of the lessons."""

    role: str
    label: str
    invited: bool
    actions: list[RoleAction]


def _norms(municipality: Municipality) -> Norms:
    """The municipality's thresholds; without its own row, the defaults."""
    return Norms.objects.filter(municipality=municipality).first() or Norms(
        municipality=municipality
    )


def _by_strategy(norms: Norms) -> list[Section]:
    strategies = Strategy.objects.prefetch_related("lessons__role_actions")
    return [
        Section(
            strategy,
            [LessonText(lesson, how_measured(lesson, norms)) for lesson in strategy.lessons.all()],
        )
        for strategy in strategies
    ]


def _by_role(sections: list[Section]) -> list[RoleSection]:
    actions = [
        action
        for section in sections
        for text in section.lessons
        for action in text.lesson.role_actions.all()
    ]
    return [
        RoleSection(
            role.value,
            str(role.label),
            role is ActionRole.RESIDENT,
            [action for action in actions if action.role == role.value],
        )
        for role in ActionRole
    ]


@require_safe
def index(request: LocalRequest) -> HttpResponse:
    """All lessons, by strategy or (`?weergave=rol`) by role."""
    sections = _by_strategy(_norms(request.membership.municipality))
    roles = _by_role(sections)
    count = sum(len(section.lessons) for section in sections)
    heading = _(
        "%(lessons)s lessen, %(actions)s handelingen: wat beleid, professional en bewoner kunnen doen"
    ) % {
        "lessons": count,
        "actions": sum(len(role.actions) for role in roles),
    }
    by_role = request.GET.get("weergave") == BY_ROLE
    context = {"heading": heading, "sections": sections, "roles": roles, "by_role": by_role}
    return render(request, "lessons/index.html", context)


@require_safe
def detail(request: LocalRequest, code: str) -> HttpResponse:
    """One lesson: what it says, how one recognises it, how it is measured, what each role can do."""
    lessons = Lesson.objects.select_related("strategy").prefetch_related("role_actions")
    lesson = get_object_or_404(lessons, code=code)
    context = {
        "lesson": lesson,
        "crumbs": [
            (_("Lessen"), reverse("lessons:index")),
            (lesson.strategy.name, f"{reverse('lessons:index')}#{lesson.strategy.code}"),
            (lesson.title, ""),
        ],
        "measured": how_measured(lesson, _norms(request.membership.municipality)),
        "before": Lesson.objects.filter(order__lt=lesson.order).last(),
        "after": Lesson.objects.filter(order__gt=lesson.order).first(),
    }
    return render(request, "lessons/detail.html", context)
