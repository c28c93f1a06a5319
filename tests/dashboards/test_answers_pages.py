"""The twelve questions: titles, numbers, lists and exports agree; who sees what; what is asked wrongly is said."""

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from accounts.models import Membership, Role
from areas.models import Municipality
from audit.models import AuditEntry
from initiatives.models import Contact, Initiative
from tests.dashboards.reading import tables

pytestmark = pytest.mark.django_db

type Visitor = Callable[[Role], Client]
type Rows = list[dict[str, Any]]

DAY = "2026-11-22"
LATER = "2027-02-20"
"""90 days on: contacts have grown too old by then."""
NUMBERS = {
    "nog-niets": ("leeg", "niet te zeggen", "wat er is"),
    "leeg-of-onbekend": ("na te vragen",),
    "wie-horen-we-niet": ("initiatieven",),
    "laatst-geweest": ("te lang",),
    "naar-de-raad": ("aantal",),
}
"""The views, and the columns whose numbers open something."""
POLICY, READER = Role.POLICYMAKER, Role.READER


def page(client: Client, address: str) -> str:
    """The text of a page that is there."""
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def view(client: Client, name: str, day: str = DAY, **query: str) -> str:
    """The view of a question."""
    asked = "&".join(f"{key}={value}" for key, value in query.items())
    return page(client, f"/vragen/{name}/?peildatum={day}&{asked}")


def rows_of(client: Client, address: str) -> Rows:
    """The rows of the file of a list or a view."""
    response = client.get(f"{address}{'&' if '?' in address else '?'}als=json")
    assert response.status_code == 200, address
    rows: Rows = json.loads(b"".join(response.streaming_content))  # type: ignore[attr-defined]
    return rows


def exported(client: Client, name: str, day: str = DAY, **query: str) -> Rows:
    """The rows of the export of a view."""
    asked = "&".join(f"{key}={value}" for key, value in query.items())
    return rows_of(client, f"/vragen/{name}/?peildatum={day}&{asked}")


def heading(text: str) -> str:
    """The title of a page."""
    found = re.search(r"<h1>(.*?)</h1>", text)
    assert found
    return unescape(found[1])


@pytest.mark.parametrize("role", Role)
def test_every_answer_is_the_title_of_its_view(visitor: Visitor, role: Role) -> None:
    client = visitor(role)
    text = page(client, f"/vragen/?peildatum={DAY}")
    answers = re.findall(r'<p class="answer"><a class="tap" href="([^"]*)">(.*?)</a>', text)
    assert len(answers) == 12
    for href, answer in answers:
        assert f"peildatum={DAY}" in href
        assert heading(page(client, unescape(href))) == unescape(answer)


@pytest.mark.parametrize("day", [DAY, LATER])
@pytest.mark.parametrize("name", ["nog-niets", "leeg-of-onbekend", "naar-de-raad"])
def test_every_number_of_a_table_equals_its_list_and_its_export(
    visitor: Visitor, name: str, day: str
) -> None:
    client = visitor(POLICY)
    head, shown = tables(view(client, name, day))[-1]
    rows = exported(client, name, day)
    assert len(shown) == len(rows) > 0
    opened = 0
    for cells, row in zip(shown, rows, strict=True):
        by_column = dict(zip((title.lower() for title in head), cells, strict=True))
        for column in NUMBERS[name]:
            words, href = by_column[column]
            assert int(words) == row[column]
            assert bool(href) == bool(row[column])
            if href:
                assert len(rows_of(client, href)) == row[column], href
                opened += 1
    assert opened


def tiles(text: str) -> list[tuple[str, str, str, str]]:
    """(district, heading, words, address) of every tile of a grid."""
    head, rows = tables(text)[-1]
    return [
        (row[0][0], title.lower(), words, href)
        for row in rows
        for title, (words, href) in zip(head[1:], row[1:], strict=True)
    ]


def test_every_number_of_the_groups_equals_its_list_and_its_export(visitor: Visitor) -> None:
    client = visitor(POLICY)
    rows = exported(client, "wie-horen-we-niet")
    numbers = {(row["wijk"], row["groep"].lower()): row["initiatieven"] for row in rows}
    found = tiles(view(client, "wie-horen-we-niet").split("Stemmen die ontbreken")[0])
    assert len(found) == len(rows) == len(numbers)
    opened = 0
    for district, group, words, href in found:
        told = re.search(r"(\d+) initiatie", words)
        assert int(told[1] if told else 0) == numbers[district, group]
        if href:
            assert len(rows_of(client, href)) == numbers[district, group]
            opened += 1
    assert opened == sum(1 for number in numbers.values() if number) > 10


@pytest.mark.parametrize("day", [DAY, LATER])
def test_every_number_of_the_visits_equals_its_list_and_its_export(
    visitor: Visitor, day: str
) -> None:
    client = visitor(POLICY)
    rows = exported(client, "laatst-geweest", day)
    late = {(row["wijk"], row["wat"].lower()): row["te lang"] for row in rows}
    found = tiles(view(client, "laatst-geweest", day))
    assert len(found) == len(rows)
    opened = 0
    for district, kind, words, href in found:
        told = re.search(r"(\d+) van (\d+) te lang", words)
        assert int(told[1] if told else 0) == late[district, kind]
        if href:
            assert len(rows_of(client, href)) == late[district, kind]
            opened += 1
    assert opened == sum(1 for number in late.values() if number) > 0


def test_contacts_too_long_ago_are_named_in_the_title(visitor: Visitor) -> None:
    assert re.search(
        r"In \d+ van \d+ wijken met een band is in de laatste 90 dagen geen contact vastgelegd",
        heading(view(visitor(POLICY), "laatst-geweest", LATER)),
    )


