"""The clocks of stored grants: the one answer behind the grant's page, the lists, the deadlines and the digest."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import batched
from typing import Final

from django.db.models import prefetch_related_objects

from funding.course.clocks import Clock, ClockKind, Moved, Terms, clocks, unbroken_since
from funding.histories import history_of
from funding.models import ClockDate, Grant

OVER: Final = frozenset(
    {
        "draft",
        "refused",
        "not_considered",
        "withdrawn_by_applicant",
        "closed",
        "declined",
        "accounted",
    }
)
"""States in which no clock runs; leave these grants out of a query of clocks."""

_PORTION: Final = 5_000
_FEW: Final = 500
_NEEDED: Final = ("funder", "scheme", "decisions", "payments", "clock_dates")

type Periods = Mapping[tuple[int, int], list[tuple[date, date | None]]]


def clocks_of_many(grants: Iterable[Grant], today: date) -> dict[int, tuple[Clock, ...]]:
    """Return the clocks that run on each grant today, by the grant's key, the earliest due first.

    `grants` is a queryset or a list; narrow it by `accounts.policy` first. At most seven queries for each portion
    of 5,000, fewer where funder, scheme, decisions, payments or dates were fetched with them.
    """
    found: dict[int, tuple[Clock, ...]] = {}
    for portion in batched(grants, _PORTION):
        prefetch_related_objects(portion, *_NEEDED)
        terms = terms_of_many(portion)
        for grant in portion:
            standing = history_of(grant).standing(today)
            found[grant.pk] = clocks(standing, terms[grant.pk], today, moved_of(grant))
    return found


def moved_of(grant: Grant) -> dict[ClockKind, Moved]:
    """Return the dates that people set for a grant's clocks: the latest of each, none where it was taken back."""
    latest: dict[str, ClockDate] = {}
    for row in sorted(grant.clock_dates.all(), key=lambda row: row.pk):
        latest[row.clock] = row
    return {
        ClockKind(row.clock): Moved(row.due, row.began_on, row.suspended_days, row.reason)
        for row in latest.values()
        if row.due is not None
    }


def terms_of(grant: Grant) -> Terms:
    """Return what a grant's clocks need beside its standing."""
    return terms_of_many([grant])[grant.pk]


def terms_of_many(grants: Iterable[Grant]) -> dict[int, Terms]:
    """Return what the clocks of each grant need beside its standing; one query for all of them."""
    rows = list(grants)
    periods = _periods(rows)
    return {grant.pk: _terms(grant, periods) for grant in rows}


def _terms(grant: Grant, periods: Periods) -> Terms:
    scheme, start = grant.scheme, grant.period_start
    row = periods.get((grant.initiative_id, grant.funder_id), [])
    return Terms(
        decision_weeks=scheme.decision_term_weeks if scheme else None,
        settlement_weeks=scheme.settlement_term_weeks if scheme else None,
        report_due=grant.report_due,
        period_end=grant.period_end,
        funded_since=None if start is None else unbroken_since(row, start),
        guessed=_guessed(grant),
    )


def _guessed(grant: Grant) -> frozenset[ClockKind]:
    """Return the clocks that would only run from what a list did not tell."""
    unknown = {
        ClockKind.DECISION: "received_on" in grant.derived,
        ClockKind.PAYMENT: grant.payment_unknown,
    }
    return frozenset(kind for kind, guessed in unknown.items() if guessed)


def _periods(grants: list[Grant]) -> Periods:
    """Return the periods of committed money by initiative and funder, as far as these grants ask for them."""
    asked = {grant.initiative_id for grant in grants if grant.period_start is not None}
    paid = Grant.objects.committed().filter(
        municipality__in={grant.municipality_id for grant in grants}, period_start__isnull=False
    )
    if len(asked) <= _FEW:
        paid = paid.filter(initiative__in=asked)
    found: dict[tuple[int, int], list[tuple[date, date | None]]] = defaultdict(list)
    for initiative, funder, start, end in paid.values_list(
        "initiative_id", "funder_id", "period_start", "period_end"
    ):
        if start is not None:
            found[initiative, funder].append((start, end))
    return found
