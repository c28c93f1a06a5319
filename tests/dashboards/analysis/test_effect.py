"""What one record changes, on literal rows."""

from dashboards.analysis.effect import effect_of
from dashboards.rows import DistrictRow, InitiativeRow, MunicipalityRow, Records, TagRow
from tests.dashboards.analysis.build import EAST, LESSONS, WEST, D, initiative, tag


def records(initiatives: list[InitiativeRow], tags: list[TagRow]) -> Records:
    """Two wijken without key figures, so that `thin` is not tested."""
    return Records(
        MunicipalityRow("GM9999", "Proef"),
        LESSONS,
        districts=(DistrictRow(1, EAST, "Oost"), DistrictRow(2, WEST, "West")),
        initiatives=tuple(initiatives),
        tags=tuple(tags),
    )


def known_east() -> tuple[list[InitiativeRow], list[TagRow]]:
    """Two fresh records: East is known."""
    return [initiative(1), initiative(2)], [tag(1, "linking-1"), tag(2, "linking-1")]


def test_a_first_record_covers_the_empty_cell() -> None:
    rows, tags = known_east()
    found = effect_of(records([*rows, initiative(3)], [*tags, tag(3, "bridging-1")]), 3, D)
    assert found is not None
    own = [change for change in found.changes if change.tagged]
    assert [(c.after.lesson.code, c.before.state, c.after.state) for c in own] == [
        ("bridging-1", "empty", "covered")
    ]
    assert {change.after.district.code for change in found.changes} == {EAST}
    assert found.known == ()


def test_a_tag_that_does_not_count_says_why_and_changes_nothing() -> None:
    rows, tags = known_east()
    found = effect_of(records([*rows, initiative(3)], [*tags, tag(3, "bonding-1")]), 3, D)
    assert found is not None
    own = next(change for change in found.changes if change.tagged)
    assert (own.before.state, own.after.state, own.moved) == ("empty", "empty", False)
    assert own.not_yet == "het is niet bekend of de deelnemers zelf voor een eigen kring kozen"


def test_a_second_fresh_record_makes_the_wijk_known() -> None:
    found = effect_of(
        records([initiative(1), initiative(2)], [tag(1, "linking-1"), tag(2, "bridging-1")]), 2, D
    )
    assert found is not None
    assert [(known.district, known.now_known) for known in found.known] == [("Oost", True)]
    moved = {c.after.lesson.code: (c.before.state, c.after.state) for c in found.changes if c.moved}
    assert moved["bridging-1"] == ("unknown", "covered")
    assert moved["bridging-2"] == ("unknown", "empty")


def test_an_idea_changes_no_state() -> None:
    rows, tags = known_east()
    idea = initiative(3, start_date=None)
    found = effect_of(records([*rows, idea], [*tags, tag(3, "bridging-1")]), 3, D)
    assert found is not None
    assert [(c.after.lesson.code, c.moved, c.counted) for c in found.changes] == [
        ("bridging-1", False, False)
    ]


def test_a_municipality_wide_record_changes_no_wijk() -> None:
    rows, tags = known_east()
    wide = initiative(3, municipality_wide=True)
    found = effect_of(records([*rows, wide], [*tags, tag(3, "bridging-1")]), 3, D)
    assert found is not None
    assert [change for change in found.changes if change.tagged or change.moved] == []
    assert [(cell.lesson.code, cell.active, cell.fresh) for cell in found.wide] == [
        ("bridging-1", 1, 1)
    ]


def test_a_record_that_is_not_there_has_no_effect() -> None:
    assert effect_of(records([], []), 9, D) is None
