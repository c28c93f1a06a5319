"""Filling in what is missing, of one record or of many, with one undo."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from areas.models import District, Municipality
from audit.actor import Actor
from initiatives.models import Initiative, OwnCircle, PlaceKind
from initiatives.rules import CLOSED_CIRCLES
from initiatives.writes.inputs import InitiativeInput, input_of
from initiatives.writes.records import change_initiative
from upkeep.models import Operation
from upkeep.writes.bulk import Rows
from upkeep.writes.operations import Left, Result, held, keep, log, raise_versions

EVERYWHERE: Final = "*"
_YES_NO: Final = {"ja": True, "nee": False}
_BLANK: Final[dict[str, dict[str, Any]]] = {
    "wijk": {"districts": (), "municipality_wide": False},
    "kring": {"own_circle": OwnCircle.UNKNOWN},
    "plek": {"place_kinds": ()},
    "tegelijk": {"simultaneous_activities": None},
    "geld": {"needs_money": None},
}
"""What stands in a record where the answer is missing, by the code of the gap."""
DERIVED: Final = "afgeleid"
REPAIRED: Final = frozenset({*_BLANK, DERIVED})
"""The gaps that are repaired here; lessons, evidence and organisations have a bulk change of their own."""
_START: Final = "start_date"


class NoAnswer(Exception):
    """The value is no answer to what is missing."""


def _given(municipality: Municipality, gap: str, value: str) -> dict[str, Any]:
    """The answer as columns of a record; raises `NoAnswer`."""
    if gap == "wijk" and value == EVERYWHERE:
        return {"municipality_wide": True}
    if gap == "wijk":
        district = District.objects.filter(municipality=municipality, code=value).first()
        found: dict[str, Any] = {"districts": (district,)} if district else {}
    elif gap == "plek":
        place = PlaceKind.objects.filter(code=value).first()
        found = {"place_kinds": (place,)} if place else {}
    elif gap == "kring":
        known = value in OwnCircle.values and value != OwnCircle.UNKNOWN
        found = {"own_circle": value} if known else {}
    else:
        name = next(iter(_BLANK[gap]))
        found = {name: _YES_NO[value]} if value in _YES_NO else {}
    if not found:
        raise NoAnswer
    return found


@transaction.atomic
def repair_all(
    actor: Actor, municipality: Municipality, rows: Rows, ids: Iterable[int], gap: str, value: str
) -> Result:
    """Fill in one answer in all of them; what has one by now is left alone. Raises `NoAnswer` and `Missing`."""
    answer = {} if gap == DERIVED else _given(municipality, gap, value)
    done: list[dict[str, Any]] = []
    left: list[Left] = []
    for row in held(rows, ids):
        shielded = row.location_shielded
        changed = _confirmed(actor, row) if gap == DERIVED else _filled(actor, row, gap, answer)
        if changed is None:
            left.append(Left(row.pk, _("Dit was al ingevuld.")))
        else:
            done.append({"pk": row.pk, "version": changed.version, "shielded": shielded})
    if not done:
        return Result(None, 0, tuple(left))
    label = ngettext(
        "Aangevuld bij %(n)s initiatief", "Aangevuld bij %(n)s initiatieven", len(done)
    ) % {"n": len(done)}
    payload = {"gap": gap, "rows": done}
    return keep(actor, municipality, Operation.Kind.REPAIR, label, payload, left)


def _filled(actor: Actor, row: Initiative, gap: str, answer: dict[str, Any]) -> Initiative | None:
    blank = _BLANK[gap]
    stands = input_of(row)
    if any(getattr(stands, name) != value for name, value in blank.items()):
        return None
    closed = answer.get("own_circle") in CLOSED_CIRCLES

    def fill(held_now: InitiativeInput) -> InitiativeInput:
        shielded = bool(held_now.location_shielded) or closed
        return replace(held_now, **answer, location_shielded=shielded)

    return change_initiative(actor, row, fill)


def _confirmed(actor: Actor, row: Initiative) -> Initiative | None:
    """A derived start date that is right is no longer derived."""
    return _derived(actor, row, [name for name in row.derived if name != _START])


def _derived(actor: Actor, row: Initiative, derived: list[str]) -> Initiative | None:
    if derived == row.derived:
        return None
    before = row.derived
    raise_versions([row], derived=derived)
    log(actor, row.municipality, [(row, {"derived": [before, derived]})])
    return row


def unrepair(actor: Actor, operation: Operation, rows: dict[int, Initiative]) -> list[Left]:
    """Make the answers blank again, but in records that changed since."""
    gap: str = operation.payload["gap"]
    left: list[Left] = []
    for item in operation.payload["rows"]:
        row = rows.get(item["pk"])
        if row is None:
            left.append(Left(item["pk"], _("Dit initiatief bestaat niet meer.")))
        elif row.version != item["version"]:
            left.append(Left(row.pk, _("Dit initiatief is sindsdien gewijzigd.")))
        elif gap == DERIVED:
            _derived(actor, row, sorted([*row.derived, _START]))
        else:
            _emptied(actor, row, {**_BLANK[gap], "location_shielded": item["shielded"]})
    return left


def _emptied(actor: Actor, row: Initiative, former: dict[str, Any]) -> None:
    change_initiative(actor, row, lambda now: replace(now, **former))
