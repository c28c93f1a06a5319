"""A large municipality is measured in one pass: 3,000 initiatives in 120 districts."""

from dataclasses import replace
from decimal import Decimal
from random import Random
from time import process_time

from dashboards.analysis.cliff import cliff_of
from dashboards.analysis.coverage import cover
from dashboards.analysis.funding import fund
from dashboards.analysis.priorities import prioritise
from dashboards.rows import DistrictRow, FigureRow
from tests.dashboards.analysis.build import at, records
from tests.dashboards.analysis.drawn import municipality

SECONDS = 3.0
"""Of processor time: ten times what it took when this was written, on two busy cores."""


def test_all_measures_of_a_large_municipality_take_less_than_seconds() -> None:
    random = Random(7)
    codes = [f"WK{number:06d}" for number in range(120)]
    parts = [municipality(random) for _part in range(860)]
    rows, tags, grants = [], [], []
    for number, part in enumerate(parts):
        shift = 10 * number
        rows += [
            replace(row, id=row.id + shift, district_codes=(random.choice(codes),))
            for row in part.initiatives
        ]
        tags += [replace(tag, initiative_id=tag.initiative_id + shift) for tag in part.tags]
        grants += [
            replace(grant, id=grant.id + 100 * number, initiative_id=grant.initiative_id + shift)
            for grant in part.grants
        ]
    large = records(
        rows,
        tags=tuple(tags),
        grants=tuple(grants),
        districts=tuple(DistrictRow(number, code, code) for number, code in enumerate(codes)),
        figures=tuple(FigureRow(code, 2025, "inhabitants", Decimal(6000)) for code in codes),
    )
    assert len(rows) > 2_900
    start = process_time()
    situation = at(large)
    assert len(cover(situation).cells) == 120 * 9
    assert len(prioritise(situation).districts) == 120
    assert len(cliff_of(situation).months) == 18
    assert fund(situation, 2026).total_cents > 0
    assert process_time() - start < SECONDS
