"""Every list of the product can be searched, filtered, sorted, paged, its columns chosen, and exported as shown."""

import html
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from accounts.models import Role
from areas.models import Municipality
from initiatives.models import Initiative
from tests.dashboards.conftest import sluiswaarde, visitor
from upkeep.models import Operation

__all__ = ["sluiswaarde", "visitor"]

pytestmark = pytest.mark.django_db

type Visitor = Callable[[Role], Client]


@dataclass(frozen=True)
class Listed:
    """A list: its address, what is searched for, and whether it may be taken along."""

    path: str
    words: str
    exported: bool = True
    role: Role = Role.ADMIN

    def __str__(self) -> str:
        return self.path


LISTS = [
    Listed("/initiatieven/", "de"),
    Listed("/organisaties/", "stichting"),
    Listed("/acties/?weergave=lijst", "kade"),
    # Signals name groups that are not heard: they stay out of every export (design, section 3).
    Listed("/stemmen/", "binnenstad", exported=False),
    Listed("/onderhoud/", "twee"),
    Listed("/financiering/aanvragen/", "welzijn"),
    Listed("/financiering/termijnen/", "welzijn"),
    Listed("/financiering/regelingen/", "welzijn"),
    Listed("/financiering/geldgevers/", "sluis"),
    Listed("/beheer/gebieden/", "binnenstad"),
]
EXPORTED = [listed for listed in LISTS if listed.exported]


@pytest.fixture
def done(sluiswaarde: Municipality) -> None:
    """Operations, of which the demo has none."""
    for label in ("Eén ding", "Twee dingen", "=Drie dingen"):
        Operation.objects.create(municipality=sluiswaarde, kind="tag", label=label)


def address(listed: Listed, query: list[tuple[str, str]]) -> str:
    return f"{listed.path}{'&' if '?' in listed.path else '?'}{urlencode(query)}"


def table_of(client: Client, listed: Listed, *query: tuple[str, str]) -> Any:
    response = client.get(address(listed, list(query)))
    assert response.status_code == 200, query
    return response.context["table"]


def keys(client: Client, listed: Listed, *query: tuple[str, str]) -> list[str]:
    """What names the rows, of all pages, in the order of the screen."""
    found: list[str] = []
    pages = table_of(client, listed, *query).paginator.num_pages
    for number in range(1, pages + 1):
        table = table_of(client, listed, *query, ("page", str(number)))
        found += [words(row.get_cell(table.row_header)) for row in table.page.object_list]
    return found


def words(cell: Any) -> str:
    """The first line of a cell, without markup, boxes and what stands below the name."""
    text = re.sub(
        r"<label.*?</label>|<span class=\"meta\">.*?</span>", "", str(cell), flags=re.DOTALL
    )
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def taken(client: Client, listed: Listed, *query: tuple[str, str]) -> list[dict[str, Any]]:
    response = client.get(address(listed, [*query, ("als", "json")]))
    assert response.status_code == 200
    rows: list[dict[str, Any]] = json.loads(b"".join(response.streaming_content))  # type: ignore[attr-defined]
    return rows


def choices(page: Any) -> Iterator[list[tuple[str, str]]]:
    """The values of each filter of the page, one at a time."""
    form = page["filter"].form if "filter" in page else page.get("filters") or page["form"]
    for bound in form:
        if bound.name != "q":
            offered = getattr(bound.field.widget, "choices", ())
            yield [(bound.name, str(value)) for value, _label in offered if str(value)][:40]


@pytest.mark.usefixtures("done")
@pytest.mark.parametrize("listed", LISTS, ids=str)
def test_a_list_is_searched_filtered_sorted_and_its_columns_chosen(
    visitor: Visitor, listed: Listed
) -> None:
    client = visitor(listed.role)
    page = client.get(listed.path)
    table, text = page.context["table"], page.content.decode()
    assert 'name="q"' in text
    assert "Toon deze kolommen" in text
    everything = table.paginator.count
    assert 0 < table_of(client, listed, ("q", listed.words)).paginator.count < everything
    assert table_of(client, listed, ("q", "bestaat nergens")).paginator.count == 0
    assert any(choices(page.context))
    names = [column.name for column in table.columns.iterall() if column.orderable]
    assert names
    for name in random.Random(5).sample(names, k=min(len(names), 2)):
        up, down = (keys(client, listed, ("sort", f"{sign}{name}")) for sign in ("", "-"))
        assert len(up) == everything
        assert sorted(up) == sorted(down)
    one = next(name for name in names if name != table.row_header)
    shown = table_of(client, listed, ("kolommen", one)).columns
    fixed = set(getattr(table, "fixed_columns", ()))
    assert {column.name for column in shown} - fixed == {table.row_header, one}
    assert ("Zoals getoond" in text) is listed.exported


@pytest.mark.usefixtures("done")
@pytest.mark.parametrize("listed", EXPORTED, ids=str)
def test_a_file_is_the_list_row_for_row(visitor: Visitor, listed: Listed) -> None:
    client, rnd = visitor(listed.role), random.Random(20261122)
    page = client.get(listed.path)
    table = page.context["table"]
    filters = [chosen for chosen in choices(page.context) if chosen]
    sortable = [column.name for column in table.columns.iterall() if column.orderable]
    header = str(table.columns[table.row_header].header)
    for _turn in range(4):
        query = [rnd.choice(chosen) for chosen in rnd.sample(filters, k=min(len(filters), 1))]
        query += [("sort", rnd.choice(["", "-"]) + rnd.choice(sortable))]
        query += [("q", listed.words)] if rnd.random() < 0.3 else []
        file = [str(row[header]).removeprefix("'") for row in taken(client, listed, *query)]
        assert file == keys(client, listed, *query), query


@pytest.mark.parametrize("listed", EXPORTED, ids=str)
@pytest.mark.parametrize("role", [Role.READER, Role.PROFESSIONAL])
def test_a_file_holds_no_column_that_the_screen_does_not_show(
    visitor: Visitor, listed: Listed, role: Role
) -> None:
    client = visitor(role)
    page = client.get(listed.path)
    if page.status_code == 403:
        assert client.get(address(listed, [("als", "csv")])).status_code == 403
        return
    table = page.context["table"]
    fixed = getattr(table, "fixed_columns", ())
    shown = [str(column.header) for column in table.columns if column.name not in fixed]
    for row in taken(client, listed):
        assert list(row) == shown


def test_a_formula_stays_words_in_every_file(visitor: Visitor, sluiswaarde: Municipality) -> None:
    Operation.objects.create(municipality=sluiswaarde, kind="tag", label="=1+1")
    Initiative.objects.create(municipality=sluiswaarde, reference="F-1", name="@SUM(A1)")
    client = visitor(Role.ADMIN)
    for path, label in (("/onderhoud/", "=1+1"), ("/initiatieven/", "@SUM(A1)")):
        response = client.get(path, {"als": "csv", "q": label})
        assert f"'{label}" in b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
