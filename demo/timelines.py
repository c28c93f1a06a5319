"""Stories of a few initiatives of the demo: what was seen, with whom there was contact, and what changed.

All of it lies before the latest evidence and contact that the source tells, so that no measure of today moves.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final

from accounts.models import Role, User
from audit.actor import Actor
from dashboards.analysis.dates import add_months
from initiatives.models import Initiative, PartnerKind
from initiatives.writes import (
    ContactInput,
    ObservationInput,
    add_contact,
    add_observation,
    change_initiative,
    confirm_still_true,
)


@dataclass(frozen=True, slots=True)
class ToldContact:
    """Contact with a partner about initiative `number`, so many months ago."""

    number: int
    months: int
    role: Role
    partner: str
    who: str
    how: str
    note: str


SEEN: Final = (
    # initiative, months ago, by whom, what was seen ("" is "klopt nog")
    (23, 17, Role.PROFESSIONAL, "De keuken is open; acht mensen schoven aan zonder afspraak."),
    (
        23,
        11,
        Role.PROFESSIONAL,
        "Aan de lange tafel zaten ouderen, daarnaast werd huiswerk gemaakt.",
    ),
    (23, 8, Role.PROFESSIONAL, ""),
    (23, 4, Role.POLICYMAKER, "Bij het zomerfeest kwamen mensen uit drie straten binnen."),
    (13, 15, Role.PROFESSIONAL, "Op het bankje oefenden vier mensen het wisselgeld."),
    (13, 9, Role.PROFESSIONAL, ""),
    (13, 5, Role.PROFESSIONAL, "Er kwam een tweede bankje bij; iemand las voor uit de krant."),
    (4, 14, Role.PROFESSIONAL, "Alle drie de ruimtes waren tegelijk in gebruik."),
    (4, 7, Role.POLICYMAKER, ""),
)
CONTACTS: Final = (
    ToldContact(
        23,
        18,
        Role.PROFESSIONAL,
        "housing",
        "opzichter",
        "langs geweest",
        "De stiltekamer mag in de oude berging.",
    ),
    ToldContact(
        23, 12, Role.POLICYMAKER, "municipality", "wijkteam", "gebeld", "Jaarplan besproken."
    ),
    ToldContact(
        23,
        7,
        Role.PROFESSIONAL,
        "school",
        "brugfunctionaris",
        "langs geweest",
        "Huiswerkuur op dinsdag afgesproken.",
    ),
    ToldContact(
        13,
        10,
        Role.PROFESSIONAL,
        "municipality",
        "groenbeheer",
        "gebeld",
        "Het tweede bankje komt er.",
    ),
    ToldContact(
        4,
        8,
        Role.PROFESSIONAL,
        "housing",
        "huismeester",
        "langs geweest",
        "Sleutels voor de werkplaats geregeld.",
    ),
)
STORIES: Final = {
    23: "Het Molenhuis begon met een keuken die toch leegstond. Nu is er altijd een plek om stil te zijn "
    "en een plek om aan te schuiven.",
    13: "Twee buren begonnen op een bankje. Wie voorbijloopt mag blijven staan.",
}


def tell_stories(initiatives: dict[int, Initiative], people: dict[Role, User], today: date) -> None:
    """Add what happened earlier, each thing by somebody of the demo, and write down two stories."""
    actors = {role: Actor(user.name, user.pk) for role, user in people.items()}
    partners = {kind.code: kind for kind in PartnerKind.objects.all()}
    for number, months, role, text in SEEN:
        day = add_months(today, -months)
        if text:
            add_observation(
                actors[role], initiatives[number], ObservationInput(day, text), today=day
            )
        else:
            confirm_still_true(actors[role], initiatives[number], today=day)
    for told in CONTACTS:
        day = add_months(today, -told.months)
        given = ContactInput(partners[told.partner], day, told.who, told.how, told.note)
        add_contact(actors[told.role], initiatives[told.number], given, today=day)
    for number, story in STORIES.items():
        change = partial(replace, story=story)
        change_initiative(actors[Role.PROFESSIONAL], initiatives[number], change)
