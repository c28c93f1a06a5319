"""Who may open a page: not visible is 404, visible but not allowed is 403 and stands in the log."""

from collections.abc import Callable
from typing import NoReturn

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.policy import can, visible
from accounts.requests import MemberRequest, actor_of
from audit.log import Event, record
from audit.models import AuditEntry
from initiatives.forms.base import NoticingForm
from initiatives.models import Initiative
from initiatives.references import Moved, formerly


def refuse(request: MemberRequest, obj: models.Model | None = None) -> NoReturn:
    """Log the attempt and answer 403."""
    code = request.membership.municipality.code
    label = f"{request.method} {request.path}"
    record(
        actor_of(request),
        Event(AuditEntry.Action.REFUSED, obj, municipality_code=code, label=label),
    )
    raise PermissionDenied


def require(request: MemberRequest, action: str, obj: models.Model | type[models.Model]) -> None:
    """Go on only if this member may `action` (see `accounts.policy.can`)."""
    if not can(request.membership, action, obj):
        refuse(request, obj if isinstance(obj, models.Model) else None)


def seen_initiative(request: MemberRequest, pk: int) -> Initiative:
    """An initiative this member may see, with what its pages show; else 404.

    Raises `Moved` where it was merged into one that they may see.
    """
    found = visible(request.membership, Initiative.objects.for_detail())
    try:
        return get_object_or_404(found, pk=pk)
    except Http404 as missing:
        known = visible(request.membership, formerly(pk)).first()
        if known is None:
            raise
        raise Moved(known.initiative_id) from missing


def own_initiative(request: MemberRequest, pk: int) -> Initiative:
    """An initiative this member may change: 404 if they may not see it, 403 if they may not change it."""
    initiative = seen_initiative(request, pk)
    require(request, "change", initiative)
    return initiative


def onward(request: MemberRequest, fallback: str) -> str:
    """Where a short thing to do comes back to: the page in `next` if it is one of ours, else `fallback`."""
    back = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return back if ours else fallback


def typed(request: MemberRequest) -> QueryDict | None:
    """What was posted; None shows a form as it starts."""
    return request.POST if request.method == "POST" else None


def ready(form: NoticingForm) -> bool:
    """Whether a posted form can be written: no errors, and nothing left to look at."""
    return form.is_bound and form.is_valid() and not form.holds_up()


def written[T](form: NoticingForm, write: Callable[[], T]) -> T | None:
    """Write, or show at the form why it was refused (None)."""
    try:
        return write()
    except ValidationError as error:
        form.add_refusal(error)
        return None


def done(form: NoticingForm, write: Callable[[], object]) -> bool:
    """Whether the write went through; if not, the form says why."""
    return written(form, write) is not None
