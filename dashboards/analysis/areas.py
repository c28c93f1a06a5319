"""The districts at a reference date, with the key figures and groups to serve that hold then."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from dashboards.rows import EVERYONE, INHABITANTS, DistrictRow, FigureRow, Records, ServeRow


@dataclass(frozen=True, slots=True)
class DistrictAt:
    """A district that is valid at the reference date."""

    id: int
    code: str
    name: str
    figures: Mapping[str, Decimal]
    """The key figures that hold, by indicator; what is missing is absent."""
    groups: tuple[str, ...]
    """The codes of the groups to serve, in the order of the target groups."""

    @property
    def inhabitants(self) -> Decimal | None:
        """The number of inhabitants; None where it is missing."""
        return self.figures.get(INHABITANTS)


def inhabitants_fraction(district: DistrictAt) -> Fraction | None:
    """The inhabitants as an exact number; None where they are missing."""
    return None if district.inhabitants is None else Fraction(district.inhabitants)


def valid_districts(districts: Iterable[DistrictRow], year: int) -> list[DistrictRow]:
    """Return the districts of the division that holds in `year`, in the order of their codes.

    Both years of a district are inclusive; an unknown one does not limit. Districts of the earliest division that
    is known hold before it too ("without a known earlier division, valid at every D").
    """
    rows = sorted(districts, key=lambda row: row.code)
    begins = [0 if row.valid_from_year is None else row.valid_from_year for row in rows]
    earliest = min(begins, default=0)
    return [
        row
        for row, begin in zip(rows, begins, strict=True)
        if (begin <= year or begin == earliest)
        and (row.valid_to_year is None or year <= row.valid_to_year)
    ]


def division_year(districts: Iterable[DistrictRow], year: int) -> int:
    """Return a year in which exactly the division holds that counts in `year`: before the earliest known, its first."""
    return max(year, min((row.valid_from_year or 0 for row in districts), default=0))


def figures_in(figures: Iterable[FigureRow], year: int) -> dict[str, dict[str, Decimal]]:
    """Return the key figures that hold in `year`, by district code and indicator.

    Of each indicator the latest year not after `year` counts. If that one was published without a value the
    figure is missing, hence absent: no fall-back to an older year, and not zero.
    """
    latest: dict[tuple[str, str], FigureRow] = {}
    for row in figures:
        key = (row.district_code, row.indicator)
        if row.year <= year and (key not in latest or latest[key].year < row.year):
            latest[key] = row
    result: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for row in latest.values():
        if row.value is not None:
            result[row.district_code][row.indicator] = row.value
    return result


def groups_in(serves: Iterable[ServeRow], year: int) -> dict[str | None, frozenset[str]]:
    """Return the latest list of groups to serve not after `year`, by district code (None: the municipality's).

    Any row of a year makes that year's list, also one that says a group need not be served; a later list replaces
    an earlier one whole. "everyone" is no group in particular and is left out.
    """
    latest: dict[str | None, tuple[int, set[str]]] = {}
    for row in serves:
        if row.year > year:
            continue
        if row.district_code not in latest or latest[row.district_code][0] < row.year:
            latest[row.district_code] = (row.year, set())
        if row.year == latest[row.district_code][0] and row.serves and row.target_group != EVERYONE:
            latest[row.district_code][1].add(row.target_group)
    return {code: frozenset(groups) for code, (_year, groups) in latest.items()}


def districts_at(records: Records, year: int) -> tuple[DistrictAt, ...]:
    """Return the districts valid in `year`, by code, with what is known of each.

    A district's own latest list of groups counts however old it is; only without one the municipality's does.
    """
    figures = figures_in(records.figures, year)
    groups = groups_in(records.serves, year)
    of_municipality = groups.get(None, frozenset())
    order = {group.code: index for index, group in enumerate(records.target_groups)}

    def at(row: DistrictRow) -> DistrictAt:
        own = groups.get(row.code, of_municipality)
        in_order = sorted(own, key=lambda code: (order.get(code, len(order)), code))
        return DistrictAt(row.id, row.code, row.name, figures.get(row.code, {}), tuple(in_order))

    return tuple(at(row) for row in valid_districts(records.districts, year))
