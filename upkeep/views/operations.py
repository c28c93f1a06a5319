"""What was done to many records at once, and taking it back."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.policy import Ability, may, visible
from accounts.requests import MemberRequest, actor_of, log_export
from initiatives.models import Initiative
from initiatives.views.guard import require
from lists.exporting import as_shown, asked_format
from lists.showing import arrange, chosen
from upkeep.forms.filters import OperationFilter
from upkeep.models import Operation
from upkeep.tables import OperationTable
from upkeep.writes import UNDO_DAYS, NotUndone, undo, undo_until

_UNMERGED = gettext_lazy("De samenvoeging is ongedaan gemaakt.")
MERGES: Final = frozenset({Operation.Kind.MERGE_INITIATIVES, Operation.Kind.MERGE_ORGANISATIONS})
SAID: Final[dict[str, str | Promise]] = {
    **dict.fromkeys(MERGES, _UNMERGED),
    Operation.Kind.APART: gettext_lazy("Deze twee kunnen weer bij de dubbele staan."),
}
"""What an undo says that is not about a number of initiatives."""


@dataclass(frozen=True, slots=True)
class Line:
    """A record of an operation; the name is empty where it is gone. `reason` says why it was left alone."""

    pk: int
    name: str
    reason: str


@require_safe
def operations(request: MemberRequest) -> HttpResponseBase:
    """List what this person did; all of the municipality's for who manages it. `?als=` gives it as a file."""
    require(request, "change", Initiative)
    filters = OperationFilter(request.GET, _own(request).select_related("user"))
    table = arrange(request, OperationTable(filters.qs))
    if kind := asked_format(request):
        log_export(request, _("Bewerkingen, zoals getoond"))
        code = request.membership.municipality.code.lower()
        return as_shown(table, f"{code}-bewerkingen", kind)
    context = {
        "heading": _("Wat er in één keer veranderde"),
        "lede": _("Elke bewerking is één keer terug te draaien, tot 30 dagen erna."),
        "table": table,
        "form": filters.form,
        "summary": chosen(filters.form),
    }
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
    if found.kind in SAID:
        messages.success(request, str(SAID[found.kind]))
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
