"""The full form of an initiative."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import MemberRequest, actor_of
from audit.versioned import Conflict
from initiatives.forms import InitiativeForm
from initiatives.forms.edit import initial_of
from initiatives.models import Initiative
from initiatives.views.conflicts import Clash, conflict
from initiatives.views.guard import onward, own_initiative, ready, typed, written
from initiatives.writes import input_of, update_initiative


@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Change anything; somebody who was first is shown, never overwritten unseen."""
    initiative = own_initiative(request, pk)
    form = _form(request, initiative)
    if ready(form):
        try:
            changed = written(
                form,
                lambda: update_initiative(
                    actor_of(request),
                    initiative,
                    form.given(),
                    seen_version=form.cleaned_data["version"],
                ),
            )
        except Conflict:
            current = own_initiative(request, pk)
            fresh = InitiativeForm(
                request.membership, current, initial=initial_of(input_of(current), current.version)
            )
            return conflict(
                request, form, Clash(current, fresh, reverse("initiatives:detail", args=[pk]))
            )
        if changed is not None:
            messages.success(request, _("“%(name)s” is bewaard.") % {"name": changed.name})
            return redirect(onward(request, reverse("initiatives:detail", args=[pk])))
    return render(request, "initiatives/edit.html", {"form": form, "initiative": initiative})


def _form(request: MemberRequest, initiative: Initiative) -> InitiativeForm:
    initial = initial_of(input_of(initiative), initiative.version)
    return InitiativeForm(request.membership, initiative, typed(request), initial=initial)
