"""Points in wijken: inside, on a shared edge, just outside, and nowhere near."""

from datetime import date
from typing import Any

import pytest

from areas.locating import EDGE_METRES, Locator, district_at
from areas.models import District
from areas.writes import create_municipality
from audit.actor import command_actor

DEGREE_NORTH = 1 / 111_320
"""One metre, in degrees of latitude."""


def square(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    """A rectangle as GeoJSON."""
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


WEST = square(6.0, 52.0, 6.01, 52.01)
EAST = square(6.01, 52.0, 6.02, 52.01)


def test_a_point_inside_is_found_without_distance() -> None:
    found = Locator([("west", WEST), ("east", EAST)]).locate(6.005, 52.005)
    assert found is not None
    assert (found.key, found.metres) == ("west", 0.0)


@pytest.mark.parametrize("order", [("west", "east"), ("east", "west")])
def test_a_point_on_a_shared_edge_belongs_to_the_first_given(order: tuple[str, str]) -> None:
    shapes = {"west": WEST, "east": EAST}
    assert Locator((key, shapes[key]) for key in order).find(6.01, 52.005) == order[0]


def test_a_point_just_outside_belongs_to_the_nearest_with_its_distance() -> None:
    found = Locator([("west", WEST), ("east", EAST)]).locate(6.015, 52.01 + 40 * DEGREE_NORTH)
    assert found is not None
    assert found.key == "east"
    assert found.metres == pytest.approx(40, abs=0.5)


def test_a_degree_of_longitude_is_shorter_than_one_of_latitude() -> None:
    """At 52° north 100 m is 0.00146° of longitude: 120 m east must not count as 74 m."""
    locator = Locator([("west", WEST)])
    assert locator.find(6.01 + 0.0013, 52.005) == "west"
    assert locator.find(6.01 + 0.0016, 52.005) is None


def test_a_point_past_the_edge_belongs_nowhere() -> None:
    locator = Locator([("west", WEST)])
    assert locator.find(6.005, 52.01 + (EDGE_METRES + 5) * DEGREE_NORTH) is None
    assert locator.find(4.9, 52.37) is None


def test_no_boundaries_and_no_coordinates_find_nothing() -> None:
    assert Locator[str]([]).find(6.0, 52.0) is None
    assert Locator([("a", None)]).find(6.0, 52.0) is None
    assert Locator([("west", WEST)]).find(float("nan"), 52.0) is None


def test_a_bow_tie_is_mended_before_it_is_searched() -> None:
    bow_tie = {
        "type": "Polygon",
        "coordinates": [[[6.0, 52.0], [6.01, 52.01], [6.01, 52.0], [6.0, 52.01], [6.0, 52.0]]],
    }
    assert Locator([("tie", bow_tie)]).find(6.009, 52.005) == "tie"


@pytest.mark.django_db
def test_district_at_knows_the_division_of_the_day() -> None:
    town = create_municipality("GM9999", "Proefstad", actor=command_actor("test"))
    old = District.objects.create(
        municipality=town, code="WK999901", name="Oud", valid_to_year=2022, boundary=WEST
    )
    new = District.objects.create(
        municipality=town, code="WK999902", name="Nieuw", valid_from_year=2023, boundary=WEST
    )
    assert district_at(town, 6.005, 52.005, date(2022, 12, 31)) == old
    assert district_at(town, 6.005, 52.005, date(2023, 1, 1)) == new


@pytest.mark.django_db
def test_a_new_municipality_comes_with_norms_and_need_indicators() -> None:
    town = create_municipality("GM9998", "'s-Proefstad", actor=command_actor("test"))
    twin = create_municipality("GM9997", "'s Proefstad", actor=command_actor("test"))
    assert (town.slug, twin.slug) == ("s-proefstad", "s-proefstad-gm9997")
    assert town.norms.fresh_months == 12
    labels = [indicator.label for indicator in town.need_indicators.all()]
    assert labels == ["SES-WOA-score", "Eenzaamheid (%)", "Leefbaarometer-klasse"]
