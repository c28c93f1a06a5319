"""Importing a few lines of text in a test, and looking at what came of them."""

from datetime import date
from typing import Any

from areas.models import Municipality
from initiatives.columns import INITIATIVE_COLUMNS
from initiatives.exporting import initiative_rows
from initiatives.importing.planning import PlannedInitiative, plan_initiatives
from initiatives.importing.reading import read_rows
from initiatives.importing.report import Outcome, Plan
from initiatives.importing.store import apply_initiatives
from initiatives.models import Initiative
from sheets.reading import read_table
from tests.initiatives.building import ACTOR, TODAY


def plan_text(
    municipality: Municipality, *lines: str, today: date = TODAY
) -> Plan[PlannedInitiative]:
    """What a semicolon-separated file of these lines would do."""
    return plan_file(municipality, "\n".join(lines).encode(), today=today)


def plan_file(
    municipality: Municipality, data: bytes, *, today: date = TODAY
) -> Plan[PlannedInitiative]:
    """What a file with these bytes would do."""
    return plan_initiatives(
        read_rows(read_table(data), municipality, today), municipality, today=today
    )


def load(municipality: Municipality, *lines: str, today: date = TODAY) -> Outcome:
    """Import lines that must all be good."""
    plan = plan_text(municipality, *lines, today=today)
    assert not plan.problems, [str(problem) for problem in plan.problems]
    return apply_initiatives(plan, municipality, ACTOR)


def problems(municipality: Municipality, *lines: str) -> list[str]:
    """The problems of a file, as a person reads them."""
    return [str(problem) for problem in plan_text(municipality, *lines).problems]


def exported(municipality: Municipality) -> dict[str, dict[str, Any]]:
    """The export of a municipality by reference, each row by column."""
    names = [column.name for column in INITIATIVE_COLUMNS]
    rows = initiative_rows(Initiative.objects.filter(municipality=municipality))
    return {row[0]: dict(zip(names, row, strict=True)) for row in rows}
