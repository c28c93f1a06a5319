"""Read a table from a file, whatever it is called: what the file *is* shows in its first bytes.

Nothing is guessed away: a file that is no table is refused with a Dutch sentence (`SheetError`), a row that does not
fit its headers becomes a `LineProblem`. Files are weighed before they are opened (`Limits`).
"""

import re
from pathlib import Path
from typing import Protocol

from sheets.archive import ENCRYPTED, Checked, check_archive
from sheets.csv_reading import decode, read_csv
from sheets.errors import SheetError
from sheets.json_reading import read_json
from sheets.table import (
    AREA_FILES,
    Cell,
    Limits,
    LineProblem,
    Record,
    Table,
    as_text,
    build_table,
    header_name,
)
from sheets.workbook_reading import read_workbook

__all__ = [
    "AREA_FILES",
    "Cell",
    "Limits",
    "LineProblem",
    "Record",
    "SheetError",
    "Table",
    "as_text",
    "header_name",
    "read_table",
]

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    (b"\x89PNG", "een afbeelding (PNG)"),
    (b"\xff\xd8\xff", "een foto (JPEG)"),
    (b"GIF8", "een afbeelding (GIF)"),
    (b"BM", "een afbeelding (BMP)"),
    (b"II*\x00", "een afbeelding (TIFF)"),
    (b"MM\x00*", "een afbeelding (TIFF)"),
    (b"RIFF", "een afbeelding, geluid of film"),
    (b"%PDF", "een PDF-document"),
    (b"{\\rtf", "een tekstdocument (RTF)"),
    (b"\x1f\x8b", "een ingepakt bestand (gzip)"),
    (b"7z\xbc\xaf", "een ingepakt bestand (7z)"),
    (b"Rar!", "een ingepakt bestand (RAR)"),
    (b"SQLite format 3", "een database"),
    (b"PK\x05\x06", "een leeg zipbestand"),
    (b"\x7fELF", "een programma"),
    (b"MZ\x90", "een programma"),
)
_MARKUP = re.compile(r"\s*<(!doctype html|html|table|head|body|div|meta)\b", re.IGNORECASE)
_WANTED = "Gebruik een rekenblad (XLSX of ODS) of een CSV-bestand."


class Readable(Protocol):
    """An open binary file, such as an upload."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes."""


def read_table(
    source: Path | bytes | Readable, name: str = "", limits: Limits | None = None
) -> Table:
    """Read the table in a file.

    `name` is what the file is called, for messages only; by default a path's own name. Raises SheetError.
    """
    limits = limits or Limits()
    label = name or (source.name if isinstance(source, Path) else "")
    data = _bytes(source, limits)
    try:
        return _table(data, limits)
    except SheetError as error:
        raise SheetError(f"{label}: {error}" if label else str(error)) from error


def _bytes(source: Path | bytes | Readable, limits: Limits) -> bytes:
    most = limits.upload_bytes
    if isinstance(source, bytes):
        data = source
    elif isinstance(source, Path):
        data = _read_path(source, most + 1)
    else:
        data = source.read(most + 1)
    if len(data) > most:
        raise SheetError(
            f"Dit bestand is groter dan {most // 2**20} MB. Splits het in kleinere bestanden."
        )
    return data


def _read_path(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most)
    except FileNotFoundError as error:
        raise SheetError(f"Het bestand {path} bestaat niet.") from error
    except IsADirectoryError as error:
        raise SheetError(f"{path} is een map, geen bestand.") from error
    except PermissionError as error:
        raise SheetError(f"Het bestand {path} mag niet worden gelezen.") from error


def _table(data: bytes, limits: Limits) -> Table:
    if data.startswith(_ZIP):
        return _workbook(check_archive(data, limits), limits)
    if data.startswith(_OLE):
        _refuse_other_documents(data)
        return _workbook(Checked(data), limits)
    text = _text(data)
    if text.lstrip()[:1] in ("{", "["):
        return build_table(read_json(text), limits, ragged=False)
    if _MARKUP.match(text):
        raise SheetError(
            "Dit is een webpagina (HTML), ook al heet het bestand anders. "
            "Open het in een rekenprogramma en bewaar het als XLSX."
        )
    if text.lstrip().startswith("<?xml"):
        raise SheetError(f"Dit is een XML-bestand, geen tabel. {_WANTED}")
    return build_table(read_csv(text), limits, ragged=True)


def _workbook(checked: Checked, limits: Limits) -> Table:
    sheet = read_workbook(checked, limits)
    return build_table(sheet.rows, limits, ragged=False, notes=sheet.notes)


def _refuse_other_documents(data: bytes) -> None:
    """An OLE file may be an old spreadsheet, a locked new one, or another kind of document."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise SheetError(ENCRYPTED)
    if not any(
        stream.encode("utf-16-le") in data for stream in ("Workbook", "Book", "WORKBOOK", "BOOK")
    ):
        raise SheetError(f"Dit is een ander soort document, geen rekenblad. {_WANTED}")


def _text(data: bytes) -> str:
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"):
        raise SheetError("Dit bestand is leeg.")
    for magic, kind in _FOREIGN:
        if data.startswith(magic) and (len(magic) > 2 or b"\x00" in data[:512]):
            raise SheetError(
                f"Dit is {kind}, geen tabel, ook al heet het bestand anders. {_WANTED}"
            )
    text = decode(data)
    if "\x00" in text[:4096]:
        raise SheetError(f"Dit is geen tekstbestand: er staan onleesbare tekens in. {_WANTED}")
    return text
