"""What is written reads back the same, in every format, whatever is in it."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets.columns import Column, Kind, Value
from sheets.neutral import visible
from sheets.reading import SheetError, header_name, read_table
from sheets.table import Cell, as_text
from sheets.values import parse_bool, parse_cents, parse_date, parse_decimal, parse_integer
from sheets.writing import Format, table_chunks

RISKY = st.text(alphabet="'=+-@\t\r\n\0␀ _x00D;,\"<&]>é\u00a0\U0001f600", max_size=12)
TEXTS = st.one_of(RISKY, st.text(max_size=20))
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2200, 12, 31))
MONEY = st.integers(-(10**11), 10**11).map(lambda cents: Decimal(cents).scaleb(-2))
NUMBERS = st.decimals(
    allow_nan=False, allow_infinity=False, places=6, min_value=-(10**8), max_value=10**8
)
ROWS = st.tuples(TEXTS, st.integers(-(10**17), 10**17), NUMBERS, MONEY, DAYS, st.booleans())
KINDS = (Kind.TEXT, Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.DATE, Kind.BOOL)
COLUMNS = [Column("key"), *(Column(kind.value, kind) for kind in KINDS)]


def meant(cells: Sequence[Cell]) -> tuple[object, ...]:
    """The cells as an importer understands them."""
    _, text, whole, number, money, day, answer = cells
    return (
        as_text(text),
        parse_integer(whole),
        parse_decimal(number),
        Decimal(parse_cents(money, allow_negative=True)).scaleb(-2),
        parse_date(day),
        parse_bool(answer),
    )


@pytest.mark.parametrize("kind", Format)
@settings(max_examples=20)
@given(rows=st.lists(ROWS, min_size=1, max_size=4))
def test_every_value_comes_back_in_every_format(
    kind: Format, rows: list[tuple[Value, ...]]
) -> None:
    data = b"".join(table_chunks(kind, COLUMNS, [("key", *row) for row in rows]))
    table = read_table(data)
    assert table.problems == ()
    assert [meant(record.cells) for record in table.records] == [
        (visible(str(row[0])), *row[1:]) for row in rows
    ]


@pytest.mark.parametrize("kind", Format)
@settings(max_examples=20)
@given(
    names=st.lists(
        RISKY, min_size=1, max_size=4, unique_by=lambda name: header_name(visible(name)).casefold()
    )
)
def test_headers_come_back_in_every_format(kind: Format, names: list[str]) -> None:
    named = [f"{name}x" for name in names]
    if len({header_name(visible(name)).casefold() for name in named}) < len(named):
        return
    columns = [Column("key"), *(Column(name) for name in named)]
    table = read_table(b"".join(table_chunks(kind, columns, [["v"] * len(columns)])))
    assert table.headers == ("key", *(header_name(visible(name)) for name in named))


@given(
    st.one_of(
        st.binary(max_size=300), st.text(alphabet="a;,\t\"\r\n='1", max_size=60).map(str.encode)
    )
)
def test_whatever_the_bytes_there_is_a_table_or_a_sentence(data: bytes) -> None:
    try:
        table = read_table(data)
    except SheetError as error:
        assert str(error).endswith((".", "…"))  # noqa: PT017
    else:
        assert all(len(record.cells) == len(table.headers) for record in table.records)


@settings(max_examples=25)
@given(st.data())
def test_a_damaged_spreadsheet_is_a_table_or_a_sentence(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from([Format.XLSX, Format.ODS]))
    file = bytearray(b"".join(table_chunks(kind, COLUMNS[:2], [("a", "b")])))
    for _ in range(data.draw(st.integers(1, 5))):
        file[data.draw(st.integers(4, len(file) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_table(bytes(file))
    except SheetError as error:
        assert str(error)  # noqa: PT017
