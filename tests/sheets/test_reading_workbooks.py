"""Spreadsheets: cells as they are meant, and files that are dangerous to open."""

import datetime as dt
import struct
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from sheets.reading import Limits, SheetError, read_table
from tests.sheets.workbooks import archive, raw_ods, raw_xlsx, xlsx

HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row>'
ODS_TEXT = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
ODS_HEAD = f"<table:table-row>{ODS_TEXT.format('a')}{ODS_TEXT.format('b')}</table:table-row>"


def test_whole_numbers_are_whole_and_dates_are_dates() -> None:
    table = read_table(
        xlsx({"Blad1": [["code", "n", "dag", "ja"], ["WK1", 12, dt.date(2024, 3, 1), True]]})
    )
    assert table.records[0].cells == ("WK1", Decimal(12), dt.date(2024, 3, 1), "true")


def test_a_number_has_the_digits_that_a_spreadsheet_shows() -> None:
    table = read_table(xlsx({"Blad1": [["a", "b", "c"], [0.1 + 0.2, 1234.56, 1e21]]}))
    assert table.records[0].cells == (Decimal("0.3"), Decimal("1234.56"), Decimal(10**21))


def test_a_moment_keeps_its_time() -> None:
    table = read_table(xlsx({"Blad1": [["a", "b"], [dt.datetime(2024, 3, 1, 12, 30), "x"]]}))  # noqa: DTZ001
    assert table.records[0].cells[0] == "2024-03-01 12:30:00"


def test_short_rows_are_blank_at_the_end_and_blank_rows_are_skipped() -> None:
    table = read_table(xlsx({"Blad1": [[], ["a", "b", "c"], ["x"], [], [None, "y"]]}))
    assert [(record.line, record.cells) for record in table.records] == [
        (3, ("x", "", "")),
        (5, ("", "y", "")),
    ]


def test_a_cell_without_a_header_is_reported() -> None:
    table = read_table(xlsx({"Blad1": [["a", "b"], [1, 2, 3], [1, 2]]}))
    assert [problem.line for problem in table.problems] == [2]


def test_the_first_filled_sheet_is_read_and_the_others_are_named() -> None:
    table = read_table(xlsx({"Leeg": [], "Lijst": [["a", "b"], [1, 2]], "Uitleg": [["x"]]}))
    assert table.notes == ("Gelezen is het werkblad ‘Lijst’; niet gelezen: Leeg, Uitleg.",)


def test_a_formula_is_its_last_result_and_an_error_is_reported_with_its_cell() -> None:
    table = read_table(
        raw_xlsx(
            f'{HEAD}<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2"><v>3</v></c></row>'
            '<row r="3"><c r="A3"><v>4</v></c><c r="B3" t="e"><v>#N/A</v></c></row>'
        )
    )
    assert table.records[0].cells == (Decimal(2), Decimal(3))
    assert [(problem.line, problem.message[:23]) for problem in table.problems] == [
        (3, "Cel B3 bevat een foutwa")
    ]


def test_ods_is_read_with_repeated_cells_and_rows() -> None:
    cell = '<table:table-cell office:value-type="float" office:value="12" table:number-columns-repeated="2"/>'
    table = read_table(
        raw_ods(
            f'{ODS_HEAD}<table:table-row table:number-rows-repeated="2">{cell}</table:table-row>'
        )
    )
    assert [record.cells for record in table.records] == [(Decimal(12), Decimal(12))] * 2


def test_an_old_xls_is_read() -> None:
    """The file was saved by LibreOffice 7.4 as Excel 97-2003."""
    table = read_table(Path(__file__).with_name("files") / "klein.xls")
    assert table.headers == ("code", "aantal", "dag")
    assert [record.cells for record in table.records] == [
        ("WK999901", Decimal(12), dt.date(2024, 3, 1)),
        ("Café", Decimal("1.5"), ""),
    ]


def test_tabs_line_breaks_and_spaces_of_an_ods_are_read() -> None:
    text = 'a<text:tab/>b<text:line-break/>c<text:s text:c="2"/>d</text:p><text:p>e'
    row = f"<table:table-row>{ODS_TEXT.format(text)}{ODS_TEXT.format('x')}</table:table-row>"
    assert read_table(raw_ods(ODS_HEAD + row)).records[0].cells == ("a\tb\nc  d\ne", "x")


def test_the_name_of_the_file_does_not_matter() -> None:
    assert read_table(xlsx({"Blad1": [["a", "b"], [1, 2]]}), "lijst.csv").headers == ("a", "b")


def test_an_empty_workbook_says_so() -> None:
    with pytest.raises(SheetError, match="leeg"):
        read_table(xlsx({"Blad1": []}))


@pytest.mark.parametrize("keep", [0.3, 0.9, 0.99])
def test_a_truncated_workbook_is_refused(keep: float) -> None:
    data = xlsx({"Blad1": [["a", "b"], [1, 2]]})
    with pytest.raises(SheetError, match="beschadigd of afgebroken"):
        read_table(data[: int(len(data) * keep)])


