"""What a file is shows in its bytes, not in its name; what is no table is refused with a sentence."""

import io
from decimal import Decimal
from pathlib import Path

import pytest

from sheets.reading import SheetError, read_table

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PNG, "een afbeelding"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "een foto"),
        (b"BM\x36\x00\x00\x00", "een afbeelding"),
        (b"%PDF-1.7\n", "een PDF-document"),
        (b"{\\rtf1\\ansi", "een tekstdocument"),
        (b"\x1f\x8b\x08\x00", "een ingepakt bestand"),
        (b"SQLite format 3\x00", "een database"),
        (b"a;b\n1;\x00\x00\n", "geen tekstbestand"),
        (b"<!DOCTYPE html><table><tr><td>1", "een webpagina"),
        (b"\n<html><body>", "een webpagina"),
        (b"<?xml version='1.0'?><Workbook/>", "een XML-bestand"),
    ],
)
def test_what_is_no_table_is_named(data: bytes, kind: str) -> None:
    with pytest.raises(SheetError, match=kind):
        read_table(data, "lijst.csv")


def test_the_message_begins_with_the_name_of_the_file(tmp_path: Path) -> None:
    picture = tmp_path / "foto.csv"
    picture.write_bytes(PNG)
    with pytest.raises(SheetError, match=r"^foto\.csv: Dit is een afbeelding"):
        read_table(picture)


def test_a_header_that_begins_as_a_bitmap_does_is_still_text() -> None:
    assert read_table(b"BMI;naam\n20;x\n").headers == ("BMI", "naam")


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="bestaat niet"):
        read_table(tmp_path / "weg.csv")
    with pytest.raises(SheetError, match="is een map"):
        read_table(tmp_path)


def test_an_open_file_is_read() -> None:
    assert len(read_table(io.BytesIO(b"a;b\n1;2\n")).records) == 1


def test_json_keeps_numbers_exact_and_nothing_blank() -> None:
    table = read_table(
        b'[{"a": 0.1, "b": null, "c": true}, {"a": 12345678901234567890.5, "b": "x", "c": false}]'
    )
    assert [record.cells for record in table.records] == [
        (Decimal("0.1"), "", "true"),
        (Decimal("12345678901234567890.5"), "x", "false"),
    ]


def test_a_json_row_with_other_columns_is_reported() -> None:
    table = read_table(b'[{"a": 1, "b": 2}, {"a": 1}, {"a": [1], "b": 2}]')
    assert [problem.line for problem in table.problems] == [3, 4]


@pytest.mark.parametrize(
    "data", [b'{"type": "FeatureCollection"}', b"[]", b"[1, 2]", b"[" * 100_000]
)
def test_json_of_another_shape_is_refused(data: bytes) -> None:
    with pytest.raises(SheetError, match="JSON"):
        read_table(data)


def test_broken_json_is_refused_with_its_line() -> None:
    with pytest.raises(SheetError, match="regel 2"):
        read_table(b'[{"a": 1},\n{"a": ')


def test_a_number_too_large_to_mean_stays_text() -> None:
    assert read_table(b'[{"a": 1e999999999, "b": 1}]').records[0].cells[0] == "1e999999999"
