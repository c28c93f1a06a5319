"""The file that an import gives back: the rows that were refused, as they stood, with the line and the reason."""

from collections.abc import Iterator, Sequence
from typing import Final

from administration.models import CheckedRow, Upload
from initiatives.importing.reading import LINE_HEADER
from sheets.columns import Column, Kind, Row

REASON_HEADERS: Final = ("reden", "reden van weigering")
"""The column with the reasons; the second where the file has a column `reden` of its own."""
_GIVEN_BACK: Final = (CheckedRow.Verdict.REFUSED, CheckedRow.Verdict.ASIDE)


def refused_columns(headers: Sequence[str]) -> list[Column]:
    """The columns of the file itself, then where a row stood and why it was refused."""
    taken = {header.casefold() for header in headers}
    reason = next(
        (name for name in REASON_HEADERS if name not in taken),
        f"{REASON_HEADERS[0]} {len(taken)}",
    )
    own = [Column(header) for header in headers]
    return [*own, Column(LINE_HEADER, Kind.INTEGER), Column(reason)]


def refused_rows(upload: Upload) -> Iterator[Row]:
    """Every refused row in the order of the file, in constant memory; one that was not read has its reason only."""
    blank = [""] * len(upload.headers)
    rows = upload.checked.filter(verdict__in=_GIVEN_BACK).order_by("line")
    for line, cells, told in rows.values_list("line", "cells", "told").iterator(chunk_size=1_000):
        reasons = (f"{column}: {reason}" if column else reason for column, reason in told)
        yield (*(cells or blank), line, " | ".join(reasons))
