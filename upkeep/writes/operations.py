"""What every operation shares: the rows it holds, what it left alone, and its row in the list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import models
from django.db.models.functions import Now

from areas.models import Municipality
from audit.actor import Actor
from audit.log import Changes, Event, record_many
from audit.models import AuditEntry
from initiatives.models import Initiative
from upkeep.models import Operation

UNDO_DAYS: Final = 30
"""So long an operation can be taken back."""
MOST: Final = 500
"""So many records at a time: what one person can still oversee, and undo."""


class Missing(Exception):
    """One of the records is not there, or is not this member's to change; nothing was done."""


@dataclass(frozen=True, slots=True)
class Left:
    """A record that was left as it was, and why."""

    pk: int
    reason: str


class NotUndone(Exception):
    """The operation cannot be taken back; `left` says what stands in the way, a record each."""

    def __init__(self, message: str, left: tuple[Left, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.left = left


@dataclass(frozen=True, slots=True)
class Result:
    """What came of an operation: None if it changed nothing."""

    operation: Operation | None
    done: int
    left: tuple[Left, ...]


def held(rows: models.QuerySet[Initiative], ids: Iterable[int]) -> list[Initiative]:
    """These records of `rows`, held until the transaction ends; raises `Missing` if one is not among them.

    `rows` are those the member may change; asking it while locking leaves no time to lose the right.
    """
    wanted = set(ids)
    found = rows.filter(pk__in=wanted).order_by("pk").select_for_update()
    held_rows = list(found)
    if not wanted or len(held_rows) != len(wanted):
        raise Missing
    return held_rows


def raise_versions(rows: Sequence[Initiative], **values: Any) -> None:
    """Save `values` in all of `rows`, and let whoever has one open see that it changed."""
    Initiative.objects.filter(pk__in=[row.pk for row in rows]).update(
        **values, version=models.F("version") + 1, updated_at=Now()
    )
    for row in rows:
        row.version += 1


def log(
    actor: Actor, municipality: Municipality, changed: Iterable[tuple[Initiative, Changes]]
) -> None:
    """Write a log row for each changed record."""
    record_many(
        actor,
        (
            Event(AuditEntry.Action.UPDATE, row, changes, municipality_code=municipality.code)
            for row, changes in changed
        ),
    )


def store(
    actor: Actor, municipality: Municipality, kind: str, label: str, payload: dict[str, Any]
) -> Operation:
    """Store what was done; `payload["rows"]` names the records, each with what its undo needs."""
    return Operation.objects.create(
        municipality=municipality,
        user_id=actor.user_id,
        kind=kind,
        label=label[:300],
        payload=payload,
    )


def keep(
    actor: Actor,
    municipality: Municipality,
    kind: str,
    label: str,
    payload: dict[str, Any],
    left: Sequence[Left] = (),
) -> Result:
    """Store the operation with what it left alone."""
    payload["left"] = [[item.pk, item.reason] for item in left]
    operation = store(actor, municipality, kind, label, payload)
    return Result(operation, len(payload["rows"]), tuple(left))
