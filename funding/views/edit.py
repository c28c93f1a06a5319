"""Recording a grant and changing what was filled in."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.policy import visible
from accounts.requests import MemberRequest, actor_of
from audit.versioned import Conflict
from funding.forms import GrantForm, initial_of
from funding.models import Grant
from funding.views.funders import chosen_funder
from funding.views.guard import accepted, own_grant
from funding.writes import create_grant, update_grant
from initiatives.models import Initiative
from initiatives.views.conflicts import Clash, conflict
from initiatives.views.guard import ready, require, typed


@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Record an application or contribution; `?initiatief=` fills in for which initiative."""
    require(request, "add", Grant)
    initiative = _asked_for(request)
    initial = {"initiative": initiative, "received_on": timezone.localdate()}
    form = GrantForm(request.membership, None, typed(request), initial=initial)
    if ready(form):
        made = accepted(form, lambda: _create(request, form))
        if made is not None:
            messages.success(request, _("De aanvraag van “%(name)s” is vastgelegd.") % _name(made))
            return redirect("funding:grant", made.pk)
    back = (
        reverse("funding:of_initiative", args=[initiative.pk])
        if initiative
        else reverse("funding:grants")
    )
    page = {
        "form": form,
        "heading": _("Aanvraag of bijdrage vastleggen"),
        "lede": _("Besluiten en betalingen leg je daarna vast, ieder met een datum."),
        "back": back,
        "crumbs": [(_("Aanvragen"), reverse("funding:grants")), (_("Vastleggen"), "")],
    }
    return render(request, "funding/edit.html", page)


@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Change what was filled in; somebody who was first is shown, never overwritten unseen."""
    grant = own_grant(request, pk)
    back = reverse("funding:grant", args=[pk])
    form = GrantForm(request.membership, grant, typed(request), initial=initial_of(grant))
    if ready(form):
        try:
            changed = accepted(form, lambda: _update(request, grant, form))
        except Conflict:
            current = own_grant(request, pk)
            fresh = GrantForm(request.membership, current, initial=initial_of(current))
            return conflict(request, form, Clash(current, fresh, back))
        if changed is not None:
            messages.success(request, _("De wijziging is bewaard."))
            return redirect("funding:grant", pk)
    page = {
        "form": form,
        "heading": _("Aanvraag van “%(name)s” wijzigen") % _name(grant),
        "lede": _("Besluiten en betalingen wijzig je hier niet: die staan op de pagina zelf."),
        "back": back,
        "crumbs": [
            (_("Aanvragen"), reverse("funding:grants")),
            (str(grant), back),
            (_("Wijzigen"), ""),
        ],
    }
    return render(request, "funding/edit.html", page)


def _asked_for(request: MemberRequest) -> Initiative | None:
    """Return the initiative of the query string; 404 for one this member may not see."""
    pk = request.GET.get("initiatief", "")
    if not pk:
        return None
    number = int(pk) if pk.isascii() and pk.isdigit() and len(pk) < 19 else 0
    return get_object_or_404(visible(request.membership, Initiative.objects.all()), pk=number)


def _name(grant: Grant) -> dict[str, str]:
    return {"name": grant.initiative.name}


def _create(request: MemberRequest, form: GrantForm) -> Grant:
    """Write a new grant, and its new funder with it or neither."""
    with transaction.atomic():
        funder = chosen_funder(request, form)
        return create_grant(
            actor_of(request),
            request.membership.municipality,
            form.given(funder),
            today=timezone.localdate(),
            steps=form.first_steps(funder),
        )


def _update(request: MemberRequest, grant: Grant, form: GrantForm) -> Grant:
    """Write the changes, and a new funder with them or neither."""
    with transaction.atomic():
        return update_grant(
            actor_of(request),
            grant,
            form.given(chosen_funder(request, form)),
            form.cleaned_data["version"],
            today=timezone.localdate(),
            consent=form.consent(),
        )
