"""Which groups have a place where; every number by hand."""

from dashboards.analysis.coverage import cover
from dashboards.analysis.hearing import (
    WIDE_DISTRICT,
    Heard,
    for_everyone,
    group_rows,
    hearing_heading,
    naming,
)
from dashboards.analysis.ratios import mix
from dashboards.analysis.selecting import Selection, Show, select
from dashboards.rows import InitiativeRow, Records, ServeRow, TargetGroupRow
from tests.dashboards.analysis.build import EAST, WEST, at, initiative, records, tag

GROUPS = (
    TargetGroupRow("everyone", "iedereen"),
    TargetGroupRow("youth", "jongeren"),
    TargetGroupRow("carers", "mantelzorgers"),
)
SERVES = (ServeRow(None, 2026, "youth"), ServeRow(None, 2026, "carers"))


def served(*rows: InitiativeRow, serves: tuple[ServeRow, ...] = SERVES) -> Records:
    """These initiatives, all fresh, and two groups to serve in both districts."""
    tags = tuple(tag(row.id, "bridging-1") for row in rows)
    return records(rows, tags=tags, target_groups=GROUPS, serves=serves)


def group(pk: int, code: str, *districts: str, **fields: object) -> InitiativeRow:
    """An initiative for one group."""
    return initiative(pk, *districts, target_groups=frozenset({code}), **fields)


TOWN = served(
    group(1, "youth", EAST, WEST),
    group(2, "youth", EAST),
    group(3, "everyone", EAST),
    group(4, "carers", municipality_wide=True),
)
"""East: youth (1, 2) and one for everyone; West, with one initiative, is unknown; carers only municipality-wide."""


def test_a_group_is_served_missing_or_unknown_by_district() -> None:
    youth, carers = group_rows(at(TOWN))
    assert [cell.heard for cell in youth.cells] == [Heard.SERVED, Heard.SERVED]
    assert [cell.initiative_ids for cell in youth.cells] == [(1, 2), (1,)]
    assert [cell.heard for cell in carers.cells] == [Heard.MISSING, Heard.UNKNOWN]


def test_what_is_municipality_wide_or_for_everyone_stands_beside() -> None:
    situation = at(TOWN)
    assert group_rows(situation)[1].wide_ids == (4,)
    assert [cell.initiative_ids for cell in for_everyone(situation).cells] == [(3,), ()]
    assert for_everyone(situation).asked == 0


def test_a_group_that_a_district_need_not_serve_is_not_asked() -> None:
    own = ServeRow(WEST, 2026, "youth")
    _youth, carers = group_rows(at(served(group(1, "youth"), serves=(*SERVES, own))))
    assert carers.cells[1].heard is Heard.NOT_ASKED
    assert carers.asked == 1


def test_the_same_groups_are_served_as_in_the_mix() -> None:
    situation = at(TOWN)
    for place, number in zip(situation.places, range(2), strict=True):
        rows = [row for row in group_rows(situation) if row.cells[number].heard is Heard.SERVED]
        assert tuple(row.code for row in rows) == mix(place).groups_served


def test_the_drill_down_opens_the_initiatives_of_the_number() -> None:
    situation = at(TOWN)
    coverage = cover(situation)

    def opened(district: str, code: str) -> tuple[int, ...]:
        return select(situation, coverage, Selection(Show.GROUP, district, part=code))

    assert opened(EAST, "youth") == (1, 2)
    assert opened(WEST, "youth") == (1,)
    assert opened("", "youth") == naming(situation, "", "youth") == (1, 2)
    assert opened(WIDE_DISTRICT, "carers") == (4,)


def headed(rows: Records) -> str:
    """The answer to the tenth question."""
    situation = at(rows)
    return hearing_heading(group_rows(situation), len(situation.places))


def test_the_heading_names_the_group_that_misses_most() -> None:
    assert headed(TOWN) == (
        "Voor één van de twee groepen is niet in elke wijk een plek geregistreerd; "
        "het minst voor mantelzorgers: in 1 van 2 wijken niet."
    )


def test_the_heading_of_one_group_of_none_and_of_all() -> None:
    youth = (ServeRow(None, 2026, "youth"),)
    others = [group(pk, "everyone", EAST, WEST) for pk in (1, 2)]
    assert headed(served(*others, serves=youth)) == (
        "In 2 van 2 wijken is geen plek geregistreerd voor jongeren."
    )
    assert headed(served(group(3, "youth", EAST, WEST), *others, serves=youth)) == (
        "Elke groep die een plek moet hebben, heeft die in elke wijk."
    )
    assert headed(served(serves=youth)) == (
        "Nergens is te zeggen dat een groep geen plek heeft; van sommige wijken is te weinig bekend."
    )
    assert headed(served(serves=())) == (
        "Nog niet vastgelegd is welke groepen in elke wijk een plek moeten hebben."
    )
