"""Which steps and payments a grant allows, and why another one is refused (design, section 5)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from funding.course.deriving import History, Standing, standing
from funding.course.grounds import check_ground
from funding.course.payment_rules import MAX_CENTS, TOO_MUCH, check_paid
from funding.course.states import (
    NEGATIVE_STEPS,
    POSITIVE_STEPS,
    Paid,
    State,
    Step,
    StepKind,
    StepRefused,
    is_public,
    steps_of,
)
from funding.course.words import STATE_LABELS, STEP_LABELS, day, euros
from language import gettext_noop

_DECISIONS = (
    StepKind.GRANTED,
    StepKind.SETTLED_DIRECTLY,
    StepKind.REFUSED,
    StepKind.NOT_CONSIDERED,
    StepKind.WITHDRAWN_BY_APPLICANT,
)

FOLLOWS: Final[Mapping[State, tuple[StepKind, ...]]] = {
    State.DRAFT: (
        StepKind.RECEIVED,
        StepKind.ASKED,
        *_DECISIONS,
        StepKind.PROMISED,
        StepKind.DECLINED,
    ),
    State.REQUESTED: (StepKind.SUPPLEMENT_REQUESTED, *_DECISIONS),
    State.SUPPLEMENT: (StepKind.SUPPLEMENT_RECEIVED, *_DECISIONS),
    State.GRANTED: (StepKind.REPORTED, StepKind.SETTLED, StepKind.CHANGED, StepKind.REVOKED),
    State.REPORTED: (StepKind.SETTLED, StepKind.CHANGED),
    State.SETTLED: (StepKind.CLOSED,),
    State.SETTLED_DIRECTLY: (StepKind.CLOSED,),
    State.ASKED: (StepKind.PROMISED, StepKind.DECLINED),
    State.PROMISED: (StepKind.CHANGED,),
    State.RECEIVED: (StepKind.ACCOUNTED, StepKind.CHANGED),
}
"""The steps that may follow a state, in the order in which they are offered; a state that is absent is an end.

