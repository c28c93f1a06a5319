"""The quick log: an initiative with one observation, never lost while it is being typed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import MemberRequest, actor_of
from areas.mapping import drawing_of
from initiatives.forms import QuickLogForm
from initiatives.models import Initiative
from initiatives.rules import questions_for
from initiatives.views.alike import alike_to, notice_of
from initiatives.views.drafts import claim, draft_url, key_of, owner_token, stash_and_log_in
from initiatives.views.guard import ready, require, typed, written
from initiatives.writes import draft_of, open_drafts, send_draft


@login_not_required
@require_http_methods(["GET", "POST"])
def log(request: HttpRequest) -> HttpResponseBase:
    """Record an initiative; whoever was logged out meanwhile gets the form back after logging in."""
    if not request.user.is_authenticated:
        return stash_and_log_in(request)
    return _log(request)  # type: ignore[arg-type]  # the middleware made it a MemberRequest


def _log(request: MemberRequest) -> HttpResponse:
    require(request, "add", Initiative)
    if request.method == "GET" and (claimed := claim(request)) is not None:
        return redirect(draft_url(claimed))
    form = QuickLogForm(request.membership, typed(request))
    if request.method == "GET":
        _take_up(request, form)
    elif (sent := _sent(request)) is not None:
        return _onward(sent)
    elif form.is_valid():
        _notice_alike(request, form)
    made = _made(request, form) if ready(form) else None
    if made is not None:
        messages.success(request, _("“%(name)s” is vastgelegd.") % {"name": made.name})
        return _onward(made)
    page = {
        "form": form,
        "owner": owner_token(request),
        "drafts": _others(request, form),
        "drawing": drawing_of(request.membership.municipality, timezone.localdate().year),
    }
    return render(request, "initiatives/log.html", page)


def _take_up(request: MemberRequest, form: QuickLogForm) -> None:
    """Fill in the draft that the address names; a key without a draft yet is kept for the script's copy."""
    key = key_of(request.GET.get("concept", ""))
    draft = draft_of(request.membership, key) if key else None
    if key and (draft is None or draft.made_id is None):
        form.take_up(key, draft.fields if draft else {})


def _sent(request: MemberRequest) -> Initiative | None:
    """The record that this very form made already: a second press makes no second one."""
    key = key_of(request.POST.get("draft", ""))
    draft = draft_of(request.membership, key) if key else None
    return draft.made if draft else None


def _made(request: MemberRequest, form: QuickLogForm) -> Initiative | None:
    return written(
        form,
        lambda: send_draft(
            actor_of(request),
            request.membership,
            form.key(),
            form.given(),
            form.observation_given(),
        ),
    )


def _onward(made: Initiative) -> HttpResponse:
    """To the questions of its lessons, else to what it changed."""
    codes = set(made.tags.values_list("lesson__code", flat=True))
    asks = questions_for(codes)
    return redirect("initiatives:questions" if asks else "dashboards:effect", made.pk)


def _others(request: MemberRequest, form: QuickLogForm) -> list[tuple[str, object]]:
    """The other open drafts, each with where it is taken up."""
    here = str(form["draft"].value() or "")
    return [
        (draft_url(draft.key), draft)
        for draft in open_drafts(request.membership)
        if str(draft.key) != here
    ]


def _notice_alike(request: MemberRequest, form: QuickLogForm) -> None:
    """Point at records of the municipality that may be the one being logged."""
    data = form.cleaned_data
    found = alike_to(request.membership, data["name"], data["place"])
    if found:
        form.add_notice("name", notice_of(found))
