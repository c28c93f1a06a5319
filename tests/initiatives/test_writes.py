"""Writing an initiative: one transaction, one log row, nothing of another municipality."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from audit.models import AuditEntry
from audit.versioned import Conflict
from initiatives.models import ActivityType, Initiative, LessonTag, Observation, PlaceKind
from initiatives.references import new_references
from initiatives.writes import (
    InitiativeInput,
    ObservationInput,
    add_observation,
    change_initiative,
    confirm_still_true,
    create_initiative,
    input_of,
    set_tags,
    stop_initiative,
    update_initiative,
)
from tests.initiatives.building import ACTOR, TODAY, Town, lessons, town

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


def last_entry(initiative: Initiative) -> AuditEntry:
    found = AuditEntry.objects.filter(
        object_type="initiatives.initiative", object_id=str(initiative.pk)
    )
    entry = found.first()
    assert entry is not None
    return entry


def test_creating_writes_everything_and_one_log_row(here: Town) -> None:
    given = InitiativeInput(
        name="Wijkwarmte",
        districts=tuple(here.districts),
        start_date=date(2025, 1, 1),
        activity_types=tuple(ActivityType.objects.filter(code__in=["eat", "peer"])),
        lessons=lessons("bonding-1", "linking-2"),
    )
    seen = ObservationInput(date(2026, 11, 20), "Zes buren kookten.")
    made = create_initiative(ACTOR, here.municipality, given, today=TODAY, observation=seen)
    stored = Initiative.objects.get(pk=made.pk)
    assert (stored.reference, stored.version, stored.location_shielded) == ("I-2026-0001", 1, True)
    assert [district.name for district in stored.districts.all()] == [
        d.name for d in here.districts
    ]
    assert [(tag.lesson.code, tag.position) for tag in stored.tags.all()] == [
        ("bonding-1", 1),
        ("linking-2", 2),
    ]
    assert Observation.objects.filter(tag__initiative=stored, kind="seen").count() == 2
    assert AuditEntry.objects.count() == 1
    entry = last_entry(stored)
    assert (entry.action, entry.municipality_code, entry.version) == ("create", "GM9001", 1)
    assert entry.changes["districts"] == [None, ["WK900101", "WK900102"]]
    assert entry.changes["lessons"] == [None, ["bonding-1", "linking-2"]]
    assert entry.changes["activity_types"] == [None, ["eat", "peer"]]
    assert len(entry.changes["observations"][1]) == 2


def test_writing_what_stands_there_changes_nothing(here: Town) -> None:
    made = here.initiative()
    update_initiative(ACTOR, made, input_of(made), seen_version=1)
    assert Initiative.objects.get(pk=made.pk).version == 1
    assert AuditEntry.objects.count() == 1


def test_only_what_hangs_on_it_changes_and_the_version_rises(here: Town) -> None:
    made = here.initiative()
    given = replace(input_of(made), districts=(here.districts[1],))
    update_initiative(ACTOR, made, given, seen_version=1)
    stored = Initiative.objects.get(pk=made.pk)
    assert stored.version == 2
    assert list(stored.districts.all()) == [here.districts[1]]
    assert last_entry(stored).changes == {"districts": [["WK900101"], ["WK900102"]]}


def test_the_second_of_two_people_gets_a_conflict(here: Town) -> None:
    made = here.initiative()
    seen = input_of(made)
    update_initiative(ACTOR, made, replace(seen, name="Eerste"), seen_version=1)
    with pytest.raises(Conflict) as raised:
        update_initiative(ACTOR, made, replace(seen, name="Tweede"), seen_version=1)
    assert isinstance(raised.value.current, Initiative)
    assert raised.value.current.name == "Eerste"
    assert Initiative.objects.get(pk=made.pk).name == "Eerste"
    assert AuditEntry.objects.count() == 2


def test_a_wrong_value_writes_nothing(here: Town) -> None:
    made = here.initiative()
    given = replace(input_of(made), name="Anders", end_date=date(2020, 1, 1), districts=())
    with pytest.raises(ValidationError, match="De laatste dag ligt voor het begin"):
        update_initiative(ACTOR, made, given, seen_version=1)
    stored = Initiative.objects.get(pk=made.pk)
    assert (stored.name, stored.version, stored.districts.count()) == ("Buurttafel", 1, 1)


def test_a_failing_link_takes_the_record_along(here: Town) -> None:
    four = lessons("bonding-1", "bonding-2", "bridging-1", "bridging-2")
    with pytest.raises(ValidationError, match="hooguit drie"):
        create_initiative(ACTOR, here.municipality, InitiativeInput(name="Te veel", lessons=four))
    assert not Initiative.objects.exists()
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("field", ["organisation", "districts"])
def test_nothing_of_another_municipality_can_be_linked(here: Town, field: str) -> None:
    there = town("GM9002", "Elders")
    foreign: dict[str, Any] = {
        "organisation": there.organisation,
        "districts": (here.districts[0], there.districts[0]),
    }
    with pytest.raises(ValidationError) as raised:
        here.initiative(**{field: foreign[field]})
    assert raised.value.message_dict == {field: ["Deze keuze hoort niet bij deze gemeente."]}
    assert not Initiative.objects.exists()


def test_whole_municipality_and_a_wijk_exclude_each_other(here: Town) -> None:
    with pytest.raises(ValidationError, match="niet allebei"):
        here.initiative(municipality_wide=True)


def test_the_database_itself_holds_three_lessons(here: Town) -> None:
    made = here.initiative(lessons=lessons("bonding-1", "bonding-2", "bridging-1"))
    extra = lessons("linking-1")[0]
    for position in (3, 4):
        with pytest.raises(IntegrityError), transaction.atomic():
            LessonTag.objects.create(
                municipality=here.municipality, initiative=made, lesson=extra, position=position
            )


def test_a_removed_lesson_takes_its_observations_and_the_log_keeps_them(here: Town) -> None:
    made = here.initiative()
    set_tags(ACTOR, made, lessons("bridging-3", "linking-1"))
    stored = Initiative.objects.get(pk=made.pk)
    assert {(tag.lesson.code, tag.position) for tag in stored.tags.all()} == {
        ("bridging-3", 2),
        ("linking-1", 1),
    }
    assert Observation.objects.filter(tag__lesson__code="bridging-3").count() == 1
    changes = last_entry(stored).changes
    assert changes["lessons"] == [["bonding-1", "bridging-3"], ["bridging-3", "linking-1"]]
    assert changes["observations"] == [
        [["bonding-1", "2026-11-12", "seen", "Twaalf mensen aten samen."]],
        [],
    ]


def test_the_log_never_holds_a_private_contact(here: Town) -> None:
    made = here.initiative(private_contact="06-12345678")
    assert last_entry(made).changes["private_contact"] == [None, "(afgeschermd)"]
    change_initiative(ACTOR, made, lambda held: replace(held, private_contact="06-87654321"))
    assert last_entry(made).changes == {"private_contact": ["(afgeschermd)", "(afgeschermd)"]}


def test_what_a_person_fills_in_is_no_longer_derived(here: Town) -> None:
    made = here.initiative()
    Initiative.objects.filter(pk=made.pk).update(derived=["start_date", "organisation"])
    change_initiative(ACTOR, made, lambda held: replace(held, start_date=date(2024, 5, 1)))
    assert Initiative.objects.get(pk=made.pk).derived == ["organisation"]


def test_stopping_sets_the_last_day(here: Town) -> None:
    made = here.initiative()
    stop_initiative(ACTOR, made, TODAY)
    assert Initiative.objects.get(pk=made.pk).end_date == TODAY
    assert last_entry(made).changes == {"end_date": [None, "2026-11-22"]}


def test_an_observation_goes_under_the_lessons_named(here: Town) -> None:
    made = here.initiative()
    given = ObservationInput(TODAY, "Twee groepen naast elkaar.", lessons("bridging-3"))
    add_observation(ACTOR, made, given, today=TODAY)
    latest = Observation.objects.filter(date=TODAY)
    assert [row.tag.lesson.code for row in latest] == ["bridging-3"]
    assert Initiative.objects.get(pk=made.pk).version == 1
    assert last_entry(made).changes["observations"][1] == [
        ["bridging-3", "2026-11-22", "seen", "Twee groepen naast elkaar."]
    ]


@pytest.mark.parametrize(
    ("day", "text", "codes", "message"),
    [
        (date(2026, 11, 23), "Morgen.", (), "toekomst"),
        (TODAY, "   ", (), "één zin"),
        (TODAY, "Anders.", ("linking-1",), "hoort niet bij dit initiatief"),
        (TODAY, "x" * 501, (), "500"),
    ],
)
def test_a_wrong_observation_is_refused(
    here: Town, day: date, text: str, codes: tuple[str, ...], message: str
) -> None:
    made = here.initiative()
    with pytest.raises(ValidationError, match=message):
        add_observation(ACTOR, made, ObservationInput(day, text, lessons(*codes)), today=TODAY)
    assert Observation.objects.count() == 2
    assert AuditEntry.objects.count() == 1


def test_klopt_nog_confirms_every_lesson_once_a_day(here: Town) -> None:
    made = here.initiative()
    assert len(confirm_still_true(ACTOR, made, today=TODAY)) == 2
    assert confirm_still_true(ACTOR, made, today=TODAY) == []
    assert Observation.objects.filter(kind="confirmed", date=TODAY).count() == 2
    assert AuditEntry.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"start_date": None}, "nog een idee"),
        ({"start_date": date(2027, 1, 1)}, "nog een idee"),
        ({"end_date": date(2026, 11, 21)}, "gestopt"),
        ({"lessons": ()}, "geen lessen"),
    ],
)
def test_klopt_nog_needs_something_that_runs(
    here: Town, given: dict[str, Any], message: str
) -> None:
    made = here.initiative(**given)
    with pytest.raises(ValidationError, match=message):
        confirm_still_true(ACTOR, made, today=TODAY)


def test_references_follow_the_highest_and_skip_foreign_ones(here: Town) -> None:
    for reference in ("I-2026-0009", "I-2026-0100", "I-2026-abc", "I-2025-9999", "eigen"):
        here.initiative(reference=reference)
    town("GM9002", "Elders").initiative(reference="I-2026-0500")
    with transaction.atomic():
        assert new_references(here.municipality, 2026, 2) == ["I-2026-0101", "I-2026-0102"]
        assert new_references(here.municipality, 2027) == ["I-2027-0001"]


def test_lists_are_replaced_as_a_whole(here: Town) -> None:
    made = here.initiative(
        place_kinds=tuple(PlaceKind.objects.filter(code__in=["home", "outdoor"]))
    )
    outdoor = tuple(PlaceKind.objects.filter(code="outdoor"))
    change_initiative(ACTOR, made, lambda held: replace(held, place_kinds=outdoor))
    assert [place.code for place in made.place_kinds.all()] == ["outdoor"]
