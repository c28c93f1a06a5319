"""The lists of money: filters, columns, files as shown, and the deadlines in order; figures by hand."""

import csv
import io
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from audit.models import AuditEntry
from funding.course import Paid, Step, StepKind
from funding.models import Scheme
from tests.funding.building import GRANTED, RECEIVED, Treasury, treasury
from tests.initiatives.building import TODAY

pytestmark = pytest.mark.django_db

LATE = Step(StepKind.RECEIVED, date(2026, 9, 1))
SOON = Step(StepKind.RECEIVED, date(2026, 10, 1))
"""Due after eight weeks: 27 October (26 days late on 22 November) and 26 November (4 days left)."""


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def money() -> Treasury:
    found = treasury()
    found.grant(LATE, reference="LAAT", requested_cents=123_456)
    found.grant(SOON, reference="GAUW")
    found.grant(
        RECEIVED,
        GRANTED,
        paid=(Paid(date(2026, 3, 1), 400_000),),
        reference="LOOPT",
        report_due=date(2027, 6, 1),
    )
    found.grant(RECEIVED, Step(StepKind.REFUSED, date(2026, 2, 1)), reference="KLAAR")
    return found


@pytest.fixture
def officer(money: Treasury) -> Client:
    client = Client()
    client.force_login(money.town.member(Role.FUNDING_OFFICER).user)
    return client


def listed(client: Client, **query: Any) -> list[str]:
    """The references on the list of grants."""
    page = client.get(reverse("funding:grants"), query)
    return [row.record.reference for row in page.context["table"].page.object_list]


def rows_of(response: Any) -> list[dict[str, str]]:
    """A CSV for people, by its headers."""
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_grants_by_their_clock(officer: Client) -> None:
    assert listed(officer, termijn="te_laat") == ["LAAT"]
    assert listed(officer, termijn="binnen_30_dagen") == ["GAUW"]
    assert set(listed(officer, termijn="loopt")) == {"LAAT", "GAUW", "LOOPT"}


def test_grants_by_their_flags(money: Treasury, officer: Client) -> None:
    asked = Step(StepKind.SUPPLEMENT_REQUESTED, date(2026, 11, 1))
    money.grant(SOON, asked, reference="STIL", objection=True)
    assert listed(officer, termijn="staat_stil") == ["STIL"]
    assert listed(officer, bezwaar="True") == ["STIL"]
    assert listed(officer, termijn="te_laat", bezwaar="True") == []


def test_columns_and_order_survive_the_filters(officer: Client) -> None:
    query = {"kolommen": ["case_number", "clock", "niets"], "sort": "-requested_cents"}
    page = officer.get(reverse("funding:grants"), query)
    table = page.context["table"]
    assert [column.name for column in table.columns] == ["initiative", "case_number", "clock"]
    text = page.content.decode()
    for name, value in (("kolommen", "clock"), ("sort", "-requested_cents")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in text
    assert "26 dagen te laat" in text


def test_the_file_is_what_is_shown(officer: Client) -> None:
    query = {
        "als": "csv",
        "sort": "requested_cents",
        "termijn": "loopt",
        "kolommen": ["reference", "state", "clock", "requested_cents", "received_on"],
    }
    response = officer.get(reverse("funding:grants"), query)
    assert 'filename="gm9001-aanvragen-2026-11-22.csv"' in response["Content-Disposition"]
    rows = rows_of(response)
    assert rows[0] == {
        "Initiatief": "Buurttafel Sluiswaarde",
        "Kenmerk": "LAAT",
        "Status": "aangevraagd",
        "Eerste termijn": "Besluit: 26 dagen te laat",
        "Ontvangen": "2026-09-01",
        "Aangevraagd": "1234,56",
    }
    assert len(rows) == 3
    entry = AuditEntry.objects.filter(action="export").first()
    assert entry is not None
    assert entry.changes["query"][1]["termijn"] == ["loopt"]


def test_deadlines_begin_with_what_is_latest(officer: Client) -> None:
    page = officer.get(reverse("funding:deadlines"))
    text = page.content.decode()
    assert "3 termijnen, waarvan 1 te laat" in text
    shown = [
        (row.record.grant.reference, row.record.clock.kind.value, row.record.days_left)
        for row in page.context["table"].page.object_list
    ]
    # 22 November to 1 June 2027 is 191 days.
    assert shown == [
        ("LAAT", "decision", -26),
        ("GAUW", "decision", 4),
        ("LOOPT", "report", 191),
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"wanneer": "te_laat"}, ["LAAT"]),
        ({"wanneer": "binnen_30_dagen"}, ["GAUW"]),
        ({"wat": "report"}, ["LOOPT"]),
        ({"q": "gauw"}, ["GAUW"]),
        ({"q": "bestaat niet"}, []),
        ({"wat": "lunch"}, ["LAAT", "GAUW", "LOOPT"]),
        ({"sort": "-due"}, ["LOOPT", "GAUW", "LAAT"]),
    ],
)
def test_deadlines_filtered(officer: Client, query: dict[str, str], expected: list[str]) -> None:
    page = officer.get(reverse("funding:deadlines"), query)
    found = [row.record.grant.reference for row in page.context["table"].page.object_list]
    assert found == expected


