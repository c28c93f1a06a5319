"""Which municipality somebody works in, and in which language."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.middleware import (
    LANGUAGE_COOKIE,
    LANGUAGE_PARAMETER,
    LANGUAGES,
    SESSION_KEY,
    membership_not_required,
    page_before,
)
from accounts.requests import MemberRequest, person_of
from accounts.writes import set_language

_YEAR = 365 * 24 * 60 * 60


@require_POST
def choose_municipality(request: MemberRequest) -> HttpResponse:
    """Work in another municipality of one's own; another one does not exist here (404)."""
    code = request.POST.get("gemeente", "")
    chosen = next((m for m in request.memberships if m.municipality.code == code), None)
    if chosen is None:
        raise Http404
    request.session[SESSION_KEY] = chosen.municipality_id
    return redirect("/")


@require_POST
@login_not_required
@membership_not_required
def choose_language(request: HttpRequest) -> HttpResponse:
    """Read on in another language, from the page that the button stood on; one that is not there is none (404)."""
    language = request.POST.get(LANGUAGE_PARAMETER, "")
    if language not in LANGUAGES:
        raise Http404
    if request.user.is_authenticated:
        set_language(person_of(request, request.user), request.user, language)
    response = redirect(_without_language(page_before(request)) or "/")
    response.set_cookie(
        LANGUAGE_COOKIE,
        language,
        max_age=_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _without_language(page: str) -> str:
    """The address without `?taal=`, which would win from what was just chosen."""
    parts = urlsplit(page)
    kept = [pair for pair in parse_qsl(parts.query, True) if pair[0] != LANGUAGE_PARAMETER]
    return urlunsplit(("", "", parts.path, urlencode(kept), ""))
