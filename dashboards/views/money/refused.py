"""What was refused, and what vanished with it."""

from collections.abc import Iterable

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import MemberRequest
from dashboards.analysis.refusals import Refusals, refusals, refusals_heading
from dashboards.analysis.situation import Situation
from dashboards.analysis.slices import Slice
from dashboards.analysis.states import CELL_LABELS
from dashboards.charts.amounts import stacked_chart
from dashboards.exports.sheet import Cell, Sheet, count_of, money_of
from dashboards.links import view_url
from dashboards.money_forms import Ask, ask
from dashboards.queries import visible_ids
from dashboards.views.looking import Look, look
from dashboards.views.money.page import MoneyPage, answer, down, is_discreet, with_table
from sheets.columns import Column, Kind

COLUMNS = (
    Column("grond", Kind.TEXT, "Waarom is afgewezen of buiten behandeling gelaten"),
    Column("aanvragen", Kind.INTEGER),
    Column("aangevraagd", Kind.MONEY, "In euro"),
)


def refused_ask(request: MemberRequest, _seen: Look, situation: Situation) -> Ask:
    """The years in which anything was refused; all of them unless asked."""
    years = {grant.decided_on.year for grant in situation.records.grants if grant.decided_on}
    return ask(request.GET, ("jaar",), years=years)


def refusals_of(seen: Look, situation: Situation, asked: Ask) -> Refusals:
    """The refusals of what is asked, as far as this member may see them."""
    coverage = seen.coverage(situation)
    return refusals(situation, coverage, asked.year, discreet=is_discreet(seen))


def refused_slices(seen: Look, situation: Situation, asked: Ask) -> Iterable[Slice]:
    """What the numbers open."""
    found = refusals_of(seen, situation, asked)
    return () if hides(seen, found) else (found.total, *found.by_ground)


def hides(seen: Look, found: Refusals) -> bool:
    """Whether the numbers would point at a single applicant."""
    return is_discreet(seen) and found.few


@require_safe
def refused(request: MemberRequest) -> HttpResponseBase:
    """Refusals by ground, and the initiatives that are gone since, with their cells."""
    seen = look(request)
    situation = seen.situation()
    asked = refused_ask(request, seen, situation)
    found = refusals_of(seen, situation, asked)
    hidden = hides(seen, found)
    sheet = _sheet(seen, found, asked, hidden=hidden)
    charts = []
    if not hidden and found.by_ground:
        names = [line.label for line in found.by_ground]
        counts = [line.count for line in found.by_ground]
        chart = stacked_chart(
            "gronden", sheet.title, names, [(_("Aanvragen"), counts)], lying=True, euros=False
        )
        charts = [with_table(chart, sheet)]
    page = MoneyPage(
        "refused",
        refusals_heading(found, discreet=is_discreet(seen)),
        sheet,
        asked,
        means=("refused",),
        charts=charts,
        lede=_(
            "Daarna is iets anders dan daardoor: een initiatief kan ook om een andere reden zijn gestopt."
            " Wat de aanvrager zelf introk, is niet afgewezen."
        ),
        template="dashboards/refused.html",
        extra=_gone(seen, found, hidden=hidden),
    )
    return answer(request, seen, page)


def _sheet(seen: Look, found: Refusals, asked: Ask, *, hidden: bool) -> Sheet:
    lines = [] if hidden else [*found.by_ground, found.total]
    rows = []
    for line in lines:
        href = down(seen, "afgewezen", line.key, asked)
        rows.append((Cell(line.label), count_of(line, href), money_of(line, href)))
    return Sheet(_("Afgewezen, en wat daarna verdween"), COLUMNS, rows)


def _gone(seen: Look, found: Refusals, *, hidden: bool) -> dict[str, object]:
    """The initiatives that are gone, by name where this member may know that they were refused money."""
    open_to_all = not is_discreet(seen)
    allowed = visible_ids(seen.membership, [item.initiative.id for item in found.gone])
    own = seen.membership.organisation_id
    named = [
        item
        for item in found.gone
        if item.initiative.id in allowed
        and (open_to_all or (own is not None and item.initiative.row.organisation_id == own))
    ]
    return {
        "gone": [
            (
                item,
                [
                    (
                        f"{cell.district.name} × {cell.lesson.title}",
                        view_url("gap", seen.day, cell.district.code, cell.lesson.code),
                        CELL_LABELS[cell.state],
                    )
                    for cell in item.cells
                ],
            )
            for item in named
        ],
        "unnamed": 0
        if hidden or (is_discreet(seen) and found.few_gone)
        else len(found.gone) - len(named),
        "hidden": hidden,
    }
