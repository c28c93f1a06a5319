"""Money: what was asked, granted, settled and paid; by year, regularity, funder, wijk and lesson; and the cliff."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.policy import Ability
from accounts.requests import MemberRequest
from dashboards.analysis.cliff import Cliff, CliffMonth, Ending, cliff_of
from dashboards.analysis.dates import months_between
from dashboards.analysis.endings import cliff_heading, funding_heading
from dashboards.analysis.flow import NOT_GIVEN_KEY, NOT_GIVEN_LABEL, discreet_statuses
from dashboards.analysis.funding import Funding, MoneyLine, SpreadLine, StatusLine, fund, spread
from dashboards.analysis.selecting import Show
from dashboards.analysis.words import euros_nl, month_nl
from dashboards.charts.figures import Chart
from dashboards.charts.money import cliff_chart, money_chart
from dashboards.links import behind, view_url
from dashboards.queries import visible_ids
from dashboards.views.looking import Look, look
from dashboards.views.money.page import is_discreet, reads_grants
from funding.models import UNDECIDED, GrantState, Regularity


@dataclass(frozen=True, slots=True)
class StatusRow:
    """The grants in one state, with the list behind them."""

    line: StatusLine
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """Euros under one heading, with the list behind them and the share of the highest."""

    line: MoneyLine
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class CliffRow:
    """A month of the cliff: what ends, for whom, and which cells go with it."""

    month: CliffMonth
    label: str
    href: str
    named: tuple[Ending, ...]
    unnamed: int
    lost: tuple[tuple[str, str], ...]


def funding(request: MemberRequest) -> HttpResponse:
    """The funding of the municipality at the reference date, over a year or all years."""
    seen = look(request)
    situation = seen.situation()
    typed = request.GET.get("jaar", "")
    money = fund(situation, _year(typed))
    years = [int(line.key) for line in money.by_year]
    with_money = tuple(line for line in money.by_district if line.cents)
    shares = spread(situation)
    context = {
        "heading": funding_heading(cliff_of(situation)),
        "reference": seen.reference,
        "updated": seen.updated,
        "year": money.year,
        "year_error": bool(typed) and money.year is None,
        "years": years,
        "statuses": status_rows(seen, money),
        "status_total": status_total(money),
        "per_year": year_chart(seen, money),
        "regularities": rows(
            seen, money.by_regularity, Show.MONEY_REGULARITY, money.year, _regularity_labels()
        ),
        "funders": rows(seen, money.by_funder, Show.MONEY_FUNDER, money.year),
        "districts": rows(seen, with_money, Show.MONEY_DISTRICT, money.year),
        "without_money": len(money.by_district) - len(with_money),
        "lessons": rows(seen, money.by_lesson, Show.MONEY_LESSON, money.year),
        "spread": spread_rows(
            seen, shares, {p.district.code: p.district.name for p in situation.places}
        ),
        "total": money.total_cents,
        "in_kind": len(money.in_kind),
        "undecided": (*UNDECIDED, NOT_GIVEN_KEY),
        "grants": reads_grants(seen),
        "questions_url": view_url("questions", seen.day),
    }
    return render(request, "dashboards/funding.html", context)


def cliff(request: MemberRequest) -> HttpResponse:
    """What ends in the coming months, and what goes with it."""
    seen = look(request)
    situation = seen.situation()
    found = cliff_of(situation)
    heading = cliff_heading(found)
    soon = months_between(found.at.replace(day=1), situation.secured_from.replace(day=1))
    hrefs = [_month_href(seen, month) for month in found.months]
    context = {
        "heading": heading,
        "reference": seen.reference,
        "updated": seen.updated,
        "chart": cliff_chart(found, heading, hrefs, soon),
        "rows": cliff_rows(seen, found),
        "what_if_url": view_url("what_if", seen.day),
    }
    return render(request, "dashboards/cliff.html", context)


def _year(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else None


def _regularity_labels() -> dict[str, str]:
    return {value: str(label) for value, label in Regularity.choices}


def _month_href(seen: Look, month: CliffMonth) -> str:
    return behind(Show.CLIFF, seen.day, part=month.month.strftime("%Y-%m"))


def status_rows(seen: Look, money: Funding) -> list[StatusRow]:
    """The states in the order of the course; for a reader they are totals, of which nothing opens."""
    order = {state: place for place, state in enumerate(GrantState.values)}
    labels = {**dict(GrantState.choices), NOT_GIVEN_KEY: _(NOT_GIVEN_LABEL)}
    lines = discreet_statuses(money.by_status) if is_discreet(seen) else money.by_status
    return [
        StatusRow(line, str(labels[line.state]), _status_href(seen, line.state))
        for line in sorted(lines, key=lambda line: order.get(line.state, -1))
    ]


def _status_href(seen: Look, state: str) -> str:
    if not reads_grants(seen) or state == NOT_GIVEN_KEY:
        return ""
    return view_url("grants_behind", seen.day, "status", deel=state)


def status_total(money: Funding) -> StatusLine:
    """All states together."""
    lines = money.by_status
    return StatusLine(
        "",
        sum(line.count for line in lines),
        sum(line.requested_cents for line in lines),
        sum(line.granted_cents for line in lines),
        sum(line.counted_cents for line in lines),
        sum(line.paid_cents for line in lines),
        (),
        (),
    )


def rows(
    seen: Look,
    lines: tuple[MoneyLine, ...],
    show: Show,
    year: int | None,
    labels: dict[str, str] | None = None,
) -> list[MoneyRow]:
    """Lines of money with their lists."""
    return [
        MoneyRow(
            line,
            str((labels or {}).get(line.key, line.label)),
            behind(show, seen.day, part=line.key, year=year) if line.cents else "",
        )
        for line in lines
    ]


def year_chart(seen: Look, money: Funding) -> Chart:
    """Euros a calendar year."""
    lines = money.by_year
    most = max(lines, key=lambda line: line.cents, default=None)
    finding = (
        _("Het meeste geld valt in {year}: {euros}.").format(
            year=most.label, euros=euros_nl(most.cents)
        )
        if most
        else _("Er is nog geen geld toegekend.")
    )
    hrefs = [behind(Show.MONEY_YEAR, seen.day, part=line.key) for line in lines]
    return money_chart("per-jaar", finding, _("Jaar"), lines, hrefs)


def spread_rows(
    seen: Look, shares: dict[str, tuple[SpreadLine, ...]], names: dict[str, str]
) -> list[tuple[str, tuple[SpreadLine, ...]]]:
    """Per district the organisations with most of this year's euros; only for whoever may see applicants."""
    if not seen.may(Ability.APPLICANTS):
        return []
    return [(names[code], lines[:3]) for code, lines in sorted(shares.items()) if code in names]


def cliff_rows(seen: Look, found: Cliff) -> list[CliffRow]:
    """The months in which something ends."""
    ids = [ending.initiative.id for ending in found.endings]
    allowed = visible_ids(seen.membership, ids)
    return [
        CliffRow(
            month,
            month_nl(month.month),
            _month_href(seen, month),
            tuple(item for item in month.endings if item.initiative.id in allowed),
            sum(1 for item in month.endings if item.initiative.id not in allowed),
            tuple(
                (
                    cell.name,
                    view_url("gap", seen.day, cell.district.code, cell.lesson.code),
                )
                for cell in month.lost
            ),
        )
        for month in found.months
        if month.endings or month.lost
    ]
