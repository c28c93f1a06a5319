"""Which columns of an import row belong to a state, and which that state cannot do without."""

from collections.abc import Mapping
from datetime import date
from typing import Final, Protocol

from funding.course.states import NEGATIVE_STATES, State, StepRefused
from funding.course.words import COLUMN_LABELS, STATE_LABELS, euros
from language import gettext_noop


class Row(Protocol):
    """The dates and amounts (cents) of an import row, by their column names."""

    @property
    def granted(self) -> int | None: ...
    @property
    def settled(self) -> int | None: ...
    @property
    def paid(self) -> int | None: ...
    @property
    def decided_on(self) -> date | None: ...
    @property
    def settled_on(self) -> date | None: ...


_SETTLED_NEEDS = ("decided_on", "granted", "settled_on", "settled")
_SETTLED_HAS = (*_SETTLED_NEEDS, "received_on", "reported_on", "paid")

NEEDED: Final[Mapping[State, tuple[str, ...]]] = {
    State.DRAFT: (),
    State.REQUESTED: ("received_on",),
    State.SUPPLEMENT: ("received_on",),
    State.ASKED: ("received_on",),
    State.GRANTED: ("decided_on", "granted"),
    State.REPORTED: ("decided_on", "granted", "reported_on"),
    State.REVOKED: ("decided_on", "granted", "revoked_on"),
    State.PROMISED: ("decided_on", "granted"),
    State.RECEIVED: ("decided_on", "granted"),
    State.ACCOUNTED: ("decided_on", "granted", "settled_on"),
    State.SETTLED: _SETTLED_NEEDS,
    State.RECLAIM: _SETTLED_NEEDS,
    State.SUPPLEMENTARY_PAYMENT: _SETTLED_NEEDS,
    State.CLOSED: (*_SETTLED_NEEDS, "closed_on"),
    State.SETTLED_DIRECTLY: ("decided_on",),
    **dict.fromkeys(NEGATIVE_STATES, ("decided_on",)),
}
"""The columns that a row of a state has to fill."""

_POSSIBLE: Final[Mapping[State, tuple[str, ...]]] = {
    State.DRAFT: (),
    State.REQUESTED: ("received_on",),
    State.SUPPLEMENT: ("received_on",),
    State.ASKED: ("received_on",),
    State.GRANTED: ("received_on", "decided_on", "granted", "paid"),
    State.REPORTED: ("received_on", "decided_on", "granted", "reported_on", "paid"),
    State.REVOKED: ("received_on", "decided_on", "granted", "revoked_on", "paid"),
    State.PROMISED: ("received_on", "decided_on", "granted", "paid"),
    State.RECEIVED: ("received_on", "decided_on", "granted", "paid"),
    State.ACCOUNTED: ("received_on", "decided_on", "granted", "settled_on", "settled", "paid"),
    State.SETTLED: _SETTLED_HAS,
    State.RECLAIM: _SETTLED_HAS,
    State.SUPPLEMENTARY_PAYMENT: _SETTLED_HAS,
    State.CLOSED: (*_SETTLED_HAS, "closed_on"),
    State.SETTLED_DIRECTLY: (
        "received_on",
        "decided_on",
        "granted",
        "settled_on",
        "settled",
        "paid",
    ),
    **dict.fromkeys(NEGATIVE_STATES, ("received_on", "decided_on")),
}
"""The columns that a row of a state may fill."""

_COURSE_COLUMNS = (
    "granted",
    "settled",
    "paid",
    "received_on",
    "decided_on",
    "reported_on",
    "settled_on",
    "revoked_on",
    "closed_on",
)


def check_columns(row: Row, state: State) -> None:
    """Raise `StepRefused` when a row lacks a column of its state, or fills one that the state cannot have.

    Nothing paid may be written as 0 everywhere, and nothing granted as 0 where that was the decision; any other
    amount that is not yet decided has to be empty.
    """
    for column in _COURSE_COLUMNS:
        value = getattr(row, column)
        if value is None and column in NEEDED[state]:
            raise StepRefused(
                column,
                gettext_noop("Bij de status ‘%(state)s’ hoort een %(column)s; die ontbreekt."),
                {"state": STATE_LABELS[state], "column": COLUMN_LABELS[column]},
            )
        if value is not None and column not in _POSSIBLE[state]:
            _check_needless(column, value, state)
    if row.paid is not None and row.paid < 0:
        raise StepRefused("paid", gettext_noop("Het betaalde bedrag kan niet minder dan € 0 zijn."))
    if state is State.SETTLED_DIRECTLY:
        _check_direct(row)


def _check_needless(column: str, value: int | date, state: State) -> None:
    """Raise for a filled column that the state cannot have, unless it is a 0 that says nothing new."""
    if value == 0 and (column == "paid" or (column == "granted" and state in NEGATIVE_STATES)):
        return
    values = {"state": STATE_LABELS[state], "column": COLUMN_LABELS[column]}
    if isinstance(value, date):
        template = gettext_noop("Bij de status ‘%(state)s’ hoort geen %(column)s.")
    elif value == 0:
        template = gettext_noop(
            "Bij de status ‘%(state)s’ is er nog geen %(column)s: laat de cel leeg in plaats van 0."
        )
    else:
        values["value"] = euros(value)
        template = gettext_noop("Bij de status ‘%(state)s’ hoort geen %(column)s (%(value)s).")
    raise StepRefused(column, template, values)


def _check_direct(row: Row) -> None:
    """Raise unless a direct settlement has one date and one amount, given once or twice alike."""
    if row.settled_on is not None and row.settled_on != row.decided_on:
        raise StepRefused(
            "settled_on",
            gettext_noop(
                "Direct vastgesteld is één besluit: de datum van de vaststelling is die van het besluit."
            ),
        )
    if row.granted is None and row.settled is None:
        raise StepRefused("granted", gettext_noop("Vul het bedrag in dat direct is vastgesteld."))
    if None not in (row.granted, row.settled) and row.granted != row.settled:
        raise StepRefused(
            "settled",
            gettext_noop(
                "Direct vastgesteld is één besluit: verleend en vastgesteld zijn hetzelfde bedrag."
            ),
        )
