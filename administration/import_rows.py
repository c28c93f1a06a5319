"""The rows of a file of which there is something to say, kept beside it: paged by the page, given back as a file."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import batched
from typing import Any

from administration.models import CheckedRow, Upload
from initiatives.importing.inserting import insert_rows
from initiatives.importing.report import CHUNK, Plan, Problem
from sheets.table import Cell, Record, Table, as_text

_COLUMNS = ("upload", "verdict", "line", "cells", "told")


def keep_rows(upload: Upload, table: Table, plan: Plan[Any]) -> dict[str, int]:
    """Replace the kept rows of an upload by those of this plan; returns how many there are a verdict."""
    upload.checked.all().delete()
    records = {record.line: record for record in table.records}
    counts: dict[str, int] = {}
    for verdict, problems in (
        (CheckedRow.Verdict.REFUSED, plan.problems),
        (CheckedRow.Verdict.ASIDE, plan.set_aside),
        (CheckedRow.Verdict.REMARK, plan.remarks),
    ):
        told = _by_line(problems)
        counts[verdict.value] = len(told)
        for rows in batched(_rows(upload, verdict.value, told, records), CHUNK):
            insert_rows(CheckedRow, _COLUMNS, rows)
    return counts


def _by_line(problems: Iterable[Problem]) -> dict[int, list[list[str]]]:
    found: dict[int, list[list[str]]] = defaultdict(list)
    for problem in problems:
        found[problem.line].append([problem.column, problem.reason])
    return dict(sorted(found.items()))


def _rows(
    upload: Upload, verdict: str, told: dict[int, list[list[str]]], records: dict[int, Record]
) -> Iterator[tuple[Any, ...]]:
    for line, reasons in told.items():
        record = records.get(line)
        cells = [written(cell) for cell in record.cells] if record else []
        yield (upload.pk, verdict, line, cells, reasons)


def written(cell: Cell) -> str:
    """A cell as text that reads back the same: a number of a spreadsheet with a decimal comma."""
    return as_text(cell).replace(".", ",") if isinstance(cell, Decimal) else as_text(cell)
