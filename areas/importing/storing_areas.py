"""Wijken and buurten of a file against those in the database."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.utils import timezone

from areas.importing.boundaries import join_boundaries
from areas.importing.codes import AreaCode, Level
from areas.importing.contents import Area
from areas.importing.report import Outcome, Report, Tally
from areas.models import District, Municipality, Neighbourhood

_FIELDS: Final = ["name", "division_year", "boundary", "boundary_year", "version", "updated_at"]
_BATCH: Final = 200
"""Boundaries are large: few rows a statement."""


@dataclass(slots=True)
class _Register[A: (District, Neighbourhood)]:
    """The rows of one kind, by code, and which of them are new or changed."""

    rows: dict[str, A]
    new: dict[str, A] = field(default_factory=dict)
    changed: dict[str, A] = field(default_factory=dict)

    def mark(self, row: A) -> None:
        """Note that a row that was there already is to be saved."""
        if row.code not in self.new and row.code not in self.changed:
            row.version += 1
            row.updated_at = timezone.now()
            self.changed[row.code] = row

    def tell(self, codes: Iterable[str], tally: Tally) -> None:
        """Count the rows of the file."""
        for code in codes:
            same = Outcome.CHANGED if code in self.changed else Outcome.SAME
            tally.mark(code, Outcome.NEW if code in self.new else same)


@dataclass(slots=True)
class Wijken:
    """All wijken of the gemeenten of a file, while it is being stored."""

    register: _Register[District]

    @classmethod
    def of(cls, municipalities: Mapping[str, Municipality]) -> "Wijken":
        """Those in the database."""
        found = District.objects.filter(municipality__in=list(municipalities.values()))
        return cls(_Register({district.code: district for district in found}))

    def __getitem__(self, code: str) -> District:
        return self.register.rows[code]

    def get(self, code: str) -> District | None:
        """The wijk with this code, if there is one."""
        return self.register.rows.get(code)

    def all(self) -> Iterable[District]:
        """Every wijk, of the file and of before."""
        return self.register.rows.values()

    def save(self, tally: Tally, codes: Iterable[str]) -> None:
        """Write what is new or changed, and count the wijken of the file."""
        self.register.tell(codes, tally)
        District.objects.bulk_create(self.register.new.values(), batch_size=_BATCH)
        District.objects.bulk_update(
            self.register.changed.values(),
            [*_FIELDS, "valid_from_year", "valid_to_year"],
            batch_size=_BATCH,
        )
        self.register.new, self.register.changed = {}, {}


def apply_districts(
    areas: Sequence[Area],
    municipalities: Mapping[str, Municipality],
    wijken: Wijken,
    report: Report,
) -> None:
    """Bring the wijken of a file in; also those that only their buurten name. Nothing is written yet."""
    listed = [area for area in areas if area.code.level is Level.DISTRICT]
    implied = _implied(areas, {area.code.text for area in listed})
    unnamed = [area for area in implied if wijken.get(area.code.text) is None]
    if unnamed:
        first = unnamed[0].code.text
        report.notes.append(
            f"{len(unnamed)} wijken staan niet zelf in het bestand maar wel hun buurten; "
            f"zij heten nu naar hun code ({first})."
        )
    kept = 0
    for area in [*listed, *implied]:
        code = area.code.text
        district = wijken.get(code)
        if district is None:
            district = District(
                municipality=municipalities[area.code.municipality], code=code, name=code
            )
            wijken.register.rows[code] = district
            wijken.register.new[code] = district
        if _apply(area, district):
            wijken.register.mark(district)
        kept += _keeps_boundary(area, district)
    if kept:
        report.notes.append(f"{kept} grenzen uit een ander, nieuwer jaar zijn blijven staan.")


def _implied(areas: Sequence[Area], listed: set[str]) -> list[Area]:
    """The wijken of buurten, where the file does not list them."""
    years: dict[str, int | None] = {}
    for area in areas:
        if area.code.level is Level.NEIGHBOURHOOD and area.code.district not in listed:
            years.setdefault(area.code.district, area.year)
    return [Area(AreaCode(code, Level.DISTRICT), year=year) for code, year in years.items()]


def store_neighbourhoods(areas: Sequence[Area], wijken: Wijken, report: Report) -> None:
    """Bring the buurten of a file in, below the wijk that their code names. The wijken are saved already."""
    listed = [area for area in areas if area.code.level is Level.NEIGHBOURHOOD]
    if not listed:
        return
    codes = {area.code.municipality for area in listed}
    found = Neighbourhood.objects.filter(municipality__code__in=codes)
    register = _Register({row.code: row for row in found})
    for area in listed:
        code = area.code.text
        row = register.rows.get(code)
        if row is None:
            district = wijken[area.code.district]
            row = Neighbourhood(
                municipality_id=district.municipality_id, district=district, code=code, name=code
            )
            register.rows[code] = row
            register.new[code] = row
        if _apply(area, row):
            register.mark(row)
    register.tell([area.code.text for area in listed], report.neighbourhoods)
    Neighbourhood.objects.bulk_create(register.new.values(), batch_size=_BATCH)
    Neighbourhood.objects.bulk_update(register.changed.values(), _FIELDS, batch_size=_BATCH)
    if any(area.boundary for area in listed):
        _outline_districts(register.rows.values(), wijken, report)


def _apply(area: Area, row: District | Neighbourhood) -> bool:
    """Let a row say what the newest file that names it says; whether that changed anything.

    A file without a year is older than one with a year. So the order of loading makes no difference.
    """
    before = (row.name, row.division_year, row.boundary, row.boundary_year)
    if area.name and (row.name == row.code or (area.year or 0) >= (row.division_year or 0)):
        row.name = area.name
    if area.year is not None and area.year > (row.division_year or 0):
        row.division_year = area.year
    if area.boundary is not None and (
        row.boundary is None or (area.year or 0) >= (row.boundary_year or 0)
    ):
        row.boundary, row.boundary_year = area.boundary, area.year
    return before != (row.name, row.division_year, row.boundary, row.boundary_year)


def _keeps_boundary(area: Area, row: District) -> bool:
    return area.boundary is not None and (area.year or 0) < (row.boundary_year or 0)


def _outline_districts(rows: Iterable[Neighbourhood], wijken: Wijken, report: Report) -> None:
    """Give a wijk without a boundary, or with an older one, the outline of its buurten, if all of them have one."""
    by_district: dict[int, list[Neighbourhood]] = defaultdict(list)
    for row in rows:
        by_district[row.district_id].append(row)
    outlined = 0
    for district in wijken.all():
        members = by_district.get(district.pk, [])
        newest = max((row.division_year or 0 for row in members), default=0)
        current = [row for row in members if (row.division_year or 0) == newest]
        boundaries = [row.boundary for row in current if row.boundary]
        if not current or len(boundaries) < len(current):
            continue
        years = [row.boundary_year or 0 for row in current]
        if district.boundary is None or min(years) > (district.boundary_year or 0):
            district.boundary, district.boundary_year = (
                join_boundaries(boundaries),
                min(years) or None,
            )
            wijken.register.mark(district)
            outlined += 1
    if outlined:
        changed = list(wijken.register.changed)
        wijken.save(report.districts, changed)
        report.notes.append(f"De grens van {outlined} wijken is afgeleid uit die van hun buurten.")
