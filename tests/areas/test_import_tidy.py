"""Own figures as a tidy list, and the groups to serve."""

from decimal import Decimal

import pytest

from areas.models import District, Division, GroupsToServe, KeyFigure, Municipality, TargetGroup
from tests.areas.conftest import Files, feature, square

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]

HEADER = ["code", "year", "indicator", "value"]


@pytest.fixture
def loaded(files: Files) -> Files:
    """Proefstad with two wijken and two target groups."""
    for number, code in enumerate(["older", "youth"]):
        TargetGroup.objects.get_or_create(
            code=code, defaults={"name_nl": code, "name_en": code, "order": number}
        )
    files.load(
        files.table(
            "codes.csv",
            [
                ["WK_CODE", "WK_NAAM", "GM_NAAM", "JAAR"],
                ["WK999900", "Oost", "Proefstad", 2022],
                ["WK999901", "West", "Proefstad", 2022],
            ],
        )
    )
    return files


def test_figures_of_every_level_are_stored(loaded: Files) -> None:
    rows = [
        HEADER,
        ["WK999900", 2022, "ses_woa", "-0,245"],
        ["WK999901", 2022, "ses_woa", "."],
        ["wk999900 ", 2022, "inhabitants", "12.345"],
        ["GM9999", 2022, "lonely_pct", "48,5"],
        ["BU99990007", 2022, "iets anders", "3"],
    ]
    told = loaded.load(loaded.table("eigen.csv", rows))
    assert told.endswith(
        "0 wijken: 0 nieuw, 0 gewijzigd, 0 gelijk; 5 cijfers: 5 nieuw, 0 gewijzigd, 0 gelijk\n"
    )
    stored = {(row.area_code, row.indicator): row.value for row in KeyFigure.objects.all()}
    assert stored == {
        ("WK999900", "ses_woa"): Decimal("-0.245"),
        ("WK999901", "ses_woa"): None,
        ("WK999900", "inhabitants"): 12345,
        ("GM9999", "lonely_pct"): Decimal("48.5"),
        ("BU99990007", "iets anders"): 3,
    }
    assert KeyFigure.objects.get(
        area_code="WK999900", indicator="ses_woa"
    ).district == District.objects.get(code="WK999900")
    assert KeyFigure.objects.get(area_code="GM9999").district is None


def test_a_tidy_list_never_changes_the_division(loaded: Files) -> None:
    before = (list(District.objects.values()), list(Division.objects.values()))
    loaded.load(loaded.table("eigen.csv", [HEADER, ["WK999900", 2031, "ses_woa", "0.1"]]))
    assert before == (list(District.objects.values()), list(Division.objects.values()))


def test_dutch_headers_and_json_are_understood(loaded: Files) -> None:
    rows = [
        ["Wijkcode", "Jaar", "Onderwerp", "Waarde"],
        ["WK999900", 2022, "Aantal inwoners (aantal)", "3000"],
    ]
    loaded.load(loaded.table("eigen.csv", rows))
    loaded.load(
        loaded.text(
            "eigen.json",
            '[{"code": "WK999901", "year": 2022, "indicator": "inhabitants", "value": 4000}]',
        )
    )
    assert dict(KeyFigure.objects.values_list("area_code", "value")) == {
        "WK999900": 3000,
        "WK999901": 4000,
    }


WRONG = [
    (["WK999977", 2022, "ses_woa", "0.1"], "wijk WK999977 is niet bekend in GM9999"),
    (["BU99997701", 2022, "ses_woa", "0.1"], "buurt BU99997701 is niet bekend in GM9999"),
    (["0518", 2022, "ses_woa", "0.1"], "'0518' is geen code van een gemeente, wijk of buurt"),
    (["WK999900", "twintig", "ses_woa", "0.1"], "'twintig' is geen jaar"),
    (["WK999900", "", "ses_woa", "0.1"], "het jaar ontbreekt"),
    (["WK999900", 2022, "", "0.1"], "de indicator ontbreekt"),
    (["WK999900", 2022, "ses_woa", "0.2"], "ses_woa van WK999900 in 2022 staat ook op regel 2"),
    (["WK999900", 2022, "inhabitants", "-5"], "-5 inwoners kan niet"),
    (["WK999900", 2022, "Suriname (aantal)", "5"], "gaat over herkomst"),
    (["WK999900", 2022, "serve:niemand", "1"], "de doelgroep 'niemand' bestaat niet"),
    (["WK999900", 2022, "serve:older", "2"], "serve:older is 1 (plek nodig) of 0"),
    (["BU99990001", 2022, "serve:older", "1"], "niet voor een buurt"),
    (["WK999900", 2022, "x" * 121, "1"], "langer dan 120 tekens"),
    (["WK999900", 2022, "te veel", "1", "2"], "5 cellen"),
]


