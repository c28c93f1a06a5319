"""The rights table of the design, each role against each kind of record."""

from typing import Any

import pytest
from django.apps import apps
from django.db import models

from accounts import policy
from accounts.models import Membership, Organisation, Role
from accounts.policy import (
    Ability,
    can,
    may,
    measured,
    visible,
    writable,
)
from areas.models import District, TargetGroup
from facilitation.models import Action
from funding.models import Decision, Funder, Grant, Payment, Scheme
from initiatives.models import Contact, Initiative, LessonTag, PartnerKind, PartnerTie, VoiceSignal
from initiatives.writes import (
    ContactInput,
    TieInput,
    VoiceInput,
    add_contact,
    add_voice_signal,
    set_tie,
)
from lessons.models import Lesson
from tests.initiatives.building import ACTOR, TODAY, Town, town

pytestmark = pytest.mark.django_db

P, B, S, L, A = (
    Role.PROFESSIONAL,
    Role.POLICYMAKER,
    Role.FUNDING_OFFICER,
    Role.READER,
    Role.ADMIN,
)
# What each role reads and writes of an initiative's rows: own organisation's, published, or all.
ALL = "own other public"
_RECORDS = {P: (ALL, "own"), B: (ALL, ALL), S: (ALL, ""), L: ("public", ""), A: (ALL, ALL)}
_MONEY = {P: ("own", ""), B: (ALL, ""), S: (ALL, ALL), L: ("", ""), A: (ALL, "")}
TABLE: dict[type[models.Model], dict[Role, tuple[str, str]]] = {
    Initiative: _RECORDS,
    LessonTag: _RECORDS,
    PartnerTie: _RECORDS,
    Contact: {P: ("own", "own"), B: (ALL, ALL), S: (ALL, ""), L: ("", ""), A: (ALL, ALL)},
    Grant: _MONEY,
    Decision: _MONEY,
    Payment: _MONEY,
}


def grant_for(initiative: Initiative, funder: Funder) -> None:
    """A granted application with a payment."""
    grant = Grant.objects.create(
        municipality=initiative.municipality,
        initiative=initiative,
        funder=funder,
        reference=f"S-{initiative.pk}",
        requested_cents=100_00,
        granted_cents=100_00,
        paid_cents=50_00,
        state="granted",
    )
    values: dict[str, Any] = {
        "municipality": initiative.municipality,
        "grant": grant,
        "date": TODAY,
    }
    Decision.objects.create(kind="granted", amount_cents=100_00, **values)
    Payment.objects.create(amount_cents=50_00, **values)


def filled(place: Town) -> dict[str, Initiative]:
    """Three initiatives, of the own organisation, another one and a published one, with all that hangs on them."""
    made = {
        "own": place.initiative("own"),
        "other": place.initiative("other", organisation=place.other),
        "public": place.initiative("public", organisation=place.other, is_public=True),
    }
    kind = PartnerKind.objects.get(code="housing")
    funder = Funder.objects.create(
        municipality=place.municipality, name="Gemeente", kind="municipality"
    )
    for initiative in made.values():
        set_tie(ACTOR, initiative, TieInput(kind, involved=True))
        add_contact(ACTOR, initiative, ContactInput(kind, TODAY), today=TODAY)
        grant_for(initiative, funder)
    missing = tuple(TargetGroup.objects.filter(code="youth"))
    given = VoiceInput(place.districts[0], TODAY, missing_groups=missing)
    add_voice_signal(ACTOR, place.municipality, given, today=TODAY)
    return made


def name_of(row: models.Model) -> str:
    """The name of the initiative that a row is of or hangs on."""
    if isinstance(row, Initiative):
        return row.name
    if isinstance(row, Decision | Payment):
        return row.grant.initiative.name
    assert isinstance(row, LessonTag | PartnerTie | Contact | Grant)
    return row.initiative.name


