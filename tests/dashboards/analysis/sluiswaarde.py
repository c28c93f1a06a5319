"""The fictional municipality Sluiswaarde as literal rows, relative to any day.

Months count from the day. A grant is `regularity:outcome:euros:months to its end` ("-" is no end); it began a year
before its end, or a month before the day where that is earlier, and was decided a month before the day.
"""

from datetime import date
from decimal import Decimal

from dashboards.analysis.dates import add_months
from dashboards.rows import (
    ContactRow,
    DistrictRow,
    FigureRow,
    GrantedAmount,
    GrantRow,
    InitiativeRow,
    MunicipalityRow,
    Records,
    TagRow,
    TieRow,
)
from tests.dashboards.analysis.build import LESSONS

DISTRICTS = """
WK999901 Binnenstad 6900 0.05 49 6
WK999902 Oude_Haven 5200 -0.21 54 5
WK999903 De_Weversbuurt 7800 -0.48 58 3
WK999904 Molenkwartier 8400 -0.12 48 6
WK999905 Zonneveld 9600 -0.39 57 4
WK999906 Parkrand 6100 0.31 39 8
WK999907 De_Horsten 7300 0.18 42 7
WK999908 Nieuw-Sluis 5500 -0.05 47 6
WK999909 Oosterwaard 2900 0.12 41 7
WK999910 Buitengebied_West 850 0.22 38 8
"""
"""Code, name, inhabitants, ses_woa, lonely_pct, livability_class."""

INITIATIVES = """
1 01 r1,r2 2 gw incidental:positive:900:4
2 01 b1,b2 3 gw incidental:positive:6000:8
3 01 r2 1 gw incidental:positive:9000:-3
4 01 r3,l1 1 gwc structural:positive:42000:25
5 01 r1 2 w incidental:open:3500:-
6 02 b1 4 w incidental:positive:1200:1
7 02 r2,l2 2 w incidental:refused:0:-
8 02 r3,l1,l2 1 gwc incidental:positive:5000:10 incidental:positive:7000:10
9 02 b1 9 w incidental:positive:4000:5
10 02 r1,r2 3 w
11 03 b1,l2 1 gwc incidental:positive:14000:1
12 03 b1,b2 2 w incidental:positive:6000:1
13 03 r1,r2 1 gw incidental:positive:1000:13
14 03 r1,r3,l1 1 gwc structural:positive:96000:13
15 03 r2,r3,l2 1 gwc incidental:positive:22000:1
16 03 l1,l2 2 gwc incidental:positive:11000:1
17 03 l1,l2 1 gwc incidental:positive:5000:1
18 03 b1,b2 3 gw incidental:positive:15000:7
19 04 r1,r3,l2 2 gwc multi_year:positive:25000:18
20 04 b1 1 gw structural:positive:7000:26
21 04 b1,b2 3 gwc structural:positive:4000:14
22 04 r1,r2 2 wc incidental:positive:1500:13
23 04 r2,r3,l1 1 gwc structural:positive:88000:26
24 04 l1,l2 2 gwc structural:positive:16000:14
25 05 r1 2 w
26 05 r2 8 c incidental:refused:0:-
27 05 b1 16 - incidental:positive:5000:-4
28 06 l1,l2 1 gwc structural:positive:12000:26
29 06 b1 2 w incidental:positive:1500:13
30 06 r1,r2 1 w
31 06 r2,r3 2 gw structural:positive:20000:26
32 06 b3,l1 1 wc incidental:open:3000:-
33 07 r1,r2 9 -
34 07 r3,l2 3 gc incidental:positive:6000:14 incidental:positive:4000:-
35 08 r1,r3 14 - incidental:positive:9000:-5
36 08 b1 15 - structural:positive:5000:14
37 08 r1,r2 13 - incidental:positive:800:1
38 09 r2,r3,l1 2 gwc structural:positive:30000:26
39 09 r1,l2 3 w
40 09 b1 4 g
"""
"""Number, district, lessons, months since the observation, partners involved and in contact, grants."""

STRATEGIES = {"b": "bonding", "r": "bridging", "l": "linking"}
PARTNERS = {"g": "municipality", "w": "welfare", "c": "housing"}
INDICATORS = ("inhabitants", "ses_woa", "lonely_pct", "livability_class")


def sluiswaarde(day: date) -> Records:
    """Return the records of Sluiswaarde as loaded on a day."""
    districts, figures = [], []
    for number, line in enumerate(DISTRICTS.split("\n")[1:-1], 1):
        code, name, *values = line.split()
        districts.append(DistrictRow(number, code, name.replace("_", " ")))
        figures += [
            FigureRow(code, day.year, indicator, Decimal(value))
            for indicator, value in zip(INDICATORS, values, strict=True)
        ]
    rows = [_initiative(line.split(), day) for line in INITIATIVES.split("\n")[1:-1]]
    return Records(
        MunicipalityRow("GM9999", "Sluiswaarde"),
        LESSONS,
        districts=tuple(districts),
        figures=tuple(figures),
        initiatives=tuple(row for row, *_rest in rows),
        tags=tuple(tag for _row, tags, *_rest in rows for tag in tags),
        ties=tuple(
            TieRow(row.id, kind, involved=True)
            for row, _tags, kinds, _grants in rows
            for kind in kinds
        ),
        contacts=tuple(
            ContactRow(row.id, kind, day) for row, _tags, kinds, _grants in rows for kind in kinds
        ),
        grants=tuple(grant for *_rest, grants in rows for grant in grants),
    )


def _initiative(
    words: list[str], day: date
) -> tuple[InitiativeRow, list[TagRow], list[str], list[GrantRow]]:
    number, district, lessons, months, partners, *grants = words
    pk, codes = int(number), [f"{STRATEGIES[code[0]]}-{code[1]}" for code in lessons.split(",")]
    own, place = "bonding-1" in codes, "bridging-3" in codes
    row = InitiativeRow(
        id=pk,
        name=f"Initiatief {pk}",
        district_codes=(f"WK9999{district}",),
        start_date=add_months(day, -24),
        own_circle="participants" if own else "open",
        place_kinds=frozenset({"outdoor"} if place else ()),
        simultaneous_activities=True if place else None,
        needs_money=bool(grants),
    )
    tags = [TagRow(pk, code, (add_months(day, -int(months)),)) for code in codes]
    kinds = [PARTNERS[letter] for letter in partners if letter in PARTNERS]
    return (
        row,
        tags,
        kinds,
        [_grant(10 * pk + place, pk, text, day) for place, text in enumerate(grants)],
    )


def _grant(pk: int, initiative: int, text: str, day: date) -> GrantRow:
    regularity, outcome, euros, months = text.split(":")
    end = None if months == "-" else add_months(day, int(months))
    decided = None if outcome == "open" else add_months(day, -1)
    positive = decided if outcome == "positive" else None
    return GrantRow(
        id=pk,
        initiative_id=initiative,
        regularity=regularity,
        received_on=add_months(day, -2),
        decided_on=decided,
        committed_on=positive,
        requested_cents=int(euros) * 100 or 100,
        granted=(GrantedAmount(decided, int(euros) * 100),) if decided else (),
        period_start=None if end is None else min(add_months(end, -12), add_months(day, -1)),
        period_end=end,
    )
