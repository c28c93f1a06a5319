"""Euros a calendar year, by source or by regularity, and a head; over the districts, by source."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from dashboards.analysis.funding import (
    UNLINKED_KEY,
    WIDE_KEY,
    GrantAt,
    grants_at,
    split_over_districts,
)
from dashboards.analysis.situation import Situation
from dashboards.analysis.slices import Slice, slice_of
from dashboards.analysis.words import euros_nl, number_nl
from dashboards.rows import IN_KIND
from language import Labels, gettext_noop
from language import gettext as _

SOURCES: Final = Labels(
    {
        "municipality": gettext_noop("Gemeente"),
        "province": gettext_noop("Provincie"),
        "national": gettext_noop("Rijk"),
        "housing": gettext_noop("Woningcorporatie"),
        "fund": gettext_noop("Fonds"),
        "crowd": gettext_noop("Crowdfunding"),
        "sponsor": gettext_noop("Sponsor"),
        "own": gettext_noop("Eigen bijdrage"),
    }
)
_FROM: Final = Labels(
    {
        "municipality": gettext_noop("van de gemeente"),
        "province": gettext_noop("van de provincie"),
        "national": gettext_noop("van het Rijk"),
        "housing": gettext_noop("van woningcorporaties"),
        "fund": gettext_noop("van fondsen"),
        "crowd": gettext_noop("uit crowdfunding"),
        "sponsor": gettext_noop("van sponsors"),
        "own": gettext_noop("uit eigen bijdragen"),
    }
)
REGULARITIES: Final = Labels(
    {
        "structural": gettext_noop("Structureel"),
        "multi_year": gettext_noop("Meerjarig"),
        "incidental": gettext_noop("Incidenteel"),
    }
)


class By(StrEnum):
    """What euros are divided by; the values stand in addresses."""

    SOURCE = "bron"
    REGULARITY = "regelmaat"


_KEYS: Final[dict[By, tuple[Labels[str], Callable[[GrantAt], str]]]] = {
    By.SOURCE: (SOURCES, lambda grant: grant.row.funder_kind),
    By.REGULARITY: (REGULARITIES, lambda grant: grant.row.regularity),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A year or a place: its euros by source or regularity, and its inhabitants where they are known."""

    key: str
    label: str
    slices: tuple[Slice, ...]
    """In the order of the columns."""
    inhabitants: Decimal | None = None

    @property
    def total(self) -> Slice:
        """All columns together."""
        parts = [part for found in self.slices for part in found.parts]
        return slice_of(self.key, self.label, parts)

    @property
    def cents_a_head(self) -> int | None:
        """Cents an inhabitant, rounded half up; None where the inhabitants are missing or none."""
        return a_head(self.total.cents, self.inhabitants)


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows (years or places) × columns (sources or regularities that have money)."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]

    @property
    def total_cents(self) -> int:
        """All rows together."""
        return sum(row.total.cents for row in self.rows)

    def column_cents(self, place: int) -> int:
        """Return the euros of a column over all rows, in cents."""
        return sum(row.slices[place].cents for row in self.rows)


def a_head(cents: int, inhabitants: Decimal | None) -> int | None:
    """Return cents an inhabitant, rounded half up; None where there is no number to divide by."""
    if not inhabitants:
        return None
    shared = Fraction(cents) / Fraction(inhabitants)
    return int(shared + Fraction(1, 2))


