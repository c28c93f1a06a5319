"""Everybody who is logged in works in one municipality at a time."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import Membership

SESSION_KEY = "municipality"
MUNICIPALITY_PARAMETER = "gemeente"
LANGUAGE_PARAMETER = LANGUAGE_COOKIE = "taal"
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def membership_not_required[V: Callable[..., Any]](view: V) -> V:
    """Mark a view that somebody without a municipality may open."""
    setattr(view, "membership_required", False)  # noqa: B010  (a view is a function; mypy knows no attributes on it)
    return view


class LoginMiddleware(LoginRequiredMiddleware):
    """Asks to log in first, and comes back to a page.

    What a button sent has no page of its own to come back to: then it is the page that the button stood on.
    """

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseRedirect:
        if request.method in {"GET", "HEAD"}:
            return super().handle_no_permission(request, view_func)
        return redirect_to_login(page_before(request) or "/")


def page_before(request: HttpRequest) -> str:
    """The page of ours that was asked from; empty where it is not known."""
    try:
        came_from = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return ""
    page = urlunsplit(("", "", came_from.path, came_from.query, ""))
    ours = came_from.netloc == request.get_host() and url_has_allowed_host_and_scheme(page, None)
    return page if ours else ""


class LanguageMiddleware:
    """The language of the page: that of the address (`?taal=en`), else what was chosen, else Dutch.

    What was chosen is kept with the person, and without a login in a cookie. The browser's own preference is not
    followed: a colleague who opens a shared link would see another page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = request.GET.get(LANGUAGE_PARAMETER, "")
        language = asked if asked in LANGUAGES else chosen_language(request)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if "immutable" not in response.headers.get("Cache-Control", ""):
            patch_vary_headers(response, ["Cookie"])
        return response


def chosen_language(request: HttpRequest) -> str:
    """The language that was chosen before, by whoever is logged in or in this browser; Dutch without a choice."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        own: str = request.user.language
        if own in LANGUAGES:
            return own
    kept = request.COOKIES.get(LANGUAGE_COOKIE, "")
    return kept if kept in LANGUAGES else settings.LANGUAGE_CODE


class MembershipMiddleware:
    """Sets `request.membership`, read anew at each request so that a changed role counts at once.

    A link that names a municipality (`?gemeente=GM0518`, as those of the weekly digest do) opens in that one, and
    goes on in it; one that is not the person's own changes nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Find the membership, or say that there is none."""
        if not request.user.is_authenticated:
            return None
        valid = list(Membership.objects.valid_on(timezone.localdate()).filter(user=request.user))
        asked = request.GET.get(MUNICIPALITY_PARAMETER)
        named = next((m for m in valid if asked and m.municipality.code == asked), None)
        if named is not None and request.session.get(SESSION_KEY) != named.municipality_id:
            request.session[SESSION_KEY] = named.municipality_id
        chosen = request.session.get(SESSION_KEY)
        current = next(
            (m for m in valid if m.municipality_id == chosen), valid[0] if valid else None
        )
        request.memberships = valid  # type: ignore[attr-defined]
        request.membership = current  # type: ignore[attr-defined]
        needed = getattr(view, "membership_required", True) and not view.__module__.startswith(
            "allauth."
        )
        if current is None and needed:
            return render(request, "accounts/no_membership.html", status=403)
        return None
