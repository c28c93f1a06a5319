"""The norms of the measures."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import MemberRequest, actor_of
from administration.figures import plain
from administration.forms import NormsForm
from administration.views.guard import for_managers
from areas.models import NeedIndicator, Norms
from areas.writes import update_norms
from audit.versioned import Conflict
from initiatives.views.conflicts import Clash, conflict
from initiatives.views.guard import ready, typed, written


@require_http_methods(["GET", "POST"])
@for_managers
def norms(request: MemberRequest) -> HttpResponse:
    """See and change the norms; the need indicators beside them."""
    own = _own(request)
    form = NormsForm(own, typed(request))
    if ready(form):
        try:
            saved = written(
                form,
                lambda: update_norms(
                    own,
                    form.given(),
                    seen_version=form.cleaned_data["version"],
                    actor=actor_of(request),
                ),
            )
        except Conflict:
            current = _own(request)
            clash = Clash(current, NormsForm(current), reverse("administration:norms"))
            return conflict(request, form, clash)
        if saved is not None:
            messages.success(request, _("De normen zijn bewaard."))
            return redirect("administration:norms")
    page = {
        "here": "manage",
        "form": form,
        "indicators": [(one, plain(one.low), plain(one.high)) for one in _indicators(request)],
    }
    return render(request, "administration/norms.html", page)


def _indicators(request: MemberRequest) -> QuerySet[NeedIndicator]:
    return NeedIndicator.objects.filter(municipality=request.membership.municipality)


def _own(request: MemberRequest) -> Norms:
    """The municipality's norms; without a row of its own the defaults, not saved yet."""
    municipality = request.membership.municipality
    found = Norms.objects.select_related("municipality").filter(municipality=municipality).first()
    return found or Norms(municipality=municipality)
