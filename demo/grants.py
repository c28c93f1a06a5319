"""The demo's money: from "ends in so many months" to dated steps that the course allows."""

from collections.abc import Iterator
from datetime import date, timedelta

from dashboards.analysis.dates import add_months
from demo.source import DemoGrant, DemoInitiative
from funding.course import Columns, is_public

YEAR_DAYS = 365
PUBLIC_SCHEMES = {
    "structural": "Budgetsubsidie welzijn",
    "multi_year": "Subsidieregeling Bewonersinitiatieven",
    "incidental": "Subsidieregeling Bewonersinitiatieven",
}
SMALL_SCHEMES = {"appreciation": "Waarderingssubsidie", "residents_budget": "Bewonersbudget"}
FUNDERS = {
    "municipality": "Gemeente Sluiswaarde",
    "province": "Provincie",
    "housing": "Woonstichting De Schutsluis",
    "fund": "Sluisfonds",
    "crowd": "Buurtgenoten (crowdfunding)",
    "sponsor": "Ondernemers Binnenstad",
    "own": "Eigen bijdrage",
}


def scheme_name(grant: DemoGrant) -> str:
    """Under which scheme of the municipality a grant falls; other funders have none."""
    if not is_public(grant.funder_kind):
        return ""
    return SMALL_SCHEMES.get(grant.kind, PUBLIC_SCHEMES[grant.regularity])


def period(grant: DemoGrant, today: date) -> tuple[date | None, date | None]:
    """The period of a grant: 365 days up to its end, or begun nine months ago where it ends later than that.

    An application without an end asks for the coming year; a gift without an end has no period.
    """
    if grant.end_in_months is None:
        if grant.received_weeks_ago is None:
            return None, None
        start = add_months(today.replace(day=1), 1)
        return start, start + timedelta(days=YEAR_DAYS - 1)
    end = add_months(today, grant.end_in_months)
    start = end - timedelta(days=YEAR_DAYS - 1)
    return start if start <= today else add_months(today, -9), end


def columns(grant: DemoGrant, today: date) -> Columns:
    """A grant in the words of the import file, dated so that everything happened before today."""
    start, end = period(grant, today)
    if grant.received_weeks_ago is not None:
        received, decided = today - timedelta(weeks=grant.received_weeks_ago), None
    else:
        begun = start or add_months(today, -8)
        decided = min(begun, today) - timedelta(days=14)
        received = decided - timedelta(weeks=6)
    settled_on = None
    if grant.state == "settled_directly":
        settled_on = decided
    elif grant.state in {"settled", "reclaim"} and end is not None:
        settled_on = end + timedelta(days=45)
    return Columns(
        funder_kind=grant.funder_kind,
        kind=grant.kind,
        state=grant.state,
        requested=grant.requested * 100,
        granted=None if grant.granted is None else grant.granted * 100,
        settled=None if grant.settled is None else grant.settled * 100,
        paid=grant.paid * 100,
        received_on=received,
        decided_on=decided,
        settled_on=settled_on,
        reason=grant.reason,
    )


def report_due(grant: DemoGrant, today: date) -> date | None:
    """Three months after the period, for a grant that has yet to be accounted for."""
    end = period(grant, today)[1]
    return add_months(end, 3) if grant.state == "granted" and end is not None else None


def grants_of(initiative: DemoInitiative) -> Iterator[tuple[str, DemoGrant]]:
    """The grants of an initiative with a key each."""
    for number, grant in enumerate(initiative.grants, start=1):
        yield f"SLW-G{initiative.number:03d}-{number}", grant
