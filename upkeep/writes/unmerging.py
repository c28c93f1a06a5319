"""Taking a merge back: both records as they were, or nothing and what stands in the way."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Organisation
from audit.actor import Actor
from audit.log import Event, difference, record, snapshot
from audit.models import AuditEntry
from initiatives.models import Initiative
from initiatives.writes.checking import without_private
from initiatives.writes.inputs import input_of, logged
from upkeep.models import Operation, Shelf
from upkeep.writes.operations import Left, NotUndone
from upkeep.writes.shelving import take_back


def unmerge_initiatives(
    actor: Actor, operation: Operation, rows: dict[int, Initiative]
) -> list[Left]:
    """Two records again; what was added to the one that stayed since, stays with it."""
    payload: dict[str, Any] = operation.payload
    kept = rows.get(payload["stays"])
    before = logged(kept, input_of(kept)) if kept else None
    _check_reference(operation)
    take_back(operation, kept)
    code = operation.municipality.code
    stays, back = (Initiative.objects.get(pk=payload[name]) for name in ("stays", "gone"))
    changes = difference(before, logged(stays, input_of(stays))) | {
        "merged": [back.reference, None]
    }
    record(actor, Event(AuditEntry.Action.UPDATE, stays, without_private(changes), code))
    made = without_private(difference(None, logged(back, input_of(back))))
    record(actor, Event(AuditEntry.Action.CREATE, back, made, code))
    return []


def _check_reference(operation: Operation) -> None:
    """The key of the record that comes back may not have been given to another one."""
    shelf = Shelf.objects.filter(operation=operation).first()
    for row in shelf.removed if shelf else []:
        if row["model"] != Initiative._meta.label_lower:
            continue
        taken = Initiative.objects.filter(
            municipality=operation.municipality_id, reference=row["fields"]["reference"]
        )
        if taken.exists():
            raise NotUndone(_("Het kenmerk is intussen van een ander initiatief."))


def unmerge_organisations(
    actor: Actor, operation: Operation, _rows: dict[int, Initiative]
) -> list[Left]:
    """Two organisations again, each with its own initiatives and people."""
    payload: dict[str, Any] = operation.payload
    found = Organisation.objects.filter(municipality=operation.municipality_id)
    kept = found.filter(pk=payload["stays"]).select_for_update().first()
    before = snapshot(kept) if kept else None
    take_back(operation, kept)
    code = operation.municipality.code
    stays, back = found.get(pk=payload["stays"]), found.get(pk=payload["gone"])
    changes = difference(before, snapshot(stays)) | {"merged": [back.name, None]}
    record(actor, Event(AuditEntry.Action.UPDATE, stays, changes, code))
    record(actor, Event(AuditEntry.Action.CREATE, back, difference(None, snapshot(back)), code))
    return []
