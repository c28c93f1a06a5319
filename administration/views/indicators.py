"""The need indicators of a municipality, with their fixed scales."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import MemberRequest, actor_of
from administration.forms import IndicatorForm
from administration.views.guard import for_managers
from areas.models import NeedIndicator
from areas.writes import delete_need_indicator, save_need_indicator
from audit.versioned import Conflict
from initiatives.views.conflicts import Clash, conflict
from initiatives.views.guard import ready, typed, written


@require_http_methods(["GET", "POST"])
@for_managers
def add(request: MemberRequest) -> HttpResponse:
    """A new need indicator."""
    return _edit(request, NeedIndicator(municipality=request.membership.municipality))


@require_http_methods(["GET", "POST"])
@for_managers
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Change a need indicator or its scale."""
    return _edit(request, _own(request, pk))


@require_POST
@for_managers
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Let a need indicator no longer count; the figures themselves stay."""
    indicator = _own(request, pk)
    label = str(indicator)
    delete_need_indicator(indicator, actor=actor_of(request))
    messages.success(request, _("“%(name)s” telt niet meer mee.") % {"name": label})
    return redirect("administration:norms")


def _edit(request: MemberRequest, indicator: NeedIndicator) -> HttpResponse:
    form = IndicatorForm(indicator, typed(request))
    back = reverse("administration:norms")
    if ready(form):
        try:
            saved = written(
                form,
                lambda: save_need_indicator(
                    indicator,
                    form.given(),
                    seen_version=form.cleaned_data["version"],
                    actor=actor_of(request),
                ),
            )
        except Conflict as found:
            if found.current is None:
                messages.warning(request, _("Iemand anders heeft deze indicator verwijderd."))
                return redirect(back)
            current = _own(request, indicator.pk)
            return conflict(request, form, Clash(current, IndicatorForm(current), back))
        if saved is not None:
            messages.success(request, _("“%(name)s” is bewaard.") % {"name": saved.label})
            return redirect(back)
    page = {
        "here": "manage",
        "form": form,
        "indicator": _own(request, indicator.pk) if indicator.pk else None,
        "crumbs": [(_("Normen"), back), (_("Nood-indicator"), "")],
    }
    return render(request, "administration/indicator.html", page)


def _own(request: MemberRequest, pk: int) -> NeedIndicator:
    """An indicator of this municipality; another one's does not exist here (404)."""
    return get_object_or_404(NeedIndicator, pk=pk, municipality=request.membership.municipality)
