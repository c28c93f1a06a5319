"""Merging two initiatives into one: a person says which stays, and per differing field which value."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from audit.actor import Actor
from audit.log import Event, difference, record
from audit.models import AuditEntry
from audit.versioned import Conflict, save_versioned
from initiatives.models import (
    FormerReference,
    Initiative,
    InitiativeDistrict,
    LessonTag,
    Observation,
    PartnerTie,
)
from initiatives.rules import assign_positions
from initiatives.writes.checking import without_private
from initiatives.writes.inputs import COLUMNS, input_of, logged
from upkeep.models import Operation
from upkeep.writes.bulk import Rows
from upkeep.writes.operations import Missing, held, store
from upkeep.writes.shelving import columns_of, log_moved, merge_payload, shelve
from upkeep.writes.trail import Trail

DATES: Final = "dates"
WHERE: Final = "where"
POINT: Final = "point"
LESSONS: Final = "lessons"
_TOGETHER: Final[dict[str, tuple[str, ...]]] = {
    WHERE: ("municipality_wide",),
    DATES: ("start_date", "end_date", "dormant_since"),
    POINT: ("longitude", "latitude"),
}
"""Columns that only hold together, and are chosen together."""
GROUPS: Final[dict[str, tuple[str, ...]]] = {
    **{
        name: (name,)
        for name in COLUMNS
        if all(name not in columns for columns in _TOGETHER.values())
    },
    **_TOGETHER,
}
"""Columns that are chosen together, by the name of the choice."""
LISTS: Final[dict[str, tuple[type[models.Model], str]]] = {
    WHERE: (InitiativeDistrict, "district_id"),
    "activity_types": (Initiative.activity_types.through, "activitytype_id"),
    "target_groups": (Initiative.target_groups.through, "targetgroup_id"),
    "place_kinds": (Initiative.place_kinds.through, "placekind_id"),
}
"""What hangs on a record as a list, by the name of the choice; two lists may also be joined."""
_HANDLED: Final = (InitiativeDistrict, LessonTag, PartnerTie)


@dataclass(frozen=True, slots=True)
class MergeInput:
    """Which choices are the other record's, which lists are joined, and the codes of the lessons that stay."""

    other: frozenset[str] = frozenset()
    both: frozenset[str] = frozenset()
    lessons: tuple[str, ...] = ()


@transaction.atomic
def merge_initiatives(
    actor: Actor,
    rows: Rows,
    kept: int,
    gone: int,
    given: MergeInput,
    *,
    seen: Mapping[int, int],
) -> Operation:
    """Make one record of two of `rows`; `kept` takes over all that hangs on `gone`, and its reference.

    Raises `Missing` if one is not the member's to change, `Conflict` if one changed since its version in `seen`,
    ValidationError where the values do not go together. Then nothing is written.
    """
    found = {row.pk: row for row in held(rows, {kept, gone})}
    if len(found) < 2:
        raise Missing
    for row in found.values():
        if row.version != seen.get(row.pk):
            raise Conflict(row)
    stays, goes = found[kept], found[gone]
    before, removed = logged(stays, input_of(stays)), logged(goes, input_of(goes))
    former = columns_of(stays)
    trail = Trail()
    _take_columns(stays, goes, given)
    for name in LISTS:
        _merge_list(trail, name, stays, goes, given)
    _merge_lessons(trail, stays, goes, given.lessons)
    _merge_ties(trail, stays, goes)
    moved = trail.move_references(goes, stays, _HANDLED)
    trail.remove([goes])
    save_versioned(stays, stays.version)
    reference = FormerReference.objects.create(
        municipality=stays.municipality,
        initiative=stays,
        reference=goes.reference,
        former_id=gone,
    )
    trail.add(reference)
    after = logged(stays, input_of(Initiative.objects.get(pk=kept)))
    changes = difference(before, after) | {"merged": [None, goes.reference]}
    code = stays.municipality.code
    record(actor, Event(AuditEntry.Action.UPDATE, stays, without_private(changes), code))
    goes.pk = gone
    lost = without_private(difference(removed, None) | {"merged": [None, stays.reference]})
    record(actor, Event(AuditEntry.Action.DELETE, goes, lost, code))
    log_moved(actor, code, moved, gone, kept)
    label = _("“%(gone)s” samengevoegd met “%(kept)s”") % {"gone": goes.name, "kept": stays.name}
    payload = merge_payload(trail, stays, gone) | {"rows": [{"pk": kept}]}
    operation = store(actor, stays.municipality, Operation.Kind.MERGE_INITIATIVES, label, payload)
    shelve(operation, trail, former)
    return operation


def _take_columns(stays: Initiative, goes: Initiative, given: MergeInput) -> None:
    """The chosen values; what only one of both shields is shielded, and "afgeleid" goes along with its value."""
    derived = set(stays.derived)
    for name in given.other & GROUPS.keys():
        for column in GROUPS[name]:
            setattr(stays, column, getattr(goes, column))
            derived.discard(column)
            derived |= {column} & set(goes.derived)
    if WHERE in given.both and (stays.municipality_wide or goes.municipality_wide):
        raise ValidationError({WHERE: _("Kies wijken of de hele gemeente, niet allebei.")})
    stays.derived = sorted(derived)
    stays.location_shielded = stays.location_shielded or goes.location_shielded


def _merge_list(
    trail: Trail, name: str, stays: Initiative, goes: Initiative, given: MergeInput
) -> None:
    """Leave a list as it is, replace it by the other's, or join both."""
    model, column = LISTS[name]
    rows = model._base_manager
    own, others = rows.filter(initiative=stays), rows.filter(initiative=goes)
    held_codes = set(own.values_list(column, flat=True))
    if name in given.other:
        wanted = set(others.values_list(column, flat=True))
        trail.remove(list(own.exclude(**{f"{column}__in": wanted})))
    if name in given.other | given.both:
        trail.move(others.exclude(**{f"{column}__in": held_codes}), initiative_id=stays.pk)


def _merge_lessons(
    trail: Trail, stays: Initiative, goes: Initiative, chosen: Collection[str]
) -> None:
    """Keep the chosen lessons of both, each with the observations of both under one tag."""
    own = {tag.lesson.code: tag for tag in stays.tags.select_related("lesson")}
    others = {tag.lesson.code: tag for tag in goes.tags.select_related("lesson")}
    if not set(chosen) <= own.keys() | others.keys():
        raise ValidationError({LESSONS: _("Kies lessen die bij een van beide staan.")})
    try:
        places = assign_positions({code: tag.position for code, tag in own.items()}, chosen)
    except ValidationError as error:
        raise ValidationError({LESSONS: error.messages}) from error
    trail.remove([tag for code, tag in own.items() if code not in places])
    for code, place in places.items():
        if code in own and code in others:
            under = Observation.objects.filter(tag=others[code])
            trail.move(under, tag_id=own[code].pk)
        elif code in others:
            rows = LessonTag.objects.filter(pk=others[code].pk)
            trail.move(rows, initiative_id=stays.pk, position=place)


def _merge_ties(trail: Trail, stays: Initiative, goes: Initiative) -> None:
    """The partners of both; really involved in one is really involved."""
    held_kinds = set(stays.ties.values_list("partner_kind_id", flat=True))
    involved = set(goes.ties.filter(involved=True).values_list("partner_kind_id", flat=True))
    trail.move(goes.ties.exclude(partner_kind__in=held_kinds), initiative_id=stays.pk)
    trail.move(stays.ties.filter(partner_kind__in=held_kinds & involved), involved=True)
