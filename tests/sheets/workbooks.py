"""Spreadsheets for the tests, made by other programs than ours or by hand."""

import io
import zipfile
from collections.abc import Mapping, Sequence

import xlsxwriter

CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns"


def xlsx(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """A workbook by xlsxwriter; texts stay texts."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        day = workbook.add_format({"num_format": "dd-mm-yyyy"})
        for name, rows in sheets.items():
            worksheet = workbook.add_worksheet(name)
            for line, row in enumerate(rows):
                for place, value in enumerate(row):
                    if hasattr(value, "year"):
                        worksheet.write_datetime(line, place, value, day)
                    elif value is not None:
                        worksheet.write(line, place, value)
    return buffer.getvalue()


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return buffer.getvalue()


def raw_xlsx(sheet_data: str, *, prolog: str = "", shared: str = "", **extra: str) -> bytes:
    """A workbook around the rows of one worksheet, written out by hand."""
    relation = f'<Relationship Type="{OFFICE}/%s" Id="%s" Target="%s"/>'
    return archive(
        {
            "[Content_Types].xml": CONTENT_TYPES,
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">'
            + relation % ("officeDocument", "r1", "xl/workbook.xml")
            + "</Relationships>",
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="Blad1" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
            + relation % ("worksheet", "r1", "worksheets/sheet1.xml")
            + relation % ("sharedStrings", "r2", "sharedStrings.xml")
            + "</Relationships>",
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
            "xl/worksheets/sheet1.xml": f'{prolog}<worksheet xmlns="{MAIN}"><sheetData>{sheet_data}'
            "</sheetData></worksheet>",
            **extra,
        }
    )


def raw_ods(rows: str, *, prolog: str = "", manifest: str = "") -> bytes:
    """A table of OpenDocument written out by hand."""
    names = " ".join(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "text", "table"))
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{ODF}:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" '
            f'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>{manifest}'
            "</manifest:manifest>",
            "content.xml": f"{prolog}<office:document-content {names}><office:body><office:spreadsheet>"
            f'<table:table table:name="Blad1">{rows}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        }
    )
