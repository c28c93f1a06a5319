"""What every template knows of who is looking."""

from typing import Any

from django.http import HttpRequest

from accounts.models import Membership, Role
from accounts.policy import RIGHTS, Ability, Scope, Subject, may


def writes_anything(membership: Membership) -> bool:
    """Whether something can wait for this member: of who only reads, nothing is asked."""
    role = Role(membership.role)
    asked = (Subject.RECORDS, Subject.FUNDING, Subject.ACTIONS, Subject.VOICES)
    return any(RIGHTS[subject][role].write is not Scope.NONE for subject in asked)


def membership(request: HttpRequest) -> dict[str, Any]:
    """`membership`, `memberships` (to switch), `can_log`, `has_work` and the abilities by name (`may.scores`)."""
    current: Membership | None = getattr(request, "membership", None)
    if current is None:
        return {
            "membership": None,
            "memberships": [],
            "can_log": False,
            "has_work": False,
            "may": {},
        }
    return {
        "membership": current,
        "memberships": getattr(request, "memberships", []),
        "can_log": RIGHTS[Subject.RECORDS][Role(current.role)].write is not Scope.NONE,
        "has_work": writes_anything(current),
        "may": {ability.value: may(current, ability) for ability in Ability},
    }
