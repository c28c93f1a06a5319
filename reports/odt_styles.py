"""The parts of an ODT that say what it looks like: paragraphs, tables, upright pages and pages on their side."""

from collections.abc import Iterable
from typing import Final

XML: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMES: Final = (
    " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (
            ("office", "office"),
            ("style", "style"),
            ("text", "text"),
            ("table", "table"),
            ("meta", "meta"),
            ("svg", "svg-compatible"),
            ("fo", "xsl-fo-compatible"),
        )
    )
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
PARTS: Final = (
    f'{XML}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    ' manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3"'
    ' manifest:media-type="application/vnd.oasis.opendocument.text"/>'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{name}.xml" manifest:media-type="text/xml"/>'
        for name in ("content", "styles", "meta")
    )
    + "</manifest:manifest>"
)


def root(part: str) -> str:
    """The opening tag of content.xml, styles.xml or meta.xml."""
    return f'<office:document-{part} {_NAMES} office:version="1.3">'


META: Final = (
    f"{XML}{root('meta')}<office:meta><dc:title>{{title}}</dc:title><dc:creator>{{creator}}</dc:creator>"
    "<dc:language>nl-NL</dc:language><dc:date>{day}T00:00:00</dc:date>"
    "<meta:creation-date>{day}T00:00:00</meta:creation-date></office:meta></office:document-meta>"
)


def _paragraph(name: str, parent: str = "Standard", text: str = "", **paragraph: str) -> str:
    properties = " ".join(
        f'fo:{key.replace("_", "-")}="{value}"' for key, value in paragraph.items()
    )
    return (
        f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{parent}">'
        f"<style:paragraph-properties {properties}/><style:text-properties {text}/></style:style>"
    )


def _page(name: str, width: str, height: str, orientation: str) -> str:
    return (
        f'<style:page-layout style:name="{name}"><style:page-layout-properties fo:page-width="{width}"'
        f' fo:page-height="{height}" style:print-orientation="{orientation}" fo:margin="2cm"/>'
        '<style:footer-style><style:header-footer-properties fo:margin-top="0.5cm" fo:min-height="0.5cm"/>'
        "</style:footer-style></style:page-layout>"
    )


def _master(name: str, layout: str) -> str:
    return (
        f'<style:master-page style:name="{name}" style:page-layout-name="{layout}"><style:footer>'
        '<text:p text:style-name="Klein">{footer} · pagina <text:page-number>1</text:page-number> van '
        "<text:page-count>1</text:page-count></text:p></style:footer></style:master-page>"
    )


_BOLD: Final = 'fo:font-weight="bold"'
_HEADING: Final = f'fo:font-size="16pt" {_BOLD}'
STYLES: Final = (
    f"{XML}{root('styles')}<office:font-face-decls>"
    '<style:font-face style:name="Tekst" svg:font-family="Liberation Sans, Arial"'
    ' style:font-family-generic="swiss"/></office:font-face-decls><office:styles>'
    '<style:default-style style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.2cm"'
    ' fo:line-height="120%"/><style:text-properties style:font-name="Tekst" fo:font-size="11pt" fo:language="nl"'
    ' fo:country="NL"/></style:default-style>'
    '<style:style style:name="Standard" style:family="paragraph" style:class="text"/>'
    + _paragraph(
        "Title", text=f'fo:font-size="26pt" {_BOLD}', margin_top="5cm", margin_bottom="1cm"
    )
    + '<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"'
    ' style:parent-style-name="Standard" style:default-outline-level="1">'
    '<style:paragraph-properties fo:margin-top="0.8cm" fo:margin-bottom="0.3cm" fo:keep-with-next="always"/>'
    f"<style:text-properties {_HEADING}/></style:style>"
    + _paragraph("Klein", text='fo:font-size="9pt" fo:color="#52606b"', margin_top="0.2cm")
    + _paragraph(
        "Begrip", text=_BOLD, margin_top="0.3cm", margin_bottom="0cm", keep_with_next="always"
    )
    + _paragraph("Bijschrift", text=_BOLD, margin_top="0.4cm", keep_with_next="always")
    + _paragraph("Celtekst", text='fo:font-size="9pt"', margin_bottom="0cm")
    + _paragraph("Celtekst-getal", "Celtekst", text_align="end")
    + _paragraph("Kopcel", "Celtekst", text=_BOLD)
    + _paragraph("Kopcel-getal", "Kopcel", text_align="end")
    + f'<style:style style:name="Vet" style:family="text"><style:text-properties {_BOLD}/></style:style>'
    '<text:list-style style:name="Punten"><text:list-level-style-bullet text:level="1" text:bullet-char="•">'
    '<style:list-level-properties text:space-before="0cm" text:min-label-width="0.5cm"/>'
    "</text:list-level-style-bullet></text:list-style></office:styles><office:automatic-styles>"
    + _page("staand", "21cm", "29.7cm", "portrait")
    + _page("liggend", "29.7cm", "21cm", "landscape")
    + "</office:automatic-styles><office:master-styles>"
    + _master("Standard", "staand")
    + _master("Liggend", "liggend")
    + "</office:master-styles></office:document-styles>"
)
_STATES: Final = {
    "covered": "#a9d3d3", "thin": "#dff0f0", "ending": "#f2b45f", "stale": "#ece6f4", "empty": "#ffffff",
    "unknown": "#eff1f2", "open_signal": "#d8dee1", "answered": "#ffffff", "no_signal": "#ffffff",
    "not_checked": "#ffffff",
}  # fmt: skip


def content_styles(widths: Iterable[int]) -> str:
    """The styles that content.xml brings: pages that turn, tables, columns by their part of the width, states."""
    cells = {"cel": "#ffffff", "kop": "#f3f5f6"} | {
        f"st-{state}": colour for state, colour in _STATES.items()
    }
    return (
        "<office:automatic-styles>"
        + _heading("Kop")
        + _heading("Kop-nieuw", breaks=True)
        + _heading("Kop-liggend", ' style:master-page-name="Liggend"')
        + _heading("Kop-staand", ' style:master-page-name="Standard"')
        + '<style:style style:name="tabel" style:family="table"><style:table-properties style:rel-width="100%"'
        ' table:align="margins"/></style:style><style:style style:name="rij" style:family="table-row">'
        '<style:table-row-properties fo:keep-together="always"/></style:style>'
        + "".join(
            f'<style:style style:name="b{width}" style:family="table-column"><style:table-column-properties'
            f' style:rel-column-width="{width * 100}*"/></style:style>'
            for width in widths
        )
        + "".join(
            f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties'
            f' fo:background-color="{colour}" fo:border="0.5pt solid #76838c" fo:padding="0.1cm"/></style:style>'
            for name, colour in cells.items()
        )
        + "</office:automatic-styles>"
    )


def _heading(name: str, page: str = "", *, breaks: bool = False) -> str:
    properties = '<style:paragraph-properties fo:break-before="page"/>' if breaks else ""
    return (
        f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="Heading_20_1"{page}>'
        f"{properties}</style:style>"
    )
