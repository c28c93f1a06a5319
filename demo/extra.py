"""What the demo shows beside its source: every state of a grant, and initiatives outside the present.

None of it touches the present measures: earlier money has ended, what is asked has no period, and the
initiatives here are ideas, stopped, dormant or municipality-wide.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dashboards.analysis.dates import add_months
from funding.course import Columns


@dataclass(frozen=True, slots=True)
class ExtraGrant:
    """A grant for initiative `number` (from 101 on one of those below); dates in months before the day of loading."""

    number: int
    funder_kind: str
    kind: str
    state: str
    requested: int
    granted: int | None = None
    settled: int | None = None
    paid: int = 0
    received: int = 24
    decided: int | None = None
    reported: int | None = None
    settled_at: int | None = None
    revoked: int | None = None
    closed: int | None = None
    period: tuple[int, int] | None = None
    reason: str = ""

    def columns(self, today: date) -> Columns:
        """The grant in the words of the import file."""

        def ago(months: int | None) -> date | None:
            return None if months is None else add_months(today, -months)

        return Columns(
            funder_kind=self.funder_kind,
            kind=self.kind,
            state=self.state,
            requested=self.requested * 100,
            granted=None if self.granted is None else self.granted * 100,
            settled=None if self.settled is None else self.settled * 100,
            paid=self.paid * 100,
            received_on=None if self.state == "draft" else ago(self.received),
            decided_on=ago(self.decided),
            reported_on=ago(self.reported),
            settled_on=ago(self.settled_at),
            revoked_on=ago(self.revoked),
            closed_on=ago(self.closed),
            reason=self.reason,
        )

    def dates(self, today: date) -> tuple[date | None, date | None]:
        """First and last day of the period."""
        if self.period is None:
            return None, None
        start, end = self.period
        return add_months(today, -start), add_months(today, -end) - timedelta(days=1)


EXTRA_GRANTS: Final = (
    ExtraGrant(34, "municipality", "project", "draft", 2_500),
    ExtraGrant(
        20, "municipality", "project", "supplement", 900, received=1, reason="begroting ontbreekt"
    ),
    ExtraGrant(
        29,
        "municipality",
        "project",
        "not_considered",
        2_000,
        0,
        received=10,
        decided=8,
        reason="de begroting kwam niet",
    ),
    ExtraGrant(
        24,
        "municipality",
        "project",
        "withdrawn_by_applicant",
        1_500,
        0,
        received=9,
        decided=8,
        reason="plan gewijzigd",
    ),
    ExtraGrant(
        4,
        "municipality",
        "project",
        "reported",
        6_000,
        6_000,
        paid=6_000,
        decided=23,
        reported=9,
        period=(22, 10),
    ),
    ExtraGrant(
        23,
        "municipality",
        "project",
        "supplementary_payment",
        8_000,
        8_000,
        8_000,
        6_400,
        decided=23,
        reported=9,
        settled_at=7,
        period=(22, 10),
    ),
    ExtraGrant(
        14,
        "municipality",
        "operating",
        "closed",
        92_000,
        92_000,
        92_000,
        92_000,
        received=36,
        decided=34,
        reported=8,
        settled_at=8,
        closed=7,
        period=(33, 9),
    ),
    ExtraGrant(
        31,
        "municipality",
        "project",
        "revoked",
        3_000,
        3_000,
        decided=23,
        revoked=20,
        period=(22, 10),
        reason="uitgevoerd zonder subsidie",
    ),
    ExtraGrant(38, "fund", "project", "asked", 7_500, received=1),
    ExtraGrant(
        23, "fund", "project", "promised", 10_000, 10_000, paid=5_000, received=5, decided=3
    ),
    ExtraGrant(
        28,
        "fund",
        "project",
        "declined",
        4_000,
        0,
        received=7,
        decided=5,
        reason="past niet bij het fonds",
    ),
    ExtraGrant(
        19,
        "sponsor",
        "project",
        "accounted",
        1_200,
        1_200,
        1_200,
        1_200,
        decided=22,
        settled_at=9,
        period=(22, 10),
    ),
    ExtraGrant(31, "sponsor", "in_kind", "received", 600, 600, paid=600, received=6, decided=5),
    ExtraGrant(
        103,
        "municipality",
        "project",
        "refused",
        4_500,
        0,
        received=10,
        decided=8,
        reason="plafond bereikt",
    ),
)


@dataclass(frozen=True, slots=True)
class ExtraInitiative:
    """An initiative outside the districts' present; months count back from the day of loading."""

    reference: str
    name: str
    summary: str
    district: str
    lesson: str
    target_group: str
    activity: str
    started: int | None
    stopped: int | None = None
    dormant: int | None = None
    observed: int | None = None


EXTRA_INITIATIVES: Final = (
    ExtraInitiative(
        "SLW-101",
        "Sluiswaarde Groet",
        "Wie elkaar tegenkomt op straat, groet.",
        "",
        "bridging-1",
        "everyone",
        "talk",
        30,
        observed=4,
    ),
    ExtraInitiative(
        "SLW-102",
        "Klusclub Zonneveld",
        "Een plan voor een werkplaats in de flat.",
        "WK999905",
        "bridging-3",
        "tenants",
        "make",
        None,
    ),
    ExtraInitiative(
        "SLW-103",
        "Soepbus Haven",
        "Soep op de kade, tot de bus stukging.",
        "WK999902",
        "bridging-2",
        "everyone",
        "eat",
        40,
        stopped=7,
        observed=11,
    ),
    ExtraInitiative(
        "SLW-104",
        "Schaaktafel Horsten",
        "Schaken in het plantsoen, nu even niet.",
        "WK999907",
        "bridging-1",
        "older",
        "play",
        26,
        dormant=5,
        observed=6,
    ),
)
