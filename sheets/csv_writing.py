"""CSV for people: semicolons, decimal comma, UTF-8 with a byte order mark, CRLF, ISO dates."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sheets.columns import Column, Plain, Row, digits, headers, plain_rows, yes_or_no

_CHUNK = 64 * 1024


def csv_chunks(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[bytes]:
    """The file in pieces; the headers come at once."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(headers(columns))
    yield codecs.BOM_UTF8 + _drain(buffer)
    for row in plain_rows(columns, rows):
        writer.writerow([_text(value) for value in row])
        if buffer.tell() > _CHUNK:
            yield _drain(buffer)
    yield _drain(buffer)


def _text(value: Plain) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return yes_or_no(value)
    return value.isoformat() if isinstance(value, date) else digits(value).replace(".", ",")


def _drain(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()
