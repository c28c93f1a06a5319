"""Initiatives as they are stored, read in bulk: nine queries a chunk, whatever hangs on them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db import models

from initiatives.columns import WIDE, InitiativeValues, Lists, Tie
from initiatives.models import (
    Contact,
    Initiative,
    InitiativeDistrict,
    LessonTag,
    Observation,
    PartnerTie,
)
from sheets.neutral import visible
from sheets.values import clean_text

type Point = tuple[Decimal, Decimal]
"""Longitude and latitude in degrees (WGS84), six decimals."""

_PLAIN: Final = (
    "name",
    "summary",
    "start_date",
    "end_date",
    "dormant_since",
    "own_circle",
    "simultaneous_activities",
    "signup_required",
    "initiated_by",
    "decided_by",
    "needs_money",
)
_COLUMNS: Final = (
    "pk",
    "reference",
    "version",
    "derived",
    "municipality_wide",
    "location_shielded",
    "longitude",
    "latitude",
    "organisation_id",
    "organisation__name",
    *_PLAIN,
)
_LISTS: Final[dict[str, type[models.Model]]] = {
    "activity_types": Initiative.activity_types.through,
    "target_groups": Initiative.target_groups.through,
    "place_kinds": Initiative.place_kinds.through,
}
_LIST_CODES: Final = {
    "activity_types": "activitytype__code",
    "target_groups": "targetgroup__code",
    "place_kinds": "placekind__code",
}
_MOST = 1_000_000


@dataclass(slots=True)
class Hanging:
    """What hangs on one initiative."""

    districts: list[str] = field(default_factory=list)
    lists: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in _LISTS})
    tags: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Lesson code → tag id and position."""
    observations: list[tuple[date, int, str, str]] = field(default_factory=list)
    """Date, id, text and the lesson under which it stands."""
    ties: dict[str, bool] = field(default_factory=dict)
    contacts: set[tuple[str, date]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class StoredInitiative:
    """An initiative as it stands: its row in a file, and what an import has to know besides."""

    pk: int
    reference: str
    version: int
    values: InitiativeValues
    derived: tuple[str, ...]
    organisation_id: int | None
    location_shielded: bool
    point: Point | None
    tags: dict[str, tuple[int, int]]
    seen: frozenset[tuple[date, str]]
    contacts: frozenset[tuple[str, date]]


def stored_chunk(initiatives: models.QuerySet[Initiative], lists: Lists) -> list[StoredInitiative]:
    """Read these initiatives, in the order of the queryset."""
    rows = list(initiatives.values(*_COLUMNS))
    hanging = _hanging([row["pk"] for row in rows])
    return [_stored(row, hanging[row["pk"]], lists) for row in rows]


def _stored(row: dict[str, Any], found: Hanging, lists: Lists) -> StoredInitiative:
    latest = max(found.observations, default=None)
    texts = {name: plain_text(row[name]) for name in ("name", "summary")}
    values = InitiativeValues(
        **{name: row[name] for name in _PLAIN} | texts,
        organisation=" ".join(plain_text(row["organisation__name"] or "").split()),
        districts=(WIDE,) if row["municipality_wide"] else lists.districts.ordered(found.districts),
        activity_types=lists.activity_types.ordered(found.lists["activity_types"]),
        target_groups=lists.target_groups.ordered(found.lists["target_groups"]),
        place_kinds=lists.place_kinds.ordered(found.lists["place_kinds"]),
        lessons=lists.lessons.ordered(found.tags),
        observed_on=latest[0] if latest else None,
        observation=latest[2] if latest else "",
        partners=_ties(found, lists),
    )
    return StoredInitiative(
        pk=row["pk"],
        reference=row["reference"],
        version=row["version"],
        values=values,
        derived=tuple(row["derived"]),
        organisation_id=row["organisation_id"],
        location_shielded=row["location_shielded"],
        point=None if row["longitude"] is None else (row["longitude"], row["latitude"]),
        tags=found.tags,
        seen=frozenset((day, text) for day, _pk, text, _lesson in found.observations),
        contacts=frozenset(found.contacts),
    )


def _ties(found: Hanging, lists: Lists) -> tuple[Tie, ...]:
    latest: dict[str, date] = {}
    for kind, day in found.contacts:
        latest[kind] = max(day, latest.get(kind, day))
    return tuple(
        Tie(kind, found.ties[kind], (latest[kind],) if kind in latest and found.ties[kind] else ())
        for kind in lists.partner_kinds.ordered(found.ties)
    )


def plain_text(stored: str) -> str:
    """A stored text as a file gives it back, so that comparing sees no difference where there is none."""
    return clean_text(visible(stored).replace("\x85", "\n"), max_length=_MOST, multiline=True)


def _hanging(pks: Sequence[int]) -> dict[int, Hanging]:
    found: dict[int, Hanging] = defaultdict(Hanging)
    for pk, code in _of(InitiativeDistrict, pks, "district__code"):
        found[pk].districts.append(code)
    for name, through in _LISTS.items():
        for pk, code in _of(through, pks, _LIST_CODES[name]):
            found[pk].lists[name].append(code)
    for pk, code, tag, position in _of(LessonTag, pks, "lesson__code", "pk", "position"):
        found[pk].tags[code] = (tag, position)
    observations = Observation.objects.filter(tag__initiative__in=pks)
    for pk, day, key, text, code in observations.values_list(
        "tag__initiative_id", "date", "pk", "text", "tag__lesson__code"
    ):
        found[pk].observations.append((day, key, plain_text(text), code))
    for pk, kind, involved in _of(PartnerTie, pks, "partner_kind__code", "involved"):
        found[pk].ties[kind] = involved
    for pk, kind, day in _of(Contact, pks, "partner_kind__code", "date"):
        found[pk].contacts.add((kind, day))
    return found


def _of(model: type[models.Model], pks: Sequence[int], *columns: str) -> Iterable[tuple[Any, ...]]:
    rows = model._default_manager.filter(initiative__in=pks)
    return rows.values_list("initiative_id", *columns)