@pytest.mark.parametrize("role", list(Role))
def test_the_table_of_rights_on_records(role: Role) -> None:
    here, there = town(), town("GM9002", "Elders")
    filled(here)
    filled(there)
    member = here.member(role)
    for model, rights in TABLE.items():
        everything = model._default_manager.all()
        shown, changeable = (set(rights[role][index].split()) for index in (0, 1))
        seen, changed = visible(member, everything), writable(member, everything)
        assert {name_of(row) for row in seen} == shown, model
        assert {name_of(row) for row in changed} == changeable, model
        for row in everything:
            assert can(member, "view", row) is seen.filter(pk=row.pk).exists()
            assert can(member, "change", row) is changed.filter(pk=row.pk).exists()
        assert can(member, "add", model) is bool(changeable)
        assert can(member, "view", model) is bool(shown)


@pytest.mark.parametrize("role", list(Role))
def test_nothing_of_another_municipality_is_ever_visible(role: Role) -> None:
    here, there = town(), town("GM9002", "Elders")
    filled(there)
    member = here.member(role)
    Scheme.objects.create(
        municipality=there.municipality, name="Wijkbudget", funder=Funder.objects.get(), year=2026
    )
    for label in policy._MODELS:
        model = apps.get_model(label)
        foreign = model._default_manager.filter(municipality=there.municipality)
        for scoped in (visible, writable, measured):
            assert not scoped(member, foreign).exists(), label
        for row in foreign:
            for action in ("view", "add", "change", "delete"):
                assert not can(member, action, row), (label, action)


@pytest.mark.parametrize(
    ("role", "reads_it", "writes_it"),
    [(P, True, False), (B, True, True), (S, True, False), (L, False, False), (A, True, True)],
)
def test_rights_on_voice_signals(role: Role, reads_it: bool, writes_it: bool) -> None:
    here = town()
    filled(here)
    member = here.member(role)
    assert visible(member, VoiceSignal.objects.all()).exists() is reads_it
    assert writable(member, VoiceSignal.objects.all()).exists() is writes_it
    assert can(member, "change", VoiceSignal.objects.get()) is writes_it


@pytest.mark.parametrize("role", list(Role))
def test_members_are_the_business_of_the_admin(role: Role) -> None:
    here = town()
    member = here.member(role)
    manages = role is A
    assert can(member, "view", Membership) is manages
    assert writable(member, Membership.objects.all()).exists() is manages
    assert may(member, Ability.MANAGE) is manages


@pytest.mark.parametrize("role", list(Role))
def test_everybody_reads_the_wijken_of_their_municipality(role: Role) -> None:
    here = town()
    town("GM9002", "Elders")
    found = visible(here.member(role), District.objects.order_by("code"))
    assert list(found) == here.districts


def test_a_reader_sees_organisations_of_published_initiatives_only_once() -> None:
    here = town()
    filled(here)
    here.initiative("nog een", organisation=here.other, is_public=True)
    reader = here.member(L)
    assert list(visible(reader, Organisation.objects.all())) == [here.other]


def test_a_professional_writes_the_own_organisation_only() -> None:
    here = town()
    member = here.member(P)
    assert list(writable(member, Organisation.objects.all())) == [here.organisation]


@pytest.mark.parametrize(
    ("role", "sees_own", "sees_other", "writes_own"),
    [
        (P, True, False, True),
        (B, True, True, True),
        (S, True, True, False),
        (L, False, False, False),
        (A, True, True, True),
    ],
)
def test_rights_on_facilitating_actions(
    role: Role, sees_own: bool, sees_other: bool, writes_own: bool
) -> None:
    here = town()
    member = here.member(role)
    colleague = here.member(P, here.organisation)
    stranger = here.member(P, here.other)
    lesson = Lesson.objects.get(code="bridging-1")
    made = [
        Action.objects.create(
            municipality=here.municipality,
            district=here.districts[0],
            lesson=lesson,
            role="professional",
            text="Maak een praatje mogelijk.",
            owner=owner.user,
        )
        for owner in (colleague, stranger)
    ]
    seen = set(visible(member, Action.objects.all()))
    assert (made[0] in seen, made[1] in seen) == (sees_own, sees_other)
    assert can(member, "change", made[0]) is writes_own
