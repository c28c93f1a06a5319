"""The deadlines of every grant somebody may see, the one with the fewest days left first."""

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.policy import visible
from accounts.requests import MemberRequest, last_change, log_export
from funding.awaiting import OVER, clocks_of_many
from funding.forms import DeadlineForm
from funding.forms.filters import LATE, within
from funding.models import Grant
from funding.tables import DeadlineTable, deadlines
from funding.tables.dues import Deadline
from initiatives.views.guard import require
from lists.exporting import as_shown, asked_format
from lists.showing import COLUMNS, arrange, chosen


@require_safe
def overview(request: MemberRequest) -> HttpResponseBase:
    """Every clock that runs; `?als=` gives the list as a file."""
    require(request, "view", Grant)
    form = DeadlineForm(request.GET)
    everything = _running(request)
    kept = [row for row in everything if form.keeps(_words(row), row.clock)]
    attrs = {"class": "cardify stick" if COLUMNS in request.GET else "cardify stick brief"}
    table = arrange(request, DeadlineTable(kept, attrs=attrs))
    if kind := asked_format(request):
        log_export(request, _("Termijnen, zoals getoond"))
        code = request.membership.municipality.code.lower()
        return as_shown(table, f"{code}-termijnen", kind)
    page = {
        "heading": _heading(kept),
        "lede": _("Wat het eerst verloopt staat bovenaan. Een datum verzet je bij de aanvraag."),
        "updated": last_change(request, "funding"),
        "means": ("clocks",),
        "form": form,
        "summary": chosen(form),
        "table": table,
    }
    return render(request, "funding/deadlines.html", page)


def _running(request: MemberRequest) -> list[Deadline]:
    """Return every clock of the grants this member may see; a constant number of queries."""
    grants = visible(request.membership, Grant.objects.exclude(state__in=OVER))
    found = list(grants.select_related("initiative__organisation", "funder", "scheme"))
    return deadlines(found, clocks_of_many(found, timezone.localdate()))


def _words(row: Deadline) -> str:
    grant = row.grant
    named = (row.name, row.source, grant.funder, grant.initiative.organisation, grant.case_number)
    return " ".join(str(word) for word in (*named, grant.reference) if word)


def _heading(rows: list[Deadline]) -> str:
    """Return how many clocks run, and how many of them are late."""
    late = sum(within(row.clock, LATE) for row in rows)
    running = ngettext("%(n)s termijn", "%(n)s termijnen", len(rows)) % {"n": len(rows)}
    if not late:
        return _("%(running)s, niets te laat") % {"running": running}
    return _("%(running)s, waarvan %(late)s te laat") % {"running": running, "late": late}
