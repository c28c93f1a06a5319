"""The list of grants, and the grants of one initiative; totals are of all rows, not of the page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from accounts.policy import can, visible
from accounts.requests import MemberRequest
from funding.course.words import short_euros
from funding.forms import GrantFilter
from funding.measuring import Totals, totals, totals_in_kind
from funding.models import Grant, Scheme
from funding.tables import GrantTable, InitiativeGrantTable, in_kind_text
from funding.views.guard import funded_initiative
from funding.views.telling import total_of
from initiatives.views.guard import require

PAGE = 25
_SHOWN = ("initiative", "funder", "scheme")


@require_safe
def grants(request: MemberRequest) -> HttpResponse:
    """Every grant this member may see: searched, filtered, sorted, paged."""
    require(request, "view", Grant)
    filters = GrantFilter(request.GET, membership=request.membership)
    sums = totals(filters.qs)
    table = GrantTable(filters.qs.select_related(*_SHOWN), totals=sums)
    RequestConfig(request, paginate={"per_page": PAGE}).configure(table)
    shown = len(table.rows)
    heading = ngettext("%(n)s aanvraag of bijdrage", "%(n)s aanvragen en bijdragen", shown)
    page = {
        "heading": heading % {"n": shown},
        "lede": _given(sums),
        "table": table,
        "filter": filters,
        "summary": _chosen(filters),
        "in_kind": in_kind_text(totals_in_kind(filters.qs)),
        "writable": can(request.membership, "add", Grant),
        "sees_schemes": can(request.membership, "view", Scheme),
    }
    return render(request, "funding/grants.html", page)


@require_safe
def of_initiative(request: MemberRequest, pk: int) -> HttpResponse:
    """All grants of one initiative."""
    initiative = funded_initiative(request, pk)
    found = visible(request.membership, Grant.objects.filter(initiative=initiative))
    sums = totals(found)
    table = InitiativeGrantTable(found.select_related(*_SHOWN), totals=sums)
    RequestConfig(request, paginate={"per_page": PAGE}).configure(table)
    page = {
        "initiative": initiative,
        "heading": _("Geld van “%(name)s”") % {"name": initiative.name},
        "amounts": [
            total_of(_("Aangevraagd"), sums.requested),
            total_of(_("Verleend"), sums.granted),
            total_of(_("Vastgesteld"), sums.settled),
            total_of(_("Betaald"), sums.paid),
        ],
        "table": table,
        "in_kind": in_kind_text(totals_in_kind(found)),
        "writable": can(request.membership, "add", Grant),
    }
    return render(request, "funding/of_initiative.html", page)


def _given(sums: Totals) -> str:
    """Return what was granted and paid of these grants together."""
    if sums.granted is None:
        return _("Hiervan is nog niets verleend.")
    amounts = {"granted": short_euros(sums.granted), "paid": short_euros(sums.paid or 0)}
    return _("Verleend samen %(granted)s, betaald %(paid)s.") % amounts


def _chosen(filters: GrantFilter) -> str:
    """Return the filters that are on, for a folded filter bar."""
    names = [
        str(bound.label).lower()
        for bound in filters.form.visible_fields()
        if filters.form.cleaned_data.get(bound.name)
    ]
    return ", ".join(names) or _("alles")
