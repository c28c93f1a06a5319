"""What waits for a member: the one answer behind "Mijn initiatieven" and the weekly digest."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Membership
from dashboards.analysis.attention import (
    Group,
    Need,
    Reason,
    Support,
    asks_within,
    grouped,
    initiative_needs,
    supports,
)
from dashboards.analysis.situation import situate
from dashboards.analysis.words import day_nl
from dashboards.queries import records
from dashboards.queries.attention import open_voices, own_actions, own_initiatives, running_clocks
from funding.course.clocks import ClockKind

_CLOCKS = {
    ClockKind.DECISION: gettext_lazy("Besluit op de aanvraag"),
    ClockKind.SUPPLEMENT: gettext_lazy("Aanvulling door de aanvrager"),
    ClockKind.REPORT: gettext_lazy("Verantwoording door de aanvrager"),
    ClockKind.SETTLEMENT: gettext_lazy("Vaststelling"),
    ClockKind.PAYMENT: gettext_lazy("Betaling"),
    ClockKind.TENURE: gettext_lazy("Aankondigen als het stopt, na drie jaar of langer achtereen"),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a member at a day, the most urgent first, and what of theirs counts now."""

    groups: tuple[Group, ...]
    supports: tuple[Support, ...]


def waiting_for(membership: Membership, day: date) -> Waiting:
    """Everything that waits for this member in this municipality; a constant number of queries."""
    mine = own_initiatives(membership)
    needs = [*_actions(membership, day), *_voices(membership, day), *_clocks(membership, day)]
    counted: tuple[Support, ...] = ()
    if mine:
        # All records, not `only` the ids: a thousand ids would not fit one query of the embedded database.
        situation = situate(records(membership.municipality, day), day)
        needs += initiative_needs(situation, mine, mine)
        counted = supports(situation, mine)
    return Waiting(grouped(needs, day), counted)


def _actions(membership: Membership, day: date) -> list[Need]:
    return [
        Need(
            Reason.ACTION,
            action.pk,
            action.text,
            _("Jouw actie in %(place)s, klaar op %(day)s.")
            % {"place": action.district.name, "day": day_nl(action.due_date)}
            if action.due_date
            else _("Jouw actie in %(place)s, zonder datum.") % {"place": action.district.name},
            action.due_date or day,
            (action.district.code, action.lesson.code),
        )
        for action in own_actions(membership)
        if asks_within(action.due_date, day)
    ]


def _voices(membership: Membership, day: date) -> list[Need]:
    return [
        Need(
            Reason.VOICE,
            signal.pk,
            signal.district.name,
            _("Een signaal van %(day)s over stemmen die ontbreken wacht op een reactie.")
            % {"day": day_nl(signal.date)},
            signal.date,
        )
        for signal in open_voices(membership, day)
    ]


def _clocks(membership: Membership, day: date) -> list[Need]:
    return [
        Need(
            Reason.CLOCK,
            grant.pk,
            grant.initiative.name,
            f"{_CLOCKS[clock.kind]}: {_when(clock.due, clock.suspended, late=clock.late)}",
            clock.due,
        )
        for grant, clock in running_clocks(membership, day)
        if asks_within(clock.due, day)
    ]


def _when(due: date, suspended: bool, *, late: bool) -> str:
    words = {"day": day_nl(due)}
    if suspended:
        return _("uiterlijk %(day)s, staat stil tot de aanvulling er is.") % words
    return _("had op %(day)s gemoeten.") % words if late else _("uiterlijk %(day)s.") % words
