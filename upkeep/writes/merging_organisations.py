"""Merging two organisations: initiatives and people go along, funders stay apart, the other name still leads there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.models import FormerName, Organisation
from audit.actor import Actor
from audit.log import Event, difference, record, snapshot
from audit.models import AuditEntry
from audit.versioned import Conflict, save_versioned
from upkeep.models import Operation
from upkeep.writes.operations import Missing, store
from upkeep.writes.shelving import columns_of, log_moved, merge_payload, shelve
from upkeep.writes.trail import Trail

FIELDS: Final = ("name", "kind", "kvk_number", "may_be_asked")
"""What is chosen where the two differ."""


@dataclass(frozen=True, slots=True)
class OrganisationMerge:
    """Which organisation stays, which goes, and which fields are the other's."""

    kept: int
    gone: int
    other: frozenset[str] = frozenset()


@transaction.atomic
def merge_organisations(
    actor: Actor,
    rows: models.QuerySet[Organisation],
    given: OrganisationMerge,
    *,
    seen: Mapping[int, int],
) -> Operation:
    """Make one organisation of two of `rows`; everything that belongs to `gone` belongs to `kept` from now on.

    Raises `Missing` if one is not the member's to change, `Conflict` if one changed since its version in `seen`,
    ValidationError for a private person, who is never merged. Then nothing is written.
    """
    chosen = rows.filter(pk__in={given.kept, given.gone}).order_by("pk").select_for_update()
    found = {row.pk: row for row in chosen}
    if len(found) < 2:
        raise Missing
    for row in found.values():
        if row.version != seen.get(row.pk):
            raise Conflict(row)
        if row.is_private_person:
            raise ValidationError(_("Een particulier wordt nooit samengevoegd."))
    stays, goes = found[given.kept], found[given.gone]
    before, removed, former = snapshot(stays), snapshot(goes), columns_of(stays)
    for name in given.other & set(FIELDS):
        setattr(stays, name, getattr(goes, name))
    trail = Trail()
    moved = trail.move_references(goes, stays, ())
    trail.remove([goes])
    goes.pk = given.gone
    save_versioned(stays, stays.version)
    for name in {before["name"], removed["name"]} - {stays.name}:
        trail.add(
            FormerName.objects.create(
                municipality=stays.municipality, organisation=stays, name=name
            )
        )
    code = stays.municipality.code
    changes = difference(before, snapshot(stays)) | {"merged": [None, goes.name]}
    record(actor, Event(AuditEntry.Action.UPDATE, stays, changes, code))
    record(actor, Event(AuditEntry.Action.DELETE, goes, difference(removed, None), code))
    log_moved(actor, code, moved, given.gone, given.kept)
    label = _("Organisatie “%(gone)s” samengevoegd met “%(kept)s”") % {
        "gone": removed["name"],
        "kept": stays.name,
    }
    payload = merge_payload(trail, stays, given.gone)
    operation = store(actor, stays.municipality, Operation.Kind.MERGE_ORGANISATIONS, label, payload)
    shelve(operation, trail, former)
    return operation
