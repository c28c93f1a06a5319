"""Every real file that is a table is read whole, and the others are refused in words."""

from pathlib import Path

import pytest

from sheets.reading import SheetError, Table, read_table
from sheets.values import clean_code, is_missing, optional, parse_cents, parse_date, parse_decimal

TABLES = {
    "kwb/kwb_2019_denhaag_statline.csv": (107, 159),
    "kwb/kwb_2020_amsterdam_bewerkt.csv": (23, 579),
    "kwb/kwb_2022_wijken_heel_nl_afgeleid_tmap.csv": (18, 3340),
    "kwb/cbs_wijken_2023_codes_namen_afgeleid.csv": (6, 3434),
    "subsidies/amsterdam_subsidieregister_2019-01-14.csv": (13, 12778),
    "subsidies/amsterdam_subsidies_2017_portaal.csv": (10, 3007),
    "initiatieven/deventer_bewonersinitiatieven_afgeleid.csv": (7, 240),
}


def column(table: Table, name: str) -> list[object]:
    return [record.cells[table.headers.index(name)] for record in table.records]


@pytest.mark.parametrize("path", TABLES)
def test_a_table_is_read_whole_without_a_problem(real_files: Path, path: str) -> None:
    table = read_table(real_files / path)
    assert (len(table.headers), len(table.records)) == TABLES[path]
    assert table.problems == ()
    assert table.notes == ()


def test_every_csv_of_the_real_files_is_in_that_list(real_files: Path) -> None:
    assert {str(path.relative_to(real_files)) for path in real_files.rglob("*.csv")} == set(TABLES)


def test_a_file_that_is_no_table_is_refused(real_files: Path) -> None:
    boundaries = [*real_files.rglob("*.geojson"), *real_files.rglob("*.json")]
    assert boundaries
    for path in boundaries:
        with pytest.raises(SheetError, match="JSON-bestand moet een lijst van rijen zijn"):
            read_table(path)


def test_the_statline_figures_are_numbers_or_missing(real_files: Path) -> None:
    table = read_table(real_files / "kwb/kwb_2019_denhaag_statline.csv")
    codes = [clean_code(str(cell)) for cell in column(table, "Regioaanduiding/Codering (code)")]
    levels = [code[:2] for code in codes]
    assert (levels.count("GM"), levels.count("WK"), levels.count("BU")) == (1, 44, 114)
    start = table.headers.index("Bevolking/Aantal inwoners (aantal)")
    figures = [
        optional(parse_decimal, cell) for record in table.records for cell in record.cells[start:]
    ]
    assert None in figures
    whole, *parts = [optional(parse_decimal, record.cells[start]) for record in table.records]
    wijken = [part or 0 for part, level in zip(parts, levels[1:], strict=True) if level == "WK"]
    # CBS rounds the inhabitants of a wijk to five, and those of the municipality not.
    assert whole == 537_833
    assert sum(wijken) == 537_680


def test_the_amsterdam_register_adds_up_to_the_cent(real_files: Path) -> None:
    table = read_table(real_files / "subsidies/amsterdam_subsidieregister_2019-01-14.csv")
    rows = [table.mapping(record) for record in table.records]
    residents = [row for row in rows if "bewonersinitiatie" in str(row["REGELINGNAAM"]).casefold()]
    granted = [optional(parse_cents, row["BEDRAG_VERLEEND"]) for row in residents]
    assert len(residents) == 1182
    assert sum(cents or 0 for cents in granted) == 293_805_313
    assert granted.count(0) == 205
    assert {parse_date(row["DATUM_OVERZICHT"]).isoformat() for row in rows} == {"2019-01-14"}


def test_the_portals_euros_are_thousands_and_its_nan_is_missing(real_files: Path) -> None:
    table = read_table(real_files / "subsidies/amsterdam_subsidies_2017_portaal.csv")
    requested = table.headers.index("Requested")
    assert parse_cents(table.records[0].cells[requested]) == 3_750_000
    for name in ("Requested", "Delivered", "Established"):
        place = table.headers.index(name)
        for record in table.records:
            cell = record.cells[place]
            assert is_missing(cell) or parse_cents(cell, allow_negative=True) is not None


def test_points_and_commas_of_one_row_are_both_decimal(real_files: Path) -> None:
    table = read_table(real_files / "kwb/kwb_2020_amsterdam_bewerkt.csv")
    first = table.mapping(table.records[0])
    assert [
        parse_decimal(first[name]) for name in ("Avg_Household_Size", "Avg_Property_Value_1000EUR")
    ] == [
        parse_decimal("1.8"),
        416,
    ]
