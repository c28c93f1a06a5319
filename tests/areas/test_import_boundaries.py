"""Boundaries: systems, axes, broken shapes, parts, names instead of codes; never drawn in the wrong place."""

from itertools import permutations

import pytest
from pyproj import Transformer

from areas.models import District, KeyFigure, Municipality
from tests.areas.conftest import Feature, Files, feature, outline, square

pytestmark = pytest.mark.django_db

OOST = {"WK_CODE": "WK999900", "WK_NAAM": "Oost", "GM_NAAM": "Proefstad"}
WEST = {"WK_CODE": "WK999901", "WK_NAAM": "West", "GM_NAAM": "Proefstad"}
TO_RD = Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True)


def in_rd(west: float, south: float, size: float = 0.01) -> Feature:
    """The same square in RD New."""
    ring = square(west, south, size)["coordinates"][0]
    return {"type": "Polygon", "coordinates": [[list(TO_RD.transform(*point)) for point in ring]]}


def swapped(geometry: Feature) -> Feature:
    """A polygon with its axes the wrong way round."""
    return {
        **geometry,
        "coordinates": [[point[::-1] for point in ring] for ring in geometry["coordinates"]],
    }


def assert_lies(code: str, west: float, south: float, size: float = 0.01) -> None:
    """The stored boundary is this square, to a metre, within our decimals and anticlockwise."""
    placed = outline(code)
    assert placed.bounds == pytest.approx((west, south, west + size, south + size), abs=1e-5)
    assert placed.exterior.is_ccw
    assert all(value == round(value, 6) for point in placed.exterior.coords for value in point)


@pytest.mark.parametrize(
    "crs",
    [
        None,
        {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},
        {"type": "name", "properties": {"name": "EPSG:4326"}},
        {"type": "name", "properties": {"name": "http://www.opengis.net/def/crs/EPSG/0/4258"}},
    ],
)
def test_degrees_are_kept_as_they_are(files: Files, crs: Feature | None) -> None:
    members = {"crs": crs} if crs else {}
    told = files.load(
        files.geojson("grenzen_2022.geojson", [feature(OOST, square(6.0, 52.0))], **members)
    )
    assert_lies("WK999900", 6.0, 52.0)
    assert "omgerekend" not in told
    assert (Municipality.objects.get().name, District.objects.get().boundary_year) == (
        "Proefstad",
        2022,
    )


@pytest.mark.parametrize(
    "crs",
    [
        "urn:ogc:def:crs:EPSG::28992",
        "EPSG:28992",
        "urn:ogc:def:crs:EPSG:6.9:28992",
        "Amersfoort / RD New",
        "",
    ],
)
def test_rd_is_converted_whether_it_is_declared_or_only_seen(files: Files, crs: str) -> None:
    members = {"crs": {"type": "name", "properties": {"name": crs}}} if crs else {}
    told = files.load(
        files.geojson("grenzen_2022.geojson", [feature(OOST, in_rd(6.0, 52.0))], **members)
    )
    assert_lies("WK999900", 6.0, 52.0)
    assert "omgerekend van RD New" in told
    assert "coördinaten zijn gevolgd" not in told


def test_a_wrong_declaration_is_overruled_by_the_numbers_and_said(files: Files) -> None:
    crs = {"type": "name", "properties": {"name": "EPSG:28992"}}
    told = files.load(files.geojson("g_2022.geojson", [feature(OOST, square(6.0, 52.0))], crs=crs))
    assert "Het bestand noemt EPSG:28992, maar" in told
    assert_lies("WK999900", 6.0, 52.0)


