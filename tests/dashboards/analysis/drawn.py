"""Municipalities drawn at random: two districts, a handful of initiatives, days that lie near the thresholds.

hypothesis draws the seed only: drawing every field by it takes twenty times as long, and a failing seed builds the
same municipality again.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from hypothesis import strategies as st

from dashboards.rows import (
    ContactRow,
    FigureRow,
    GrantedAmount,
    GrantRow,
    InitiativeRow,
    Records,
    ServeRow,
    TagRow,
    TieRow,
    VoiceRow,
)
from tests.dashboards.analysis.build import EAST, LESSONS, WEST, D, records

CODES = [lesson.code for lesson in LESSONS]
PARTNERS = ["municipality", "welfare", "housing", "school"]
DECIDERS = ["residents", "professionals", "unknown", ""]
GROUPS = ["youth", "older", "carers", "everyone"]
NEAR = [
    -366,
    -365,
    -364,
    -91,
    -90,
    -89,
    -32,
    -31,
    -1,
    0,
    1,
    31,
    32,
    92,
    93,
    180,
    181,
    182,
    365,
    366,
]


def municipalities() -> st.SearchStrategy[Records]:
    """Return municipalities with up to seven initiatives."""
    return st.integers(0, 2**48).map(lambda seed: municipality(Random(seed)))


def grant_lists() -> st.SearchStrategy[list[GrantRow]]:
    """Return up to five grants of one initiative."""
    return st.integers(0, 2**48).map(lambda seed: _grants(Random(seed), 1, at_most=5))


def near_day(random: Random) -> date:
    """Return a day around D, every other one on or beside a threshold."""
    return D + timedelta(
        days=random.choice(NEAR) if random.random() < 0.5 else random.randint(-900, 900)
    )


def municipality(random: Random) -> Records:
    """Return a municipality with the districts East and West."""
    rows = [_initiative(random, pk) for pk in range(1, random.randint(0, 7) + 1)]
    ties = [
        TieRow(row.id, kind, involved=random.random() < 0.8)
        for row in rows
        for kind in PARTNERS
        if random.random() < 0.7
    ]
    return records(
        rows,
        tags=tuple(tag for row in rows for tag in _tags(random, row.id)),
        grants=tuple(grant for row in rows for grant in _grants(random, row.id, at_most=3)),
        ties=tuple(ties),
        contacts=tuple(
            ContactRow(tie.initiative_id, tie.partner_kind, near_day(random)) for tie in ties
        ),
        serves=tuple(
            ServeRow(
                random.choice([None, EAST]),
                random.randint(2024, 2027),
                group,
                serves=random.random() < 0.9,
            )
            for group in GROUPS
        ),
        voices=tuple(_voice(random, pk) for pk in range(random.randint(0, 2))),
        figures=tuple(figure for code in (EAST, WEST) for figure in _figures(random, code)),
    )


def _sometimes(random: Random, chance: float) -> date | None:
    return near_day(random) if random.random() < chance else None


def _some[T](random: Random, values: Sequence[T], at_most: int) -> frozenset[T]:
    return frozenset(random.sample(values, random.randint(0, at_most)))


def _initiative(random: Random, pk: int) -> InitiativeRow:
    return InitiativeRow(
        id=pk,
        name=f"Initiatief {pk}",
        district_codes=tuple(
            random.choices([EAST, EAST, EAST, WEST, "WK000000"], k=random.randint(0, 3))
        ),
        municipality_wide=random.random() < 0.15,
        start_date=random.choice([date(2020, 1, 1), date(2020, 1, 1), D, None]),
        end_date=_sometimes(random, 0.2),
        dormant_since=_sometimes(random, 0.2),
        own_circle=random.choice(["participants", "participants", "organiser", "open", "unknown"]),
        place_kinds=_some(random, ["outdoor", "indoor_public", "home"], 2),
        simultaneous_activities=random.choice([True, True, False, None]),
        needs_money=random.choice([True, True, False, None]),
        initiated_by=random.choice(DECIDERS),
        decided_by=random.choice(DECIDERS),
        target_groups=_some(random, GROUPS, 2),
    )


def _tags(random: Random, pk: int) -> list[TagRow]:
    lessons = random.sample(CODES, random.randint(0, 3))
    return [
        TagRow(pk, code, tuple(near_day(random) for _ in range(random.randint(0, 3))))
        for code in lessons
    ]


def _grants(random: Random, initiative: int, at_most: int) -> list[GrantRow]:
    return [
        _grant(random, 10 * initiative + place, initiative)
        for place in range(random.randint(0, at_most))
    ]


def _grant(random: Random, pk: int, initiative: int) -> GrantRow:
    """Return a grant of any kind: committed, refused, applied for, a draft, revoked."""
    decided = _sometimes(random, 0.7)
    positive = random.random() < 0.8
    start, end = sorted([near_day(random), near_day(random)])
    cents = random.randint(0, 5_000_000)
    return GrantRow(
        id=pk,
        initiative_id=initiative,
        kind=random.choice(["project", "operating", "in_kind"]),
        regularity=random.choice(["structural", "multi_year", "incidental"]),
        draft=random.random() < 0.1,
        received_on=_sometimes(random, 0.8),
        decided_on=decided,
        committed_on=decided if positive else None,
        revoked_on=_sometimes(random, 0.2),
        settled_on=_sometimes(random, 0.2),
        requested_cents=cents or 1,
        granted=(GrantedAmount(decided, cents if positive else 0),) if decided else (),
        settled_cents=cents // 2,
        period_start=start if random.random() < 0.8 else None,
        period_end=end if random.random() < 0.8 else None,
    )


def _voice(random: Random, pk: int) -> VoiceRow:
    return VoiceRow(
        pk,
        EAST,
        near_day(random),
        missing=random.random() < 0.5,
        responded_on=_sometimes(random, 0.5),
    )


def _figures(random: Random, code: str) -> list[FigureRow]:
    people = random.choice([None, 0, 999, 1000, 3000, 6000, 6001, 9600])
    ses = random.choice([None, Decimal("-0.9"), Decimal("-0.39"), Decimal("-0.6"), Decimal("0.02")])
    lonely = random.choice([None, Decimal(35), Decimal("47.3"), Decimal(60)])
    return [
        FigureRow(code, 2025, "inhabitants", None if people is None else Decimal(people)),
        FigureRow(code, 2025, "ses_woa", ses),
        FigureRow(code, 2025, "lonely_pct", lonely),
    ]
