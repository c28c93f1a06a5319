"""Schemes: their ceilings, terms, and what was granted under them."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.policy import Scope, can, right, visible
from accounts.requests import MemberRequest, actor_of, last_change, log_export
from audit.versioned import Conflict
from funding.forms import SchemeFilter, SchemeForm, scheme_initial
from funding.measuring import with_money
from funding.models import Grant, Scheme
from funding.tables import SchemeTable
from funding.views.funders import chosen_funder
from funding.views.guard import accepted, own_scheme
from funding.writes import create_scheme, update_scheme
from initiatives.views.conflicts import Clash, conflict
from initiatives.views.guard import ready, require, typed
from lists.exporting import as_shown, asked_format
from lists.showing import arrange, chosen


@require_safe
def schemes(request: MemberRequest) -> HttpResponseBase:
    """List the schemes of the municipality; what was committed under them for who may read every grant."""
    require(request, "view", Scheme)
    membership = request.membership
    everything = right(membership, Grant).read is Scope.ALL
    all_grants = Grant.objects.filter(municipality=membership.municipality_id)
    found = with_money(visible(membership, Scheme.objects.select_related("funder")), all_grants)
    filters = SchemeFilter(request.GET, found, membership=membership, money=everything)
    writable = can(membership, "add", Scheme)
    hidden = () if everything else ("committed", "paid", "left")
    table = arrange(request, SchemeTable(filters.qs, writable=writable, exclude=hidden))
    if kind := asked_format(request):
        log_export(request, _("Regelingen, zoals getoond"))
        return as_shown(table, f"{membership.municipality.code.lower()}-regelingen", kind)
    shown = table.paginator.count
    page = {
        "heading": ngettext("%(n)s regeling", "%(n)s regelingen", shown) % {"n": localize(shown)},
        "table": table,
        "filter": filters,
        "summary": chosen(filters.form),
        "updated": last_change(request, "funding"),
        "means": ("ceiling", *(("committed", "paid", "left") if everything else ())),
        "writable": writable,
    }
    return render(request, "funding/schemes.html", page)


@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Record a scheme."""
    require(request, "add", Scheme)
    initial = {"year": timezone.localdate().year}
    form = SchemeForm(request.membership, None, typed(request), initial=initial)
    if ready(form):
        made = accepted(form, lambda: _create(request, form))
        if made is not None:
            messages.success(request, _("De regeling “%(name)s” is vastgelegd.") % {"name": made})
            return redirect("funding:schemes")
    return _page(request, form, _("Regeling vastleggen"))


@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Change a scheme."""
    scheme = own_scheme(request, pk)
    form = SchemeForm(request.membership, scheme, typed(request), initial=scheme_initial(scheme))
    if ready(form):
        try:
            changed = accepted(form, lambda: _update(request, scheme, form))
        except Conflict:
            current = own_scheme(request, pk)
            fresh = SchemeForm(request.membership, current, initial=scheme_initial(current))
            return conflict(request, form, Clash(current, fresh, reverse("funding:schemes")))
        if changed is not None:
            messages.success(request, _("De wijziging is bewaard."))
            return redirect("funding:schemes")
    return _page(request, form, _("Regeling “%(name)s” wijzigen") % {"name": scheme})


def _page(request: MemberRequest, form: SchemeForm, heading: str) -> HttpResponse:
    back = reverse("funding:schemes")
    page: dict[str, Any] = {
        "form": form,
        "heading": heading,
        "back": back,
        "crumbs": [
            (_("Aanvragen"), reverse("funding:grants")),
            (_("Regelingen"), back),
            (heading, ""),
        ],
    }
    return render(request, "funding/scheme.html", page)


def _create(request: MemberRequest, form: SchemeForm) -> Scheme:
    """Write a new scheme, and its new funder with it or neither."""
    with transaction.atomic():
        given = form.given(chosen_funder(request, form))
        return create_scheme(actor_of(request), request.membership.municipality, given)


def _update(request: MemberRequest, scheme: Scheme, form: SchemeForm) -> Scheme:
    """Write the changes, and a new funder with them or neither."""
    with transaction.atomic():
        given = form.given(chosen_funder(request, form))
        return update_scheme(actor_of(request), scheme, given, form.cleaned_data["version"])
