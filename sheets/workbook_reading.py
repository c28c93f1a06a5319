"""Read spreadsheets (XLSX, ODS, XLS): first look whether the file is safe to open, then open it in its own process."""

import io
import json
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from sheets.errors import SheetError
from sheets.table import Cell, Limits, RawRow

_WORKER = Path(__file__).with_name("workbook_worker.py")
_CHUNK = 1024 * 1024
_MOST_MEMBERS = 5_000
_READABLE = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_WORKSHEET = re.compile(r"(xl/worksheets/[^/]+\.xml|content\.xml)", re.IGNORECASE)
_ROW = re.compile(rb"<(?:[\w-]+:)?(?:table-)?row(?=[\s>])")
_FILLED = re.compile(rb"<(?:[\w-]+:)?(?:v|is|p)[\s>]|office:value")

_DAMAGED = "Dit rekenblad is beschadigd of afgebroken en kan niet worden geopend. Bewaar het opnieuw en probeer het nog eens."
_HEAVY = (
    "Dit rekenblad is te zwaar om veilig te openen: er staan te veel cellen in, of een losse cel ver buiten de tabel. "
    "Verwijder wat er niet in hoort, splits het, of bewaar het als CSV."
)
_REFUSALS = {
    "encrypted": "Dit rekenblad is met een wachtwoord beveiligd. Haal het wachtwoord eraf en probeer het opnieuw.",
    "damaged": _DAMAGED,
    "heavy": _HEAVY,
    "empty": "Dit rekenblad is leeg: er staat geen enkele ingevulde cel in.",
}


@dataclass(frozen=True, slots=True)
class Worksheet:
    """The rows of the first visible worksheet that holds something, and what to say about the others."""

    rows: Iterator[RawRow]
    notes: tuple[str, ...]


def check_archive(data: bytes, limits: Limits) -> None:
    """Raise SheetError for a zipped spreadsheet that inflates past the limits, is locked, damaged or declares entities.

    The sizes are summed from the directory first; then each part is really inflated, since a directory can lie.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(archive.infolist(), limits)
            for member in archive.infolist():
                if member.filename.lower().endswith((".xml", ".rels")):
                    with archive.open(member) as part:
                        _check_part(part, member.filename, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise SheetError(_DAMAGED) from error


def _check_directory(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if sum(member.file_size for member in members) > limits.inflated_bytes or len(members) > _MOST_MEMBERS:
        raise SheetError(
            f"Dit rekenblad wordt uitgepakt groter dan {limits.inflated_bytes // 2**20} MB en wordt daarom niet geopend. "
            "Splits het in kleinere bestanden."
        )
    if any(member.flag_bits & 0x1 for member in members):
        raise SheetError(_REFUSALS["encrypted"])
    if any(member.compress_type not in _READABLE for member in members):
        raise SheetError(_DAMAGED)


def _check_part(part: IO[bytes], name: str, limits: Limits) -> None:
    """Inflate one part, looking for a document type (entities) and counting the filled rows of a worksheet."""
    counts = _WORKSHEET.fullmatch(name) is not None
    filled = 0
    tail = b""
    while chunk := part.read(_CHUNK):
        text = tail + chunk
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise SheetError("Dit rekenblad bevat een documenttype-verklaring (DOCTYPE) en wordt daarom niet geopend.")
        if name == "META-INF/manifest.xml" and b"encryption-data" in text:
            raise SheetError(_REFUSALS["encrypted"])
        if counts:
            *rows, tail = _ROW.split(text)
            filled += sum(1 for row in rows if _FILLED.search(row))
            if filled > limits.rows + 1:
                raise SheetError(
                    f"Dit rekenblad heeft een werkblad met meer dan {limits.rows:,} rijen. ".replace(",", ".")
                    + "Splits het in kleinere bestanden."
                )
        tail = tail[-_CHUNK:] if counts else text[-16:]


def read_workbook(data: bytes, limits: Limits) -> Worksheet:
    """Open a spreadsheet in a process of its own, limited in memory and time. Raises SheetError."""
    rows = _answers(data, limits)
    sheet = next(rows)
    others = [str(name) for name in sheet["others"]]
    note = f"Gelezen is het werkblad ‘{sheet['sheet']}’; niet gelezen: {', '.join(others)}."
    return Worksheet(rows=_raw_rows(rows, int(sheet["line"])), notes=(note,) if others else ())


def _raw_rows(rows: Iterator[Any], first_line: int) -> Iterator[RawRow]:
    for line, cells in enumerate(rows, first_line):
        yield RawRow(line, [cell if isinstance(cell, str | Decimal) else _cell(cell) for cell in cells])


def _cell(cell: Any) -> Cell:
    """A date travels as a list of one ISO date."""
    return date.fromisoformat(cell[0])


def exact(number: str) -> Decimal:
    """The decimal number that a spreadsheet means by a binary one: its 15 digits, as spreadsheets show them."""
    value = Decimal(f"{float(number):.15g}")
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _answers(data: bytes, limits: Limits) -> Iterator[Any]:
    """What the worker answers, line by line. An answer that stops halfway means that it hit its limits."""
    decode = json.JSONDecoder(parse_float=exact, parse_int=Decimal, parse_constant=str).decode
    command = [sys.executable, "-I", str(_WORKER)]
    numbers = [str(limits.worker_bytes), str(limits.worker_seconds), str(limits.inflated_bytes)]
    with subprocess.Popen(
        [*command, *numbers], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}
    ) as worker:
        assert worker.stdin is not None and worker.stdout is not None
        try:
            if worker.stdout.readline() != b'"ready"\n':
                raise RuntimeError("the process that opens spreadsheets did not start")
            yield from _lines(worker.stdin, worker.stdout, data, decode)
            if worker.wait() != 0:
                raise SheetError(_HEAVY)
        finally:
            worker.kill()


def _lines(stdin: IO[bytes], stdout: IO[bytes], data: bytes, decode: Any) -> Iterator[Any]:
    try:
        stdin.write(data)
        stdin.close()
    except BrokenPipeError as error:
        raise SheetError(_HEAVY) from error
    for line in stdout:
        if not line.endswith(b"\n"):
            raise SheetError(_HEAVY)
        answer = decode(line.decode("utf-8", "replace"))
        if isinstance(answer, dict) and "error" in answer:
            raise SheetError(_REFUSALS[answer["error"]])
        yield answer
