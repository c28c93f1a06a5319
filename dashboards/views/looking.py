"""What every dashboard begins with: who looks, at which municipality, at which day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Membership
from accounts.policy import Ability, may
from accounts.requests import MemberRequest, last_change
from areas.models import Municipality
from dashboards.analysis.coverage import Coverage, cover
from dashboards.analysis.situation import Situation, situate
from dashboards.forms.reference import ReferenceDate, reference_date
from dashboards.queries import records_for


@dataclass(frozen=True, slots=True)
class Look:
    """A member looking at their municipality on a day."""

    membership: Membership
    municipality: Municipality
    reference: ReferenceDate
    updated: datetime | None
    """When what the measures read last changed."""

    @property
    def day(self) -> date:
        """The peildatum."""
        return self.reference.day

    def may(self, ability: Ability) -> bool:
        """Whether this member has an ability."""
        return may(self.membership, ability)

    def situation(self) -> Situation:
        """All that stands on the day; one round of queries."""
        return situate(records_for(self.membership, self.day), self.day)

    def situations(self, *days: date) -> Iterator[Situation]:
        """What stood on each of some days, one at a time, from one round of queries up to the latest of them."""
        found = records_for(self.membership, max(days))
        return (situate(found, day) for day in days)

    def coverage(self, situation: Situation) -> Coverage:
        """The coverage as far as this member may see it: readers know of no voice signals."""
        covered = cover(situation)
        return covered if self.may(Ability.VOICE_SIGNALS) else covered.without_signals()


def look(request: MemberRequest) -> Look:
    """Who looks at what; refused (403) to whoever reads no dashboards."""
    if not may(request.membership, Ability.DASHBOARDS):
        raise PermissionDenied
    reference = reference_date(request.GET, timezone.localdate())
    updated = last_change(request, "areas", "initiatives", "funding")
    return Look(request.membership, request.membership.municipality, reference, updated)
