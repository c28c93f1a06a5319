"""Importing a few lines of grants in a test."""

import io
from datetime import date
from typing import Any

from areas.models import Municipality
from funding.columns import GRANT_COLUMNS
from funding.exporting import grant_rows
from funding.importing.planning import GrantPlan, plan_grants
from funding.importing.reading import read_grants
from funding.importing.store import apply_grants
from funding.models import Grant
from initiatives.importing.report import Outcome
from sheets.reading import read_table
from sheets.writing import Format, write_table
from tests.initiatives.building import ACTOR, TODAY


def plan_file(
    municipality: Municipality, data: bytes, *, today: date = TODAY, scheme: str = ""
) -> GrantPlan:
    """What a file with these bytes would do."""
    reading = read_grants(read_table(data), municipality, today, scheme=scheme)
    return plan_grants(reading, municipality, today=today)


def plan_text(municipality: Municipality, *lines: str, scheme: str = "") -> GrantPlan:
    """What a semicolon-separated file of these lines would do."""
    return plan_file(municipality, "\n".join(lines).encode(), scheme=scheme)


def load(municipality: Municipality, *lines: str) -> Outcome:
    """Import lines that must all be good."""
    plan = plan_text(municipality, *lines)
    assert not plan.problems, [str(problem) for problem in plan.problems]
    return apply_grants(plan, municipality, ACTOR)


def problems(municipality: Municipality, *lines: str) -> list[str]:
    """The problems of a file, as a person reads them."""
    return [str(problem) for problem in plan_text(municipality, *lines).problems]


def exported(municipality: Municipality) -> dict[str, dict[str, Any]]:
    """The export of a municipality by reference, each row by column."""
    names = [column.name for column in GRANT_COLUMNS]
    rows = grant_rows(Grant.objects.filter(municipality=municipality))
    return {row[0]: dict(zip(names, row, strict=True)) for row in rows}


def as_file(municipality: Municipality, kind: Format = Format.CSV) -> bytes:
    """The export of a municipality as a file."""
    file = io.BytesIO()
    rows = grant_rows(Grant.objects.filter(municipality=municipality))
    write_table(file, kind, GRANT_COLUMNS, rows)
    return file.getvalue()
