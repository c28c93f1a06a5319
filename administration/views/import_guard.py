"""Imports are for whose role may import something; an attempt by another is refused and logged."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate

from django.http import HttpResponseBase

from accounts.policy import may
from accounts.requests import MemberRequest
from administration.imports import ABILITIES, kinds_for
from administration.models import RecordKind
from initiatives.views.guard import refuse


def for_importers[**P, R: HttpResponseBase](
    view: Callable[Concatenate[MemberRequest, P], R],
) -> Callable[Concatenate[MemberRequest, P], R]:
    """Let a view answer only to somebody whose role may import something."""

    def guarded(request: MemberRequest, /, *args: P.args, **kwargs: P.kwargs) -> R:
        if not kinds_for(request.membership):
            refuse(request)
        return view(request, *args, **kwargs)

    update_wrapper(guarded, view)
    return guarded


def require_kind(request: MemberRequest, kind: RecordKind) -> None:
    """Go on only if this member may import this kind."""
    if not may(request.membership, ABILITIES[kind]):
        refuse(request)