def test_another_system_is_converted_when_it_is_declared(files: Files) -> None:
    to_mercator = Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True)
    ring = [list(to_mercator.transform(*point)) for point in square(6.0, 52.0)["coordinates"][0]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    crs = {"type": "name", "properties": {"name": "EPSG:3857"}}
    told = files.load(files.geojson("g_2022.geojson", [feature(OOST, geometry)], crs=crs))
    assert "omgerekend uit EPSG:3857" in told
    assert_lies("WK999900", 6.0, 52.0)
    crs = {"type": "name", "properties": {"name": "EPSG:999999"}}
    assert "niet bekend" in files.refused(
        files.geojson("h.geojson", [feature(OOST, geometry)], crs=crs)
    )


@pytest.mark.parametrize("geometry", [square(6.0, 52.0), in_rd(6.0, 52.0)])
def test_swapped_axes_are_mended_and_said(files: Files, geometry: Feature) -> None:
    told = files.load(files.geojson("g_2022.geojson", [feature(OOST, swapped(geometry))]))
    assert "De assen waren verwisseld" in told
    assert_lies("WK999900", 6.0, 52.0)


@pytest.mark.parametrize(
    "geometry",
    [
        square(13.4, 52.5),
        square(0.0, 0.0),
        square(2_000_000, 400_000, 100),
        swapped(square(13.4, 52.5)),
    ],
)
def test_what_lies_outside_the_netherlands_is_refused(files: Files, geometry: Feature) -> None:
    told = files.refused(
        files.geojson("g_2022.geojson", [feature(WEST, square(6.0, 52.0)), feature(OOST, geometry)])
    )
    assert "kenmerk 2" in told
    assert "niet in Nederland" in told
    assert not District.objects.exists()


def test_mixed_coordinates_are_refused(files: Files) -> None:
    features = [feature(OOST, square(6.0, 52.0)), feature(WEST, swapped(square(6.02, 52.0)))]
    assert "door elkaar" in files.refused(files.geojson("g_2022.geojson", features))


def test_broken_empty_and_multiple_shapes(files: Files) -> None:
    bow_tie = {
        "type": "Polygon",
        "coordinates": [[[6.0, 52.0], [6.01, 52.01], [6.01, 52.0], [6.0, 52.01], [6.0, 52.0]]],
    }
    two = {
        "type": "MultiPolygon",
        "coordinates": [square(6.1, 52.0)["coordinates"], square(6.2, 52.0)["coordinates"]],
    }
    flat = {
        "type": "Polygon",
        "coordinates": [[[*point, 12.5] for point in square(6.3, 52.0)["coordinates"][0]]],
    }
    features = [
        feature(OOST, bow_tie),
        feature(WEST, two),
        feature({**WEST, "WK_CODE": "WK999902", "WK_NAAM": "Leeg"}, None),
        feature({**WEST, "WK_CODE": "WK999903", "WK_NAAM": "Hoog"}, flat),
    ]
    told = files.load(files.geojson("g_2022.geojson", features))
    assert "1 gebieden zonder grens" in told
    assert outline("WK999900").is_valid
    assert outline("WK999901").geom_type == "MultiPolygon"
    assert District.objects.get(code="WK999902").boundary is None
    assert not outline("WK999903").has_z


@pytest.mark.parametrize(
    ("geometry", "reason"),
    [
        ({"type": "Point", "coordinates": [6.0, 52.0]}, "geen vlak"),
        ({"type": "Polygon", "coordinates": [[[6.0, 52.0]]]}, "niet te lezen"),
        ({"type": "Polygon", "coordinates": [["a", "b"]]}, "niet te lezen"),
        ({"type": "Cirkel"}, "niet te lezen"),
        ("Polygon", "ontbreekt"),
    ],
)
def test_what_is_no_area_is_refused_with_its_place(
    files: Files, geometry: Feature, reason: str
) -> None:
    path = files.geojson(
        "g_2022.geojson", [feature(WEST, square(6.0, 52.0)), feature(OOST, geometry)]
    )
    told = files.refused(path)
    assert "kenmerk 2: " in told
    assert reason in told
    assert not District.objects.exists()
    files.load(path, skip_refused=True)
    assert [district.code for district in District.objects.all()] == ["WK999901"]


def test_a_wijk_in_parts_becomes_one(files: Files) -> None:
    features = [feature(OOST, square(6.0, 52.0)), feature(OOST, square(6.01, 52.0))]
    told = files.load(files.geojson("g_2022.geojson", features))
    assert "1 gebieden stonden in delen" in told
    assert outline("WK999900").bounds == pytest.approx((6.0, 52.0, 6.02, 52.01))


@pytest.mark.parametrize(
    "properties",
    [
        {
            "wijkcode": "WK999900",
            "wijknaam": "Oost",
            "gemeentecode": "GM9999",
            "gemeentenaam": "Proefstad",
            "jaarcode": 2022,
        },
        {
            "statcode": "WK999900",
            "statnaam": "Oost",
            "jaarcode": "2022",
            "id": 5,
            "rubriek": "wijk",
        },
        {"CBS_Wijkcode": "BU999900", "Wijk": "Oost", "Stadsdeel": "Zuid"},
        {"WKC": "WK999900", "WKN": "Oost", "GMC": "GM9999", "GMN": "Proefstad"},
    ],
)
def test_the_property_names_of_cbs_pdok_and_municipalities(
    files: Files, properties: Feature
) -> None:
    told = files.load(files.geojson("grenzen.geojson", [feature(properties, square(6.0, 52.0))]))
    district = District.objects.get()
    assert (district.code, district.name) == ("WK999900", "Oost")
    assert district.division_year == (2022 if "jaarcode" in properties else None)
    assert ("BU999900 → WK999900" in told) == ("CBS_Wijkcode" in properties)


def test_inhabitants_on_a_map_are_figures_and_other_attributes_are_not(files: Files) -> None:
    properties = {**OOST, "AANT_INW": 3000, "OPP_LAND": 12, "P_MAROKKO": 4}
    missing = {**WEST, "AANT_INW": -99999999, "OPP_LAND": 12, "P_MAROKKO": 4}
    path = files.geojson(
        "g.geojson", [feature(properties, square(6.0, 52.0)), feature(missing, square(6.1, 52.0))]
    )
    assert "hun jaar is niet bekend" in files.load(path)
    assert not KeyFigure.objects.exists()
    files.load(path, year=2023)
    assert dict(KeyFigure.objects.values_list("area_code", "value")) == {
        "WK999900": 3000,
        "WK999901": None,
    }


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_newest_file_gives_name_and_boundary_in_any_order(
    files: Files, order: tuple[int, ...]
) -> None:
    paths = [
        files.geojson("g_2016.geojson", [feature({**OOST, "WK_NAAM": "Oud"}, square(6.0, 52.0))]),
        files.geojson("g_2020.geojson", [feature({**OOST, "WK_NAAM": "Nieuw"}, square(6.1, 52.0))]),
        files.geojson(
            "g.geojson", [feature({**OOST, "WK_NAAM": "Zonder jaar"}, square(6.2, 52.0))]
        ),
    ]
    for index in order:
        files.load(paths[index])
    district = District.objects.get()
    assert (district.name, district.division_year, district.boundary_year) == ("Nieuw", 2020, 2020)
    assert_lies("WK999900", 6.1, 52.0)
