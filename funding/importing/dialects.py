"""The registers of grants that are read besides our own columns.

How to add one is told in `initiatives.importing.dialect`.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from areas.models import Municipality
from funding.course import StepRefused
from funding.course.register import RegisterGrant, register_grant
from funding.importing.rows import GrantRow, Project
from initiatives.importing.dialect import Dialect
from initiatives.importing.report import RowRefused
from sheets.table import Cell, as_text
from sheets.values import (
    clean_text,
    euros,
    optional,
    parse_cents,
    parse_date,
    parse_integer,
    shortened,
)


@dataclass(frozen=True)
class Surroundings:
    """What a dialect may ask about the municipality and the file; `met` counts rows that look the same."""

    municipality: Municipality
    today: date
    met: Counter[str] = field(default_factory=Counter)


_REGULARITIES: Final = {"eenmalig": "incidental", "periodiek": "structural"}
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


@dataclass(frozen=True, slots=True)
class _Register:
    """Where a register keeps what a grant needs; `number` and `seen_on` may be absent."""

    applicant: str
    scheme: str
    project: str
    regularity: str
    requested: str
    granted: str
    settled: str
    year: str
    number: str = ""
    seen_on: str = ""

    def row(self, line: int, cells: Mapping[str, Cell], around: Surroundings) -> GrantRow:
        """A row of the register as a grant; what is wrong with it is told of the register's own column."""
        year, known_on = self._year(cells), self._known_on(cells, around)
        requested, granted, settled = (
            self._cents(cells, header) for header in (self.requested, self.granted, self.settled)
        )
        try:
            grant = register_grant(requested, granted, settled, year, known_on)
        except StepRefused as refusal:
            raise RowRefused(getattr(self, refusal.field), refusal.message) from refusal
        number = self._text(cells, self.number, 100) if self.number else self._number(cells, around)
        project = Project(
            self._text(cells, self.project, 200),
            self._text(cells, self.applicant, 200, needed=False),
            year,
        )
        return GrantRow(line, self._cells(cells, grant, number, around), grant.derived, project)

    def _cells(
        self, cells: Mapping[str, Cell], grant: RegisterGrant, number: str, around: Surroundings
    ) -> dict[str, Cell]:
        """The grant in our own columns; a column that the register does not fill is blank."""
        course = grant.columns
        amounts = ("requested", "granted", "settled", "paid")
        dates = ("received_on", "decided_on", "settled_on")
        return {
            "reference": number,
            "funder": f"Gemeente {around.municipality.name}",
            "funder_kind": course.funder_kind,
            "scheme": cells[self.scheme],
            "kind": course.kind,
            "regularity": self._regularity(cells),
            "case_number": number if self.number else "",
            "state": course.state,
            "period_start": grant.period_start,
            "period_end": grant.period_end,
            "reason": course.reason,
            **{name: _blank(euros(getattr(course, name))) for name in amounts},
            **{name: _blank(getattr(course, name)) for name in dates},
        }

    def _number(self, cells: Mapping[str, Cell], around: Surroundings) -> str:
        """A number for a register without any: the same row gets the same one in every import.

        It follows from what does not change when the grant takes its course; equal rows are numbered on.
        """
        fixed = (
            self.applicant,
            self.scheme,
            self.project,
            self.regularity,
            self.year,
            self.requested,
        )
        text = "\x1f".join(" ".join(as_text(cells[header]).split()) for header in fixed)
        key = hashlib.sha256(text.encode()).hexdigest()[:16]
        around.met[key] += 1
        times = around.met[key]
        return f"R-{key}" if times == 1 else f"R-{key}-{times}"

    def _year(self, cells: Mapping[str, Cell]) -> int:
        try:
            year = parse_integer(cells[self.year])
        except ValueError as error:
            raise RowRefused(self.year, str(error)) from error
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            raise RowRefused(self.year, _("‘%(year)s’ is geen subsidiejaar.") % {"year": year})
        return year

    def _cents(self, cells: Mapping[str, Cell], header: str) -> int | None:
        try:
            return optional(parse_cents, cells[header])
        except ValueError as error:
            raise RowRefused(header, str(error)) from error

    def _known_on(self, cells: Mapping[str, Cell], around: Surroundings) -> date:
        """The day of the overview, else today; a register can tell nothing of later days."""
        if not self.seen_on:
            return around.today
        try:
            return optional(parse_date, cells[self.seen_on]) or around.today
        except ValueError as error:
            raise RowRefused(self.seen_on, str(error)) from error

    def _regularity(self, cells: Mapping[str, Cell]) -> str:
        written = as_text(cells[self.regularity]).strip()
        found = _REGULARITIES.get(written.casefold())
        if found is None:
            told = {"written": shortened(written), "known": ", ".join(_REGULARITIES)}
            raise RowRefused(
                self.regularity,
                _("‘%(written)s’ is geen bekende periodiciteit; bekend zijn: %(known)s.") % told,
            )
        return found

    def _text(
        self, cells: Mapping[str, Cell], header: str, max_length: int, *, needed: bool = True
    ) -> str:
        try:
            text = " ".join(clean_text(cells[header], max_length=max_length).split())
        except ValueError as error:
            raise RowRefused(header, str(error)) from error
        if needed and not text:
            raise RowRefused(header, _("Deze cel is leeg."))
        return text

    def fills(self) -> dict[str, str]:
        """Our fields and the columns that fill them."""
        return {
            "reference": self.number or self.project,
            "case_number": self.number,
            "scheme": self.scheme,
            "regularity": self.regularity,
            "requested": self.requested,
            "granted": self.granted,
            "settled": self.settled,
            "paid": self.settled,
            "state": self.granted,
            "period_start": self.year,
            "decided_on": self.year,
            "settled_on": self.seen_on or self.year,
        }

    def dialect(self, name: str) -> Dialect[Surroundings, GrantRow]:
        """The dialect of this register."""
        headers = tuple(getattr(self, item) for item in self.__slots__ if getattr(self, item))
        return Dialect(name=name, headers=headers, fills=self.fills(), convert=self.row)


def _blank[T](value: T | None) -> T | str:
    return "" if value is None else value


_AMSTERDAM: Final = _Register(
    number="DOSSIERNUMMER",
    applicant="AANVRAGER",
    scheme="REGELINGNAAM",
    project="PROJECT_NAAM",
    regularity="TYPE_PERIODICITEIT",
    requested="BEDRAG_AANGEVRAAGD",
    granted="BEDRAG_VERLEEND",
    settled="BEDRAG_VASTGESTELD",
    year="SUBSIDIEJAAR",
    seen_on="DATUM_OVERZICHT",
)
_PORTAL: Final = _Register(
    applicant="Name",
    scheme="Arrangement",
    project="Project",
    regularity="Periodicity",
    requested="Requested",
    granted="Delivered",
    settled="Established",
    year="Year",
)
DIALECTS: Final[tuple[Dialect[Surroundings, GrantRow], ...]] = (
    _AMSTERDAM.dialect("subsidieregister (DOSSIERNUMMER, AANVRAGER, REGELINGNAAM, …)"),
    _PORTAL.dialect("subsidieportaal (Name, Project, Arrangement, …)"),
)
