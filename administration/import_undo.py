"""Undoing a load: what it made goes, what it changed is put back, and what changed since is left and named."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import batched
from typing import Any, Final

from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation
from administration.import_ledger import FAMILIES, Part, capture, kept, mark_of
from administration.models import LoadedRecord, Upload
from areas.models import Municipality
from audit.actor import Actor
from audit.log import Changes, Event, difference, record, record_many, snapshot
from audit.models import AuditEntry
from funding.columns import FIELDS as GRANT_FIELDS
from funding.importing.course import written_payments, written_steps
from funding.importing.stored import stored_chunk as stored_grants
from funding.models import Grant
from initiatives.columns import FIELDS as INITIATIVE_FIELDS
from initiatives.columns import Lists
from initiatives.importing.lists import load_lists
from initiatives.importing.report import CHUNK, Progress
from initiatives.importing.stored import stored_chunk as stored_initiatives
from initiatives.models import Initiative
from upkeep.models import Operation

type Model = type[models.Model]
type Rows = dict[str, list[dict[str, Any]]]

_KEPT_ON_UPDATE: Final = frozenset({"id", "created_at"})
_MERGES: Final[dict[Model, str]] = {
    Initiative: Operation.Kind.MERGE_INITIATIVES,
    Organisation: Operation.Kind.MERGE_ORGANISATIONS,
}


@dataclass(frozen=True, slots=True)
class Undone:
    """How many records were put back or taken away, and how many were left as they are."""

    removed: int
    restored: int
    left: int


def undo_load(upload: Upload, actor: Actor, progress: Progress) -> Undone:
    """Take back what a load did, in one transaction with its log rows; `LoadedRecord.left` says what was not, and why.

    A record that was made and has something of others hanging on it (a grant, an action) is left as well.
    """
    with transaction.atomic():
        Municipality.objects.select_for_update().get(pk=upload.municipality_id)
        work = _Work(upload, actor, load_lists(upload.municipality))
        total = upload.records.count()
        done = 0
        for model in FAMILIES:
            own = upload.records.filter(model=model._meta.label_lower)
            for pks in batched(list(own.values_list("pk", flat=True)), CHUNK):
                work.take_back(model, list(own.filter(pk__in=pks)))
                done += len(pks)
                progress("undo", done, total)
        undone = Undone(work.removed, work.restored, work.left)
        changes: Changes = {
            "removed": [undone.removed, 0],
            "restored": [None, undone.restored],
            "left": [None, undone.left],
        }
        label = _("Ongedaan: %(name)s") % {"name": upload.name}
        code = upload.municipality.code
        record(
            actor,
            Event(AuditEntry.Action.IMPORT, None, changes, municipality_code=code, label=label),
        )
    return undone


@dataclass(slots=True)
class _Work:
    upload: Upload
    actor: Actor
    lists: Lists
    removed: int = 0
    restored: int = 0
    left: int = 0
    _reasons: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def take_back(self, model: Model, records: Sequence[LoadedRecord]) -> None:
        """Take back what was done to some records of one kind, and log it."""
        pks = [item.object_id for item in records]
        rows = model._default_manager.filter(municipality=self.upload.municipality_id)
        objects = rows.filter(pk__in=pks).order_by("pk").select_for_update().in_bulk()
        standing = capture(model, objects)
        made = [item.object_id for item in records if item.before is None]
        used = _in_use(model, made)
        lost = _lost_targets(model, [item.before for item in records if item.before is not None])
        merged = _merged(model, self.upload.municipality_id)
        back: list[LoadedRecord] = []
        for item in records:
            pk = item.object_id
            untouched = pk in standing and mark_of(model, standing[pk]) == item.mark
            if not untouched and pk in merged:
                self._leave(item, _("Dit is sindsdien samengevoegd: %s.") % merged[pk])
            elif pk not in standing:
                self._leave(item, _("Dit bestaat niet meer."))
            elif not untouched:
                self._leave(item, _("Dit is sindsdien veranderd."))
            elif pk in used:
                self._leave(item, _("Hier hangt iets aan: %(what)s.") % {"what": used[pk]})
            elif item.before is not None and _needs_lost(model, item.before, lost):
                self._leave(item, _("Waar dit bij hoorde, bestaat niet meer."))
            else:
                back.append(item)
        self._take_back(model, back, objects, standing)
        for reason, left in self._reasons.items():
            LoadedRecord.objects.filter(pk__in=left).update(left=reason)
            self.left += len(left)
        self._reasons.clear()

    def _leave(self, item: LoadedRecord, reason: str) -> None:
        self._reasons[reason].append(item.pk)

    def _take_back(
        self,
        model: Model,
        records: Sequence[LoadedRecord],
        objects: Mapping[int, Any],
        standing: Mapping[int, Any],
    ) -> None:
        pks = [item.object_id for item in records]
        made = [item.object_id for item in records if item.before is None]
        former = {item.object_id: item.before for item in records if item.before is not None}
        before = self._written(model, pks)
        _remove(model, made)
        _put_back(model, former, {pk: kept(model, standing[pk]) for pk in former}, objects)
        after = self._written(model, list(former))
        self.removed += len(made)
        self.restored += len(former)
        record_many(self.actor, (self._event(objects[pk], before[pk], after.get(pk)) for pk in pks))

    def _event(
        self, obj: models.Model, before: dict[str, Any], after: dict[str, Any] | None
    ) -> Event:
        action = AuditEntry.Action.DELETE if after is None else AuditEntry.Action.UPDATE
        code = self.upload.municipality.code
        return Event(action, obj, difference(before, after), municipality_code=code)

    def _written(self, model: Model, pks: Sequence[int]) -> dict[int, dict[str, Any]]:
        """These records as the log writes them."""
        rows: Any = model._default_manager.filter(pk__in=pks).order_by("pk")
        if model is Initiative:
            return {
                row.pk: {
                    item.name: item.write(getattr(row.values, item.name))
                    for item in INITIATIVE_FIELDS
                }
                for row in stored_initiatives(rows, self.lists)
            }
        if model is Grant:
            return {
                row.pk: {
                    **{
                        item.name: item.write(getattr(row.values, item.name))
                        for item in GRANT_FIELDS
                    },
                    "decisions": written_steps(row.history),
                    "payments": written_payments(row.history),
                }
                for row in stored_grants(rows)
            }
        return {row.pk: snapshot(row) for row in rows}


def _merged(model: Model, municipality: int) -> dict[int, str]:
    """What was merged, by each record that went or stayed in a merge that still holds: one query."""
    kind = _MERGES.get(model, "")
    found = Operation.objects.filter(municipality=municipality, kind=kind, undone_at__isnull=True)
    known: dict[int, str] = {}
    for label, *pair in found.values_list("label", "payload__gone", "payload__stays"):
        known |= dict.fromkeys(pair, label)
    return known


def _in_use(model: Model, pks: Sequence[int]) -> dict[int, str]:
    """Which of these records something outside their family points at, and what."""
    family = {part.model for part in FAMILIES[model]}
    found: dict[int, str] = {}
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel) or relation.related_model in family:
            continue
        other: Any = relation.related_model
        rows = other._base_manager.filter(**{f"{relation.field.name}__in": pks})
        for pk in rows.values_list(relation.field.attname, flat=True).distinct():
            found.setdefault(pk, str(other._meta.verbose_name_plural))
    return found


type Lost = dict[tuple[str, str], set[Any]]


def _references(part: Part, family: Iterable[Part]) -> list[Any]:
    """The columns of a part that point outside the family."""
    inside = {item.model for item in family}
    return [
        column
        for column in part.model._meta.concrete_fields
        if isinstance(column, models.ForeignKey) and column.related_model not in inside
    ]


def _lost_targets(model: Model, former: Sequence[Rows]) -> Lost:
    """What former rows point at and is there no more, by part and column."""
    lost: Lost = {}
    for part in FAMILIES[model]:
        for column in _references(part, FAMILIES[model]):
            name = column.attname
            wanted = {row[name] for rows in former for row in rows[part.name]} - {None}
            there = column.related_model._base_manager.filter(pk__in=wanted)
            gone = wanted - set(there.values_list("pk", flat=True)) if wanted else set()
            if gone:
                lost[part.name, name] = gone
    return lost


def _needs_lost(model: Model, rows: Rows, lost: Lost) -> bool:
    """Whether a former row cannot stand without what is gone; where it can, it is made to."""
    for part in FAMILIES[model]:
        for column in _references(part, FAMILIES[model]):
            gone = lost.get((part.name, column.attname), set())
            for row in rows[part.name]:
                if row[column.attname] not in gone:
                    continue
                if column.remote_field.on_delete is not models.SET_NULL:
                    return True
                row[column.attname] = None
    return False


def _remove(model: Model, pks: Sequence[int]) -> None:
    for part in reversed(FAMILIES[model]):
        part.model._default_manager.filter(**{f"{part.path}__in": pks}).delete()


def _put_back(
    model: Model,
    former: Mapping[int, Rows],
    standing: Mapping[int, Rows],
    objects: Mapping[int, Any],
) -> None:
    """Make these records as they were; only their version goes on, so that whoever has one open sees it."""
    own, *hanging = FAMILIES[model]
    for part in reversed(hanging):
        gone = {
            row["id"]
            for pk, rows in standing.items()
            for row in rows[part.name]
            if row["id"] not in {other["id"] for other in former[pk][part.name]}
        }
        part.model._default_manager.filter(pk__in=gone).delete()
    again = [_made(own, former[pk][""][0]) for pk in former]
    for obj in again:
        obj.version = objects[obj.pk].version + 1
    if again:
        own.model._default_manager.bulk_create(
            again,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=[
                column.name
                for column in model._meta.concrete_fields
                if column.attname not in _KEPT_ON_UPDATE
            ],
        )
    for part in hanging:
        for pk, rows in former.items():
            for row in rows[part.name]:
                if row not in standing[pk][part.name]:
                    _made(part, row).save_base(raw=True)


def _made(part: Part, row: Mapping[str, Any]) -> Any:
    """An object of a kept row."""
    columns = {column.attname: column for column in part.model._meta.concrete_fields}
    return part.model(
        **{name: columns[name].to_python(value) for name, value in row.items() if name in columns}
    )
