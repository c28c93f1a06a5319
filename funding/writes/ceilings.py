"""The ceiling of a scheme: nobody commits more than it without saying why."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from funding import course
from funding.course.words import short_euros
from funding.measuring import Room, committed_under, room_of
from funding.models import Grant, Scheme

_GRANTING = tuple(kind.value for kind in (*course.POSITIVE_STEPS, course.StepKind.CHANGED))


@dataclass(frozen=True, slots=True)
class Consent:
    """Why somebody goes over a ceiling, and by how much they were told (None: any amount)."""

    reason: str = ""
    seen_cents: int | None = None

    def covers(self, over_cents: int) -> bool:
        """Whether it says why, for so much."""
        return bool(self.reason.strip()) and (
            self.seen_cents is None or over_cents <= self.seen_cents
        )


NO_CONSENT = Consent()


class OverCeiling(Exception):
    """What was about to be written goes over the ceiling of a scheme by `over_cents`, and nobody said why.

    `room` is what the scheme had to give before; nothing is written.
    """

    def __init__(self, scheme: Scheme, room: Room, over_cents: int) -> None:
        self.scheme, self.room, self.over_cents = scheme, room, over_cents
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        """What a person reads: the figures and what to do."""
        left = self.room.left_cents or 0
        figures = {
            "scheme": self.scheme,
            "over": short_euros(self.over_cents),
            "ceiling": short_euros(self.room.ceiling_cents or 0),
            "committed": short_euros(self.room.committed_cents),
            "left": short_euros(max(left, 0)),
        }
        return (
            _(
                "Hiermee komt ‘%(scheme)s’ %(over)s boven het plafond van %(ceiling)s: toegekend is al %(committed)s,"
                " er is nog %(left)s. Er is nog niets bewaard. Ga je toch door, vul dan in waarom."
            )
            % figures
        )


def exceeded_by(
    grant: Grant, before: course.Standing | None, after: course.Standing, consent: Consent
) -> int | None:
    """Return by how many cents the ceiling of the grant's scheme is exceeded once it stands as `after`.

    None where it is not, or where this grant does not commit more than `before` (None: nothing under this scheme
    yet). Locks the scheme until the transaction ends, so that two officers at once see each other's decision.
    Raises `OverCeiling` without a consent that covers it.
    """
    more = committed_cents(after)
    if grant.scheme_id is None or more <= (0 if before is None else committed_cents(before)):
        return None
    scheme = Scheme.objects.select_for_update().get(pk=grant.scheme_id)
    if scheme.ceiling_cents is None:
        return None
    over = committed_under(scheme.pk, but=grant.pk) + more - scheme.ceiling_cents
    if over <= 0:
        return None
    if not consent.covers(over):
        raise OverCeiling(scheme, room_of(scheme), over)
    return over


def committed_cents(standing: course.Standing) -> int:
    """Return what a grant commits as it stands, in cents; 0 where no positive decision stands, or in kind."""
    return (standing.counting_cents or 0) if standing.committed else 0


def tell_over(grant: Grant, over_cents: int, reason: str) -> None:
    """Write on the latest decision that granted the money why the ceiling is exceeded."""
    latest = grant.decisions.filter(kind__in=_GRANTING).order_by("-date", "-pk")[:1]
    for row in latest:
        row.over_cents, row.over_reason = over_cents, reason.strip()
        row.full_clean()
        row.save(update_fields=["over_cents", "over_reason", "updated_at"])
