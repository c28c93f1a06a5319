"""What every template knows of who is looking."""

from typing import Any

from django.http import HttpRequest

from accounts.models import Membership, Role
from accounts.policy import RIGHTS, Ability, Scope, Subject, may


def membership(request: HttpRequest) -> dict[str, Any]:
    """`membership`, `memberships` (to switch), `can_log` and the abilities by name (`may.scores`)."""
    current: Membership | None = getattr(request, "membership", None)
    if current is None:
        return {"membership": None, "memberships": [], "can_log": False, "may": {}}
    return {
        "membership": current,
        "memberships": getattr(request, "memberships", []),
        "can_log": RIGHTS[Subject.RECORDS][Role(current.role)].write is not Scope.NONE,
        "may": {ability.value: may(current, ability) for ability in Ability},
    }
