"""Merging two records of the same initiative: what may change on the dashboards, and what may not."""

from collections import Counter
from datetime import date

import pytest

from dashboards.analysis.coverage import Coverage, cover
from dashboards.analysis.money import counted_cents
from dashboards.analysis.situation import situate
from dashboards.queries import records
from initiatives.models import Initiative
from tests.funding.building import GRANTED, RECEIVED, Treasury, treasury
from tests.initiatives.building import ACTOR, TODAY, Town, lessons
from upkeep.writes import MergeInput, merge_initiatives, undo

pytestmark = pytest.mark.django_db

LESSONS = ("bonding-1", "bridging-1")


@pytest.fixture
def till() -> Treasury:
    """Two records of one table in Zonneveld, each granted € 5,000; and a repair café in Oude Haven, granted € 5,000."""
    money = treasury()
    town = money.town
    Initiative.objects.filter(pk=money.initiative.pk).delete()
    zonneveld, haven = town.districts
    for name, place in (("Tafel", zonneveld), ("De Tafel", zonneveld), ("Repaircafé", haven)):
        row = town.initiative(
            name, districts=(place,), lessons=lessons(*LESSONS), start_date=date(2025, 1, 1)
        )
        money.grant(RECEIVED, GRANTED, initiative=row, reference=f"S-{name}")
    return money


def merged(town: Town) -> tuple[Coverage, Coverage, Coverage]:
    """The coverage before the two were merged, after it, and after that was undone."""
    found = [cover(situate(records(town.municipality, TODAY), TODAY))]
    kept, gone = (Initiative.objects.get(name=name) for name in ("Tafel", "De Tafel"))
    seen = {row.pk: row.version for row in (kept, gone)}
    given = MergeInput(lessons=LESSONS)
    rows = Initiative.objects.all()
    operation = merge_initiatives(ACTOR, rows, kept.pk, gone.pk, given, seen=seen)
    found.append(cover(situate(records(town.municipality, TODAY), TODAY)))
    undo(ACTOR, operation)
    found.append(cover(situate(records(town.municipality, TODAY), TODAY)))
    return found[0], found[1], found[2]


def active(town: Town) -> Counter[str]:
    """The number of initiatives in each wijk."""
    return Counter(
        row for row in Initiative.objects.values_list("districts__code", flat=True) if row
    )


def money(town: Town) -> tuple[int, int, list[int]]:
    """The number of grants, what they count for in cents, and the same by initiative."""
    grants = records(town.municipality, TODAY).grants
    by_initiative: Counter[int] = Counter()
    for grant in grants:
        by_initiative[grant.initiative_id] += counted_cents(grant, TODAY)
    return len(grants), sum(by_initiative.values()), sorted(by_initiative.values())


def test_money_stays_the_same_and_comes_together(till: Treasury) -> None:
    town = till.town
    assert money(town) == (3, 1_500_000, [500_000, 500_000, 500_000])
    kept, gone = (Initiative.objects.get(name=name) for name in ("Tafel", "De Tafel"))
    seen = {row.pk: row.version for row in (kept, gone)}
    given = MergeInput(lessons=LESSONS)
    merge_initiatives(ACTOR, Initiative.objects.all(), kept.pk, gone.pk, given, seen=seen)
    assert money(town) == (3, 1_500_000, [500_000, 1_000_000])
    assert active(town) == {"WK900101": 1, "WK900102": 1}


def test_only_the_wijk_of_the_two_counts_one_less(till: Treasury) -> None:
    before, after, undone = merged(till.town)
    zonneveld, haven = (district.code for district in till.town.districts)
    for coverage, number in ((before, 2), (after, 1), (undone, 2)):
        cell = coverage.cell(zonneveld, "bridging-1")
        assert cell is not None
        assert len(cell.fresh_ids) == number
    assert after.row(haven) == before.row(haven)
    assert undone == before
