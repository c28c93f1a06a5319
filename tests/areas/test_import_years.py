"""Divisions of several years, loaded in any order, and files that are no whole division."""

from itertools import permutations

import pytest

from areas.models import District
from tests.areas.conftest import Files

pytestmark = pytest.mark.django_db

type Validity = dict[str, tuple[int | None, int | None]]


def codes(files: Files, year: int | None, *numbers: str) -> str:
    """Load a code list of Proefstad; what the command told."""
    rows = [
        ["code", "naam", "gm_naam", "jaar"],
        *([f"WK9999{number}", f"Wijk {number}", "Proefstad", year or ""] for number in numbers),
    ]
    return files.load(files.table("codes.csv", rows))


def validity() -> Validity:
    """Wijknummer → first and last year."""
    return {
        district.code[-2:]: (district.valid_from_year, district.valid_to_year)
        for district in District.objects.all()
    }


DIVISIONS = {2016: ("00", "01", "02"), 2020: ("00", "01", "03"), 2023: ("00", "AA", "AB")}


@pytest.mark.parametrize("order", list(permutations(DIVISIONS)))
def test_the_order_of_loading_makes_no_difference(files: Files, order: tuple[int, ...]) -> None:
    for year in order:
        codes(files, year, *DIVISIONS[year])
    assert validity() == {
        "00": (None, None),
        "01": (None, 2022),
        "02": (None, 2019),
        "03": (2020, 2022),
        "AA": (2023, None),
        "AB": (2023, None),
    }
    for year in order:
        assert "0 nieuw, 0 gewijzigd, 3 gelijk" in codes(files, year, *DIVISIONS[year])


def test_what_is_closed_is_said(files: Files) -> None:
    codes(files, 2016, "00", "01")
    told = codes(files, 2020, "00", "02")
    assert (
        "GM9999: 1 wijken gelden tot en met 2019, want zij staan niet in de indeling van 2020 of later (WK999901)."
        in told
    )


def test_a_file_with_a_few_wijken_closes_none(files: Files) -> None:
    codes(files, 2016, "00", "01", "02", "03", "04")
    told = codes(files, 2020, "00", "01")
    assert "noemt maar 2 wijken en geldt daarom als onvolledig" in told
    assert set(validity().values()) == {(None, None)}


def test_a_few_wijken_that_are_said_to_be_all_close_the_others(files: Files) -> None:
    codes(files, 2016, "00", "01", "02", "03", "04")
    rows = [["code", "naam", "jaar"], ["WK999900", "Alles", 2020]]
    files.load(files.table("codes.csv", rows), complete=True)
    assert {number for number, held in validity().items() if held == (None, 2019)} == {
        "01",
        "02",
        "03",
        "04",
    }


def test_inhabitants_that_add_up_prove_that_a_file_is_complete(files: Files) -> None:
    codes(files, 2016, "00", "01", "02", "03", "04")
    rows = [
        ["code", "naam", "inwoners"],
        ["GM9999", "Proefstad", 5003],
        ["WK9999AA", "Alles", 5000],
    ]
    files.load(files.table("kwb_2020.csv", rows))
    assert validity()["00"] == (None, 2019)
    assert validity()["AA"] == (2020, None)


def test_wijken_without_a_year_hold_always_and_are_named(files: Files) -> None:
    codes(files, None, "00", "0X")
    told = codes(files, 2020, "00", "01")
    assert "GM9999: 1 wijken zonder jaar (WK99990X) staan in geen bekende indeling" in told
    assert set(validity().values()) == {(None, None)}
    codes(files, 2016, "00", "0X")
    assert validity()["0X"] == (None, 2019)


def test_other_municipalities_stay_as_they_are(files: Files) -> None:
    codes(files, 2016, "00", "01")
    rows = [["code", "naam", "jaar"], ["WK888800", "Elders", 2020]]
    files.load(files.table("codes.csv", rows))
    assert (validity()["00"], validity()["01"]) == ((None, None), (None, None))


def test_a_wijk_entered_by_hand_counts_in_its_own_year(files: Files) -> None:
    codes(files, 2016, "00")
    municipality = District.objects.get().municipality
    District.objects.create(
        municipality=municipality, code="WK9999HH", name="Met de hand", division_year=2016
    )
    codes(files, 2020, "00", "01")
    assert validity()["HH"] == (None, 2019)
