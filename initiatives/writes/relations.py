"""Ties with partners, and the moments of contact."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.actor import Actor
from audit.log import Event, difference, record, snapshot
from audit.models import AuditEntry
from audit.versioned import save_new, save_versioned
from initiatives.models import Contact, Initiative, PartnerKind, PartnerTie
from initiatives.rules import check_not_future
from initiatives.writes.checking import locked


@dataclass(frozen=True, slots=True)
class TieInput:
    """A tie with a kind of partner: really involved, or only informed."""

    partner_kind: PartnerKind
    involved: bool


@dataclass(frozen=True, slots=True)
class ContactInput:
    """A moment of contact with a partner."""

    partner_kind: PartnerKind
    date: date
    who: str = ""
    how: str = ""
    note: str = ""


def set_ties(
    actor: Actor,
    initiative: Initiative,
    ties: Sequence[TieInput],
    *,
    seen_version: int | None = None,
) -> Initiative:
    """Make `ties` the initiative's ties; the version rises if one differs.

    Raises `Conflict` if somebody saved since `seen_version` (None = whatever stands there).
    """
    wanted = {tie.partner_kind: tie.involved for tie in ties}
    with transaction.atomic():
        stored = locked(initiative, seen_version)
        return _apply(actor, stored, wanted)


def set_tie(actor: Actor, initiative: Initiative, tie: TieInput) -> Initiative:
    """Record one tie and leave the others as they are."""
    with transaction.atomic():
        stored = locked(initiative)
        held = {
            row.partner_kind: row.involved for row in stored.ties.select_related("partner_kind")
        }
        return _apply(actor, stored, held | {tie.partner_kind: tie.involved})


def _apply(actor: Actor, stored: Initiative, wanted: dict[PartnerKind, bool]) -> Initiative:
    held = {row.partner_kind.code: row for row in stored.ties.select_related("partner_kind")}
    before = {code: row.involved for code, row in held.items()}
    after = {kind.code: involved for kind, involved in wanted.items()}
    if before == after:
        return stored
    for code in before.keys() - after.keys():
        held[code].delete()
    for kind, involved in wanted.items():
        row = held.get(kind.code)
        if row is None:
            save_new(
                PartnerTie(
                    municipality_id=stored.municipality_id,
                    initiative=stored,
                    partner_kind=kind,
                    involved=involved,
                )
            )
        elif row.involved != involved:
            row.involved = involved
            save_versioned(row, row.version)
    save_versioned(stored, stored.version)
    changes = {f"tie_{code}": values for code, values in difference(before, after).items()}
    record(actor, Event(AuditEntry.Action.UPDATE, stored, changes, stored.municipality.code))
    return stored


def add_contact(
    actor: Actor, initiative: Initiative, given: ContactInput, *, today: date | None = None
) -> Contact:
    """Record a moment of contact; raises ValidationError for a future date."""
    try:
        check_not_future(given.date, today or timezone.localdate())
    except ValidationError as error:
        raise ValidationError({"date": error.messages}) from error
    contact = Contact(
        municipality_id=initiative.municipality_id,
        initiative=initiative,
        partner_kind=given.partner_kind,
        date=given.date,
        who=given.who,
        how=given.how,
        note=given.note,
        by_id=actor.user_id,
    )
    with transaction.atomic():
        save_new(contact)
        changes = difference(None, snapshot(contact))
        code = initiative.municipality.code
        record(actor, Event(AuditEntry.Action.CREATE, contact, changes, code))
    return contact


def add_contact_today(
    actor: Actor, initiative: Initiative, partner_kind: PartnerKind, *, today: date | None = None
) -> Contact | None:
    """Record contact today; None if this person already did with this partner, so that a second tap adds nothing."""
    day = today or timezone.localdate()
    with transaction.atomic():
        stored = locked(initiative)
        same = stored.contacts.filter(partner_kind=partner_kind, date=day, by_id=actor.user_id)
        if same.exists():
            return None
        return add_contact(actor, stored, ContactInput(partner_kind, day), today=day)
