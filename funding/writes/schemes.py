"""Funders and schemes: who gives money, and under which regeling."""

from dataclasses import dataclass, fields, replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from areas.models import Municipality
from audit.actor import Actor
from audit.log import Event, difference, record, snapshot
from audit.models import AuditEntry
from audit.versioned import Conflict, save_new, save_versioned
from funding.measuring import committed_under, room_of
from funding.models import Funder, Scheme
from funding.writes.ceilings import OverCeiling


@dataclass(frozen=True, slots=True)
class SchemeInput:
    """What a person fills in about a scheme. The ceiling in cents; terms in weeks, empty = the law's own."""

    funder: Funder
    name: str
    year: int | None = None
    ceiling_cents: int | None = None
    ceiling_reason: str = ""
    taakveld: str = ""
    decision_term_weeks: int | None = None
    settlement_term_weeks: int | None = None


def find_or_create_funder(actor: Actor, municipality: Municipality, name: str, kind: str) -> Funder:
    """Return the funder of this name and kind, made with its log row where there is none yet.

    Capitals make no other funder. Raises ValidationError (a message a field).
    """
    with transaction.atomic():
        Municipality.objects.select_for_update().get(pk=municipality.pk)
        known = Funder.objects.filter(
            municipality=municipality, name__iexact=name.strip(), kind=kind
        ).first()
        if known is not None:
            return known
        funder = Funder(municipality=municipality, name=name.strip(), kind=kind)
        save_new(funder)
        _log(actor, AuditEntry.Action.CREATE, funder, None)
    return funder


def create_scheme(actor: Actor, municipality: Municipality, given: SchemeInput) -> Scheme:
    """Record a scheme. Raises ValidationError (a message a field)."""
    with transaction.atomic():
        scheme = Scheme(municipality=municipality)
        _fill(scheme, given)
        save_new(scheme)
        _log(actor, AuditEntry.Action.CREATE, scheme, None)
    return scheme


def update_scheme(actor: Actor, scheme: Scheme, given: SchemeInput, seen_version: int) -> Scheme:
    """Change a scheme. Raises ValidationError (a message a field), `Conflict` when somebody else saved meanwhile.

    A scheme that grants were asked under stays with its funder: theirs would no longer agree. A ceiling that becomes
    lower than what is committed asks a `ceiling_reason` (`OverCeiling` without one).
    """
    with transaction.atomic():
        stored = Scheme.objects.select_for_update().get(pk=scheme.pk)
        if stored.version != seen_version:
            raise Conflict(stored)
        before = snapshot(stored)
        if stored.funder_id != given.funder.pk and stored.grants.exists():
            raise ValidationError(
                {"funder": _("Onder deze regeling is al geld gevraagd; de geldgever ligt vast.")}
            )
        _check_ceiling(stored, given)
        _fill(stored, given)
        save_versioned(stored, seen_version)
        _log(actor, AuditEntry.Action.UPDATE, stored, before)
    return stored


def _check_ceiling(stored: Scheme, given: SchemeInput) -> None:
    """Raise `OverCeiling` where the ceiling changes to less than is committed, and nobody says why."""
    if given.ceiling_cents is None or given.ceiling_cents == stored.ceiling_cents:
        return
    over = committed_under(stored.pk) - given.ceiling_cents
    if over > 0 and not given.ceiling_reason.strip():
        raise OverCeiling(stored, replace(room_of(stored), ceiling_cents=given.ceiling_cents), over)


def _fill(scheme: Scheme, given: SchemeInput) -> None:
    """Put what was filled in on the scheme; raise where the funder is another municipality's."""
    if given.funder.municipality_id != scheme.municipality_id:
        raise ValidationError({"funder": _("Dit hoort niet bij deze gemeente.")})
    for field in fields(given):
        setattr(scheme, field.name, getattr(given, field.name))


def _log(actor: Actor, action: str, row: Funder | Scheme, before: dict[str, object] | None) -> None:
    """Write the log row of something that was done to a funder or scheme."""
    changes = difference(before, snapshot(row))
    record(actor, Event(action, row, changes, municipality_code=row.municipality.code))
