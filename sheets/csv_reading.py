"""Read delimited text: comma, semicolon or tab, in the encodings that Dutch municipalities really send."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from sheets.errors import SheetError
from sheets.table import LineProblem, RawRow

_DELIMITERS = (";", ",", "\t")
_SAMPLE = 25
_LONGEST_FIELD = 131_072
_ANNOUNCED = re.compile(r'"?sep=([;,\t|])"?[ ]*\r?\n', re.IGNORECASE)
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 where it says so, else Windows-1252. Raises SheetError for anything else."""
    if data.startswith(_UTF16_MARKS):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise SheetError(
                "Dit bestand is afgebroken of beschadigd: de UTF-16-tekst klopt niet."
            ) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _decode_windows(data, error)


def _decode_windows(data: bytes, error: UnicodeDecodeError) -> str:
    """Windows-1252, but not when the file was plainly UTF-8 until one spot: that would garble every accent."""
    before = data[: error.start]
    line = before.count(b"\n") + 1
    if data.startswith(codecs.BOM_UTF8) or not before.isascii():
        raise SheetError(
            f"Regel {line} bevat een teken dat geen UTF-8 is, terwijl de rest van het bestand dat wel is. "
            "Bewaar het bestand opnieuw als CSV (UTF-8)."
        )
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as windows_error:
        line = data[: windows_error.start].count(b"\n") + 1
        raise SheetError(
            f"Regel {line} bevat een teken dat geen UTF-8 en geen Windows-1252 is. "
            "Bewaar het bestand opnieuw als CSV (UTF-8)."
        ) from windows_error


def read_csv(text: str) -> Iterator[RawRow | LineProblem]:
    """The rows of delimited text, each with the line it begins on. Raises SheetError for a quote that never closes."""
    first_line = 1
    if announced := _ANNOUNCED.match(text):
        delimiter, text, first_line = announced[1], text[announced.end() :], 2
    else:
        delimiter = sniff_delimiter(text)
    return _records(text, delimiter, first_line)


def sniff_delimiter(text: str) -> str:
    """The delimiter that cuts the first rows into most columns, most evenly. Delimiters inside quotes do not count."""
    return max(_DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))


def _evenness(text: str, delimiter: str) -> float:
    reader = csv.reader(io.StringIO(text[: 4 * _LONGEST_FIELD], newline=""), delimiter=delimiter)
    try:
        widths = Counter(
            len(cells) for cells in islice(reader, _SAMPLE) if any(cell.strip() for cell in cells)
        )
    except csv.Error:
        return -1.0
    rows = widths.total()
    return max(((width - 1) * count / rows for width, count in widths.items()), default=0.0)


def _records(text: str, delimiter: str, first_line: int) -> Iterator[RawRow | LineProblem]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        lines_before = reader.line_num
        line = first_line + lines_before
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if (
                reader.line_num - lines_before > 1
                or "field larger" in str(error)
                or "end of data" in str(error)
            ):
                raise SheetError(
                    f'Vanaf regel {line} klopt een aanhalingsteken (") niet: de tekst erna loopt door op volgende '
                    "regels. Verbeter die regel en probeer het opnieuw."
                ) from error
            yield LineProblem(
                line,
                'Een aanhalingsteken (") staat midden in een tekst; schrijf het dubbel ("") of laat het weg.',
            )
        else:
            yield RawRow(line, cells)
