"""The PDF and the ODT as files: tagged, safe with any name, readable with a big municipality, always the same."""

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pypdf
import pypdfium2
import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client

from accounts.models import Role
from reports.bars import Bar, Bars
from reports.document import Cell, Column, Note, Points, Section, Table, Term, Terms, Text, cell
from reports.odt import odt_of
from reports.pdf import pdf_of

HOSTILE = (
    '<img src="http://127.0.0.1:9/x.png"><script>alert(1)</script>',
    "مطبخ الحي",
    "Koffie ☕ en 🎉",
    "=HYPERLINK(1)",
    "]]>&amp; nul\x00teken",
    "Zeer" + "lang" * 40,
)
LESSONS = 9
WIJKEN = 120


def note() -> Note:
    """A municipality of 120 wijken with names that try something."""
    names = [f"Wijk {number:03}" for number in range(WIJKEN)]
    rows = [
        (cell(name), *[Cell(("Leeg", "0 vers van 0"), "empty", "L")] * LESSONS) for name in names
    ]
    columns = (
        Column("Wijk", width=15),
        *[Column(f"Les {number}", width=9) for number in range(LESSONS)],
    )
    hostile = Table(
        "Namen",
        (Column("Naam"), Column("Bedrag", number=True)),
        tuple((cell(name), cell("€ 1")) for name in HOSTILE),
    )
    bars = Bars("Staven.", tuple(Bar(name, (1.0,), "1") for name in HOSTILE), 1.0)
    return Note(
        "Notitie",
        HOSTILE[0],
        date(2026, 11, 22),
        date(2026, 11, 24),
        (Term("Gemeente", HOSTILE[0]),),
        ("Telling.",),
        (
            Section("a", "In het kort", (Points(HOSTILE), Text(HOSTILE[0], small=True), bars, hostile)),
            Section("b", "Dekking", (Table("Dekking per wijk", columns, tuple(rows)),), wide=True),
            Section("c", "Begrippen", (Terms((Term(HOSTILE[0], HOSTILE[1]),)),), flows=True),
        ),
    )  # fmt: skip


@pytest.fixture(scope="module")
def made() -> bytes:
    return pdf_of(note())


@pytest.fixture(scope="module")
def read(made: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(made))


@pytest.fixture(scope="module")
def texts(made: bytes) -> list[str]:
    """The text of every page."""
    return read_out(made)


def read_out(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_range() for page in document]


def kinds(element: Any, found: dict[str, int]) -> dict[str, int]:
    """How often each structure type occurs in the tree of tags."""
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, list):
        for child in element:
            kinds(child, found)
    elif isinstance(element, dict):
        if "/S" in element:
            found[element["/S"]] = found.get(element["/S"], 0) + 1
        if "/K" in element:
            kinds(element["/K"], found)
    return found


def test_the_pdf_is_tagged_titled_and_dutch(read: pypdf.PdfReader) -> None:
    root: Any = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read.metadata is not None
    assert str(read.metadata.title).startswith("Notitie – ")
    assert b"pdfuaid" in root["/Metadata"].get_data()
    tags = kinds(root["/StructTreeRoot"], {})
    assert tags["/H1"] == 1
    assert tags["/H2"] >= 3
    assert tags["/Table"] >= 2
    assert tags["/Caption"] >= 2
    assert tags["/TH"] >= WIJKEN + LESSONS
    assert tags["/Figure"] == 1


def test_the_figure_says_what_it_shows(read: pypdf.PdfReader) -> None:
    found: list[str] = []

    def walk(element: Any) -> None:
        element = element.get_object() if hasattr(element, "get_object") else element
        if isinstance(element, list):
            for child in element:
                walk(child)
        elif isinstance(element, dict):
            if element.get("/S") == "/Figure":
                found.append(element.get("/Alt", ""))
            if "/K" in element:
                walk(element["/K"])

    root: Any = read.trailer["/Root"]
    walk(root["/StructTreeRoot"])
    assert len(found) == 1
    assert found[0].startswith("Staven. ")


def test_the_chapters_are_bookmarks(read: pypdf.PdfReader) -> None:
    outline: list[Any] = read.outline
    assert [item["/Title"] for item in outline] == ["In het kort", "Dekking", "Begrippen"]


def test_the_pages_are_a4_and_numbered_the_matrix_on_its_side(
    read: pypdf.PdfReader, texts: list[str]
) -> None:
    sizes = [(round(page.mediabox.width), round(page.mediabox.height)) for page in read.pages]
    assert set(sizes) == {(595, 842), (842, 595)}
    last = len(texts)
    assert f"pagina {last} van {last}" in texts[-1]


def test_every_wijk_is_there_under_headers_that_return(
    read: pypdf.PdfReader, texts: list[str]
) -> None:
    wide = [text for page, text in zip(read.pages, texts, strict=True) if page.mediabox.width > 800]
    assert len(set(re.findall(r"Wijk \d{3}", " ".join(wide)))) == WIJKEN
    assert all("Les 8" in text for text in wide)
    assert len(wide) <= 8


