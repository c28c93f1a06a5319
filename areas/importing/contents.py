"""What a file of areas says, before it meets the database."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from areas.importing.codes import AreaCode, Level
from sheets.neutral import visible

type Geometry = dict[str, Any]
"""A GeoJSON geometry in WGS84: a Polygon or MultiPolygon."""


class ImportRefused(Exception):
    """A file that is not loaded; `problems` says what is wrong where, if it is about rows."""

    def __init__(self, message: str, problems: Iterable["Problem"] = ()) -> None:
        super().__init__(visible(message))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one row or feature, in Dutch; `where` reads "regel 12" or "kenmerk 3"."""

    where: str
    reason: str

    def __str__(self) -> str:
        return visible(f"{self.where}: {self.reason}")


@dataclass(slots=True)
class Area:
    """A wijk or buurt. `year` is that of the division, None = not known; no name = not in the file."""

    code: AreaCode
    name: str = ""
    year: int | None = None
    boundary: Geometry | None = None


@dataclass(frozen=True, slots=True)
class NamedArea:
    """A boundary without a CBS code: to be found by its name.

    `level` and `district_number` (the wijk's own number) help to tell areas of one name apart, where the file has them.
    """

    where: str
    name: str
    boundary: Geometry
    year: int | None
    level: Level | None = None
    district_number: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One key figure; no value = not published."""

    where: str
    code: AreaCode
    year: int
    indicator: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Serve:
    """A target group that an area should (or, deviating, need not) have a place for."""

    where: str
    code: AreaCode
    year: int
    target_group: str
    serves: bool


@dataclass(slots=True)
class Contents:
    """All that one file says. Only files that list wijken as such (`is_division`) may change the division."""

    kind: str
    areas: list[Area] = field(default_factory=list)
    named_areas: list[NamedArea] = field(default_factory=list)
    municipalities: dict[str, str] = field(default_factory=dict)
    """Gemeente code → name; an empty name = not in the file."""
    figures: list[Figure] = field(default_factory=list)
    serves: list[Serve] = field(default_factory=list)
    complete: set[tuple[str, int]] = field(default_factory=set)
    """Gemeente code and year whose wijken are proven to be all of them."""
    is_division: bool = True
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
