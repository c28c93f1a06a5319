"""Seeded municipalities in the import format, crowded round the edges that the measures have.

Everything dated that was decided or seen lies before 2026, so that the imports accept it on any later day.
"""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from random import Random

from tests.dashboards.oracle import KINDS, months
from tests.dashboards.oracle_grants import GRANT_COLUMNS, Edges, grants_of, later_grants
from tests.dashboards.oracle_reading import Area, Voice

CODE = "GM9300"
DAYS = [
    date(2024, 2, 29),
    date(2024, 8, 31),
    date(2025, 1, 1),
    date(2023, 2, 28),
    date(2023, 12, 31),
    date(2024, 3, 31),
    date(2024, 11, 30),
    date(2025, 8, 31),
    date(2024, 3, 1),
    date(2025, 5, 30),
    date(2022, 10, 30),
]
GROUPS = ["everyone", "children", "youth", "older", "parents", "newcomers", "lonely", "tenants"]
PLACES = ["indoor_public", "indoor_commercial", "outdoor", "home", "online"]
DECIDERS = ["residents", "residents", "residents", "professionals", "housing", "other", ""]
PARTNERS = ["residents", "municipality", "welfare", "housing", "school", "care"]
COLUMNS = (
    "reference name summary organisation districts start_date end_date dormant_since activity_types target_groups "
    "own_circle place_kinds simultaneous_activities signup_required initiated_by decided_by needs_money lessons "
    "observed_on observation partners"
).split()


@dataclass
class Case:
    """A municipality as files, and the days to look at it."""

    seed: int
    areas: list[Area]
    initiatives: list[str]
    grants: list[str]
    figures: str
    voices: list[Voice]
    days: list[date]


def case(seed: int) -> Case:
    """The municipality of a seed: the same on every machine."""
    dice = Random(seed)
    chosen = _days(dice)
    areas = _areas(dice)
    first = _initiatives(dice, areas, chosen)
    edges = Edges(dice, chosen)
    grants = [
        row
        for place, deed in enumerate(first)
        if dice.random() < (0.8 if deed["needs_money"] == "yes" else 0.2)
        for row in grants_of(edges, deed["reference"], place)
    ]
    return Case(
        seed,
        areas,
        [_written(COLUMNS, first), _written(COLUMNS, _later(dice, first, areas, chosen))],
        [_written(GRANT_COLUMNS, grants), _written(GRANT_COLUMNS, later_grants(edges, grants))],
        _written(("code", "year", "indicator", "value"), _figures(dice, areas)),
        _voices(dice, areas, chosen),
        sorted(set(chosen)),
    )


def _days(dice: Random) -> list[date]:
    """Four days, within some two years so that a record matters at several; one of them is any day."""
    first = dice.choice(DAYS)
    close = sorted(DAYS, key=lambda day: abs(day - first))[1:6]
    return [first, *dice.sample(close, 2), first + timedelta(days=dice.randrange(-300, 300))]


