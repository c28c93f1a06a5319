"""Undoing a load: what it made goes, what it changed is as it was, and what changed since is left and named."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Organisation, Role
from administration.import_ledger import capture
from administration.models import LoadedRecord, Stage, Upload
from audit.models import AuditEntry
from funding.models import Decision, Funder, Grant, Payment, Scheme
from initiatives.models import Contact, Initiative, Observation
from tests.administration.importing import (
    GOOD,
    GRANT_HEAD,
    HEAD,
    browser,
    checked,
    choose,
    loaded,
    seen,
)
from tests.initiatives.building import ACTOR, Town, town
from upkeep.models import Operation
from upkeep.writes import MergeInput, OrganisationMerge, merge_initiatives, merge_organisations
from upkeep.writes import undo as take_back

pytestmark = pytest.mark.django_db

WIDE_HEAD = f"{HEAD};organisation;observed_on;observation;partners"
WIDE_ROW = ";bonding-1|linking-2;De Buren;2026-11-01;Er werd gezongen.;welfare:involved:2026-10-01"


@pytest.fixture
def here() -> Town:
    return town()


@pytest.fixture
def admin(here: Town) -> Client:
    return browser(here, Role.ADMIN)


def undo(client: Client, upload: Upload) -> str:
    """Undo a load; the page that comes of it."""
    return choose(client, f"/import/{upload.pk}/", "undo")


def as_it_stands(initiative: Initiative) -> Any:
    """A record with all that hangs on it, but for how often and when it was saved."""
    parts = capture(Initiative, [initiative.pk])[initiative.pk]
    columns = [item.attname for item in Initiative._meta.concrete_fields]
    own = dict(zip(columns, parts[""][0], strict=True))
    del own["version"], own["updated_at"]
    return own, {name: rows for name, rows in parts.items() if name}


@pytest.mark.both_engines
def test_what_a_load_made_is_gone_and_logged(here: Town, admin: Client) -> None:
    upload = loaded(admin, WIDE_HEAD, f"a1;Buurttafel;WK900101;2025-03-01{WIDE_ROW}")
    assert Organisation.objects.filter(name="De Buren").exists()
    page = undo(admin, upload)
    assert "2 weggehaald, 0 teruggezet, 0 gelaten zoals het is." in page
    assert not Initiative.objects.exists()
    assert not Observation.objects.exists()
    assert not Organisation.objects.filter(name="De Buren").exists()
    removed = AuditEntry.objects.filter(action="delete")
    assert set(removed.values_list("object_type", flat=True)) == {
        "initiatives.initiative",
        "accounts.organisation",
    }
    [entry] = removed.filter(object_type="initiatives.initiative")
    assert entry.changes["name"] == ["Buurttafel", None]
    assert entry.user is not None
    told = AuditEntry.objects.filter(action="import").first()
    assert told is not None
    assert told.object_label == "Ongedaan: lijst.csv"


@pytest.mark.both_engines
def test_what_a_load_changed_is_as_it_was(here: Town, admin: Client) -> None:
    made = here.initiative("Bestaand")
    before = as_it_stands(made)
    upload = loaded(admin, WIDE_HEAD, f"{made.reference};Anders;WK900102;2026-01-01{WIDE_ROW}")
    made.refresh_from_db()
    assert made.name == "Anders"
    assert Contact.objects.count() == 1
    version = made.version
    page = undo(admin, upload)
    assert "1 weggehaald, 1 teruggezet, 0 gelaten zoals het is." in page
    made.refresh_from_db()
    assert as_it_stands(made) == before
    assert made.version == version + 1
    entry = AuditEntry.objects.filter(action="update", object_id=str(made.pk)).first()
    assert entry is not None
    assert entry.changes["name"] == ["Anders", "Bestaand"]


def test_what_changed_since_is_left_and_named(here: Town, admin: Client) -> None:
    upload = loaded(admin, HEAD, GOOD, GOOD.replace("a1;Buurttafel", "a2;Leeshoek"))
    Initiative.objects.filter(reference="a2").update(summary="Later geschreven.", version=2)
    page = undo(admin, upload)
    assert "1 weggehaald, 0 teruggezet, 1 gelaten zoals het is." in page
    assert "Leeshoek" in page
    assert "Dit is sindsdien veranderd." in page
    assert Initiative.objects.get().reference == "a2"


def test_something_seen_since_keeps_a_record(here: Town, admin: Client) -> None:
    upload = loaded(admin, HEAD, GOOD)
    tag = Initiative.objects.get().tags.get()
    Observation.objects.create(tag=tag, date=date(2026, 11, 20), kind="seen", text="Vol huis.")
    page = undo(admin, upload)
    assert "Er is niets teruggezet: alles is sindsdien veranderd." in page
    assert "Buurttafel" in page
    assert Upload.objects.get().stage == Stage.LOADED
    assert Initiative.objects.exists()


def test_an_initiative_with_a_later_grant_is_left(here: Town, admin: Client) -> None:
    upload = loaded(admin, HEAD, GOOD, GOOD.replace("a1", "a2"))
    loaded(admin, GRANT_HEAD, "g1;a1;Gemeente;municipality;;500;2026-01-05;", kind="grants")
    page = undo(admin, upload)
    assert "1 weggehaald, 0 teruggezet, 1 gelaten zoals het is." in page
    assert "Hier hangt iets aan: subsidies en bijdragen." in page
    assert Initiative.objects.get().reference == "a1"


@pytest.mark.both_engines
def test_grants_go_with_their_decisions_funder_and_scheme(here: Town, admin: Client) -> None:
    made = here.initiative()
    head = f"{GRANT_HEAD};scheme;granted;decided_on;paid"
    row = f"g1;{made.reference};Fonds;fund;;500;2026-01-05;;Buurtfonds;400;2026-02-01;400"
    upload = loaded(admin, head, row, kind="grants")
    assert Decision.objects.exists()
    assert Payment.objects.exists()
    assert "3 weggehaald" in undo(admin, upload)
    for model in (Grant, Decision, Payment, Funder, Scheme):
        assert not model._default_manager.exists()
    assert Initiative.objects.count() == 1


@pytest.mark.both_engines
def test_a_changed_grant_gets_its_course_back(here: Town, admin: Client) -> None:
    made = here.initiative()
    row = f"g1;{made.reference};Gemeente;municipality;;500;2026-01-05;"
    loaded(admin, GRANT_HEAD, row, kind="grants")
    head = f"{GRANT_HEAD};granted;decided_on"
    upload = loaded(admin, head, f"{row};400;2026-02-01", kind="grants")
    grant = Grant.objects.get()
    assert (grant.granted_cents, grant.state) == (40_000, "granted")
    undo(admin, upload)
    grant.refresh_from_db()
    assert (grant.granted_cents, grant.state) == (None, "requested")
    assert [step.kind for step in Decision.objects.all()] == ["received"]


def test_a_record_whose_organisation_is_gone_is_left(here: Town, admin: Client) -> None:
    gone = Organisation.objects.create(municipality=here.municipality, name="Opgeheven")
    made = here.initiative("Bestaand", organisation=gone)
    other = here.initiative("Ander")
    head = "reference;name;organisation"
    upload = loaded(admin, head, f"{made.reference};Bestaand;De Buren", f"{other.reference};Nieuw;")
    gone.delete()
    page = undo(admin, upload)
    assert "Waar dit bij hoorde, bestaat niet meer." in page
    made.refresh_from_db()
    other.refresh_from_db()
    assert made.organisation is not None
    assert (made.organisation.name, other.name) == ("De Buren", "Ander")


def test_a_load_is_undone_once_and_within_thirty_days(here: Town, admin: Client) -> None:
    upload = loaded(admin, HEAD, GOOD)
    Upload.objects.update(loaded_at=timezone.now() - timedelta(days=29))
    assert "Maak deze import ongedaan" in seen(admin, f"/import/{upload.pk}/")
    undo(admin, upload)
    assert "Maak deze import ongedaan" not in undo(admin, upload)
    assert AuditEntry.objects.filter(action="import").count() == 2
    Upload.objects.update(loaded_at=timezone.now() - timedelta(days=30, minutes=1))
    assert admin.get(f"/import/{upload.pk}/").status_code == 404
    checked(admin, HEAD, GOOD)
    assert not LoadedRecord.objects.exists()


def test_who_manages_undoes_a_load_of_a_colleague_and_nobody_elsewhere(here: Town) -> None:
    made = here.initiative()
    officer = browser(here, Role.FUNDING_OFFICER)
    row = f"g1;{made.reference};Fonds;fund;;500;2026-01-05;"
    upload = loaded(officer, GRANT_HEAD, row, kind="grants")
    url = f"/import/{upload.pk}/"
    admin = browser(here, Role.ADMIN)
    assert url in seen(admin, "/import/")
    for other in (
        browser(here, Role.FUNDING_OFFICER),
        browser(town("GM9002", "Elders"), Role.ADMIN),
    ):
        assert other.post(url, {"choice": "undo"}).status_code == 404
        assert url not in seen(other, "/import/")
    assert Grant.objects.exists()
    undo(admin, upload)
    assert not Grant.objects.exists()


def test_the_page_of_a_load_makes_as_many_queries_for_many_records(
    here: Town, admin: Client, django_assert_max_num_queries: Any
) -> None:
    upload = loaded(admin, HEAD, *(GOOD.replace("a1", f"r{number}") for number in range(60)))
    LoadedRecord.objects.update(left="Dit is sindsdien veranderd.")
    with django_assert_max_num_queries(9):
        page = seen(admin, f"/import/{upload.pk}/?bladzijde=2")
    assert page.count("Dit is sindsdien veranderd.") == 10


def merged(kept: Initiative, gone: Initiative) -> Operation:
    """Make one record of two."""
    seen_now = {row.pk: row.version for row in (kept, gone)}
    given = MergeInput(lessons=("bonding-1",))
    rows = Initiative.objects.all()
    return merge_initiatives(ACTOR, rows, kept.pk, gone.pk, given, seen=seen_now)


@pytest.mark.both_engines
def test_what_was_merged_since_is_left_and_told(here: Town, admin: Client) -> None:
    rows = [GOOD.replace("a1;Buurttafel", f"a{number};Tafel {number}") for number in (1, 2, 3)]
    upload = loaded(admin, HEAD, *rows)
    one, two, _three = Initiative.objects.order_by("reference")
    merged(one, two)
    page = undo(admin, upload)
    assert "1 weggehaald, 0 teruggezet, 2 gelaten zoals het is." in page
    assert "Dit is sindsdien samengevoegd: “Tafel 2” samengevoegd met “Tafel 1”." in page
    assert set(LoadedRecord.objects.exclude(left="").values_list("label", flat=True)) == {
        "Tafel 1",
        "Tafel 2",
    }
    assert Initiative.objects.get().reference == "a1"


def test_a_merge_with_a_record_of_one_s_own_leaves_that_alone(here: Town, admin: Client) -> None:
    upload = loaded(admin, HEAD, GOOD, GOOD.replace("a1", "a2"))
    mine = here.initiative("Van ons")
    operation = merged(mine, Initiative.objects.get(reference="a1"))
    assert "1 weggehaald, 0 teruggezet, 1 gelaten" in undo(admin, upload)
    assert Initiative.objects.get().name == "Van ons"
    take_back(ACTOR, operation)
    assert set(Initiative.objects.values_list("name", flat=True)) == {"Van ons", "Buurttafel"}


def test_an_organisation_that_was_merged_since_is_left_and_told(here: Town, admin: Client) -> None:
    upload = loaded(admin, WIDE_HEAD, f"a1;Buurttafel;WK900101;2025-03-01{WIDE_ROW}")
    gone, kept = Organisation.objects.get(name="De Buren"), here.organisation
    given = OrganisationMerge(kept.pk, gone.pk)
    seen_now = {kept.pk: kept.version, gone.pk: gone.version}
    operation = merge_organisations(ACTOR, Organisation.objects.all(), given, seen=seen_now)
    assert "Er is niets teruggezet: alles is sindsdien veranderd." in undo(admin, upload)
    left = dict(LoadedRecord.objects.values_list("label", "left"))
    assert left["De Buren"] == f"Dit is sindsdien samengevoegd: {operation.label}."
    assert left["Buurttafel"] == "Dit is sindsdien veranderd."
