"""Merging two initiatives: everything moves along, nothing is lost, and undo puts back exactly what stood."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from accounts.models import Organisation
from areas.models import TargetGroup
from audit.models import AuditEntry
from audit.versioned import Conflict
from facilitation.models import Action
from funding.models import Grant
from initiatives.models import (
    Contact,
    Draft,
    FormerReference,
    Initiative,
    LessonTag,
    Observation,
)
from initiatives.writes import (
    ObservationInput,
    add_observation,
    change_initiative,
    confirm_still_true,
)
from tests.initiatives.building import ACTOR, TODAY, Town, lessons
from tests.upkeep.merging import every_row, full
from tests.upkeep.test_bulk import codes
from upkeep.models import Operation, Shelf
from upkeep.writes import MergeInput, Missing, NotUndone, merge_initiatives, undo
from upkeep.writes.merging import _HANDLED, LESSONS
from upkeep.writes.trail import references_to

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def merge(kept: Initiative, gone: Initiative, given: MergeInput) -> Operation:
    """Merge as the page does, with the versions as they stand."""
    seen = {row.pk: Initiative.objects.get(pk=row.pk).version for row in (kept, gone)}
    return merge_initiatives(ACTOR, Initiative.objects.all(), kept.pk, gone.pk, given, seen=seen)


@pytest.fixture
def pair(here: Town) -> tuple[Initiative, Initiative]:
    """Two records of the same thing, each with everything on it."""
    one = full(here, "Een", "bonding-1", "bridging-3", private_contact="06 111", summary="Kort")
    two = full(
        here,
        "Twee",
        "bonding-1",
        "linking-1",
        "linking-3",
        districts=(here.districts[1],),
        target_groups=tuple(TargetGroup.objects.filter(code__in=["older", "youth"])),
        organisation=here.other,
        needs_money=True,
        story="Een verhaal",
        private_contact="06 222",
    )
    return one, two


BOTH = MergeInput(
    other=frozenset({"story", "needs_money", "target_groups", "organisation"}),
    both=frozenset({"where"}),
    lessons=("bonding-1", "linking-1", "linking-3"),
)


def test_everything_moves_along(pair: tuple[Initiative, Initiative], here: Town) -> None:
    one, two = pair
    merge(one, two, BOTH)
    kept = Initiative.objects.get(pk=one.pk)
    assert not Initiative.objects.filter(pk=two.pk).exists()
    assert (kept.story, kept.needs_money, kept.summary) == ("Een verhaal", True, "Kort")
    assert kept.organisation == here.other
    assert list(kept.districts.order_by("code")) == here.districts
    assert {group.code for group in kept.target_groups.all()} == {"older", "youth"}
    assert codes(kept) == ["bonding-1", "linking-1", "linking-3"]
    assert {tag.position for tag in kept.tags.all()} == {1, 2, 3}
    for model in (Contact, Grant, Action):
        assert model._base_manager.filter(initiative=kept).count() == 2
    assert Draft.objects.filter(made=kept).count() == 2
    ties = {tie.partner_kind.code: tie.involved for tie in kept.ties.all()}
    assert ties == {"municipality": False, "welfare": True}


def test_observations_of_the_same_lesson_are_joined(pair: tuple[Initiative, Initiative]) -> None:
    one, two = pair
    merge(one, two, BOTH)
    tag = LessonTag.objects.get(initiative=one, lesson__code="bonding-1")
    assert tag.observations.count() == 2


def test_both_have_their_row_in_the_log(pair: tuple[Initiative, Initiative]) -> None:
    one, two = pair
    merge(one, two, BOTH)
    kept = AuditEntry.objects.filter(object_id=str(one.pk), action="update")[0]
    assert kept.changes["merged"] == [None, two.reference]
    gone = AuditEntry.objects.get(object_id=str(two.pk), action="delete")
    assert gone.changes["name"] == ["Twee", None]
    assert "06 222" not in str(gone.changes) + str(kept.changes)


def test_the_payload_holds_no_text_of_people(pair: tuple[Initiative, Initiative]) -> None:
    operation = merge(*pair, BOTH)
    told = str(operation.payload)
    assert not any(text in told for text in ("06 ", "verhaal", "Noor", "aten"))
    assert "06 222" in str(Shelf.objects.get().removed)


@pytest.mark.both_engines
@pytest.mark.parametrize(
    "given",
    [
        BOTH,
        MergeInput(lessons=("bonding-1", "bridging-3")),
        MergeInput(other=frozenset({"where", "dates", "name"}), lessons=("linking-3",)),
        MergeInput(lessons=()),
    ],
)
def test_undo_puts_back_every_row(pair: tuple[Initiative, Initiative], given: MergeInput) -> None:
    before = every_row()
    operation = merge(*pair, given)
    assert every_row() != before
    undo(ACTOR, operation)
    assert every_row() == before
    assert not Shelf.objects.exists()


def test_what_was_added_since_stays_where_it_was_added(
    pair: tuple[Initiative, Initiative],
) -> None:
    one, two = pair
    operation = merge(one, two, BOTH)
    confirm_still_true(ACTOR, one, today=TODAY)
    undo(ACTOR, operation)
    assert Observation.objects.filter(tag__initiative=one, kind="confirmed").count() == 1
    assert codes(two) == ["bonding-1", "linking-1", "linking-3"]


def test_undo_is_refused_when_the_record_changed(pair: tuple[Initiative, Initiative]) -> None:
    one, two = pair
    operation = merge(one, two, BOTH)
    Initiative.objects.filter(pk=one.pk).update(version=models.F("version") + 1)
    before = every_row()
    with pytest.raises(NotUndone) as refused:
        undo(ACTOR, operation)
    assert [item.reason for item in refused.value.left] == ["“Een” is sindsdien gewijzigd."]
    assert every_row() == before
    operation.refresh_from_db()
    assert operation.undone_at is None


def test_undo_is_refused_when_something_moved_on(
    pair: tuple[Initiative, Initiative], here: Town
) -> None:
    one, two = pair
    operation = merge(one, two, BOTH)
    Action.objects.filter(text="Voor Twee").update(initiative=here.initiative("Drie"))
    with pytest.raises(NotUndone) as refused:
        undo(ACTOR, operation)
    assert [item.reason for item in refused.value.left] == [
        "Sindsdien gewijzigd: actie “Voor Twee”."
    ]


def test_undo_is_refused_when_the_key_was_given_away(
    pair: tuple[Initiative, Initiative], here: Town
) -> None:
    one, two = pair
    operation = merge(one, two, BOTH)
    here.initiative("Nieuw", reference=two.reference)
    with pytest.raises(NotUndone, match="Het kenmerk is intussen van een ander initiatief"):
        undo(ACTOR, operation)


def test_undo_is_refused_when_its_organisation_is_gone(
    pair: tuple[Initiative, Initiative], here: Town
) -> None:
    one, two = pair
    operation = merge(one, two, BOTH)
    Initiative.objects.filter(organisation=here.organisation).update(organisation=None)
    here.organisation.memberships.all().delete()
    Organisation.objects.filter(pk=here.organisation.pk).delete()
    with pytest.raises(NotUndone) as refused:
        undo(ACTOR, operation)
    assert [item.reason for item in refused.value.left] == ["Bestaat niet meer: organisatie."]


def test_a_person_who_left_is_left_out_of_what_comes_back(
    pair: tuple[Initiative, Initiative], here: Town
) -> None:
    one, two = pair
    tag = LessonTag.objects.get(initiative=two, lesson__code="linking-3")
    by = Draft.objects.get(made=one).user
    Observation.objects.filter(tag=tag).update(by=by)
    operation = merge(one, two, MergeInput(lessons=("bonding-1",)))
    by.delete()
    undo(ACTOR, operation)
    assert Observation.objects.get(tag__initiative=two, tag__lesson__code="linking-3").by is None


def test_merges_are_undone_one_after_the_other(
    pair: tuple[Initiative, Initiative], here: Town
) -> None:
    one, two = pair
    three = here.initiative("Drie")
    before = every_row()
    first = merge(one, two, BOTH)
    second = merge(three, one, MergeInput(lessons=("bonding-1",)))
    assert set(FormerReference.objects.values_list("former_id", "initiative")) == {
        (one.pk, three.pk),
        (two.pk, three.pk),
    }
    with pytest.raises(NotUndone, match="Maak eerst die latere samenvoeging ongedaan"):
        undo(ACTOR, first)
    undo(ACTOR, second)
    undo(ACTOR, first)
    assert every_row() == before


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (MergeInput(lessons=("bonding-1", "bridging-3", "linking-1", "linking-3")), LESSONS),
        (MergeInput(lessons=("bridging-1",)), LESSONS),
    ],
)
def test_lessons_are_three_at_most_and_of_one_of_both(
    pair: tuple[Initiative, Initiative], given: MergeInput, field: str
) -> None:
    before = every_row()
    with pytest.raises(ValidationError) as refused:
        merge(*pair, given)
    assert list(refused.value.message_dict) == [field]
    assert every_row() == before


def test_a_wijk_and_the_whole_municipality_do_not_join(here: Town) -> None:
    one = here.initiative("Een")
    wide = here.initiative("Twee", districts=(), municipality_wide=True)
    with pytest.raises(ValidationError, match="niet allebei"):
        merge(one, wide, MergeInput(both=frozenset({"where"})))
    merge(one, wide, MergeInput(other=frozenset({"where"}), lessons=("bonding-1",)))
    kept = Initiative.objects.get(pk=one.pk)
    assert (kept.municipality_wide, kept.districts.count()) == (True, 0)


def test_derived_goes_along_with_its_value_and_shielding_stays(here: Town) -> None:
    one = here.initiative("Een")
    two = here.initiative("Twee", start_date=date(2026, 1, 1), location_shielded=True)
    Initiative.objects.filter(pk=two.pk).update(derived=["start_date", "needs_money"])
    merge(one, two, MergeInput(other=frozenset({"dates"}), lessons=("bonding-1",)))
    kept = Initiative.objects.get(pk=one.pk)
    assert (kept.start_date, kept.derived) == (date(2026, 1, 1), ["start_date"])
    assert kept.location_shielded


def test_who_was_first_is_not_overwritten(pair: tuple[Initiative, Initiative]) -> None:
    one, two = pair
    seen = {one.pk: one.version, two.pk: two.version}
    change_initiative(ACTOR, two, lambda held: held.__class__(name="Anders"))
    with pytest.raises(Conflict):
        merge_initiatives(ACTOR, Initiative.objects.all(), one.pk, two.pk, BOTH, seen=seen)
    assert Initiative.objects.filter(pk=two.pk).exists()


def test_one_that_is_not_yours_is_missing(pair: tuple[Initiative, Initiative], here: Town) -> None:
    one, two = pair
    rows = Initiative.objects.filter(organisation=here.organisation)
    seen = {one.pk: one.version, two.pk: two.version}
    for kept, gone in ((one.pk, two.pk), (one.pk, one.pk)):
        with pytest.raises(Missing):
            merge_initiatives(ACTOR, rows, kept, gone, BOTH, seen=seen)


def test_a_new_reference_is_never_one_of_a_merged_record(here: Town) -> None:
    one, two = here.initiative("Een"), here.initiative("Twee")
    merge(one, two, MergeInput(lessons=("bonding-1",)))
    assert here.initiative("Drie").reference not in {one.reference, two.reference}


def test_no_table_is_forgotten() -> None:
    """Whatever refers to an initiative moves along; one with a rule of its own has to be handled."""
    for model, column in references_to(Initiative):
        if model in _HANDLED:
            continue
        unique = [
            set(rule.fields)
            for rule in model._meta.constraints
            if isinstance(rule, models.UniqueConstraint)
        ]
        name = column.removesuffix("_id")
        assert not any(name in fields for fields in unique), model


def test_a_seen_sentence_under_a_lesson_that_moved_goes_back_with_it(
    pair: tuple[Initiative, Initiative],
) -> None:
    one, two = pair
    operation = merge(one, two, BOTH)
    seen = ObservationInput(TODAY, "Iemand schoof aan.", lessons("linking-1"))
    add_observation(ACTOR, Initiative.objects.get(pk=one.pk), seen, today=TODAY)
    undo(ACTOR, operation)
    assert Observation.objects.get(text="Iemand schoof aan.").tag.initiative_id == two.pk
