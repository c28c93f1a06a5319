"""What a person fills in about a grant: recorded and changed."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from areas.models import Municipality
from audit.actor import Actor
from audit.log import difference
from audit.models import AuditEntry
from audit.versioned import save_new
from funding import course
from funding.histories import follow_reason, history_of
from funding.models import Funder, Grant, Scheme
from funding.writes.ceilings import NO_CONSENT, Consent, exceeded_by, tell_over
from funding.writes.standing import (
    locked,
    log,
    picture,
    repeat,
    save_changed,
    store_payment,
    store_step,
)
from initiatives.models import Initiative


@dataclass(frozen=True, slots=True)
class GrantInput:
    """What a person fills in about a grant; the course itself goes through steps and payments.

    `reason` is written on the grant itself; left empty it follows the reasons of the steps.
    """

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
        key = reference or _next_reference(municipality)
        grant = Grant(municipality=municipality, reference=key)
        _fill(grant, given)
        begun = course.History(
            given.funder.kind, given.kind, given.requested_cents, reason=given.reason
        )
        history = replace(begun, steps=tuple(steps), payments=tuple(payments))
        course.check_history(history, today=today)
        grant.reason = follow_reason(given.reason, begun, history)
        repeat(grant, history)
        save_new(grant)
        for step in steps:
            store_step(actor, grant, step)
        for paid in payments:
            store_payment(actor, grant, paid, "")
        log(actor, AuditEntry.Action.CREATE, grant, difference(None, picture(grant, history)))
    return grant


def update_grant(
    actor: Actor,
    grant: Grant,
    given: GrantInput,
    seen_version: int,
    *,
    today: date,
    consent: Consent = NO_CONSENT,
) -> Grant:
    """Change what a person filled in and return the grant as it then stands.

    Raises ValidationError (a message a field), `course.StepRefused` where the steps already taken do not allow the
    change, `OverCeiling` where the scheme it moves to has no room and nobody says why, `Conflict` when somebody else
    saved meanwhile.
    """
    with transaction.atomic():
        stored, history = locked(grant, seen_version)
        before, scheme = picture(stored, history), stored.scheme_id
        _fill(stored, given)
        _check_course(history, given.funder)
        changed = replace(
            history,
            funder_kind=given.funder.kind,
            kind=given.kind,
            requested_cents=given.requested_cents,
            reason=given.reason,
        )
        course.check_history(changed, today=today)
        held = history.standing() if scheme == stored.scheme_id else None
        over = exceeded_by(stored, held, changed.standing(), consent)
        stored.reason = follow_reason(given.reason, history, changed)
        if over is not None:
            tell_over(stored, over, consent.reason)
            changed = replace(changed, steps=history_of(stored).steps)
        return save_changed(actor, stored, changed, before, seen_version)


def _fill(grant: Grant, given: GrantInput) -> None:
    """Put what was filled in on the grant; raise where it belongs to another municipality or funder."""
    for field in fields(given):
        setattr(grant, field.name, getattr(given, field.name))
    told = (
        ("initiative", given.initiative),
        ("funder", given.funder),
        ("scheme", given.scheme),
    )
    errors = {
        name: _("Dit hoort niet bij deze gemeente.")
        for name, row in told
        if row is not None and row.municipality_id != grant.municipality_id
    }
    if given.scheme is not None and given.scheme.funder_id != given.funder.pk:
        errors["scheme"] = _("Deze regeling is van een andere geldgever.")
    if errors:
        raise ValidationError(errors)


def _check_course(history: course.History, funder: Funder) -> None:
    """Raise where steps were taken in a course that the new funder does not follow."""
    if history.steps and course.is_public(history.funder_kind) != course.is_public(funder.kind):
        raise ValidationError(
            {"funder": _("Er zijn al stappen vastgelegd; deze soort geldgever kent die niet.")}
        )


def _next_reference(municipality: Municipality) -> str:
    """Return a key of our own, for a grant that came without one: G- and the next free number.

    The municipality's row is locked meanwhile, so that two people cannot get the same number.
    """
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    number = Grant.objects.filter(municipality=municipality, reference__startswith="G-").count() + 1
    while Grant.objects.filter(municipality=municipality, reference=f"G-{number:05d}").exists():
        number += 1
    return f"G-{number:05d}"
