"""Small records for tests: two municipalities, members of every role, initiatives."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import Membership, Organisation, Role, User
from areas.models import District, Municipality
from audit.actor import Actor
from initiatives.models import Initiative
from initiatives.writes import InitiativeInput, ObservationInput, create_initiative
from lessons.models import Lesson

TODAY = date(2026, 11, 22)
ACTOR = Actor(label="test")
PASSWORD = "een heel lang wachtwoord"


def lessons(*codes: str) -> tuple[Lesson, ...]:
    """Lessons of the framework, in the order given."""
    found = {lesson.code: lesson for lesson in Lesson.objects.filter(code__in=codes)}
    return tuple(found[code] for code in codes)


@dataclass
class Town:
    """A municipality with two districts and two organisations."""

    municipality: Municipality
    districts: list[District]
    organisation: Organisation
    other: Organisation

    def initiative(self, name: str = "Buurttafel", **given: Any) -> Initiative:
        """A running initiative of `organisation` in the first district, seen ten days ago."""
        values: dict[str, Any] = {
            "organisation": self.organisation,
            "districts": (self.districts[0],),
            "start_date": date(2025, 3, 1),
            "lessons": lessons("bonding-1", "bridging-3"),
            **given,
        }
        seen = ObservationInput(date(2026, 11, 12), "Twaalf mensen aten samen.")
        return create_initiative(
            ACTOR,
            self.municipality,
            InitiativeInput(name=name, **values),
            today=TODAY,
            observation=seen if values["lessons"] else None,
        )

    def member(self, role: Role, organisation: Organisation | None = None) -> Membership:
        """Somebody with this role; a professional works for `organisation` unless told otherwise."""
        if role is Role.PROFESSIONAL and organisation is None:
            organisation = self.organisation
        number = User.objects.count() + 1
        user = User.objects.create_user(
            f"{role.value}{number}@voorbeeld.nl", PASSWORD, name=f"{role.label} {number}"
        )
        return Membership.objects.create(
            municipality=self.municipality, user=user, role=role, organisation=organisation
        )


def town(code: str = "GM9001", name: str = "Sluiswaarde") -> Town:
    """A municipality of its own."""
    municipality = Municipality.objects.create(code=code, name=name, slug=name.lower())
    digits = code.removeprefix("GM")
    return Town(
        municipality,
        [
            District.objects.create(
                municipality=municipality, code=f"WK{digits}0{number}", name=f"{label} van {name}"
            )
            for number, label in enumerate(("Zonneveld", "Oude Haven"), 1)
        ],
        Organisation.objects.create(
            municipality=municipality, name=f"Welzijn {name}", kind="welfare"
        ),
        Organisation.objects.create(
            municipality=municipality, name=f"Corporatie {name}", kind="housing"
        ),
    )


def as_(member: Membership) -> Client:
    """A browser logged in as this member."""
    client = Client()
    client.force_login(member.user)
    return client


def page(client: Client, name: str, *args: object) -> str:
    """The HTML of a page of records, with single spaces."""
    response = client.get(reverse(f"initiatives:{name}", args=args))
    assert response.status_code == 200, response.status_code
    return " ".join(response.content.decode().split())


def errors(body: str) -> str:
    """The texts of the errors on a page."""
    return " ".join(re.findall(r'<p class="err">.*?</svg>(.*?)</p>', body, re.DOTALL))
