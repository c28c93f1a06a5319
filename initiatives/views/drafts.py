"""Drafts of the quick log: saved as one types, and brought back after the session ended."""

from typing import Any, Final
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure
from django.views.decorators.http import require_POST

from accounts.requests import MemberRequest
from initiatives.forms import QuickLogForm
from initiatives.models import Initiative
from initiatives.views.guard import require
from initiatives.writes import TooLarge, discard_draft, draft_fields, save_draft

_STASH: Final = "stash"
"""Where a session holds what was sent by somebody who was no longer logged in."""
_SIGNER: Final = Signer(salt="quick-log-owner")


def owner_token(request: MemberRequest) -> str:
    """Whose form this is, as the page carries it: what is sent late goes back to nobody else."""
    return _SIGNER.sign(f"{request.user.pk}.{request.membership.municipality_id}")


def key_of(text: str) -> UUID | None:
    """The key of a draft as typed in an address or a form; None where it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def draft_url(key: UUID | str) -> str:
    """Where a draft is taken up again."""
    return f"{reverse('initiatives:log')}?{urlencode({'concept': str(key)})}"


@require_POST
def keep(request: MemberRequest) -> HttpResponse:
    """Save what stands in the form: as one types (the script asks JSON) or by a button."""
    require(request, "add", Initiative)
    scripted = "application/json" in request.headers.get("Accept", "")
    try:
        key = _posted_key(request)
        fields = draft_fields(dict(request.POST.lists()), QuickLogForm.kept_fields())
        draft = save_draft(request.membership, key, fields)
    except ValidationError as error:
        text = " ".join(error.messages)
        if scripted:
            status = 413 if isinstance(error, TooLarge) else 400
            return JsonResponse({"error": text}, status=status)
        messages.error(request, text)
        return redirect("initiatives:log")
    if scripted:
        return JsonResponse({"saved": f"{timezone.localtime(draft.updated_at):%H:%M}"})
    messages.success(request, _("Het concept is bewaard."))
    return redirect(draft_url(key))


def _posted_key(request: MemberRequest) -> UUID:
    key = key_of(request.POST.get("draft", ""))
    if key is None:
        raise ValidationError(_("Dit concept kennen we niet. Open het formulier opnieuw."))
    return key


@require_POST
def discard(request: MemberRequest, key: UUID) -> HttpResponse:
    """Throw a draft of one's own away."""
    if discard_draft(request.membership, key):
        messages.success(request, _("Het concept is weggegooid."))
    return redirect("initiatives:log")


def stash_and_log_in(request: HttpRequest) -> HttpResponseBase:
    """Somebody who is not logged in: what they sent waits in the session until they are."""
    kept = request.method == "POST" and _stash(request)
    return redirect_to_login(reverse("initiatives:log") if kept else request.get_full_path())


def claim(request: MemberRequest) -> UUID | None:
    """Turn what waits in the session into a draft of its owner; None where nothing of theirs waits."""
    held: dict[str, Any] | None = request.session.pop(_STASH, None)
    if held is None or held["owner"] != f"{request.user.pk}.{request.membership.municipality_id}":
        return None
    key = UUID(held["key"])
    save_draft(request.membership, key, held["fields"])
    messages.warning(
        request,
        _("Je was uitgelogd. Wat je typte staat er nog: druk nog een keer op “Leg vast”."),
    )
    return key


def rescue(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """Instead of the page about an outdated form: the quick log comes back with what was typed."""
    if request.path == reverse("initiatives:log") and _stash(request):
        return redirect("initiatives:log")
    return csrf_failure(request, reason)


def _stash(request: HttpRequest) -> bool:
    """Hold what was sent for its owner; only a form that we signed for somebody is held."""
    try:
        owner = _SIGNER.unsign(request.POST.get("owner", ""))
        fields = draft_fields(dict(request.POST.lists()), QuickLogForm.kept_fields())
    except (BadSignature, ValidationError):
        return False
    key = key_of(request.POST.get("draft", "")) or uuid4()
    request.session[_STASH] = {"owner": owner, "key": str(key), "fields": fields}
    return True
