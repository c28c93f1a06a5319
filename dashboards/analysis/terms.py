"""Whether decisions were taken within their term, per scheme, and what is open over term.

The term is the scheme's, else 8 weeks from receipt (Awb 4:13), later by the days that a request for a supplement
suspended it (Awb 4:15), or the date that a person set instead. Only public funders have one. What the applicant
withdrew was not decided.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from statistics import median
from typing import Final

from dashboards.analysis.funding import GrantAt
from dashboards.analysis.slices import Slice
from dashboards.analysis.words import count_word, counted, sentence
from dashboards.money_rows import MovedRow, SchemeRow
from dashboards.rows import GrantRow
from funding.course.clocks import DECISION_WEEKS
from funding.course.states import PUBLIC_FUNDERS
from language import gettext as _
from language import ngettext

WITHOUT_SCHEME: Final = "zonder-regeling"


class Outcome(StrEnum):
    """How an application stands against its term; the values stand in addresses."""

    IN_TIME = "op-tijd"
    LATE = "te-laat"
    OPEN = "loopt"
    OPEN_LATE = "over-termijn-open"


@dataclass(frozen=True, slots=True)
class Term:
    """One application and its term at the reference date."""

    grant: GrantAt
    received: date
    due: date
    outcome: Outcome
    days: int | None
    """From receipt to decision, without the days suspended; None while it is open."""


@dataclass(frozen=True, slots=True)
class TermLine:
    """The applications under one scheme (or all, or those without)."""

    key: str
    label: str
    terms: tuple[Term, ...]

    def having(self, outcome: Outcome) -> Slice:
        """Return the applications with an outcome, with what was requested."""
        parts = [
            (term.grant.row.id, term.grant.row.requested_cents or 0)
            for term in self.terms
            if term.outcome is outcome
        ]
        return Slice(f"{self.key}:{outcome.value}", self.label, tuple(sorted(parts)))

    @property
    def decided(self) -> int:
        """How many were decided."""
        return sum(1 for term in self.terms if term.days is not None)

    @property
    def share(self) -> Fraction | None:
        """The part of the decisions that was taken within the term; None without decisions."""
        return Fraction(self.having(Outcome.IN_TIME).count, self.decided) if self.decided else None

    @property
    def median_days(self) -> Fraction | None:
        """The median of the days to a decision; None without decisions."""
        days = [term.days for term in self.terms if term.days is not None]
        return Fraction(median(days)) if days else None


@dataclass(frozen=True, slots=True)
class Terms:
    """All applications of a year of receipt (None: all years), and per scheme."""

    year: int | None
    whole: TermLine
    lines: tuple[TermLine, ...]
    """By the names of schemes, those without one last."""
    years: tuple[int, ...]


def terms(
    grants: Sequence[GrantAt],
    schemes: Sequence[SchemeRow],
    moved: Sequence[MovedRow],
    at: date,
    year: int | None,
) -> Terms:
    """Return how the decisions on applications received in a year were taken, as it stands at `at`."""
    by_id = {scheme.id: scheme for scheme in schemes}
    dates = {row.grant_id: row for row in moved}
    asked = [term for grant in grants if (term := term_of(grant, by_id, dates, at))]
    years = sorted({term.received.year for term in asked}, reverse=True)
    found = [term for term in asked if year in {None, term.received.year}]
    grouped: dict[int | None, list[Term]] = defaultdict(list)
    for term in found:
        scheme = term.grant.row.scheme_id
        grouped[scheme if scheme in by_id else None].append(term)
    lines = [
        TermLine(str(pk), scheme_label(by_id[pk]), tuple(of))
        for pk, of in grouped.items()
        if pk is not None
    ]
    lines.sort(key=lambda line: (line.label, line.key))
    if None in grouped:
        lines.append(TermLine(WITHOUT_SCHEME, _("Zonder regeling"), tuple(grouped[None])))
    return Terms(year, TermLine("alle", _("Alle"), tuple(found)), tuple(lines), tuple(years))


def scheme_label(scheme: SchemeRow) -> str:
    """Return a scheme's name with its year."""
    return f"{scheme.name} {scheme.year}" if scheme.year else scheme.name


def term_of(
    grant: GrantAt, schemes: Mapping[int, SchemeRow], moved: Mapping[int, MovedRow], at: date
) -> Term | None:
    """Return an application's term; None where there is none: other money, a draft, or withdrawn."""
    row = grant.row
    received = row.received_on
    if row.funder_kind not in PUBLIC_FUNDERS or row.draft or received is None or received > at:
        return None
    if row.state == "withdrawn_by_applicant":
        return None
    decided = row.decided_on if row.decided_on is not None and row.decided_on <= at else None
    suspended = _suspended(row, at)
    due = _due(received, schemes.get(row.scheme_id or 0), moved.get(row.id), suspended)
    if decided is None:
        return Term(grant, received, due, Outcome.OPEN_LATE if due < at else Outcome.OPEN, None)
    outcome = Outcome.IN_TIME if decided <= due else Outcome.LATE
    return Term(grant, received, due, outcome, max(0, (decided - received).days - suspended))


def _suspended(row: GrantRow, at: date) -> int:
    """The days that requests for a supplement suspended; an open one from the day after it up to `at`."""
    if row.supplement_since is None:
        return row.suspended_days
    return row.suspended_days + max(0, (at - row.supplement_since).days)


def _due(received: date, scheme: SchemeRow | None, moved: MovedRow | None, suspended: int) -> date:
    if moved is not None and moved.began_on == received:
        return moved.due + timedelta(days=suspended - moved.suspended_days)
    weeks = scheme.decision_weeks if scheme is not None else None
    due = received + timedelta(weeks=DECISION_WEEKS if weeks is None else weeks)
    return due + timedelta(days=suspended)


def terms_heading(found: Terms) -> str:
    """Return the finding: how many decisions were in time, and how many are open over term."""
    whole = found.whole
    late = whole.having(Outcome.OPEN_LATE).count
    rest = ngettext(
        "{applications} staat over de termijn open.",
        "{applications} staan over de termijn open.",
        late,
    ).format(applications=counted(late, "aanvraag", "aanvragen"))
    if not whole.decided:
        none = _("Er is nog geen besluit geregistreerd")
        if found.year is not None:
            none = _("Er is nog geen besluit geregistreerd op aanvragen uit {year}")
        return f"{none.format(year=found.year)}; {rest}"
    what = counted(whole.decided, "besluit", "besluiten")
    if found.year is not None:
        what = _("{decisions} op aanvragen uit {year}").format(decisions=what, year=found.year)
    in_time = whole.having(Outcome.IN_TIME).count
    if in_time == whole.decided:
        every = ngettext(
            "{decisions} is binnen de termijn genomen",
            "{decisions} zijn alle binnen de termijn genomen",
            in_time,
        ).format(decisions=what)
        return sentence(f"{every}; {rest}")
    first = ngettext(
        "van {decisions} is er {count} binnen de termijn genomen",
        "van {decisions} zijn er {count} binnen de termijn genomen",
        in_time,
    ).format(decisions=what, count=count_word(in_time))
    return sentence(f"{first}; {rest}")
