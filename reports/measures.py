"""A part of a municipality: what stands in some of its districts, and the euros that fall to them. No Django."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace

from dashboards.analysis.funding import WIDE_KEY, GrantAt, fund, grants_at, split_over_districts
from dashboards.analysis.situation import Situation


def within(situation: Situation, codes: Collection[str]) -> Situation:
    """The situation of these districts alone; without codes that of the whole municipality.

    Initiatives of the whole municipality or without a district are left out, as in the cells; the number of
    municipality-wide ones beside a cell stays.
    """
    if not codes:
        return situation
    return replace(
        situation,
        places=tuple(place for place in situation.places if place.district.code in codes),
        initiatives={
            pk: item
            for pk, item in situation.initiatives.items()
            if not item.row.municipality_wide and not set(item.row.district_codes).isdisjoint(codes)
        },
    )


@dataclass(frozen=True, slots=True)
class Euros:
    """Cents under a heading."""

    label: str
    cents: int


@dataclass(frozen=True, slots=True)
class Money:
    """The euros that count: per calendar year, and of one year per funder and per district."""

    year: int
    by_year: tuple[Euros, ...]
    by_funder: tuple[Euros, ...]
    by_district: tuple[Euros, ...]


def money_of(situation: Situation, codes: Collection[str]) -> Money:
    """The euros of these districts (their equal share of each grant), or without codes of the municipality."""
    year = situation.at.year
    grants = fund(situation, year, grants_at(situation)).grants

    def share(grant: GrantAt, in_year: int) -> int:
        parts = split_over_districts(grant, in_year)
        return sum(cents for key, cents in parts.items() if not codes or key in codes)

    years: Counter[int] = Counter()
    funders: Counter[str] = Counter()
    for grant in grants:
        for counted in grant.by_year:
            years[counted] += share(grant, counted)
        funders[grant.row.funder] += share(grant, year)
    lines = fund(situation, year, grants).by_district
    return Money(
        year,
        tuple(Euros(str(counted), years[counted]) for counted in sorted(years) if years[counted]),
        tuple(
            Euros(name, cents)
            for name, cents in sorted(funders.items(), key=lambda item: (-item[1], item[0]))
            if cents
        ),
        tuple(
            Euros(line.label, line.cents)
            for line in lines
            if line.cents and (not codes or (line.key in codes and line.key != WIDE_KEY))
        ),
    )
