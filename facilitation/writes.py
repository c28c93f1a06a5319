"""Every change of an action: checked, in one transaction with its log row.

Who may is asked of `accounts.policy`: the pages ask `can`, and an owner is asked of `action_holders` here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Membership, User
from accounts.policy import Scope, action_holders, right
from areas.models import District
from audit.actor import Actor
from audit.log import Event, Snapshot, difference, record, snapshot
from audit.models import AuditEntry
from audit.versioned import Conflict, save_new, save_versioned
from facilitation.models import Action
from initiatives.models import Initiative
from initiatives.writes.checking import check_municipality
from lessons.models import Lesson

MOST_NOTES: Final = 5_000
"""How many characters the notes of an action hold."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done: the part of an action that may be changed later."""

    text: str
    owner: User | None = None
    due_date: date | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """What an action answers; this stays. `state` is the cell's state now, by the measures."""

    district: District
    lesson: Lesson
    role: str
    state: str = ""


def create_action(
    actor: Actor, membership: Membership, gap: Gap, task: Task, *, today: date | None = None
) -> Action:
    """Make a gap an action; raise ValidationError at the field that is wrong."""
    day = today or timezone.localdate()
    check_municipality(membership.municipality_id, "district", [gap.district])
    check_owner(membership, task.owner, day)
    action = Action(
        municipality=membership.municipality,
        district=gap.district,
        lesson=gap.lesson,
        role=gap.role,
        state_at_start=gap.state,
        made_on=day,
        state_on=day,
        **_columns(task),
    )
    with transaction.atomic():
        save_new(action)
        _log(actor, AuditEntry.Action.CREATE, action, None)
    return action


def update_action(
    actor: Actor,
    membership: Membership,
    action: Action,
    task: Task,
    *,
    seen_version: int,
    today: date | None = None,
) -> Action:
    """Change what is to be done; raise `Conflict` if somebody saved since `seen_version`."""
    if task.owner is None or task.owner.pk != action.owner_id:
        check_owner(membership, task.owner, today or timezone.localdate())
    with transaction.atomic():
        stored = _locked(action)
        before = snapshot(stored)
        for name, value in _columns(task).items():
            setattr(stored, name, value)
        if stored.version == seen_version and snapshot(stored) == before:
            return stored
        save_versioned(stored, seen_version)
        _log(actor, AuditEntry.Action.UPDATE, stored, before)
    return stored


def change_state(
    actor: Actor, action: Action, state: str, *, today: date | None = None
) -> Action | None:
    """Put an action in another state, whatever it was; None where it stood there already.

    Raises ValidationError for a state that does not exist.
    """
    with transaction.atomic():
        stored = _locked(action)
        if stored.state == state:
            return None
        before = snapshot(stored)
        stored.state, stored.state_on = state, today or timezone.localdate()
        save_versioned(stored, stored.version)
        _log(actor, AuditEntry.Action.UPDATE, stored, before)
    return stored


def link_initiative(actor: Actor, action: Action, initiative: Initiative | None) -> Action:
    """Say which initiative came of it; None takes that back."""
    check_municipality(action.municipality_id, "initiative", [initiative])
    with transaction.atomic():
        stored = _locked(action)
        before = snapshot(stored)
        stored.initiative = initiative
        if snapshot(stored) != before:
            save_versioned(stored, stored.version)
            _log(actor, AuditEntry.Action.UPDATE, stored, before)
    return stored


def add_note(actor: Actor, action: Action, text: str, *, today: date | None = None) -> Action:
    """Put a dated line above the notes; nothing that stands there is lost."""
    line = text.strip()
    if not line:
        raise ValidationError({"note": _("Schrijf op wat je wilt onthouden.")})
    day = today or timezone.localdate()
    with transaction.atomic():
        stored = _locked(action)
        before = snapshot(stored)
        head = f"{day:%d-%m-%Y}, {actor.label}: {line}"
        stored.notes = f"{head}\n\n{stored.notes}" if stored.notes else head
        if len(stored.notes) > MOST_NOTES:
            raise ValidationError(
                {"note": _("De notities worden te lang. Kort ze eerst in bij “Wijzig”.")}
            )
        save_versioned(stored, stored.version)
        _log(actor, AuditEntry.Action.UPDATE, stored, before)
    return stored


def assign_many(
    actor: Actor, membership: Membership, actions: Iterable[Action], owner: User
) -> int:
    """Give actions to somebody, all or none; return how many changed hands."""
    check_owner(membership, owner, timezone.localdate())
    changed = 0
    with transaction.atomic():
        for action in actions:
            stored = _locked(action)
            if stored.owner_id != owner.pk:
                before = snapshot(stored)
                stored.owner = owner
                save_versioned(stored, stored.version)
                _log(actor, AuditEntry.Action.UPDATE, stored, before)
                changed += 1
    return changed


def finish_many(actor: Actor, actions: Iterable[Action]) -> int:
    """Call actions done, all or none; return how many were not yet."""
    with transaction.atomic():
        return sum(change_state(actor, action, Action.State.DONE) is not None for action in actions)


def check_owner(membership: Membership, owner: User | None, on: date) -> None:
    """Raise ValidationError at "owner" for somebody who could not carry out an action of this member.

    Whoever writes only the actions of the own organisation must name an owner: nobody's action is nobody's
    organisation's.
    """
    if owner is None:
        if right(membership, Action).write is Scope.OWN:
            raise ValidationError({"owner": _("Kies wie het oppakt.")})
        return
    if not action_holders(membership, on).filter(user=owner).exists():
        raise ValidationError({"owner": _("Aan deze persoon kun je geen actie geven.")})


def _columns(task: Task) -> dict[str, object]:
    return {
        "text": task.text.strip(),
        "owner": task.owner,
        "due_date": task.due_date,
        "notes": task.notes.strip(),
    }


def _locked(action: Action) -> Action:
    """The stored row, held until the transaction ends; `Conflict` if it is gone."""
    stored = (
        Action.objects.select_for_update(of=("self",))
        .select_related("municipality")
        .filter(pk=action.pk)
        .first()
    )
    if stored is None:
        raise Conflict(None)
    return stored


def _log(actor: Actor, kind: AuditEntry.Action, action: Action, before: Snapshot | None) -> None:
    changes = difference(before, snapshot(action))
    record(actor, Event(kind, action, changes, action.municipality.code))
