"""Taking a step in a grant's course, and recording a payment."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.requests import MemberRequest, actor_of
from audit.versioned import Conflict
from funding.course import StepKind
from funding.course.clocks import ClockKind
from funding.course.words import STEP_LABELS
from funding.forms import ClockForm, PaymentForm, RetractForm, StepForm
from funding.models import Grant
from funding.views.detail import Refused, show
from funding.views.guard import accepted, own_grant
from funding.views.since import show_clash
from funding.writes import add_payment, add_step, move_clock, retract_step


@require_POST
def step(request: MemberRequest, pk: int) -> HttpResponse:
    """Take one step; what the course does not allow is shown at the field, with what was typed."""
    grant = own_grant(request, pk)
    kind = _kind(request)
    if kind is None:
        return show(
            request, grant, Refused(sentence=_("Deze stap kennen we niet. Er is niets bewaard."))
        )
    form = StepForm(kind, request.POST)
    if not form.is_valid():
        return show(request, grant, Refused(step=form))
    try:
        changed = accepted(form, lambda: _take(request, grant, form))
    except Conflict:
        return _clash(request, pk, form)
    if changed is None:
        return show(request, grant, Refused(step=form))
    label = _(STEP_LABELS[kind])
    messages.success(request, _("Vastgelegd: %(step)s.") % {"step": label})
    return redirect("funding:grant", pk)


@require_POST
def payment(request: MemberRequest, pk: int) -> HttpResponse:
    """Record one payment."""
    grant = own_grant(request, pk)
    form = PaymentForm(request.POST)
    if not form.is_valid():
        return show(request, grant, Refused(payment=form))
    try:
        changed = accepted(form, lambda: _pay(request, grant, form))
    except Conflict:
        return _clash(request, pk, form)
    if changed is None:
        return show(request, grant, Refused(payment=form))
    messages.success(request, _("De betaling is vastgelegd."))
    return redirect("funding:grant", pk)


@require_POST
def retract(request: MemberRequest, pk: int) -> HttpResponse:
    """Take back the latest step, that was recorded wrongly."""
    grant = own_grant(request, pk)
    form = RetractForm(request.POST)
    if not form.is_valid():
        return show(request, grant, Refused(retract=form))
    version, today = form.cleaned_data["version"], timezone.localdate()
    try:
        changed = accepted(
            form,
            lambda: retract_step(
                actor_of(request), grant, version, today=today, consent=form.consent()
            ),
        )
    except Conflict:
        return _clash(request, pk, form)
    if changed is None:
        return show(request, grant, Refused(retract=form))
    messages.success(request, _("De laatste stap is teruggenomen."))
    return redirect("funding:grant", pk)


@require_POST
def clock(request: MemberRequest, pk: int) -> HttpResponse:
    """Move the date of one clock, or put it back."""
    grant = own_grant(request, pk)
    asked = request.POST.get("clock", "")
    if asked not in ClockKind:
        return show(
            request, grant, Refused(sentence=_("Deze termijn kennen we niet. Er is niets bewaard."))
        )
    form = ClockForm(ClockKind(asked), request.POST)
    if not form.is_valid():
        return show(request, grant, Refused(clock=form))
    version, today = form.cleaned_data["version"], timezone.localdate()
    try:
        changed = accepted(
            form,
            lambda: move_clock(actor_of(request), grant, form.given(), version, today=today),
        )
    except Conflict:
        return _clash(request, pk, form)
    if changed is None:
        return show(request, grant, Refused(clock=form, sentence=_first(form)))
    messages.success(request, _("De termijn is gewijzigd."))
    return redirect("funding:grant", pk)


def _first(form: ClockForm) -> str:
    """Return the first thing that is wrong, for where the clock itself no longer runs and has no form."""
    return str(next(iter(form.errors.values()))[0])


def _kind(request: MemberRequest) -> StepKind | None:
    """Return the step that was posted, None for one that does not exist."""
    try:
        return StepKind(request.POST.get("kind", ""))
    except ValueError:
        return None


def _take(request: MemberRequest, grant: Grant, form: StepForm) -> Grant:
    version = form.cleaned_data["version"]
    return add_step(
        actor_of(request),
        grant,
        form.given(),
        version,
        today=timezone.localdate(),
        consent=form.consent(),
        answer_by=form.cleaned_data.get("answer_by"),
    )


def _pay(request: MemberRequest, grant: Grant, form: PaymentForm) -> Grant:
    return add_payment(
        actor_of(request),
        grant,
        form.given(),
        form.cleaned_data["version"],
        today=timezone.localdate(),
        note=form.cleaned_data["note"],
    )


def _clash(
    request: MemberRequest, pk: int, form: StepForm | PaymentForm | RetractForm | ClockForm
) -> HttpResponse:
    """Answer 409: what the other did is shown, and what was typed can be recorded after it."""
    return show_clash(request, form, own_grant(request, pk), reverse("funding:grant", args=[pk]))
