"""Structural or patched together: on what the money of initiatives and districts rests."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from django.core.paginator import Paginator
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import MemberRequest
from dashboards.analysis.patchwork import (
    FOOTING_LABELS,
    Footing,
    Patchwork,
    Pieces,
    patchwork,
    patchwork_heading,
)
from dashboards.analysis.situation import Situation
from dashboards.analysis.slices import Slice
from dashboards.charts.amounts import stacked_chart
from dashboards.charts.figures import Chart
from dashboards.exports.measures import decimal
from dashboards.exports.sheet import Cell, Sheet, money_of
from dashboards.money_forms import Ask
from dashboards.queries import visible_ids
from dashboards.views.looking import Look, look
from dashboards.views.money.page import MoneyPage, answer, down, with_table
from dashboards.views.money.years import year_ask
from sheets.columns import Column, Kind

_SHARED = (
    Column("structureel", Kind.MONEY, "Euro van structurele subsidies in het jaar"),
    Column("tijdelijk", Kind.MONEY, "Euro van meerjarige en incidentele subsidies in het jaar"),
    Column("structureel (%)", Kind.DECIMAL, "Structureel, in procenten van al het geld"),
    Column("bronnen", Kind.INTEGER, "Verschillende geldgevers"),
    Column("potjes", Kind.INTEGER, "Subsidies en bijdragen met geld in het jaar"),
    Column("korte stukken", Kind.INTEGER, "Daarvan tijdelijk en korter dan 365 dagen"),
)
PER_PAGE = 25
PLACE_COLUMNS = (Column("wijk"), Column("initiatieven", Kind.INTEGER), *_SHARED)
INITIATIVE_COLUMNS = (Column("initiatief"), Column("draait op"), *_SHARED)


def footing_slices(seen: Look, situation: Situation, asked: Ask) -> Iterable[Slice]:
    """What the numbers of the districts and the initiatives open."""
    found = patchwork(situation, asked.year or seen.day.year)
    for item in (*found.places, *found.initiatives):
        yield item.structural
        yield item.temporary


@require_safe
def footing(request: MemberRequest) -> HttpResponseBase:
    """Per district in a chart, per initiative in a table of its own (`?tabel=initiatieven` takes that one along)."""
    seen = look(request)
    situation = seen.situation()
    asked = year_ask(request, seen, situation)
    found = patchwork(situation, asked.year or seen.day.year)
    sheet = _per_place(seen, found, asked)
    page = MoneyPage(
        "footing",
        patchwork_heading(found),
        sheet,
        asked,
        means=("footing", "counted", "per_district"),
        charts=[with_table(_chart(found, sheet.title), sheet)],
        lede=_(
            "Bij elkaar gesprokkeld: minder dan de helft is structureel, en het geld komt uit twee of meer potjes."
        ),
        notes=[
            _("Geld voor meer wijken is gelijk verdeeld: een initiatief kan in meer wijken staan.")
        ],
        template="dashboards/footing.html",
    )
    initiatives, unnamed = _per_initiative(seen, found, asked)
    if request.GET.get("tabel") == "initiatieven":
        return answer(request, seen, replace(page, sheet=initiatives))
    paginator = Paginator(initiatives.rows, PER_PAGE)
    shown = paginator.get_page(request.GET.get("page"))
    extra = {
        "counts": [(FOOTING_LABELS[kind], len(found.on(kind))) for kind in Footing],
        "initiatives": replace(initiatives, rows=list(shown)),
        "page": shown,
        "paginator": paginator,
        "unnamed": unnamed,
    }
    return answer(request, seen, replace(page, extra=extra))


def _per_place(seen: Look, found: Patchwork, asked: Ask) -> Sheet:
    return Sheet(
        _("Structureel of bij elkaar gesprokkeld"),
        PLACE_COLUMNS,
        [
            (Cell(item.label), Cell(len(item.initiatives)), *_cells(seen, item, asked))
            for item in found.places
        ],
    )


def _chart(found: Patchwork, title: str) -> Chart:
    return stacked_chart(
        "houvast",
        title,
        [item.label for item in found.places],
        [
            (_("Structureel"), [item.structural.cents for item in found.places]),
            (_("Tijdelijk"), [item.temporary.cents for item in found.places]),
        ],
        lying=True,
    )


def _per_initiative(seen: Look, found: Patchwork, asked: Ask) -> tuple[Sheet, int]:
    """The initiatives that this member may know by name, and how many they may not."""
    allowed = visible_ids(seen.membership, [int(item.key) for item in found.initiatives])
    named = [item for item in found.initiatives if int(item.key) in allowed]
    rows = [
        (
            Cell(item.label, reverse("initiatives:detail", args=[item.key])),
            Cell(FOOTING_LABELS[item.footing]),
            *_cells(seen, item, asked),
        )
        for item in named
    ]
    sheet = Sheet(_("Waar elk initiatief op draait"), INITIATIVE_COLUMNS, rows)
    return sheet, len(found.initiatives) - len(named)


def _cells(seen: Look, item: Pieces, asked: Ask) -> Sequence[Cell]:
    share = item.share
    return (
        money_of(item.structural, down(seen, "houvast", item.structural.key, asked)),
        money_of(item.temporary, down(seen, "houvast", item.temporary.key, asked)),
        Cell(None if share is None else round(decimal(share * 100) or Decimal(0), 1)),
        Cell(item.funders),
        Cell(item.grants),
        Cell(item.short),
    )
