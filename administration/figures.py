"""Which figures the wijken of a municipality have, and the template to fill in what is missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.db.models import BooleanField, ExpressionWrapper, Q

from areas.models import District, KeyFigure, Municipality, NeedIndicator
from sheets.columns import Column, Kind, Row

INHABITANTS: Final = "inhabitants"
TEMPLATE_COLUMNS: Final = (
    Column("code", Kind.CODE),
    Column("year", Kind.INTEGER),
    Column("indicator"),
    Column("value", Kind.DECIMAL),
    Column("name"),
)


@dataclass(frozen=True, slots=True)
class Present:
    """A figure that is there, with its year; no value = published as missing."""

    year: int
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class WijkLine:
    """A wijk with its inhabitants and its need indicators, in the order of the table; None = not loaded."""

    code: str
    name: str
    has_boundary: bool
    figures: tuple[Present | None, ...]


@dataclass(frozen=True, slots=True)
class AreaOverview:
    """What is loaded for the wijken that hold on a day."""

    indicators: tuple[NeedIndicator, ...]
    lines: tuple[WijkLine, ...]

    @property
    def with_boundary(self) -> int:
        """How many wijken have a boundary."""
        return sum(line.has_boundary for line in self.lines)

    @property
    def with_inhabitants(self) -> int:
        """How many wijken have a number of inhabitants."""
        return sum(_has_value(line.figures[0]) for line in self.lines)

    @property
    def with_needs(self) -> int:
        """How many wijken have at least one need indicator."""
        return sum(any(map(_has_value, line.figures[1:])) for line in self.lines)


def _has_value(figure: Present | None) -> bool:
    return figure is not None and figure.value is not None


def area_overview(municipality: Municipality, day: date) -> AreaOverview:
    """The wijken that hold in the year of `day`, with per indicator the latest figure not after it."""
    indicators = tuple(NeedIndicator.objects.filter(municipality=municipality))
    names = [INHABITANTS, *(indicator.indicator for indicator in indicators)]
    latest = _latest(municipality, names, day.year)
    districts = (
        District.objects.filter(municipality=municipality)
        .valid_in(day.year)
        .order_by("code")
        .annotate(has_boundary=ExpressionWrapper(Q(boundary__isnull=False), BooleanField()))
        .values_list("code", "name", "has_boundary")
    )
    lines = (
        WijkLine(code, name, bool(has), tuple(latest.get((code, one)) for one in names))
        for code, name, has in districts
    )
    return AreaOverview(indicators, tuple(lines))


def _latest(
    municipality: Municipality, indicators: Sequence[str], year: int
) -> dict[tuple[str, str], Present]:
    rows = KeyFigure.objects.filter(
        municipality=municipality, indicator__in=indicators, district__isnull=False, year__lte=year
    ).order_by("year")
    return {
        (code, indicator): Present(found, plain(value))
        for code, indicator, found, value in rows.values_list(
            "area_code", "indicator", "year", "value"
        )
    }


def plain(value: Decimal | None) -> Decimal | None:
    """A figure without the zeros that its column adds: 3000, not 3000.000000000."""
    if value is None:
        return None
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()


def template_rows(overview: AreaOverview, year: int) -> Iterator[Row]:
    """A row for each wijk and need indicator: what is known with its own year, else blank for `year`.

    Loading the template as it is changes nothing that is known: a blank in a later year would hide it.
    """
    for line in overview.lines:
        for indicator, figure in zip(overview.indicators, line.figures[1:], strict=True):
            known = figure or Present(year, None)
            yield line.code, known.year, indicator.indicator, known.value, line.name
