"""Euros by status, year, regularity, funder, district and lesson; spread over organisations."""

from datetime import date
from fractions import Fraction

from dashboards.analysis.funding import (
    UNLINKED_KEY,
    WIDE_KEY,
    Funding,
    MoneyLine,
    fund,
    grants_at,
    spread,
)
from dashboards.rows import GrantedAmount, GrantRow, Records
from tests.dashboards.analysis.build import (
    EAST,
    WEST,
    D,
    application,
    at,
    grant,
    initiative,
    records,
    tag,
)

YEAR = {"period_start": date(2026, 1, 1), "period_end": date(2026, 12, 31)}


def _cents(lines: tuple[MoneyLine, ...]) -> dict[str, int]:
    return {line.key: line.cents for line in lines}


def _funding(rows: Records, year: int | None = None) -> Funding:
    return fund(at(rows), year)


def _granted(cents: int, pk: int = 1, **fields: object) -> GrantRow:
    return grant(pk, **({"granted": (GrantedAmount(date(2024, 1, 1), cents),)} | YEAR | fields))


def test_a_period_over_two_years_is_divided_by_days() -> None:
    rows = records(
        [initiative(1)],
        grants=(_granted(36_500, period_start=date(2025, 12, 1), period_end=date(2026, 11, 30)),),
    )
    assert _cents(_funding(rows).by_year) == {"2025": 3_100, "2026": 33_400}
    assert _funding(rows, 2025).total_cents == 3_100
    assert _funding(rows).total_cents == 36_500
    assert _funding(rows, 2030).total_cents == 0


def test_money_over_several_districts_is_split_equally_to_the_cent() -> None:
    rows = records([initiative(1, WEST, EAST)], grants=(_granted(101),))
    assert _cents(_funding(rows, 2026).by_district) == {EAST: 51, WEST: 50}


def test_every_valid_district_has_a_line_also_without_money() -> None:
    assert _cents(_funding(records()).by_district) == {EAST: 0, WEST: 0}


def test_municipality_wide_and_unlinked_money_have_their_own_rows() -> None:
    rows = records(
        [initiative(1, EAST, municipality_wide=True), initiative(2, "WK000000")],
        grants=(_granted(100, 1), _granted(200, 2)),
    )
    lines = _funding(rows).by_district
    assert _cents(lines) == {"WK000000": 200, EAST: 0, WEST: 0, WIDE_KEY: 100}
    nowhere = records([initiative(3)], grants=(_granted(300, 3),))
    row = nowhere.initiatives[0].__class__(id=3, name="x", start_date=date(2020, 1, 1))
    assert _cents(_funding(records([row], grants=nowhere.grants)).by_district)[UNLINKED_KEY] == 300


def test_districts_add_up_to_the_total() -> None:
    rows = records(
        [initiative(1, EAST, WEST), initiative(2, municipality_wide=True), initiative(3, WEST)],
        grants=(_granted(101, 1), _granted(7, 2), _granted(13, 3)),
    )
    funding = _funding(rows)
    assert sum(line.cents for line in funding.by_district) == funding.total_cents == 121


def test_amounts_overlap_over_lessons_and_those_without_one_are_kept() -> None:
    rows = records(
        [initiative(1), initiative(2)],
        tags=(tag(1, "bridging-1"), tag(1, "linking-1")),
        grants=(_granted(100, 1), _granted(30, 2)),
    )
    lines = _cents(_funding(rows).by_lesson)
    assert (lines["bridging-1"], lines["linking-1"], lines["geen-les"], lines["bonding-1"]) == (
        100,
        100,
        30,
        0,
    )


def test_in_kind_stays_apart_from_euros() -> None:
    rows = records([initiative(1)], grants=(_granted(100, kind="in_kind"), _granted(40, id=2)))
    funding = _funding(rows)
    assert (funding.total_cents, [item.row.id for item in funding.in_kind]) == (40, [1])
    assert [line.grant_ids for line in funding.by_status] == [(2,)]


def test_requested_is_shown_apart_and_what_is_undecided_does_not_count() -> None:
    rows = records([initiative(1)], grants=(_granted(80_000), application(1)))
    granted, requested = _funding(rows).by_status
    assert (granted.state, granted.count, granted.counted_cents, granted.requested_cents) == (
        "granted",
        1,
        80_000,
        100_000,
    )
    assert (requested.state, requested.counted_cents, requested.requested_cents) == (
        "requested",
        0,
        100_000,
    )


def test_lines_by_regularity_and_funder_come_largest_first() -> None:
    rows = records(
        [initiative(1)],
        grants=(
            _granted(10, id=1, regularity="structural", funder="Fonds B"),
            _granted(30, id=2, funder="Gemeente"),
            _granted(10, id=3, funder="Fonds A"),
        ),
    )
    funding = _funding(rows)
    assert _cents(funding.by_regularity) == {"incidental": 40, "structural": 10}
    assert [line.label for line in funding.by_funder] == ["Gemeente", "Fonds A", "Fonds B"]
    assert funding.by_funder[0].grant_ids == (2,)
    assert funding.by_funder[0].initiative_ids == (1,)


def test_chosen_grants_only() -> None:
    situation = at(records([initiative(1)], grants=(_granted(10, id=1), _granted(30, id=2))))
    chosen = [item for item in grants_at(situation) if item.row.id == 2]
    assert fund(situation, None, chosen).total_cents == 30


def test_spread_shows_the_shares_of_organisations_in_the_year_of_the_date() -> None:
    rows = records(
        [
            initiative(1, organisation_id=5, organisation="Welzijn"),
            initiative(2, organisation_id=6, organisation="Buurtgroep"),
            initiative(3, organisation_id=5, organisation="Welzijn"),
            initiative(4),
        ],
        grants=(
            _granted(600, 1),
            _granted(100, 2),
            _granted(200, 3),
            _granted(100, 4),
            _granted(999, 4, id=9, period_start=date(2025, 1, 1), period_end=date(2025, 12, 31)),
        ),
    )
    lines = spread(at(rows))[EAST]
    assert [(line.organisation, line.cents, line.share) for line in lines] == [
        ("Welzijn", 800, Fraction(4, 5)),
        ("Buurtgroep", 100, Fraction(1, 10)),
        ("Zonder organisatie", 100, Fraction(1, 10)),
    ]
    assert lines[0].initiative_ids == (1, 3)


def test_the_settled_amount_counts_at_a_later_date_and_the_granted_one_before() -> None:
    rows = records(
        [initiative(1)], grants=(_granted(100, settled_on=date(2026, 6, 1), settled_cents=70),)
    )
    assert fund(at(rows), None).total_cents == 70
    assert fund(at(rows, date(2026, 5, 31)), None).total_cents == 100
    assert date(2026, 6, 1) < D
