"""Every change of a saved view: checked, in one transaction with its log row."""

from dataclasses import dataclass

from django.db import transaction

from accounts.models import Membership
from audit.actor import Actor
from audit.log import Event, Snapshot, difference, record, snapshot
from audit.models import AuditEntry
from audit.versioned import save_new, save_versioned
from savedviews.models import SavedView


@dataclass(frozen=True, slots=True)
class Label:
    """What a person may change of a view: its name, and whether others see it."""

    name: str
    is_shared: bool


def save_view(
    actor: Actor, membership: Membership, label: Label, *, page: str, query: str
) -> SavedView:
    """Keep a view; raise ValidationError for a name that is taken or a page that cannot be kept."""
    view = SavedView(
        municipality=membership.municipality,
        owner=membership.user,
        name=label.name,
        is_shared=label.is_shared,
        page=page,
        query=query,
    )
    with transaction.atomic():
        save_new(view)
        _log(actor, AuditEntry.Action.CREATE, view, None)
    return view


def rename_view(actor: Actor, view: SavedView, label: Label, *, seen_version: int) -> SavedView:
    """Change its name or who sees it; raise `Conflict` if somebody saved since `seen_version`."""
    with transaction.atomic():
        stored = SavedView.objects.select_for_update().get(pk=view.pk)
        before = snapshot(stored)
        stored.name, stored.is_shared = label.name, label.is_shared
        save_versioned(stored, seen_version)
        _log(actor, AuditEntry.Action.UPDATE, stored, before)
    return stored


def delete_view(actor: Actor, view: SavedView) -> None:
    """Throw a view away; the log keeps what it was."""
    with transaction.atomic():
        _log(actor, AuditEntry.Action.DELETE, view, snapshot(view), gone=True)
        view.delete()


def _log(
    actor: Actor, action: str, view: SavedView, before: Snapshot | None, *, gone: bool = False
) -> None:
    changes = difference(before, None if gone else snapshot(view))
    code = view.municipality.code
    record(actor, Event(action, view, changes, municipality_code=code))
