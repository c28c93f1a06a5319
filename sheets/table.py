"""A table as read from a file: what every importer works on, whatever the file's format."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import chain

from sheets.errors import SheetError
from sheets.neutral import restore

type Cell = str | Decimal | date
"""Text as it stands in the file; from spreadsheets also real numbers (exact to 15 digits) and real dates."""

EXPLANATION_SHEET = "Toelichting"
"""The worksheet of our own exports that explains the columns; it is no data."""

_MEGABYTE = 1024 * 1024
_LOOK_FOR_HEADER = 20
_FOOTNOTE = re.compile(r"(bron\b|©|\(c\)|source\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost. The defaults are for uploads; a command line may allow more."""

    upload_bytes: int = 10 * _MEGABYTE
    inflated_bytes: int = 100 * _MEGABYTE
    rows: int = 50_000
    columns: int = 1_000
    worker_bytes: int = 280 * _MEGABYTE
    """Address space of the process that opens a spreadsheet."""
    worker_seconds: int = 10
    """Processor time of that process."""


AREA_FILES = Limits(
    upload_bytes=200 * _MEGABYTE,
    inflated_bytes=1_000 * _MEGABYTE,
    rows=250_000,
    worker_bytes=3_000 * _MEGABYTE,
    worker_seconds=120,
)
"""For the command line, where an administrator loads a country's key figures from a file of their own."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its line in the file (1 is the first, as a spreadsheet or editor counts) and a cell a header."""

    line: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class LineProblem:
    """A row that could not be read, with the reason in Dutch."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Table:
    """Headers and rows. Blank rows are left out; every other row is in `records` or in `problems`."""

    headers: tuple[str, ...]
    records: tuple[Record, ...]
    problems: tuple[LineProblem, ...] = ()
    notes: tuple[str, ...] = ()
    """What was read as no row of the table: a title above it, a source below it, other worksheets."""
    header_line: int = 1

    def mapping(self, record: Record) -> dict[str, Cell]:
        """The cells of a record by header."""
        return dict(zip(self.headers, record.cells, strict=True))


@dataclass(frozen=True, slots=True)
class RawRow:
    """Cells as a reader found them, before they are matched to headers."""

    line: int
    cells: Sequence[Cell]


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing but spaces."""
    return isinstance(cell, str) and not cell.strip()


