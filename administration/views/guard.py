"""These pages are for who may manage the municipality; an attempt by another is refused and logged."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate

from django.http import HttpResponseBase

from accounts.policy import Ability, may
from accounts.requests import MemberRequest
from initiatives.views.guard import refuse


def for_managers[**P, R: HttpResponseBase](
    view: Callable[Concatenate[MemberRequest, P], R],
) -> Callable[Concatenate[MemberRequest, P], R]:
    """Let a view answer only to somebody whose role may manage."""

    def guarded(request: MemberRequest, /, *args: P.args, **kwargs: P.kwargs) -> R:
        if not may(request.membership, Ability.MANAGE):
            refuse(request)
        return view(request, *args, **kwargs)

    update_wrapper(guarded, view)
    return guarded
