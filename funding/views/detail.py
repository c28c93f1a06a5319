"""A grant's own page: its course, its amounts, its clocks, and the steps that may be taken now."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.policy import Scope, can, right
from accounts.requests import MemberRequest
from funding.awaiting import moved_of, terms_of
from funding.course import Standing, StepKind, allowed, is_public, may_pay
from funding.course.clocks import (
    Clock,
    ClockKind,
    Terms,
    awaited,
    clocks,
    flags,
    long_in_a_row,
    suspended_days,
)
from funding.forms import ClockForm, PaymentForm, RetractForm, StepForm
from funding.forms.steps import payment_initial, step_initial
from funding.models import Grant
from funding.tables.dues import pays_back
from funding.views.dues import Due, dues
from funding.views.guard import seen_grant
from funding.views.room import SchemeRoom, over_for, scheme_room
from funding.views.telling import FLAG_LABELS, OFFER_LABELS, amounts, finding, moments
from funding.writes import history_of

_STOPPING: Final = frozenset({StepKind.REFUSED, StepKind.CHANGED, StepKind.REVOKED})


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that may be taken now, or one that was tried and refused, with its form.

    `warning` is what to know before stopping money that has come for years.
    """

    kind: StepKind
    label: str
    form: StepForm
    open: bool = False
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """What somebody tried in vain: the form as typed, or a sentence where there is no form for it."""

    step: StepForm | None = None
    payment: PaymentForm | None = None
    retract: RetractForm | None = None
    clock: ClockForm | None = None
    sentence: str = ""


@dataclass(slots=True)
class _Now:
    """A grant as it stands today."""

    grant: Grant
    standing: Standing
    today: date
    terms: Terms
    running: tuple[Clock, ...] = field(default=())
    room: SchemeRoom | None = None


@require_safe
def grant(request: MemberRequest, pk: int) -> HttpResponse:
    """Everything of a grant, as it stands today."""
    return show(request, seen_grant(request, pk))


def show(request: MemberRequest, grant: Grant, refused: Refused | None = None) -> HttpResponse:
    """Show a grant; with what was refused it is a 400 that keeps what was typed."""
    now = _Now(grant, history_of(grant).standing(), timezone.localdate(), terms_of(grant))
    now.running = clocks(now.standing, now.terms, now.today, moved_of(grant))
    if right(request.membership, Grant).read is Scope.ALL:
        now.room = scheme_room(grant, now.standing)
    writable, tried = can(request.membership, "change", grant), refused or Refused()
    shown = [FLAG_LABELS[flag] for flag in flags(now.running, objection=grant.objection)]
    page: dict[str, Any] = {
        "grant": grant,
        "heading": finding(grant, now.standing, now.running),
        "crumbs": [(_("Aanvragen"), reverse("funding:grants")), (str(grant), "")],
        "flags": shown,
        "kick": "funding/grant_kick.html" if shown else "",
        "amounts": amounts(now.standing, payment_unknown=grant.payment_unknown),
        "moments": moments(list(grant.decisions.all()), list(grant.payments.all())),
        "clocks": _clocks(now, tried, writable=writable),
        "room": now.room,
        "writable": writable,
    }
    if writable:
        page |= _offers(now, tried)
    return render(request, "funding/grant.html", page, status=400 if refused else 200)


def _offers(now: _Now, refused: Refused) -> dict[str, Any]:
    """Return the forms of the steps allowed now, and of a payment; what was refused as it was typed."""
    version = now.grant.version
    tried = refused.step
    kinds = allowed(now.standing)
    offers = [
        Offer(kind, _label(kind), tried, open=True, warning=stop_warning(kind, now))
        if tried is not None and tried.step_kind is kind
        else Offer(kind, _label(kind), _fresh(kind, now, version), warning=stop_warning(kind, now))
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
    over = over_for(kind, now.room, now.standing)
    initial = step_initial(kind, now.standing, version, now.today)
    return StepForm(kind, initial=initial, over_cents=over)


def _clocks(now: _Now, refused: Refused, *, writable: bool) -> list[Due]:
    """Return what is awaited, with the forms to move it for who may."""
    dated = {clock.kind: clock.due for clock in now.running}
    kinds = awaited(now.standing, now.terms, now.today)
    forms: dict[ClockKind, ClockForm] = {}
    for kind in kinds if writable else ():
        start = {"version": now.grant.version, "clock": kind.value, "due": dated.get(kind)}
        forms[kind] = ClockForm(kind, initial=start)
    if refused.clock is not None and refused.clock.clock_kind in forms:
        forms[refused.clock.clock_kind] = refused.clock
    undated = [kind for kind in kinds if kind not in dated]
    back = pays_back(now.standing.state.value)
    still_days = suspended_days(now.standing, now.today)
    return dues(now.running, undated, still_days=still_days, back=back, forms=forms)


def stop_warning(kind: StepKind, now: _Now) -> str:
    """Return what to know before a step that ends money of three years or more in a row, "" for another."""
    follows = kind is StepKind.REFUSED
    until = now.grant.period_start if follows else now.grant.period_end
    public = is_public(now.standing.funder_kind)
    since = now.terms.funded_since
    if kind not in _STOPPING or not public or since is None or not long_in_a_row(now.terms, until):
        return ""
    return _(
        "Dit initiatief krijgt sinds %(since)s onafgebroken geld van deze geldgever, drie jaar of langer. Geheel"
        " of voor een deel stoppen kan dan alleen met een redelijke termijn (Awb 4:51): kondig het op tijd aan,"
        " en geef de tijd om af te bouwen."
    ) % {"since": date_format(since, "j F Y")}


def _label(kind: StepKind) -> str:
    return str(OFFER_LABELS[kind])
