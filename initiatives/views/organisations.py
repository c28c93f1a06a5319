"""The list of organisations: who does something in the municipality, and how much of it is registered."""

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.models import Membership, Organisation
from accounts.policy import Ability, may, visible
from accounts.requests import MemberRequest, last_change, log_export
from initiatives.forms.filters import OrganisationFilter
from initiatives.models import Initiative
from initiatives.tables import OrganisationTable
from initiatives.views.guard import require
from lists.exporting import as_shown, asked_format
from lists.showing import arrange, chosen


@require_safe
def organisations(request: MemberRequest) -> HttpResponseBase:
    """Every organisation this member may see, searched, filtered, sorted, paged; `?als=` gives it as a file."""
    require(request, "view", Organisation)
    persons = may(request.membership, Ability.APPLICANTS)
    filters = OrganisationFilter(request.GET, _counted(request.membership), persons=persons)
    table = arrange(request, OrganisationTable(filters.qs))
    if kind := asked_format(request):
        log_export(request, _("Organisaties, zoals getoond"))
        code = request.membership.municipality.code.lower()
        return as_shown(table, f"{code}-organisaties", kind)
    shown = table.paginator.count
    page = {
        "heading": ngettext("%(n)s organisatie", "%(n)s organisaties", shown)
        % {"n": localize(shown)},
        "lede": _("Telling van wat is geregistreerd, niet van alles wat gebeurt."),
        "crumbs": [(_("Initiatieven"), reverse("dashboards:initiatives")), (_("Organisaties"), "")],
        "updated": last_change(request, "accounts", "initiatives"),
        "means": ("initiatives",),
        "table": table,
        "form": filters.form,
        "summary": chosen(filters.form),
    }
    return render(request, "lists/list.html", page)


def _counted(membership: Membership) -> QuerySet[Organisation]:
    """Add how many initiatives of each this member may see, and when one of them last changed; subqueries, no joins."""
    shown: QuerySet[Initiative] = visible(membership, Initiative.objects.all())
    mine = shown.order_by().filter(organisation=OuterRef("pk")).values("organisation")
    return visible(membership, Organisation.objects.all()).annotate(
        number=Coalesce(Subquery(mine.annotate(n=Count("pk", distinct=True)).values("n")), 0),
        latest=Subquery(mine.annotate(last=Max("updated_at")).values("last")),
    )
