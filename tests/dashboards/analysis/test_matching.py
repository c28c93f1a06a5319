"""How many of a cell's initiatives match a filter; the state stays what it is."""

from dashboards.analysis.matching import Filter, Matching, match
from dashboards.analysis.selecting import Show
from dashboards.rows import Records
from tests.dashboards.analysis.build import D, at, cell, initiative, records, tag


def rows() -> Records:
    return records(
        [
            initiative(
                1,
                target_groups=frozenset({"older"}),
                initiated_by="residents",
                decided_by="residents",
                place_kinds=frozenset({"outdoor"}),
            ),
            initiative(
                2,
                target_groups=frozenset({"older", "youth"}),
                initiated_by="housing",
                place_kinds=frozenset({"home"}),
            ),
            initiative(3, initiated_by="other", needs_money=True),
        ],
        tags=(
            tag(1, "bridging-2"),
            tag(2, "bridging-2", D.replace(year=2020)),
            tag(3, "bridging-2"),
        ),
    )


def matching(lesson: str = "bridging-2", **asked: str) -> tuple[int | None, int]:
    found = match(cell(rows(), lesson), at(rows()).initiatives, Filter(**asked))
    return found.part, found.whole


def test_a_supply_cell_counts_the_fresh_and_the_active_ones() -> None:
    assert matching(group="older") == (1, 2)
    assert matching(group="youth") == (0, 1)
    assert matching(place="home") == (0, 1)


def test_a_housing_association_starts_things_as_a_professional_and_other_is_no_role() -> None:
    assert matching(role="professional") == (0, 1)
    assert matching(role="resident") == (1, 1)
    assert matching(role="policy") == (0, 0)


def test_filters_hold_together() -> None:
    assert matching(group="older", role="resident", place="outdoor") == (1, 1)
    assert matching(group="older", role="resident", place="home") == (0, 0)


def test_a_ratio_counts_its_numerator_and_denominator() -> None:
    assert matching("linking-2", group="older") == (1, 1)
    assert matching("linking-3", group="older") == (0, 0)
    assert matching("linking-3") == (0, 1)


def test_a_signal_counts_what_organises_a_counter_voice() -> None:
    found = match(cell(rows(), "bonding-3"), at(rows()).initiatives, Filter(group="older"))
    assert found == Matching(None, 0, Show.CELL_ACTIVE, Show.CELL_ACTIVE)