def inhabitants_of(situation: Situation) -> Decimal | None:
    """Return the inhabitants of the municipality; None where those of one of its districts are missing."""
    numbers = [place.district.inhabitants for place in situation.places]
    known = [number for number in numbers if number is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(numbers) else None


def years_grid(situation: Situation, by: By) -> Grid:
    """Return the euros of every calendar year, the earliest first, by source or by regularity.

    The inhabitants are those on the reference date, for every year: the money is what changes.
    """
    grants = _money(situation)
    people = inhabitants_of(situation)
    years = sorted({year for grant in grants for year, cents in grant.by_year.items() if cents})
    cells = {str(year): [(grant, grant.by_year.get(year, 0)) for grant in grants] for year in years}
    return _grid(by, [(key, key, people) for key in cells], cells)


def places_grid(situation: Situation, year: int, by: By) -> Grid:
    """Return the euros of a year by district, in the order of names, municipality-wide money in a row of its own.

    Every valid district has a row, also without money. Money of several districts is split equally to the cent.
    """
    cells: dict[str, list[tuple[GrantAt, int]]] = defaultdict(list)
    for grant in _money(situation):
        for code, cents in split_over_districts(grant, year).items():
            if cents:
                cells[code].append((grant, cents))
    valid = {place.district.code: place.district for place in situation.places}
    names = {row.code: row.name for row in situation.records.districts}
    places = sorted(valid.values(), key=lambda district: (district.name, district.code))
    heads = [(district.code, district.name, district.inhabitants) for district in places]
    rest = sorted(code for code in cells if code not in valid)
    special = {WIDE_KEY: _("Gemeentebreed"), UNLINKED_KEY: _("Nog niet gekoppeld aan een wijk")}
    names |= special
    heads += [
        (code, names.get(code, code), None)
        for code in sorted(rest, key=lambda code: (code in special, code))
    ]
    return _grid(by, heads, cells)


def _money(situation: Situation) -> Sequence[GrantAt]:
    return [grant for grant in grants_at(situation) if grant.row.kind != IN_KIND]


def _grid(
    by: By,
    heads: Sequence[tuple[str, str, Decimal | None]],
    cells: dict[str, list[tuple[GrantAt, int]]],
) -> Grid:
    labels, key_of = _KEYS[by]
    used = {key_of(grant) for parts in cells.values() for grant, cents in parts if cents}
    columns = tuple((key, label) for key, label in labels.items() if key in used)
    rows = []
    for key, label, people in heads:
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for grant, cents in cells.get(key, []):
            found[key_of(grant)].append((grant.row.id, cents))
        slices = tuple(slice_of(f"{key}:{name}", text, found[name]) for name, text in columns)
        rows.append(Row(key, label, slices, people))
    return Grid(columns, tuple(rows))


def years_heading(grid: Grid, year: int, by: By) -> str:
    """Return the finding: the euros of the year, what they are a head, and where most comes from."""
    row = next((row for row in grid.rows if row.key == str(year)), None)
    return _euros_sentence(grid, row, year, by)


def places_heading(grid: Grid, year: int, people: Decimal | None) -> str:
    """Return the finding: euros an inhabitant of the whole municipality, and the largest source."""
    summed = tuple(
        slice_of(key, label, [part for row in grid.rows for part in row.slices[place].parts])
        for place, (key, label) in enumerate(grid.columns)
    )
    return _euros_sentence(grid, Row("", "", summed, people), year, By.SOURCE)


def _euros_sentence(grid: Grid, row: Row | None, year: int, by: By) -> str:
    if row is None or not row.total.cents:
        return _("Voor {year} is geen geld geregistreerd.").format(year=year)
    (key, label), most = max(
        zip(grid.columns, row.slices, strict=True), key=lambda pair: pair[1].cents
    )
    share = number_nl(Fraction(most.cents * 100, row.total.cents))
    if by is By.SOURCE:
        rest = _("komt {source}").format(source=_FROM[key])
    else:
        rest = _("is {regularity}").format(regularity=label.lower())
    if row.cents_a_head is None:
        text = _("Voor {year} is {amount} geregistreerd; {share}% daarvan {rest}.")
    else:
        text = _(
            "Voor {year} is {amount} geregistreerd, {head} per inwoner; {share}% daarvan {rest}."
        )
    amount, head = euros_nl(row.total.cents), euros_nl(row.cents_a_head or 0)
    return text.format(year=year, amount=amount, head=head, share=share, rest=rest)