def test_deadlines_as_a_file(officer: Client) -> None:
    rows = rows_of(officer.get(reverse("funding:deadlines"), {"als": "csv", "wat": "decision"}))
    assert [(row["Initiatief"], row["Wacht op"], row["Nog"], row["Uiterlijk"]) for row in rows] == [
        ("Buurttafel Sluiswaarde", "Besluit", "-26", "2026-10-27"),
        ("Buurttafel Sluiswaarde", "Besluit", "4", "2026-11-26"),
    ]


def test_schemes_by_what_is_left(money: Treasury, officer: Client) -> None:
    def scheme(name: str, ceiling: int | None) -> Scheme:
        return Scheme.objects.create(
            municipality=money.town.municipality,
            funder=money.municipality_funder,
            name=name,
            year=2025,
            ceiling_cents=ceiling,
        )

    nearly, over = scheme("Bijna", 550_000), scheme("Boven", 400_000)
    scheme("Zonder", None)
    for full in (nearly, over):
        money.grant(RECEIVED, GRANTED, scheme=full)

    def found(**query: str) -> list[str]:
        page = officer.get(reverse("funding:schemes"), query)
        return [row.record.name for row in page.context["table"].page.object_list]

    # 5,000 of 5,500 leaves 500, less than a tenth; the own scheme has 5,000 of 10,000 left.
    assert found(ruimte="bijna") == ["Bijna"]
    assert found(ruimte="boven") == ["Boven"]
    assert found(ruimte="over") == ["Regeling Sluiswaarde"]
    assert found(ruimte="zonder") == ["Zonder"]
    assert found(q="bij gemeente") == ["Bijna"]
    assert found(sort="left") == ["Boven", "Bijna", "Regeling Sluiswaarde", "Zonder"]
    rows = rows_of(officer.get(reverse("funding:schemes"), {"als": "csv", "q": "Boven"}))
    assert (rows[0]["Plafond"], rows[0]["Toegekend"], rows[0]["Betaald"], rows[0]["Nog over"]) == (
        "4000,00",
        "5000,00",
        "0,00",
        "-1000,00",
    )


def test_a_professional_takes_no_sums_of_others_along(money: Treasury) -> None:
    client = Client()
    client.force_login(money.town.member(Role.PROFESSIONAL).user)
    query = {"als": "csv", "kolommen": ["committed", "paid", "left", "year"], "ruimte": "boven"}
    rows = rows_of(client.get(reverse("funding:schemes"), query))
    assert [set(row) for row in rows] == [{"Regeling", "Jaar"}]
