"""ODS (OpenDocument 1.3), streamed: the open format that governments ask for, written without a library.

Rows go straight into content.xml, so that a download of any size starts at once and takes no memory. A table ends at
1,048,576 rows, as in XLSX, and the next one goes on under the same headers.
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
from sheets.xml_text import attribute, element
from sheets.zip_stream import ZipStream

MOST_ROWS = 1_048_576
_ROWS_A_CHUNK = 200
_SPACES = re.compile(r"(?<= ) +|^ +| +$")

_MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"),
    )
)
_HEAD = ' table:style-name="head"'
_STYLES = {
    Kind.DATE: "day",
    Kind.MONEY: "money",
    Kind.TEXT: "text",
    Kind.CODE: "text",
    Kind.BOOL: "text",
}
_AUTOMATIC_STYLES = (
    "<office:automatic-styles>"
    '<number:date-style style:name="n-day"><number:year number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/>'
    "</number:date-style>"
    '<number:number-style style:name="n-money"><number:number number:decimal-places="2"'
    ' number:min-decimal-places="2" number:min-integer-digits="1" number:grouping="true"/></number:number-style>'
    '<number:text-style style:name="n-text"><number:text-content/></number:text-style>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="n-day"/>'
    '<style:style style:name="money" style:family="table-cell" style:data-style-name="n-money"/>'
    '<style:style style:name="text" style:family="table-cell" style:data-style-name="n-text"/>'
    '<style:style style:name="head" style:family="table-cell" style:data-style-name="n-text">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    "</office:automatic-styles>"
)
_STYLES_PART = f'{_XML}<office:document-styles {_NAMES} office:version="1.3"><office:styles/></office:document-styles>'
_MANIFEST_PART = (
    f'{_XML}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    f' manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3"'
    f' manifest:media-type="{_MEDIA_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def ods_chunks(
    columns: Sequence[Column],
    rows: Iterable[Row],
    *,
    title: str = "Gegevens",
    most_rows: int = MOST_ROWS,
) -> Iterator[bytes]:
    """The file in pieces. Columns with a meaning get a second table that explains them."""
    return ods_of(sheets(columns, rows, title, most_rows))


def ods_of(tables: Iterable[Sheet]) -> Iterator[bytes]:
    """A file of these tables, in pieces."""
    archive = ZipStream()
    yield archive.part("mimetype", _MEDIA_TYPE.encode(), stored=True)
    yield archive.part("styles.xml", _STYLES_PART.encode())
    yield archive.part("META-INF/manifest.xml", _MANIFEST_PART.encode())
    yield from archive.stream("content.xml", _content(tables))
    yield archive.end()


def _content(tables: Iterable[Sheet]) -> Iterator[bytes]:
    yield (
        f'{_XML}<office:document-content {_NAMES} office:version="1.3">{_AUTOMATIC_STYLES}'
        "<office:body><office:spreadsheet>"
    ).encode()
    for sheet in tables:
        yield from _table(sheet)
    yield b"</office:spreadsheet></office:body></office:document-content>"


def _table(sheet: Sheet) -> Iterator[bytes]:
    columns = sheet.columns
    styles = "".join(_column(column.kind) for column in columns)
    head = "".join(_text(name, _HEAD) for name in headers(columns))
    yield (
        f'<table:table table:name="{attribute(sheet.title)}">{styles}'
        f"<table:table-header-rows><table:table-row>{head}"
        "</table:table-row></table:table-header-rows>"
    ).encode()
    pieces: list[str] = []
    for number, row in enumerate(sheet.rows, 1):
        cells = "".join([_cell(value) for value in row])
        pieces.append(f"<table:table-row>{cells}</table:table-row>")
        if number % _ROWS_A_CHUNK == 0:
            yield "".join(pieces).encode()
            pieces.clear()
    yield ("".join(pieces) + "</table:table>").encode()


def _column(kind: Kind) -> str:
    """A column with the style of its cells, so that they need not name it."""
    style = _STYLES.get(kind)
    return (
        f'<table:table-column table:default-cell-style-name="{style}"/>'
        if style
        else "<table:table-column/>"
    )


def _cell(value: Plain) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return _text(yes_or_no(value))
    if isinstance(value, dt.date):
        day = value.isoformat()
        return (
            f'<table:table-cell office:value-type="date" office:date-value="{day}">'
            f"<text:p>{day}</text:p></table:table-cell>"
        )
    written = digits(value)
    if not fits_a_float(value):
        return _text(written)
    return (
        f'<table:table-cell office:value-type="float" office:value="{written}">'
        f"<text:p>{written.replace('.', ',')}</text:p></table:table-cell>"
    )


def _text(text: str, style: str = "") -> str:
    """A text cell, a paragraph a line. Tabs and CRs are lost on some readers, so those texts stand in full as well."""
    if text.isalnum():
        paragraphs = f"<text:p>{text}</text:p>"
    else:
        paragraphs = "".join([f"<text:p>{_paragraph(line)}</text:p>" for line in text.split("\n")])
    whole = f' office:string-value="{attribute(text)}"' if "\t" in text or "\r" in text else ""
    return f'<table:table-cell{style} office:value-type="string"{whole}>{paragraphs}</table:table-cell>'


def _paragraph(line: str) -> str:
    """A line of text; white space that XML readers would fold is written as elements."""
    if "  " in line or line[:1] == " " or line[-1:] == " ":
        pieces = []
        at = 0
        for match in _SPACES.finditer(line):
            pieces.append(element(line[at : match.start()]))
            pieces.append(f'<text:s text:c="{len(match[0])}"/>')
            at = match.end()
        line = "".join(pieces) + element(line[at:])
    else:
        line = element(line)
    return line.replace("\t", "<text:tab/>")
