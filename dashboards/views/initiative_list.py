"""The list of initiatives: searched, filtered, sorted, paged; also what every number opens."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext
from django_tables2 import RequestConfig

from accounts.policy import visible
from accounts.requests import MemberRequest
from dashboards.analysis.selecting import LABELS, Selection, Show, select
from dashboards.analysis.situation import situate
from dashboards.forms import InitiativeFilter
from dashboards.queries import among, records, with_last_seen
from dashboards.tables import InitiativeTable
from dashboards.views.looking import Look, look
from initiatives.models import Initiative

PAGE = 25


@dataclass(frozen=True, slots=True)
class _Drill:
    """A number that was opened: what it showed, and the initiatives behind it."""

    label: str
    ids: Collection[int]


def initiatives(request: MemberRequest) -> HttpResponse:
    """The list at the reference date."""
    seen = look(request)
    drill = _drill(request, seen)
    filters = filtered(request, seen, drill.ids if drill else None)
    table = InitiativeTable(with_last_seen(filters.qs.for_table(), seen.day))
    RequestConfig(request, paginate={"per_page": PAGE}).configure(table)
    page = [row.record.pk for row in table.page.object_list]
    situation = situate(records(seen.municipality, seen.day, only=page), seen.day)
    table.at, table.day = situation.initiatives, seen.day
    shown = table.paginator.count
    context = {
        "heading": _heading(shown, drill),
        "hidden": _hidden(seen, drill),
        "table": table,
        "filter": filters,
        "reference": seen.reference,
        "drill": drill,
    }
    return render(request, "dashboards/initiatives.html", context)


def filtered(request: MemberRequest, seen: Look, ids: Collection[int] | None) -> InitiativeFilter:
    """The filters, over all visible initiatives or over those behind a number."""
    filters = InitiativeFilter(
        request.GET, membership=seen.membership, day=seen.day, show=ids is not None
    )
    if ids is not None:
        filters.queryset = among(filters.queryset, ids)
    return filters


def drilled(request: MemberRequest, seen: Look) -> Collection[int] | None:
    """The ids behind the number of the query string; None where no number was opened."""
    drill = _drill(request, seen)
    return drill.ids if drill else None


def _drill(request: MemberRequest, seen: Look) -> _Drill | None:
    try:
        show = Show(request.GET.get("toon", ""))
    except ValueError:
        return None
    year = request.GET.get("jaar", "")
    selection = Selection(
        show,
        request.GET.get("wijk", ""),
        request.GET.get("les", ""),
        request.GET.get("deel", ""),
        int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
    )
    situation = seen.situation()
    return _Drill(LABELS[show], select(situation, seen.coverage(situation), selection))


def _heading(shown: int, drill: _Drill | None) -> str:
    counted = ngettext("{n} initiatief", "{n} initiatieven", shown).format(n=shown)
    return f"{counted}: {drill.label}" if drill else counted


def _hidden(seen: Look, drill: _Drill | None) -> int:
    """How many initiatives behind the number this member may not see by name."""
    if drill is None:
        return 0
    own: QuerySet[Initiative] = visible(seen.membership, Initiative.objects.all())
    return len(drill.ids) - among(own, drill.ids).count()