def test_every_wrong_row_is_reported_and_nothing_is_written(loaded: Files) -> None:
    right = ["WK999900", 2022, "ses_woa", "0.1"]
    path = loaded.table("eigen.csv", [HEADER, right, *(row for row, _reason in WRONG)])
    told = loaded.refused(path).splitlines()
    for line, (_row, reason) in enumerate(WRONG, start=3):
        said = [one for one in told if one.startswith(f"regel {line}: ")]
        assert len(said) == 1
        assert reason in said[0]
    assert not KeyFigure.objects.exists()
    loaded.load(path, skip_refused=True)
    assert KeyFigure.objects.count() == 1


def test_figures_of_municipalities_that_are_not_loaded_are_left_out_and_said(loaded: Files) -> None:
    rows = [HEADER, ["WK999900", 2022, "ses_woa", "0.1"], ["WK888800", 2022, "ses_woa", "0.1"]]
    assert "De cijfers van 1 gemeenten zonder geladen wijken zijn overgeslagen." in loaded.load(
        loaded.table("a.csv", rows)
    )
    told = loaded.refused(loaded.table("b.csv", [HEADER, ["WK888800", 2022, "ses_woa", "0.1"]]))
    assert "Geen van de gemeenten in dit bestand is geladen (GM8888)" in told
    assert Municipality.objects.count() == 1


def test_groups_to_serve_of_a_municipality_and_of_a_wijk_that_deviates(loaded: Files) -> None:
    rows: list[list[object]] = [
        [*HEADER],
        ["GM9999", 2022, "serve:older", "1"],
        ["GM9999", 2022, "serve:Youth", "1.0"],
        ["WK999900", 2022, "serve:older", "1"],
        ["WK999900", 2022, "serve:youth", "0"],
    ]
    path = loaded.table("eigen.csv", rows)
    assert "4 te bedienen groepen: 4 nieuw, 0 gewijzigd, 0 gelijk" in loaded.load(path)
    stored = {
        (row.district.code if row.district else "", row.target_group.code): row.serves
        for row in GroupsToServe.objects.select_related("district", "target_group")
    }
    assert stored == {
        ("", "older"): True,
        ("", "youth"): True,
        ("WK999900", "older"): True,
        ("WK999900", "youth"): False,
    }
    assert "4 te bedienen groepen: 0 nieuw, 0 gewijzigd, 4 gelijk" in loaded.load(path)
    rows[-1][-1] = "1"
    assert "1 gewijzigd, 3 gelijk" in loaded.load(loaded.table("eigen.csv", rows))
    assert GroupsToServe.objects.get(district__code="WK999900", target_group__code="youth").serves


def test_figures_beside_boundaries_are_loaded_in_the_same_transaction(files: Files) -> None:
    grenzen = files.geojson(
        "g.geojson", [feature({"WK_CODE": "WK999900", "WK_NAAM": "Oost"}, square(6.0, 52.0))]
    )
    wrong = files.table("fout.csv", [HEADER, ["WK999955", 2022, "ses_woa", "0.1"]])
    assert "regel 2: wijk WK999955 is niet bekend in GM9999" in files.refused(
        grenzen, figures=wrong
    )
    assert not Municipality.objects.exists()
    right = files.table("goed.csv", [HEADER, ["WK999900", 2022, "ses_woa", "0.1"]])
    told = files.load(grenzen, figures=right)
    assert told.endswith(
        "1 wijken: 1 nieuw, 0 gewijzigd, 0 gelijk; 1 cijfers: 1 nieuw, 0 gewijzigd, 0 gelijk\n"
    )
