"""The views of money: chart, table, list and export agree; who sees what; what is asked wrongly is said."""

import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Role
from areas.models import Municipality
from audit.models import AuditEntry
from funding.awaiting import OVER, clocks_of_many
from funding.course.clocks import ClockKind
from funding.measuring import with_money
from funding.models import Decision, Funder, Grant, Scheme
from initiatives.models import Initiative
from sheets.values import parse_cents
from tests.dashboards.reading import tables

pytestmark = pytest.mark.django_db

type Visitor = Callable[[Role], Client]
type Rows = list[dict[str, Any]]

DAY = "2026-11-22"
VIEWS = {
    "stroom": "stap",
    "jaren": "jaar",
    "per-inwoner": "wijk",
    "houvast": "wijk",
    "afgewezen": "grond",
    "beslistermijnen": "regeling",
    "plafonds": "regeling",
}
"""The views with numbers that open, and the column that names their rows."""
OFFICER, POLICY = Role.FUNDING_OFFICER, Role.POLICYMAKER


def page(client: Client, address: str) -> str:
    """The text of a page that is there."""
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def view(client: Client, name: str, **query: str) -> str:
    """A view of money at the day of the demo."""
    asked = "&".join(f"{key}={value}" for key, value in query.items())
    return page(client, f"/financiering/{name}/?peildatum={DAY}&{asked}")


def exported(client: Client, name: str, **query: str) -> Rows:
    """The rows of its export."""
    response = client.get(f"/financiering/{name}/", {"als": "json", "peildatum": DAY, **query})
    assert response.status_code == 200
    rows: Rows = json.loads(b"".join(response.streaming_content))  # type: ignore[attr-defined]
    return rows


def behind(client: Client, address: str) -> tuple[int, int]:
    """How many grants the list behind a number holds, and what they give to it together, in cents."""
    response = client.get(f"{address}&als=json")
    rows = json.loads(b"".join(response.streaming_content))  # type: ignore[attr-defined]
    return len(rows), sum(int(Decimal(str(row["In dit getal"])) * 100) for row in rows)


@pytest.mark.parametrize("name", VIEWS)
def test_every_number_equals_the_export_and_the_list_behind_it(visitor: Visitor, name: str) -> None:
    client = visitor(POLICY)
    head, shown = tables(view(client, name))[0]
    rows = exported(client, name)
    assert len(shown) == len(rows) > 0
    opened = 0
    for cells, row in zip(shown, rows, strict=True):
        values = list(row.values())
        assert len(values) == len(head)
        for (words, href), value in zip(cells[1:], values[1:], strict=True):
            if "€" in words:
                cents = parse_cents(words.replace("€", "").strip(), allow_negative=True)
                assert cents == int(Decimal(str(value)) * 100)
                if href:
                    assert behind(client, href)[1] == abs(cents)
                    opened += 1
            elif href:
                assert behind(client, href)[0] == int(words) == value
                opened += 1
    assert opened


def test_the_status_numbers_of_the_overview_open_their_grants(visitor: Visitor) -> None:
    client = visitor(OFFICER)
    _head, rows = tables(page(client, f"/financiering/?peildatum={DAY}"))[0]
    for row in rows:
        count, href = row[1]
        assert behind(client, href)[0] == int(count)


def test_the_list_says_how_many_and_how_much(visitor: Visitor) -> None:
    text = page(visitor(OFFICER), f"/financiering/achter/stroom/?deel=afgewezen&peildatum={DAY}")
    assert "<h1>4 aanvragen: afgewezen, € 21.800</h1>" in text


def test_an_export_of_a_view_is_logged(visitor: Visitor) -> None:
    exported(visitor(POLICY), "plafonds")
    entry = AuditEntry.objects.filter(action="export").latest("id")
    assert entry.object_label == "Ruimte onder de plafonds"


