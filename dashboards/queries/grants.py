"""Grants as typed rows, as they stood on a day."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from areas.models import (
    Municipality,
)
from dashboards import money_rows, rows
from funding import course
from funding.course.clocks import ClockKind
from funding.models import ClockDate, Decision, Grant, Payment, Scheme

_GRANT_FIELDS = (
    "id",
    "initiative_id",
    "funder__name",
    "funder__kind",
    "kind",
    "regularity",
    "scheme__name",
    "case_number",
    "requested_cents",
    "period_start",
    "period_end",
    "scheme_id",
)


def grants_of(municipality: Municipality, only: Collection[int] | None) -> QuerySet[Grant] | None:
    """The grants of these initiatives; None asks for all of them."""
    return (
        None
        if only is None
        else Grant.objects.filter(municipality=municipality, initiative__in=only)
    )


def grant_rows(
    municipality: Municipality, on: date, chosen: QuerySet[Grant] | None = None
) -> tuple[rows.GrantRow, ...]:
    """The grants (all, or the chosen ones) with their state, amounts and dates as they stood on `on`."""
    mine = Q(grant__municipality=municipality, date__lte=on)
    if chosen is not None:
        mine &= Q(grant__in=chosen.order_by().values("pk"))
    steps: dict[int, list[course.Step]] = defaultdict(list)
    decisions = Decision.objects.filter(mine).order_by("date", "id")
    for grant, kind, day, cents, reason, ground in decisions.values_list(
        "grant_id", "kind", "date", "amount_cents", "reason", "ground"
    ):
        steps[grant].append(course.Step(course.StepKind(kind), day, cents, reason, ground))
    payments: dict[int, list[course.Paid]] = defaultdict(list)
    for grant, day, cents in Payment.objects.filter(mine).values_list(
        "grant_id", "date", "amount_cents"
    ):
        payments[grant].append(course.Paid(day, cents))
    found = Grant.objects.filter(municipality=municipality) if chosen is None else chosen
    return tuple(
        _grant_row(values, steps.get(values[0], []), payments.get(values[0], []))
        for values in found.order_by("id").values_list(*_GRANT_FIELDS)
    )


_AMOUNT_STEPS = course.POSITIVE_STEPS | {course.StepKind.CHANGED}


def _grant_row(
    values: tuple[Any, ...], steps: list[course.Step], paid: list[course.Paid]
) -> rows.GrantRow:
    (
        pk, initiative, funder, funder_kind, kind, regularity, scheme, case, requested, start, end,
        scheme_id,
    ) = values  # fmt: skip
    stands = course.standing(funder_kind, kind, requested or 0, steps, paid)
    return rows.GrantRow(
        id=pk,
        initiative_id=initiative,
        funder=funder,
        funder_kind=funder_kind,
        kind=kind,
        regularity=regularity,
        scheme=scheme or "",
        case_number=case,
        state=stands.state,
        draft=stands.state is course.State.DRAFT,
        received_on=stands.received_on,
        decided_on=stands.decided_on,
        committed_on=stands.positive_on,
        revoked_on=stands.revoked_on,
        settled_on=stands.settled_on,
        requested_cents=requested,
        granted=tuple(
            rows.GrantedAmount(step.date, step.amount_cents)
            for step in steps
            if step.kind in _AMOUNT_STEPS and step.amount_cents is not None
        ),
        settled_cents=stands.settled_cents,
        paid_cents=stands.paid_cents,
        period_start=start,
        period_end=end,
        scheme_id=scheme_id,
        ground=next((step.ground for step in reversed(steps) if step.ground), ""),
        suspended_days=stands.suspended_days,
        supplement_since=stands.supplement_since,
    )


def scheme_rows(municipality: Municipality) -> tuple[money_rows.SchemeRow, ...]:
    """The schemes as they are recorded now, the latest year first."""
    found = Scheme.objects.filter(municipality=municipality).order_by("-year", "name", "id")
    return tuple(
        money_rows.SchemeRow(*values)
        for values in found.values_list(
            "id", "name", "year", "funder__name", "ceiling_cents", "decision_term_weeks"
        )
    )


def moved_rows(municipality: Municipality) -> tuple[money_rows.MovedRow, ...]:
    """The dates that people set for decisions: of each grant the latest, none where it was taken back."""
    set_dates = ClockDate.objects.filter(municipality=municipality, clock=ClockKind.DECISION.value)
    latest = {
        values[0]: values
        for values in set_dates.order_by("id").values_list(
            "grant_id", "due", "began_on", "suspended_days"
        )
    }
    return tuple(
        money_rows.MovedRow(grant, due, began_on, suspended)
        for grant, due, began_on, suspended in latest.values()
        if due is not None
    )
