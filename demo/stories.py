"""Voices heard and missing, and the actions that answer a gap."""

from datetime import date, timedelta
from typing import Final

from accounts.models import Role, User
from areas.models import District, Municipality, TargetGroup
from dashboards.analysis.dates import add_months
from facilitation.models import Action
from initiatives.models import VoiceSignal
from lessons.models import ActionRole, Lesson

VOICES: Final = (
    # district, months ago, who decides, whose voice is missing, answered months ago
    ("WK999906", 2, ("older",), ("tenants",), None),
    ("WK999903", 9, ("parents",), ("learning_dutch", "youth"), 6),
    ("WK999904", 3, (), (), None),
    ("WK999901", 14, (), (), None),
)
ACTIONS: Final = (
    (
        "WK999905",
        "bonding-1",
        ActionRole.PROFESSIONAL,
        "Navragen of Moeders van de Zon nog samenkomt.",
        Role.PROFESSIONAL,
        "open",
        26,
    ),
    (
        "WK999903",
        "linking-3",
        ActionRole.POLICY,
        "Met de vijf initiatieven praten over geld na december.",
        Role.POLICYMAKER,
        "doing",
        14,
    ),
    (
        "WK999907",
        "bonding-1",
        ActionRole.POLICY,
        "Langsgaan bij de ouders van de Speelhof: wie zoekt een eigen plek?",
        Role.POLICYMAKER,
        "open",
        40,
    ),
    (
        "WK999901",
        "bridging-1",
        ActionRole.PROFESSIONAL,
        "Avondlopers helpen met de aanvraag.",
        Role.PROFESSIONAL,
        "done",
        -20,
    ),
)


def create_voices(municipality: Municipality, districts: dict[str, District], today: date) -> None:
    """An open signal, an answered one, a recent review and one that is too old."""
    groups = {group.code: group for group in TargetGroup.objects.all()}
    for code, months, deciding, missing, answered in VOICES:
        voice = VoiceSignal.objects.create(
            municipality=municipality,
            district=districts[code],
            date=add_months(today, -months),
            checked_none=not missing,
            response="" if answered is None else "Er is een tafel met beide groepen gekomen.",
            responded_on=None if answered is None else add_months(today, -answered),
        )
        voice.deciding_groups.set(groups[group] for group in deciding)
        voice.missing_groups.set(groups[group] for group in missing)


def create_actions(
    municipality: Municipality,
    districts: dict[str, District],
    people: dict[Role, User],
    today: date,
) -> None:
    """Actions of policy and professional, in every stand but dropped."""
    lessons = {lesson.code: lesson for lesson in Lesson.objects.all()}
    for code, lesson, role, text, owner, state, days in ACTIONS:
        Action.objects.create(
            municipality=municipality,
            district=districts[code],
            lesson=lessons[lesson],
            role=role,
            text=text,
            owner=people[owner],
            state=state,
            due_date=today + timedelta(days=days),
        )
