"""What waits for a member: the one answer behind "Mijn initiatieven" and the weekly digest."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Membership, Role
from dashboards.analysis.answered import GOOD, Answers
from dashboards.analysis.attention import (
    ABOUT_INITIATIVES,
    Group,
    Need,
    Reason,
    Support,
    asks_within,
    full,
    grouped,
    initiative_needs,
    supports,
)
from dashboards.analysis.coverage import cover
from dashboards.analysis.progress import progress, state_named
from dashboards.analysis.situation import Situation, situate
from dashboards.analysis.words import day_nl
from dashboards.queries import records
from dashboards.queries.attention import (
    open_voices,
    own_actions,
    own_initiatives,
    running_clocks,
    scheme_rooms,
)
from facilitation.models import Action
from funding.course.clocks import ClockKind
from funding.course.words import short_euros

THEIRS: Final[Mapping[Role, frozenset[Reason]]] = {
    Role.PROFESSIONAL: ABOUT_INITIATIVES | {Reason.ACTION},
    Role.POLICYMAKER: frozenset({Reason.ACTION, Reason.VOICE}),
    Role.FUNDING_OFFICER: frozenset({Reason.CLOCK, Reason.SCHEME}),
    Role.ADMIN: frozenset({Reason.ACTION}),
    Role.READER: frozenset(),
}
"""What is each role's own to do. Who may write everything may also help with the rest; a reader is asked nothing."""

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


def waiting_for(
    membership: Membership, day: date, only: Collection[Reason] = frozenset(Reason)
) -> Waiting:
    """What waits for this member in this municipality, for these reasons; a constant number of queries."""
    mine = own_initiatives(membership) if ABOUT_INITIATIVES.intersection(only) else {}
    actions = own_actions(membership) if Reason.ACTION in only else []
    needs: list[Need] = []
    counted: tuple[Support, ...] = ()
    said: dict[int, str] = {}
    if mine or any(_open_at_start(action) for action in actions):
        # All records, not `only` the ids: a thousand ids would not fit one query of the embedded database.
        situation = situate(records(membership.municipality, day), day)
        said = _answered(situation, actions)
        if mine:
            needs = [
                need for need in initiative_needs(situation, mine, mine) if need.reason in only
            ]
            counted = supports(situation, mine)
    needs += _actions(actions, said, day)
    if Reason.VOICE in only:
        needs += _voices(membership, day)
    if Reason.CLOCK in only:
        needs += _clocks(membership, day)
    if Reason.SCHEME in only:
        needs += _schemes(membership, day)
    return Waiting(grouped(needs, day), counted)


def _open_at_start(action: Action) -> bool:
    return state_named(action.state_at_start) not in GOOD


def _answered(situation: Situation, actions: Sequence[Action]) -> dict[int, str]:
    """What the cell of an action says where its gap was answered since; names no initiative: it may be shielded."""
    open_then = [action for action in actions if _open_at_start(action)]
    if not open_then:
        return {}
    coverage, answers = cover(situation), Answers(situation.records, situation.at)
    found: dict[int, str] = {}
    for action in open_then:
        code, lesson = action.district.code, action.lesson.code
        cell = coverage.cell(code, lesson)
        if cell is not None and cell.state in GOOD:
            answer = answers.of(code, lesson)
            told = progress(state_named(action.state_at_start), cell, answer, ())
            found[action.pk] = told.sentence
    return found


def _actions(actions: Sequence[Action], said: dict[int, str], day: date) -> list[Need]:
    return [
        Need(
            Reason.ACTION,
            action.pk,
            action.text,
            _action_text(action, said.get(action.pk, "")),
            action.due_date or day,
        )
        for action in actions
        if action.pk in said or asks_within(action.due_date, day)
    ]


def _action_text(action: Action, said: str) -> str:
    """Say where an own action stands; its own words are free text, and stay out."""
    words = {
        "place": action.district.name,
        "lesson": action.lesson.title,
        "day": day_nl(action.due_date) if action.due_date else "",
        "said": said,
    }
    if said:
        return _("Jouw actie in %(place)s bij “%(lesson)s” is misschien klaar. %(said)s") % words
    if action.due_date:
        return _("Jouw actie in %(place)s bij “%(lesson)s”, klaar op %(day)s.") % words
    return _("Jouw actie in %(place)s bij “%(lesson)s”, zonder datum.") % words


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


def _schemes(membership: Membership, day: date) -> list[Need]:
    return [
        Need(
            Reason.SCHEME,
            room.scheme,
            room.name,
            _("Nog %(left)s onder het plafond, en er is %(asked)s aangevraagd.")
            % {
                "left": short_euros(max(room.left_cents, 0)),
                "asked": short_euros(room.asked_cents),
            },
            day,
        )
        for room in scheme_rooms(membership)
        if full(room.ceiling_cents, room.left_cents, room.asked_cents)
    ]
