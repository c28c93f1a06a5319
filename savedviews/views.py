"""Keep the view of a page under a name, find it back, share it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.policy import visible
from accounts.requests import MemberRequest, actor_of
from audit.versioned import Conflict
from initiatives.views.conflicts import Clash, conflict
from initiatives.views.guard import ready, require, typed, written
from savedviews.forms import KeepForm, LabelForm
from savedviews.models import SavedView
from savedviews.rules import PAGES
from savedviews.writes import delete_view, rename_view, save_view

LIST = "savedviews:index"


@require_GET
def index(request: MemberRequest) -> HttpResponse:
    """One's own views, and those that others share."""
    found = visible(request.membership, SavedView.objects.select_related("owner"))
    views = [view for view in found if view.page in PAGES]
    context = {
        "heading": _("Bewaarde weergaven"),
        "own": [view for view in views if view.owner_id == request.user.pk],
        "shared": [view for view in views if view.owner_id != request.user.pk],
    }
    return render(request, "savedviews/index.html", context)


@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Keep the page that was looked at; which one comes along in the address."""
    asked = request.POST if request.method == "POST" else request.GET
    page = asked.get("page", "")
    start = {"page": page, "query": asked.get("query", "")}
    form = KeepForm(typed(request), initial=start, today=timezone.localdate(), page=page)
    if ready(form):
        view = written(
            form,
            lambda: save_view(
                actor_of(request), request.membership, form.label(), page=page, query=form.kept()
            ),
        )
        if view is not None:
            messages.success(request, _("De weergave is bewaard."))
            return redirect(LIST)
    known = PAGES.get(page)
    context = {
        "heading": _("Weergave bewaren"),
        "lede": known.label if known else _("Deze pagina kun je niet bewaren."),
        "form": form if known else None,
        "back": reverse(LIST),
    }
    return render(request, "savedviews/form.html", context, status=200 if known else 400)


@require_GET
def show(request: MemberRequest, pk: int) -> HttpResponse:
    """Go to the page with its choices, as far as one's own role sees it."""
    return redirect(_seen(request, pk).address)


@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Rename a view, share it or stop sharing it."""
    view = _own(request, pk)
    form = LabelForm.of(view, typed(request))
    if ready(form):
        version = form.cleaned_data["version"] or 0
        try:
            changed = written(
                form,
                lambda: rename_view(actor_of(request), view, form.label(), seen_version=version),
            )
        except Conflict:
            current = _own(request, pk)
            return conflict(request, form, Clash(current, LabelForm.of(current), reverse(LIST)))
        if changed is not None:
            messages.success(request, _("De weergave is bewaard."))
            return redirect(LIST)
    context = {
        "heading": _("Weergave wijzigen"),
        "lede": view.name,
        "form": form,
        "view": view,
        "back": reverse(LIST),
    }
    return render(request, "savedviews/form.html", context)


@require_POST
def delete(request: MemberRequest, pk: int) -> HttpResponse:
    """Throw a view away."""
    delete_view(actor_of(request), _own(request, pk))
    messages.success(request, _("De weergave is verwijderd."))
    return redirect(LIST)


def _seen(request: MemberRequest, pk: int) -> SavedView:
    found = visible(request.membership, SavedView.objects.select_related("municipality"))
    return get_object_or_404(found.filter(page__in=PAGES), pk=pk)


def _own(request: MemberRequest, pk: int) -> SavedView:
    """A view this member may change: 404 if they may not see it, 403 if it is another's."""
    view = _seen(request, pk)
    require(request, "change", view)
    return view
