"""Where administration begins."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import MemberRequest
from administration.views.guard import for_managers


@require_safe
@for_managers
def start(request: MemberRequest) -> HttpResponse:
    """What there is to manage."""
    return render(request, "administration/start.html", {"here": "manage"})
