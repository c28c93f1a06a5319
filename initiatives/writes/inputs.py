"""What a person fills in about an initiative, as values; and a stored initiative read back as such."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any, Final

from accounts.models import Organisation
from areas.models import District, TargetGroup
from audit.log import Snapshot, snapshot
from initiatives.models import ActivityType, Initiative, OwnCircle, PlaceKind
from initiatives.rules import shielded_by_default
from lessons.models import Lesson


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeInput:
    """All that can be filled in. Empty, None and "unknown" = not known.

    `location_shielded` None asks for the default of `initiatives.rules`; an empty `reference` for a new one.
    `point` is longitude and latitude in degrees (WGS84); None leaves it as it is.
    """

    name: str
    reference: str = ""
    summary: str = ""
    story: str = ""
    organisation: Organisation | None = None
    districts: tuple[District, ...] = ()
    municipality_wide: bool = False
    start_date: date | None = None
    end_date: date | None = None
    dormant_since: date | None = None
    activity_types: tuple[ActivityType, ...] = ()
    target_groups: tuple[TargetGroup, ...] = ()
    place_kinds: tuple[PlaceKind, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    own_circle: str = OwnCircle.UNKNOWN
    simultaneous_activities: bool | None = None
    signup_required: bool | None = None
    frequency: str = ""
    participants_band: str = ""
    volunteers_band: str = ""
    initiated_by: str = ""
    decided_by: str = ""
    needs_money: bool | None = None
    location_shielded: bool | None = None
    point: tuple[Decimal, Decimal] | None = None
    is_public: bool = False
    work_contact: str = ""
    private_contact: str = ""


LISTS: Final = ("districts", "activity_types", "target_groups", "place_kinds", "lessons")
"""What hangs on an initiative as a set of codes."""
COLUMNS: Final = tuple(
    field.name
    for field in fields(InitiativeInput)
    if field.name not in {*LISTS, "reference", "location_shielded", "point"}
)


def shields(given: InitiativeInput) -> bool:
    """Whether a record like this hides its location unless somebody says otherwise."""
    return shielded_by_default(
        given.own_circle,
        {item.code for item in given.activity_types},
        {item.code for item in given.target_groups},
    )


def input_of(initiative: Initiative) -> InitiativeInput:
    """The record as it stands; writing it again changes nothing."""
    values: dict[str, Any] = {name: getattr(initiative, name) for name in COLUMNS}
    return InitiativeInput(
        **values,
        reference=initiative.reference,
        location_shielded=initiative.location_shielded,
        districts=tuple(initiative.districts.all()),
        activity_types=tuple(initiative.activity_types.all()),
        target_groups=tuple(initiative.target_groups.all()),
        place_kinds=tuple(initiative.place_kinds.all()),
        lessons=tuple(tag.lesson for tag in initiative.tags.select_related("lesson")),
    )


def logged(initiative: Initiative, given: InitiativeInput) -> Snapshot:
    """What the log keeps of a record: its columns and the codes that hang on it."""
    codes = {name: {item.code for item in getattr(given, name)} for name in LISTS}
    return snapshot(initiative, **codes)
