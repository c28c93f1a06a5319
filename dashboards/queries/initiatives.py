"""Initiatives and what hangs on them, voices too, as typed rows."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet

from areas.models import (
    Municipality,
)
from dashboards import rows
from initiatives.models import (
    Band,
    Contact,
    Initiative,
    InitiativeDistrict,
    LessonTag,
    Observation,
    PartnerTie,
    VoiceSignal,
)


def _collect(pairs: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    collected: dict[int, list[str]] = defaultdict(list)
    for key, value in pairs:
        collected[key].append(value)
    return collected


_RETOLD = ("id", "organisation__name", "derived", "participants_band", "volunteers_band")
"""What is told in other words than it is stored; it stands before the fields."""
_INITIATIVE_FIELDS = (
    "name",
    "municipality_wide",
    "start_date",
    "end_date",
    "dormant_since",
    "own_circle",
    "simultaneous_activities",
    "needs_money",
    "initiated_by",
    "decided_by",
    "organisation_id",
    "reference",
    "summary",
)


def initiatives(
    municipality: Municipality, only: Collection[int] | None
) -> tuple[rows.InitiativeRow, ...]:
    """The initiatives with their districts, places and groups, by name."""
    mine: dict[str, Any] = {"initiative__municipality": municipality}
    if only is not None:
        mine["initiative__in"] = only
    districts = _collect(
        InitiativeDistrict.objects.filter(**mine)
        .order_by("district__code")
        .values_list("initiative_id", "district__code")
    )
    places = _collect(
        Initiative.place_kinds.through.objects.filter(**mine).values_list(
            "initiative_id", "placekind__code"
        )
    )
    groups = _collect(
        Initiative.target_groups.through.objects.filter(**mine).values_list(
            "initiative_id", "targetgroup__code"
        )
    )
    found = Initiative.objects.filter(municipality=municipality).order_by("name", "id")
    if only is not None:
        found = found.filter(pk__in=only)
    return tuple(
        rows.InitiativeRow(
            id=pk,
            district_codes=tuple(districts.get(pk, ())),
            place_kinds=frozenset(places.get(pk, ())),
            target_groups=frozenset(groups.get(pk, ())),
            organisation=organisation or "",
            derived=tuple(derived),
            few_people=Band.FEW in (participants, volunteers),
            **dict(zip(_INITIATIVE_FIELDS, values, strict=True)),
        )
        for pk, organisation, derived, participants, volunteers, *values in found.values_list(
            *_RETOLD, *_INITIATIVE_FIELDS
        )
    )


def _of_initiatives[M: Model](found: QuerySet[M], only: Collection[int] | None) -> QuerySet[M]:
    return found if only is None else found.filter(initiative__in=only)


def tags(
    municipality: Municipality, on: date, only: Collection[int] | None
) -> tuple[rows.TagRow, ...]:
    """The lesson tags with the days they were observed up to the day."""
    observed: dict[int, list[date]] = defaultdict(list)
    seen = Observation.objects.filter(tag__municipality=municipality, date__lte=on).order_by()
    if only is not None:
        seen = seen.filter(tag__initiative__in=only)
    for tag, day in seen.values_list("tag_id", "date"):
        observed[tag].append(day)
    mine = _of_initiatives(LessonTag.objects.filter(municipality=municipality), only)
    found = mine.order_by("initiative_id", "lesson__order")
    return tuple(
        rows.TagRow(initiative, lesson, tuple(observed.get(tag, ())))
        for tag, initiative, lesson in found.values_list("id", "initiative_id", "lesson__code")
    )


def ties(municipality: Municipality, only: Collection[int] | None) -> tuple[rows.TieRow, ...]:
    """The ties with partners."""
    found = _of_initiatives(PartnerTie.objects.filter(municipality=municipality), only).order_by()
    return tuple(
        rows.TieRow(*values)
        for values in found.values_list("initiative_id", "partner_kind__code", "involved")
    )


def contacts(
    municipality: Municipality, on: date, only: Collection[int] | None
) -> tuple[rows.ContactRow, ...]:
    """The contacts up to the day."""
    known = Contact.objects.filter(municipality=municipality, date__lte=on)
    found = _of_initiatives(known, only).order_by()
    return tuple(
        rows.ContactRow(*values)
        for values in found.values_list("initiative_id", "partner_kind__code", "date")
    )


def voices(municipality: Municipality, on: date) -> tuple[rows.VoiceRow, ...]:
    """The voice signals up to the day, the earliest first."""
    found = VoiceSignal.objects.filter(municipality=municipality, date__lte=on).order_by(
        "date", "id"
    )
    return tuple(
        rows.VoiceRow(pk, code, day, not none_missing, answered)
        for pk, code, day, none_missing, answered in found.values_list(
            "id", "district__code", "date", "checked_none", "responded_on"
        )
    )