def test_a_damaged_worksheet_is_refused() -> None:
    with pytest.raises(SheetError, match="beschadigd"):
        read_table(raw_xlsx('<row r="1"><c r="A1"><v>1</c></row>'))


def test_a_text_document_is_no_spreadsheet() -> None:
    with pytest.raises(SheetError, match="ander soort document"):
        read_table(archive({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}))


@pytest.mark.parametrize(
    "declaration", ["<!DOCTYPE x>", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>']
)
def test_a_document_type_is_refused_in_xlsx_and_ods(declaration: str) -> None:
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>&amp;e;</t></is></c></row>'
    for data in (raw_xlsx(row, prolog=declaration), raw_ods(ODS_HEAD, prolog=declaration)):
        with pytest.raises(SheetError, match="DOCTYPE"):
            read_table(data)


def test_locked_files_ask_to_be_unlocked() -> None:
    locked_ods = raw_ods(ODS_HEAD, manifest="<manifest:encryption-data/>")
    locked_xlsx = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le")
    )
    locked_zip = bytearray(xlsx({"Blad1": [["a"], [1]]}))
    struct.pack_into("<H", locked_zip, locked_zip.find(b"PK\x01\x02") + 8, 1)
    for data in (locked_ods, locked_xlsx, bytes(locked_zip)):
        with pytest.raises(SheetError, match="wachtwoord"):
            read_table(data)


def test_another_ole_document_is_no_spreadsheet() -> None:
    with pytest.raises(SheetError, match="ander soort document"):
        read_table(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "WordDocument".encode("utf-16-le")
        )


def test_a_broken_xls_is_refused() -> None:
    with pytest.raises(SheetError, match="beschadigd"):
        read_table(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "Workbook".encode("utf-16-le")
        )


ROOT = Path(__file__).resolve().parents[2]
READ = """
import resource, sys, pathlib
from sheets.reading import SheetError, read_table
try:
    read_table(pathlib.Path(sys.argv[1]))
except SheetError as error:
    print(error)
own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(sum(usage.ru_utime + usage.ru_stime for usage in (own, children)))
# A process inherits ru_maxrss from the one that started it: its own peak is in /proc.
status = dict(line.split(":", 1) for line in pathlib.Path("/proc/self/status").read_text().splitlines())
print(int(status["VmHWM"].split()[0]) + children.ru_maxrss)
"""


def bomb_in_the_directory() -> bytes:
    return raw_xlsx(HEAD, **{"xl/media/nullen.bin": "\0" * (101 * 1024 * 1024)})


def bomb_with_a_lying_directory() -> bytes:
    data = bytearray(raw_xlsx(HEAD + f"<!--{' ' * 90_000_000}-->"))
    at = data.find(b"xl/worksheets/sheet1.xml", data.find(b"PK\x01\x02")) - 46
    struct.pack_into("<I", data, at + 24, 1000)
    return bytes(data)


def million_rows() -> bytes:
    return raw_xlsx(
        HEAD
        + "".join(
            f'<row r="{line}"><c r="A{line}"><v>1</v></c></row>' for line in range(2, 1_000_001)
        )
    )


def cell_in_the_last_corner() -> bytes:
    return raw_xlsx(f'{HEAD}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def one_text_used_often() -> bytes:
    cells = "".join(
        f'<row r="{line}"><c r="A{line}" t="s"><v>0</v></c></row>' for line in range(1, 40_000)
    )
    return raw_xlsx(cells, shared=f"<si><t>{'x' * 1_000_000}</t></si>")


def ods_that_repeats_itself() -> bytes:
    cell = ODS_TEXT.format("x").replace(
        "<table:table-cell", '<table:table-cell table:number-columns-repeated="16384"'
    )
    return raw_ods(
        f'{ODS_HEAD}<table:table-row table:number-rows-repeated="1048575">{cell}</table:table-row>'
    )


@pytest.mark.parametrize(
    ("bomb", "message"),
    [
        (bomb_in_the_directory, "groter dan 100 MB"),
        (bomb_with_a_lying_directory, "beschadigd"),
        (million_rows, "meer dan 50.000 rijen"),
        (cell_in_the_last_corner, "te zwaar"),
        (one_text_used_often, "te zwaar"),
        (ods_that_repeats_itself, "kan niet worden geopend"),
    ],
    ids=lambda value: getattr(value, "__name__", "")[:30],
)
def test_a_bomb_is_refused_in_five_seconds_and_300_megabytes(
    bomb: Callable[[], bytes], message: str, tmp_path: Path
) -> None:
    file = tmp_path / "bom.xlsx"
    file.write_bytes(bomb())
    run = subprocess.run(
        [sys.executable, "-c", READ, str(file)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    refusal, seconds, kilobytes = run.stdout.splitlines()
    assert message in refusal
    assert float(seconds) < 5
    assert int(kilobytes) < 300 * 1024


def test_a_file_that_cannot_be_opened_within_the_time_is_refused() -> None:
    rows: list[list[object]] = [[number, "x"] for number in range(20_000)]
    with pytest.raises(SheetError, match="te zwaar"):
        read_table(xlsx({"Blad1": rows}), limits=Limits(worker_seconds=0))
