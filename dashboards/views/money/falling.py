"""What falls over on a day, and what if some of what ends is prolonged."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponseBase, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import MemberRequest
from dashboards.analysis.cliff import Cliff, CliffMonth, Ending, LostCell, cliff_of
from dashboards.analysis.prolonging import (
    Falling,
    Fate,
    Prolonged,
    falling_by,
    falling_heading,
    next_new_year,
    prolong,
    prolonged_heading,
)
from dashboards.analysis.words import listing, month_nl
from dashboards.exports.sheet import Cell, Sheet, money
from dashboards.links import view_url
from dashboards.money_forms import Ask, ask
from dashboards.queries import visible_ids
from dashboards.views.looking import Look, look
from dashboards.views.money.page import MoneyPage, answer
from sheets.columns import Column, Kind

UNNAMED = "niet gepubliceerd"
FALLING_COLUMNS = (
    Column(
        "wat", Kind.TEXT, "Initiatief waarvan het geld eindigt, of cel van het aanbod die wegvalt"
    ),
    Column("naam"),
    Column("laatste dag", Kind.DATE, "Tot en met deze dag is er geld"),
    Column("eindigt", Kind.MONEY, "Verleend bedrag dat eindigt, in euro"),
    Column("per jaar", Kind.MONEY, "Wat het per jaar kost om het te houden, in euro"),
)
WHAT_IF_COLUMNS = (
    Column("wat", Kind.TEXT, "Initiatief of cel van het aanbod"),
    Column("naam"),
    Column("maand", Kind.TEXT, "Maand waarin het geld eindigt of de cel wegvalt (jjjj-mm)"),
    Column("verlengd of blijft", Kind.BOOL, "Initiatief: gekozen om te verlengen. Cel: blijft dan"),
    Column("per jaar", Kind.MONEY, "Wat verlengen per jaar kost, in euro"),
)


@dataclass(frozen=True, slots=True)
class Pick:
    """An initiative on the cliff that one may tick."""

    ending: Ending
    name: str
    """Empty where this member may not see which one it is."""
    ticked: bool
    cells: str
    """The cells on the cliff that it counts in."""


@dataclass(frozen=True, slots=True)
class PickMonth:
    """A month of the cliff with its initiatives."""

    label: str
    href: str
    """The view in which all of this month, and nothing else, is prolonged."""
    picks: tuple[Pick, ...]


@dataclass(frozen=True, slots=True)
class CellRow:
    """A cell with the page that explains it."""

    name: str
    href: str
    month: str
    by: str
    """The prolonged initiatives that keep it, as far as this member may know them."""


def falling_ask(request: MemberRequest, seen: Look) -> Ask:
    """The day that is asked; the first 1 January after the reference date unless asked."""
    return ask(request.GET, ("op",), on=next_new_year(seen.day))


@require_safe
def falling(request: MemberRequest) -> HttpResponseBase:
    """What has no money any more on a day."""
    seen = look(request)
    asked = falling_ask(request, seen)
    cliff = cliff_of(seen.situation())
    found = falling_by(cliff, asked.on or next_new_year(seen.day))
    allowed = visible_ids(seen.membership, [item.initiative.id for item in found.endings])
    page = MoneyPage(
        "falling",
        falling_heading(found),
        _falling_sheet(found, allowed),
        asked,
        means=("fallen", "cliff", "secured", "yearly"),
        lede=_(
            "Alleen actieve initiatieven die geld nodig hebben en waarvoor geen vervolgaanvraag loopt,"
            " binnen {n} maanden na de peildatum."
        ).format(n=len(cliff.months)),
        template="dashboards/falling.html",
        extra={
            "found": found,
            "endings": [
                (item, item.initiative.name if item.initiative.id in allowed else "")
                for item in found.endings
            ],
            "cells": [_cell_row(seen, cell) for cell in found.cells],
            "what_if_url": view_url("what_if", seen.day),
        },
    )
    return answer(request, seen, page)


def _falling_sheet(found: Falling, allowed: Collection[int]) -> Sheet:
    rows = [
        (
            Cell(_("initiatief")),
            Cell(_name(item, allowed)),
            Cell(item.ends_on),
            money(item.ending_cents),
            money(item.yearly_cents),
        )
        for item in found.endings
    ]
    rows += [
        (Cell(_("cel")), Cell(cell.name), Cell(cell.falls_on), money(None), money(None))
        for cell in found.cells
    ]
    return Sheet(_("Wat valt om"), FALLING_COLUMNS, rows)


def _name(item: Ending, allowed: Collection[int]) -> str:
    return item.initiative.name if item.initiative.id in allowed else UNNAMED


def _cell_row(seen: Look, cell: LostCell, month: date | None = None, by: str = "") -> CellRow:
    href = view_url("gap", seen.day, cell.district.code, cell.lesson.code)
    return CellRow(cell.name, href, month_nl(month or cell.falls_on), by)


@require_safe
def what_if(request: MemberRequest) -> HttpResponseBase:
    """Tick what to prolong: which cells stay, and what it costs a year."""
    seen = look(request)
    cliff = cliff_of(seen.situation())
    ids, wrong = picked(request.GET, cliff)
    found = prolong(cliff, ids)
    allowed = visible_ids(seen.membership, [item.initiative.id for item in cliff.endings])
    page = MoneyPage(
        "what_if",
        prolonged_heading(found),
        _what_if_sheet(found, allowed),
        ask(request.GET, ()),
        means=("prolonged", "cliff", "yearly", "lost"),
        lede=_(
            "Verlengen is alsof er zonder onderbreking een verleende subsidie op volgt, de hele periode van de klif."
        ),
        template="dashboards/what_if.html",
        extra={
            "found": found,
            "months": _months(seen, cliff, found, allowed),
            "kept": [_fate_row(seen, fate, allowed) for fate in found.kept],
            "fallen": [_fate_row(seen, fate, allowed) for fate in found.fallen],
            "wrong": wrong,
            "all_url": view_url("what_if", seen.day, verleng="alles"),
            "none_url": view_url("what_if", seen.day),
        },
    )
    return answer(request, seen, page)


def picked(query: QueryDict, cliff: Cliff) -> tuple[set[int], bool]:
    """Which initiatives of the cliff are to be prolonged, and whether anything was asked that is not there.

    `?verleng=` is an initiative, "alles", or a month (2026-12); it may be repeated.
    """
    on_cliff = {item.initiative.id for item in cliff.endings}
    groups = {_month_key(month): set(month.initiative_ids) for month in cliff.months}
    groups["alles"] = on_cliff
    chosen: set[int] = set()
    wrong = False
    for asked in query.getlist("verleng"):
        if asked in groups:
            chosen |= groups[asked]
        elif asked.isascii() and asked.isdigit() and len(asked) < 19 and int(asked) in on_cliff:
            chosen.add(int(asked))
        else:
            wrong = True
    return chosen, wrong


def _month_key(month: CliffMonth) -> str:
    return month.month.strftime("%Y-%m")


def _months(
    seen: Look, cliff: Cliff, found: Prolonged, allowed: Collection[int]
) -> list[PickMonth]:
    ticked = {item.initiative.id for item in found.chosen}
    cells: dict[int, list[str]] = {}
    for fate in found.fates:
        for pk in fate.cell.fresh_ids:
            cells.setdefault(pk, []).append(fate.cell.name)
    return [
        PickMonth(
            month_nl(month.month),
            view_url("what_if", seen.day, verleng=_month_key(month)),
            tuple(
                Pick(
                    item,
                    item.initiative.name if item.initiative.id in allowed else "",
                    item.initiative.id in ticked,
                    ", ".join(cells.get(item.initiative.id, [])),
                )
                for item in month.endings
            ),
        )
        for month in cliff.months
        if month.endings
    ]


def _fate_row(seen: Look, fate: Fate, allowed: Collection[int]) -> CellRow:
    return _cell_row(
        seen, fate.cell, fate.month, listing([_name(item, allowed) for item in fate.prolonged])
    )


def _what_if_sheet(found: Prolonged, allowed: Collection[int]) -> Sheet:
    picks = sorted(
        [(item, True) for item in found.chosen] + [(item, False) for item in found.others],
        key=lambda pick: (pick[0].ends_on, pick[0].initiative.id),
    )
    rows = [
        (
            Cell(_("initiatief")),
            Cell(_name(item, allowed)),
            Cell(item.ends_on.strftime("%Y-%m")),
            Cell(ticked),
            money(item.yearly_cents),
        )
        for item, ticked in picks
    ]
    rows += [
        (
            Cell(_("cel")),
            Cell(fate.cell.name),
            Cell(fate.month.strftime("%Y-%m")),
            Cell(fate.stays),
            money(None),
        )
        for fate in found.fates
    ]
    return Sheet(_("Wat als we verlengen"), WHAT_IF_COLUMNS, rows)