@pytest.mark.parametrize("name", VIEWS)
def test_a_reader_sees_totals_and_no_list(visitor: Visitor, name: str) -> None:
    reader = visitor(Role.READER)
    assert "/financiering/achter/" not in view(reader, name)
    assert reader.get(f"/financiering/achter/{name}/").status_code == 403


def test_a_reader_learns_of_no_single_refusal(visitor: Visitor) -> None:
    reader = visitor(Role.READER)
    assert {row["stap"] for row in exported(reader, "stroom")} & {
        "afgewezen",
        "buiten behandeling",
        "ingetrokken door aanvrager",
    } == set()
    assert "niet of nog niet toegekend" in view(reader, "stroom")
    statuses = {row[0][0] for row in tables(page(reader, f"/financiering/?peildatum={DAY}"))[0][1]}
    assert "Niet of nog niet toegekend" in statuses
    assert statuses & {"Afgewezen", "Buiten behandeling", "Ingetrokken door aanvrager"} == set()
    grounds = exported(reader, "afgewezen")
    assert all(row["aanvragen"] >= 3 for row in grounds if row["grond"] == "Alle afwijzingen")
    listed = page(reader, f"/initiatieven/?toon=geld-status&deel=refused&peildatum={DAY}")
    assert "<h1>0 initiatieven" in listed


def test_a_professional_counts_all_and_lists_the_own(
    visitor: Visitor, sluiswaarde: Municipality
) -> None:
    professional, policymaker = visitor(Role.PROFESSIONAL), visitor(POLICY)
    address = f"/financiering/achter/stroom/?deel=verleend&peildatum={DAY}"
    own = Grant.objects.filter(
        municipality=sluiswaarde,
        granted_cents__gt=0,
        initiative__organisation__name="Welzijn Sluiswaarde",
    ).exclude(kind="in_kind")
    assert behind(professional, address)[0] == own.count() > 0
    everything = behind(policymaker, address)[0]
    text = page(professional, address)
    assert f"<h1>{everything} aanvragen: Verleend" in text
    assert f"{everything - own.count()} aanvragen tellen mee in het getal" in text


def test_a_number_or_a_view_that_is_not_there_is_not_found(visitor: Visitor) -> None:
    client = visitor(OFFICER)
    assert client.get("/financiering/achter/stroom/?deel=nergens").status_code == 404
    assert client.get("/financiering/achter/nergens/?deel=verleend").status_code == 404


@pytest.mark.parametrize(
    ("name", "asked", "message"),
    [
        ("stroom", {"jaar": "1066"}, "Dit jaar is er niet. Je ziet nu alle jaren."),
        ("stroom", {"regeling": "x"}, "Deze regeling is er niet. Je ziet nu alle."),
        ("jaren", {"verdeling": "x"}, "Dit kan niet. Je ziet nu de geldgevers."),
        ("per-inwoner", {"jaar": "x"}, "Dit jaar is er niet. Je ziet nu 2026."),
        ("wat-valt-om", {"op": "x"}, "Schrijf een datum als 01-01-2027. Je ziet nu 01-01-2027."),
        ("wat-valt-om", {"op": "31-12-9999"}, "Kies een datum tussen 1990 en 2199."),
        ("wat-als", {"verleng": "x"}, "Iets in het adres staat niet op de klif"),
        ("wat-als", {"verleng": "9" * 40}, "Iets in het adres staat niet op de klif"),
    ],
)
def test_a_wrong_value_gets_a_message_and_the_default_view(
    visitor: Visitor, name: str, asked: dict[str, str], message: str
) -> None:
    client = visitor(POLICY)
    text = view(client, name, **asked)
    assert message in text
    heading = re.compile(r"<h1>.*?</h1>")
    assert heading.findall(text) == heading.findall(view(client, name))


