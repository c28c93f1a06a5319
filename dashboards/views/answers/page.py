"""What the views of the questions share: the way back, the filters, the chart, the table and taking it along."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.requests import MemberRequest
from dashboards.charts.figures import Chart
from dashboards.exports.sheet import Sheet
from dashboards.forms.coverage import CoverageForm
from dashboards.links import view_url
from dashboards.views.looking import Look
from dashboards.views.money.page import shape_of
from dashboards.views.taking import sheet_file
from lists.exporting import asked_format


@dataclass(frozen=True, slots=True)
class Tile:
    """A cell of a grid: its state ("" has none), its word, its number, and the list behind that."""

    state: str
    word: str
    number: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Districts × something, as a table of tiles; a phone shows a district as a card."""

    caption: str
    head: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Tile]]]

    @property
    def labelled(self) -> Sequence[tuple[str, Sequence[tuple[str, Tile]]]]:
        """The rows, each tile with its heading."""
        return [(name, list(zip(self.head, tiles, strict=True))) for name, tiles in self.rows]


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """A view that answers a question: its finding, filters, chart and table."""

    name: str
    """The name of its URL."""
    heading: str
    sheet: Sheet
    means: Sequence[str]
    """The codes of what its numbers mean."""
    lede: str = ""
    notes: Sequence[str] = ()
    chart: Chart | None = None
    grid: Grid | None = None
    """Stands in place of the table, where the table of the export is too long to read."""
    form: CoverageForm | None = None
    template: str = "dashboards/answers/answer.html"
    extra: Mapping[str, Any] = field(default_factory=dict)


def answer(request: MemberRequest, seen: Look, page: AnswerPage) -> HttpResponseBase:
    """The page; `?als=` gives its table as a file, with every row."""
    if kind := asked_format(request):
        return sheet_file(request, seen, page.name, page.sheet, kind)
    context = {
        "heading": page.heading,
        "lede": page.lede,
        "crumbs": [(_("Vragen"), view_url("answers", seen.day)), (page.sheet.title, "")],
        "here": "answers",
        "updated": seen.updated,
        "means": page.means,
        "reference": seen.reference,
        "form": page.form,
        "chart": page.chart,
        "shape": shape_of([page.chart] if page.chart else []),
        "grid": page.grid,
        "sheet": page.sheet,
        "notes": page.notes,
        **page.extra,
    }
    return render(request, page.template, context)
