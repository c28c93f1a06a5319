"""What a scheme has left, shown where somebody decides about its money."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from funding.course import Standing, StepKind
from funding.course.words import short_euros
from funding.forms.steps import likely_amount
from funding.measuring import Room, room_of
from funding.models import Grant
from funding.views.telling import Amount
from funding.writes.ceilings import committed_cents


@dataclass(frozen=True, slots=True)
class SchemeRoom:
    """The figures of a grant's scheme; `warning` says that what is asked does not fit, "" where it does."""

    scheme: str
    amounts: tuple[Amount, ...]
    warning: str
    over_cents: int | None


def scheme_room(grant: Grant, now: Standing) -> SchemeRoom | None:
    """Return the room in the grant's scheme, None where it has no ceiling or where there is no scheme."""
    if grant.scheme is None or grant.scheme.ceiling_cents is None:
        return None
    room = room_of(grant.scheme)
    over = _over(room, now)
    return SchemeRoom(
        str(grant.scheme),
        (
            Amount(_("Plafond"), short_euros(grant.scheme.ceiling_cents), known=True),
            Amount(_("Toegekend"), short_euros(room.committed_cents), known=True),
            Amount(_("Betaald"), short_euros(room.paid_cents), known=True),
            _left(room),
        ),
        _warning(over, now),
        over,
    )


def over_for(kind: StepKind, room: SchemeRoom | None, now: Standing) -> int | None:
    """Return by how many cents a step with its likely amount exceeds the ceiling, None where it does not."""
    likely = likely_amount(kind, now) or 0
    return room.over_cents if room is not None and likely > committed_cents(now) else None


def _over(room: Room, now: Standing) -> int | None:
    """Return by how many cents granting all that is asked exceeds the ceiling, None where it fits or is decided."""
    if now.granted_cents is not None or not now.counts_as_euros or room.left_cents is None:
        return None
    over = (now.requested_cents or 0) - room.left_cents
    return over if over > 0 else None


def _left(room: Room) -> Amount:
    left = room.left_cents or 0
    if left >= 0:
        return Amount(_("Nog over"), short_euros(left), known=True)
    return Amount(_("Te veel toegekend"), short_euros(-left), known=True)


def _warning(over: int | None, now: Standing) -> str:
    if over is None:
        return ""
    values = {"asked": short_euros(now.requested_cents or 0), "over": short_euros(over)}
    return (
        _(
            "De gevraagde %(asked)s past niet meer onder het plafond: %(over)s te veel. Verleen minder, wijs af, of"
            " schrijf bij het besluit waarom je boven het plafond gaat."
        )
        % values
    )
