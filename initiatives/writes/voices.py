"""Voice signals of a wijk, and the answers to them."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.models import District, Municipality, TargetGroup
from audit.actor import Actor
from audit.log import Event, difference, record, snapshot
from audit.models import AuditEntry
from audit.versioned import save_new, save_versioned
from initiatives.models import VoiceSignal
from initiatives.rules import check_not_future
from initiatives.writes.checking import check_municipality


@dataclass(frozen=True, slots=True)
class VoiceInput:
    """Which groups decide in a wijk and whose voices are missing, or "nagegaan: geen"."""

    district: District
    date: date
    checked_none: bool = False
    deciding_groups: tuple[TargetGroup, ...] = ()
    missing_groups: tuple[TargetGroup, ...] = ()
    note: str = ""


def add_voice_signal(
    actor: Actor, municipality: Municipality, given: VoiceInput, *, today: date | None = None
) -> VoiceSignal:
    """Record a signal; it names groups, or says that somebody looked and missed nobody."""
    check_municipality(municipality.pk, "district", [given.district])
    _check_day("date", given.date, today)
    if given.checked_none == bool(given.missing_groups):
        raise ValidationError(
            {
                "missing_groups": _(
                    "Kies wie je niet hoort, of kies “nagegaan: geen”; een van de twee."
                )
            }
        )
    signal = VoiceSignal(
        municipality=municipality,
        district=given.district,
        date=given.date,
        checked_none=given.checked_none,
        note=given.note,
    )
    with transaction.atomic():
        save_new(signal)
        signal.deciding_groups.set(given.deciding_groups)
        signal.missing_groups.set(given.missing_groups)
        groups = {
            "deciding_groups": {group.code for group in given.deciding_groups},
            "missing_groups": {group.code for group in given.missing_groups},
        }
        changes = difference(None, snapshot(signal, **groups))
        record(actor, Event(AuditEntry.Action.CREATE, signal, changes, municipality.code))
    return signal


def answer_voice_signal(
    actor: Actor,
    signal: VoiceSignal,
    response: str,
    responded_on: date,
    *,
    seen_version: int,
    today: date | None = None,
) -> VoiceSignal:
    """Say what was done with a signal; an answer may be changed later.

    Raises `Conflict` if somebody saved since `seen_version`.
    """
    _check_day("responded_on", responded_on, today)
    if not response.strip():
        raise ValidationError({"response": _("Schrijf op wat er met het signaal gebeurt.")})
    with transaction.atomic():
        stored = VoiceSignal.objects.select_for_update().get(pk=signal.pk)
        before = snapshot(stored)
        stored.response = response
        stored.responded_on = responded_on
        save_versioned(stored, seen_version)
        changes = difference(before, snapshot(stored))
        record(actor, Event(AuditEntry.Action.UPDATE, stored, changes, stored.municipality.code))
    return stored


def _check_day(field: str, day: date, today: date | None) -> None:
    try:
        check_not_future(day, today or timezone.localdate())
    except ValidationError as error:
        raise ValidationError({field: error.messages}) from error
