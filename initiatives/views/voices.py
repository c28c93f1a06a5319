"""Voices heard and missing, a wijk: signals and what was done with them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.policy import can, visible
from accounts.requests import MemberRequest, actor_of, last_change
from audit.versioned import Conflict
from initiatives.forms import AnswerForm, VoiceForm
from initiatives.forms.filters import VoiceFilter
from initiatives.models import VoiceSignal
from initiatives.tables import VoiceTable
from initiatives.views.conflicts import Clash, conflict
from initiatives.views.guard import onward, ready, refuse, require, typed, written
from initiatives.writes import add_voice_signal, answer_voice_signal
from lists.showing import arrange, chosen


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
    filters = VoiceFilter(request.GET, membership=request.membership)
    shown = filters.qs.select_related("district").defer("district__boundary")
    groups = shown.prefetch_related("missing_groups", "deciding_groups")
    context = {
        "heading": _heading(filters),
        "form": form,
        "table": arrange(request, VoiceTable(groups, writable=may_write)),
        "filter": filters,
        "summary": chosen(filters.form),
        "updated": last_change(request, "initiatives"),
        "means": ("signal",),
    }
    return render(request, "initiatives/voices.html", context)


def _heading(filters: VoiceFilter) -> str:
    """How many of the shown signals wait for an answer, and of which wijk they are if one was chosen."""
    waiting = filters.qs.filter(checked_none=False, responded_on__isnull=True).count()
    said = ngettext(
        "%(n)s signaal wacht op antwoord", "%(n)s signalen wachten op antwoord", waiting
    ) % {"n": waiting}
    if not waiting:
        said = _("Geen signaal wacht op antwoord")
    wijk = filters.form.cleaned_data.get("wijk")
    return f"{said}, {wijk.name}" if wijk else said


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
