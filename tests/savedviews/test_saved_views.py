"""Saved views: kept as a page and a query, private or shared, opened with one's own rights."""

from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Membership, Role
from audit.models import AuditEntry
from savedviews.models import SavedView
from savedviews.rules import PAGES
from savedviews.urls import urlpatterns
from savedviews.writes import Label, save_view
from tests.initiatives.building import ACTOR, Town, as_, town

pytestmark = pytest.mark.django_db

COVERAGE = "dashboards:coverage"
NEW = "/weergaven/nieuw/"


@pytest.fixture
def here() -> Town:
    return town()


@pytest.fixture
def mine(here: Town) -> Membership:
    return here.member(Role.POLICYMAKER)


def keep(
    member: Membership,
    name: str = "Mijn kijk",
    *,
    shared: bool = False,
    query: str = "les=bonding-1",
) -> SavedView:
    return save_view(ACTOR, member, Label(name, is_shared=shared), page=COVERAGE, query=query)


def post(member: Membership, **given: str) -> int:
    data = {"name": "Kijk", "page": COVERAGE, "query": "les=bonding-1", "dates": "vast", **given}
    return as_(member).post(NEW, data).status_code


def test_every_address_is_tested_here() -> None:
    names = {pattern.name for pattern in urlpatterns}
    assert names == {"index", "new", "show", "edit", "delete"}


def test_every_page_that_can_be_kept_exists_without_arguments() -> None:
    assert all(reverse(name).startswith("/") for name in PAGES)


@pytest.mark.parametrize("role", Role)
def test_every_role_keeps_and_finds_back(here: Town, role: Role) -> None:
    member = here.member(role)
    assert post(member) == 302
    assert "Kijk" in as_(member).get("/weergaven/").content.decode()


def test_without_a_login_there_is_only_the_login_page(mine: Membership) -> None:
    view = keep(mine, shared=True)
    for address in (
        "/weergaven/",
        NEW,
        f"/weergaven/{view.pk}/",
        f"/weergaven/{view.pk}/wijzigen/",
    ):
        assert Client().get(address)["Location"].startswith("/account/login/")
    assert Client().post(f"/weergaven/{view.pk}/verwijderen/").status_code == 302
    assert SavedView.objects.count() == 1


@pytest.mark.parametrize(("shared", "seen", "changed"), [(False, 404, 404), (True, 302, 403)])
@pytest.mark.parametrize("role", Role)
def test_another_persons_view(
    here: Town, mine: Membership, role: Role, shared: bool, seen: int, changed: int
) -> None:
    view = keep(mine, shared=shared)
    other = as_(here.member(role))
    assert other.get(f"/weergaven/{view.pk}/").status_code == seen
    assert other.get(f"/weergaven/{view.pk}/wijzigen/").status_code == changed
    assert other.post(f"/weergaven/{view.pk}/wijzigen/", {"name": "Gekaapt"}).status_code == changed
    assert other.post(f"/weergaven/{view.pk}/verwijderen/").status_code == changed
    listed = other.get("/weergaven/").content.decode()
    assert ("Mijn kijk" in listed) is shared
    assert SavedView.objects.get().name == "Mijn kijk"


def test_another_municipality_never_sees_it(mine: Membership) -> None:
    view = keep(mine, shared=True)
    stranger = as_(town("GM9002", "Elders").member(Role.ADMIN))
    for address in (f"/weergaven/{view.pk}/", f"/weergaven/{view.pk}/wijzigen/"):
        assert stranger.get(address).status_code == 404
    assert stranger.post(f"/weergaven/{view.pk}/verwijderen/").status_code == 404
    assert "Mijn kijk" not in stranger.get("/weergaven/").content.decode()


def test_in_another_municipality_ones_own_views_are_not_there(mine: Membership) -> None:
    view = keep(mine)
    there = town("GM9002", "Elders")
    mine.delete()
    Membership.objects.create(municipality=there.municipality, user=mine.user, role=Role.ADMIN)
    assert as_(mine).get(f"/weergaven/{view.pk}/").status_code == 404


def test_a_reader_opens_a_shared_view_with_their_own_rights(here: Town, mine: Membership) -> None:
    view = save_view(
        ACTOR, mine, Label("Actielijst", is_shared=True), page="dashboards:actions", query=""
    )
    reader = as_(here.member(Role.READER))
    response = reader.get(f"/weergaven/{view.pk}/", follow=True)
    assert response.status_code == reader.get("/acties/").status_code == 403


@time_machine.travel("2026-11-22 12:00:00+01:00", tick=False)
@pytest.mark.parametrize(
    ("dates", "query", "kept"),
    [
        ("vast", "les=bonding-1", {"les": ["bonding-1"], "peildatum": ["2026-11-22"]}),
        ("vast", "peildatum=31-01-2026", {"peildatum": ["2026-01-31"]}),
        ("vast", "peildatum=gisteren", {"peildatum": ["2026-11-22"]}),
        ("vandaag", "peildatum=2026-01-31&les=bonding-1", {"les": ["bonding-1"]}),
        ("vandaag", "page=3&als=csv&next=//elders.nl&wijk=A&wijk=B", {"wijk": ["A", "B"]}),
    ],
)
def test_the_day_is_kept_or_stays_today(
    mine: Membership, dates: str, query: str, kept: dict[str, list[str]]
) -> None:
    assert post(mine, dates=dates, query=query) == 302
    assert parse_qs(SavedView.objects.get().query) == kept


