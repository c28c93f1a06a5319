"""Writing log rows: snapshots before and after, and their difference."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from audit.actor import Actor
from audit.models import AuditEntry

_SKIPPED = frozenset({"id", "version", "created_at", "updated_at", "password"})
_ENCODER = DjangoJSONEncoder()

type Snapshot = dict[str, Any]
type Changes = dict[str, list[Any]]


def plain(value: Any) -> Any:
    """`value` as JSON keeps it: dates ISO, decimals as text, sets as sorted lists."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((plain(item) for item in value), key=str)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return _ENCODER.default(value)


def snapshot(obj: models.Model, **related: Any) -> Snapshot:
    """The object's stored fields as JSON values; `related` adds what hangs on it (tags, districts)."""
    fields = {
        field.attname: plain(field.value_from_object(obj))
        for field in obj._meta.concrete_fields
        if field.attname not in _SKIPPED
    }
    return fields | {name: plain(value) for name, value in related.items()}


def difference(before: Snapshot | None, after: Snapshot | None) -> Changes:
    """Field → [old, new] for what differs; None stands for an object that is not there."""
    old, new = before or {}, after or {}
    keys = [key for key in {**old, **new} if old.get(key) != new.get(key)]
    return {key: [old.get(key), new.get(key)] for key in keys}


@dataclass(frozen=True, slots=True)
class Event:
    """One log row to be written: what happened to which object."""

    action: str
    obj: models.Model | None = None
    changes: Changes | None = None
    municipality_code: str = ""
    label: str = ""


def _entry(actor: Actor, event: Event) -> AuditEntry:
    obj = event.obj
    return AuditEntry(
        action=event.action,
        user_id=actor.user_id,
        actor_label=actor.label,
        origin=actor.origin,
        request_id=actor.request_id,
        municipality_code=event.municipality_code,
        object_type=obj._meta.label_lower if obj is not None else "",
        object_id=str(obj.pk) if obj is not None else "",
        object_label=(event.label or (str(obj) if obj is not None else ""))[:300],
        version=getattr(obj, "version", None),
        changes=plain(event.changes or {}),
    )


def record(actor: Actor, event: Event) -> AuditEntry:
    """Write one log row; call it inside the transaction of the change."""
    entry = _entry(actor, event)
    entry.save(force_insert=True)
    return entry


def record_many(actor: Actor, events: Iterable[Event]) -> int:
    """Write many log rows at once (imports); returns their number."""
    return len(
        AuditEntry.objects.bulk_create([_entry(actor, event) for event in events], batch_size=500)
    )


_CHANGES: Final = (
    AuditEntry.Action.CREATE,
    AuditEntry.Action.UPDATE,
    AuditEntry.Action.DELETE,
    AuditEntry.Action.IMPORT,
)


def latest_change(municipality_code: str, apps: Iterable[str]) -> datetime | None:
    """When a record of these apps last changed in a municipality, removals too; None where none ever did.

    The log knows, since every change has its row: one query, by the index of municipality and id.
    """
    about = Q(object_type="", action=AuditEntry.Action.IMPORT)
    for app in apps:
        about |= Q(object_type__startswith=f"{app}.")
    found = AuditEntry.objects.filter(
        about, municipality_code=municipality_code, action__in=_CHANGES
    )
    return found.order_by("-id").values_list("at", flat=True).first()
