"""Who belongs to a municipality, and what people choose for themselves; each in one transaction with its log row."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership, Organisation, Role, User
from areas.models import Municipality
from audit.actor import Actor
from audit.log import Event, difference, record, snapshot
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


@dataclass(frozen=True, slots=True)
class NewMember:
    """Somebody who is to get a role; `organisation` is a name, empty for none."""

    email: str
    name: str
    role: Role
    organisation: str = ""


def add_member(
    actor: Actor, municipality: Municipality, member: NewMember, password: str | None
) -> Membership:
    """Give somebody a role, with an account if they have none yet (then with `password`).

    Raises ValidationError for an address that is none, an organisation that is not there, a professional without
    one, and somebody who is a member already; then nothing is written.
    """
    with transaction.atomic():
        user = User.objects.filter(email=member.email).first()
        if user is None:
            user = User(email=member.email, name=member.name)
            user.set_password(password)
            user.full_clean()
            user.save()
            record(actor, Event(AuditEntry.Action.CREATE, user))
        membership = Membership(
            municipality=municipality,
            user=user,
            role=member.role,
            organisation=_organisation(municipality, member.organisation),
        )
        membership.full_clean()
        membership.save()
        event = Event(
            AuditEntry.Action.CREATE,
            membership,
            difference(None, snapshot(membership)),
            municipality_code=municipality.code,
        )
        record(actor, event)
    return membership


def _organisation(municipality: Municipality, name: str) -> Organisation | None:
    if not name:
        return None
    found = Organisation.objects.filter(
        municipality=municipality, name=name, is_private_person=False
    ).first()
    if found is None:
        raise ValidationError(
            _("Organisatie “%(name)s” is er niet in %(place)s.")
            % {"name": name, "place": municipality}
        )
    return found
