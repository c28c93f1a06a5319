"""Voices heard and missing, and the actions that answer a gap."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from accounts.models import Organisation, Role, User
from areas.models import District, Municipality, TargetGroup
from dashboards.analysis.coverage import cover
from dashboards.analysis.dates import add_months
from dashboards.analysis.situation import situate
from dashboards.queries import records
from facilitation.models import Action
from initiatives.models import Initiative, VoiceSignal
from lessons.models import ActionRole, Lesson

VOICES: Final = (
    # district, months ago, who decides, whose voice is missing, answered months ago
    ("WK999906", 2, ("older",), ("tenants",), None),
    ("WK999903", 9, ("parents",), ("learning_dutch", "youth"), 6),
    ("WK999904", 3, (), (), None),
    ("WK999901", 14, (), (), None),
)
ASKABLE: Final = (
    "Deelkas Molen",
    "Huis De Schering",
    "Kookploeg Kade",
    "Vereniging Dek & Doe",
    "Welzijn Sluiswaarde",
)
"""The organisations that agreed to be asked how it works with them."""


@dataclass(frozen=True, slots=True)
class ToldAction:
    """An action of the demo: made so many months ago, to be done so many days from the day of loading."""

    district: str
    lesson: str
    role: ActionRole
    text: str
    owner: Role
    state: Action.State
    made: int
    due: int
    initiative: str = ""
    notes: str = ""


ACTIONS: Final = (
    ToldAction(
        "WK999905",
        "bonding-1",
        ActionRole.PROFESSIONAL,
        "Navragen of Moeders van de Zon nog samenkomt.",
        Role.PROFESSIONAL,
        Action.State.OPEN,
        made=1,
        due=26,
    ),
    ToldAction(
        "WK999903",
        "linking-3",
        ActionRole.POLICY,
        "Met de vijf initiatieven praten over geld na december.",
        Role.POLICYMAKER,
        Action.State.DOING,
        made=2,
        due=14,
        notes="Met drie van de vijf is gesproken; twee afspraken staan.",
    ),
    ToldAction(
        "WK999907",
        "bonding-1",
        ActionRole.POLICY,
        "Langsgaan bij de ouders van de Speelhof: wie zoekt een eigen plek?",
        Role.POLICYMAKER,
        Action.State.OPEN,
        made=3,
        due=-9,
    ),
    ToldAction(
        "WK999905",
        "bridging-2",
        ActionRole.POLICY,
        "Met de huurders van Flat 12 nagaan of ze klein kunnen beginnen, zonder formulieren.",
        Role.POLICYMAKER,
        Action.State.DOING,
        made=10,
        due=30,
    ),
    ToldAction(
        "WK999902",
        "bridging-1",
        ActionRole.PROFESSIONAL,
        "Met de buren van de kade bankjes langs het water zetten.",
        Role.PROFESSIONAL,
        Action.State.DOING,
        made=5,
        due=12,
    ),
    ToldAction(
        "WK999901",
        "bridging-1",
        ActionRole.PROFESSIONAL,
        "Avondlopers helpen met de aanvraag.",
        Role.PROFESSIONAL,
        Action.State.DONE,
        made=6,
        due=-20,
        initiative="Avondlopers",
    ),
    ToldAction(
        "WK999902",
        "bridging-2",
        ActionRole.PROFESSIONAL,
        "De Soepbus weer aan het rijden krijgen.",
        Role.PROFESSIONAL,
        Action.State.DROPPED,
        made=7,
        due=-100,
        notes="De bus is niet te maken; de Kookploeg kookt nu op de kade.",
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


def let_be_asked(organisations: dict[str, Organisation]) -> None:
    """Some organisations agreed to answer questions of others."""
    for name in ASKABLE:
        organisations[name].may_be_asked = True
        organisations[name].save(update_fields=["may_be_asked"])


def create_actions(
    municipality: Municipality,
    districts: dict[str, District],
    people: dict[Role, User],
    today: date,
) -> None:
    """Actions in every state, one of them answered by itself; each knows what its cell was when it was made."""
    lessons = {lesson.code: lesson for lesson in Lesson.objects.all()}
    for told in ACTIONS:
        made = add_months(today, -told.made)
        cell = cover(situate(records(municipality, made), made)).cell(told.district, told.lesson)
        Action.objects.create(
            municipality=municipality,
            district=districts[told.district],
            lesson=lessons[told.lesson],
            role=told.role,
            text=told.text,
            owner=people[told.owner],
            state=told.state,
            due_date=today + timedelta(days=told.due),
            made_on=made,
            state_on=made if told.state == Action.State.OPEN else today,
            state_at_start=cell.state.value if cell else "",
            notes=told.notes,
            initiative=Initiative.objects.filter(
                municipality=municipality, name=told.initiative
            ).first(),
        )