def test_a_list_without_a_day_is_kept_as_it_is(mine: Membership) -> None:
    assert post(mine, page="funding:grants", query="q=tuin&sort=-name") == 302
    assert SavedView.objects.get().query == "q=tuin&sort=-name"


@pytest.mark.parametrize(
    "page",
    ["", "https://elders.nl/", "//elders.nl", "/dekking/", "account_logout", "dashboards:gap"],
)
def test_only_known_pages_are_kept(mine: Membership, page: str) -> None:
    assert post(mine, page=page) == 400
    assert as_(mine).get(NEW, {"page": page}).status_code == 400
    assert not SavedView.objects.exists()


def test_whatever_the_query_is_it_opens_a_page_of_ours(mine: Membership) -> None:
    post(mine, query="//elders.nl/?next=https://elders.nl#@elders.nl\r\nLocation: x")
    view = SavedView.objects.get()
    address = as_(mine).get(f"/weergaven/{view.pk}/")["Location"]
    parts = urlsplit(address)
    assert (parts.scheme, parts.netloc, parts.path) == ("", "", "/dekking/")
    assert "\r" not in address


def test_a_page_that_is_gone_is_not_listed(mine: Membership) -> None:
    view = keep(mine)
    SavedView.objects.update(page="dashboards:vervallen")
    assert "Mijn kijk" not in as_(mine).get("/weergaven/").content.decode()
    assert as_(mine).get(f"/weergaven/{view.pk}/").status_code == 404


def test_a_name_is_used_once_and_what_was_typed_stays(mine: Membership) -> None:
    keep(mine, "Kijk")
    response = as_(mine).post(NEW, {"name": "Kijk", "page": COVERAGE, "dates": "vast"})
    text = response.content.decode()
    assert "Je hebt al een weergave met deze naam." in text
    assert 'value="Kijk"' in text
    assert SavedView.objects.count() == 1


def test_too_many_choices_are_refused_with_a_sentence(mine: Membership) -> None:
    data = {"name": "Kijk", "page": COVERAGE, "dates": "vast", "query": "q=" + "x" * 5_000}
    text = as_(mine).post(NEW, data).content.decode()
    assert "te veel keuzes" in text
    assert not SavedView.objects.exists()


def test_renaming_sharing_and_deleting_stand_in_the_log(mine: Membership) -> None:
    view, client = keep(mine), as_(mine)
    given = {"name": "Nieuw", "is_shared": "on", "version": "1"}
    assert client.post(f"/weergaven/{view.pk}/wijzigen/", given).status_code == 302
    assert client.post(f"/weergaven/{view.pk}/verwijderen/").status_code == 302
    entries = AuditEntry.objects.filter(object_type="savedviews.savedview").order_by("id")
    assert [entry.action for entry in entries] == ["create", "update", "delete"]
    assert entries[1].changes == {"name": ["Mijn kijk", "Nieuw"], "is_shared": [False, True]}
    assert not SavedView.objects.exists()


def test_a_stale_form_gets_a_conflict_that_keeps_what_was_typed(mine: Membership) -> None:
    view, client = keep(mine), as_(mine)
    client.post(f"/weergaven/{view.pk}/wijzigen/", {"name": "Eerst", "version": "1"})
    response = client.post(f"/weergaven/{view.pk}/wijzigen/", {"name": "Later", "version": "1"})
    assert response.status_code == 409
    assert "Later" in response.content.decode()
    assert SavedView.objects.get().name == "Eerst"


def test_the_button_brings_the_page_and_its_choices_along(mine: Membership) -> None:
    text = as_(mine).get("/dekking/?les=bonding-1").content.decode()
    assert f"{NEW}?page=dashboards%3Acoverage&amp;query=les%3Dbonding-1" in text
    assert NEW not in as_(mine).get("/weergaven/").content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_every_page_that_can_be_kept_offers_it(mine: Membership, name: str) -> None:
    assert NEW in as_(mine).get(reverse(name)).content.decode()


def test_the_list_costs_as_many_queries_with_more_on_it(here: Town, mine: Membership) -> None:
    client = as_(mine)
    keep(mine, "Eerste")

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get("/weergaven/")
        return len(found)

    queries()
    before = queries()
    for number in range(5):
        keep(mine, f"Kijk {number}")
        keep(here.member(Role.ADMIN), f"Anders {number}", shared=True)
    assert queries() == before


def test_a_fixed_day_is_listed_as_a_dutch_date(mine: Membership) -> None:
    assert post(mine, dates="vast", query="peildatum=2026-06-01") == 302
    assert "1 juni 2026" in as_(mine).get("/weergaven/").content.decode()
