"""One list of columns, four formats: what each file holds."""

import datetime as dt
import io
import json
import tracemalloc
import zipfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from python_calamine import CalamineWorkbook

from sheets.columns import Column, Kind, Row, Value, plain
from sheets.errors import SheetError
from sheets.ods_writing import ods_chunks
from sheets.reading import Limits, read_table
from sheets.writing import (
    Format,
    Tab,
    book_chunks,
    table_chunks,
    worksheet_title,
    write_csv,
    write_json,
    write_ods,
    write_xlsx,
)
from sheets.xlsx_writing import column_letters, xlsx_chunks

COLUMNS = (
    Column("reference", Kind.CODE),
    Column("naam"),
    Column("aantal", Kind.INTEGER),
    Column("score", Kind.DECIMAL),
    Column("bedrag", Kind.MONEY),
    Column("dag", Kind.DATE),
    Column("open", Kind.BOOL),
)
ROW: tuple[Value, ...] = (
    "WK1",
    'Café; "De Hoek"',
    -12,
    Decimal("0.1"),
    Decimal("1234.5"),
    dt.date(2024, 3, 1),
    True,
)
NOTHING: tuple[Value, ...] = ("", None, None, None, None, None, None)


def written(kind: Format, columns: Sequence[Column], rows: Sequence[Row]) -> bytes:
    return b"".join(table_chunks(kind, columns, rows))


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def test_csv_is_for_people_with_a_dutch_spreadsheet() -> None:
    file = io.BytesIO()
    write_csv(file, COLUMNS, [ROW, NOTHING])
    assert file.getvalue().decode() == (
        "\ufeffreference;naam;aantal;score;bedrag;dag;open\r\n"
        'WK1;"Café; ""De Hoek""";-12;0,1;1234,50;2024-03-01;yes\r\n'
        ";;;;;;\r\n"
    )


def test_json_has_numbers_as_numbers_and_nothing_as_null() -> None:
    file = io.BytesIO()
    write_json(file, COLUMNS, [ROW, NOTHING])
    first, second = json.loads(file.getvalue(), parse_float=Decimal)
    assert list(first.values()) == [*ROW[:4], Decimal("1234.50"), "2024-03-01", True]
    assert set(second.values()) == {None}
    assert b'"score": 0.1,' in file.getvalue()


def test_json_without_rows_is_an_empty_list() -> None:
    assert json.loads(written(Format.JSON, COLUMNS, [])) == []


def test_xlsx_has_real_numbers_real_dates_and_no_formulas() -> None:
    file = io.BytesIO()
    write_xlsx(file, COLUMNS, [ROW])
    sheet = part(file.getvalue(), "xl/worksheets/sheet1.xml")
    assert '<c r="C2" s="5"><v>-12</v></c>' in sheet
    assert '<c r="F2" s="3"><v>45352</v></c>' in sheet
    assert "<f>" not in sheet


def test_every_part_of_a_spreadsheet_is_xml() -> None:
    columns = [Column("a&b", meaning="<betekenis>"), *COLUMNS]
    for kind in (Format.XLSX, Format.ODS):
        with zipfile.ZipFile(io.BytesIO(written(kind, columns, [("<x>", *ROW)]))) as archive:
            assert archive.testzip() is None
            for name in archive.namelist():
                if name != "mimetype":
                    ET.fromstring(archive.read(name))  # noqa: S314 - our own file


def test_ods_begins_with_its_media_type_uncompressed() -> None:
    file = io.BytesIO()
    write_ods(file, COLUMNS, [ROW])
    data = file.getvalue()
    assert data[30:84] == b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
    content = part(data, "content.xml")
    assert 'office:value-type="float" office:value="-12"' in content
    assert 'office:value-type="date" office:date-value="2024-03-01"' in content
    assert "table:formula" not in content


@pytest.mark.parametrize("kind", Format)
def test_texts_and_headers_that_would_run_are_neutralised_in_every_format(kind: Format) -> None:
    risky = ["=1+1", "+31", "-1", "@x", "\tx", "\rx", "\0=x"]
    data = written(kind, [Column(text) for text in risky], [risky])
    everything = (
        data
        if kind in (Format.CSV, Format.JSON)
        else b"".join(
            part(data, name).encode() for name in zipfile.ZipFile(io.BytesIO(data)).namelist()
        )
    )
    assert everything.count(b"'=1+1") == 2
    assert everything.count("'␀=x".encode()) == 2
    for text in (b">=1", b'"=1', b";=1", b">@x", b'"@x', b";@x"):
        assert text not in everything


@pytest.mark.parametrize("kind", Format)
def test_a_number_below_zero_stays_a_number(kind: Format) -> None:
    columns = [Column("n", Kind.INTEGER), Column("m", Kind.MONEY)]
    cells = read_table(written(kind, columns, [(-1, Decimal(-2))])).records[0].cells
    assert cells == (("-1", "-2,00") if kind is Format.CSV else (-1, -2))


def test_a_number_with_more_digits_than_a_spreadsheet_keeps_is_written_as_text() -> None:
    columns = [Column("n", Kind.INTEGER), Column("d", Kind.DECIMAL)]
    row = (1234567890123456, Decimal("0.1234567890123456"))
    for kind in (Format.XLSX, Format.ODS):
        assert read_table(written(kind, columns, [row])).records[0].cells == tuple(
            str(value) for value in row
        )


def test_a_text_longer_than_an_excel_cell_is_refused_not_cut() -> None:
    assert written(Format.XLSX, [Column("a")], [("x" * 32_767,)])
    for text in ("x" * 32_768, "\U0001f600" * 16_384):
        with pytest.raises(SheetError, match=r"cel A2 .* passen er 32767"):
            written(Format.XLSX, [Column("a")], [(text,)])