def test_every_font_is_in_the_file(read: pypdf.PdfReader) -> None:
    names = set()
    for page in read.pages:
        fonts: Any = page["/Resources"]["/Font"]  # type: ignore[index]
        for font in fonts.get_object().values():
            (descendant,) = font.get_object()["/DescendantFonts"]
            descriptor = descendant.get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)
            names.add(descriptor["/FontName"])
    assert any("Wijk-Sans" in name for name in names)


def test_a_name_is_text_and_nothing_is_fetched(texts: list[str]) -> None:
    text = "".join(texts)
    assert '<img src="http://127.0.0.1:9/x.png">' in text
    assert "<script>alert(1)</script>" in text
    assert "=HYPERLINK(1)" in text
    assert "☕" in text
    assert "nul␀teken" in text


def test_the_same_note_gives_the_same_pdf(made: bytes) -> None:
    assert pdf_of(note()) == made


@pytest.mark.parametrize(
    ("code", "out", "said"),
    [
        (3, b"", "Op deze server ontbreekt Pango"),
        (-24, b"", "Deze notitie is te groot voor een PDF."),
        (0, b"half", "Deze notitie is te groot voor een PDF."),
    ],
)
@pytest.mark.django_db
def test_a_pdf_that_cannot_be_made_is_said_and_not_logged(
    visitor: Callable[[Role], Client],
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    out: bytes,
    said: str,
) -> None:
    answer = subprocess.CompletedProcess[bytes]([], code, out, b"")
    client = visitor(Role.POLICYMAKER)
    monkeypatch.setattr(subprocess, "run", lambda *_args, **_options: answer)
    response = client.get("/notitie/pdf/?peildatum=2026-11-22")
    assert response.status_code == 503
    assert said in response.content.decode()


@pytest.mark.django_db
def test_the_pdf_of_the_demo_is_a_download(visitor: Callable[[Role], Client]) -> None:
    response = visitor(Role.READER).get("/notitie/pdf/?peildatum=2026-11-22&gemaakt=2026-11-24")
    assert response["Content-Type"] == "application/pdf"
    assert 'filename="gm9999-notitie-2026-11-22.pdf"' in response["Content-Disposition"]
    body = response.getvalue()
    found = pypdf.PdfReader(io.BytesIO(body))
    assert "Telling van wat is geregistreerd" in read_out(body)[0]
    assert found.metadata is not None
    assert found.metadata.creation_date is not None
    assert found.metadata.creation_date.date() == date(2026, 11, 24)


def odt() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(odt_of(note()))))


OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEXT, TABLE, STYLE = OFFICE % "text", OFFICE % "table", OFFICE % "style"


def test_the_odt_is_an_open_document_text() -> None:
    archive = odt()
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.text"
    listed = fromstring(archive.read("META-INF/manifest.xml"))
    paths = {
        value for entry in listed for name, value in entry.attrib.items() if "full-path" in name
    }
    assert paths == {"/", "content.xml", "styles.xml", "meta.xml"}
    assert b"<dc:language>nl-NL</dc:language>" in archive.read("meta.xml")


def test_the_odt_has_headings_repeated_headers_and_every_text_as_it_is() -> None:
    content = fromstring(odt().read("content.xml"))
    headings = ["".join(found.itertext()) for found in content.iter(f"{TEXT}h")]
    assert headings == ["In het kort", "Dekking", "Begrippen"]
    tables = list(content.iter(f"{TABLE}table"))
    assert len(tables) == 2
    assert all(table.find(f"{TABLE}table-header-rows") is not None for table in tables)
    texts = {"".join(found.itertext()) for found in content.iter(f"{TEXT}p")}
    assert {HOSTILE[0], HOSTILE[1], HOSTILE[2], HOSTILE[3], "]]>&amp; nul␀teken"} <= texts


def test_every_style_that_the_odt_uses_exists() -> None:
    archive = odt()
    parts = [fromstring(archive.read(name)) for name in ("content.xml", "styles.xml")]
    used = {
        value
        for part in parts
        for element in part.iter()
        for name, value in element.attrib.items()
        if name in {f"{TEXT}style-name", f"{TABLE}style-name", f"{STYLE}parent-style-name"}
    }
    made = {element.get(f"{STYLE}name") for part in parts for element in part.iter()}
    assert used <= made


def test_the_odt_numbers_its_pages_and_turns_the_matrix() -> None:
    styles = odt().read("styles.xml").decode()
    assert "pagina <text:page-number>" in styles
    assert 'style:print-orientation="landscape"' in styles
    assert 'style:master-page-name="Liggend"' in odt().read("content.xml").decode()


def test_the_same_note_gives_the_same_odt() -> None:
    assert list(odt_of(note())) == list(odt_of(note()))
