"""Steps and payments of a grant, added one at a time by a person."""

from dataclasses import replace
from datetime import date
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_noop

from audit.actor import Actor
from funding import course
from funding.course.clocks import ClockKind
from funding.histories import follow_reason, history_of
from funding.models import Grant
from funding.writes.ceilings import NO_CONSENT, Consent, exceeded_by, tell_over
from funding.writes.clock_dates import NewDate, store_clock_date
from funding.writes.standing import (
    locked,
    picture,
    save_changed,
    store_payment,
    store_step,
)

ASKED_WITH_SUPPLEMENT: Final = gettext_noop("gevraagd bij de aanvulling")
NOTHING_TO_RETRACT: Final = gettext_noop("Er is geen stap om terug te nemen.")


def add_step(
    actor: Actor,
    grant: Grant,
    step: course.Step,
    seen_version: int,
    *,
    today: date,
    consent: Consent = NO_CONSENT,
    answer_by: date | None = None,
) -> Grant:
    """Take a step in the course and return the grant as it then stands.

    `answer_by` is when a supplement that is asked has to be there. Raises `course.StepRefused` where the step is not
    allowed, `OverCeiling` where it needs a consent, `Conflict` where somebody else saved meanwhile.
    """
    with transaction.atomic():
        stored, history = locked(grant, seen_version)
        course.check_step(history, step, today=today)
        before = picture(stored, history)
        after = replace(history, steps=(*history.steps, step))
        over = exceeded_by(stored, history.standing(), after.standing(), consent)
        if over is not None:
            step = replace(step, over_cents=over, over_reason=consent.reason.strip())
            after = replace(history, steps=(*history.steps, step))
        stored.reason = follow_reason(stored.reason, history, after)
        store_step(actor, stored, step)
        if answer_by is not None and step.kind is course.StepKind.SUPPLEMENT_REQUESTED:
            _check_answer(answer_by, step)
            asked = NewDate(ClockKind.SUPPLEMENT, answer_by, ASKED_WITH_SUPPLEMENT)
            store_clock_date(actor, stored, asked, step.date)
        return save_changed(actor, stored, after, before, seen_version)


def _check_answer(answer_by: date, step: course.Step) -> None:
    if answer_by <= step.date:
        raise course.StepRefused(
            "answer_by", gettext_noop("Kies een dag na die waarop de aanvulling is gevraagd.")
        )


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
        stored.derived = [name for name in stored.derived if name != "paid"]
        after = replace(history, payments=(*history.payments, paid))
        return save_changed(actor, stored, after, before, seen_version)


def retract_step(
    actor: Actor, grant: Grant, seen_version: int, *, today: date, consent: Consent = NO_CONSENT
) -> Grant:
    """Take back the latest step, because it was recorded wrongly; the log keeps what it was.

    Raises `course.StepRefused` where there is none, or where later payments rest on it, `OverCeiling` where money
    that was revoked, lowered or settled for less comes back above the ceiling, `Conflict` as `add_step`.
    """
    with transaction.atomic():
        stored, history = locked(grant, seen_version)
        before = picture(stored, history)
        latest = stored.decisions.order_by("-date", "-pk").first()
        if latest is None:
            raise course.StepRefused("kind", NOTHING_TO_RETRACT)
        after = replace(history, steps=history.steps[:-1])
        course.check_history(after, today=today)
        over = exceeded_by(stored, history.standing(), after.standing(), consent)
        stored.reason = follow_reason(stored.reason, history, after)
        latest.delete()
        if over is not None:
            tell_over(stored, over, consent.reason)
            after = replace(history_of(stored), reason=after.reason)
        return save_changed(actor, stored, after, before, seen_version)
