"""The list of funders, and the funder that a form names: one of the municipality's, or a new one."""

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.policy import Scope, right, visible
from accounts.requests import MemberRequest, actor_of, last_change, log_export
from funding.forms import FunderFilter, GrantForm, SchemeForm
from funding.measuring import funders_with_money
from funding.models import Funder, Grant
from funding.tables import FunderTable
from funding.writes import find_or_create_funder
from initiatives.views.guard import require
from lists.exporting import as_shown, asked_format
from lists.showing import arrange, chosen


@require_safe
def funders(request: MemberRequest) -> HttpResponseBase:
    """Every funder of the municipality; how much they gave for who may read every grant. `?als=` gives a file."""
    require(request, "view", Funder)
    membership = request.membership
    everything = right(membership, Grant).read is Scope.ALL
    grants = Grant.objects.filter(municipality=membership.municipality_id)
    found = funders_with_money(visible(membership, Funder.objects.all()), grants)
    filters = FunderFilter(request.GET, found)
    hidden = () if everything else ("grants_number", "committed", "paid")
    table = arrange(request, FunderTable(filters.qs, exclude=hidden))
    if kind := asked_format(request):
        log_export(request, _("Geldgevers, zoals getoond"))
        return as_shown(table, f"{membership.municipality.code.lower()}-geldgevers", kind)
    shown = table.paginator.count
    page = {
        "heading": ngettext("%(n)s geldgever", "%(n)s geldgevers", shown) % {"n": localize(shown)},
        "updated": last_change(request, "funding"),
        "means": ("committed", "paid") if everything else (),
        "table": table,
        "form": filters.form,
        "summary": chosen(filters.form),
    }
    return render(request, "funding/funders.html", page)


def chosen_funder(request: MemberRequest, form: GrantForm | SchemeForm) -> Funder:
    """Return the funder that was chosen in a valid form, or write the new one that was typed."""
    known = form.known_funder()
    if known is not None:
        return known
    return find_or_create_funder(
        actor_of(request), request.membership.municipality, *form.typed_funder()
    )
