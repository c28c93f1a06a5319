"""Importing initiatives in our own columns: what a row makes, changes, adds and leaves alone."""

from datetime import date

import pytest

from accounts.models import Organisation
from audit.models import AuditEntry
from initiatives.importing.report import ImportRefused
from initiatives.importing.store import apply_initiatives
from initiatives.models import Contact, Initiative, Observation
from tests.initiatives.building import ACTOR, TODAY, Town, town
from tests.initiatives.importing import exported, load, plan_text

pytestmark = pytest.mark.django_db
FULL_HEADER = (
    "reference;name;summary;organisation;districts;start_date;end_date;dormant_since;activity_types;"
    "target_groups;own_circle;place_kinds;simultaneous_activities;signup_required;initiated_by;"
    "decided_by;needs_money;lessons;observed_on;observation;partners"
)
FULL_ROW = (
    "A-1;Buurttafel;Samen eten op dinsdag;Welzijn Sluiswaarde;WK900101|WK900102;2024-03-01;;;eat|talk;"
    "older|lonely;open;indoor_public;yes;no;residents;residents;yes;bonding-2|bridging-3;2026-11-01;"
    "Twaalf mensen aten samen.;municipality:involved:2026-10-01|welfare:informed"
)


@pytest.fixture
def here() -> Town:
    return town()


def test_a_row_becomes_a_record_with_everything_that_hangs_on_it(here: Town) -> None:
    assert load(here.municipality, FULL_HEADER, FULL_ROW).summary == (
        "1 rows: 1 created, 0 updated, 0 unchanged, 0 refused"
    )
    made = Initiative.objects.get(reference="A-1")
    assert made.organisation == here.organisation
    assert set(made.districts.all()) == set(here.districts)
    assert [tag.lesson.code for tag in made.tags.all()] == ["bonding-2", "bridging-3"]
    assert {tag.observations.get().text for tag in made.tags.all()} == {"Twaalf mensen aten samen."}
    assert made.contacts.get().date == date(2026, 10, 1)
    assert (made.simultaneous_activities, made.signup_required, made.needs_money) == (
        True,
        False,
        True,
    )


def test_what_comes_out_is_what_went_in(here: Town) -> None:
    load(here.municipality, FULL_HEADER, FULL_ROW)
    row = exported(here.municipality)["A-1"]
    assert row["partners"] == "municipality:involved:2026-10-01|welfare:informed"
    assert row["districts"] == "WK900101|WK900102"
    assert row["observed_on"] == date(2026, 11, 1)
    assert row["target_groups"] == "older|lonely"


def test_a_second_import_changes_nothing(here: Town) -> None:
    load(here.municipality, FULL_HEADER, FULL_ROW)
    before = AuditEntry.objects.count()
    assert load(here.municipality, FULL_HEADER, FULL_ROW).unchanged == 1
    assert Initiative.objects.get().version == 1
    assert Observation.objects.count() == 2
    assert AuditEntry.objects.count() == before + 1, "one row, that the file was read"


def test_a_blank_cell_clears_and_an_absent_column_leaves_alone(here: Town) -> None:
    load(here.municipality, FULL_HEADER, FULL_ROW)
    load(here.municipality, "reference;summary;target_groups;own_circle;needs_money", "A-1;;;;")
    made = Initiative.objects.get()
    assert (made.summary, made.own_circle, made.needs_money) == ("", "unknown", None)
    assert not made.target_groups.exists()
    assert made.activity_types.count() == 2
    assert made.start_date == date(2024, 3, 1)
    assert made.version == 2


def test_the_log_says_what_changed(here: Town) -> None:
    load(here.municipality, FULL_HEADER, FULL_ROW)
    load(here.municipality, "reference;name;lessons", "A-1;Eettafel;bonding-2")
    entry = AuditEntry.objects.get(action="update")
    assert entry.changes["name"] == ["Buurttafel", "Eettafel"]
    assert entry.changes["lessons"] == ["bonding-2|bridging-3", "bonding-2"]
    lost, _gained = entry.changes["observations"]
    assert lost == [["bridging-3", "2026-11-01", "seen", "Twaalf mensen aten samen."]]
    assert (entry.actor_label, entry.municipality_code, entry.version) == ("test", "GM9001", 2)


def test_dutch_headers_and_values_are_understood(here: Town) -> None:
    load(
        here.municipality,
        "Kenmerk;Naam;Wijken;Begonnen op;Activiteiten;Doelgroepen;Eigen kring;Soort plek;Geld nodig;"
        "Wie beslist;Lessen;Partners",
        "B-1;Taalcafé;wk900101;01-02-2025;Samen eten|taal en leren;Ouderen;deelnemers;binnen, openbaar;ja;"
        "Bewoners;Groeten en herkennen telt;Gemeente:betrokken:1-10-2026|corporatie:geïnformeerd",
    )
    row = exported(here.municipality)["B-1"]
    assert row["activity_types"] == "eat|learn"
    assert (row["target_groups"], row["own_circle"]) == ("older", "participants")
    assert (row["place_kinds"], row["needs_money"]) == ("indoor_public", "yes")
    assert (row["decided_by"], row["lessons"]) == ("residents", "bridging-1")
    assert row["partners"] == "municipality:involved:2026-10-01|housing:informed"
    assert row["start_date"] == date(2025, 2, 1)


