"""The follow-up questions of lessons: which answers there are, and saving one with a tap."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext as _

from areas.models import TargetGroup
from audit.actor import Actor
from initiatives.models import Initiative, OwnCircle, PartnerKind, PlaceKind, WhoDecides
from initiatives.rules import Facts, questions_for
from initiatives.writes.inputs import InitiativeInput, shields
from initiatives.writes.records import change_initiative
from initiatives.writes.relations import TieInput, set_tie

_TIE: Final = "tie_"


class UnknownAnswer(Exception):
    """The question is not one of this initiative's lessons, or the answer is not one of the question."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The answers of a question; `several` may hold at once, and a tap then turns one on or off."""

    options: tuple[tuple[str, str], ...]
    held: Callable[[Initiative], set[str]]
    several: bool = False


def facts_of(initiative: Initiative) -> Facts:
    """What the lessons of a record ask about it, as it stands."""
    return Facts(
        lessons=frozenset(tag.lesson.code for tag in initiative.tags.all()),
        own_circle=initiative.own_circle,
        place_kinds=frozenset(place.code for place in initiative.place_kinds.all()),
        simultaneous_activities=initiative.simultaneous_activities,
        target_groups=frozenset(group.code for group in initiative.target_groups.all()),
        initiated_by=initiative.initiated_by,
        decided_by=initiative.decided_by,
        needs_money=initiative.needs_money,
        tied_partners=frozenset(tie.partner_kind.code for tie in initiative.ties.all()),
    )


def options_for(field: str) -> Choice:
    """The answers to the question of `field`; raises UnknownAnswer for a field without a question."""
    if field.startswith(_TIE):
        return _tie(field.removeprefix(_TIE))
    if field == "own_circle":
        chosen = tuple(
            (value, str(label)) for value, label in OwnCircle.choices if value != "unknown"
        )
        return Choice(chosen, lambda initiative: {initiative.own_circle})
    if field in {"initiated_by", "decided_by"}:
        words = tuple((value, str(label)) for value, label in WhoDecides.choices)
        return Choice(words, lambda initiative: {getattr(initiative, field)})
    if field in {"simultaneous_activities", "needs_money"}:
        return Choice(
            (("yes", _("ja")), ("no", _("nee"))),
            lambda initiative: {_YES_NO.get(getattr(initiative, field), "")},
        )
    if field == "place_kinds":
        places = tuple((place.code, str(place)) for place in PlaceKind.objects.all())
        return Choice(
            places, lambda item: {place.code for place in item.place_kinds.all()}, several=True
        )
    if field == "target_groups":
        groups = tuple((group.code, str(group)) for group in TargetGroup.objects.all())
        return Choice(
            groups, lambda item: {group.code for group in item.target_groups.all()}, several=True
        )
    raise UnknownAnswer(field)


_YES_NO: Final = {True: "yes", False: "no"}


def _tie(partner: str) -> Choice:
    def held(initiative: Initiative) -> set[str]:
        found = (tie.involved for tie in initiative.ties.all() if tie.partner_kind.code == partner)
        return {"involved" if involved else "informed" for involved in found}

    return Choice((("involved", _("echt betrokken")), ("informed", _("alleen op de hoogte"))), held)


def answer_question(actor: Actor, initiative: Initiative, field: str, value: str) -> Initiative:
    """Save one answer; raises UnknownAnswer if the lessons do not ask it or it is no answer."""
    asked = {question.field for question in questions_for(facts_of(initiative).lessons)}
    if field not in asked or value not in dict(options_for(field).options):
        raise UnknownAnswer(f"{field}={value}")
    if field.startswith(_TIE):
        kind = PartnerKind.objects.get(code=field.removeprefix(_TIE))
        return set_tie(actor, initiative, TieInput(kind, involved=value == "involved"))
    return change_initiative(
        actor, initiative, lambda held: _shielded(held, _answered(held, field, value))
    )


def _shielded(held: InitiativeInput, answered: InitiativeInput) -> InitiativeInput:
    """An answer that makes it a place to shield puts the shield up; no answer takes one down."""
    asks = shields(answered) and not shields(held)
    return replace(answered, location_shielded=answered.location_shielded or asks)


def _answered(held: InitiativeInput, field: str, value: str) -> InitiativeInput:
    if field == "place_kinds":
        place = PlaceKind.objects.get(code=value)
        rest = tuple(item for item in held.place_kinds if item != place)
        return replace(held, place_kinds=rest if place in held.place_kinds else (*rest, place))
    if field == "target_groups":
        group = TargetGroup.objects.get(code=value)
        others = tuple(item for item in held.target_groups if item != group)
        return replace(
            held, target_groups=others if group in held.target_groups else (*others, group)
        )
    if field == "own_circle":
        return replace(held, own_circle=value)
    if field == "initiated_by":
        return replace(held, initiated_by=value)
    if field == "decided_by":
        return replace(held, decided_by=value)
    if field == "needs_money":
        return replace(held, needs_money=value == "yes")
    return replace(held, simultaneous_activities=value == "yes")
