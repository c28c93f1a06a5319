"""Read spreadsheets (XLSX, ODS, XLS), each in a process of its own that may take so much memory and time, no more."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import IO

from sheets.archive import DAMAGED, ENCRYPTED, Checked
from sheets.errors import SheetError
from sheets.table import EXPLANATION_SHEET, Cell, Limits, LineProblem, RawRow

_WORKER = Path(__file__).with_name("workbook_worker.py")

_HEAVY = (
    "Dit rekenblad is te zwaar om veilig te openen: er staan te veel cellen in, of een losse cel ver buiten "
    "de tabel. Verwijder wat er niet in hoort, splits het, of bewaar het als CSV."
)
_REFUSALS = {
    "encrypted": ENCRYPTED,
    "damaged": DAMAGED,
    "heavy": _HEAVY,
    "empty": "Dit rekenblad is leeg: er staat geen enkele ingevulde cel in.",
}


@dataclass(frozen=True, slots=True)
class Worksheet:
    """The rows of the first visible worksheet that holds something, and what to say about the others."""

    rows: Iterator[RawRow | LineProblem]
    notes: tuple[str, ...]


def read_workbook(checked: Checked, limits: Limits) -> Worksheet:
    """Open a spreadsheet that `check_archive` let through (an XLS needs no such check). Raises SheetError."""
    answers = _answers(checked.data, limits)
    head = next(answers)
    if not isinstance(head, dict):
        raise TypeError("the process that opens spreadsheets begins with the name of the worksheet")
    others = [name for name in head["others"] if name != EXPLANATION_SHEET]
    note = f"Gelezen is het werkblad ‘{head['sheet']}’; niet gelezen: {', '.join(others)}."
    error_cells = checked.error_cells.get(head["number"], {})
    return Worksheet(
        rows=_rows(answers, error_cells),
        notes=(note,) if others else (),
    )


def exact(number: str) -> Decimal | str:
    """The decimal number that a spreadsheet means by a binary one: its 15 digits, as spreadsheets show them."""
    value = Decimal(f"{float(number):.15g}")
    if not value.is_finite():
        return number
    return Decimal(int(value)) if value == value.to_integral_value() else value


def _rows(answers: Iterator[object], error_cells: dict[int, str]) -> Iterator[RawRow | LineProblem]:
    for line, cells in enumerate(answers, 1):
        if line in error_cells:
            yield LineProblem(
                line,
                f"Cel {error_cells[line]} bevat een foutwaarde, zoals #N/B of #VERW!; verbeter de formule.",
            )
        elif isinstance(cells, list):
            yield RawRow(line, [_cell(cell) for cell in cells])


def _cell(cell: object) -> Cell:
    """A date travels as a list of one ISO date."""
    if isinstance(cell, list):
        return date.fromisoformat(cell[0])
    return cell if isinstance(cell, Decimal) else str(cell)


def _answers(data: bytes, limits: Limits) -> Iterator[object]:
    """What the worker answers, line by line. An answer that stops halfway means that it hit its limits."""
    decode = json.JSONDecoder(parse_float=exact, parse_int=exact, parse_constant=str).decode
    numbers = [str(limits.worker_bytes), str(limits.worker_seconds), str(limits.inflated_bytes)]
    with subprocess.Popen(  # noqa: S603 - our own program, with numbers
        [sys.executable, "-I", str(_WORKER), *numbers],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
    ) as worker:
        try:
            stdout = _open(worker.stdout)
            if stdout.readline() != b'"ready"\n':
                raise RuntimeError("the process that opens spreadsheets did not start")
            _send(_open(worker.stdin), data)
            yield from _lines(stdout, decode)
            if worker.wait() != 0:
                raise SheetError(_HEAVY)
        finally:
            worker.kill()


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise RuntimeError("the process that opens spreadsheets has no pipe")
    return pipe


def _send(stdin: IO[bytes], data: bytes) -> None:
    try:
        stdin.write(data)
        stdin.close()
    except BrokenPipeError as error:
        raise SheetError(_HEAVY) from error


def _lines(stdout: IO[bytes], decode: Callable[[str], object]) -> Iterator[object]:
    for line in stdout:
        if not line.endswith(b"\n"):
            raise SheetError(_HEAVY)
        answer = decode(line.decode("utf-8", "replace"))
        if isinstance(answer, dict) and "error" in answer:
            raise SheetError(_REFUSALS[answer["error"]])
        yield answer
