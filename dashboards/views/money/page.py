"""What the views of money share: their tabs, their filters, the way down from a number, and taking the table along."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.models import Role
from accounts.policy import RIGHTS, Ability, Scope, Subject
from accounts.requests import MemberRequest
from dashboards.analysis.slices import Slice
from dashboards.charts.figures import Chart
from dashboards.exports.sheet import Sheet
from dashboards.links import view_url
from dashboards.money_forms import Ask
from dashboards.views.looking import Look
from dashboards.views.taking import sheet_file
from lists.exporting import asked_format

QUESTIONS: Final = (
    "falling",
    "per_head",
    "footing",
    "refused",
    "terms",
    "ceilings",
)
"""The URL names of the questions about money; they stand under the tab "Vragen"."""
FEW_LINES: Final = 4
MANY_LINES: Final = 7
"""Lines of a chart that fit in its usual height, and in a tall one."""


@dataclass(frozen=True, slots=True)
class MoneyPage:
    """A view of money: its finding, filters, chart and table."""

    name: str
    """The name of its URL."""
    heading: str
    sheet: Sheet
    ask: Ask
    means: Sequence[str] = ()
    """The codes of what its numbers mean."""
    charts: Sequence[Chart] = ()
    lede: str = ""
    notes: Sequence[str] = ()
    template: str = "dashboards/money.html"
    extra: Mapping[str, Any] = field(default_factory=dict)


def answer(request: MemberRequest, seen: Look, page: MoneyPage) -> HttpResponseBase:
    """The page; `?als=` gives its table as a file, with every row."""
    if kind := asked_format(request):
        return sheet_file(request, seen, page.name, page.sheet, kind)
    context = {
        "heading": page.heading,
        "lede": page.lede,
        "crumbs": crumbs(seen, page.name, page.sheet.title),
        "tab": "questions" if page.name in QUESTIONS else page.name,
        "updated": seen.updated,
        "means": page.means,
        "reference": seen.reference,
        "form": page.ask.form,
        "charts": page.charts,
        "shape": shape_of(page.charts),
        "notes": page.notes,
        **page.extra,
    }
    return render(request, page.template, context)


def shape_of(charts: Sequence[Chart]) -> str:
    """The height of the charts: as much as the lines of the longest one need."""
    lines = max((len(chart.rows) for chart in charts), default=0)
    return "" if lines <= FEW_LINES else "tall" if lines <= MANY_LINES else "long"


def reads_grants(seen: Look) -> bool:
    """Whether this member reads any grant by itself; a reader sees totals only."""
    return RIGHTS[Subject.FUNDING][Role(seen.membership.role)].read is not Scope.NONE


def is_discreet(seen: Look) -> bool:
    """Whether refusals of single applicants must not show."""
    return not seen.may(Ability.APPLICANTS)


def crumbs(seen: Look, name: str, title: str) -> list[tuple[str, str]]:
    """The way back from a question to all of them."""
    if name not in QUESTIONS:
        return []
    return [
        (_("Financiering"), view_url("funding", seen.day)),
        (_("Vragen"), view_url("questions", seen.day)),
        (title, ""),
    ]


def down(seen: Look, view: str, key: str, asked: Ask) -> str:
    """The list of the grants behind a number of a view; "" for whoever reads no grants."""
    if not reads_grants(seen):
        return ""
    return view_url("grants_behind", seen.day, view, deel=key, **asked.query)


def found_in(slices: Iterable[Slice], key: str) -> Slice | None:
    """The slice with a key."""
    return next((found for found in slices if found.key == key), None)


def with_table(chart: Chart, sheet: Sheet) -> Chart:
    """A chart whose table is the sheet of the page: the same rows as its export."""
    return replace(chart, head=sheet.head, rows=sheet.cells)
