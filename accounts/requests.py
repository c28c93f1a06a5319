"""A request of somebody who works in a municipality."""

from django.http import HttpRequest

from accounts.models import Membership, User
from audit.actor import Actor


class MemberRequest(HttpRequest):
    """What `MembershipMiddleware` makes of a request: `membership` is the one worked in."""

    user: User
    membership: Membership
    memberships: list[Membership]


def actor_of(request: MemberRequest) -> Actor:
    """The person behind a request, for the log."""
    return Actor(
        label=str(request.user),
        user_id=request.user.pk,
        origin=request.META.get("REMOTE_ADDR", "")[:100],
        request_id=request.headers.get("X-Request-ID", "")[:64],
    )
