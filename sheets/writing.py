"""Write a table in every format from one declared list of columns: for a download in pieces, or into a file.

Every format holds the same rows. Texts are neutralised (`sheets.neutral`), numbers stay numbers, nothing is cut off,
and what is written reads back the same with `sheets.reading.read_table`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import BinaryIO

from sheets.columns import Column, Kind, Row, Tab, Value, book
from sheets.csv_writing import csv_chunks
from sheets.errors import SheetError
from sheets.json_writing import json_chunks
from sheets.neutral import visible
from sheets.ods_writing import MOST_ROWS, ods_chunks, ods_of
from sheets.xlsx_writing import xlsx_chunks, xlsx_of

__all__ = ["MEDIA_TYPES", "Column", "Format", "Kind", "Row", "SheetError", "Tab", "Value"]
__all__ += [
    "book_chunks",
    "table_chunks",
    "write_csv",
    "write_json",
    "write_ods",
    "write_table",
    "write_xlsx",
]


class Format(StrEnum):
    """The formats of an export; the value is also the file's extension."""

    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"
    ODS = "ods"


_NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TITLE = 25

MEDIA_TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.JSON: "application/json",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.ODS: "application/vnd.oasis.opendocument.spreadsheet",
}


def table_chunks(
    kind: Format, columns: Sequence[Column], rows: Iterable[Row], *, title: str = "Gegevens"
) -> Iterator[bytes]:
    """The file in pieces, the first one at once, in constant memory; `title` names the worksheet.

    Raises SheetError, possibly halfway, for what the format cannot hold; TypeError for a value of a wrong kind.
    """
    if kind is Format.CSV:
        return csv_chunks(columns, rows)
    if kind is Format.JSON:
        return json_chunks(columns, rows)
    writer = xlsx_chunks if kind is Format.XLSX else ods_chunks
    return writer(columns, rows, title=worksheet_title(title))


def book_chunks(kind: Format, tabs: Sequence[Tab]) -> Iterator[bytes]:
    """A workbook (XLSX or ODS) with a worksheet a table and one that explains the columns, in pieces.

    Raises SheetError, possibly halfway, for what the format cannot hold; ValueError for a format without worksheets.
    """
    titled = [Tab(worksheet_title(tab.title), tab.columns, tab.rows) for tab in tabs]
    if kind not in {Format.XLSX, Format.ODS}:
        raise ValueError(f"a {kind} file holds one table")
    return (xlsx_of if kind is Format.XLSX else ods_of)(book(titled, MOST_ROWS))


def worksheet_title(title: str) -> str:
    """A title as Excel allows it: no brackets, colons, slashes or apostrophes at its ends, room for a number."""
    return (
        (" ".join(_NOT_IN_TITLE.sub(" ", visible(title)).split()).strip("'")[:_LONGEST_TITLE])
        or "Gegevens"
    )


def write_table(
    file: BinaryIO,
    kind: Format,
    columns: Sequence[Column],
    rows: Iterable[Row],
    *,
    title: str = "Gegevens",
) -> None:
    """Write all pieces of `table_chunks` to a binary file."""
    file.writelines(table_chunks(kind, columns, rows, title=title))


def write_csv(file: BinaryIO, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    """Write CSV for people: semicolons, decimal comma, byte order mark, CRLF."""
    write_table(file, Format.CSV, columns, rows)


def write_json(file: BinaryIO, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    """Write JSON for machines."""
    write_table(file, Format.JSON, columns, rows)


def write_xlsx(
    file: BinaryIO, columns: Sequence[Column], rows: Iterable[Row], *, title: str = "Gegevens"
) -> None:
    """Write XLSX."""
    write_table(file, Format.XLSX, columns, rows, title=title)


def write_ods(
    file: BinaryIO, columns: Sequence[Column], rows: Iterable[Row], *, title: str = "Gegevens"
) -> None:
    """Write ODS."""
    write_table(file, Format.ODS, columns, rows, title=title)
