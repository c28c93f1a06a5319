"""Which action a page is about: not visible is 404, visible but not to be changed is 403 and stands in the log."""

from django.shortcuts import get_object_or_404

from accounts.policy import visible
from accounts.requests import MemberRequest
from facilitation.models import Action
from initiatives.views.guard import require


def seen_action(request: MemberRequest, pk: int) -> Action:
    """An action this member may see, with what its pages show; else 404."""
    require(request, "view", Action)
    found = visible(
        request.membership,
        Action.objects.select_related(
            "municipality", "district", "lesson__strategy", "owner", "initiative"
        ),
    )
    return get_object_or_404(found, pk=pk)


def own_action(request: MemberRequest, pk: int) -> Action:
    """An action this member may change: 404 if they may not see it, 403 if they may not change it."""
    action = seen_action(request, pk)
    require(request, "change", action)
    return action
