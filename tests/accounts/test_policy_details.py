"""Rights that are not about one kind of record: abilities, validity, what is counted."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.apps import apps

from accounts import policy
from accounts.models import Role, User
from accounts.policy import (
    ABILITIES,
    RIGHTS,
    Ability,
    Subject,
    can,
    is_valid,
    measured,
    reads,
    visible,
)
from areas.models import MunicipalRow
from initiatives.models import Initiative
from tests.initiatives.building import TODAY, town

pytestmark = pytest.mark.django_db

P, B, S, L, A = (
    Role.PROFESSIONAL,
    Role.POLICYMAKER,
    Role.FUNDING_OFFICER,
    Role.READER,
    Role.ADMIN,
)


def test_an_unsaved_change_opens_nothing() -> None:
    here, there = town(), town("GM9002", "Elders")
    foreign = there.initiative()
    foreign.municipality = here.municipality
    foreign.organisation = here.organisation
    assert not can(here.member(P), "change", foreign)
    assert not can(here.member(A), "view", foreign)


def test_abilities_are_those_of_the_design() -> None:
    assert ABILITIES[Ability.FREE_TEXT] == ABILITIES[Ability.SCORES] == {P, B, S, A}
    assert ABILITIES[Ability.CONTACT_DATA] == {B, S, A}
    assert ABILITIES[Ability.VOICE_SIGNALS] == {P, B, S, A}
    assert ABILITIES[Ability.DASHBOARDS] == set(Role)
    assert ABILITIES[Ability.IMPORT_RECORDS] == {A}
    assert ABILITIES[Ability.IMPORT_FUNDING] == {S, A}
    assert set(ABILITIES) == set(Ability)


@pytest.mark.parametrize(("role", "subject"), list(product(Role, Subject)))
def test_every_role_has_a_right_on_every_subject(role: Role, subject: Subject) -> None:
    right = RIGHTS[subject][role]
    assert right.write <= right.read, "what you may write you may read"


@pytest.mark.parametrize(
    ("role", "own", "other", "unknown"),
    [
        (P, True, False, False),
        (B, True, True, True),
        (S, True, True, True),
        (L, False, False, False),
        (A, True, True, True),
    ],
)
def test_contacts_of_a_record_follow_its_organisation(
    role: Role, own: bool, other: bool, unknown: bool
) -> None:
    here = town()
    member = here.member(role, here.organisation)
    found = [
        reads(member, Subject.CONTACTS, pk) for pk in (here.organisation.pk, here.other.pk, None)
    ]
    assert found == [own, other, unknown]


def test_what_everybody_counts_hides_no_record() -> None:
    here = town()
    for name, public in (("een", False), ("twee", True), ("drie", False)):
        here.initiative(name, is_public=public, organisation=here.other)
    for role in Role:
        assert measured(here.member(role), Initiative.objects.all()).count() == 3


def test_every_business_row_has_its_rights() -> None:
    missing = {
        model._meta.label_lower
        for model in apps.get_models()
        if issubclass(model, MunicipalRow) and model._meta.label_lower not in policy._MODELS
    }
    assert missing == set()


def test_an_unknown_model_or_action_is_a_mistake_of_ours() -> None:
    here = town()
    member = here.member(A)
    with pytest.raises(LookupError):
        visible(member, User.objects.all())
    with pytest.raises(ValueError, match="approve"):
        can(member, "approve", here.initiative())


def test_a_membership_holds_through_its_last_day() -> None:
    here = town()
    member = here.member(B)
    member.valid_until = TODAY
    assert is_valid(member, TODAY)
    assert not is_valid(member, TODAY + timedelta(days=1))
    member.valid_until = None
    member.user.is_active = False
    assert not is_valid(member, date(2026, 1, 1))
