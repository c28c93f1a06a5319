"""Taking an operation back: once, within thirty days, without touching what changed since.

A record that changed in the same respect since is left as it is and named; the others are put back.
If none can be put back, nothing is written and the operation stays as it was.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organisation
from audit.actor import Actor
from initiatives.models import Initiative, LessonTag, Observation
from initiatives.writes.evidence import logged_rows
from upkeep.models import Operation
from upkeep.writes.apart import let_meet
from upkeep.writes.operations import UNDO_DAYS, Left, NotUndone, log, raise_versions
from upkeep.writes.repairing import unrepair
from upkeep.writes.unmerging import unmerge_initiatives, unmerge_organisations

type PutBack = Callable[[Actor, Operation, dict[int, Initiative]], list[Left]]


@dataclass(frozen=True, slots=True)
class Undone:
    """How many records were put back, and which were left as they are."""

    done: int
    left: tuple[Left, ...]


def undo_until(operation: Operation) -> datetime:
    """The moment until which the operation can be taken back."""
    return operation.created_at + timedelta(days=UNDO_DAYS)


@transaction.atomic
def undo(actor: Actor, operation: Operation) -> Undone:
    """Put back what the operation changed; raises `NotUndone` and then writes nothing.

    One conditional UPDATE claims it, so that two people undoing at once cannot both.
    """
    now = timezone.now()
    if now > undo_until(operation):
        raise NotUndone(_("Dit is langer dan 30 dagen geleden; het kan niet meer ongedaan."))
    put_back = _PUT_BACK.get(operation.kind)
    if put_back is None:
        raise NotUndone(_("Deze bewerking kan niet ongedaan gemaakt worden."))
    open_ones = Operation.objects.filter(pk=operation.pk, undone_at__isnull=True)
    if not open_ones.update(undone_at=now):
        raise NotUndone(_("Dit is al ongedaan gemaakt."))
    pks = [row["pk"] for row in operation.payload["rows"]]
    rows = {
        row.pk: row
        for row in Initiative.objects.filter(pk__in=pks, municipality=operation.municipality_id)
        .order_by("pk")
        .select_for_update()
    }
    left = put_back(actor, operation, rows)
    if pks and len(left) == len(pks):
        reason = _("Er is niets teruggezet: alles is sindsdien veranderd.")
        raise NotUndone(reason, tuple(left))
    operation.undone_at = now
    operation.payload["kept"] = [[item.pk, item.reason] for item in left]
    operation.save(update_fields=["payload"])
    return Undone(len(pks) - len(left), tuple(left))


def _gone(pk: int) -> Left:
    return Left(pk, _("Dit initiatief bestaat niet meer."))


def _unconfirm(actor: Actor, operation: Operation, rows: dict[int, Initiative]) -> list[Left]:
    """Remove exactly the observations that the operation made."""
    made = {pk for row in operation.payload["rows"] for pk in row["observations"]}
    found: dict[int, list[Observation]] = defaultdict(list)
    stored = Observation.objects.filter(pk__in=made, tag__initiative__in=rows)
    for observation in stored.select_related("tag__lesson"):
        found[observation.tag.initiative_id].append(observation)
    left = [
        _gone(row["pk"])
        if row["pk"] not in rows
        else Left(row["pk"], _("De lessen van dit initiatief zijn sindsdien weggehaald."))
        for row in operation.payload["rows"]
        if row["pk"] not in found
    ]
    changes = [(rows[pk], {"observations": [logged_rows(old), []]}) for pk, old in found.items()]
    Observation.objects.filter(pk__in=[one.pk for old in found.values() for one in old]).delete()
    log(actor, operation.municipality, changes)
    return left


def _untag(actor: Actor, operation: Operation, rows: dict[int, Initiative]) -> list[Left]:
    """Remove the tags, but none under which somebody has seen something since."""
    code = operation.payload["lesson"]
    tags = LessonTag.objects.filter(pk__in=[row["tag"] for row in operation.payload["rows"]])
    standing = {tag.pk for tag in tags}
    seen = set(Observation.objects.filter(tag__in=standing).values_list("tag_id", flat=True))
    left: list[Left] = []
    back: list[tuple[int, int]] = []
    for row in operation.payload["rows"]:
        if row["pk"] not in rows:
            left.append(_gone(row["pk"]))
        elif row["tag"] not in standing:
            left.append(Left(row["pk"], _("Deze les is er al af gehaald.")))
        elif row["tag"] in seen:
            left.append(Left(row["pk"], _("Onder deze les staat sindsdien een waarneming.")))
        else:
            back.append((row["pk"], row["tag"]))
    codes = _codes([pk for pk, _tag in back])
    LessonTag.objects.filter(pk__in=[tag for _pk, tag in back]).delete()
    raise_versions([rows[pk] for pk, _tag in back])
    log(
        actor,
        operation.municipality,
        (
            (rows[pk], {"lessons": [codes[pk], [held for held in codes[pk] if held != code]]})
            for pk, _tag in back
        ),
    )
    return left


def _codes(pks: list[int]) -> dict[int, list[str]]:
    """The lessons of each record, as codes in order."""
    found: dict[int, list[str]] = defaultdict(list)
    tags = LessonTag.objects.filter(initiative__in=pks).order_by("lesson__code")
    for pk, code in tags.values_list("initiative_id", "lesson__code"):
        found[pk].append(code)
    return found


def _unassign(actor: Actor, operation: Operation, rows: dict[int, Initiative]) -> list[Left]:
    """Give the records back to the organisation they had, unless they moved on since."""
    to: int = operation.payload["to"]
    former: dict[int, int | None] = {row["pk"]: row["former"] for row in operation.payload["rows"]}
    exist: set[Any] = {
        None,
        *Organisation.objects.filter(
            pk__in=[pk for pk in former.values() if pk is not None]
        ).values_list("pk", flat=True),
    }
    left: list[Left] = []
    back: dict[int | None, list[Initiative]] = defaultdict(list)
    for pk, organisation in former.items():
        if pk not in rows:
            left.append(_gone(pk))
        elif rows[pk].organisation_id != to:
            left.append(Left(pk, _("Dit initiatief is sindsdien van een andere organisatie.")))
        elif organisation not in exist:
            left.append(Left(pk, _("De vorige organisatie bestaat niet meer.")))
        else:
            back[organisation].append(rows[pk])
    for organisation, moved in back.items():
        raise_versions(moved, organisation=organisation)
        changes = [(row, {"organisation_id": [to, organisation]}) for row in moved]
        log(actor, operation.municipality, changes)
    return left


_PUT_BACK: Final[dict[str, PutBack]] = {
    Operation.Kind.CONFIRM: _unconfirm,
    Operation.Kind.TAG: _untag,
    Operation.Kind.ASSIGN: _unassign,
    Operation.Kind.HAND_OVER: _unassign,
    Operation.Kind.REPAIR: unrepair,
    Operation.Kind.APART: let_meet,
    Operation.Kind.MERGE_INITIATIVES: unmerge_initiatives,
    Operation.Kind.MERGE_ORGANISATIONS: unmerge_organisations,
}
