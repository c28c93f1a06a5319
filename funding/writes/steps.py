"""Steps and payments of a grant, added one at a time by a person."""

from dataclasses import replace
from datetime import date

from django.db import transaction

from audit.actor import Actor
from funding import course
from funding.models import Grant
from funding.writes.standing import (
    follow_reason,
    locked,
    picture,
    save_changed,
    store_payment,
    store_step,
)


def add_step(
    actor: Actor, grant: Grant, step: course.Step, seen_version: int, *, today: date
) -> Grant:
    """Take a step in the course and return the grant as it then stands.

    Raises `course.StepRefused` where the step is not allowed, `Conflict` where somebody else saved meanwhile.
    """
    with transaction.atomic():
        stored, history = locked(grant, seen_version)
        course.check_step(history, step, today=today)
        before = picture(stored, history)
        after = replace(history, steps=(*history.steps, step))
        stored.reason = follow_reason(stored.reason, history, after)
        store_step(actor, stored, step)
        return save_changed(actor, stored, after, before, seen_version)


def add_payment(
    actor: Actor,
    grant: Grant,
    paid: course.Paid,
    seen_version: int,
    *,
    today: date,
    note: str = "",
) -> Grant:
    """Record a payment (negative: paid back) and what is paid with it. Raises as `add_step` does."""
    with transaction.atomic():
        stored, history = locked(grant, seen_version)
        course.check_payment(history, paid, today=today)
        before = picture(stored, history)
        store_payment(stored, paid, note)
        after = replace(history, payments=(*history.payments, paid))
        return save_changed(actor, stored, after, before, seen_version)
