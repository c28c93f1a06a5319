"""The municipality's own look: a token file in, and the style sheet that pages load."""

from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.middleware import membership_not_required
from accounts.requests import MemberRequest, actor_of
from administration.forms import ThemeForm
from administration.views.guard import for_managers
from areas.models import Municipality
from areas.theme import Finding, NoTokens, read_tokens, standing, stylesheet
from areas.writes import set_theme

_YEAR: Final = 365 * 24 * 60 * 60


@require_http_methods(["GET", "HEAD", "POST"])
@for_managers
def theme(request: MemberRequest) -> HttpResponse:
    """See the theme, take over a token file, or go back to our own look."""
    municipality = request.membership.municipality
    if request.method != "POST":
        return _page(request, ThemeForm(), standing(municipality.theme))
    if "reset" in request.POST:
        set_theme(municipality, {}, actor=actor_of(request))
        messages.success(request, _("De standaardkleuren gelden weer."))
        return redirect("administration:theme")
    form = ThemeForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, standing(municipality.theme))
    try:
        reading = read_tokens(form.cleaned_data["file"])
    except NoTokens as error:
        form.add_error("file", str(error))
        return _page(request, form, standing(municipality.theme))
    set_theme(municipality, reading.used, actor=actor_of(request))
    municipality.theme = reading.used
    return _page(request, ThemeForm(), reading.findings, taken=True)


def _page(
    request: MemberRequest,
    form: ThemeForm,
    findings: tuple[Finding, ...],
    *,
    taken: bool = False,
) -> HttpResponse:
    page = {
        "here": "manage",
        "heading": _heading(request.membership.municipality, findings),
        "crumbs": [(_("Beheer"), reverse("administration:start")), (_("Thema"), "")],
        "form": form,
        "findings": findings,
        "left_out": sum(1 for finding in findings if finding.reason),
        "taken": taken,
    }
    return render(request, "administration/theme.html", page)


def _heading(municipality: Municipality, findings: tuple[Finding, ...]) -> str:
    if not municipality.theme:
        return _("{name} gebruikt de standaardkleuren").format(name=municipality.name)
    used = sum(1 for finding in findings if not finding.reason)
    return _("{name} gebruikt {n} tokens van de eigen huisstijl").format(
        name=municipality.name, n=used
    )


@require_safe
@login_not_required
@membership_not_required
def style(_request: HttpRequest, code: str, version: str) -> HttpResponse:
    """The style sheet of a theme, also for pages without a login; an address for each of its versions."""
    found = Municipality.objects.filter(code=code).only("theme").first()
    if found is None or not found.theme or found.theme_version != version:
        raise Http404
    headers = {"Cache-Control": f"public, max-age={_YEAR}, immutable"}
    return HttpResponse(stylesheet(found.theme), content_type="text/css", headers=headers)
