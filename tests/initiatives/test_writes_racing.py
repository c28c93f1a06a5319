"""Many people save at once: every reference is another one, and no change is lost."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from areas.models import TargetGroup
from audit.models import AuditEntry
from audit.versioned import Conflict
from initiatives.models import Initiative, PartnerKind
from initiatives.writes import (
    InitiativeInput,
    TieInput,
    change_initiative,
    create_initiative,
    input_of,
    set_tie,
    update_initiative,
)
from tests.initiatives.building import ACTOR, TODAY, Town, lessons
from tests.racing import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_engines]

PEOPLE, TIMES = 6, 8


def log_of(initiative: Initiative) -> int:
    """How many log rows tell of this record."""
    return AuditEntry.objects.filter(
        object_type="initiatives.initiative", object_id=str(initiative.pk)
    ).count()


def test_references_are_given_once(here: Town) -> None:
    chosen = lessons("bonding-1")

    def logger(person: int) -> Callable[[], None]:
        def log() -> None:
            for time in range(TIMES):
                given = InitiativeInput(name=f"Tafel {person}.{time}", lessons=chosen)
                create_initiative(ACTOR, here.municipality, given, today=TODAY)

        return log

    at_once([logger(person) for person in range(PEOPLE)])
    found = sorted(Initiative.objects.values_list("reference", flat=True))
    assert found == [f"I-2026-{number:04d}" for number in range(1, PEOPLE * TIMES + 1)]


def test_whoever_insists_loses_nothing_of_the_others(here: Town) -> None:
    made = here.initiative()

    def editor(person: int) -> Callable[[], None]:
        def edit() -> None:
            left = TIMES
            while left:
                seen = Initiative.objects.get(pk=made.pk)
                given = replace(input_of(seen), story=f"{seen.story}[{person}.{left}]")
                try:
                    update_initiative(ACTOR, seen, given, seen_version=seen.version)
                except Conflict:
                    continue
                left -= 1

        return edit

    at_once([editor(person) for person in range(PEOPLE)])
    stored = Initiative.objects.get(pk=made.pk)
    assert stored.story.count("[") == PEOPLE * TIMES
    assert stored.version == PEOPLE * TIMES + 1
    assert log_of(stored) == PEOPLE * TIMES + 1


def test_taps_on_different_answers_all_count(here: Town) -> None:
    made = here.initiative()
    kinds = list(PartnerKind.objects.all())[:PEOPLE]
    groups = list(TargetGroup.objects.all())[:PEOPLE]

    def tapper(kind: PartnerKind, group: TargetGroup) -> Callable[[], None]:
        def tap() -> None:
            set_tie(ACTOR, made, TieInput(kind, involved=True))
            change_initiative(
                ACTOR,
                made,
                lambda held: replace(held, target_groups=(*held.target_groups, group)),
            )

        return tap

    at_once([tapper(kind, group) for kind, group in zip(kinds, groups, strict=True)])
    stored = Initiative.objects.get(pk=made.pk)
    assert stored.ties.count() == stored.target_groups.count() == PEOPLE
    assert stored.version == 2 * PEOPLE + 1
    assert log_of(stored) == 2 * PEOPLE + 1
