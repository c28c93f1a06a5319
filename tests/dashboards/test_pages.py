"""The pages: who sees what, every number opens its records, and a constant number of queries."""

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import Membership, Role, User
from areas.models import District, Municipality
from areas.writes import create_municipality
from audit.actor import command_actor
from audit.models import AuditEntry
from initiatives.models import Initiative, InitiativeDistrict

pytestmark = pytest.mark.django_db

type Visitor = Callable[[Role], Client]

DASHBOARDS = (
    "/",
    "/dekking/",
    "/kansen/",
    "/kansen/WK999905/bonding-1/",
    "/financiering/",
    "/financiering/klif/",
    "/financiering/stroom/",
    "/financiering/jaren/",
    "/financiering/wat-als/",
    "/financiering/vragen/",
    "/financiering/wat-valt-om/",
    "/financiering/per-inwoner/",
    "/financiering/houvast/",
    "/financiering/afgewezen/",
    "/financiering/beslistermijnen/",
    "/financiering/plafonds/",
    "/initiatieven/",
    "/vragen/",
    "/vragen/nog-niets/",
    "/vragen/leeg-of-onbekend/",
    "/vragen/wie-horen-we-niet/",
    "/vragen/laatst-geweest/",
    "/vragen/naar-de-raad/",
)
ON = "peildatum=2026-11-22"


def page(client: Client, address: str) -> str:
    """The text of a page that is there."""
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("address", DASHBOARDS)
@pytest.mark.parametrize("role", Role)
def test_every_role_opens_every_dashboard(visitor: Visitor, role: Role, address: str) -> None:
    text = page(visitor(role), f"{address}?{ON}")
    assert "<h1>" in text


