"""Ties, contacts and voice signals."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from areas.models import TargetGroup
from audit.models import AuditEntry
from audit.versioned import Conflict
from initiatives.models import Contact, Initiative, PartnerKind, PartnerTie, VoiceSignal
from initiatives.writes import (
    ContactInput,
    TieInput,
    VoiceInput,
    add_contact,
    add_voice_signal,
    answer_voice_signal,
    set_tie,
    set_ties,
)
from tests.initiatives.building import ACTOR, TODAY, Town, town

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


def kind(code: str) -> PartnerKind:
    return PartnerKind.objects.get(code=code)


def groups(*codes: str) -> tuple[TargetGroup, ...]:
    return tuple(TargetGroup.objects.filter(code__in=codes))


def ties_of(initiative: Initiative) -> dict[str, bool]:
    return {
        row.partner_kind.code: row.involved
        for row in PartnerTie.objects.filter(initiative=initiative)
    }


def test_ties_are_set_as_a_whole(here: Town) -> None:
    made = here.initiative()
    set_ties(ACTOR, made, [TieInput(kind("welfare"), True), TieInput(kind("school"), False)])
    set_ties(
        ACTOR,
        made,
        [TieInput(kind("welfare"), False), TieInput(kind("housing"), True)],
        seen_version=2,
    )
    assert ties_of(made) == {"welfare": False, "housing": True}
    assert Initiative.objects.get(pk=made.pk).version == 3
    entry = AuditEntry.objects.latest("id")
    assert entry.changes == {
        "tie_welfare": [True, False],
        "tie_school": [False, None],
        "tie_housing": [None, True],
    }


def test_the_same_ties_write_nothing(here: Town) -> None:
    made = here.initiative()
    tie = TieInput(kind("welfare"), True)
    set_tie(ACTOR, made, tie)
    set_tie(ACTOR, made, tie)
    set_ties(ACTOR, made, [tie])
    assert Initiative.objects.get(pk=made.pk).version == 2
    assert AuditEntry.objects.count() == 2


def test_one_tie_leaves_the_others(here: Town) -> None:
    made = here.initiative()
    set_tie(ACTOR, made, TieInput(kind("welfare"), True))
    set_tie(ACTOR, made, TieInput(kind("care"), False))
    assert ties_of(made) == {"welfare": True, "care": False}


def test_ties_seen_before_somebody_saved_are_a_conflict(here: Town) -> None:
    made = here.initiative()
    set_tie(ACTOR, made, TieInput(kind("welfare"), True))
    with pytest.raises(Conflict):
        set_ties(ACTOR, made, [], seen_version=1)
    assert ties_of(made) == {"welfare": True}


def test_a_contact_is_kept_with_its_own_log_row(here: Town) -> None:
    made = here.initiative()
    contact = add_contact(
        ACTOR,
        made,
        ContactInput(kind("housing"), TODAY, who="wijkbeheerder", how="telefoon"),
        today=TODAY,
    )
    assert contact.municipality == here.municipality
    entry = AuditEntry.objects.latest("id")
    assert (entry.object_type, entry.action) == ("initiatives.contact", "create")
    assert entry.changes["who"] == [None, "wijkbeheerder"]
    assert Initiative.objects.get(pk=made.pk).version == 1


def test_a_contact_in_the_future_is_refused(here: Town) -> None:
    with pytest.raises(ValidationError, match="toekomst"):
        add_contact(
            ACTOR, here.initiative(), ContactInput(kind("care"), date(2026, 11, 23)), today=TODAY
        )
    assert not Contact.objects.exists()


def test_a_signal_names_groups_and_can_be_answered(here: Town) -> None:
    given = VoiceInput(
        here.districts[0],
        TODAY,
        deciding_groups=groups("older"),
        missing_groups=groups("youth", "tenants"),
    )
    signal = add_voice_signal(ACTOR, here.municipality, given, today=TODAY)
    entry = AuditEntry.objects.latest("id")
    assert entry.changes["missing_groups"] == [None, ["tenants", "youth"]]
    answer_voice_signal(
        ACTOR, signal, "De jongeren zijn gevraagd.", TODAY, seen_version=1, today=TODAY
    )
    stored = VoiceSignal.objects.get()
    assert (stored.responded_on, stored.version) == (TODAY, 2)
    with pytest.raises(Conflict):
        answer_voice_signal(ACTOR, signal, "Nog eens.", TODAY, seen_version=1, today=TODAY)


@pytest.mark.parametrize(
    ("none", "missing"),
    [(True, ("youth",)), (False, ())],
)
def test_a_signal_either_misses_somebody_or_nobody(
    here: Town, none: bool, missing: tuple[str, ...]
) -> None:
    given = VoiceInput(here.districts[0], TODAY, checked_none=none, missing_groups=groups(*missing))
    with pytest.raises(ValidationError, match="een van de twee"):
        add_voice_signal(ACTOR, here.municipality, given, today=TODAY)
    assert not VoiceSignal.objects.exists()


def test_a_signal_for_a_wijk_elsewhere_is_refused(here: Town) -> None:
    there = town("GM9002", "Elders")
    given = VoiceInput(there.districts[0], TODAY, checked_none=True)
    with pytest.raises(ValidationError, match="niet bij deze gemeente"):
        add_voice_signal(ACTOR, here.municipality, given, today=TODAY)


@pytest.mark.parametrize(
    ("response", "day", "message"),
    [
        ("", TODAY, "Schrijf op"),
        ("Ja.", date(2026, 11, 23), "toekomst"),
        ("Ja.", date(2026, 11, 1), "na het signaal"),
    ],
)
def test_a_wrong_answer_is_refused(here: Town, response: str, day: date, message: str) -> None:
    given = VoiceInput(here.districts[0], date(2026, 11, 10), missing_groups=groups("youth"))
    signal = add_voice_signal(ACTOR, here.municipality, given, today=TODAY)
    with pytest.raises(ValidationError, match=message):
        answer_voice_signal(ACTOR, signal, response, day, seen_version=1, today=TODAY)
    assert VoiceSignal.objects.get().responded_on is None


def test_nobody_missed_needs_no_answer(here: Town) -> None:
    given = VoiceInput(here.districts[0], TODAY, checked_none=True)
    signal = add_voice_signal(ACTOR, here.municipality, given, today=TODAY)
    with pytest.raises(ValidationError, match="niets te beantwoorden"):
        answer_voice_signal(ACTOR, signal, "Toch iets.", TODAY, seen_version=1, today=TODAY)
