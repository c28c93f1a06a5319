"""What people choose for themselves, in one transaction with its log row."""

from django.db import transaction

from accounts.models import User
from audit.actor import Actor
from audit.log import Event, record
from audit.models import AuditEntry


def set_digest(actor: Actor, user: User, wanted: bool) -> bool:
    """Turn the weekly digest of a person on or off; return whether that changed anything."""
    with transaction.atomic():
        changed = bool(
            User.objects.filter(pk=user.pk).exclude(wants_digest=wanted).update(wants_digest=wanted)
        )
        if changed:
            changes = {"wants_digest": [not wanted, wanted]}
            record(actor, Event(AuditEntry.Action.UPDATE, user, changes))
    user.wants_digest = wanted
    return changed


def set_language(actor: Actor, user: User, language: str) -> bool:
    """Remember in which language a person reads; return whether that changed anything."""
    was = user.language
    with transaction.atomic():
        changed = bool(
            User.objects.filter(pk=user.pk).exclude(language=language).update(language=language)
        )
        if changed:
            record(actor, Event(AuditEntry.Action.UPDATE, user, {"language": [was, language]}))
    user.language = language
    return changed
