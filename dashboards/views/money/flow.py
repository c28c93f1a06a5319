"""From requested to settled: where the euros of the applications went."""

from collections.abc import Iterable

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.requests import MemberRequest
from dashboards.analysis.flow import Flow, chosen, flow, flow_heading
from dashboards.analysis.funding import fund, grants_at
from dashboards.analysis.situation import Situation
from dashboards.analysis.slices import Slice, filed_year
from dashboards.charts.amounts import flow_chart
from dashboards.exports.sheet import Cell, Sheet, count_of, money
from dashboards.money_forms import Ask, ask
from dashboards.queries import scheme_rows
from dashboards.views.looking import Look, look
from dashboards.views.money.page import MoneyPage, answer, down, is_discreet, with_table
from funding.models import GrantState
from sheets.columns import Column, Kind

FLOW_COLUMNS = (
    Column("stap", Kind.TEXT, "Totaal, of wat er tussen twee totalen af gaat of bij komt"),
    Column("soort", Kind.TEXT, "Een totaal, of wat er af gaat of bij komt"),
    Column("bedrag", Kind.MONEY, "In euro; wat eraf gaat, heeft een min"),
    Column("aanvragen", Kind.INTEGER, "Hoeveel aanvragen in euro eraan bijdragen"),
)
KINDS = {0: "totaal", -1: "gaat eraf", 1: "komt erbij"}


def flow_ask(request: MemberRequest, seen: Look, situation: Situation) -> Ask:
    """The years and schemes one may choose from; all of them unless asked."""
    years = {filed_year(grant) for grant in situation.records.grants if not grant.draft}
    return ask(
        request.GET,
        ("jaar", "regeling"),
        years=[year for year in years if year is not None],
        schemes=scheme_rows(seen.municipality),
    )


def flow_of(seen: Look, situation: Situation, asked: Ask) -> Flow:
    """The flow of what is asked, as far as this member may see it."""
    grants = chosen(grants_at(situation), asked.year, asked.scheme)
    return flow(grants, discreet=is_discreet(seen))


def flow_slices(seen: Look, situation: Situation, asked: Ask) -> Iterable[Slice]:
    """What the numbers of the flow open."""
    return (line.slice for line in flow_of(seen, situation, asked).lines)


def status_ask(request: MemberRequest, _seen: Look, _situation: Situation) -> Ask:
    """The states of the overview know no filter: they are of all years."""
    return ask(request.GET, ())


def status_slices(_seen: Look, situation: Situation, _asked: Ask) -> Iterable[Slice]:
    """The grants in each state, with what was requested."""
    requested = {grant.id: grant.requested_cents or 0 for grant in situation.records.grants}
    return (
        Slice(
            line.state,
            str(GrantState(line.state).label).capitalize(),
            tuple((pk, requested[pk]) for pk in line.grant_ids),
        )
        for line in fund(situation, None).by_status
    )


@require_safe
def money_flow(request: MemberRequest) -> HttpResponseBase:
    """The flow as a waterfall, its table and its export."""
    seen = look(request)
    situation = seen.situation()
    asked = flow_ask(request, seen, situation)
    found = flow_of(seen, situation, asked)
    hrefs = [down(seen, "stroom", line.slice.key, asked) for line in found.lines]
    rows = [
        (
            Cell(line.slice.label),
            Cell(KINDS[line.sign]),
            money(line.slice.cents if line.is_total else line.change, href),
            count_of(line.slice, href),
        )
        for line, href in zip(found.lines, hrefs, strict=True)
    ]
    sheet = Sheet(_("Stroom van aangevraagd tot vastgesteld"), FLOW_COLUMNS, rows)
    drafts = sum(1 for grant in situation.records.grants if grant.draft)
    draft_note = ngettext(
        "{n} concept is nog geen aanvraag en telt niet mee.",
        "{n} concepten zijn nog geen aanvraag en tellen niet mee.",
        drafts,
    ).format(n=drafts)
    page = MoneyPage(
        "flow",
        flow_heading(found),
        sheet,
        asked,
        means=("flow", "requested", "granted", "paid", "settled"),
        charts=[with_table(flow_chart(found, sheet.title, hrefs), sheet)],
        lede=_(
            "Geregistreerde aanvragen in euro, per jaar waarin hun periode begint. Elk totaal is het vorige,"
            " min wat eraf ging en plus wat erbij kwam."
        ),
        notes=[
            *([draft_note] if drafts else []),
            _("Geld in natura staat apart en telt niet mee."),
        ],
    )
    return answer(request, seen, page)