def test_rows_past_the_end_of_a_worksheet_go_on_in_the_next_one() -> None:
    rows = [(number, "x") for number in range(5)]
    columns = [Column("n", Kind.INTEGER, "Nummer"), Column("t")]
    xlsx = b"".join(xlsx_chunks(columns, rows, most_rows=3))
    ods = b"".join(ods_chunks(columns, rows, most_rows=3))
    assert [part(xlsx, f"xl/worksheets/sheet{n}.xml").count("<row ") for n in (1, 2, 3, 4)] == [
        3,
        3,
        2,
        3,
    ]
    assert 'name="Gegevens 3"' in part(xlsx, "xl/workbook.xml")
    assert part(ods, "content.xml").count("<table:table-header-rows>") == 4


def test_meanings_stand_in_a_worksheet_of_their_own_that_reading_passes_over() -> None:
    columns = [Column("n", Kind.INTEGER, "Het nummer"), Column("t")]
    for kind in (Format.XLSX, Format.ODS):
        data = written(kind, columns, [(1, "x")])
        table = read_table(data)
        assert (table.headers, table.notes) == (("n", "t"), ())
    assert "Het nummer" in part(written(Format.XLSX, columns, []), "xl/worksheets/sheet2.xml")


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.MONEY, 5),
        (Kind.MONEY, 0.5),
        (Kind.INTEGER, 1.0),
        (Kind.INTEGER, True),
        (Kind.DATE, "2024-01-01"),
        (Kind.DATE, dt.datetime(2024, 1, 1)),  # noqa: DTZ001
        (Kind.BOOL, 1),
        (Kind.TEXT, 1),
        (Kind.DECIMAL, "1"),
    ],
)
def test_a_value_of_another_kind_is_a_mistake_of_the_program(kind: Kind, value: Value) -> None:
    with pytest.raises(TypeError, match="cannot hold"):
        plain(kind, value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.MONEY, Decimal("0.005")),
        (Kind.DECIMAL, float("nan")),
        (Kind.DECIMAL, Decimal("Infinity")),
    ],
)
def test_a_number_that_cannot_be_written_is_a_mistake_of_the_program(
    kind: Kind, value: Value
) -> None:
    with pytest.raises(ValueError, match=r"parts of a cent|no number"):
        plain(kind, value)


def test_a_row_of_another_length_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="zip"):
        written(Format.CSV, [Column("a"), Column("b")], [("x",)])


def test_a_float_is_written_with_its_shortest_digits() -> None:
    assert plain(Kind.DECIMAL, 0.1) == Decimal("0.1")


@pytest.mark.parametrize("kind", Format)
def test_a_download_starts_before_the_rows_and_takes_no_memory(kind: Format) -> None:
    asked = 0

    def rows() -> Iterator[Row]:
        nonlocal asked
        for number in range(5_000):
            asked += 1
            yield ("WK1", f"naam {number}", number, None, None, None, None)

    tracemalloc.start()
    chunks = table_chunks(kind, COLUMNS, rows())
    assert next(chunks)
    assert asked <= 1
    largest = max(len(chunk) for chunk in chunks)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert asked == 5_000
    assert largest < 200_000
    assert peak < 2_000_000


@pytest.mark.parametrize("kind", Format)
def test_equal_rows_make_equal_files(kind: Format) -> None:
    assert written(kind, COLUMNS, [ROW]) == written(kind, COLUMNS, [ROW])


@pytest.mark.parametrize(
    ("title", "allowed"),
    [
        ("'s-Gravenhage", "s-Gravenhage"),
        ("a/b [c]", "a b c"),
        ("", "Gegevens"),
        ("x" * 40, "x" * 25),
    ],
)
def test_a_worksheet_gets_a_name_that_excel_allows(title: str, allowed: str) -> None:
    assert worksheet_title(title) == allowed


def test_columns_are_lettered_as_in_a_spreadsheet() -> None:
    assert [column_letters(number) for number in (1, 26, 27, 702, 703)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
    ]


def test_an_export_of_more_rows_than_an_import_takes_is_refused_on_the_way_back() -> None:
    data = written(Format.XLSX, [Column("a"), Column("b")], [("x", "y")] * 6)
    with pytest.raises(SheetError, match="meer dan 4 rijen"):
        read_table(data, limits=Limits(rows=4))


@pytest.mark.parametrize("kind", [Format.XLSX, Format.ODS])
def test_a_workbook_holds_every_table_and_one_sheet_that_explains_them(kind: Format) -> None:
    names = Tab(
        "Namen",
        (Column("naam"), Column("bedrag", Kind.MONEY, "In euro")),
        [("=1+1", Decimal("1.50"))],
    )
    years = Tab("Jaren: [2026]", (Column("jaar", Kind.INTEGER, "Het jaar"),), [(2026,), (2027,)])
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(book_chunks(kind, [names, years]))))
    assert book.sheet_names == ["Namen", "Jaren 2026", "Toelichting"]
    assert book.get_sheet_by_name("Namen").to_python() == [["naam", "bedrag"], ["'=1+1", 1.5]]
    assert book.get_sheet_by_name("Jaren 2026").to_python() == [["jaar"], [2026], [2027]]
    assert book.get_sheet_by_name("Toelichting").to_python() == [
        ["blad", "kolom", "betekenis"],
        ["Namen", "bedrag", "In euro"],
        ["Jaren 2026", "jaar", "Het jaar"],
    ]


def test_only_a_spreadsheet_holds_several_tables() -> None:
    with pytest.raises(ValueError, match="one table"):
        book_chunks(Format.CSV, [])