def _written(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> str:
    file = StringIO()
    writer = csv.DictWriter(file, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def _areas(dice: Random) -> list[Area]:
    areas = [
        Area(f"WK9300{number:02}", f"Wijk {number}") for number in range(dice.randrange(3, 13))
    ]
    begun = dice.choice([0.2, 0.2, 0.2, 1])
    for area in areas:
        if dice.random() < begun:
            area.first_year = dice.choice([2022, 2023, 2024, 2025])
        if dice.random() < 0.2:
            area.last_year = (area.first_year or 2022) + dice.randrange(3)
    return areas


def some(dice: Random, choices: Sequence[str], most: int) -> str:
    """Up to so many different codes in one cell."""
    return "|".join(dice.sample(choices, dice.randrange(min(most, len(choices)) + 1)))


def near(dice: Random, days: Sequence[date], shifts: Sequence[int]) -> date:
    """A date some calendar months from one of the days, or a day before or after that."""
    return months(dice.choice(days), dice.choice(shifts)) + timedelta(days=dice.choice([-1, 0, 1]))


def _initiatives(dice: Random, areas: Sequence[Area], days: Sequence[date]) -> list[dict[str, str]]:
    count = dice.choice([0, 5, 20, 40, 60, 80, 80])
    crowded = dice.sample(areas, max(2, len(areas) * 2 // 3))
    return [_initiative(dice, number, areas, crowded, days) for number in range(count)]


def _initiative(
    dice: Random, number: int, areas: Sequence[Area], crowded: Sequence[Area], days: Sequence[date]
) -> dict[str, str]:
    start, end, dormant = _course(dice, days)
    lessons = dice.sample(list(KINDS), dice.choice([0, 1, 1, 2, 2, 3, 3]))
    return {
        "reference": f"i-{number}",
        "name": f"Initiatief {number}",
        "districts": _where(dice, areas, crowded),
        "start_date": start,
        "end_date": end,
        "dormant_since": dormant,
        "target_groups": some(dice, GROUPS, 3),
        "own_circle": dice.choice(["participants", "participants", "organiser", "open", ""]),
        "place_kinds": some(dice, PLACES, 2),
        "simultaneous_activities": dice.choice(["yes", "yes", "no", ""]),
        "initiated_by": dice.choice(DECIDERS),
        "decided_by": dice.choice(DECIDERS),
        "needs_money": dice.choice(["yes", "yes", "yes", "no", ""]),
        "lessons": "|".join(lessons),
        "observed_on": str(near(dice, days, [-12, -12, -6, -6, 0, 0, 0, -13]))
        if dice.random() < 0.9
        else "",
        "partners": _partners(dice, days),
    }


def _course(dice: Random, days: Sequence[date]) -> tuple[str, str, str]:
    """Start, end and standing still: mostly running, else on the edge of every state."""
    start: date | None = date(2020, 1, 1) + timedelta(days=dice.randrange(900))
    if dice.random() < 0.1:
        start = dice.choice([None, near(dice, days, [0])])
    end = near(dice, days, [0, 3, 12]) if dice.random() < 0.15 else None
    dormant = near(dice, days, [0, 2]) if dice.random() < 0.12 else None
    if start and end and end < start:
        end = start
    if start and dormant and dormant < start:
        dormant = start
    return str(start or ""), str(end or ""), str(dormant or "")


def _where(dice: Random, areas: Sequence[Area], crowded: Sequence[Area]) -> str:
    chance = dice.random()
    if chance < 0.1:
        return "*"
    if chance < 0.15:
        return ""
    pool = crowded if chance < 0.8 else areas
    chosen = dice.sample(pool, min(len(pool), dice.choice([1, 1, 1, 2, 3])))
    return "|".join(area.code for area in chosen)


def _partners(dice: Random, days: Sequence[date]) -> str:
    three = dice.random() < 0.6
    kinds = PARTNERS[1:4] if three else dice.sample(PARTNERS, dice.randrange(5))
    ties: list[str] = []
    day = dice.choice(days)
    for kind in kinds:
        if dice.random() < 0.08:
            ties.append(f"{kind}:informed")
            continue
        when = day - timedelta(days=dice.choice([91, 90, 90, 30, 1, 0, 0, -1]))
        ties.append(f"{kind}:involved:{when}" if dice.random() < 0.9 else f"{kind}:involved")
        if dice.random() < 0.1:
            ties.append(f"{kind}:involved:{months(when, -2)}")
    return "|".join(ties)


def _later(
    dice: Random, rows: Sequence[dict[str, str]], areas: Sequence[Area], days: Sequence[date]
) -> list[dict[str, str]]:
    """A second list of some of the same: other tags, newer or older evidence, other ties."""
    changed: list[dict[str, str]] = []
    for row in rows:
        if dice.random() > 0.7:
            continue
        again = dict(row)
        seen = near(dice, days, [-12, -12, 0, 0, 0, 1, -6, -24])
        again["observed_on"] = str(seen) if dice.random() < 0.8 else ""
        again["partners"] = dice.choice([_partners(dice, days), row["partners"]])
        if dice.random() < 0.4:
            tags = row["lessons"].split("|") if row["lessons"] else []
            kept = tags[: dice.randrange(len(tags) + 1)]
            fresh = [lesson for lesson in KINDS if lesson not in tags]
            again["lessons"] = "|".join([*kept, *dice.sample(fresh, dice.randrange(4 - len(kept)))])
        if dice.random() < 0.1:
            again["districts"] = _where(dice, areas, areas)
        changed.append(again)
    return changed


def _figures(dice: Random, areas: Sequence[Area]) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []

    def add(code: str, year: int, name: str, value: str) -> None:
        rows.append({"code": code, "year": str(year), "indicator": name, "value": value})

    for area in areas:
        for year in range(2021, 2027):
            if dice.random() < 0.75:
                add(area.code, year, "inhabitants", _people(dice))
            for name, values in (
                ("ses_woa", ["0.1", "0", "-0.15", "-0.333", "-0.6", "-0.7"]),
                ("lonely_pct", ["35", "40", "47.3", "50", "60", "61.5"]),
                ("livability_class", ["8", "7", "5", "4", "3", "2"]),
            ):
                if dice.random() < 0.4:
                    add(area.code, year, name, dice.choice([*values, ".", ""]))
        if dice.random() < 0.4:
            _serve(dice, add, area.code)
    if dice.random() < 0.85:
        _serve(dice, add, CODE)
    return rows


def _people(dice: Random) -> str:
    return dice.choice(
        "0 999 1000 1001 3000 3001 6000 6001 8999 9000 12000 15000 20500 NULL".split()
    )


type Add = Callable[[str, int, str, str], None]


def _serve(dice: Random, add: Add, code: str) -> None:
    for year in dice.sample(range(2019, 2027), dice.choice([1, 1, 2])):
        for group in dice.sample(GROUPS, dice.randrange(1, 7)):
            add(code, year, f"serve:{group}", "1" if dice.random() < 0.9 else "0")


def _voices(dice: Random, areas: Sequence[Area], days: Sequence[date]) -> list[Voice]:
    voices: list[Voice] = []
    for area in areas:
        for _time in range(dice.choice([0, 0, 1, 2])):
            day = near(dice, days, [-13, -12, -12, -12, -3, 0])
            if dice.random() < 0.7:
                voices.append(Voice(area.code, day, checked_none=True))
                continue
            answer = max(day, near(dice, days, [0, 0, 1])) if dice.random() < 0.6 else None
            voices.append(Voice(area.code, day, answered_on=answer))
    return voices
