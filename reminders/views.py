"""The weekly digest of somebody who is logged in, and turning it off from the message itself."""

from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.middleware import membership_not_required
from accounts.requests import MemberRequest, actor_of
from accounts.writes import set_digest
from audit.actor import Actor
from reminders.sending import OFF_LINK_AGE, digest_for, whose_link

ON: Final = "aan"


@require_http_methods(["GET", "POST"])
def preferences(request: MemberRequest) -> HttpResponse:
    """Whether this person gets the digest, what is in it now, and the one button that changes it."""
    user = request.user
    if request.method == "POST":
        wanted = request.POST.get("weekbericht") == ON
        set_digest(actor_of(request), user, wanted)
        said = _("Je weekbericht staat aan.") if wanted else _("Je weekbericht staat uit.")
        messages.success(request, said)
        return redirect("reminders:preferences")
    page = {
        "heading": _("Je weekbericht staat aan")
        if user.wants_digest
        else _("Je weekbericht staat uit"),
        "wanted": user.wants_digest,
        "sent_on": user.digest_sent_on,
        "digest": digest_for(request.memberships, timezone.localdate()),
    }
    return render(request, "reminders/preferences.html", page)


@login_not_required
@membership_not_required
@never_cache
@csrf_exempt  # A mail program posts this for the person (RFC 8058); the signed link says who.
@require_http_methods(["GET", "POST"])
def off(request: HttpRequest, token: str) -> HttpResponse:
    """Turn the digest off, without logging in: a page with one button, which a mail program may press itself."""
    user = whose_link(token)
    if user is None:
        page = {"days": OFF_LINK_AGE.days}
        return render(request, "reminders/link_gone.html", page, status=404)
    if request.method == "POST":
        origin = request.META.get("REMOTE_ADDR", "")[:100]
        set_digest(Actor(_("afmeldlink in het weekbericht"), origin=origin), user, wanted=False)
    return render(request, "reminders/off.html", {"wanted": user.wants_digest})
