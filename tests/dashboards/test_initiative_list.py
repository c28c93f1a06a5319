"""The list of initiatives: its columns, its order, its file as shown, and several rows at once."""

import html
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts.models import Role
from areas.models import Municipality
from audit.models import AuditEntry
from initiatives.models import Initiative, Observation
from sheets.reading import read_table

pytestmark = pytest.mark.django_db

type Visitor = Callable[[Role], Client]

LIST = "/initiatieven/"
WIDE = "kolommen=organisation&kolommen=groups&kolommen=decided_by&kolommen=reference&kolommen=state"


def text(client: Client, query: str = "") -> str:
    response = client.get(f"{LIST}?{query}")
    assert response.status_code == 200
    return response.content.decode()


def words(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def on_screen(client: Client, query: str) -> tuple[list[str], list[list[str]]]:
    """The headers and the rows of the page, without boxes and buttons; the name without its explanation."""
    table = re.search(r"<table.*?</table>", text(client, query), re.DOTALL)
    assert table
    heads = [words(cell) for cell in re.findall(r"<th scope=\"col\".*?</th>", table[0], re.DOTALL)]
    rows = []
    for row in re.findall(r"<tr[^>]*>(.*?)</tr>", table[0].split("<tbody")[1], re.DOTALL):
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        rows.append([words(cell.split('<span class="meta">')[0]) for cell in cells])
    kept = [place for place, head in enumerate(heads) if head not in {"Kies", "Doen"}]
    heads = [heads[place].removesuffix(" ↑").removesuffix(" ↓") for place in kept]
    return heads, [[row[place] for place in kept] for row in rows]


def taken(client: Client, query: str, kind: str) -> bytes:
    response = client.get(f"{LIST}?{query}&als={kind}")
    assert response.status_code == 200
    content: bytes = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    return content


@pytest.mark.parametrize("role", [Role.POLICYMAKER, Role.READER])
def test_a_file_holds_the_rows_the_order_and_the_columns_of_the_screen(
    visitor: Visitor, role: Role
) -> None:
    client = visitor(role)
    query = f"rijen=500&sort=-reference&{WIDE}"
    heads, rows = on_screen(client, query)
    assert heads == ["Initiatief", "Organisatie", "Voor wie", "Stand", "Wie beslist", "Kenmerk"]
    assert [row[-1] for row in rows] == sorted((row[-1] for row in rows), reverse=True)
    found = json.loads(taken(client, query, "json"))
    assert [list(row) for row in found] == [heads] * len(rows)
    assert [list(row.values()) for row in found] == rows


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_every_format_holds_the_same(visitor: Visitor, tmp_path: Path, kind: str) -> None:
    client = visitor(Role.POLICYMAKER)
    query = f"rijen=500&sort=name&{WIDE}"
    file = tmp_path / f"lijst.{kind}"
    file.write_bytes(taken(client, query, kind))
    table = read_table(file)
    heads, rows = on_screen(client, query)
    assert list(table.headers) == heads
    assert [[str(cell or "") for cell in row.cells] for row in table.records] == rows


def test_a_file_holds_every_row_and_not_only_the_page(
    visitor: Visitor, sluiswaarde: Municipality, django_assert_max_num_queries: Any
) -> None:
    Initiative.objects.bulk_create(
        Initiative(municipality=sluiswaarde, reference=f"M-{n}", name=f"Honkbal {n:04}")
        for n in range(1_200)
    )
    client = visitor(Role.POLICYMAKER)
    with django_assert_max_num_queries(150):
        found = json.loads(taken(client, "q=Honkbal&sort=-name", "json"))
    assert [row["Initiatief"] for row in found] == [
        f"Honkbal {n:04}" for n in reversed(range(1_200))
    ]


def test_dates_are_dates_in_a_file(visitor: Visitor, sluiswaarde: Municipality) -> None:
    Initiative.objects.create(
        municipality=sluiswaarde, reference="D-1", name="=Dag", start_date=date(2026, 3, 1)
    )
    query = "q=D-1&kolommen=start_date&kolommen=end_date"
    found = json.loads(taken(visitor(Role.POLICYMAKER), query, "json"))
    assert found == [{"Initiatief": "'=Dag", "Begonnen": "2026-03-01", "Laatste dag": None}]


def test_a_file_is_logged_with_its_filters(visitor: Visitor) -> None:
    taken(visitor(Role.POLICYMAKER), "q=eet", "csv")
    entry = AuditEntry.objects.filter(action="export").latest("id")
    assert entry.changes["query"] == [None, {"q": ["eet"], "als": ["csv"]}]


@pytest.mark.parametrize(
    "query",
    ["sort=password", "sort=-lessons", "kolommen=password", "als=exe", "page=x", "rijen=9999"],
)
def test_a_name_that_does_not_exist_is_passed_over(visitor: Visitor, query: str) -> None:
    client = visitor(Role.POLICYMAKER)
    assert on_screen(client, query) == on_screen(client, "")


def test_filters_keep_the_order_and_the_columns(visitor: Visitor) -> None:
    shown = text(
        visitor(Role.POLICYMAKER), "sort=-name&kolommen=state&rijen=100&peildatum=2026-05-01"
    )
    for name, value in (("sort", "-name"), ("kolommen", "state"), ("rijen", "100")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in shown


def test_who_only_reads_gets_no_boxes(visitor: Visitor) -> None:
    for role in (Role.READER, Role.FUNDING_OFFICER):
        assert 'name="ids"' not in text(visitor(role))


def test_a_professional_gets_boxes_of_the_own_organisation_only(visitor: Visitor) -> None:
    shown = text(visitor(Role.PROFESSIONAL), "rijen=500")
    ids = {int(pk) for pk in re.findall(r'name="ids" value="(\d+)"', shown)}
    own = Initiative.objects.filter(organisation__name="Welzijn Sluiswaarde")
    assert ids == set(own.values_list("pk", flat=True)) != set()
    assert "/onderhoud/organisatie/" not in shown


def test_chosen_rows_are_confirmed_at_once_and_the_list_comes_back(visitor: Visitor) -> None:
    client = visitor(Role.POLICYMAKER)
    ids = re.findall(r'name="ids" value="(\d+)"', text(client, "stand=actief"))[:3]
    before = Observation.objects.filter(kind="confirmed").count()
    back = f"{LIST}?stand=actief"
    response = client.post("/onderhoud/klopt-nog/", {"ids": ids, "next": back})
    assert response["Location"] == back
    assert Observation.objects.filter(kind="confirmed").count() > before
