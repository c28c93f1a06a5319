"""Writing actions: whose they may be, what is checked, and what the log keeps."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Membership, Role
from audit.models import AuditEntry
from audit.versioned import Conflict
from facilitation.models import Action
from facilitation.writes import (
    Gap,
    Task,
    add_note,
    assign_many,
    change_state,
    create_action,
    finish_many,
    link_initiative,
    update_action,
)
from lessons.models import ActionRole
from tests.initiatives.building import ACTOR, TODAY, Town, lessons, town

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Town:
    return town()


@pytest.fixture
def policymaker(here: Town) -> Membership:
    return here.member(Role.POLICYMAKER)


def gap(place: Town, role: str = ActionRole.POLICY, state: str = "empty") -> Gap:
    return Gap(place.districts[0], lessons("bonding-1")[0], role, state)


def make(member: Membership, place: Town, task: Task | None = None) -> Action:
    return create_action(
        ACTOR, member, gap(place), task or Task("Koffie drinken", member.user), today=TODAY
    )


def refused(error: pytest.ExceptionInfo[ValidationError]) -> set[str]:
    return set(error.value.message_dict)


def test_an_action_keeps_what_the_cell_was(here: Town, policymaker: Membership) -> None:
    action = make(policymaker, here)
    assert (action.state, action.state_at_start, action.made_on) == ("open", "empty", TODAY)
    entry = AuditEntry.objects.get(object_type="facilitation.action", action="create")
    assert entry.changes["text"] == [None, "Koffie drinken"]
    assert entry.municipality_code == here.municipality.code


def test_a_wijk_of_another_municipality_is_refused(here: Town, policymaker: Membership) -> None:
    other = town("GM9002", "Elders")
    with pytest.raises(ValidationError) as error:
        create_action(ACTOR, policymaker, gap(other), Task("x"), today=TODAY)
    assert refused(error) == {"district"}
    assert not Action.objects.exists()


@pytest.mark.parametrize("role", [Role.READER, Role.FUNDING_OFFICER])
def test_who_writes_no_actions_gets_none(here: Town, policymaker: Membership, role: Role) -> None:
    with pytest.raises(ValidationError) as error:
        make(policymaker, here, Task("x", here.member(role).user))
    assert refused(error) == {"owner"}


def test_somebody_of_another_municipality_gets_none(here: Town, policymaker: Membership) -> None:
    stranger = town("GM9002", "Elders").member(Role.POLICYMAKER)
    with pytest.raises(ValidationError) as error:
        make(policymaker, here, Task("x", stranger.user))
    assert refused(error) == {"owner"}


def test_somebody_who_left_gets_none_but_may_stay(here: Town, policymaker: Membership) -> None:
    left = here.member(Role.POLICYMAKER)
    action = make(policymaker, here, Task("x", left.user))
    left.valid_until = date(2026, 11, 1)
    left.save()
    with pytest.raises(ValidationError):
        make(policymaker, here, Task("y", left.user))
    kept = Task("anders", left.user)
    changed = update_action(ACTOR, policymaker, action, kept, seen_version=1, today=TODAY)
    assert (changed.text, changed.owner_id, changed.version) == ("anders", left.user_id, 2)


def test_a_professional_gives_actions_to_the_own_organisation_only(here: Town) -> None:
    me, colleague = here.member(Role.PROFESSIONAL), here.member(Role.PROFESSIONAL)
    other = here.member(Role.PROFESSIONAL, here.other)
    assert make(me, here, Task("x", colleague.user)).owner == colleague.user
    for owner in (other.user, here.member(Role.POLICYMAKER).user, None):
        with pytest.raises(ValidationError) as error:
            make(me, here, Task("x", owner))
        assert refused(error) == {"owner"}


def test_a_resident_never_gets_one(here: Town, policymaker: Membership) -> None:
    with pytest.raises(ValidationError, match="uitnodiging"):
        create_action(ACTOR, policymaker, gap(here, ActionRole.RESIDENT), Task("x"), today=TODAY)


def test_an_empty_text_is_refused(here: Town, policymaker: Membership) -> None:
    with pytest.raises(ValidationError) as error:
        make(policymaker, here, Task("   "))
    assert refused(error) == {"text"}


def test_who_was_first_is_not_overwritten(here: Town, policymaker: Membership) -> None:
    action = make(policymaker, here)
    update_action(ACTOR, policymaker, action, Task("eerst"), seen_version=1, today=TODAY)
    with pytest.raises(Conflict):
        update_action(ACTOR, policymaker, action, Task("daarna"), seen_version=1, today=TODAY)
    action.refresh_from_db()
    assert action.text == "eerst"


def test_saving_nothing_new_changes_nothing(here: Town, policymaker: Membership) -> None:
    action = make(policymaker, here)
    same = Task(action.text, action.owner)
    assert update_action(ACTOR, policymaker, action, same, seen_version=1).version == 1


def test_a_state_is_dated_and_logged_once(here: Town, policymaker: Membership) -> None:
    action = make(policymaker, here)
    changed = change_state(ACTOR, action, "done", today=date(2026, 12, 1))
    assert changed is not None
    assert (changed.state, changed.state_on) == ("done", date(2026, 12, 1))
    assert change_state(ACTOR, action, "done") is None
    assert AuditEntry.objects.filter(action="update").count() == 1


def test_a_state_that_does_not_exist_is_refused(here: Town, policymaker: Membership) -> None:
    action = make(policymaker, here)
    with pytest.raises(ValidationError):
        change_state(ACTOR, action, "klaar")
    action.refresh_from_db()
    assert action.state == "open"


def test_what_came_of_it_is_of_the_same_municipality(here: Town, policymaker: Membership) -> None:
    action = make(policymaker, here)
    made = here.initiative()
    assert link_initiative(ACTOR, action, made).initiative == made
    with pytest.raises(ValidationError):
        link_initiative(ACTOR, action, town("GM9002", "Elders").initiative())
    assert link_initiative(ACTOR, action, None).initiative is None


def test_notes_are_dated_and_stay(here: Town, policymaker: Membership) -> None:
    action = make(policymaker, here, Task("x", notes="Begonnen."))
    add_note(ACTOR, action, "Gebeld.", today=TODAY)
    action.refresh_from_db()
    assert action.notes == "22-11-2026, test: Gebeld.\n\nBegonnen."


def test_notes_that_grow_too_long_are_refused_whole(here: Town, policymaker: Membership) -> None:
    action = make(policymaker, here, Task("x", notes="a" * 4_990))
    with pytest.raises(ValidationError) as error:
        add_note(ACTOR, action, "Gebeld.")
    assert refused(error) == {"note"}


def test_many_change_hands_or_none(here: Town, policymaker: Membership) -> None:
    actions = [make(policymaker, here) for _number in range(3)]
    colleague = here.member(Role.ADMIN).user
    assert assign_many(ACTOR, policymaker, actions, colleague) == 3
    assert assign_many(ACTOR, policymaker, actions, colleague) == 0
    with pytest.raises(ValidationError):
        assign_many(ACTOR, policymaker, actions, here.member(Role.READER).user)
    assert set(Action.objects.values_list("owner", flat=True)) == {colleague.pk}
    assert finish_many(ACTOR, actions) == 3
    assert set(Action.objects.values_list("state", flat=True)) == {"done"}
