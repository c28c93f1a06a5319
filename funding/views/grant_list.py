"""The list of grants, and the grants of one initiative; totals are of all rows, not of the page."""

from functools import partial

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.policy import can, visible
from accounts.requests import MemberRequest, last_change, log_export
from funding.awaiting import clocks_of_many
from funding.course.words import short_euros
from funding.forms import GrantFilter
from funding.measuring import Totals, totals, totals_in_kind
from funding.models import Grant
from funding.tables import GrantTable, InitiativeGrantTable, in_kind_text
from funding.views.guard import funded_initiative
from funding.views.telling import total_of
from initiatives.views.guard import require
from lists.exporting import as_shown, asked_format
from lists.showing import COLUMNS, arrange, chosen

_AMOUNTS = ("status", "requested", "granted", "settled", "paid")
"""The definitions of the totals."""
_SHOWN = ("initiative__organisation", "funder", "scheme")


@require_safe
def grants(request: MemberRequest) -> HttpResponseBase:
    """Every grant this member may see: searched, filtered, sorted, paged; `?als=` gives it as a file."""
    require(request, "view", Grant)
    filters = GrantFilter(request.GET, membership=request.membership)
    sums = totals(filters.qs)
    running = partial(clocks_of_many, today=timezone.localdate())
    found = filters.qs.select_related(*_SHOWN)
    attrs = {"class": "cardify stick" if COLUMNS in request.GET else "cardify stick brief"}
    table = arrange(request, GrantTable(found, totals=sums, running=running, attrs=attrs))
    if kind := asked_format(request):
        log_export(request, _("Aanvragen, zoals getoond"))
        return as_shown(table, _file_name(request, "aanvragen"), kind)
    shown = table.paginator.count
    heading = ngettext("%(n)s aanvraag of bijdrage", "%(n)s aanvragen en bijdragen", shown)
    page = {
        "heading": heading % {"n": localize(shown)},
        "lede": _given(sums),
        "updated": last_change(request, "funding"),
        "means": _AMOUNTS,
        "table": table,
        "filter": filters,
        "summary": chosen(filters.form),
        "in_kind": in_kind_text(totals_in_kind(filters.qs)),
        "writable": can(request.membership, "add", Grant),
    }
    return render(request, "funding/grants.html", page)


@require_safe
def of_initiative(request: MemberRequest, pk: int) -> HttpResponseBase:
    """All grants of one initiative."""
    initiative = funded_initiative(request, pk)
    found = visible(request.membership, Grant.objects.filter(initiative=initiative))
    sums = totals(found)
    running = partial(clocks_of_many, today=timezone.localdate())
    table = InitiativeGrantTable(found.select_related(*_SHOWN), totals=sums, running=running)
    arrange(request, table)
    if kind := asked_format(request):
        log_export(request, _("Geld van een initiatief, zoals getoond"))
        return as_shown(table, _file_name(request, "geld"), kind)
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
        "updated": last_change(request, "funding"),
        "means": _AMOUNTS,
        "writable": can(request.membership, "add", Grant),
        "answers": bool(initiative.needs_money) and can(request.membership, "change", initiative),
    }
    return render(request, "funding/of_initiative.html", page)


def _file_name(request: MemberRequest, what: str) -> str:
    return f"{request.membership.municipality.code.lower()}-{what}"


def _given(sums: Totals) -> str:
    """Return what was granted and paid of these grants together."""
    if sums.granted is None:
        return _("Hiervan is nog niets verleend.")
    amounts = {"granted": short_euros(sums.granted), "paid": short_euros(sums.paid or 0)}
    return _("Verleend samen %(granted)s, betaald %(paid)s.") % amounts
