"""Delimited text as municipalities and CBS send it."""

import pytest

from sheets.reading import Limits, SheetError, Table, read_table


def rows(table: Table) -> list[tuple[object, ...]]:
    return [record.cells for record in table.records]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_delimiter_is_found_in_the_first_rows(delimiter: str) -> None:
    table = read_table(f"code{delimiter}naam\nWK1{delimiter}Oost\n".encode())
    assert table.headers == ("code", "naam")
    assert rows(table) == [("WK1", "Oost")]


def test_a_delimiter_inside_a_quoted_header_is_text() -> None:
    table = read_table(b'"Leeftijd; 0 tot 15";"a;b;c"\n1,5;2,5\n')
    assert table.headers == ("Leeftijd; 0 tot 15", "a;b;c")


def test_decimal_commas_do_not_make_a_comma_file() -> None:
    assert rows(read_table(b"code;a;b\nWK1;1,8;2,5\nWK2;1,9;2,6\n"))[0] == ("WK1", "1,8", "2,5")


def test_excels_own_sep_line_is_believed_and_counted() -> None:
    table = read_table(b"sep=,\r\na,b\r\n1,2\r\n")
    assert (table.headers, table.records[0].line) == (("a", "b"), 3)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_accents_survive_every_usual_encoding(encoding: str) -> None:
    assert rows(read_table("naam;bedrag\nCafé;€ 5\n".encode(encoding))) == [("Café", "€ 5")]


def test_one_foreign_byte_in_a_utf8_file_is_told_with_its_line() -> None:
    with pytest.raises(SheetError, match="Regel 3 bevat een teken dat geen UTF-8 is"):
        read_table("a;b\nCafé;1\n".encode() + b"Caf\xe9;2\n")


def test_bytes_that_no_encoding_knows_are_refused() -> None:
    with pytest.raises(SheetError, match=r"Regel 2 .* geen Windows-1252"):
        read_table(b"a;b\n\x81;1\n")


def test_a_line_number_is_that_of_the_file_whatever_is_quoted_or_blank() -> None:
    table = read_table(b'a;b\r\n"een\r\ntwee";1\r\n\r\n;\r\nx;"hij zei ""ja"""')
    assert [record.line for record in table.records] == [2, 6]
    assert rows(table) == [("een\r\ntwee", "1"), ("x", 'hij zei "ja"')]


def test_a_row_of_a_wrong_length_is_reported_and_the_others_are_read() -> None:
    table = read_table(b"a;b;c\n1;2;3\n1;2\n1;2;3;4\n1;2;3;;\n")
    assert [record.line for record in table.records] == [2, 5]
    assert [(problem.line, problem.message) for problem in table.problems] == [
        (3, "Deze rij heeft 2 cellen, terwijl er 3 kolomkoppen zijn."),
        (4, "Deze rij heeft 4 cellen, terwijl er 3 kolomkoppen zijn."),
    ]


def test_a_quote_in_the_middle_of_a_quoted_text_is_reported_on_its_line() -> None:
    table = read_table(b'a;b\n"De "Kroon"";1\nx;2\n')
    assert rows(table) == [("x", "2")]
    assert table.problems[0].line == 2
    assert "aanhalingsteken" in table.problems[0].message


def test_a_quote_that_never_closes_refuses_the_file_and_says_where() -> None:
    with pytest.raises(SheetError, match="Vanaf regel 3 klopt een aanhalingsteken"):
        read_table(b'a;b\n1;2\n"x;3\ny;4\n')


def test_a_lone_quote_inside_an_unquoted_text_is_text() -> None:
    assert rows(read_table(b'a;b\nDe "Kroon";1\n')) == [('De "Kroon"', "1")]


def test_headers_are_trimmed_and_their_no_break_spaces_are_spaces() -> None:
    table = read_table("\ufeff a\u00a0 b ;\u00a0c\n1;2\n".encode())
    assert table.headers == ("a b", "c")


def test_two_equal_headers_are_refused_by_name_and_place() -> None:
    with pytest.raises(SheetError, match=r"‘Naam’ komt twee keer voor \(kolom 1 en 3\)"):
        read_table(b"naam;x;Naam\n1;2;3\n")


def test_a_nameless_column_gets_its_number_so_that_nothing_is_lost() -> None:
    assert read_table(b";naam;wijk;\n0;x;y;\n").headers == ("kolom 1", "naam", "wijk")


def test_a_title_above_and_a_source_below_are_notes() -> None:
    table = read_table(b"Kerncijfers 2023\n\na;b\n1;2\nBron: CBS\n\xa9 Centraal Bureau\n")
    assert table.header_line == 3
    assert table.notes == ("Kerncijfers 2023", "Bron: CBS", "© Centraal Bureau")
    assert rows(table) == [("1", "2")]


def test_neutralised_texts_come_back_as_they_were() -> None:
    assert rows(read_table(b"a;b;c\n'=1+1;''-x;'s-Gravenhage\n")) == [
        ("=1+1", "'-x", "'s-Gravenhage")
    ]


def test_a_table_of_one_column_is_a_table() -> None:
    assert rows(read_table(b"naam\nOost\nWest\n")) == [("Oost",), ("West",)]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\r\n", b";;\n;;\n"])
def test_an_empty_file_says_so(data: bytes) -> None:
    with pytest.raises(SheetError, match="Dit bestand is leeg"):
        read_table(data)


def test_headers_without_rows_say_so() -> None:
    with pytest.raises(SheetError, match="geen enkele rij"):
        read_table(b"a;b\n;\n")


def test_more_rows_than_allowed_are_refused() -> None:
    data = b"a;b\n" + b"1;2\n" * 4
    assert len(read_table(data, limits=Limits(rows=4)).records) == 4
    with pytest.raises(SheetError, match="meer dan 3 rijen"):
        read_table(data, limits=Limits(rows=3))


def test_more_bytes_than_allowed_are_refused() -> None:
    with pytest.raises(SheetError, match="groter dan 10 MB"):
        read_table(b"a;b\n" + b"x" * (10 * 1024 * 1024))


def test_more_columns_than_allowed_are_refused() -> None:
    with pytest.raises(SheetError, match="3 kolommen"):
        read_table(b"a;b;c\n1;2;3\n", limits=Limits(columns=2))


def test_a_record_is_also_a_mapping_by_header() -> None:
    table = read_table(b"a;b\n1;2\n")
    assert table.mapping(table.records[0]) == {"a": "1", "b": "2"}
