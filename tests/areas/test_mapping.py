"""Drawing wijken: whole units from the north-west, edges shared, kept until a wijk changes."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from areas.mapping import Drawing, draw, drawing_of
from tests.areas.test_locating import EAST, WEST, square
from tests.initiatives.building import TODAY, town


def drawn(areas: list[tuple[str, str, dict[str, Any] | None]]) -> Drawing:
    found = draw(areas)
    assert found is not None
    return found


def test_two_squares_side_by_side_share_their_edge() -> None:
    """0.02° of longitude at 52.005° north is 0.02 · cos = 0.012313°, the longest side: 1,000 units."""
    found = drawn([("W", "West", WEST), ("E", "Oost", EAST)])
    assert (found.width, found.height) == (1000, 812)
    assert (found.west, found.north) == (6.0, 52.01)
    paths = {outline.code: outline.path for outline in found.outlines}
    assert paths == {"W": "M500 812l0 -812 -500 0 0 812z", "E": "M500 812l500 0 0 -812 -500 0z"}


def test_a_point_is_found_back_by_the_scale() -> None:
    found = drawn([("W", "West", WEST), ("E", "Oost", EAST)])
    assert round((6.01 - found.west) * found.across) == 500
    assert round((found.north - 52.0) * found.down) == 812


def test_an_island_and_a_hole_are_rings_of_their_own() -> None:
    hole = [[6.004, 52.004], [6.006, 52.004], [6.006, 52.006], [6.004, 52.006], [6.004, 52.004]]
    polygon = [WEST["coordinates"][0], hole]
    island = square(6.02, 52.0, 6.022, 52.002)["coordinates"]
    found = drawn([("W", "West", {"type": "MultiPolygon", "coordinates": [polygon, island]})])
    assert found.outlines[0].path.count("M") == 3


@pytest.mark.parametrize("areas", [[], [("W", "West", None)]])
def test_without_boundaries_there_is_no_map(
    areas: list[tuple[str, str, dict[str, Any] | None]],
) -> None:
    assert draw(areas) is None


@pytest.mark.django_db
def test_it_is_drawn_once_until_a_wijk_changes() -> None:
    cache.clear()
    here = town()
    assert drawing_of(here.municipality, TODAY.year) is None
    for district, boundary in zip(here.districts, (WEST, EAST), strict=True):
        district.boundary = boundary
        district.save()
    first = drawing_of(here.municipality, TODAY.year)
    assert first is not None
    with CaptureQueriesContext(connection) as captured:
        assert drawing_of(here.municipality, TODAY.year) == first
    assert len(captured) == 1
    here.districts[0].name = "Anders"
    here.districts[0].save()
    again = drawing_of(here.municipality, TODAY.year)
    assert again is not None
    assert "Anders" in {outline.name for outline in again.outlines}


def test_a_name_stands_in_the_middle_of_the_largest_circle_that_fits() -> None:
    """A square of 500 by 812 units from x = 500: the circle has a radius of 250 and its centre at x = 750."""
    (east, _west) = sorted(
        drawn([("W", "West", WEST), ("E", "Oost", EAST)]).outlines, key=lambda item: item.code
    )
    assert (east.x, east.room) == (750, 250)
    assert 250 <= east.y <= 562


def test_a_boundary_that_crosses_itself_is_the_areas_it_encloses() -> None:
    """A bow tie of two triangles, drawn beside a square."""
    bow = {
        "type": "Polygon",
        "coordinates": [[[6, 52], [6.01, 52.01], [6.01, 52], [6, 52.01], [6, 52]]],
    }
    found = drawn([("B", "Strik", bow), ("E", "Oost", EAST)])
    assert [outline.path.count("M") for outline in found.outlines] == [2, 1]
    assert all(outline.room > 0 for outline in found.outlines)
