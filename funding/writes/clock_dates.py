"""Dates that a person sets for the clocks of a grant, each with a reason."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import transaction

from audit.actor import Actor
from audit.log import Changes, Event, record
from audit.models import AuditEntry
from audit.versioned import save_new, save_versioned
from funding import course
from funding.awaiting import moved_of, terms_of
from funding.course.clocks import ClockKind, awaited, began_on, suspended_days, years_later
from funding.course.words import day
from funding.models import ClockDate, Grant
from funding.writes.standing import locked
from language import gettext_noop

_FAR: Final = 10
"""A date more than so many years from today is a typing error."""


@dataclass(frozen=True, slots=True)
class NewDate:
    """What a person fills in to move a clock; without `due` the calculated date counts again."""

    clock: ClockKind
    due: date | None
    reason: str


def move_clock(
    actor: Actor, grant: Grant, given: NewDate, seen_version: int, *, today: date
) -> Grant:
    """Set the date of a clock that runs, and return the grant.

    Raises `course.StepRefused` at `due` or `reason` where it cannot be, `Conflict` when somebody else saved meanwhile.
    """
    clock, due = given.clock, given.due
    with transaction.atomic():
        stored, history = locked(grant, seen_version)
        standing, terms = history.standing(today), terms_of(stored)
        held = moved_of(stored).get(clock)
        if clock not in awaited(standing, terms, today):
            raise course.StepRefused("due", gettext_noop("Deze termijn loopt nu niet."))
        began = began_on(clock, standing, terms)
        _check(given, began if clock is not ClockKind.TENURE else None, today)
        if due is None and held is None:
            raise course.StepRefused("due", gettext_noop("Deze datum was niet gewijzigd."))
        store_clock_date(actor, stored, given, began, suspended_days(standing, today))
        save_versioned(stored, seen_version)
        changes: Changes = {
            f"clock_{clock.value}": [held.due if held else None, due],
            "clock_reason": [held.reason if held else None, given.reason.strip()],
        }
        code = stored.municipality.code
        record(actor, Event(AuditEntry.Action.UPDATE, stored, changes, municipality_code=code))
    return stored


def store_clock_date(
    actor: Actor, grant: Grant, given: NewDate, began: date | None, counted: int = 0
) -> None:
    """Insert a date for a clock of a locked grant, of the term that began that day."""
    save_new(
        ClockDate(
            municipality_id=grant.municipality_id,
            grant=grant,
            clock=given.clock.value,
            due=given.due,
            reason=given.reason.strip(),
            began_on=began,
            suspended_days=counted,
            by_id=actor.user_id,
        )
    )


def _check(given: NewDate, began: date | None, today: date) -> None:
    due = given.due
    if not given.reason.strip():
        raise course.StepRefused("reason", gettext_noop("Vul in waarom de datum anders wordt."))
    if due is None:
        return
    if began is not None and due < began:
        raise course.StepRefused(
            "due",
            gettext_noop("Deze termijn begon pas op %(began)s; kies een latere dag."),
            {"began": day(began)},
        )
    if not years_later(today, -_FAR) <= due <= years_later(today, _FAR):
        raise course.StepRefused(
            "due", gettext_noop("Deze datum ligt meer dan tien jaar van vandaag.")
        )
