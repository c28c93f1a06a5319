"""Real lists through the pages of the import: checked with every problem, loaded, given back, and undone."""

import csv
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import Organisation, Role
from administration import import_work
from administration.models import CheckedRow
from areas.models import Municipality
from areas.writes import create_municipality
from funding.models import Decision, Funder, Grant, Payment, Scheme
from initiatives.models import Initiative
from tests.administration.importing import choose, download, post, seen
from tests.conftest import REAL_FILES
from tests.initiatives.building import ACTOR, Town

pytestmark = pytest.mark.django_db
BOUNDARIES = REAL_FILES / "grenzen" / "cbs_wijken_2016_rd28992_deventer_denhaag.geojson"
MAP = REAL_FILES / "initiatieven" / "deventer_bewonersinitiatieven_afgeleid.csv"
REGISTER = REAL_FILES / "subsidies" / "amsterdam_subsidieregister_2019-01-14.csv"
PORTAL = REAL_FILES / "subsidies" / "amsterdam_subsidies_2017_portaal.csv"


def admin_of(municipality: Municipality) -> Client:
    """The administrator of a municipality, logged in."""
    made = Organisation(municipality=municipality, name="")
    client = Client()
    client.force_login(Town(municipality, [], made, made).member(Role.ADMIN).user)
    return client


@pytest.fixture
def deventer() -> Client:
    call_command("import_areas", str(BOUNDARIES), stdout=StringIO(), stderr=StringIO())
    return admin_of(Municipality.objects.get(code="GM0150"))


@pytest.fixture
def amsterdam() -> Client:
    return admin_of(create_municipality("GM0363", "Amsterdam", actor=ACTOR))


def checked(client: Client, response: Any) -> str:
    """The address of the check of a list with columns of its own."""
    url: str = response["Location"]
    assert not url.endswith("kolommen/")
    return url


def test_deventers_map_is_checked_loaded_and_undone(deventer: Client) -> None:
    url = checked(deventer, post(deventer, MAP.read_bytes(), MAP.name))
    page = seen(deventer, url)
    assert "240 rijen gelezen, 99 geweigerd" in page
    assert "Herkend als kaart van wijkteams" in page
    assert CheckedRow.objects.filter(verdict="aside").count() == 99
    assert "1 tot en met 50 van 99" in page
    assert "141 nieuw" in choose(deventer, url, "all")
    assert Initiative.objects.count() == 141
    assert len(download(deventer, f"{url}geweigerd.csv")) == 100
    assert "141 weggehaald" in choose(deventer, url, "undo")
    assert not Initiative.objects.exists()


def test_deventers_places_as_a_plain_list_are_matched_by_hand(deventer: Client) -> None:
    """The same list under other headers has no columns that are known: a person points at them."""
    with MAP.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    out = StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(["volgnummer", "hoe het heet", "verhaal"])
    writer.writerows([row["id"], row["naam"], row["omschrijving"][:500]] for row in rows)
    url = post(deventer, out.getvalue().encode(), "plekken.csv")["Location"]
    assert url.endswith("kolommen/")
    given = {"c0": "reference", "c1": "name", "c2": "summary"}
    check = deventer.post(url, given)["Location"]
    assert "240 rijen gelezen, 0 geweigerd" in seen(deventer, check)


def test_amsterdams_register_leaves_nothing_after_its_undo(
    amsterdam: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_work, "DIRECT_ROWS", 20_000)
    fields = {"kind": "grants", "scheme": "bewonersinitiatie"}
    url = checked(amsterdam, post(amsterdam, REGISTER.read_bytes(), REGISTER.name, **fields))
    page = seen(amsterdam, url)
    assert "1.182 rijen gelezen, 1 geweigerd" in page
    assert 'data-l="BEDRAG_VASTGESTELD"' in page
    assert "3.850,00" in page
    assert "1.182 rijen: 1.181 nieuw" in choose(amsterdam, url, "good")
    assert Grant.objects.count() == 1_181
    choose(amsterdam, url, "undo")
    for model in (Grant, Decision, Payment, Initiative, Organisation, Scheme, Funder):
        assert not model._default_manager.exists(), model


def test_amsterdams_portal_tells_every_problem_at_its_cell(amsterdam: Client) -> None:
    fields = {"kind": "grants", "scheme": "bewoners"}
    url = checked(amsterdam, post(amsterdam, PORTAL.read_bytes(), PORTAL.name, **fields))
    assert "Herkend als subsidieportaal" in seen(amsterdam, url)
