"""Saving a row that somebody else may have saved meanwhile."""

from django.db import models
from django.db.models.functions import Now

from audit.models import Versioned


class Conflict(Exception):
    """The row has another version than the one the person saw; `current` is it as it stands."""

    def __init__(self, current: Versioned | None) -> None:
        super().__init__("Iemand anders heeft dit intussen gewijzigd.")
        self.current = current


def save_new(obj: Versioned) -> None:
    """Insert a row after its own checks (ValidationError with a message a field)."""
    obj.full_clean()
    obj.save(force_insert=True)


def save_versioned(obj: Versioned, seen_version: int) -> None:
    """Save `obj` if the stored row still has `seen_version`, else raise `Conflict`.

    One conditional UPDATE decides, so that two people saving at once cannot both win, on either engine.
    """
    obj.full_clean()
    values: dict[str, object] = {
        field.attname: getattr(obj, field.attname)
        for field in obj._meta.concrete_fields
        if not field.primary_key and field.attname not in {"version", "created_at", "updated_at"}
    }
    rows = _rows(obj)
    if not rows.filter(version=seen_version).update(
        **values, version=seen_version + 1, updated_at=Now()
    ):
        raise Conflict(rows.first())
    obj.version = seen_version + 1


def _rows(obj: Versioned) -> models.QuerySet[Versioned]:
    manager: models.Manager[Versioned] = type(obj)._base_manager
    return manager.filter(pk=obj.pk)
