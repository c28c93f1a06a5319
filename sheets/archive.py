"""Whether a zipped spreadsheet (XLSX, ODS) is safe to open: looked at before any reader of spreadsheets sees it."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from sheets.errors import SheetError
from sheets.table import Limits

DAMAGED = (
    "Dit rekenblad is beschadigd of afgebroken en kan niet worden geopend. "
    "Bewaar het opnieuw en probeer het nog eens."
)
ODS_MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ENCRYPTED = "Dit rekenblad is met een wachtwoord beveiligd. Haal het wachtwoord eraf en probeer het opnieuw."

_CHUNK = 1024 * 1024
_MOST_MEMBERS = 5_000
_READABLE = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError)
_WORKSHEET = re.compile(r"xl/worksheets/(?:sheet(\d+)|[^/]+)\.xml|content\.xml", re.IGNORECASE)
_ROW = re.compile(rb"<(?:[\w-]+:)?(?:table-)?row(?=[\s>])")
_FILLED = re.compile(rb"<(?:[\w-]+:)?(?:v|is|p)[\s>]|office:value")
_TAB = re.compile(rb"<text:tab\b[^>]*/>")
_BREAK = re.compile(rb"<text:line-break\s*/>")
_ERROR_CELL = re.compile(rb'<(?:[\w-]+:)?c\s(?=[^>]*\bt="e")[^>]*\br="([A-Z]+)(\d+)"')


@dataclass(slots=True)
class Checked:
    """A file that may be opened, and what the reader of spreadsheets would pass over in silence."""

    data: bytes
    error_cells: dict[int, dict[int, str]] = field(default_factory=dict)
    """Of an XLSX, cells that hold an error (#N/B, #VERW!) and are read as blank: the number of a worksheet → a line →
    the first such cell of it ('B7')."""
    has_breaks: bool = False
    """Whether an ODS has tabs or line breaks written as elements, which are not read."""


def check_archive(data: bytes, limits: Limits) -> Checked:
    """Raise SheetError if the file inflates past the limits, is locked, damaged, declares entities or is another kind.

    The sizes are summed from the directory first; then each part is really inflated, since a directory can lie.
    """
    checked = Checked(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(archive.infolist(), limits)
            for member in archive.infolist():
                if member.filename.lower().endswith((".xml", ".rels")):
                    with archive.open(member) as part:
                        _PartCheck(member.filename, limits, checked).run(part)
    except _UNREADABLE as error:
        raise SheetError(DAMAGED) from error
    if checked.has_breaks:
        checked.data = _with_plain_breaks(data)
    return checked


def _with_plain_breaks(data: bytes) -> bytes:
    """The same ODS with its tabs and line breaks as characters."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy,
    ):
        copy.writestr("mimetype", ODS_MEDIA_TYPE, zipfile.ZIP_STORED)
        if "META-INF/manifest.xml" in source.namelist():
            copy.writestr("META-INF/manifest.xml", source.read("META-INF/manifest.xml"))
        with source.open("content.xml") as old, copy.open("content.xml", "w") as new:
            for line in _elements(old):
                new.write(_BREAK.sub(b"&#10;", _TAB.sub(b"&#9;", line)))
    return target.getvalue()


def _elements(part: IO[bytes]) -> Iterator[bytes]:
    """The part in pieces that end with an element."""
    rest = b""
    while chunk := part.read(_CHUNK):
        whole, end, rest = (rest + chunk).rpartition(b">")
        yield whole + end
    yield rest


def _check_directory(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if not any(
        member.filename.startswith("xl/") or member.filename == "content.xml" for member in members
    ):
        raise SheetError(
            "Dit is een zipbestand of een ander soort document, geen rekenblad. "
            "Gebruik een rekenblad (XLSX of ODS) of een CSV-bestand."
        )
    if (
        sum(member.file_size for member in members) > limits.inflated_bytes
        or len(members) > _MOST_MEMBERS
    ):
        raise SheetError(
            f"Dit rekenblad wordt uitgepakt groter dan {limits.inflated_bytes // 2**20} MB "
            "en wordt daarom niet geopend. Splits het in kleinere bestanden."
        )
    if any(member.flag_bits & 0x1 for member in members):
        raise SheetError(ENCRYPTED)
    if any(member.compress_type not in _READABLE for member in members):
        raise SheetError(DAMAGED)


class _PartCheck:
    """Inflates one part: no document type (entities), no more filled rows in a worksheet than allowed."""

    def __init__(self, name: str, limits: Limits, checked: Checked) -> None:
        self.name = name
        self.limits = limits
        worksheet = _WORKSHEET.fullmatch(name)
        self.is_worksheet = worksheet is not None
        self.filled = 0
        number = int(worksheet[1]) if worksheet is not None and worksheet[1] else 0
        self.error_cells = checked.error_cells.setdefault(number, {}) if number else {}
        self.checked = checked

    def run(self, part: IO[bytes]) -> None:
        tail = b""
        while chunk := part.read(_CHUNK):
            text = tail + chunk
            self.refuse_declarations(text)
            if self.name == "content.xml" and (_TAB.search(text) or _BREAK.search(text)):
                self.checked.has_breaks = True
            tail = self.count_rows(text) if self.is_worksheet else text[-16:]
        self.note_error_cells(tail)

    def refuse_declarations(self, text: bytes) -> None:
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise SheetError(
                "Dit rekenblad bevat een documenttype-verklaring (DOCTYPE) en wordt daarom niet geopend."
            )
        if self.name == "META-INF/manifest.xml" and b"encryption-data" in text:
            raise SheetError(ENCRYPTED)

    def count_rows(self, text: bytes) -> bytes:
        """Count the whole rows; give back the last one, which the next piece may complete."""
        *rows, tail = _ROW.split(text)
        for row in rows:
            self.filled += _FILLED.search(row) is not None
            self.note_error_cells(row)
        if self.filled > self.limits.rows + 1:
            most = f"{self.limits.rows:,}".replace(",", ".")
            raise SheetError(
                f"Dit rekenblad heeft een werkblad met meer dan {most} rijen. Splits het in kleinere bestanden."
            )
        return tail[-_CHUNK:]

    def note_error_cells(self, row: bytes) -> None:
        if b't="e"' in row:
            for letters, line in _ERROR_CELL.findall(row):
                self.error_cells.setdefault(int(line), f"{letters.decode()}{line.decode()}")
