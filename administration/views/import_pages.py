"""The pages of a file at each of its stages."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.requests import MemberRequest
from administration.import_columns import has_own_columns
from administration.import_work import Standing
from administration.models import KEPT, UNDO_DAYS, CheckedRow, RecordKind, Stage, Upload
from initiatives.importing.report import Outcome
from sheets.writing import Format

TEMPLATE_FORMATS = (Format.XLSX, Format.ODS, Format.CSV)
_LISTS = {
    RecordKind.INITIATIVES: "dashboards:initiatives",
    RecordKind.GRANTS: "funding:grants",
}
_PER_PAGE = 50
_MOST_COLUMNS = 6
"""Columns beside each other; what else is wrong on a page of rows stands in the last one."""


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of a row: its header, what stands in it, and what is wrong with it."""

    header: str
    text: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row with its problems: those of the row as a whole, and a cell a shown column."""

    line: int
    reasons: tuple[str, ...]
    cells: tuple[ShownCell, ...]


def work_page(request: MemberRequest, held: Upload, at_work: Standing) -> HttpResponse:
    """What is being done with a file, and how far."""
    page = {"here": "import", "upload": held, "work": at_work, "may_stop": held.stage != Stage.UNDO}
    return render(request, "administration/import_work.html", page)


def check_page(request: MemberRequest, held: Upload) -> HttpResponse:
    """What loading a file would do, with the rows that something is the matter with, and the decision."""
    report: dict[str, Any] = held.report or {}
    outcome = Outcome(**report["counts"])
    page = {
        **_common(request, held, report),
        "outcome": outcome,
        "loads": outcome.created + outcome.updated,
        "refused": report["rows"][CheckedRow.Verdict.REFUSED],
        "notes": report["notes"],
        "new_initiatives": report["new_initiatives"],
        "matched": not has_own_columns(RecordKind(held.kind), held.headers),
    }
    return render(request, "administration/import_preview.html", page)


def loaded_page(request: MemberRequest, held: Upload) -> HttpResponse:
    """What a load brought, with its undo; once undone, what was left and why."""
    report: dict[str, Any] = held.report or {}
    left = Paginator(held.records.exclude(left="").order_by("pk"), _PER_PAGE)
    until = (held.loaded_at or timezone.now()) + timedelta(days=UNDO_DAYS)
    page = {
        **_common(request, held, report),
        "outcome": Outcome(**(held.outcome or {})),
        "list_url": _LISTS[RecordKind(held.kind)],
        "until": until,
        "left": left.get_page(request.GET.get("bladzijde")),
    }
    return render(request, "administration/import_result.html", page)


def _common(request: MemberRequest, held: Upload, report: dict[str, Any]) -> dict[str, Any]:
    counts: dict[str, int] = report["rows"]
    own = held.loaded_at is None or timezone.now() < held.loaded_at + KEPT
    given_back = counts[CheckedRow.Verdict.REFUSED] + counts[CheckedRow.Verdict.ASIDE]
    verdicts = [verdict for verdict in CheckedRow.Verdict if counts[verdict]] if own else []
    asked = request.GET.get("soort")
    shown = next((item for item in verdicts if item == asked), verdicts[0] if verdicts else None)
    page: dict[str, Any] = {
        "here": "import",
        "upload": held,
        "given_back": given_back if own else 0,
        "formats": _formats(held),
        "verdicts": [(item, item.label, counts[item]) for item in verdicts],
        "shown": shown,
    }
    if shown:
        rows = held.checked.filter(verdict=shown).order_by("line")
        page["page"] = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
        page["columns"], page["rows"] = shown_rows(held.headers, page["page"])
    return page


def _formats(held: Upload) -> list[tuple[str, str]]:
    """The formats of the file of refused rows: the one of the upload first."""
    offered = sorted(TEMPLATE_FORMATS, key=lambda item: item.value != held.extension)
    return [(item.value, item.value.upper()) for item in offered]


def shown_rows(headers: list[str], page: "Page[CheckedRow]") -> tuple[list[str], list[ShownRow]]:
    """The columns that something is the matter with on this page, after the first; and each row's cells of them."""
    marked = {column for row in page for column, _reason in row.told}
    columns = [header for place, header in enumerate(headers) if place == 0 or header in marked][
        :_MOST_COLUMNS
    ]
    return columns, [_shown(row, headers, columns) for row in page]


def _shown(row: CheckedRow, headers: list[str], columns: list[str]) -> ShownRow:
    texts = dict(zip(headers, row.cells, strict=False))
    cells = tuple(
        ShownCell(
            header,
            texts.get(header, ""),
            tuple(reason for column, reason in row.told if column == header),
        )
        for header in columns
    )
    whole = tuple(
        f"{column}: {reason}" if column else reason
        for column, reason in row.told
        if column not in columns
    )
    return ShownRow(row.line, whole, cells)
