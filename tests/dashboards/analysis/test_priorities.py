"""Priority: need, shortage and fragility, exact; who is ranked; half up."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from dashboards.analysis.priorities import need_part, prioritise
from dashboards.analysis.states import Band, Verdict
from dashboards.rows import NeedScale, Norms
from tests.dashboards.analysis.build import (
    EAST,
    WEST,
    application,
    at,
    figure,
    grant,
    initiative,
    meeting_place,
    own_circle,
    people,
    priority,
    records,
    tag,
    with_needs,
)

SES = NeedScale("ses_woa", Decimal("0"), Decimal("-0.6"))
LONELY = NeedScale("lonely_pct", Decimal(40), Decimal(60))
LIVABILITY = NeedScale("livability_class", Decimal(7), Decimal(3))


@pytest.mark.parametrize(
    ("scale", "value", "part"),
    [
        (SES, "-0.39", Fraction(65, 100)),
        (SES, "0", Fraction(0)),
        (SES, "0.3", Fraction(0)),
        (SES, "-0.9", Fraction(1)),
        (LONELY, "57", Fraction(17, 20)),
        (LIVABILITY, "4", Fraction(3, 4)),
        (LIVABILITY, "8", Fraction(0)),
    ],
)
def test_a_need_lies_on_its_fixed_scale_exactly(
    scale: NeedScale, value: str, part: Fraction
) -> None:
    assert need_part(scale, Decimal(value)).part == part


def test_need_is_the_mean_of_what_is_known_and_names_what_is_missing() -> None:
    rows = records(
        figures=(
            figure(EAST, "ses_woa", "-0.3"),
            figure(EAST, "lonely_pct", "60"),
            figure(EAST, "livability_class", None),
        )
    )
    found = priority(rows)
    assert found.need == Fraction(3, 4)
    assert found.need_points == 30
    assert found.missing == ("livability_class",)


def test_inhabitants_are_no_need_indicator_and_are_not_named_as_one() -> None:
    assert priority(records()).missing == ("ses_woa", "lonely_pct", "livability_class")


def test_shortage_is_the_mean_of_the_four_supply_lessons() -> None:
    rows = records(
        [own_circle(1), meeting_place(2), initiative(3)],
        tags=(tag(1, "bonding-1"), tag(2, "bridging-3"), tag(3, "bridging-1")),
        figures=(people(EAST, 9000),),
    )
    found = priority(rows)
    # bonding-1: 1 − 1/3; bridging-1: 0; bridging-2: 1; bridging-3: 1 − 1/3.
    assert [part.part for part in found.shortages] == [Fraction(2, 3), 0, 1, Fraction(2, 3)]
    assert found.shortage == Fraction(7, 12)
    assert [part.needed for part in found.shortages] == [3, 1, 1, 3]


def test_more_than_enough_is_no_shortage() -> None:
    rows = records(
        [own_circle(pk) for pk in (1, 2, 3)],
        tags=tuple(tag(pk, "bonding-1") for pk in (1, 2, 3)),
        figures=(people(EAST, 3000),),
    )
    assert priority(rows).shortages[0].part == 0


def test_only_what_counts_and_is_fresh_relieves_a_shortage() -> None:
    rows = records(
        [
            own_circle(1),
            initiative(2),
            initiative(3, municipality_wide=True, own_circle="participants"),
        ],
        tags=(tag(1, "bonding-1", date(2020, 1, 1)), tag(2, "bonding-1"), tag(3, "bonding-1")),
        figures=(people(EAST, 3000),),
    )
    assert priority(rows).shortages[0].part == 1


def test_without_inhabitants_there_is_no_shortage_but_there_are_other_parts() -> None:
    rows = records(
        [initiative(1), initiative(2)], tags=(tag(1, "bridging-1"), tag(2, "bridging-2"))
    )
    found = priority(replace(rows, figures=(figure(EAST, "ses_woa", "-0.6"),)))
    assert (found.shortage, found.shortage_points, found.need, found.fragility) == (
        None,
        None,
        1,
        0,
    )
    assert (found.verdict, found.score, found.label) == (Verdict.CHECK_FIRST, None, "Eerst nagaan")


def test_fragility_counts_active_ones_that_need_money() -> None:
    six_months = date(2027, 5, 22)
    rows = records(
        [
            initiative(1, needs_money=True),
            initiative(2, needs_money=True),
            initiative(3, needs_money=True, end_date=date(2025, 1, 1)),
            initiative(4, needs_money=None),
            initiative(5, needs_money=True),
        ],
        grants=(
            grant(1, period_end=six_months),
            grant(2, period_end=six_months - timedelta(days=1)),
        ),
    )
    found = priority(rows)
    assert (found.fragile_ids, found.money_ids, found.fragility) == (
        (2, 5),
        (1, 2, 5),
        Fraction(2, 3),
    )


def test_an_application_is_not_money() -> None:
    follow_up = application(1, period_start=date(2026, 11, 1), period_end=date(2030, 1, 1))
    rows = records([initiative(1, needs_money=True)], grants=(follow_up,))
    assert priority(rows).fragility == 1


def test_nothing_that_needs_money_is_not_fragile() -> None:
    assert priority(records([initiative(1)])).fragility == 0


TAGS = (tag(1, "bridging-1"), tag(2, "bridging-1"))


def test_a_ranked_district_has_a_score() -> None:
    found = priority(with_needs(records([initiative(1), initiative(2)], tags=TAGS)))
    # 40 × 1 + 40 × (1 + 0 + 1 + 1) ÷ 4 + 20 × 0
    assert (found.verdict, found.score, found.exact) == (Verdict.RANKED, 70, Fraction(70))


@pytest.mark.parametrize(
    ("inhabitants", "verdict"),
    [
        (0, Verdict.TOO_SMALL),
        (999, Verdict.TOO_SMALL),
        ("999.9", Verdict.TOO_SMALL),
        (1000, Verdict.RANKED),
    ],
)
def test_under_a_thousand_inhabitants_is_too_small(
    inhabitants: int | str, verdict: Verdict
) -> None:
    figures = (people(EAST, inhabitants), figure(EAST, "ses_woa", "-0.6"))
    found = priority(records([initiative(1), initiative(2)], tags=TAGS, figures=figures))
    assert found.verdict is verdict
    assert (found.score is None) is (verdict is Verdict.TOO_SMALL)


def test_too_small_comes_before_unknown() -> None:
    assert priority(records(figures=(people(EAST, 500),))).verdict is Verdict.TOO_SMALL


def test_without_inhabitants_at_all_nothing_is_divided() -> None:
    found = priority(records(figures=(people(EAST, 0),)))
    assert (found.shortage, found.shortages[0].part) == (None, None)


def test_an_unknown_district_is_to_be_checked_first_with_its_parts() -> None:
    found = priority(with_needs(records([initiative(1)], tags=(tag(1, "bridging-1"),))))
    assert (found.verdict, found.score) == (Verdict.CHECK_FIRST, None)
    assert (found.need, found.shortage) == (Fraction(1), Fraction(3, 4))


def test_without_any_need_indicator_a_district_is_to_be_checked_first() -> None:
    rows = records([initiative(1), initiative(2)], tags=TAGS, figures=(people(EAST, 6000),))
    assert priority(rows).verdict is Verdict.CHECK_FIRST
    assert priority(replace(rows, norms=Norms(needs=()))).verdict is Verdict.CHECK_FIRST


@pytest.mark.parametrize(("ses", "score"), [("-0.0225", 32), ("-0.0224", 31), ("0", 30)])
def test_the_score_is_rounded_half_up(ses: str, score: int) -> None:
    # 40 × 0.0225 ÷ 0.6 = 1.5 exactly, on top of a shortage of 30.
    assert (
        priority(with_needs(records([initiative(1), initiative(2)], tags=TAGS), ses=ses)).score
        == score
    )


def test_the_order_is_from_high_to_low_then_those_without_a_verdict() -> None:
    rows = records([initiative(1), initiative(2), initiative(3, WEST), initiative(4, WEST)])
    tags = (*TAGS, tag(3, "bridging-1"), tag(4, "bridging-2"))
    found = prioritise(at(with_needs(with_needs(replace(rows, tags=tags)), WEST)))
    assert [(item.district.code, item.score) for item in found.ordered] == [(EAST, 70), (WEST, 60)]
    assert [item.district.name for item in found.by_name] == ["Oost", "West"]
    assert found.not_ranked == ()
    assert found.of("WK000000") is None


def test_bands_stand_in_for_scores() -> None:
    found = priority(with_needs(records([initiative(1), initiative(2)], tags=TAGS), ses="0"))
    assert (found.score, found.band, found.label) == (30, Band.NEXT, "daarna")
    assert replace(found, exact=Fraction(499, 10)).band is Band.FIRST
    assert replace(found, exact=Fraction(24)).band is Band.NOT_NOW