def as_text(cell: Cell) -> str:
    """A cell as text: numbers plainly ('12', '0.1', never '12.0' or '1E+3'), dates as ISO."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return cell.isoformat()


def build_table(
    rows: Iterable[RawRow | LineProblem], limits: Limits, *, ragged: bool, notes: Sequence[str] = ()
) -> Table:
    """Make a table of raw rows: find the header, match every row to it, report rows that do not fit.

    `ragged` says that rows of a wrong length are mistakes (text files), not cells left blank (spreadsheets).
    Raises SheetError without a header, without rows, with two equal headers, and past the limits.
    """
    remaining = iter(rows)
    above, header = _find_header(remaining)
    width = max(
        (number for number, cell in enumerate(header.cells, 1) if not is_blank(cell)), default=0
    )
    headers = _headers(header.cells[:width], limits)
    builder = _Builder(width=width, limits=limits, ragged=ragged)
    for row in chain(above.after_header, remaining):
        builder.add(row)
    if not builder.records and not builder.problems:
        raise SheetError("Dit bestand heeft wel kolomkoppen, maar geen enkele rij eronder.")
    return Table(
        headers=headers,
        records=tuple(builder.records),
        problems=tuple(builder.problems),
        notes=(*notes, *above.titles, *builder.footnotes),
        header_line=header.line,
    )


@dataclass(slots=True)
class _Top:
    titles: list[str]
    after_header: list[RawRow | LineProblem]


def _find_header(rows: Iterator[RawRow | LineProblem]) -> tuple[_Top, RawRow]:
    """The first row with two filled cells or more; a single text above it is a title. One column needs no such row."""
    seen: list[RawRow] = []
    for row in rows:
        if isinstance(row, LineProblem):
            raise SheetError(
                f"De kolomkoppen op regel {row.line} zijn niet te lezen: {row.message}"
            )
        filled = sum(not is_blank(cell) for cell in row.cells)
        if filled >= 2:
            titles = [
                as_text(cell).strip()
                for above in seen
                for cell in above.cells
                if not is_blank(cell)
            ]
            return _Top(titles, []), row
        if filled:
            seen.append(row)
        if len(seen) >= _LOOK_FOR_HEADER:
            break
    if not seen:
        raise SheetError("Dit bestand is leeg: er staat geen enkele ingevulde cel in.")
    return _Top([], list(seen[1:])), seen[0]


def _headers(cells: Sequence[Cell], limits: Limits) -> tuple[str, ...]:
    if len(cells) > limits.columns:
        raise SheetError(
            f"Dit bestand heeft {len(cells)} kolommen; het mogen er hoogstens {limits.columns} zijn."
        )
    names: list[str] = []
    numbers: dict[str, int] = {}
    for number, cell in enumerate(cells, 1):
        name = header_name(restore(as_text(cell))) or f"kolom {number}"
        if (earlier := numbers.setdefault(name.casefold(), number)) != number:
            raise SheetError(
                f"De kolomkop ‘{name}’ komt twee keer voor (kolom {earlier} en {number}). "
                "Geef elke kolom een eigen naam."
            )
        names.append(name)
    return tuple(names)


def header_name(text: str) -> str:
    """A header as it is compared: composed characters, no byte order mark, every run of white space one space."""
    plain = unicodedata.normalize("NFC", text).replace("\ufeff", "")
    return " ".join(plain.split())


@dataclass(slots=True)
class _Builder:
    width: int
    limits: Limits
    ragged: bool
    records: list[Record] = field(default_factory=list)
    problems: list[LineProblem] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    def add(self, row: RawRow | LineProblem) -> None:
        if isinstance(row, LineProblem):
            self.problems.append(row)
        elif all(is_blank(cell) for cell in row.cells):
            return
        elif self._is_footnote(row):
            self.footnotes.append(
                next(as_text(cell).strip() for cell in row.cells if not is_blank(cell))
            )
        elif (message := self._misfit(row)) is not None:
            self.problems.append(LineProblem(row.line, message))
        else:
            self.records.append(Record(row.line, self._cells(row.cells)))
        if len(self.records) + len(self.problems) > self.limits.rows:
            raise SheetError(
                f"Dit bestand heeft meer dan {_grouped(self.limits.rows)} rijen. Splits het in kleinere bestanden."
            )

    def _is_footnote(self, row: RawRow) -> bool:
        first, *others = row.cells
        if self.width < 2 or not isinstance(first, str) or not _FOOTNOTE.match(first.strip()):
            return False
        return all(is_blank(cell) for cell in others)

    def _misfit(self, row: RawRow) -> str | None:
        found = len(row.cells)
        if found > self.width and not all(is_blank(cell) for cell in row.cells[self.width :]):
            filled = max(number for number, cell in enumerate(row.cells, 1) if not is_blank(cell))
            return f"Deze rij heeft {filled} cellen, terwijl er {self.width} kolomkoppen zijn."
        if found < self.width and self.ragged:
            return f"Deze rij heeft {found} cellen, terwijl er {self.width} kolomkoppen zijn."
        return None

    def _cells(self, cells: Sequence[Cell]) -> tuple[Cell, ...]:
        """The cells at the table's width; equal texts are kept in memory once."""
        kept = [
            self._shared(cell) if isinstance(cell, str) else cell for cell in cells[: self.width]
        ]
        kept.extend([""] * (self.width - len(kept)))
        return tuple(kept)

    def _shared(self, text: str) -> str:
        text = restore(text)
        return self.texts.setdefault(text, text)


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")
