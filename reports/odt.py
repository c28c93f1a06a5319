"""A note as ODT (OpenDocument 1.3), to edit: headings, real tables with repeated headers, page numbers, in Dutch.

Written without a library, as the spreadsheets are; equal notes make equal files. Bars are left out: their table says
the same.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from reports.bars import Bars
from reports.document import Cell, Column, Note, Points, Section, Table, Terms, Text
from reports.odt_styles import META, PARTS, STYLES, XML, content_styles, root
from sheets.neutral import visible
from sheets.xml_text import attribute, element
from sheets.zip_stream import ZipStream

MEDIA_TYPE: Final = "application/vnd.oasis.opendocument.text"


def odt_of(note: Note) -> Iterator[bytes]:
    """The file in pieces."""
    archive = ZipStream()
    yield archive.part("mimetype", MEDIA_TYPE.encode(), stored=True)
    yield archive.part("META-INF/manifest.xml", PARTS.encode())
    facts = {
        "title": element(visible(f"{note.title} – {note.municipality}")),
        "creator": element(visible(note.municipality)),
        "day": note.made_on.isoformat(),
    }
    yield archive.part("meta.xml", META.format(**facts).encode())
    yield archive.part("styles.xml", STYLES.format(footer=text(note.municipality)).encode())
    yield from archive.stream("content.xml", _content(note))
    yield archive.end()


def text(words: str) -> str:
    """Words inside a paragraph."""
    return element(visible(" ".join(words.split())))


def _content(note: Note) -> Iterator[bytes]:
    tables = [
        block for section in note.sections for block in section.blocks if isinstance(block, Table)
    ]
    widths = sorted({column.width for table in tables for column in table.columns})
    yield f"{XML}{root('content')}{content_styles(widths)}<office:body><office:text>".encode()
    yield _cover(note).encode()
    numbers = iter(range(1, len(tables) + 1))
    upright = True
    for section in note.sections:
        style = "Kop" if section.flows and upright else "Kop-nieuw" if upright else "Kop-staand"
        style = "Kop-liggend" if section.wide else style
        upright = not section.wide
        yield f'<text:h text:style-name="{style}" text:outline-level="1">{text(section.title)}</text:h>'.encode()
        yield from (piece.encode() for piece in _blocks(section, numbers))
    yield b"</office:text></office:body></office:document-content>"


def _cover(note: Note) -> str:
    facts = "".join(
        f'<text:p><text:span text:style-name="Vet">{text(fact.name)}: </text:span>{text(fact.text)}</text:p>'
        for fact in note.facts
    )
    caveats = "".join(
        f'<text:p text:style-name="Klein">{text(line)}</text:p>' for line in note.caveats
    )
    return f'<text:p text:style-name="Title">{text(note.title)}</text:p>{facts}{caveats}'


def _blocks(section: Section, numbers: Iterator[int]) -> Iterator[str]:
    for block in section.blocks:
        match block:
            case Text():
                style = ' text:style-name="Klein"' if block.small else ""
                yield f"<text:p{style}>{text(block.text)}</text:p>"
            case Points():
                items = "".join(
                    f"<text:list-item><text:p>{text(item)}</text:p></text:list-item>"
                    for item in block.items
                )
                yield f'<text:list text:style-name="Punten">{items}</text:list>'
            case Terms():
                for term in block.items:
                    yield f'<text:p text:style-name="Begrip">{text(term.name)}</text:p>'
                    yield f"<text:p>{text(term.text)}</text:p>"
            case Table():
                yield from _table(block, next(numbers))
            case Bars():
                pass


def _table(table: Table, number: int) -> Iterator[str]:
    yield f'<text:p text:style-name="Bijschrift">{text(table.caption)}</text:p>'
    columns = "".join(
        f'<table:table-column table:style-name="b{column.width}"/>' for column in table.columns
    )
    head = "".join(
        _cell(
            f'<text:p text:style-name="{_paragraph(column, head=True)}">{text(column.head)}</text:p>',
            "kop",
        )
        for column in table.columns
    )
    yield (
        f'<table:table table:name="Tabel {number}: {attribute(visible(table.caption))}" table:style-name="tabel">'
        f"{columns}<table:table-header-rows><table:table-row>{head}</table:table-row></table:table-header-rows>"
    )
    for row in table.rows:
        yield f'<table:table-row table:style-name="rij">{_row(table.columns, row)}</table:table-row>'
    yield "</table:table>"


def _row(columns: Sequence[Column], row: Sequence[Cell]) -> str:
    return "".join(
        _cell(_lines(column, cell), f"st-{cell.state}" if cell.state else "cel")
        for column, cell in zip(columns, row, strict=True)
    )


def _lines(column: Column, cell: Cell) -> str:
    style = _paragraph(column, head=False)
    lines = [text(line) for line in cell.lines] or [""]
    if cell.letter:
        lines[0] = (
            f'<text:span text:style-name="Vet">{text(cell.letter)}</text:span> {lines[0]}'.strip()
        )
    return "".join(f'<text:p text:style-name="{style}">{line}</text:p>' for line in lines)


def _paragraph(column: Column, *, head: bool) -> str:
    return f"{'Kopcel' if head else 'Celtekst'}{'-getal' if column.number else ''}"


def _cell(content: str, style: str) -> str:
    return f'<table:table-cell table:style-name="{style}" office:value-type="string">{content}</table:table-cell>'
