"""The grants behind a number of a view of money: the same rows, at the same reference date, adding up to it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from accounts.policy import visible
from accounts.requests import MemberRequest, log_export
from dashboards.analysis.funding import GrantAt, grants_at
from dashboards.analysis.situation import Situation
from dashboards.analysis.slices import Slice
from dashboards.analysis.words import euros_nl
from dashboards.grant_tables import GrantBehind, GrantsBehindTable
from dashboards.links import view_url
from dashboards.money_forms import Ask
from dashboards.queries import among
from dashboards.views.looking import Look, look
from dashboards.views.money import flow, footing, public, refused, years
from dashboards.views.money.page import found_in, reads_grants
from funding.models import Grant, GrantState
from lists.exporting import as_shown, asked_format
from lists.showing import arrange

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

type Asked = Callable[[MemberRequest, Look, Situation], Ask]
type Found = Callable[[Look, Situation, Ask], Iterable[Slice]]


@dataclass(frozen=True, slots=True)
class _View:
    """A view whose numbers can be opened: its words, its URL, how it reads its filters, and its numbers."""

    title: "StrPromise"
    name: str
    asked: Asked
    found: Found


VIEWS: Final = {
    "status": _View(gettext_lazy("Overzicht"), "funding", flow.status_ask, flow.status_slices),
    "stroom": _View(gettext_lazy("Stroom"), "flow", flow.flow_ask, flow.flow_slices),
    "jaren": _View(gettext_lazy("Jaren"), "years", years.years_ask, years.years_slices),
    "per-inwoner": _View(
        gettext_lazy("Per inwoner"), "per_head", years.year_ask, years.per_head_slices
    ),
    "houvast": _View(
        gettext_lazy("Structureel of gesprokkeld"),
        "footing",
        years.year_ask,
        footing.footing_slices,
    ),
    "afgewezen": _View(
        gettext_lazy("Afgewezen"), "refused", refused.refused_ask, refused.refused_slices
    ),
    "beslistermijnen": _View(
        gettext_lazy("Beslistermijnen"), "terms", public.terms_ask, public.terms_slices
    ),
    "plafonds": _View(
        gettext_lazy("Plafonds"), "ceilings", public.ceilings_ask, public.ceilings_slices
    ),
}
"""By the word in the address."""


@require_safe
def grants_behind(request: MemberRequest, view: str) -> HttpResponseBase:
    """The list behind one number; 404 for a number that is not there, 403 for whoever reads no grants."""
    seen = look(request)
    if not reads_grants(seen):
        raise PermissionDenied
    if view not in VIEWS:
        raise Http404
    source = VIEWS[view]
    situation = seen.situation()
    asked = source.asked(request, seen, situation)
    number = found_in(source.found(seen, situation, asked), request.GET.get("deel", ""))
    if number is None:
        raise Http404
    rows = _rows(seen, situation, number)
    table = arrange(request, GrantsBehindTable(rows))
    if kind := asked_format(request):
        log_export(request, _("Aanvragen achter een getal"))
        return as_shown(table, f"{seen.municipality.code.lower()}-aanvragen", kind)
    counted = ngettext("{n} aanvraag", "{n} aanvragen", number.count).format(n=number.count)
    context = {
        "heading": f"{counted}: {number.label}, {euros_nl(number.cents)}",
        "crumbs": [
            (_("Financiering"), view_url("funding", seen.day)),
            (str(source.title), view_url(source.name, seen.day, **asked.query)),
            (number.label, ""),
        ],
        "reference": seen.reference,
        "updated": seen.updated,
        "table": table,
        "hidden": number.count - len(rows),
    }
    return render(request, "dashboards/grants_behind.html", context)


def _rows(seen: Look, situation: Situation, number: Slice) -> list[GrantBehind]:
    """The grants of a number that this member may see, as they stood on the reference date."""
    at = {grant.row.id: grant for grant in grants_at(situation)}
    own: QuerySet[Grant] = visible(seen.membership, Grant.objects.all())
    names = (
        among(own, list(number.by_grant))
        .order_by()
        .values_list("pk", "reference", "initiative__name")
    )
    return [
        _row(at[pk], reference, initiative, number.by_grant[pk])
        for pk, reference, initiative in names
    ]


def _row(grant: GrantAt, reference: str, initiative: str, cents: int) -> GrantBehind:
    row = grant.row
    return GrantBehind(
        pk=row.id,
        name=row.case_number or reference,
        initiative_id=row.initiative_id,
        initiative=initiative,
        funder=row.funder,
        scheme=row.scheme,
        state=str(GrantState(row.state).label).capitalize(),
        received_on=row.received_on,
        requested_cents=row.requested_cents,
        granted_cents=grant.granted_cents,
        paid_cents=row.paid_cents,
        part_cents=cents,
    )
