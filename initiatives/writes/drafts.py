"""Drafts: saving what is being typed, taking it up again, and sending it once.

A draft is no record yet, so the log knows nothing of it; what is made of it stands there as any record does.
"""

import json
from collections.abc import Collection, Mapping
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Membership
from audit.actor import Actor
from initiatives.models import Draft, Initiative
from initiatives.writes.evidence import ObservationInput
from initiatives.writes.inputs import InitiativeInput
from initiatives.writes.records import create_initiative

MOST_CHARACTERS: Final = 20_000
"""How much one draft may hold, as JSON: ten times a long quick log."""
MOST_OPEN: Final = 20
"""How many open drafts one person keeps; the oldest goes first."""


class TooLarge(ValidationError):
    """What was typed does not fit in a draft."""


def draft_fields(typed: Mapping[str, list[str]], known: Collection[str]) -> dict[str, list[str]]:
    """The typed texts of the known fields; raises ValidationError where they cannot be kept."""
    fields = {name: list(typed[name]) for name in known if any(typed.get(name, ()))}
    text = json.dumps(fields)
    if len(text) > MOST_CHARACTERS:
        raise TooLarge(_("Dit is te veel om als concept te bewaren. Maak de tekst korter."))
    if any("\0" in value for values in fields.values() for value in values):
        raise ValidationError(_("Er staat een teken in dat we niet kunnen bewaren."))
    return fields


def open_drafts(membership: Membership) -> list[Draft]:
    """What this member began and did not send, the latest first."""
    return list(Draft.objects.of(membership.user_id, membership.municipality_id).open())


def draft_of(membership: Membership, key: UUID) -> Draft | None:
    """The member's own draft with this key, sent or not."""
    return Draft.objects.of(membership.user_id, membership.municipality_id).filter(key=key).first()


@transaction.atomic
def save_draft(membership: Membership, key: UUID, fields: dict[str, list[str]]) -> Draft:
    """Keep what was typed; one that was sent stays as it is. Forgotten drafts of anybody go."""
    Draft.objects.forgotten(timezone.now()).delete()
    draft = _held(membership, key)
    if draft.made_id is None:
        draft.fields = fields
        draft.save()
        own = Draft.objects.of(membership.user_id, membership.municipality_id).open()
        surplus = list(own.values_list("pk", flat=True)[MOST_OPEN:])
        Draft.objects.filter(pk__in=surplus).delete()
    return draft


def discard_draft(membership: Membership, key: UUID) -> bool:
    """Throw away an open draft; whether there was one."""
    own = Draft.objects.of(membership.user_id, membership.municipality_id).open()
    return own.filter(key=key).delete()[0] > 0


@transaction.atomic
def send_draft(
    actor: Actor,
    membership: Membership,
    key: UUID,
    given: InitiativeInput,
    observation: ObservationInput,
) -> Initiative:
    """Make the record, and empty the draft; with a key that was sent before: the record made then.

    Raises ValidationError (a message a field) and then keeps the draft.
    """
    draft = _held(membership, key)
    if draft.made is not None:
        return draft.made
    made = create_initiative(actor, membership.municipality, given, observation=observation)
    draft.made, draft.fields = made, {}
    draft.save()
    return made


def _held(membership: Membership, key: UUID) -> Draft:
    """The row of a key, made if need be, held until the transaction ends."""
    own = Draft.objects.of(membership.user_id, membership.municipality_id)
    own.get_or_create(
        key=key,
        defaults={"user_id": membership.user_id, "municipality_id": membership.municipality_id},
    )
    return own.select_for_update().get(key=key)
