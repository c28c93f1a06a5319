"""The one place where a single grant, its decisions and its payments are written.

Every function runs in one transaction with its log row, and refills the columns of the grant that repeat
what decisions and payments say.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from areas.models import Municipality
from audit.actor import Actor
from audit.log import Event, difference, record, snapshot
from audit.models import AuditEntry
from audit.versioned import Conflict, save_new, save_versioned
from funding import course
from funding.models import Decision, Funder, Grant, Payment, Scheme
from initiatives.models import Initiative

@dataclass(frozen=True, slots=True)
class GrantInput:
    """What a person fills in about a grant; the course itself goes through steps and payments."""

    initiative: Initiative
    funder: Funder
    requested_cents: int | None
    scheme: Scheme | None = None
    kind: str = "project"
    regularity: str = "incidental"
    case_number: str = ""
    period_start: date | None = None
    period_end: date | None = None
    report_due: date | None = None
    reason: str = ""
    objection: bool = False


def standing_columns(stands: course.Standing) -> dict[str, Any]:
    """The columns of a grant that repeat its standing."""
    return {
        "state": stands.state.value,
        "granted_cents": stands.granted_cents,
        "settled_cents": stands.settled_cents,
        "paid_cents": stands.paid_cents,
        "received_on": stands.received_on,
        "decided_on": stands.decided_on,
        "reported_on": stands.reported_on,
        "settled_on": stands.settled_on,
        "revoked_on": stands.revoked_on,
        "closed_on": stands.closed_on,
    }


def history_of(grant: Grant) -> course.History:
    """A grant's course as stored: two queries, or none where decisions and payments are prefetched."""
    steps = sorted(grant.decisions.all(), key=lambda row: (row.date, row.pk))
    return course.History(
        grant.funder.kind,
        grant.kind,
        grant.requested_cents or 0,
        tuple(
            course.Step(course.StepKind(row.kind), row.date, row.amount_cents, row.reason) for row in steps
        ),
        tuple(course.Paid(row.date, row.amount_cents) for row in grant.payments.all()),
    )


def create_grant(
    actor: Actor,
    municipality: Municipality,
    given: GrantInput,
    *,
    today: date,
    steps: Sequence[course.Step] = (),
    payments: Sequence[course.Paid] = (),
    reference: str = "",
) -> Grant:
    """Record a grant with the steps and payments known so far.

    Raises ValidationError (a message a field) or `course.StepRefused`; nothing is written then.
    """
    with transaction.atomic():
        grant = Grant(municipality=municipality, reference=reference or _next_reference(municipality))
        _fill(grant, given)
        history = course.History(
            given.funder.kind, given.kind, given.requested_cents or 0, tuple(steps), tuple(payments)
        )
        if steps or payments:
            course.check_history(history, today=today)
        _repeat(grant, history)
        save_new(grant)
        for step in steps:
            _store_step(actor, grant, step)
        for paid in payments:
            _store_payment(grant, paid, "")
        record(actor, _event(AuditEntry.Action.CREATE, grant, difference(None, _picture(grant, history))))
    return grant


def update_grant(actor: Actor, grant: Grant, given: GrantInput, seen_version: int) -> Grant:
    """Change what a person filled in. Raises `Conflict` when somebody else saved meanwhile."""
    with transaction.atomic():
        stored, history = _locked(grant, seen_version)
        before = _picture(stored, history)
        _fill(stored, given)
        changed = replace(
            history,
            funder_kind=given.funder.kind,
            kind=given.kind,
            requested_cents=given.requested_cents or 0,
        )
        if changed.steps:
            course.check_history(changed, today=max(step.date for step in changed.steps))
        return _save(actor, stored, changed, before, seen_version)


def add_step(actor: Actor, grant: Grant, step: course.Step, seen_version: int, *, today: date) -> Grant:
    """Take a step in the course. Raises `course.StepRefused` where it is not allowed, `Conflict` where it is late."""
    with transaction.atomic():
        stored, history = _locked(grant, seen_version)
        course.check_step(history, step, today=today)
        before = _picture(stored, history)
        if step.kind in course.POSITIVE_STEPS and step.reason and not stored.reason:
            stored.reason = step.reason
        _store_step(actor, stored, step)
        return _save(actor, stored, replace(history, steps=(*history.steps, step)), before, seen_version)


def add_payment(
    actor: Actor, grant: Grant, paid: course.Paid, seen_version: int, *, today: date, note: str = ""
) -> Grant:
    """Record a payment (negative: paid back). Raises as `add_step` does."""
    with transaction.atomic():
        stored, history = _locked(grant, seen_version)
        course.check_payment(history, paid, today=today)
        before = _picture(stored, history)
        _store_payment(stored, paid, note)
        return _save(actor, stored, replace(history, payments=(*history.payments, paid)), before, seen_version)


def _locked(grant: Grant, seen_version: int) -> tuple[Grant, course.History]:
    stored = Grant.objects.select_for_update(of=("self",)).select_related("funder").get(pk=grant.pk)
    if stored.version != seen_version:
        raise Conflict(stored)
    return stored, history_of(stored)


def _save(
    actor: Actor, grant: Grant, history: course.History, before: dict[str, Any], seen_version: int
) -> Grant:
    _repeat(grant, history)
    save_versioned(grant, seen_version)
    changes = difference(before, _picture(grant, history))
    record(actor, _event(AuditEntry.Action.UPDATE, grant, changes))
    return grant


def _fill(grant: Grant, given: GrantInput) -> None:
    for name in GrantInput.__dataclass_fields__:
        setattr(grant, name, getattr(given, name))
    errors = {
        name: _("Dit hoort niet bij deze gemeente.")
        for name, row in (("initiative", given.initiative), ("funder", given.funder), ("scheme", given.scheme))
        if row is not None and row.municipality_id != grant.municipality_id
    }
    if given.scheme is not None and given.scheme.funder_id != given.funder.pk:
        errors["scheme"] = _("Deze regeling is van een andere geldgever.")
    if errors:
        raise ValidationError(errors)


def _repeat(grant: Grant, history: course.History) -> None:
    for name, value in standing_columns(history.standing()).items():
        setattr(grant, name, value)


def _store_step(actor: Actor, grant: Grant, step: course.Step) -> None:
    row = Decision(
        municipality_id=grant.municipality_id,
        grant=grant,
        kind=step.kind.value,
        date=step.date,
        amount_cents=step.amount_cents,
        reason=step.reason,
        by_id=actor.user_id,
    )
    save_new(row)


def _store_payment(grant: Grant, paid: course.Paid, note: str) -> None:
    row = Payment(
        municipality_id=grant.municipality_id,
        grant=grant,
        date=paid.date,
        amount_cents=paid.amount_cents,
        note=note,
    )
    save_new(row)


def _picture(grant: Grant, history: course.History) -> dict[str, Any]:
    return snapshot(
        grant,
        decisions=[[step.date, step.kind.value, step.amount_cents, step.reason] for step in history.steps],
        payments=[[paid.date, paid.amount_cents] for paid in history.payments],
    )


def _event(action: str, grant: Grant, changes: dict[str, list[Any]]) -> Event:
    return Event(action, grant, changes, municipality_code=grant.municipality.code)


def _next_reference(municipality: Municipality) -> str:
    """A key of our own, for a grant that came without one: G- and the next free number.

    The municipality's row is locked meanwhile, so that two people cannot get the same number.
    """
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    number = Grant.objects.filter(municipality=municipality, reference__startswith="G-").count() + 1
    while Grant.objects.filter(municipality=municipality, reference=f"G-{number:05d}").exists():
        number += 1
    return f"G-{number:05d}"
