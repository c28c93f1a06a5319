"""Whom we do not hear: groups to serve × districts, and for who may know of them the signals of missing voices."""

from collections.abc import Sequence

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.requests import MemberRequest
from dashboards.analysis.cells import Cell as CoverageCell
from dashboards.analysis.coverage import Coverage
from dashboards.analysis.coverage_findings import lesson_heading
from dashboards.analysis.hearing import (
    HEARD_LABELS,
    HEARD_STATES,
    WIDE_DISTRICT,
    GroupCell,
    GroupRow,
    Heard,
    for_everyone,
    group_rows,
    hearing_heading,
)
from dashboards.analysis.selecting import Show
from dashboards.charts.figures import Chart
from dashboards.charts.states import counts_chart
from dashboards.exports.sheet import Cell, Sheet
from dashboards.links import behind, view_url
from dashboards.views.answers.page import AnswerPage, Grid, Tile, answer
from dashboards.views.looking import Look, look
from sheets.columns import Column, Kind

COLUMNS = (
    Column("wijk"),
    Column("groep"),
    Column("stand", Kind.TEXT, "Of de groep er een plek heeft"),
    Column("initiatieven", Kind.INTEGER, "Verse actieve initiatieven die de groep noemen"),
)


@require_safe
def heard(request: MemberRequest) -> HttpResponseBase:
    """Which groups have a place where, by which initiatives."""
    seen = look(request)
    situation = seen.situation()
    rows, everyone = group_rows(situation), for_everyone(situation)
    covered = seen.coverage(situation)
    shown = (*rows, everyone)
    page = AnswerPage(
        "heard",
        hearing_heading(rows, len(situation.places)),
        Sheet(_("Wie horen we niet"), COLUMNS, _sheet_rows(seen, shown)),
        means=("heard", "mix"),
        lede=_voices_sentence(covered),
        notes=[
            _("Wat voor iedereen is, noemt geen groep in het bijzonder en staat ernaast."),
            _("Gemeentebreed staat apart: het verbergt geen wijk zonder plek."),
        ],
        chart=_chart(rows) if rows else None,
        grid=_grid(seen, shown) if rows else None,
        template="dashboards/answers/heard.html",
        extra={"voices": _voices(seen, covered)},
    )
    return answer(request, seen, page)


def _link(seen: Look, row: GroupRow, district: str, count: int) -> str:
    if not count:
        return ""
    return behind(Show.GROUP, seen.day, district=district, part=row.code)


def _sheet_rows(seen: Look, rows: Sequence[GroupRow]) -> list[Sequence[Cell]]:
    """A row a district and group; municipality-wide last."""
    places = [cell.district for cell in rows[0].cells]
    found: list[Sequence[Cell]] = []
    for place, district in enumerate(places):
        for row in rows:
            cell = row.cells[place]
            count = len(cell.initiative_ids)
            number = Cell(count, _link(seen, row, district.code, count))
            found.append(
                (Cell(district.name), Cell(row.name), Cell(HEARD_LABELS[cell.heard]), number)
            )
    for row in rows:
        count = len(row.wide_ids)
        number = Cell(count, _link(seen, row, WIDE_DISTRICT, count))
        found.append((Cell(_("Gemeentebreed")), Cell(row.name), Cell(None), number))
    return found


def _grid(seen: Look, rows: Sequence[GroupRow]) -> Grid:
    places = [cell.district for cell in rows[0].cells]
    lines = [
        (district.name, [_tile(seen, row, row.cells[place]) for row in rows])
        for place, district in enumerate(places)
    ]
    wide = [_wide_tile(seen, row) for row in rows]
    return Grid(
        _("Groepen die een plek moeten hebben, per wijk"),
        [row.name for row in rows],
        [*lines, (_("Gemeentebreed"), wide)],
    )


def _number(count: int) -> str:
    return ngettext("{n} initiatief", "{n} initiatieven", count).format(n=count) if count else ""


def _tile(seen: Look, row: GroupRow, cell: GroupCell) -> Tile:
    count = len(cell.initiative_ids)
    href = _link(seen, row, cell.district.code, count)
    if cell.heard is Heard.NOT_ASKED:
        return Tile("", _number(count) or "–", "", href)
    return Tile(HEARD_STATES[cell.heard].value, HEARD_LABELS[cell.heard], _number(count), href)


def _wide_tile(seen: Look, row: GroupRow) -> Tile:
    count = len(row.wide_ids)
    return Tile("", _number(count) or "–", "", _link(seen, row, WIDE_DISTRICT, count))


def _chart(rows: Sequence[GroupRow]) -> Chart:
    return counts_chart(
        "groepen",
        _("Wijken per groep: met plek, zonder plek, of niet te zeggen"),
        _("Groep"),
        [row.name for row in rows],
        [
            (state, HEARD_LABELS[kind], [row.count(kind) for row in rows])
            for kind, state in HEARD_STATES.items()
        ],
    )


def _voices_sentence(covered: Coverage) -> str:
    """How many signals stand open; empty for whoever may not know of them."""
    return " ".join(
        lesson_heading(lesson, covered.of_lesson(lesson.code))
        for lesson in covered.lessons
        if lesson.kind == "signal" and covered.places
    )


def _voices(seen: Look, covered: Coverage) -> list[tuple[CoverageCell, str]]:
    """The cells of the signal with their pages; none for whoever may not know of them."""
    return [
        (cell, view_url("gap", seen.day, cell.district.code, cell.lesson.code))
        for cell in covered.cells
        if cell.is_signal
    ]
