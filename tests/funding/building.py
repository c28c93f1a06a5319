"""Small records for tests of money: a town with funders, a scheme, and grants in any state."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from funding.course import Paid, Step, StepKind
from funding.models import Funder, FunderKind, Grant, Scheme
from funding.writes import GrantInput, create_grant
from initiatives.models import Initiative
from tests.initiatives.building import ACTOR, TODAY, Town, town

START = date(2026, 1, 10)
RECEIVED = Step(StepKind.RECEIVED, START)
GRANTED = Step(StepKind.GRANTED, date(2026, 2, 20), 500_000)
REPORTED = Step(StepKind.REPORTED, date(2026, 6, 1))
SETTLED = Step(StepKind.SETTLED, date(2026, 7, 1), 500_000)


@dataclass
class Treasury:
    """A town whose municipality and fund give money."""

    town: Town
    municipality_funder: Funder
    fund: Funder
    scheme: Scheme
    initiative: Initiative
    today: date = TODAY

    def grant(
        self, *steps: Step, paid: tuple[Paid, ...] = (), reference: str = "", **given: Any
    ) -> Grant:
        """A grant of € 6,000 asked of the municipality, with these steps and payments."""
        values: dict[str, Any] = {
            "initiative": self.initiative,
            "funder": self.municipality_funder,
            "scheme": self.scheme,
            "requested_cents": 600_000,
            **given,
        }
        if values["funder"] != self.municipality_funder:
            values["scheme"] = None
        return create_grant(
            ACTOR,
            self.town.municipality,
            GrantInput(**values),
            today=self.today,
            steps=steps,
            payments=paid,
            reference=reference,
        )


def treasury(code: str = "GM9001", name: str = "Sluiswaarde") -> Treasury:
    """A town of its own with money."""
    place = town(code, name)
    own = Funder.objects.create(
        municipality=place.municipality, name=f"Gemeente {name}", kind=FunderKind.MUNICIPALITY
    )
    fund = Funder.objects.create(
        municipality=place.municipality, name=f"Fonds {name}", kind=FunderKind.FUND
    )
    scheme = Scheme.objects.create(
        municipality=place.municipality,
        funder=own,
        name=f"Regeling {name}",
        year=2026,
        ceiling_cents=1_000_000,
        decision_term_weeks=8,
    )
    return Treasury(place, own, fund, scheme, place.initiative(f"Buurttafel {name}"))


def days_ago(days: int) -> date:
    """A day before the day of the tests."""
    return TODAY - timedelta(days=days)
