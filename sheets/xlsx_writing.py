"""XLSX (ECMA-376), streamed: real numbers and real dates, texts never formulas, a first worksheet with the rows.

Rows go straight into the worksheet's XML, so that a download of any size starts at once and takes no memory. A
worksheet ends at Excel's 1,048,576 rows and the next one goes on under the same headers. A text longer than Excel's
32,767 characters is refused, not cut.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from sheets.columns import (
    Column,
    Kind,
    Plain,
    Row,
    Sheet,
    digits,
    fits_a_float,
    headers,
    sheets,
    yes_or_no,
)
from sheets.errors import SheetError
from sheets.xml_text import attribute, element
from sheets.zip_stream import ZipStream

LONGEST_TEXT = 32_767
MOST_ROWS = 1_048_576
_ROWS_A_CHUNK = 200
_DAY_ZERO = dt.date(1899, 12, 30)
_FIRST_CERTAIN_DAY = dt.date(1900, 3, 1)
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEADER_STYLE = 1
_STYLES = {
    Kind.TEXT: 2,
    Kind.CODE: 2,
    Kind.BOOL: 2,
    Kind.DATE: 3,
    Kind.MONEY: 4,
    Kind.INTEGER: 5,
    Kind.DECIMAL: 0,
}
_WIDTHS = {Kind.TEXT: 32, Kind.MONEY: 14, Kind.DATE: 12}
_STYLE_PART = (
    f'{_XML}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>'
    + "".join(
        f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        for number in (49, 164, 4, 1)
    )
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def xlsx_chunks(
    columns: Sequence[Column],
    rows: Iterable[Row],
    *,
    title: str = "Gegevens",
    most_rows: int = MOST_ROWS,
) -> Iterator[bytes]:
    """The file in pieces. Columns with a meaning get a second worksheet that explains them. Raises SheetError."""
    return xlsx_of(sheets(columns, rows, title, most_rows))


def xlsx_of(worksheets: Iterable[Sheet]) -> Iterator[bytes]:
    """A file of these worksheets, in pieces. Raises SheetError."""
    archive = ZipStream()
    names: list[str] = []
    for sheet in worksheets:
        names.append(sheet.title)
        yield from archive.stream(f"xl/worksheets/sheet{len(names)}.xml", _worksheet(sheet))
    for name, content in _frame(names):
        yield archive.part(name, content.encode())
    yield archive.end()


def column_letters(number: int) -> str:
    """The letters of a column, counted from 1: A, Z, AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _worksheet(sheet: Sheet) -> Iterator[bytes]:
    columns = sheet.columns
    letters = [column_letters(number) for number in range(1, len(columns) + 1)]
    styles = [_STYLES[column.kind] for column in columns]
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{max(_WIDTHS.get(column.kind, 10), len(column.name) + 2)}"'
        ' customWidth="1"/>'
        for number, column in enumerate(columns, 1)
    )
    names = headers(columns)
    head = "".join(
        _text(letter, 1, _HEADER_STYLE, name) for letter, name in zip(letters, names, strict=True)
    )
    yield (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<cols>{widths}</cols><sheetData><row r="1">{head}</row>'
    ).encode()
    line = 1
    pieces: list[str] = []
    for line, row in enumerate(sheet.rows, 2):
        cells = "".join(
            [
                _cell(letter, line, style, value)
                for letter, style, value in zip(letters, styles, row, strict=True)
            ]
        )
        pieces.append(f'<row r="{line}">{cells}</row>')
        if line % _ROWS_A_CHUNK == 0:
            yield "".join(pieces).encode()
            pieces.clear()
    last = f'</sheetData><autoFilter ref="A1:{letters[-1]}{line}"/></worksheet>'
    yield ("".join(pieces) + last).encode()


def _cell(letter: str, line: int, style: int, value: Plain) -> str:
    if isinstance(value, str):
        return _text(letter, line, style, value)
    if isinstance(value, bool):
        return _text(letter, line, style, yes_or_no(value))
    if isinstance(value, dt.date):
        if value < _FIRST_CERTAIN_DAY:
            return _text(letter, line, style, value.isoformat())
        return f'<c r="{letter}{line}" s="{style}"><v>{(value - _DAY_ZERO).days}</v></c>'
    if value is None:
        return ""
    if not fits_a_float(value):
        return _text(letter, line, style, digits(value))
    return f'<c r="{letter}{line}" s="{style}"><v>{digits(value)}</v></c>'


def _text(letter: str, line: int, style: int, text: str) -> str:
    """A text cell; `_x0041_` means a character to Excel, so such an underscore is written as its code."""
    if len(text) > LONGEST_TEXT // 2 and len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        raise SheetError(
            f"De tekst in cel {letter}{line} is {len(text)} tekens lang; in een cel van Excel passen er "
            f"{LONGEST_TEXT}. Kies CSV, JSON of ODS, of kort de tekst in."
        )
    if "_x" in text:
        text = _ESCAPED.sub("_x005F_", text)
    if "\r" in text:
        text = text.replace("\r", "_x000D_")
    space = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
    return f'<c r="{letter}{line}" s="{style}" t="inlineStr"><is><t{space}>{element(text)}</t></is></c>'


def _frame(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The parts around the worksheets."""
    numbers = range(1, len(names) + 1)
    listed = "".join(
        f'<sheet name="{attribute(name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in zip(numbers, names, strict=True)
    )
    yield (
        "xl/workbook.xml",
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    )
    relations_part = (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
        f'<Relationship Id="rId{len(names) + 1}" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    )
    yield "xl/_rels/workbook.xml.rels", relations_part
    yield "xl/styles.xml", _STYLE_PART
    root_part = (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    )
    yield "_rels/.rels", root_part
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for number in numbers
    )
    types_part = (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{overrides}</Types>'
    )
    yield "[Content_Types].xml", types_part
