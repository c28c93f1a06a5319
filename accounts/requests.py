"""A request of somebody who works in a municipality."""

from datetime import datetime

from django.http import HttpRequest

from accounts.models import Membership, User
from audit.actor import Actor
from audit.log import Event, latest_change, record
from audit.models import AuditEntry


class MemberRequest(HttpRequest):
    """What `MembershipMiddleware` makes of a request: `membership` is the one worked in."""

    user: User
    membership: Membership
    memberships: list[Membership]


def actor_of(request: MemberRequest) -> Actor:
    """The person behind a request, for the log."""
    return person_of(request, request.user)


def person_of(request: HttpRequest, user: User) -> Actor:
    """The same of somebody who is logged in and may have no municipality."""
    return Actor(
        label=str(user),
        user_id=user.pk,
        origin=request.META.get("REMOTE_ADDR", "")[:100],
        request_id=request.headers.get("X-Request-ID", "")[:64],
    )


def log_export(request: MemberRequest, label: str) -> None:
    """Record that somebody took a list along: which one, with which filters, in which format."""
    event = Event(
        AuditEntry.Action.EXPORT,
        changes={"query": [None, dict(request.GET.lists())]},
        municipality_code=request.membership.municipality.code,
        label=label,
    )
    record(actor_of(request), event)


def last_change(request: MemberRequest, *apps: str) -> datetime | None:
    """When a record of these apps last changed in the municipality worked in: "laatst bijgewerkt" of a page."""
    return latest_change(request.membership.municipality.code, apps)