def test_a_scheme_of_the_filter_narrows_flow_and_list(
    visitor: Visitor, sluiswaarde: Municipality
) -> None:
    client = visitor(OFFICER)
    scheme = Scheme.objects.get(municipality=sluiswaarde, name="Waarderingssubsidie", year=2026)
    rows = exported(client, "stroom", regeling=str(scheme.pk))
    assert rows[0]["aanvragen"] == Grant.objects.filter(scheme=scheme).count()


def test_what_falls_on_another_day(visitor: Visitor) -> None:
    text = view(visitor(POLICY), "wat-valt-om", op="2027-01-01")
    assert "Op 1 januari 2027 is het geld van zeven initiatieven op, samen € 60.000" in text
    later = view(visitor(POLICY), "wat-valt-om", op="01-07-2027")
    assert "Op 1 juli 2027" in later


def test_the_cliff_its_chart_its_export_and_what_falls_agree(visitor: Visitor) -> None:
    """Each month's cells are those that fall by the first of the next month and did not before."""
    client = visitor(POLICY)
    response = client.get(f"/export/cliff/?format=json&peildatum={DAY}")
    rows = json.loads(b"".join(response.streaming_content))  # type: ignore[attr-defined]
    chart = tables(page(client, f"/financiering/klif/?peildatum={DAY}"))[0][1]
    assert [(int(row[1][0]), int(row[4][0])) for row in chart] == [
        (row["initiatives"], row["cells_lost"]) for row in rows
    ]
    fallen = 0
    for row in rows:
        year, month = map(int, row["month"].split("-"))
        after = date(year + month // 12, month % 12 + 1, 1)
        fallen += row["cells_lost"]
        found = exported(client, "wat-valt-om", op=after.isoformat())
        assert sum(1 for item in found if item["wat"] == "cel") == fallen


def test_what_if_is_a_link_and_its_export_agrees(visitor: Visitor) -> None:
    client = visitor(POLICY)
    everything = exported(client, "wat-als", verleng="alles")
    assert {row["verlengd of blijft"] for row in everything} == {True}
    nothing = exported(client, "wat-als")
    assert {row["verlengd of blijft"] for row in nothing} == {False}
    december = exported(client, "wat-als", verleng="2026-12")
    picked = [row for row in december if row["wat"] == "initiatief" and row["verlengd of blijft"]]
    assert {row["maand"] for row in picked} == {"2026-12"}
    text = view(client, "wat-als", verleng="2026-12")
    assert len(re.findall(r'name="verleng"[^>]*checked', text)) == len(picked) == 7
    assert "Verleng je zeven initiatieven, dan kost dat € 60.000 per jaar" in text


def test_a_reader_may_reckon_too_without_names_that_are_not_published(
    visitor: Visitor, sluiswaarde: Municipality
) -> None:
    text = view(visitor(Role.READER), "wat-als", verleng="alles")
    secret = Initiative.objects.filter(municipality=sluiswaarde, is_public=False)
    assert [item.name for item in secret if item.name in text] == []
    assert "een initiatief dat niet is gepubliceerd" in text


def test_the_questions_answer_with_the_titles_of_their_views(visitor: Visitor) -> None:
    client = visitor(POLICY)
    text = page(client, f"/financiering/vragen/?peildatum={DAY}")
    answers = re.findall(r'class="answer"><a[^>]*href="([^"]*)">(.*?)</a>', text)
    assert len(answers) == 6
    for href, answer in answers:
        assert f"<h1>{answer}</h1>" in page(client, unescape(href))


def test_what_was_gone_after_a_refusal_is_named_with_its_cell(visitor: Visitor) -> None:
    text = view(visitor(POLICY), "afgewezen")
    assert (
        "Tot nu toe zijn vijf aanvragen afgewezen, samen € 23.800; één initiatief is daarna gestopt of"
        " stilgevallen. Dat telde mee in één cel, die nu niet leeg is."
    ) in text
    rows = tables(text)[1][1]
    assert [row[0][0] for row in rows] == ["Soepbus Haven"]
    assert rows[0][3][0].startswith("Oude Haven × ")
    reader = view(visitor(Role.READER), "afgewezen")
    assert "Soepbus Haven" not in reader
    assert "minder dan drie van die initiatieven zijn daarna gestopt" in reader
    assert "telt mee in de titel" not in reader


def test_initiatives_are_paged_and_all_of_them_can_be_taken_along(visitor: Visitor) -> None:
    client = visitor(POLICY)
    rows = exported(client, "houvast", tabel="initiatieven")
    shown = tables(view(client, "houvast"))[1][1]
    more = tables(view(client, "houvast", page="2"))[1][1]
    assert [row[0][0] for row in (*shown, *more)] == [row["initiatief"] for row in rows]
    assert len(shown) == 25 < len(rows)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", [*VIEWS, "wat-als", "vragen", "wat-valt-om", "achter/stroom"])
def test_more_grants_take_no_more_queries(
    visitor: Visitor,
    sluiswaarde: Municipality,
    django_assert_max_num_queries: Any,
    role: Role,
    name: str,
) -> None:
    client = visitor(role)
    address = f"/financiering/{name}/?deel=aangevraagd&peildatum={DAY}"
    client.get(address)
    with django_assert_max_num_queries(40) as before:
        client.get(address)
    _more_grants(sluiswaarde, 40)
    with django_assert_max_num_queries(40) as after:
        client.get(address)
    assert len(after) <= len(before)


def _more_grants(town: Municipality, count: int) -> None:
    """Applications that were received and refused, of as many initiatives."""
    funder = Funder.objects.get(municipality=town, kind="municipality")
    for number in range(count):
        asked = Initiative.objects.create(
            municipality=town, reference=f"Q-{number}", name=f"Vraag {number}", needs_money=True
        )
        grant = Grant.objects.create(
            municipality=town,
            reference=f"QG-{number}",
            initiative=asked,
            funder=funder,
            state="refused",
            requested_cents=10_000,
            granted_cents=0,
            received_on="2026-01-05",
            decided_on="2026-02-05",
        )
        for kind, day in (("received", "2026-01-05"), ("refused", "2026-02-05")):
            Decision.objects.create(municipality=town, grant=grant, kind=kind, date=day)


def test_what_is_committed_is_what_the_list_of_schemes_says(
    visitor: Visitor, sluiswaarde: Municipality
) -> None:
    today = timezone.localdate().isoformat()
    client = visitor(OFFICER)
    response = client.get(f"/financiering/plafonds/?als=json&jaar=alle&peildatum={today}")
    rows = json.loads(b"".join(response.streaming_content))  # type: ignore[attr-defined]
    schemes = with_money(
        Scheme.objects.filter(municipality=sluiswaarde),
        Grant.objects.filter(municipality=sluiswaarde),
    )
    stored = {str(scheme): (scheme.committed, scheme.paid) for scheme in schemes}  # type: ignore[attr-defined]
    shown = {
        row["regeling"]: tuple(
            int(Decimal(str(row[key])) * 100) for key in ("toegekend", "betaald")
        )
        for row in rows
    }
    assert shown == stored


def test_what_is_open_over_term_are_the_late_clocks_of_decisions(
    visitor: Visitor, sluiswaarde: Municipality
) -> None:
    """The clocks of the record pages and this view read one term, a moved date included."""
    today = timezone.localdate()
    grants = Grant.objects.filter(municipality=sluiswaarde).exclude(state__in=OVER)
    late = {
        pk
        for pk, clocks in clocks_of_many(grants, today).items()
        if any(clock.kind is ClockKind.DECISION and clock.late for clock in clocks)
    }
    public = {
        grant.pk
        for grant in grants
        if grant.funder.kind in {"municipality", "province", "national"}
    }
    address = "/financiering/achter/beslistermijnen/?deel=alle:over-termijn-open&jaar=alle"
    assert behind(visitor(OFFICER), f"{address}&peildatum={today}")[0] == len(late & public) > 0
