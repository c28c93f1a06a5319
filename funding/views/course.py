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
from funding.course.words import STEP_LABELS
from funding.forms import PaymentForm, RetractForm, StepForm
from funding.forms.steps import payment_initial, step_initial
from funding.models import Grant
from funding.views.detail import Refused, show
from funding.views.guard import accepted, own_grant
from funding.writes import add_payment, add_step, history_of, retract_step
from initiatives.views.conflicts import Clash, conflict


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
            form, lambda: retract_step(actor_of(request), grant, version, today=today)
        )
    except Conflict:
        return _clash(request, pk, form)
    if changed is None:
        return show(request, grant, Refused(retract=form))
    messages.success(request, _("De laatste stap is teruggenomen."))
    return redirect("funding:grant", pk)


def _kind(request: MemberRequest) -> StepKind | None:
    """Return the step that was posted, None for one that does not exist."""
    try:
        return StepKind(request.POST.get("kind", ""))
    except ValueError:
        return None


def _take(request: MemberRequest, grant: Grant, form: StepForm) -> Grant:
    version = form.cleaned_data["version"]
    return add_step(actor_of(request), grant, form.given(), version, today=timezone.localdate())


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
    request: MemberRequest, pk: int, form: StepForm | PaymentForm | RetractForm
) -> HttpResponse:
    """Answer 409: the grant as it stands now is a tap away, and what was typed can be saved on top of it."""
    current = own_grant(request, pk)
    now, today = history_of(current).standing(), timezone.localdate()
    fresh: StepForm | PaymentForm | RetractForm
    if isinstance(form, StepForm):
        initial = step_initial(form.step_kind, now, current.version, today)
        fresh = StepForm(form.step_kind, initial=initial)
    elif isinstance(form, PaymentForm):
        fresh = PaymentForm(initial=payment_initial(now, current.version, today))
    else:
        fresh = RetractForm(initial={"version": current.version})
    back = reverse("funding:grant", args=[pk])
    return conflict(request, form, Clash(current, fresh, back))
