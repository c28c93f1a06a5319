"""Files that still name a merged record find the record that it became."""

from datetime import UTC, datetime

import pytest
import time_machine

from areas.models import Municipality
from funding.models import Grant
from initiatives.models import Initiative
from tests.funding import importing as grants
from tests.initiatives.building import ACTOR, Town
from tests.initiatives.importing import exported, load, problems
from tests.upkeep.merging import every_row
from upkeep.writes import MergeInput, merge_initiatives, undo

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
