"""The money of the calendar years and of the districts: by source or by regularity, and a head."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import MemberRequest
from dashboards.analysis.funding import grants_at
from dashboards.analysis.situation import Situation
from dashboards.analysis.slices import Slice
from dashboards.analysis.years import (
    By,
    Grid,
    Row,
    a_head,
    inhabitants_of,
    places_grid,
    places_heading,
    years_grid,
    years_heading,
)
from dashboards.charts.amounts import stacked_chart
from dashboards.charts.figures import Chart
from dashboards.exports.sheet import Cell, Sheet, money, money_of
from dashboards.money_forms import Ask, ask
from dashboards.views.looking import Look, look
from dashboards.views.money.page import MoneyPage, answer, down, with_table
from sheets.columns import Column, Kind


def years_ask(request: MemberRequest, _seen: Look, _situation: Situation) -> Ask:
    """By source unless by regularity is asked."""
    return ask(request.GET, ("verdeling",))


def year_ask(request: MemberRequest, seen: Look, situation: Situation) -> Ask:
    """One of the calendar years with money; that of the reference date unless asked."""
    years = {year for grant in grants_at(situation) for year in grant.by_year}
    return ask(request.GET, ("jaar",), years=years, year=seen.day.year, all_years=False)


def years_slices(_seen: Look, situation: Situation, asked: Ask) -> Iterable[Slice]:
    """What the numbers of the years open."""
    return _slices(years_grid(situation, asked.by))


def per_head_slices(seen: Look, situation: Situation, asked: Ask) -> Iterable[Slice]:
    """What the numbers of the districts open."""
    return _slices(places_grid(situation, asked.year or seen.day.year, By.SOURCE))


def _slices(grid: Grid) -> Iterable[Slice]:
    for row in grid.rows:
        yield row.total
        yield from row.slices


@require_safe
def years(request: MemberRequest) -> HttpResponseBase:
    """Euros a calendar year."""
    seen = look(request)
    situation = seen.situation()
    asked = years_ask(request, seen, situation)
    grid = years_grid(situation, asked.by)
    people = inhabitants_of(situation)
    sheet = Sheet(
        _("Geld per kalenderjaar"),
        _columns(_("jaar"), grid),
        _rows(grid, lambda key: down(seen, "jaren", key, asked)),
    )
    chart = stacked_chart(
        "per-jaar", sheet.title, [row.label for row in grid.rows], _parts(grid.columns, grid.rows)
    )
    page = MoneyPage(
        "years",
        years_heading(grid, seen.day.year, asked.by),
        sheet,
        asked,
        means=("per_year", "counted", "per_head"),
        charts=[with_table(chart, sheet)],
        lede=_(
            "Wat is vastgesteld, en anders wat is verleend, naar dagen over de kalenderjaren verdeeld."
        ),
        notes=[_people_note(people)],
    )
    return answer(request, seen, page)


@require_safe
def per_head(request: MemberRequest) -> HttpResponseBase:
    """Euros an inhabitant and where they come from, per district."""
    seen = look(request)
    situation = seen.situation()
    asked = year_ask(request, seen, situation)
    year = asked.year or seen.day.year
    grid = places_grid(situation, year, By.SOURCE)
    people = inhabitants_of(situation)
    rows = [*_rows(grid, lambda key: down(seen, "per-inwoner", key, asked)), _whole(grid, people)]
    sheet = Sheet(_("Euro per inwoner en bron"), _columns(_("wijk"), grid), rows)
    page = MoneyPage(
        "per_head",
        places_heading(grid, year, people),
        sheet,
        asked,
        means=("per_head", "per_district", "counted"),
        charts=[with_table(_heads_chart(grid), sheet)],
        lede=_(
            "Geld voor meer wijken is gelijk verdeeld. Gemeentebreed geld staat apart en hoort bij geen wijk."
        ),
        notes=[*_missing_notes(situation), _people_note(people)],
    )
    return answer(request, seen, page)


def _rows(grid: Grid, href: Callable[[str], str]) -> list[Sequence[Cell]]:
    return [
        (
            Cell(row.label),
            *(money_of(part, href(part.key)) for part in row.slices),
            money_of(row.total, href(row.key)),
            Cell(_whole_number(row.inhabitants)),
            money(row.cents_a_head),
        )
        for row in grid.rows
    ]


def _whole(grid: Grid, people: Decimal | None) -> Sequence[Cell]:
    """The row that adds up all others."""
    return (
        Cell(_("Totaal")),
        *(money(grid.column_cents(place)) for place in range(len(grid.columns))),
        money(grid.total_cents),
        Cell(_whole_number(people)),
        money(a_head(grid.total_cents, people)),
    )


def _columns(first: str, grid: Grid) -> tuple[Column, ...]:
    return (
        Column(first),
        *(Column(label.lower(), Kind.MONEY, _("In euro")) for _key, label in grid.columns),
        Column(_("totaal"), Kind.MONEY, _("In euro")),
        Column(_("inwoners"), Kind.INTEGER, _("Het laatste jaar tot en met de peildatum")),
        Column(_("per inwoner"), Kind.MONEY, _("Totaal gedeeld door inwoners, afgerond")),
    )


def _whole_number(people: Decimal | None) -> int | None:
    return None if people is None else int(people)


def _parts(
    columns: Sequence[tuple[str, str]], rows: Sequence[Row], *, a_person: bool = False
) -> list[tuple[str, list[int]]]:
    """The cents of each column over the rows; `a_person`: divided by their inhabitants."""
    return [
        (
            label,
            [
                (a_head(row.slices[place].cents, row.inhabitants) or 0)
                if a_person
                else row.slices[place].cents
                for row in rows
            ],
        )
        for place, (_key, label) in enumerate(columns)
    ]


def _heads_chart(grid: Grid) -> Chart:
    """Euros an inhabitant by source, for the districts of which the inhabitants are known."""
    rows = [row for row in grid.rows if row.cents_a_head is not None]
    finding = _("Euro per inwoner naar bron; wat bij geen inwonertal hoort, staat in de tabel")
    parts = _parts(grid.columns, rows, a_person=True)
    return stacked_chart("per-wijk", finding, [row.label for row in rows], parts, lying=True)


def _missing_notes(situation: Situation) -> list[str]:
    names = [place.district.name for place in situation.places if not place.district.inhabitants]
    if not names:
        return []
    return [
        _("Zonder inwonertal, en daarom zonder bedrag per inwoner: {names}.").format(
            names=", ".join(names)
        )
    ]


def _people_note(people: Decimal | None) -> str:
    if people is None:
        return _(
            "Van een wijk is het inwonertal niet bekend. Een bedrag per inwoner van de hele gemeente is er dan niet."
        )
    return _("Inwoners zijn die van het laatste bekende jaar tot en met de peildatum.")
