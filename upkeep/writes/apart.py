"""Saying of two records that look alike that they are not the same, so that the pair does not come back."""

from typing import Any, Final

from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation
from audit.actor import Actor
from audit.log import Event, difference, record, snapshot
from audit.models import AuditEntry
from initiatives.models import Initiative
from upkeep.models import Apart, Operation
from upkeep.writes.operations import Left, Missing, NotUndone, store

_KINDS: Final[dict[type[models.Model], str]] = {
    Initiative: Apart.Kind.INITIATIVES,
    Organisation: Apart.Kind.ORGANISATIONS,
}


@transaction.atomic
def keep_apart(actor: Actor, rows: models.QuerySet[Any], one: int, other: int) -> Operation:
    """Remember that two of `rows`, initiatives or organisations, are not the same; saying it twice changes nothing.

    Raises `Missing` if they are not two records that the member may change.
    """
    found = {row.pk: row for row in rows.filter(pk__in={one, other}).select_for_update()}
    if len(found) < 2:
        raise Missing
    low, high = sorted(found)
    pair = {"kind": _KINDS[rows.model], "one": low, "other": high}
    known = Apart.objects.filter(**pair).select_related("operation").first()
    if known is not None:
        return known.operation
    names = {"one": found[low].name, "other": found[high].name}
    label = _("“%(one)s” is niet hetzelfde als “%(other)s”") % names
    municipality = found[low].municipality
    operation = store(actor, municipality, Operation.Kind.APART, label, {"rows": []})
    made = Apart.objects.create(operation=operation, municipality=municipality, **pair)
    changes = difference(None, snapshot(made))
    record(actor, Event(AuditEntry.Action.CREATE, made, changes, municipality.code, label))
    return operation


def let_meet(actor: Actor, operation: Operation, _rows: dict[int, Initiative]) -> list[Left]:
    """The pair may be shown again."""
    made = Apart.objects.filter(operation=operation).first()
    if made is None:
        raise NotUndone(_("Dit is al ongedaan gemaakt."))
    changes = difference(snapshot(made), None)
    code = operation.municipality.code
    record(actor, Event(AuditEntry.Action.DELETE, made, changes, code, operation.label))
    made.delete()
    return []
