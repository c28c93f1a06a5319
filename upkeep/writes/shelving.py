"""What both merges keep for their undo, and the way back that they share."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actor import Actor
from audit.log import Event, record_many
from audit.models import AuditEntry, Versioned
from upkeep.models import Operation, Shelf
from upkeep.writes.operations import UNDO_DAYS, Left, NotUndone
from upkeep.writes.trail import Trail, in_the_way, put_back


def columns_of(row: models.Model) -> dict[str, Any]:
    """The stored columns of a row, by attname."""
    return {column.attname: getattr(row, column.attname) for column in row._meta.concrete_fields}


def merge_payload(trail: Trail, kept: Versioned, gone: int) -> dict[str, Any]:
    """What the undo of a merge needs and may be kept for good: keys and values, no personal data."""
    return {
        "rows": [],
        "stays": kept.pk,
        "gone": gone,
        "version": kept.version,
        "moved": trail.moved,
        "added": trail.added,
    }


def shelve(operation: Operation, trail: Trail, former: dict[str, Any]) -> None:
    """Keep what was removed or overwritten until the undo expires; what expired goes now."""
    limit = timezone.now() - timedelta(days=UNDO_DAYS)
    Shelf.objects.filter(operation__created_at__lt=limit).delete()
    Shelf.objects.create(operation=operation, removed=trail.removed, kept=former)


def log_moved(
    actor: Actor,
    code: str,
    moved: Mapping[tuple[type[models.Model], str], list[int]],
    was: int,
    now: int,
) -> None:
    """A log row for each row (a grant, an action, a membership) that hangs on another record from now on."""
    for (model, column), pks in moved.items():
        rows = model._base_manager.filter(pk__in=pks).order_by("pk")
        record_many(
            actor,
            (Event(AuditEntry.Action.UPDATE, row, {column: [was, now]}, code) for row in rows),
        )


def take_back(operation: Operation, kept: Versioned | None) -> None:
    """Put everything back as it stood before the merge; raises `NotUndone` if something changed since."""
    payload: dict[str, Any] = operation.payload
    shelf = Shelf.objects.filter(operation=operation).first()
    if kept is None:
        raise NotUndone(
            _(
                "Waarmee is samengevoegd, bestaat niet meer. Maak eerst die latere samenvoeging ongedaan."
            )
        )
    if shelf is None:
        raise NotUndone(_("Wat is weggehaald, is niet meer bewaard."))
    reasons = in_the_way(payload)
    if kept.version != payload["version"]:
        reasons.insert(0, _("“%(name)s” is sindsdien gewijzigd.") % {"name": kept})
    reasons += _lost_references(shelf, type(kept))
    if reasons:
        said = _("Er is niets teruggezet, want na het samenvoegen is er iets veranderd.")
        raise NotUndone(said, tuple(Left(kept.pk, reason) for reason in reasons))
    _restore(kept, shelf.kept)
    put_back(payload, shelf)
    shelf.delete()


def _restore(kept: Versioned, former: dict[str, Any]) -> None:
    columns = {column.attname: column for column in type(kept)._meta.concrete_fields}
    values = {
        name: columns[name].to_python(value)
        for name, value in former.items()
        if name not in {"id", "version", "created_at", "updated_at"}
    }
    model: type[models.Model] = type(kept)
    model._base_manager.filter(pk=kept.pk).update(
        **values, version=models.F("version") + 1, updated_at=Now()
    )


def _lost_references(shelf: Shelf, kept: type[models.Model]) -> list[str]:
    """What the shelved rows point at and is gone by now; a person who is gone is left out of them."""
    back = {(row["model"], row["pk"]) for row in shelf.removed}
    lost: list[str] = []
    for row in shelf.removed:
        for column, target, value in _references(apps.get_model(row["model"]), row["fields"]):
            if (target._meta.label_lower, value) in back or _exists(target, value):
                continue
            if target is get_user_model():
                row["fields"][column.name] = None
            else:
                lost.append(_gone(target))
    former = {column.name: shelf.kept.get(column.attname) for column in kept._meta.concrete_fields}
    found = _references(kept, former)
    return lost + [_gone(target) for _c, target, value in found if not _exists(target, value)]


def _references(
    model: type[models.Model], values: dict[str, Any]
) -> list[tuple[models.ForeignKey[Any, Any], type[models.Model], Any]]:
    return [
        (column, column.remote_field.model, values[column.name])
        for column in model._meta.concrete_fields
        if isinstance(column, models.ForeignKey) and values.get(column.name) is not None
    ]


def _exists(model: type[models.Model], pk: Any) -> bool:
    return model._base_manager.filter(pk=pk).exists()


def _gone(model: type[models.Model]) -> str:
    return _("Bestaat niet meer: %(what)s.") % {"what": model._meta.verbose_name}