def test_a_filter_narrows_the_title_the_list_and_the_export(visitor: Visitor) -> None:
    client = visitor(POLICY)
    asked = {"wijk": "WK999908", "toestand": "niet-te-zeggen"}
    rows = exported(client, "leeg-of-onbekend", **asked)
    assert {(row["wijk"], row["toestand"]) for row in rows} == {("Nieuw-Sluis", "Niet te zeggen")}
    text = view(client, "leeg-of-onbekend", **asked)
    assert heading(text) == "Van zes cellen is het niet te zeggen."
    assert len(rows) == 6
    assert "Bevestig twee initiatieven die er al staan." in text
    assert "Buitengebied West.</b>" not in text


@pytest.mark.parametrize(
    ("name", "asked", "message"),
    [
        ("leeg-of-onbekend", {"wijk": "x"}, "Deze wijk is er niet op deze datum."),
        ("leeg-of-onbekend", {"les": "bonding-3"}, "Deze les is er niet."),
        ("leeg-of-onbekend", {"toestand": "x"}, "Deze toestand is er niet. Je ziet nu allebei."),
        ("naar-de-raad", {"punt": "x"}, "Dit punt is er niet. Je ziet nu alle punten."),
        ("nog-niets", {"peildatum": "x"}, "Je ziet nu vandaag."),
    ],
)
def test_a_wrong_value_gets_a_message_and_the_default_view(
    visitor: Visitor, name: str, asked: dict[str, str], message: str
) -> None:
    client = visitor(POLICY)
    text = page(client, f"/vragen/{name}/?" + "&".join(f"{k}={v}" for k, v in asked.items()))
    assert message in text
    assert heading(text) == heading(page(client, f"/vragen/{name}/"))


def test_a_reader_learns_of_no_signal_and_no_contact(visitor: Visitor) -> None:
    reader = visitor(READER)
    text = view(reader, "wie-horen-we-niet")
    assert "Stemmen die ontbreken" not in text
    assert "signaal" not in text.lower()
    assert "open signaal" not in view(reader, "naar-de-raad")
    assert {row["wat"] for row in exported(reader, "laatst-geweest", LATER)} == {"Gezien"}
    assert "geen contact" not in heading(view(reader, "laatst-geweest", LATER))
    listed = page(reader, f"/initiatieven/?toon=geen-contact&peildatum={LATER}")
    assert "<h1>0 initiatieven" in listed
    assert "tellen mee" not in listed


def test_a_professional_knows_the_contacts_of_their_own_organisation(
    visitor: Visitor, sluiswaarde: Municipality
) -> None:
    professional = visitor(Role.PROFESSIONAL)
    own = Membership.objects.get(municipality=sluiswaarde, role=Role.PROFESSIONAL).organisation_id
    rows = exported(professional, "laatst-geweest", LATER)
    late = sum(row["te lang"] for row in rows if row["wat"] == "Gemeente")
    everyones = exported(visitor(POLICY), "laatst-geweest", LATER)
    assert 0 < late < sum(row["te lang"] for row in everyones if row["wat"] == "Gemeente")
    address = f"/initiatieven/?toon=geen-contact&deel=municipality&peildatum={LATER}"
    names = {row["Initiatief"] for row in rows_of(professional, address)}
    allowed = Initiative.objects.filter(municipality=sluiswaarde, organisation=own)
    assert names
    assert names <= set(allowed.values_list("name", flat=True))
    last = Contact.objects.filter(
        municipality=sluiswaarde, initiative__organisation=own, date__lte=LATER
    ).latest("date")
    told = [row["laatst op"] for row in rows if row["wat"] != "Gezien" and row["laatst op"]]
    assert max(told) == last.date.isoformat()


def test_what_is_not_published_is_counted_and_not_named(
    visitor: Visitor, sluiswaarde: Municipality
) -> None:
    secret = Initiative.objects.filter(municipality=sluiswaarde, is_public=False)
    text = unescape(view(visitor(READER), "leeg-of-onbekend"))
    assert not [name for name in secret.values_list("name", flat=True) if name in text]
    assert "niet gepubliceerd" in text


def test_the_districts_behind_a_check_are_a_list_and_a_file(visitor: Visitor) -> None:
    client = visitor(POLICY)
    rows = exported(client, "naar-de-raad", punt="onbekende-wijken")
    assert [row["wijk"] for row in rows] == ["Nieuw-Sluis", "Buitengebied West"]
    text = view(client, "naar-de-raad", punt="onbekende-wijken")
    assert len(tables(text)[0][1]) == 2


def test_derived_starts_and_few_people_open_their_initiatives(
    visitor: Visitor, sluiswaarde: Municipality
) -> None:
    active = Initiative.objects.filter(municipality=sluiswaarde).active_on(DAY)  # type: ignore[arg-type]
    first, second = active.order_by("pk")[:2]
    Initiative.objects.filter(pk=first.pk).update(derived=["start_date"])
    Initiative.objects.filter(pk=second.pk).update(volunteers_band="1-9")
    client = visitor(POLICY)
    found = {row["punt"]: row["aantal"] for row in exported(client, "naar-de-raad")}
    assert found["Actieve initiatieven met een afgeleide startdatum"] == 1
    assert found["Actieve initiatieven met een aantal mensen onder de 10"] == 1
    for show, item in (("start-afgeleid", first), ("minder-dan-tien", second)):
        listed = rows_of(client, f"/initiatieven/?toon={show}&peildatum={DAY}")
        assert [row["Initiatief"] for row in listed] == [item.name]


def test_an_export_of_a_view_is_logged(visitor: Visitor) -> None:
    exported(visitor(POLICY), "wie-horen-we-niet")
    assert (
        AuditEntry.objects.filter(action="export").latest("id").object_label == "Wie horen we niet"
    )
