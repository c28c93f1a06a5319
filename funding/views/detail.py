"""A grant's own page: its course, its amounts, its clocks, and the steps that may be taken now."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.policy import can
from accounts.requests import MemberRequest
from funding.awaiting import clocks_of_many
from funding.course import Standing, StepKind, allowed, may_pay
from funding.course.clocks import Clock, flags
from funding.forms import PaymentForm, RetractForm, StepForm
from funding.forms.steps import payment_initial, step_initial
from funding.models import Grant
from funding.views.guard import seen_grant
from funding.views.telling import FLAG_LABELS, OFFER_LABELS, amounts, dues, finding, moments
from funding.writes import history_of


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that may be taken now, or one that was tried and refused, with its form."""

    kind: StepKind
    label: str
    form: StepForm
    open: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """What somebody tried in vain: the form as typed, or a sentence where there is no form for it."""

    step: StepForm | None = None
    payment: PaymentForm | None = None
    retract: RetractForm | None = None
    sentence: str = ""


@dataclass(slots=True)
class _Now:
    """A grant as it stands today."""

    grant: Grant
    standing: Standing
    today: date
    running: tuple[Clock, ...] = field(default=())


@require_safe
def grant(request: MemberRequest, pk: int) -> HttpResponse:
    """Everything of a grant, as it stands today."""
    return show(request, seen_grant(request, pk))


def show(request: MemberRequest, grant: Grant, refused: Refused | None = None) -> HttpResponse:
    """Show a grant; with what was refused it is a 400 that keeps what was typed."""
    now = _Now(grant, history_of(grant).standing(), timezone.localdate())
    now.running = clocks_of_many([grant], now.today)[grant.pk]
    shown = [FLAG_LABELS[flag] for flag in flags(now.running, objection=grant.objection)]
    page: dict[str, Any] = {
        "grant": grant,
        "heading": finding(grant, now.standing, now.running),
        "crumbs": [(_("Aanvragen"), reverse("funding:grants")), (str(grant), "")],
        "flags": shown,
        "kick": "funding/grant_kick.html" if shown else "",
        "amounts": amounts(now.standing),
        "moments": moments(list(grant.decisions.all()), list(grant.payments.all())),
        "clocks": dues(now.running, now.standing),
        "writable": can(request.membership, "change", grant),
    }
    if page["writable"]:
        page |= _offers(now, refused or Refused())
    return render(request, "funding/grant.html", page, status=400 if refused else 200)


def _offers(now: _Now, refused: Refused) -> dict[str, Any]:
    """Return the forms of the steps allowed now, and of a payment; what was refused as it was typed."""
    version = now.grant.version
    tried = refused.step
    kinds = allowed(now.standing)
    offers = [
        Offer(kind, _label(kind), tried, open=True)
        if tried is not None and tried.step_kind is kind
        else Offer(kind, _label(kind), _fresh(kind, now, version))
        for kind in kinds
    ]
    impossible = tried is not None and tried.step_kind not in kinds
    payable = may_pay(now.standing)
    return {
        "offers": offers,
        "refused": Offer(tried.step_kind, _label(tried.step_kind), tried, open=True)
        if tried is not None and impossible
        else None,
        "sentence": refused.sentence,
        "payment": refused.payment
        or (
            PaymentForm(initial=payment_initial(now.standing, version, now.today))
            if payable
            else None
        ),
        "payment_open": refused.payment is not None,
        "retract": refused.retract or RetractForm(initial={"version": version}),
    }


def _fresh(kind: StepKind, now: _Now, version: int) -> StepForm:
    return StepForm(kind, initial=step_initial(kind, now.standing, version, now.today))


def _label(kind: StepKind) -> str:
    return str(OFFER_LABELS[kind])