A decision may follow a draft because a list may not know when the application came in. A settlement may follow the
grant at once: without a report the funder settles of its own accord (Awb 4:47).
"""

_AMOUNT_NEEDED = POSITIVE_STEPS | {StepKind.CHANGED, StepKind.SETTLED}
_AMOUNT_POSSIBLE = _AMOUNT_NEEDED | {StepKind.ACCOUNTED}
_GRANTING = POSITIVE_STEPS | {StepKind.CHANGED}


def allowed(standing: Standing) -> tuple[StepKind, ...]:
    """Return the steps that may be offered now, in order; what is not among them is refused by `check_step`."""
    if standing.state is State.DRAFT:
        return (StepKind.RECEIVED,) if is_public(standing.funder_kind) else (StepKind.ASKED,)
    if standing.state is State.SETTLED_DIRECTLY and standing.paid_cents != standing.settled_cents:
        return ()
    return FOLLOWS.get(standing.state, ())


def may_pay(standing: Standing) -> bool:
    """Return whether a payment may be recorded now (after revoking: only money paid back)."""
    if standing.positive_on is None or standing.state in (State.CLOSED, State.ACCOUNTED):
        return False
    return standing.state is not State.REVOKED or standing.paid_cents > 0


def check_step(history: History, step: Step, *, today: date) -> None:
    """Raise `StepRefused` unless a person may add this step, after all earlier ones, to a sound history."""
    if history.standing().state is State.DRAFT and step.kind not in allowed(history.standing()):
        raise StepRefused(
            "kind", gettext_noop("Leg eerst vast wanneer de aanvraag is ontvangen."), about=step
        )
    _check_extended(replace(history, steps=(*history.steps, step)), "date", step, today)
    _check_more(history.standing(), step)
    _check_less(history.standing(), step)
    _check_taken_back(history.standing(), step)
    check_ground(step)


def check_payment(history: History, paid: Paid, *, today: date) -> None:
    """Raise `StepRefused` unless this payment, whatever its date, leaves a sound history sound."""
    _check_extended(replace(history, payments=(*history.payments, paid)), "amount", paid, today)


def _check_extended(history: History, field: str, new: Step | Paid, today: date) -> None:
    """Raise as `check_history`; where the new part makes an older one impossible, at a field of the new one."""
    try:
        check_history(history, today=today)
    except StepRefused as refusal:
        if refusal.about is None or refusal.about == new:
            raise
        raise StepRefused(field, refusal.template, refusal.values, new) from refusal


def check_history(history: History, *, today: date) -> None:
    """Raise `StepRefused` at the first step or payment that the earlier ones, or today, do not allow.

    Steps are taken in the order given, which has to be that of their dates. Why more was granted than requested may
    stand on the grant itself. Why less was settled than granted is asked of the person who takes that step
    (`check_step`): a list may not know it.
    """
    _check_requested(history)
    for index, step in enumerate(history.steps):
        earlier = history.steps[:index]
        _check_date(step, earlier, today)
        before = standing(
            history.funder_kind,
            history.kind,
            history.requested_cents,
            earlier,
            history.payments,
            step.date,
        )
        _check_kind(before, step)
        _check_amount(before, step)
        if not history.reason.strip():
            _check_more(before, step)
    for paid in sorted(history.payments, key=lambda paid: paid.date):
        check_paid(history.standing(paid.date), paid, today)


def _check_requested(history: History) -> None:
    """Raise unless the requested amount is a plausible one, or unknown in a draft."""
    if history.requested_cents is None:
        if history.steps:
            raise StepRefused("requested", gettext_noop("Vul het aangevraagde bedrag in."))
    elif history.requested_cents <= 0:
        raise StepRefused(
            "requested", gettext_noop("Het aangevraagde bedrag moet meer dan € 0 zijn.")
        )
    elif history.requested_cents > MAX_CENTS:
        raise StepRefused("requested", TOO_MUCH)


def _check_date(step: Step, earlier: tuple[Step, ...], today: date) -> None:
    """Raise when a step lies in the future or before the one that precedes it."""
    values = {"step": STEP_LABELS[step.kind], "date": day(step.date)}
    if step.date > today:
        raise StepRefused(
            "date",
            gettext_noop("De datum %(date)s van ‘%(step)s’ ligt in de toekomst."),
            values,
            step,
        )
    if earlier and step.date < earlier[-1].date:
        values |= {"before": STEP_LABELS[earlier[-1].kind], "before_date": day(earlier[-1].date)}
        raise StepRefused(
            "date",
            gettext_noop(
                "De datum %(date)s van ‘%(step)s’ ligt vóór de vorige stap: ‘%(before)s’ op %(before_date)s."
            ),
            values,
            step,
        )


def _check_kind(before: Standing, step: Step) -> None:
    """Raise unless the step may follow the state, also as far as that depends on what was paid."""
    possible = step.kind in FOLLOWS.get(before.state, ()) and step.kind in steps_of(
        before.funder_kind
    )
    unpaid = before.reclaim_cents or before.supplementary_cents
    if step.kind is StepKind.CLOSED and before.settled_cents is not None and unpaid:
        raise StepRefused(
            "kind",
            gettext_noop(
                "Afsluiten kan pas als betaald gelijk is aan vastgesteld:"
                " betaald is %(paid)s, vastgesteld %(settled)s."
            ),
            {"paid": euros(before.paid_cents), "settled": euros(before.settled_cents)},
            step,
        )
    if step.kind is StepKind.ACCOUNTED and before.state is State.PROMISED:
        raise StepRefused(
            "kind",
            gettext_noop(
                "Afrekenen kan pas als alles is ontvangen: ontvangen is %(paid)s van %(granted)s."
            ),
            {"paid": euros(before.paid_cents), "granted": euros(before.granted_cents or 0)},
            step,
        )
    if not possible:
        raise StepRefused(
            "kind",
            gettext_noop("De stap ‘%(step)s’ kan niet bij de status ‘%(state)s’."),
            {"step": STEP_LABELS[step.kind], "state": STATE_LABELS[before.state]},
            step,
        )


def _check_amount(before: Standing, step: Step) -> None:
    """Raise unless the step has an amount where it sets one, and one that the earlier amounts allow."""
    amount, values = step.amount_cents, {"step": STEP_LABELS[step.kind]}
    if amount is None:
        if step.kind in _AMOUNT_NEEDED:
            raise StepRefused(
                "amount", gettext_noop("Vul het bedrag in bij ‘%(step)s’."), values, step
            )
        return
    if amount < 0:
        raise StepRefused(
            "amount", gettext_noop("Een bedrag kan niet minder dan € 0 zijn."), about=step
        )
    if amount > MAX_CENTS:
        raise StepRefused("amount", TOO_MUCH, about=step)
    if step.kind in NEGATIVE_STEPS and amount > 0:
        raise StepRefused(
            "amount", gettext_noop("Bij ‘%(step)s’ is het verleende bedrag € 0."), values, step
        )
    if step.kind not in _AMOUNT_POSSIBLE | NEGATIVE_STEPS:
        raise StepRefused("amount", gettext_noop("Bij ‘%(step)s’ hoort geen bedrag."), values, step)
    if step.kind in _GRANTING:
        _check_granting(before, step, amount)
    elif amount > (before.granted_cents or 0):
        raise StepRefused(
            "amount",
            gettext_noop(
                "Vastgesteld (%(amount)s) is meer dan verleend (%(granted)s): wijzig eerst het verleende bedrag."
            ),
            {"amount": euros(amount), "granted": euros(before.granted_cents or 0)},
            step,
        )


def _check_granting(before: Standing, step: Step, amount: int) -> None:
    """Raise when a grant or promise is nothing, or is changed to less than has been paid."""
    if amount == 0:
        raise StepRefused(
            "amount",
            gettext_noop("‘%(step)s’ met € 0 kan niet: niets toekennen is afwijzen of intrekken."),
            {"step": STEP_LABELS[step.kind]},
            step,
        )
    if step.kind is StepKind.CHANGED and amount < before.paid_cents:
        raise StepRefused(
            "amount",
            gettext_noop("Er is al %(paid)s betaald; het bedrag kan niet lager worden dan dat."),
            {"paid": euros(before.paid_cents)},
            step,
        )


def _check_more(before: Standing, step: Step) -> None:
    """Raise when more than requested is granted, and the step does not say why."""
    if step.reason.strip() or step.amount_cents is None:
        return
    if (
        step.kind in _GRANTING
        and before.requested_cents
        and step.amount_cents > before.requested_cents
    ):
        raise StepRefused(
            "reason",
            gettext_noop(
                "Er is meer verleend (%(amount)s) dan aangevraagd (%(requested)s): vul de reden in."
            ),
            {"amount": euros(step.amount_cents), "requested": euros(before.requested_cents)},
            step,
        )


def _check_less(before: Standing, step: Step) -> None:
    """Raise when less than granted is settled, and the step does not say why."""
    if step.reason.strip() or step.amount_cents is None:
        return
    granted = before.granted_cents or 0
    if step.kind in (StepKind.SETTLED, StepKind.ACCOUNTED) and step.amount_cents < granted:
        raise StepRefused(
            "reason",
            gettext_noop(
                "Er is minder vastgesteld (%(amount)s) dan verleend (%(granted)s): vul de reden in."
            ),
            {"amount": euros(step.amount_cents), "granted": euros(granted)},
            step,
        )


def _check_taken_back(before: Standing, step: Step) -> None:
    """Raise when money that was granted is revoked or lowered, and the step does not say why (Awb 3:46)."""
    if step.reason.strip():
        return
    granted = before.granted_cents or 0
    lowered = step.kind is StepKind.CHANGED and (step.amount_cents or 0) < granted
    if lowered or step.kind is StepKind.REVOKED:
        raise StepRefused(
            "reason",
            gettext_noop("Toegezegd geld lager maken of intrekken vraagt een reden: vul die in."),
            about=step,
        )
