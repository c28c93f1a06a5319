"""Grants in the import format for the oracle's cases: every state, and periods round every edge."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tests.dashboards.oracle import months

GRANT_COLUMNS = (
    "reference initiative funder funder_kind scheme kind regularity case_number state requested granted settled paid "
    "received_on decided_on reported_on settled_on revoked_on closed_on period_start period_end report_due reason"
).split()
PUBLIC = ["municipality", "municipality", "province", "national"]
OTHER = ["housing", "fund", "crowd", "sponsor", "own"]
PUBLIC_STATES = [
    *["granted"] * 6,
    *["requested", "supplement"] * 2,
    *["draft", "reported", "settled", "reclaim", "supplementary_payment", "closed", "revoked"],
    *["settled_directly", "refused", "not_considered", "withdrawn_by_applicant"],
]
OTHER_STATES = [
    "draft",
    "asked",
    "asked",
    "promised",
    "promised",
    "received",
    "accounted",
    "declined",
]
KIND = ["project"] * 6 + ["operating"] * 3 + ["appreciation", "residents_budget", "in_kind"]
LATEST = date(2025, 12, 1)
"""No step is later, so that the import accepts it."""


@dataclass
class Edges:
    """The dice, and the days whose edges the dates crowd round."""

    dice: Random
    days: Sequence[date]

    def moment(self) -> date:
        """When something was received or decided: before, on or after one of the days."""
        back = self.dice.choice([0, 0, 1, -1, 30, 60, 200, 400, 700])
        return min(LATEST, self.dice.choice(self.days) - timedelta(days=back))

    def span(self, after: date | None) -> tuple[date | None, date | None]:
        """A period: on its own round one of the days, or on from the end of another with a gap on the edge."""
        dice, day = self.dice, self.dice.choice(self.days)
        if after is not None and dice.random() < 0.7:
            start = after + timedelta(days=dice.choice([-40, 0, 1, 30, 31, 32, 91, 92, 93]))
        elif dice.random() < 0.6:
            start = months(day, dice.choice([-24, -12, -11, -6, -1]))
        else:
            start = day + timedelta(days=dice.choice([-1, 0, 1, 30, 31, 32, 91, 92, 93]))
        end = dice.choice(
            [
                months(day, dice.choice([6, 6, 12, 12, 3, 1, 17, 18, -6, -12])),
                months(start, dice.choice([3, 12, 12, 24])) - timedelta(days=1),
                months(day, dice.choice([0, 6, 12])) + timedelta(days=dice.choice([-1, 0, 1, 2])),
            ]
        )
        return start, max(start, end)


def grants_of(edges: Edges, initiative: str, place: int) -> list[dict[str, str]]:
    """One to four grants of an initiative, often one after the other."""
    rows: list[dict[str, str]] = []
    after: date | None = None
    for number in range(edges.dice.choice([1, 1, 2, 2, 3, 4])):
        start, end = edges.span(after)
        after = end
        if edges.dice.random() < 0.08:
            end = None
        if edges.dice.random() < 0.06:
            start = None
        row = _course(edges, public=edges.dice.random() < 0.75)
        chance = edges.dice.random()
        if chance < 0.6:
            row = _early(edges, granted=chance < 0.45)
        row |= {
            "reference": f"s-{place}-{number}",
            "initiative": initiative,
            "kind": edges.dice.choice(KIND),
            "regularity": edges.dice.choice(["structural", "multi_year", "incidental", ""]),
            "period_start": str(start or ""),
            "period_end": str(end or ""),
        }
        row["funder"] = f"Geldgever {row['funder_kind']}"
        rows.append(row)
    return rows


def _early(edges: Edges, *, granted: bool) -> dict[str, str]:
    """Granted, or only asked, long before the first of the days."""
    early = str(min(edges.days) - timedelta(days=400))
    row = {"funder_kind": "municipality", "requested": "9000", "received_on": early}
    if granted:
        return row | {"state": "granted", "granted": "8765.43", "decided_on": early}
    return row | {"state": "requested"}


def later_grants(edges: Edges, rows: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """A second list of some of the same, each with another course: decided by now, or corrected."""
    again: list[dict[str, str]] = []
    for row in rows:
        if edges.dice.random() < 0.15:
            kept = ("reference", "initiative", "kind", "regularity", "period_start", "period_end")
            public = row["funder_kind"] in PUBLIC
            course = _course(edges, public=public)
            same = {"funder": row["funder"], "funder_kind": row["funder_kind"]}
            again.append(course | same | {name: row[name] for name in kept})
    return again


def _course(edges: Edges, *, public: bool) -> dict[str, str]:
    """State, amounts and dates that go together."""
    state = edges.dice.choice(PUBLIC_STATES if public else OTHER_STATES)
    cents = edges.dice.randrange(10_000, 3_000_000)
    row = {
        "funder_kind": edges.dice.choice(PUBLIC if public else OTHER),
        "state": state,
        "requested": euros(cents + edges.dice.choice([0, 0, 12_345])),
    }
    if state == "draft":
        return row
    received, decided = sorted([edges.moment(), edges.moment()])
    row["received_on"] = str(received)
    if state in {"requested", "supplement", "asked"}:
        return row
    if edges.dice.random() < 0.15:
        row["received_on"] = ""
    row["decided_on"] = str(decided)
    if state in {"refused", "not_considered", "withdrawn_by_applicant", "declined"}:
        return row
    row |= {"granted": euros(cents)} | _after(edges, state, decided, cents)
    if state in {"granted", "promised", "revoked"} and edges.dice.random() < 0.3:
        row["state"] = ""
    return row


def _after(edges: Edges, state: str, decided: date, cents: int) -> dict[str, str]:
    """What came after the decision."""
    later = [max(decided, min(LATEST, edges.moment())) for _time in range(3)]
    reported, settled, closed = sorted(later)
    less = cents - 5_001
    if state == "revoked":
        return {"revoked_on": str(closed)}
    if state == "reported":
        return {"reported_on": str(reported)}
    if state == "settled_directly":
        return {"settled": euros(cents), "settled_on": str(decided), "paid": euros(cents)}
    if state == "received":
        return {"paid": euros(cents)}
    if state == "accounted":
        return {"paid": euros(cents), "settled": euros(less), "settled_on": str(settled)}
    if state in {"granted", "promised"}:
        return {"paid": edges.dice.choice(["", "0", euros(less)])}
    amounts = {"settled": euros(less), "settled_on": str(settled)}
    amounts["paid"] = euros({"reclaim": cents, "supplementary_payment": less - 1}.get(state, less))
    if edges.dice.random() < 0.5:
        amounts["reported_on"] = str(reported)
    return amounts | ({"closed_on": str(closed)} if state == "closed" else {})


def euros(cents: int) -> str:
    """An amount as the format writes it."""
    return f"{cents // 100}.{cents % 100:02}"
