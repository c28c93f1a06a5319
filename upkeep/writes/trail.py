"""The trail of a merge: what moved, what was removed and what was added, so that the way back is exact.

Nothing here knows an app's models: rows move along every foreign key that the database has, and whatever a deletion
takes with it is shelved first. A table that comes later is moved or shelved too.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import batched
from typing import Any, Final

from django.apps import apps
from django.core import serializers
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.deletion import Collector
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from audit.models import Versioned
from upkeep.models import Shelf

_CHUNK: Final = 500

type Row = dict[str, Any]


@dataclass(slots=True)
class Trail:
    """What a merge did, as JSON: `moved` holds per model the keys, and per field [was, now]."""

    moved: list[list[Any]] = field(default_factory=list)
    added: list[list[Any]] = field(default_factory=list)
    removed: list[Row] = field(default_factory=list)

    def move(self, rows: models.QuerySet[Any], **values: Any) -> list[int]:
        """Set columns of these rows, by attname; returns the keys of those that differed."""
        found: dict[tuple[Any, ...], list[int]] = defaultdict(list)
        for pk, *was in rows.order_by("pk").values_list("pk", *values):
            if was != list(values.values()):
                found[tuple(was)].append(pk)
        for was_values, pks in found.items():
            _set(rows.model, pks, values)
            changed = {
                name: [was, now]
                for (name, now), was in zip(values.items(), was_values, strict=True)
            }
            self.moved.append([rows.model._meta.label_lower, pks, changed])
        return [pk for pks in found.values() for pk in pks]

    def move_references(
        self, gone: models.Model, kept: models.Model, handled: Collection[type[models.Model]]
    ) -> dict[tuple[type[models.Model], str], list[int]]:
        """Point every row that refers to `gone` at `kept`, but for those of the `handled` models.

        Returns the keys that moved by model and column.
        """
        moved: dict[tuple[type[models.Model], str], list[int]] = {}
        for model, column in references_to(type(gone)):
            if model not in handled:
                rows = model._base_manager.filter(**{column: gone.pk})
                moved[model, column] = self.move(rows, **{column: kept.pk})
        return moved

    def remove(self, rows: Sequence[models.Model]) -> None:
        """Delete these rows with whatever goes with them, all of it shelved first."""
        for row in rows:
            collector = Collector(using=DEFAULT_DB_ALIAS, origin=row)
            collector.collect([row])
            for instances in collector.data.values():
                self._shelve(instances)
            for queryset in collector.fast_deletes:
                self._shelve(queryset)
            row.delete()

    def _shelve(self, rows: Iterable[models.Model]) -> None:
        for row in rows:
            columns = [column.name for column in row._meta.concrete_fields]
            self.removed += serializers.serialize("python", [row], fields=columns)

    def add(self, row: models.Model) -> None:
        """Remember a row that the merge made."""
        self.added.append([row._meta.label_lower, row.pk])


def references_to(model: type[models.Model]) -> list[tuple[type[models.Model], str]]:
    """Every (model, column) that refers to `model`, also those without a way back; no many-to-many tables."""
    return [
        (relation.related_model, relation.field.attname)
        for relation in model._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel)
        and not relation.related_model._meta.auto_created
    ]


def in_the_way(payload: dict[str, Any]) -> list[str]:
    """What changed since, of all that moved: one sentence a row. Empty = everything stands as the merge left it."""
    found: list[str] = []
    for label, pks, changed in payload["moved"]:
        model = apps.get_model(label)
        now = {name: values[1] for name, values in changed.items()}
        for chunk in batched(pks, _CHUNK):
            rows = model._base_manager.in_bulk(chunk)
            for pk in chunk:
                row = rows.get(pk)
                name = model._meta.verbose_name
                if row is None:
                    found.append(_("Een rij die meeging is verwijderd: %(what)s.") % {"what": name})
                elif any(getattr(row, column) != value for column, value in now.items()):
                    values = {"what": name, "name": row}
                    found.append(_("Sindsdien gewijzigd: %(what)s “%(name)s”.") % values)
    return found


def put_back(payload: dict[str, Any], shelf: Shelf) -> None:
    """Undo the trail, the last thing first; the constraints on references wait for the end of the transaction."""
    for label, pk in payload["added"]:
        apps.get_model(label)._base_manager.filter(pk=pk).delete()
    for label, pks, changed in reversed(payload["moved"]):
        was = {name: values[0] for name, values in changed.items()}
        _set(apps.get_model(label), pks, was)
    for item in serializers.deserialize("python", shelf.removed):
        models.Model.save_base(item.object, raw=True, force_insert=True)


def _set(model: type[models.Model], pks: Sequence[int], values: dict[str, Any]) -> None:
    """Set columns; whoever has such a row open in a form is told that it changed."""
    raised: dict[str, Any] = (
        {"version": models.F("version") + 1, "updated_at": Now()}
        if issubclass(model, Versioned)
        else {}
    )
    for chunk in batched(pks, _CHUNK):
        model._base_manager.filter(pk__in=chunk).update(**values, **raised)
