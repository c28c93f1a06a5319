"""Which municipality somebody works in."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.middleware import SESSION_KEY
from accounts.requests import MemberRequest


@require_POST
def choose_municipality(request: MemberRequest) -> HttpResponse:
    """Work in another municipality of one's own; another one does not exist here (404)."""
    code = request.POST.get("gemeente", "")
    chosen = next((m for m in request.memberships if m.municipality.code == code), None)
    if chosen is None:
        raise Http404
    request.session[SESSION_KEY] = chosen.municipality_id
    return redirect("/")
