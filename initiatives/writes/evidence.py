"""Observations under the lessons of an initiative: append-only."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actor import Actor
from audit.log import Changes, Event, record
from audit.models import AuditEntry
from initiatives.models import Initiative, LessonTag, Observation
from initiatives.rules import check_not_future
from initiatives.writes.checking import locked
from lessons.models import Lesson


@dataclass(frozen=True, slots=True)
class ObservationInput:
    """What somebody saw, in one sentence; without lessons it goes under each lesson of the initiative."""

    date: date
    text: str
    lessons: tuple[Lesson, ...] = ()


def add_observation(
    actor: Actor, initiative: Initiative, given: ObservationInput, *, today: date | None = None
) -> list[Observation]:
    """Add evidence under the tags; raises ValidationError for a future date or an unknown lesson.

    The version stays: evidence is added, never edited, so it cannot be overwritten.
    """
    with transaction.atomic():
        stored = locked(initiative)
        made = observe(actor, stored, given, today=today or timezone.localdate())
        _log(actor, stored, made)
    return made


def confirm_still_true(
    actor: Actor, initiative: Initiative, *, today: date | None = None
) -> list[Observation]:
    """Say "klopt nog": a confirmed observation today under every tag; once a day a person is enough."""
    day = today or timezone.localdate()
    with transaction.atomic():
        stored = locked(initiative)
        _check_running(stored, day)
        confirmed = Observation.objects.filter(
            tag__initiative=stored, kind=Observation.Kind.CONFIRMED, date=day, by_id=actor.user_id
        ).values_list("tag_id", flat=True)
        tags = _tags(stored, ())
        done = set(confirmed)
        made = Observation.objects.bulk_create(
            Observation(tag=tag, date=day, kind=Observation.Kind.CONFIRMED, by_id=actor.user_id)
            for tag in tags
            if tag.pk not in done
        )
        if made:
            _log(actor, stored, made)
    return made


def observe(
    actor: Actor, initiative: Initiative, given: ObservationInput, *, today: date
) -> list[Observation]:
    """The observations of `given`, within the transaction (and the log row) of the caller."""
    try:
        check_not_future(given.date, today)
    except ValidationError as error:
        raise ValidationError({"date": error.messages}) from error
    if not given.text.strip():
        raise ValidationError({"text": _("Schrijf in één zin op wat je zag.")})
    rows = [
        Observation(
            tag=tag,
            date=given.date,
            kind=Observation.Kind.SEEN,
            text=given.text,
            by_id=actor.user_id,
        )
        for tag in _tags(initiative, given.lessons)
    ]
    for row in rows:
        row.clean_fields(exclude=["tag", "by"])
    return Observation.objects.bulk_create(rows)


def _tags(initiative: Initiative, lessons: tuple[Lesson, ...]) -> list[LessonTag]:
    tags = list(initiative.tags.select_related("lesson"))
    if not tags:
        raise ValidationError(
            _("Dit initiatief heeft nog geen lessen; kies er eerst een."), code="no_lessons"
        )
    wanted = {lesson.pk for lesson in lessons}
    if not wanted:
        return tags
    chosen = [tag for tag in tags if tag.lesson_id in wanted]
    if len(chosen) < len(wanted):
        raise ValidationError({"lessons": _("Deze les hoort niet bij dit initiatief.")})
    return chosen


def _check_running(initiative: Initiative, day: date) -> None:
    if initiative.start_date is None or initiative.start_date > day:
        raise ValidationError(
            _("Dit is nog een idee: vul eerst in wanneer het begon."), code="idea"
        )
    if initiative.end_date is not None and initiative.end_date < day:
        raise ValidationError(_("Dit initiatief is gestopt."), code="stopped")


def logged_rows(made: list[Observation]) -> list[list[str]]:
    """What the log keeps of observations: lesson, date, kind, text."""
    return [[row.tag.lesson.code, row.date.isoformat(), row.kind, row.text] for row in made]


def _log(actor: Actor, initiative: Initiative, made: list[Observation]) -> None:
    changes: Changes = {"observations": [[], logged_rows(made)]}
    record(
        actor, Event(AuditEntry.Action.UPDATE, initiative, changes, initiative.municipality.code)
    )