@pytest.mark.parametrize("address", DASHBOARDS)
def test_without_a_login_there_is_only_the_login_page(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/")


@pytest.mark.parametrize("address", DASHBOARDS)
@pytest.mark.parametrize("typed", ["31-13-2026", "gisteren", "0001-01-01", "9999-12-31"])
def test_a_wrong_reference_date_gets_a_message_and_the_page(
    visitor: Visitor, address: str, typed: str
) -> None:
    text = page(visitor(Role.POLICYMAKER), f"{address}?peildatum={typed}")
    assert (
        "Je ziet nu vandaag." in text
        or address.startswith("/kansen/WK")
        or address == "/initiatieven/"
    )


def test_the_overview_names_the_first_district_and_the_money_that_ends(visitor: Visitor) -> None:
    text = page(visitor(Role.POLICYMAKER), f"/?{ON}")
    assert "Zonneveld vraagt het eerst aandacht." in text
    assert "In De Weversbuurt eindigt over een maand het geld van vijf initiatieven." in text


def test_a_reader_sees_bands_and_no_scores(visitor: Visitor) -> None:
    text = page(visitor(Role.READER), f"/kansen/?{ON}")
    assert "eerst uitzoeken" in text
    assert 'class="num prio"' not in text


def test_a_reader_sees_no_voice_signals(visitor: Visitor) -> None:
    reader = visitor(Role.READER)
    assert "Open signaal" not in page(reader, f"/dekking/?{ON}")
    assert "Wie nog niet gehoord is" not in page(reader, f"/?{ON}")
    assert reader.get(f"/kansen/WK999906/bonding-3/?{ON}").status_code == 404


def test_a_reader_sees_no_unpublished_name(visitor: Visitor, sluiswaarde: Municipality) -> None:
    secret = Initiative.objects.filter(municipality=sluiswaarde, is_public=False)
    reader = visitor(Role.READER)
    pages = " ".join(page(reader, f"{address}?{ON}") for address in DASHBOARDS)
    assert [item.name for item in secret if item.name in pages] == []


def test_the_list_behind_a_number_says_how_many_a_reader_does_not_see(visitor: Visitor) -> None:
    text = page(visitor(Role.READER), f"/initiatieven/?toon=actief&{ON}")
    assert re.search(r"\d+ initiatieven tellen mee, maar zijn niet gepubliceerd", text)


def export(client: Client, kind: str, **query: str) -> list[dict[str, Any]]:
    """The rows of an export as JSON."""
    response = client.get(
        f"/export/{kind}/", {"format": "json", "peildatum": "2026-11-22", **query}
    )
    assert response.status_code == 200
    rows: list[dict[str, Any]] = json.loads(b"".join(response.streaming_content))  # type: ignore[attr-defined]
    return rows


def test_list_and_export_agree_behind_every_number_of_the_coverage_matrix(visitor: Visitor) -> None:
    client = visitor(Role.POLICYMAKER)
    for row in export(client, "coverage"):
        if row["kind"] != "supply" or row["district_code"] not in {"WK999901", "WK999905"}:
            continue
        for number, show in (
            ("active", "cel-actief"),
            ("fresh", "cel-vers"),
            ("wide", "cel-gemeentebreed"),
        ):
            query = {"toon": show, "wijk": row["district_code"], "les": row["lesson"]}
            listed = page(
                client, f"/initiatieven/?{ON}&" + "&".join(f"{k}={v}" for k, v in query.items())
            )
            shown = re.search(r"<h1>(\d+) initiatie", listed)
            assert shown
            assert int(shown[1]) == row[number] == len(export(client, "initiatives", **query))


def test_the_matrix_shows_the_states_of_the_export(visitor: Visitor) -> None:
    client = visitor(Role.POLICYMAKER)
    states = [row["state"] for row in export(client, "coverage")]
    tiles = re.findall(r'class="tile st-(\w+)', page(client, f"/dekking/?volgorde=code&{ON}"))
    assert tiles == states


def test_a_csv_for_people_has_semicolons_and_decimal_commas(visitor: Visitor) -> None:
    response = visitor(Role.POLICYMAKER).get(f"/export/priorities/?format=csv&{ON}")
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [(row["district"], row["need"]) for row in rows if row["score"] == "51"] == [
        ("De Weversbuurt", "0,9")
    ]


def test_a_reader_takes_bands_along_and_no_grants(visitor: Visitor) -> None:
    reader = visitor(Role.READER)
    assert "score" not in export(reader, "priorities")[0]
    assert {row["kind"] for row in export(reader, "coverage")} & {"signal"} == set()
    for kind in ("grants", "register"):
        assert reader.get(f"/export/{kind}/").status_code == 403


def test_a_professional_takes_only_the_grants_of_the_own_organisation(visitor: Visitor) -> None:
    applicants = {row["aanvrager"] for row in export(visitor(Role.PROFESSIONAL), "register")}
    assert applicants == {"Welzijn Sluiswaarde"}


def test_an_export_is_logged(visitor: Visitor) -> None:
    export(visitor(Role.POLICYMAKER), "cliff")
    entry = AuditEntry.objects.filter(action="export").latest("id")
    assert (entry.object_label, entry.municipality_code) == ("cliff", "GM9999")


@pytest.fixture
def neighbour(sluiswaarde: Municipality) -> Client:
    """A policymaker of another municipality, with one initiative of its own."""
    other = create_municipality("GM9998", "Elders", actor=command_actor("test"))
    district = District.objects.create(municipality=other, code="WK999801", name="Verweg")
    own = Initiative.objects.create(municipality=other, reference="E-1", name="Elders Eet")
    InitiativeDistrict.objects.create(initiative=own, district=district)
    user = User.objects.create_user("buur@elders.example", None)
    Membership.objects.create(municipality=other, user=user, role=Role.POLICYMAKER)
    client = Client()
    client.force_login(user)
    return client


def test_another_municipality_sees_nothing_of_sluiswaarde(
    neighbour: Client, sluiswaarde: Municipality
) -> None:
    names = [*Initiative.objects.filter(municipality=sluiswaarde).values_list("name", flat=True)]
    names += ["Zonneveld", "Weversbuurt", "WK9999"]
    pages = " ".join(page(neighbour, address) for address in DASHBOARDS if "WK" not in address)
    assert [name for name in names if name in pages] == []


def test_another_municipalitys_cell_and_filters_do_not_exist(neighbour: Client) -> None:
    assert neighbour.get("/kansen/WK999905/bonding-1/").status_code == 404
    text = page(neighbour, "/initiatieven/?toon=cel-actief&wijk=WK999903&les=bonding-1")
    assert "0 initiatieven" in text
    assert "Elders Eet" in page(neighbour, "/initiatieven/?wijk=WK999801")


@pytest.mark.parametrize("address", DASHBOARDS)
def test_more_initiatives_take_no_more_queries(
    visitor: Visitor,
    sluiswaarde: Municipality,
    django_assert_max_num_queries: Any,
    address: str,
) -> None:
    client = visitor(Role.POLICYMAKER)
    page(client, f"{address}?{ON}")
    with django_assert_max_num_queries(100) as before:
        page(client, f"{address}?{ON}")
    district = District.objects.get(code="WK999905", municipality=sluiswaarde)
    for number in range(60):
        more = Initiative.objects.create(
            municipality=sluiswaarde,
            reference=f"M-{number}",
            name=f"Aardappelclub {number:02d}",
            start_date="2020-01-01",
            needs_money=True,
        )
        InitiativeDistrict.objects.create(initiative=more, district=district)
    with django_assert_max_num_queries(100) as after:
        page(client, f"{address}?{ON}")
    assert len(after) <= len(before) < 40


def test_what_is_not_linked_yet_is_said_and_can_be_opened(
    visitor: Visitor, sluiswaarde: Municipality
) -> None:
    Initiative.objects.create(municipality=sluiswaarde, reference="L-1", name="Nog los")
    client = visitor(Role.POLICYMAKER)
    overview = page(client, f"/?{ON}")
    assert "1 initiatief is nog niet gekoppeld aan een wijk" in overview
    assert "1 initiatief is nog niet gekoppeld aan een les" in overview
    for show in ("niet-gekoppeld", "zonder-wijk", "zonder-les"):
        listed = page(client, f"/initiatieven/?toon={show}&{ON}")
        assert "Nog los" in listed
        assert "<h1>1 initiatief:" in listed
    assert "Nog los" in page(client, f"/initiatieven/?plek=zonder-les&{ON}")


def test_the_list_of_grants_and_its_export_hold_the_same_rows(visitor: Visitor) -> None:
    client = visitor(Role.FUNDING_OFFICER)
    refused = export(client, "grants", status="refused")
    assert {row["state"] for row in refused} == {"refused"}
    listed = page(client, "/financiering/aanvragen/?status=refused")
    assert [row["reference"] for row in refused if row["reference"] not in listed] == []
    assert len(refused) == 3 < len(export(client, "grants"))
