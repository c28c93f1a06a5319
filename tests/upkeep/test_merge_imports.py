"""Files that still name a merged record find the record that it became."""

from datetime import UTC, datetime

import pytest
import time_machine

from accounts.models import Organisation
from areas.models import Municipality
from funding.importing.projects import Projects
from funding.importing.rows import Project
from funding.models import Grant
from initiatives.models import Initiative
from tests.funding import importing as grants
from tests.initiatives.building import ACTOR, Town
from tests.initiatives.importing import exported, load, problems
from tests.upkeep.merging import every_row
from upkeep.writes import (
    MergeInput,
    OrganisationMerge,
    merge_initiatives,
    merge_organisations,
    undo,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def merged(here: Town) -> Town:
    """A town in which OUD was merged into NIEUW."""
    kept, gone = (
        here.initiative("Tafel", reference="NIEUW"),
        here.initiative("Tafels", reference="OUD"),
    )
    seen = {row.pk: row.version for row in (kept, gone)}
    given = MergeInput(lessons=("bonding-1",))
    merge_initiatives(ACTOR, Initiative.objects.all(), kept.pk, gone.pk, given, seen=seen)
    return here


def test_a_row_of_the_old_key_is_about_the_record_that_stayed(merged: Town) -> None:
    outcome = load(merged.municipality, "reference;summary", "OUD;Van de lijst")
    assert (outcome.created, outcome.updated) == (0, 1)
    assert Initiative.objects.get().summary == "Van de lijst"
    assert list(exported(merged.municipality)) == ["NIEUW"]


def test_both_keys_in_one_file_are_told_and_the_new_one_counts(merged: Town) -> None:
    lines = ("reference;summary", "OUD;Een", "NIEUW;Twee")
    found = problems(merged.municipality, *lines)
    assert len(found) == 1
    assert "‘OUD’ is samengevoegd met ‘NIEUW’, dat ook in dit bestand staat." in found[0]


def test_a_grant_for_the_old_key_is_for_the_record_that_stayed(merged: Town) -> None:
    town: Municipality = merged.municipality
    header = "reference;initiative;funder;funder_kind;state;requested;received_on"
    grants.load(town, header, "S-1;OUD;Gemeente;municipality;requested;100;2026-11-01")
    assert Grant.objects.get().initiative == Initiative.objects.get()


def test_undo_keeps_moments_to_the_microsecond(here: Town) -> None:
    with time_machine.travel(datetime(2026, 11, 1, 9, 0, 0, 123_456, tzinfo=UTC), tick=False):
        one, two = here.initiative("Een"), here.initiative("Twee")
    before = every_row()
    seen = {row.pk: row.version for row in (one, two)}
    made = merge_initiatives(
        ACTOR,
        Initiative.objects.all(),
        one.pk,
        two.pk,
        MergeInput(lessons=("bonding-1",)),
        seen=seen,
    )
    undo(ACTOR, made)
    assert every_row() == before
    assert Initiative.objects.get(pk=two.pk).created_at.microsecond == 123_456


@pytest.fixture
def one_name(here: Town) -> Town:
    """A town in which "Corporatie Sluiswaarde" was merged into its first organisation."""
    kept, gone = here.organisation, here.other
    seen = {kept.pk: kept.version, gone.pk: gone.version}
    given = OrganisationMerge(kept.pk, gone.pk)
    merge_organisations(ACTOR, Organisation.objects.all(), given, seen=seen)
    return here


def test_a_list_with_the_old_name_of_an_organisation_finds_the_one_that_stayed(
    one_name: Town,
) -> None:
    load(one_name.municipality, "reference;name;organisation", "N-1;Tafel;corporatie  sluiswaarde")
    assert Initiative.objects.get().organisation == one_name.organisation
    assert Organisation.objects.count() == 1
    again = load(
        one_name.municipality, "reference;name;organisation", "N-1;Tafel;Corporatie Sluiswaarde"
    )
    assert (again.unchanged, again.updated) == (1, 0)


def test_a_grant_register_with_the_old_name_finds_the_same_project(one_name: Town) -> None:
    row = one_name.initiative("Tafel", organisation=one_name.organisation)
    projects = Projects(one_name.municipality)
    project = Project("Tafel", "Corporatie Sluiswaarde", 2026)
    assert projects.reference(1, project, "R-1") == row.reference


def test_an_organisation_that_has_the_name_now_goes_before_the_one_that_had_it(
    one_name: Town,
) -> None:
    anew = Organisation.objects.create(
        municipality=one_name.municipality, name="Corporatie Sluiswaarde"
    )
    load(one_name.municipality, "reference;name;organisation", "N-1;Tafel;Corporatie Sluiswaarde")
    assert Initiative.objects.get().organisation == anew


def test_names_go_along_when_the_one_that_stayed_is_merged_too(one_name: Town) -> None:
    last = Organisation.objects.create(municipality=one_name.municipality, name="Wij Samen")
    kept = Organisation.objects.get(pk=one_name.organisation.pk)
    seen = {last.pk: last.version, kept.pk: kept.version}
    given = OrganisationMerge(last.pk, kept.pk)
    made = merge_organisations(ACTOR, Organisation.objects.all(), given, seen=seen)
    load(one_name.municipality, "reference;name;organisation", "N-1;Tafel;Corporatie Sluiswaarde")
    assert Initiative.objects.get().organisation == last
    Initiative.objects.all().delete()
    undo(ACTOR, made)
    load(one_name.municipality, "reference;name;organisation", "N-1;Tafel;Corporatie Sluiswaarde")
    assert Initiative.objects.get().organisation == kept