def test_a_list_without_start_dates_starts_today(here: Town) -> None:
    load(here.municipality, "reference;name;end_date", "C-1;Moestuin;", "C-2;Speeltuin;2020-12-31")
    garden, playground = Initiative.objects.order_by("reference")
    assert (garden.start_date, garden.derived) == (TODAY, ["start_date"])
    assert playground.start_date == date(2020, 12, 31), "it began before it ended"
    later = date(2026, 12, 24)
    assert load(here.municipality, "reference;name", "C-1;Moestuin", today=later).unchanged == 1
    load(here.municipality, "reference;start_date", "C-1;2026-01-01")
    garden.refresh_from_db()
    assert garden.derived == [], "a date that was filled in is no longer worked out"


def test_a_blank_start_date_is_an_idea(here: Town) -> None:
    load(here.municipality, "reference;name;start_date", "D-1;Ruilkast;")
    assert Initiative.objects.get().start_date is None


def test_a_star_is_the_whole_municipality(here: Town) -> None:
    load(here.municipality, "reference;name;districts", "E-1;Buurtbus;*")
    assert Initiative.objects.filter(municipality_wide=True, districts=None).count() == 1
    assert exported(here.municipality)["E-1"]["districts"] == "*"
    load(here.municipality, "reference;districts", "E-1;WK900102")
    made = Initiative.objects.get(municipality_wide=False)
    assert made.districts.get() == here.districts[1]


def test_new_evidence_is_added_and_earlier_evidence_stays(here: Town) -> None:
    load(here.municipality, FULL_HEADER, FULL_ROW)
    load(
        here.municipality,
        "reference;observed_on;observation;partners",
        "A-1;2026-11-20;Vol huis.;municipality:involved:2026-11-19",
    )
    made = Initiative.objects.get()
    assert Observation.objects.count() == 4
    assert {contact.date for contact in made.contacts.all()} == {
        date(2026, 10, 1),
        date(2026, 11, 19),
    }
    assert [tie.partner_kind.code for tie in made.ties.all()] == ["municipality"]


def test_a_new_tag_gets_the_observation_of_its_row(here: Town) -> None:
    load(here.municipality, FULL_HEADER, FULL_ROW)
    load(here.municipality, FULL_HEADER, FULL_ROW.replace("bridging-3;", "bridging-3|linking-2;"))
    tags = {
        tag.lesson.code: tag.observations.count() for tag in Initiative.objects.get().tags.all()
    }
    assert tags == {"bonding-2": 1, "bridging-3": 1, "linking-2": 1}


def test_a_tag_without_an_observation_is_allowed(here: Town) -> None:
    load(here.municipality, "reference;name;lessons", "F-1;Stoepkrijt;bridging-1")
    assert not Observation.objects.exists()


def test_blank_partners_clear_the_ties_and_keep_the_contacts(here: Town) -> None:
    load(here.municipality, FULL_HEADER, FULL_ROW)
    load(here.municipality, "reference;partners", "A-1;")
    assert not Initiative.objects.get().ties.exists()
    assert Contact.objects.count() == 1


def test_organisations_are_found_by_name_or_created(here: Town) -> None:
    load(
        here.municipality,
        "reference;name;organisation",
        "G-1;Een;  welzijn   SLUISWAARDE ",
        "G-2;Twee;Stichting De Tuin",
        "G-3;Drie;De Tuin",
        "G-4;Vier;stichting de  tuin",
        "G-5;Vijf;(Particulier)",
        "G-6;Zes;(Particulier)",
    )
    names = dict(Initiative.objects.values_list("reference", "organisation__name"))
    assert names["G-1"] == "Welzijn Sluiswaarde"
    assert (names["G-2"], names["G-3"]) == ("Stichting De Tuin", "De Tuin"), "two legal persons"
    assert names["G-4"] == "Stichting De Tuin"
    people = Organisation.objects.filter(is_private_person=True)
    assert people.count() == 2, "two people are never taken to be one"
    assert load(here.municipality, "reference;organisation", "G-5;(Particulier)").unchanged == 1
    assert people.count() == 2


def test_a_peer_group_hides_its_location(here: Town) -> None:
    load(
        here.municipality,
        "reference;name;activity_types",
        "H-1;Lotgenoten;peer",
        "H-2;Eettafel;eat",
    )
    shielded = dict(Initiative.objects.values_list("reference", "location_shielded"))
    assert shielded == {"H-1": True, "H-2": False}
    load(here.municipality, "reference;target_groups", "H-2;lhbtiq")
    assert Initiative.objects.get(reference="H-2").location_shielded


def test_what_was_changed_meanwhile_is_not_overwritten(here: Town) -> None:
    load(here.municipality, "reference;name", "I-1;Eén", "I-2;Twee")
    plan = plan_text(here.municipality, "reference;name", "I-1;Anders", "I-2;Anders")
    Initiative.objects.filter(reference="I-2").update(version=2, name="Intussen")
    with pytest.raises(ImportRefused, match="‘I-2’ is intussen gewijzigd"):
        apply_initiatives(plan, here.municipality, ACTOR)
    assert set(Initiative.objects.values_list("name", flat=True)) == {"Eén", "Intussen"}


def test_records_of_another_municipality_are_never_touched(here: Town) -> None:
    load(here.municipality, "reference;name", "J-1;Van ons")
    other = town("GM9002", "Elders")
    load(other.municipality, "reference;name", "J-1;Van hen")
    assert Initiative.objects.get(municipality=here.municipality).name == "Van ons"
