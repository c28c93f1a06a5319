"""Boundaries without codes: matched by name, or told why not."""

import pytest

from areas.models import District, Neighbourhood
from tests.areas.conftest import Files, feature, outline, square

pytestmark = pytest.mark.django_db


def test_boundaries_without_codes_are_matched_by_name(files: Files) -> None:
    codes = [
        ["code", "naam", "jaar"],
        ["WK999900", "Wijk 00 Plein", 2022],
        ["BU99990001", "Plein en omgeving", 2022],
        ["BU99990002", "Haven", 2022],
        ["WK999901", "Wijk 01 West", 2022],
        ["BU99990101", "Haven", 2022],
        ["BU99990102", "Kom", 2022],
    ]
    features = [
        feature({"BUURTNAAM": "Plein e.o.", "WIJKCODE": "0"}, square(6.0, 52.0)),
        feature({"BUURTNAAM": "Haven", "WIJKCODE": "0"}, square(6.01, 52.0)),
        feature({"BUURTNAAM": "HAVEN", "WIJKCODE": "1"}, square(6.02, 52.0)),
        feature({"BUURTNAAM": "Onbekend", "WIJKCODE": "1"}, square(6.03, 52.0)),
    ]
    path = files.geojson("gemeente.geojson", features)
    assert "Laad eerst de codelijst" in files.refused(path)
    files.load(files.table("codes.csv", codes))
    told = files.load(path)
    assert "3 van 4 grenzen op naam gekoppeld." in told
    assert "Niet gekoppeld, kenmerk 4: 'Onbekend' komt niet voor in GM9999." in told
    assert "De grens van 1 wijken is afgeleid uit die van hun buurten." in told
    assert (
        Neighbourhood.objects.get(code="BU99990002").boundary
        != Neighbourhood.objects.get(code="BU99990101").boundary
    )
    assert outline("WK999900").bounds == pytest.approx((6.0, 52.0, 6.02, 52.01), abs=1e-5)
    assert District.objects.get(code="WK999901").boundary is None
    assert "3 buurten: 0 nieuw, 0 gewijzigd, 3 gelijk" in files.load(path)


def test_a_name_that_may_be_two_places_is_not_matched(files: Files) -> None:
    codes = [
        ["code", "naam", "jaar"],
        ["BU99990001", "Haven", 2022],
        ["BU99990101", "Haven", 2022],
        ["BU99990102", "Kom", 2022],
    ]
    files.load(files.table("codes.csv", codes))
    features = [
        feature({"naam": "Haven"}, square(6.0, 52.0)),
        feature({"naam": "Kom"}, square(6.1, 52.0)),
    ]
    told = files.load(files.geojson("g.geojson", features))
    assert (
        "Niet gekoppeld, kenmerk 1: 'Haven' kan meer dan één gebied zijn: buurt BU99990001, buurt BU99990101."
        in told
    )


def test_names_that_two_municipalities_share_need_the_municipality(files: Files) -> None:
    codes = [["code", "naam", "jaar"], ["WK999900", "Centrum", 2022], ["WK888800", "Centrum", 2022]]
    files.load(files.table("codes.csv", codes))
    path = files.geojson("g.geojson", [feature({"wijk": "Centrum"}, square(6.0, 52.0))])
    assert "--municipality" in files.refused(path)
    files.load(path, municipality="GM8888")
    assert District.objects.get(code="WK888800").boundary is not None
    assert District.objects.get(code="WK999900").boundary is None
