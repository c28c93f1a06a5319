"""Steps and payments of a grant, added one at a time by a person."""

from dataclasses import replace
from datetime import date
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_noop

from audit.actor import Actor
from funding import course
from funding.histories import follow_reason
from funding.models import Grant
from funding.writes.standing import (
    locked,
    picture,
    save_changed,
    store_payment,
    store_step,
)

NOTHING_TO_RETRACT: Final = gettext_noop("Er is geen stap om terug te nemen.")


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
        store_payment(actor, stored, paid, note)
        after = replace(history, payments=(*history.payments, paid))
        return save_changed(actor, stored, after, before, seen_version)


def retract_step(actor: Actor, grant: Grant, seen_version: int, *, today: date) -> Grant:
    """Take back the latest step, because it was recorded wrongly; the log keeps what it was.

    Raises `course.StepRefused` where there is none, or where later payments rest on it, `Conflict` as `add_step`.
    """
    with transaction.atomic():
        stored, history = locked(grant, seen_version)
        before = picture(stored, history)
        latest = stored.decisions.order_by("-date", "-pk").first()
        if latest is None:
            raise course.StepRefused("kind", NOTHING_TO_RETRACT)
        after = replace(history, steps=history.steps[:-1])
        course.check_history(after, today=today)
        stored.reason = follow_reason(stored.reason, history, after)
        latest.delete()
        return save_changed(actor, stored, after, before, seen_version)
