"""The note for the council: who gets which edition, the choices, the links and the log."""

import html
import io
import re
import zipfile
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from accounts.models import Role
from audit.models import AuditEntry
from initiatives.models import Initiative
from reports.urls import urlpatterns
from tests.initiatives.building import town

pytestmark = pytest.mark.django_db

type Visitor = Callable[[Role], Client]

ON = "peildatum=2026-11-22&gemaakt=2026-11-24"
FILES = ("odt", "xlsx", "ods")
STAFF = [role for role in Role if role is not Role.READER]


def page(client: Client, query: str = "") -> str:
    response = client.get(f"/notitie/?{ON}{query}")
    assert response.status_code == 200
    return html.unescape(" ".join(response.content.decode().split()))


def file(client: Client, kind: str, query: str = "") -> bytes:
    response = client.get(f"/notitie/{kind}/?{ON}{query}")
    assert response.status_code == 200
    return response.getvalue()


def words(client: Client, kind: str, query: str = "") -> str:
    """All text of a file."""
    with zipfile.ZipFile(io.BytesIO(file(client, kind, query))) as archive:
        return html.unescape(
            " ".join(archive.read(name).decode() for name in archive.namelist() if "xml" in name)
        )


def test_every_address_is_tested_here() -> None:
    assert {pattern.name for pattern in urlpatterns} == {"note", "download"}


@pytest.mark.parametrize("role", Role)
def test_every_role_reads_and_takes_along(visitor: Visitor, role: Role) -> None:
    client = visitor(role)
    assert "In het kort" in page(client)
    for kind in FILES:
        assert file(client, kind).startswith(b"PK")


@pytest.mark.parametrize("address", ["/notitie/", "/notitie/pdf/", "/notitie/xlsx/"])
def test_without_a_login_there_is_only_the_login_page(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/")


def test_a_kind_that_does_not_exist_is_not_found(visitor: Visitor) -> None:
    assert visitor(Role.POLICYMAKER).get("/notitie/exe/").status_code == 404


def test_the_findings_are_those_of_the_pages(visitor: Visitor) -> None:
    client = visitor(Role.POLICYMAKER)
    text = page(client)
    for address in ("/kansen/", "/dekking/", "/financiering/", "/financiering/klif/"):
        shown = client.get(f"{address}?{ON}").content.decode()
        heading = re.search(r"<h1>(.*?)</h1>", shown, re.DOTALL)
        assert heading is not None
        assert html.unescape(heading[1]) in text


@pytest.mark.parametrize(
    ("role", "query"), [(Role.READER, ""), (Role.READER, "&uitgave=intern")]
    + [(role, "&uitgave=delen") for role in STAFF],
)  # fmt: skip
def test_the_edition_to_share_has_no_scores_signals_actions_or_unpublished_names(
    visitor: Visitor, role: Role, query: str
) -> None:
    client = visitor(role)
    Initiative.objects.filter(name="Wijktafel Wevers").update(is_public=True)
    hidden = Initiative.objects.filter(is_public=False).values_list("name", flat=True)
    assert len(hidden) > 5
    note = page(client, query).partition('class="note"')[2]
    texts = [note, *(words(client, kind, query) for kind in FILES)]
    for text in texts:
        assert "eerst uitzoeken" in text
        for name in hidden:
            assert not re.search(rf"\b{re.escape(name)}\b", text), name
        for word in ("Broosheid", "Open signaal", ">not_checked<", "Faciliterende acties"):
            assert word not in text
        assert "Wijktafel Wevers" in text


def test_staff_get_scores_names_and_actions(visitor: Visitor) -> None:
    text = page(visitor(Role.POLICYMAKER))
    for found in ("Broosheid", "Open signaal", "Faciliterende acties die lopen", "Spoel & Draad"):
        assert found in text


def test_a_professional_gets_the_actions_of_the_own_organisation(visitor: Visitor) -> None:
    assert "Alleen acties van je eigen organisatie." in page(visitor(Role.PROFESSIONAL))


def test_chosen_wijken_and_chapters_are_all_there_is(visitor: Visitor) -> None:
    client = visitor(Role.POLICYMAKER)
    query = "&wijk=WK999905&deel=dekking"
    text = page(client, query).partition('class="note"')[2]
    assert "Gebied</dt><dd>Zonneveld" in text
    assert "Oosterwaard" not in text
    assert "Geld per kalenderjaar" not in text
    book = CalamineWorkbook.from_filelike(io.BytesIO(file(client, "xlsx", query)))
    assert book.sheet_names == ["Leeswijzer", "Dekking", "Initiatieven", "Toelichting"]
    rows = book.get_sheet_by_name("Dekking").to_python()
    assert len(rows) == 1 + 9
    assert {row[2] for row in rows[1:]} == {"Zonneveld"}


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_the_workbook_holds_every_table_with_its_definitions(visitor: Visitor, kind: str) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(file(visitor(Role.POLICYMAKER), kind)))
    assert book.sheet_names == [
        "Leeswijzer", "Dekking", "Prioriteiten", "Klif", "Geld", "Initiatieven", "Toelichting",
    ]  # fmt: skip
    guide = {row[0]: row[1] for row in book.get_sheet_by_name("Leeswijzer").to_python()}
    assert guide["Peildatum"] == "22 november 2026"
    assert "Een actief initiatief" in str(guide["Vers"])
    scores = {row[2]: row[4] for row in book.get_sheet_by_name("Prioriteiten").to_python()}
    assert scores["Zonneveld"] == 70
    explained = book.get_sheet_by_name("Toelichting").to_python()
    assert ["Klif", "month", "Maand (jjjj-mm)"] in explained


