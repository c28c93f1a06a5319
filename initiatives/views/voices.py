"""Voices heard and missing, a wijk: signals and what was done with them."""

from typing import Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.policy import can, visible
from accounts.requests import MemberRequest, actor_of
from areas.models import District
from areas.models.geography import DISTRICT_CODE
from audit.versioned import Conflict
from initiatives.forms import AnswerForm, VoiceForm
from initiatives.models import VoiceSignal
from initiatives.views.conflicts import Clash, conflict
from initiatives.views.guard import onward, ready, refuse, require, typed, written
from initiatives.writes import add_voice_signal, answer_voice_signal

PER_PAGE: Final = 25


@require_http_methods(["GET", "POST"])
def voices(request: MemberRequest) -> HttpResponse:
    """List the signals, newest first; who may write adds one."""
    require(request, "view", VoiceSignal)
    may_write = can(request.membership, "add", VoiceSignal)
    if request.method == "POST" and not may_write:
        refuse(request)
    form = VoiceForm(request.membership, typed(request)) if may_write else None
    if form is not None and ready(form):
        municipality = request.membership.municipality
        if written(form, lambda: add_voice_signal(actor_of(request), municipality, form.given())):
            messages.success(request, _("Het signaal is vastgelegd."))
            return redirect("initiatives:voices")
    signals = visible(
        request.membership,
        VoiceSignal.objects.select_related("district").prefetch_related(
            "missing_groups", "deciding_groups"
        ),
    )
    district = _district(request)
    if district is not None:
        signals = signals.filter(district=district)
    unanswered = Q(checked_none=False, responded_on__isnull=True)
    page = Paginator(signals, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "district": district,
        "open": signals.filter(unanswered).count(),
        "may_write": may_write,
    }
    return render(request, "initiatives/voices.html", context)


def _district(request: MemberRequest) -> District | None:
    """Return the wijk that the list is narrowed to; a code that is none shows them all."""
    code = request.GET.get("wijk", "")
    try:
        DISTRICT_CODE(code)
    except ValidationError:
        return None
    return visible(request.membership, District.objects.filter(code=code)).first()


@require_http_methods(["GET", "POST"])
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    """Say what was done with a signal."""
    signal = _signal(request, pk)
    form = AnswerForm(signal, typed(request))
    if ready(form):
        data = form.cleaned_data
        try:
            done = written(
                form,
                lambda: answer_voice_signal(
                    actor_of(request),
                    signal,
                    data["response"],
                    data["responded_on"],
                    seen_version=data["version"],
                ),
            )
        except Conflict:
            current = _signal(request, pk)
            return conflict(
                request, form, Clash(current, AnswerForm(current), reverse("initiatives:voices"))
            )
        if done is not None:
            messages.success(request, _("Het antwoord is bewaard."))
            return redirect(onward(request, reverse("initiatives:voices")))
    return render(request, "initiatives/answer.html", {"form": form, "signal": signal})


def _signal(request: MemberRequest, pk: int) -> VoiceSignal:
    """Return a signal that this member may answer: 404 if not visible, 403 if only readable."""
    found = visible(
        request.membership,
        VoiceSignal.objects.select_related("district").prefetch_related("missing_groups"),
    )
    signal = get_object_or_404(found, pk=pk)
    require(request, "change", signal)
    if signal.checked_none:
        refuse(request, signal)
    return signal
