"""Short ways to write rows: one small municipality, two districts, nine lessons."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from dashboards.analysis.cells import Cell
from dashboards.analysis.coverage import cover
from dashboards.analysis.priorities import Priority, prioritise
from dashboards.analysis.situation import Situation, situate
from dashboards.rows import (
    ContactRow,
    DistrictRow,
    FigureRow,
    GrantedAmount,
    GrantRow,
    InitiativeRow,
    LessonRow,
    MunicipalityRow,
    Records,
    TagRow,
    TieRow,
)

D = date(2026, 11, 22)
EAST, WEST = "WK999901", "WK999902"

LESSONS = tuple(
    LessonRow(
        code,
        (strategy := code.split("-", maxsplit=1)[0]),
        kind,
        order,
        f"Les {code}",
        strategy.capitalize(),
    )
    for order, (code, kind) in enumerate(
        [
            ("bonding-1", "supply"),
            ("bonding-2", "mix"),
            ("bonding-3", "signal"),
            ("bridging-1", "supply"),
            ("bridging-2", "supply"),
            ("bridging-3", "supply"),
            ("linking-1", "relation"),
            ("linking-2", "stance"),
            ("linking-3", "condition"),
        ],
        start=1,
    )
)


def initiative(pk: int, *districts: str, **fields: Any) -> InitiativeRow:
    """Return an initiative that started long ago; in East unless districts are given."""
    values: dict[str, Any] = {"start_date": date(2020, 1, 1), "name": f"Initiatief {pk}"} | fields
    return InitiativeRow(id=pk, district_codes=districts or (EAST,), **values)


def tag(pk: int, lesson: str, *observed: date) -> TagRow:
    """Return a tag, observed on D unless dates are given."""
    return TagRow(pk, lesson, observed or (D,))


def grant(pk: int, **fields: Any) -> GrantRow:
    """Return a grant of € 1,000 for initiative `pk`, decided long ago; its period is given."""
    decided = fields.get("committed_on", date(2024, 1, 1))
    values: dict[str, Any] = {
        "id": pk,
        "committed_on": decided,
        "decided_on": decided,
        "received_on": date(2023, 11, 1),
        "requested_cents": 100_000,
        "granted": (GrantedAmount(decided, 100_000),) if decided else (),
        "period_start": date(2024, 1, 1),
        "state": "granted",
    } | fields
    return GrantRow(initiative_id=pk, **values)


def application(pk: int, **fields: Any) -> GrantRow:
    """Return an application that was received and is undecided."""
    values: dict[str, Any] = {
        "id": 1000 + pk,
        "received_on": date(2026, 11, 1),
        "requested_cents": 100_000,
        "state": "requested",
    } | fields
    return GrantRow(initiative_id=pk, **values)


def people(code: str, inhabitants: int | str | None, year: int = 2025) -> FigureRow:
    """Return a district's inhabitants."""
    value = None if inhabitants is None else Decimal(inhabitants)
    return FigureRow(code, year, "inhabitants", value)


def figure(code: str, indicator: str, value: str | None, year: int = 2025) -> FigureRow:
    """Return a key figure."""
    return FigureRow(code, year, indicator, None if value is None else Decimal(value))


def partners(pk: int, *days: date) -> dict[str, Any]:
    """Return ties of an initiative with all three institutions, with a contact on each of their days."""
    kinds = ("municipality", "welfare", "housing")
    return {
        "ties": tuple(TieRow(pk, kind, involved=True) for kind in kinds),
        "contacts": tuple(ContactRow(pk, kind, day) for kind, day in zip(kinds, days, strict=True)),
    }


def records(initiatives: Sequence[InitiativeRow] = (), **fields: Any) -> Records:
    """Return a municipality with the districts East and West."""
    fields = {
        "districts": (DistrictRow(1, EAST, "Oost"), DistrictRow(2, WEST, "West")),
        "lessons": LESSONS,
    } | fields
    return Records(MunicipalityRow("GM9999", "Proefdorp"), initiatives=tuple(initiatives), **fields)


def at(rows: Records, day: date = D) -> Situation:
    """Return the situation at a day, D unless given."""
    return situate(rows, day)


def cell(rows: Records, lesson: str, district: str = EAST, day: date = D) -> Cell:
    """Return one cell at a day."""
    found = cover(situate(rows, day)).cell(district, lesson)
    assert found is not None
    return found


def priority(rows: Records, district: str = EAST, day: date = D) -> Priority:
    """Return a district's priority at a day."""
    found = prioritise(situate(rows, day)).of(district)
    assert found is not None
    return found


def own_circle(pk: int, *districts: str, **fields: Any) -> InitiativeRow:
    """Return a circle closed by choice of its participants."""
    return initiative(pk, *districts, own_circle="participants", **fields)


def meeting_place(pk: int, *districts: str, **fields: Any) -> InitiativeRow:
    """Return an initiative with a place outdoors and simultaneous activities."""
    fields = {"place_kinds": frozenset({"outdoor"}), "simultaneous_activities": True} | fields
    return initiative(pk, *districts, **fields)


def with_needs(rows: Records, code: str = EAST, *, ses: str = "-0.6") -> Records:
    """Return the records with 6,000 inhabitants and one need indicator for a district."""
    return replace(rows, figures=(*rows.figures, people(code, 6000), figure(code, "ses_woa", ses)))