def test_the_same_address_gives_the_same_bytes(visitor: Visitor) -> None:
    client = visitor(Role.POLICYMAKER)
    for kind in FILES:
        assert file(client, kind) == file(client, kind)


def test_the_links_write_out_their_days_and_keep_the_choices(visitor: Visitor) -> None:
    response = visitor(Role.POLICYMAKER).get(
        "/notitie/?wijk=WK999905&deel=geld&peildatum=2026-01-31"
    )
    links = re.findall(r'href="(/notitie/\w+/\?[^"]+)"', response.content.decode())
    assert len(links) == 4
    for link in links:
        asked = parse_qs(urlsplit(html.unescape(link)).query)
        assert (asked["peildatum"], asked["wijk"], asked["deel"]) == (
            ["2026-01-31"], ["WK999905"], ["geld"],
        )  # fmt: skip
        assert "gemaakt" in asked


def test_the_day_it_was_made_is_never_in_the_future(visitor: Visitor) -> None:
    text = page(visitor(Role.POLICYMAKER), "&gemaakt=2199-01-01")
    assert "2199" not in text.partition('class="note"')[2]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("&wijk=WK000000", "Deze wijk bestaat niet op de peildatum. Je ziet alle wijken."),
        ("&deel=alles", "Dit onderdeel bestaat niet. Je ziet alle onderdelen."),
        ("&uitgave=geheim", "Deze uitgave bestaat niet. Je ziet de uitgave om te delen."),
    ],
)
def test_a_wrong_choice_gets_a_message_and_the_note(
    visitor: Visitor, query: str, said: str
) -> None:
    text = page(visitor(Role.POLICYMAKER), query)
    assert said in text
    assert "Gebied</dt><dd>alle wijken" in text


def test_a_wijk_of_another_municipality_does_not_exist(visitor: Visitor) -> None:
    there = town("GM9002", "Elders")
    text = page(visitor(Role.POLICYMAKER), f"&wijk={there.districts[0].code}")
    assert "Deze wijk bestaat niet" in text
    assert "Elders" not in text


def test_what_is_taken_along_is_logged(visitor: Visitor) -> None:
    file(visitor(Role.READER), "odt", "&wijk=WK999905")
    entry = AuditEntry.objects.filter(action="export").latest("id")
    assert (entry.object_label, entry.municipality_code) == ("note odt", "GM9999")
    assert entry.changes["query"][1]["wijk"] == ["WK999905"]


def test_a_note_costs_as_many_queries_with_more_on_it(client: Client) -> None:
    here = town("GM9003", "Queryveen")
    here.initiative("Eerste", is_public=True)
    client.force_login(here.member(Role.READER).user)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            page(client)
        return len(found)

    queries()
    before = queries()
    for number in range(5):
        here.initiative(f"Volgende {number}", is_public=bool(number % 2))
    assert queries() == before
