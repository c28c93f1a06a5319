"""Handing one initiative over to another organisation."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.policy import Scope, right, writable
from accounts.requests import MemberRequest, actor_of
from audit.versioned import Conflict
from initiatives.models import Initiative
from initiatives.views.guard import own_initiative, typed
from upkeep.forms import HandOverForm
from upkeep.views.telling import tell
from upkeep.writes import Missing
from upkeep.writes import hand_over as hand_over_to


@require_http_methods(["GET", "POST"])
def hand_over(request: MemberRequest, pk: int) -> HttpResponse:
    """Choose the organisation, having read who may change the record afterwards."""
    initiative = own_initiative(request, pk)
    form = HandOverForm(initiative, typed(request), initial={"version": initiative.version})
    status = 200
    if form.is_bound and form.is_valid():
        rows = writable(request.membership, Initiative.objects.all())
        to, seen = form.cleaned_data["organisation"], form.cleaned_data["version"]
        try:
            tell(request, hand_over_to(actor_of(request), rows, initiative, to, seen_version=seen))
        except (Conflict, Missing):
            initiative = own_initiative(request, pk)
            form = HandOverForm(
                initiative, initial={"version": initiative.version, "organisation": to}
            )
            said = _(
                "Iemand anders heeft dit intussen gewijzigd. Er is niets overgedragen; je keuze staat er nog. "
                "Kijk het na en probeer het opnieuw."
            )
            messages.warning(request, said)
            status = 409
        else:
            return redirect("initiatives:detail", pk)
    back = reverse("initiatives:detail", args=[pk])
    context = {
        "heading": _("“%(name)s” overdragen") % {"name": initiative.name},
        "crumbs": [(initiative.name, back), (_("Overdragen"), "")],
        "form": form,
        "initiative": initiative,
        "loses": right(request.membership, Initiative).write is Scope.OWN,
        "back": back,
    }
    return render(request, "upkeep/hand_over.html", context, status=status)
