"""Bulk "klopt nog", tag and assign; handing over is assigning one record, as it was seen."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Organisation
from areas.models import Municipality
from audit.actor import Actor
from audit.versioned import Conflict
from initiatives.models import MAX_LESSONS, Initiative, LessonTag, Observation
from initiatives.rules import State, assign_positions, state_on
from initiatives.writes.checking import check_municipality
from initiatives.writes.evidence import logged_rows
from lessons.models import Lesson
from upkeep.models import Operation
from upkeep.writes.operations import Left, Result, held, keep, log, raise_versions

type Rows = models.QuerySet[Initiative]


@transaction.atomic
def confirm_all(
    actor: Actor,
    municipality: Municipality,
    rows: Rows,
    ids: Iterable[int],
    *,
    today: date | None = None,
) -> Result:
    """Say "klopt nog" of all of them; what does not run, has no lesson or was said today is left alone."""
    day = today or timezone.localdate()
    chosen = held(rows, ids)
    tags = _tags(chosen)
    said = _said(actor, chosen, day)
    left: list[Left] = []
    todo: list[LessonTag] = []
    for row in chosen:
        open_tags = [tag for tag in tags[row.pk] if tag.pk not in said]
        reason = _not_confirmed(row, tags[row.pk], open_tags, day)
        if reason:
            left.append(Left(row.pk, reason))
        else:
            todo += open_tags
    made = Observation.objects.bulk_create(
        Observation(tag=tag, date=day, kind=Observation.Kind.CONFIRMED, by_id=actor.user_id)
        for tag in todo
    )
    of_row: dict[int, list[Observation]] = {}
    for observation in made:
        of_row.setdefault(observation.tag.initiative_id, []).append(observation)
    if not of_row:
        return Result(None, 0, tuple(left))
    changed = [(row, of_row[row.pk]) for row in chosen if row.pk in of_row]
    log(
        actor,
        municipality,
        ((row, {"observations": [[], logged_rows(new)]}) for row, new in changed),
    )
    payload = {
        "rows": [{"pk": row.pk, "observations": [o.pk for o in new]} for row, new in changed]
    }
    label = ngettext(
        "Bij %(n)s initiatief gezegd: klopt nog",
        "Bij %(n)s initiatieven gezegd: klopt nog",
        len(changed),
    ) % {"n": len(changed)}
    return keep(actor, municipality, Operation.Kind.CONFIRM, label, payload, left)


def _said(actor: Actor, rows: Sequence[Initiative], day: date) -> set[int]:
    """The tags of which this person said "klopt nog" already on `day`."""
    confirmed = Observation.objects.filter(
        tag__initiative__in=rows, kind=Observation.Kind.CONFIRMED, date=day, by=actor.user_id
    )
    return set(confirmed.values_list("tag_id", flat=True))


def _not_confirmed(
    row: Initiative, tags: Sequence[LessonTag], open_tags: Sequence[LessonTag], day: date
) -> str:
    state = state_on(
        day, start_date=row.start_date, end_date=row.end_date, dormant_since=row.dormant_since
    )
    if state is State.IDEA:
        return _("Dit is nog een idee: vul eerst in wanneer het begon.")
    if state is State.STOPPED:
        return _("Dit initiatief is gestopt.")
    if not tags:
        return _("Dit initiatief heeft nog geen lessen; kies er eerst een.")
    return "" if open_tags else _("Hier zei je vandaag al: klopt nog.")


def _tags(rows: Sequence[Initiative]) -> dict[int, list[LessonTag]]:
    found: dict[int, list[LessonTag]] = {row.pk: [] for row in rows}
    for tag in LessonTag.objects.filter(initiative__in=rows).select_related("lesson"):
        found[tag.initiative_id].append(tag)
    return found


@transaction.atomic
def tag_all(
    actor: Actor, municipality: Municipality, rows: Rows, ids: Iterable[int], lesson: Lesson
) -> Result:
    """Add a lesson to all of them; what has it already, or has three lessons, is left alone."""
    chosen = held(rows, ids)
    tags = _tags(chosen)
    left: list[Left] = []
    new: list[LessonTag] = []
    changed: list[Initiative] = []
    for row in chosen:
        places = {tag.lesson.code: tag.position for tag in tags[row.pk]}
        if lesson.code in places:
            left.append(Left(row.pk, _("Deze les stond er al bij.")))
        elif len(places) >= MAX_LESSONS:
            left.append(Left(row.pk, _("Hier staan al drie lessen. Meer labels is niet beter.")))
        else:
            place = assign_positions(places, [*places, lesson.code])[lesson.code]
            new.append(
                LessonTag(municipality=municipality, initiative=row, lesson=lesson, position=place)
            )
            changed.append(row)
    if not changed:
        return Result(None, 0, tuple(left))
    made = LessonTag.objects.bulk_create(new)
    raise_versions(changed)
    before = {row.pk: sorted(tag.lesson.code for tag in tags[row.pk]) for row in changed}
    log(
        actor,
        municipality,
        (
            (row, {"lessons": [before[row.pk], sorted([*before[row.pk], lesson.code])]})
            for row in changed
        ),
    )
    payload = {
        "lesson": lesson.code,
        "rows": [{"pk": tag.initiative_id, "tag": tag.pk} for tag in made],
    }
    label = ngettext(
        "Les “%(lesson)s” toegevoegd bij %(n)s initiatief",
        "Les “%(lesson)s” toegevoegd bij %(n)s initiatieven",
        len(made),
    ) % {"n": len(made), "lesson": lesson}
    return keep(actor, municipality, Operation.Kind.TAG, label, payload, left)


@transaction.atomic
def assign_all(
    actor: Actor,
    municipality: Municipality,
    rows: Rows,
    ids: Iterable[int],
    organisation: Organisation,
) -> Result:
    """Make them all of `organisation`; what was so already is left alone."""
    check_municipality(municipality.pk, "organisation", [organisation])
    chosen = held(rows, ids)
    changed = [row for row in chosen if row.organisation_id != organisation.pk]
    left = [
        Left(row.pk, _("Was al van deze organisatie."))
        for row in chosen
        if row.organisation_id == organisation.pk
    ]
    if not changed:
        return Result(None, 0, tuple(left))
    label = ngettext(
        "%(n)s initiatief toegewezen aan %(to)s",
        "%(n)s initiatieven toegewezen aan %(to)s",
        len(changed),
    ) % {"n": len(changed), "to": organisation}
    payload = _moved(actor, municipality, changed, organisation)
    return keep(actor, municipality, Operation.Kind.ASSIGN, label, payload, left)


@transaction.atomic
def hand_over(
    actor: Actor,
    rows: Rows,
    initiative: Initiative,
    organisation: Organisation,
    *,
    seen_version: int,
) -> Result:
    """Give one record to another organisation; raises `Conflict` if it changed since it was seen."""
    municipality = initiative.municipality
    check_municipality(municipality.pk, "organisation", [organisation])
    stored = held(rows, [initiative.pk])[0]
    if stored.version != seen_version:
        raise Conflict(stored)
    label = _("“%(name)s” overgedragen aan %(to)s") % {"name": stored.name, "to": organisation}
    payload = _moved(actor, municipality, [stored], organisation)
    return keep(actor, municipality, Operation.Kind.HAND_OVER, label, payload)


def _moved(
    actor: Actor, municipality: Municipality, rows: Sequence[Initiative], to: Organisation
) -> dict[str, object]:
    """Save and log the new organisation; returns what puts the former ones back."""
    former = {row.pk: row.organisation_id for row in rows}
    raise_versions(rows, organisation=to)
    log(actor, municipality, ((row, {"organisation_id": [former[row.pk], to.pk]}) for row in rows))
    return {
        "to": to.pk,
        "rows": [{"pk": pk, "former": organisation} for pk, organisation in former.items()],
    }
