"""What was done to many records at once, and taking it back."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.policy import Ability, may, visible
from accounts.requests import MemberRequest, actor_of
from initiatives.models import Initiative
from initiatives.views.guard import require
from upkeep.models import Operation
from upkeep.writes import UNDO_DAYS, NotUndone, undo, undo_until

PER_PAGE = 25
MERGES = {Operation.Kind.MERGE_INITIATIVES, Operation.Kind.MERGE_ORGANISATIONS}


@dataclass(frozen=True, slots=True)
class Line:
    """A record of an operation; the name is empty where it is gone. `reason` says why it was left alone."""

    pk: int
    name: str
    reason: str


@require_safe
def operations(request: MemberRequest) -> HttpResponse:
    """List what this person did; all of the municipality's for who manages it."""
    require(request, "change", Initiative)
    asked = request.GET.get("zoek", "").strip()[:100]
    found = _own(request).filter(label__icontains=asked).select_related("user")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"heading": _("Wat er in één keer veranderde"), "page": page, "asked": asked}
    return render(request, "upkeep/operations.html", context)


@require_safe
def operation(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Show one operation, record by record, with its undo as long as that is possible."""
    require(request, "change", Initiative)
    return _page(request, get_object_or_404(_own(request).select_related("user"), pk=pk))


@require_POST
def undo_operation(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Take it back; what changed since stays as it is and is named."""
    require(request, "change", Initiative)
    found = get_object_or_404(_own(request).select_related("municipality"), pk=pk)
    try:
        undone = undo(actor_of(request), found)
    except NotUndone as error:
        found.refresh_from_db()
        return _page(request, found, error)
    if not undone.done:
        messages.success(request, _("De samenvoeging is ongedaan gemaakt."))
        return redirect("upkeep:operation", found.pk)
    said = ngettext("%(n)s initiatief teruggezet.", "%(n)s initiatieven teruggezet.", undone.done)
    messages.success(request, said % {"n": undone.done})
    return redirect("upkeep:operation", found.pk)


def _own(request: MemberRequest) -> QuerySet[Operation]:
    """The operations this member may see and take back: their own, or all for who manages."""
    found = Operation.objects.filter(municipality=request.membership.municipality_id)
    return found if may(request.membership, Ability.MANAGE) else found.filter(user=request.user)


def _page(
    request: MemberRequest, found: Operation, refused: NotUndone | None = None
) -> HttpResponse:
    until = undo_until(found)
    payload: dict[str, Any] = found.payload
    done = [(row["pk"], "") for row in payload.get("rows", [])]
    blocking = [(item.pk, item.reason) for item in refused.left] if refused else []
    names = _names(request, [*done, *payload.get("left", []), *payload.get("kept", []), *blocking])
    context = {
        "heading": found.label,
        "operation": found,
        "until": until,
        "days": UNDO_DAYS,
        "merged": found.kind in MERGES,
        "open": found.undone_at is None and timezone.now() <= until,
        "refused": refused,
        "blocking": _lines(blocking, names),
        "done": _lines(done, names),
        "left": _lines(payload.get("left", []), names),
        "kept": _lines(payload.get("kept", []), names),
    }
    return render(request, "upkeep/operation.html", context, status=409 if refused else 200)


def _names(request: MemberRequest, pairs: list[Any]) -> dict[int, str]:
    rows = visible(request.membership, Initiative.objects.filter(pk__in=[pk for pk, _why in pairs]))
    return dict(rows.values_list("pk", "name"))


def _lines(pairs: list[Any], names: dict[int, str]) -> list[Line]:
    return [Line(pk, names.get(pk, ""), reason) for pk, reason in pairs]
