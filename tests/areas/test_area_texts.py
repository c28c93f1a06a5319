"""Codes, numbers, headers and years as files really write them; no database."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from areas.importing import headers
from areas.importing.codes import Level, is_other_area, parse_code
from areas.importing.contents import ImportRefused
from areas.importing.matching import comparable
from areas.importing.numerals import NotANumber, is_missing, parse_column
from areas.importing.years import make_years, year_in_cell


@pytest.mark.parametrize(
    ("text", "code", "level"),
    [
        ("GM0518    ", "GM0518", Level.MUNICIPALITY),
        ("wk036300", "WK036300", Level.DISTRICT),
        ("WK0363EQ", "WK0363EQ", Level.DISTRICT),
        ("BU05180170", "BU05180170", Level.NEIGHBOURHOOD),
        ("BU0363EQ", "WK0363EQ", Level.DISTRICT),
        ("WK01501202", "BU01501202", Level.NEIGHBOURHOOD),
    ],
)
def test_a_code_is_known_by_its_length(text: str, code: str, level: Level) -> None:
    found = parse_code(text)
    assert found is not None
    assert (found.text, found.level) == (code, level)
    assert bool(found.mended_from) == (text.strip().upper() != code)


def test_the_wijk_of_a_buurt_is_in_its_code() -> None:
    found = parse_code("BU01501202")
    assert found is not None
    assert (found.district, found.municipality) == ("WK015012", "GM0150")


@pytest.mark.parametrize(
    "text", ["", "WK0518", "GM05181", "0518", "GM05180170", "Centrum", "GM05 18x"]
)
def test_what_is_no_code_is_none(text: str) -> None:
    assert parse_code(text) is None


def test_country_and_provinces_are_other_areas() -> None:
    assert is_other_area("NL00  ")
    assert is_other_area("PV23")
    assert not is_other_area("WK99")


@pytest.mark.parametrize(
    "text",
    ["", "       .", ".", ",", "NULL", "NaN", "-99999999", "-99997", "-", "x", "-99999999.0"],
)
def test_missing_is_missing_and_never_zero(text: str) -> None:
    assert parse_column([text, "0", "7"]) == {text: None, "0": Decimal(0), "7": Decimal(7)}


def test_zero_is_a_figure() -> None:
    assert not is_missing("0")
    assert parse_column(["0", "     0.0", ".00"]) == dict.fromkeys(
        ["0", "     0.0", ".00"], Decimal(0)
    )


@pytest.mark.parametrize(
    ("texts", "whole", "numbers"),
    [
        (["1,8", "416.0"], False, ["1.8", "416"]),
        (["     2.0", "1.1"], False, ["2", "1.1"]),
        (["12.345", "987"], True, ["12345", "987"]),
        (["12.345", "1.234.567"], False, ["12345", "1234567"]),
        (["1.234,56", "12,5"], False, ["1234.56", "12.5"]),
        (["1,234.5", "7"], False, ["1234.5", "7"]),
        (["0.123", "-1.234", "0.5"], False, ["0.123", "-1.234", "0.5"]),
        (["-0,245", "1,234"], False, ["-0.245", "1.234"]),
        (["1.234", "987"], False, ["1234", "987"]),
        (["-0.6", "1e-3"], False, ["-0.6", "0.001"]),
        (["8.0", "12.5"], True, ["8", "12.5"]),
    ],
)
def test_the_cells_of_a_column_are_read_together(
    texts: list[str], whole: bool, numbers: list[str]
) -> None:
    assert parse_column(texts, whole=whole) == dict(zip(texts, map(Decimal, numbers), strict=True))


@pytest.mark.parametrize("text", ["veel", "1.2.3", "12-5", "9" * 16, "0x10", "1 of 2", "∞"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(NotANumber):
        parse_column([text])


@given(st.lists(st.integers(0, 10**9), min_size=1))
def test_whole_numbers_come_back_as_they_were_written(numbers: list[int]) -> None:
    for written in ("{}", "{:,}"):
        texts = [written.format(number).replace(",", ".") for number in numbers]
        read = parse_column(texts, whole=True)
        assert read == dict(zip(texts, numbers, strict=True))


@pytest.mark.parametrize(
    "header",
    [
        "Bevolking/Aantal inwoners (aantal)",
        "a_inw",
        "AantalInwoners_5",
        "AantalInwoners_7",
        "AANT_INW",
        "aantal_inwoners",
        "Population_Total",
        "population",
        "Inwoners",
    ],
)
def test_inhabitants_are_known_in_every_dialect(header: str) -> None:
    assert headers.known_indicator(header) == "inhabitants"


def test_other_columns_keep_the_last_part_of_their_path_unless_two_share_it() -> None:
    names = headers.indicator_names(
        [
            "Energie/Elektriciteit/Appartement (kWh)",
            "Energie/Aardgas/Appartement (kWh)",
            "Criminaliteit/Diefstal uit woning/schuur/e.d. (per 1 000 inwoners)",
            "Mannen_6",
            "a_man",
        ]
    )
    assert list(names.values()) == [
        "Elektriciteit/Appartement (kWh)",
        "Aardgas/Appartement (kWh)",
        "Diefstal uit woning/schuur/e.d. (per 1 000 inwoners)",
        "Mannen",
        "a_man",
    ]


@given(st.lists(st.text(alphabet="Ab/_1 é(", min_size=1, max_size=300), unique=True, max_size=8))
def test_names_of_indicators_always_fit(raw: list[str]) -> None:
    assert all(0 < len(name) <= 120 for name in headers.indicator_names(raw).values())


@pytest.mark.parametrize(
    "header",
    [
        "Bevolking/Personen met een migratieachtergrond/Westers totaal (aantal)",
        "NietWestersTotaal_18",
        "a_n_west",
        "a_marok",
        "Bevolking/Herkomstland/Europa (exclusief Nederland) (aantal)",
        "Suriname_21",
    ],
)
def test_columns_about_origin_are_recognised(header: str) -> None:
    assert headers.is_origin(header)


@pytest.mark.parametrize(
    "header", ["a_inw", "Mannen (aantal)", "a_wester", "Koopwoningen (%)", "a_nat"]
)
def test_other_columns_are_not_about_origin(header: str) -> None:
    assert not headers.is_origin(header)


def test_the_year_comes_from_who_loads_then_the_title_then_the_name() -> None:
    title = ["Kerncijfers wijken en buurten 2021"]
    assert make_years(2023, "kwb_2019.csv", title).of("2020") == 2023
    assert make_years(None, "kwb_2019.csv", title).of("2020") == 2020
    assert make_years(None, "kwb_2019.csv", title).of("") == 2021
    assert make_years(None, "kwb_2019.csv", []).of("") == 2019
    assert make_years(None, "Kerncijfers_2019_22032020_165940.csv", []).of("") == 2019
    assert make_years(None, "wijken_rd28992_GM0150.geojson", []).of("") is None
    assert make_years(None, "van_2019_naar_2020.csv", []).of("") is None


def test_a_year_that_is_none_is_refused() -> None:
    assert [year_in_cell(text) for text in ("2022", "2022.0", "2022JJ00", "22", "2022x")] == [
        2022,
        2022,
        2022,
        None,
        None,
    ]
    with pytest.raises(ValueError, match="geen jaar"):
        make_years(None, "", []).of("onbekend")
    with pytest.raises(ImportRefused, match="1900"):
        make_years(12, "", [])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sweelinckplein e.o.", "Sweelinckplein en omgeving"),
        ("Wijk 07 Scheveningen", "scheveningen"),
        ("Parkbuurt Oosteinde", "Parkbuurt oosteinde"),
        ("Groente- en Fruitmarkt", "Groente en Fruitmarkt"),
        ("Café-buurt", "Cafe buurt"),
    ],
)
def test_names_are_compared_without_their_spelling(one: str, other: str) -> None:
    assert comparable(one) == comparable(other)
