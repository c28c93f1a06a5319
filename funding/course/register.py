"""A row of a municipal subsidy register as the columns of a grant's course.

Registers (Amsterdam's, for one) give a subsidy year and three amounts, and neither dates nor payments. What is
missing is worked out by the rules below and named in `derived`, so that pages and exports can mark it "afgeleid".
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from funding.course.columns import Columns
from funding.course.states import FunderKind, GrantKind, State, StepRefused
from funding.course.words import euros
from language import gettext_noop

REGISTER_REASON: Final = gettext_noop("afgeleid uit het register")
"""The reason where more was granted than requested, for which the register has no column."""


@dataclass(frozen=True, slots=True)
class RegisterGrant:
    """A grant as a register shows it: its course, its period (the subsidy year), and what was worked out.

    `derived` holds import column names, in the order of the format.
    """

    columns: Columns
    period_start: date
    period_end: date
    derived: tuple[str, ...]


def register_grant(
    requested: int | None, granted: int | None, settled: int | None, year: int, known_on: date
) -> RegisterGrant:
    """Return the grant behind a register's row: amounts in cents (None: blank or NULL), known on the overview's day.

    The period is the subsidy year, and the decision falls on its first day. Granted 0 is a refusal, whatever 0 is
    settled on it; no granted amount is an application that came in on that first day. A settled amount was settled
    on the last day of the year, or on the day of the overview if that came first, and has been paid in full: to
    assume less would invent supplementary payments. Without a settled amount nothing is known to be paid, and 0 is.

    Raises `StepRefused` (`settled`) when an amount is settled on a refusal; what else is wrong with the amounts
    shows when the columns go through `from_columns`.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    if settled and not granted:
        raise StepRefused(
            "settled",
            gettext_noop(
                "Verleend is € 0, maar vastgesteld is %(settled)s: dat kan niet meer zijn dan verleend."
            ),
            {"settled": euros(settled)},
        )
    settled_on = max(first, min(last, known_on)) if granted and settled is not None else None
    more = (granted or 0) > (requested or 0)
    columns = Columns(
        FunderKind.MUNICIPALITY,
        GrantKind.PROJECT,
        state=_state(granted, settled).value,
        requested=requested,
        granted=granted,
        settled=settled if granted else None,
        paid=settled or 0,
        received_on=first if granted is None else None,
        decided_on=None if granted is None else first,
        settled_on=settled_on,
        reason=REGISTER_REASON if more else "",
    )
    return RegisterGrant(columns, first, last, _derived(columns))


def _state(granted: int | None, settled: int | None) -> State:
    """Return the state that a register's amounts say."""
    if granted is None:
        return State.REQUESTED
    if granted == 0:
        return State.REFUSED
    return State.GRANTED if settled is None else State.SETTLED


def _derived(columns: Columns) -> tuple[str, ...]:
    """Return the names of the columns that the register does not have and that were filled all the same."""
    dated = tuple(
        name
        for name in ("received_on", "decided_on", "settled_on")
        if getattr(columns, name) is not None
    )
    paid = ("paid",) if columns.granted else ()
    reason = ("reason",) if columns.reason else ()
    return ("state", *paid, *dated, "period_start", "period_end", *reason)
