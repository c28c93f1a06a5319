"""Creating and changing an initiative, with its districts, lists and lesson tags."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.models import Municipality
from audit.actor import Actor
from audit.log import Event, difference, record
from audit.models import AuditEntry
from audit.versioned import Conflict, save_new, save_versioned
from initiatives.models import Initiative, InitiativeDistrict, LessonTag
from initiatives.references import new_references
from initiatives.rules import assign_positions
from initiatives.writes.checking import check_municipality, locked, without_private
from initiatives.writes.evidence import ObservationInput, logged_rows, observe
from initiatives.writes.inputs import COLUMNS, InitiativeInput, input_of, logged, shields
from lessons.models import Lesson


@transaction.atomic
def create_initiative(
    actor: Actor,
    municipality: Municipality,
    given: InitiativeInput,
    *,
    today: date | None = None,
    observation: ObservationInput | None = None,
) -> Initiative:
    """A new record, with an observation under each of its lessons if there is one.

    Raises ValidationError (a message a field) and then writes nothing.
    """
    day = today or timezone.localdate()
    reference = given.reference or new_references(municipality, day.year)[0]
    initiative = Initiative(municipality=municipality, reference=reference)
    _check(municipality.pk, given)
    _fill(initiative, given)
    save_new(initiative)
    _link(initiative, given)
    changes = without_private(difference(None, logged(initiative, given)))
    if observation is not None:
        changes["observations"] = [
            [],
            logged_rows(observe(actor, initiative, observation, today=day)),
        ]
    record(actor, Event(AuditEntry.Action.CREATE, initiative, changes, municipality.code))
    return initiative


@transaction.atomic
def update_initiative(
    actor: Actor, initiative: Initiative, given: InitiativeInput, *, seen_version: int
) -> Initiative:
    """Make the record as `given`; the version rises with any change, also of what hangs on it.

    Raises `Conflict` if somebody saved since `seen_version`, ValidationError if `given` is not right.
    Nothing changed = nothing written, whatever the version.
    """
    stored = locked(initiative)
    return _apply(actor, stored, given, seen_version)


@transaction.atomic
def change_initiative(
    actor: Actor, initiative: Initiative, change: Callable[[InitiativeInput], InitiativeInput]
) -> Initiative:
    """Change something about the record as it stands now; `change` gets what is stored."""
    stored = locked(initiative)
    return _apply(actor, stored, change(input_of(stored)), stored.version)


def stop_initiative(actor: Actor, initiative: Initiative, end_date: date) -> Initiative:
    """It stopped, or will: `end_date` is the last day."""
    return change_initiative(actor, initiative, lambda held: replace(held, end_date=end_date))


def set_tags(actor: Actor, initiative: Initiative, lessons: Sequence[Lesson]) -> Initiative:
    """The lessons of an initiative, at most three; a lesson that stays keeps its observations."""
    return change_initiative(actor, initiative, lambda held: replace(held, lessons=tuple(lessons)))


def _apply(
    actor: Actor, stored: Initiative, given: InitiativeInput, seen_version: int
) -> Initiative:
    held = input_of(stored)
    before = logged(stored, held)
    _check(stored.municipality_id, given)
    _fill(stored, given)
    stored.derived = [name for name in stored.derived if _same(held, given, name)]
    changes = difference(before, logged(stored, given))
    if not changes:
        return stored
    if stored.version != seen_version:
        raise Conflict(Initiative.objects.get(pk=stored.pk))
    save_versioned(stored, seen_version)
    lost = _link(stored, given)
    if lost:
        changes["observations"] = [lost, []]
    record(
        actor,
        Event(AuditEntry.Action.UPDATE, stored, without_private(changes), stored.municipality.code),
    )
    return stored


def _same(held: InitiativeInput, given: InitiativeInput, name: str) -> bool:
    """Whether a derived column keeps its worked-out value; what a person filled in is no longer derived."""
    return name not in COLUMNS or getattr(held, name) == getattr(given, name)


def _check(municipality_id: int, given: InitiativeInput) -> None:
    check_municipality(municipality_id, "organisation", [given.organisation])
    check_municipality(municipality_id, "districts", given.districts)
    if given.municipality_wide and given.districts:
        raise ValidationError({"districts": _("Kies wijken of de hele gemeente, niet allebei.")})


def _fill(initiative: Initiative, given: InitiativeInput) -> None:
    for name in COLUMNS:
        setattr(initiative, name, getattr(given, name))
    if given.reference:
        initiative.reference = given.reference
    shielded = shields(given) if given.location_shielded is None else given.location_shielded
    _place(initiative, given, shielded=shielded)


def _place(initiative: Initiative, given: InitiativeInput, *, shielded: bool) -> None:
    """Keep the point that was given; not of a shielded place, and one that becomes so loses it."""
    if given.point is not None:
        initiative.longitude, initiative.latitude = given.point
    if shielded and (given.point is not None or not initiative.location_shielded):
        initiative.longitude = initiative.latitude = None
    initiative.location_shielded = shielded


def _link(initiative: Initiative, given: InitiativeInput) -> list[list[str]]:
    """Set districts, lists and tags; returns the observations that went with a removed tag."""
    _link_districts(initiative, given)
    initiative.activity_types.set(given.activity_types)
    initiative.target_groups.set(given.target_groups)
    initiative.place_kinds.set(given.place_kinds)
    return _link_lessons(initiative, given.lessons)


def _link_districts(initiative: Initiative, given: InitiativeInput) -> None:
    links = initiative.district_links.all()
    links.exclude(district__in=given.districts).delete()
    held = set(links.values_list("district_id", flat=True))
    InitiativeDistrict.objects.bulk_create(
        InitiativeDistrict(initiative=initiative, district=district)
        for district in dict.fromkeys(given.districts)
        if district.pk not in held
    )


def _link_lessons(initiative: Initiative, lessons: Sequence[Lesson]) -> list[list[str]]:
    by_code = {lesson.code: lesson for lesson in lessons}
    held = {tag.lesson.code: tag for tag in initiative.tags.select_related("lesson")}
    try:
        places = assign_positions({code: tag.position for code, tag in held.items()}, by_code)
    except ValidationError as error:
        raise ValidationError({"lessons": error.messages}) from error
    lost: list[list[str]] = []
    for code, tag in held.items():
        if code not in by_code:
            lost += logged_rows(list(tag.observations.select_related("tag__lesson")))
            tag.delete()
    LessonTag.objects.bulk_create(
        LessonTag(
            municipality_id=initiative.municipality_id,
            initiative=initiative,
            lesson=by_code[code],
            position=place,
        )
        for code, place in places.items()
        if code not in held
    )
    return lost
