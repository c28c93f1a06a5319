"""Euros at the reference date: by status, year, regularity, funder, district and lesson.

The amount that counts is the settled one, else the granted one, of committed grants; requested is shown apart, and
in kind stays apart from euros. Amounts of one grant are whole cents that add up in every division but the one over
lessons: there the amounts overlap, and no total is given.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from dashboards.analysis.money import cents_by_year, counted_cents, granted_cents, settled_cents
from dashboards.analysis.situation import InitiativeAt, Situation
from dashboards.rows import IN_KIND, GrantRow
from funding.money import split_equally
from language import gettext as _

WIDE_KEY = "gemeentebreed"
"""The row of money of municipality-wide initiatives."""
UNLINKED_KEY = "niet-gekoppeld"
"""The row of money of initiatives without a district."""
NO_LESSON_KEY = "geen-les"
"""The row of money of initiatives without a lesson."""


@dataclass(frozen=True, slots=True)
class GrantAt:
    """A grant at the reference date; amounts in cents, None is not yet decided."""

    row: GrantRow
    initiative: InitiativeAt
    granted_cents: int | None
    settled_cents: int | None
    counted_cents: int
    """What counts as euros: 0 for what is not committed."""
    by_year: Mapping[int, int]
    """`counted_cents` over the calendar years."""

    def cents(self, year: int | None) -> int:
        """Return what counts in a calendar year, or in all years together."""
        return self.counted_cents if year is None else self.by_year.get(year, 0)


@dataclass(frozen=True, slots=True)
class StatusLine:
    """The grants that stand in one state, in the order of their ids."""

    state: str
    count: int
    requested_cents: int
    granted_cents: int
    counted_cents: int
    paid_cents: int
    grant_ids: tuple[int, ...]
    initiative_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """Euros that count under one heading, with the grants and initiatives behind them."""

    key: str
    label: str
    cents: int
    grant_ids: tuple[int, ...]
    initiative_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Funding:
    """The euros of a municipality at the reference date, over one calendar year or (None) over all years."""

    at: date
    year: int | None
    grants: tuple[GrantAt, ...]
    """In euros; the lines below count these."""
    in_kind: tuple[GrantAt, ...]
    total_cents: int
    by_status: tuple[StatusLine, ...]
    """All grants in euros, whatever their year; in the order in which states first occur."""
    by_year: tuple[MoneyLine, ...]
    """All years, the earliest first: adds up to the total over all years."""
    by_regularity: tuple[MoneyLine, ...]
    by_funder: tuple[MoneyLine, ...]
    by_district: tuple[MoneyLine, ...]
    """Every valid district, then others that have money, municipality-wide and not linked."""
    by_lesson: tuple[MoneyLine, ...]
    """Every lesson, then those without one. Amounts overlap: never add them up."""


def grants_at(situation: Situation) -> tuple[GrantAt, ...]:
    """Return the grants of the initiatives at hand as they stand at the reference date, by id."""
    at = situation.at
    rows = [row for row in situation.records.grants if row.initiative_id in situation.initiatives]
    return tuple(
        GrantAt(
            row=row,
            initiative=situation.initiatives[row.initiative_id],
            granted_cents=granted_cents(row, at),
            settled_cents=settled_cents(row, at),
            counted_cents=counted_cents(row, at),
            by_year=cents_by_year(row, at),
        )
        for row in sorted(rows, key=lambda row: row.id)
    )


def fund(
    situation: Situation, year: int | None, grants: Sequence[GrantAt] | None = None
) -> Funding:
    """Return the euros of the given grants (default: all) in a calendar year, or over all years."""
    chosen = grants_at(situation) if grants is None else grants
    money = tuple(grant for grant in chosen if grant.row.kind != IN_KIND)
    return Funding(
        at=situation.at,
        year=year,
        grants=money,
        in_kind=tuple(grant for grant in chosen if grant.row.kind == IN_KIND),
        total_cents=sum(grant.cents(year) for grant in money),
        by_status=_by_status(money),
        by_year=_by_year(money),
        by_regularity=_by(money, year, lambda grant: grant.row.regularity),
        by_funder=_by(money, year, lambda grant: grant.row.funder),
        by_district=_by_district(situation, money, year),
        by_lesson=_by_lesson(situation, money, year),
    )


def split_over_districts(grant: GrantAt, year: int | None) -> dict[str, int]:
    """Return a grant's euros over the districts its initiative names, equally to the cent, in the order of codes.

    Municipality-wide money, and that of an initiative without a district, has a key of its own.
    """
    cents = grant.cents(year)
    row = grant.initiative.row
    if row.municipality_wide:
        return {WIDE_KEY: cents}
    codes = sorted(set(row.district_codes))
    return (
        dict(zip(codes, split_equally(cents, len(codes)), strict=True))
        if codes
        else {UNLINKED_KEY: cents}
    )


def _line(key: str, label: str, parts: Iterable[tuple[GrantAt, int]]) -> MoneyLine:
    found = [(grant, cents) for grant, cents in parts if cents]
    grants = tuple(grant.row.id for grant, _cents in found)
    initiatives = tuple(dict.fromkeys(grant.initiative.id for grant, _cents in found))
    return MoneyLine(key, label, sum(cents for _grant, cents in found), grants, initiatives)


def _by_status(grants: Iterable[GrantAt]) -> tuple[StatusLine, ...]:
    grouped: dict[str, list[GrantAt]] = defaultdict(list)
    for grant in grants:
        grouped[grant.row.state].append(grant)
    return tuple(
        StatusLine(
            state=state,
            count=len(members),
            requested_cents=sum(grant.row.requested_cents or 0 for grant in members),
            granted_cents=sum(grant.granted_cents or 0 for grant in members),
            counted_cents=sum(grant.counted_cents for grant in members),
            paid_cents=sum(grant.row.paid_cents for grant in members),
            grant_ids=tuple(grant.row.id for grant in members),
            initiative_ids=tuple(dict.fromkeys(grant.initiative.id for grant in members)),
        )
        for state, members in grouped.items()
    )


def _by_year(grants: Sequence[GrantAt]) -> tuple[MoneyLine, ...]:
    years = sorted({year for grant in grants for year in grant.by_year})
    return tuple(
        _line(str(year), str(year), [(grant, grant.cents(year)) for grant in grants])
        for year in years
    )


def _by(
    grants: Iterable[GrantAt], year: int | None, key: Callable[[GrantAt], str]
) -> tuple[MoneyLine, ...]:
    grouped: dict[str, list[tuple[GrantAt, int]]] = defaultdict(list)
    for grant in grants:
        if cents := grant.cents(year):
            grouped[key(grant)].append((grant, cents))
    lines = [_line(name, name, parts) for name, parts in grouped.items()]
    return tuple(sorted(lines, key=lambda line: (-line.cents, line.label)))


def _by_district(
    situation: Situation, grants: Iterable[GrantAt], year: int | None
) -> tuple[MoneyLine, ...]:
    grouped: dict[str, list[tuple[GrantAt, int]]] = {
        place.district.code: [] for place in situation.places
    }
    special = {WIDE_KEY: _("Gemeentebreed"), UNLINKED_KEY: _("Nog niet gekoppeld aan een wijk")}
    names = {row.code: row.name for row in situation.records.districts} | special
    for grant in grants:
        for code, cents in split_over_districts(grant, year).items():
            if cents or code in grouped:
                grouped.setdefault(code, []).append((grant, cents))
    order = [
        *sorted(code for code in grouped if code not in special),
        *(code for code in special if code in grouped),
    ]
    return tuple(_line(code, names.get(code, code), grouped[code]) for code in order)


def _by_lesson(
    situation: Situation, grants: Iterable[GrantAt], year: int | None
) -> tuple[MoneyLine, ...]:
    grouped: dict[str, list[tuple[GrantAt, int]]] = defaultdict(list)
    for grant in grants:
        for lesson in list(grant.initiative.tags) or [NO_LESSON_KEY]:
            grouped[lesson].append((grant, grant.cents(year)))
    lines = [
        _line(lesson.code, lesson.title, grouped.get(lesson.code, []))
        for lesson in situation.lessons
    ]
    without = _line(NO_LESSON_KEY, _("Zonder les"), grouped.get(NO_LESSON_KEY, []))
    return (*lines, without) if without.cents else tuple(lines)


@dataclass(frozen=True, slots=True)
class SpreadLine:
    """An organisation's share of a district's euros of the reference date's calendar year."""

    organisation_id: int | None
    organisation: str
    cents: int
    share: Fraction
    initiative_ids: tuple[int, ...]


def spread(
    situation: Situation, grants: Sequence[GrantAt] | None = None
) -> dict[str, tuple[SpreadLine, ...]]:
    """Return the spread of each district's euros over organisations, the largest first, by district code.

    A large share says that one organisation receives much, not that it is a bloc of power.
    """
    cents: dict[str, dict[int | None, int]] = defaultdict(lambda: defaultdict(int))
    behind: dict[tuple[str, int | None], dict[int, None]] = defaultdict(dict)
    names: dict[int | None, str] = {None: _("Zonder organisatie")}
    for grant in grants_at(situation) if grants is None else grants:
        row = grant.initiative.row
        if row.organisation_id is not None:
            names[row.organisation_id] = row.organisation
        for code, part in split_over_districts(grant, situation.at.year).items():
            if part:
                cents[code][row.organisation_id] += part
                behind[code, row.organisation_id][row.id] = None
    return {
        code: tuple(
            SpreadLine(
                key, names[key], part, Fraction(part, sum(parts.values())), tuple(behind[code, key])
            )
            for key, part in sorted(parts.items(), key=lambda item: (-item[1], names[item[0]]))
        )
        for code, parts in cents.items()
    }
