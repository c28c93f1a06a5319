"""Merging two organisations: initiatives and people go along, and undo puts back every row."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Membership, Organisation, Role
from audit.models import AuditEntry
from audit.versioned import Conflict
from initiatives.models import Initiative
from tests.initiatives.building import ACTOR, Town
from tests.upkeep.merging import every_row, full
from upkeep.models import Operation
from upkeep.writes import NotUndone, OrganisationMerge, merge_organisations, undo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def merge(here: Town, *other: str) -> Operation:
    """Merge the town's second organisation into its first."""
    kept, gone = here.organisation, here.other
    seen = {kept.pk: kept.version, gone.pk: gone.version}
    given = OrganisationMerge(kept.pk, gone.pk, frozenset(other))
    return merge_organisations(ACTOR, Organisation.objects.all(), given, seen=seen)


@pytest.mark.both_engines
def test_everything_goes_along_and_comes_back(here: Town) -> None:
    row = full(here, "Een", "bonding-1", organisation=here.other)
    member = here.member(Role.PROFESSIONAL, here.other)
    before = every_row()
    operation = merge(here, "name", "kind")
    kept = Organisation.objects.get(pk=here.organisation.pk)
    assert (kept.name, kept.kind) == ("Corporatie Sluiswaarde", "housing")
    assert not Organisation.objects.filter(pk=here.other.pk).exists()
    assert Initiative.objects.get(pk=row.pk).organisation == kept
    assert Membership.objects.get(pk=member.pk).organisation == kept
    undo(ACTOR, operation)
    assert every_row() == before


def test_each_that_moved_has_its_row_in_the_log(here: Town) -> None:
    row = here.initiative(organisation=here.other)
    merge(here)
    last = AuditEntry.objects.filter(object_type="initiatives.initiative", object_id=str(row.pk))[0]
    assert last.changes == {"organisation_id": [here.other.pk, here.organisation.pk]}
    assert AuditEntry.objects.filter(object_type="accounts.organisation", action="delete").exists()


def test_undo_is_refused_after_a_change(here: Town) -> None:
    row = here.initiative("Tafel", organisation=here.other)
    operation = merge(here)
    Initiative.objects.filter(pk=row.pk).update(organisation=None)
    with pytest.raises(NotUndone) as refused:
        undo(ACTOR, operation)
    assert [item.reason for item in refused.value.left] == [
        "Sindsdien gewijzigd: initiatief “Tafel”."
    ]


def test_a_private_person_and_a_changed_organisation_are_refused(here: Town) -> None:
    Organisation.objects.filter(pk=here.other.pk).update(is_private_person=True)
    with pytest.raises(ValidationError, match="nooit samengevoegd"):
        merge(here)
    Organisation.objects.filter(pk=here.other.pk).update(is_private_person=False, version=9)
    with pytest.raises(Conflict):
        merge(here)
