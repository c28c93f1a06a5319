"""What happened to an action, in words, from the log."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Field
from django.utils.translation import gettext as _

from accounts.models import Membership, User
from accounts.policy import visible
from audit.models import AuditEntry
from facilitation.models import Action
from initiatives.models import Initiative

MOST: Final = 25
_SHOWN: Final = ("text", "owner_id", "due_date", "state", "notes", "initiative_id")


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing somebody did."""

    at: datetime
    who: str
    action: str
    changes: list[Change]


def history_of(membership: Membership, action: Action) -> list[Line]:
    """The latest lines of the log about an action, newest first; two queries beside the log's."""
    entries = list(
        AuditEntry.objects.filter(
            object_type=Action._meta.label_lower, object_id=str(action.pk)
        ).exclude(action=AuditEntry.Action.REFUSED)[:MOST]
    )
    names = {
        "owner_id": _names(User.objects.all(), _ids(entries, "owner_id")),
        "initiative_id": _names(
            visible(membership, Initiative.objects.all()), _ids(entries, "initiative_id")
        ),
    }
    return [
        Line(
            entry.at,
            entry.actor_label,
            entry.get_action_display(),
            [
                Change(_label(name), _text(name, old, names), _text(name, new, names))
                for name, (old, new) in entry.changes.items()
                if name in _SHOWN and (old or new)
            ],
        )
        for entry in entries
    ]


def _ids(entries: list[AuditEntry], name: str) -> set[int]:
    return {pk for entry in entries for pk in entry.changes.get(name, ()) if pk is not None}


def _names(found: Any, ids: set[int]) -> dict[int, str]:
    return {row.pk: str(row) for row in found.filter(pk__in=ids)}


def _label(name: str) -> str:
    field = Action._meta.get_field(name.removesuffix("_id"))
    return str(field.verbose_name) if isinstance(field, Field) else name


def _text(name: str, value: Any, names: dict[str, dict[int, str]]) -> str:
    """Return a logged value in words; somebody or something that is gone has no name any more."""
    if value is None or value == "":
        return ""
    if name in names:
        return names[name].get(value, _("(niet meer bekend)"))
    if name == "state":
        return str(dict(Action.State.choices).get(value, value))
    if name == "due_date":
        return f"{date.fromisoformat(value):%d-%m-%Y}"
    return str(value)
