"""Which payments a grant allows, and why another one is refused (design, section 5)."""

from datetime import date
from typing import Final

from funding.course.deriving import Standing
from funding.course.states import Paid, State, StepRefused
from funding.course.words import STATE_LABELS, day, euros
from language import gettext_noop

MAX_CENTS: Final = 100_000_000_000
"""One billion euros in cents: an amount above it is a typing error."""

TOO_MUCH: Final = gettext_noop("Dit bedrag is meer dan een miljard euro; dat is vast een typefout.")


def check_paid(that_day: Standing, paid: Paid, today: date) -> None:
    """Raise unless the payment fits how the grant stood at the end of its day."""
    if paid.amount_cents == 0:
        raise StepRefused(
            "amount", gettext_noop("Een betaling van € 0 is geen betaling."), about=paid
        )
    if abs(paid.amount_cents) > MAX_CENTS:
        raise StepRefused("amount", TOO_MUCH, about=paid)
    if paid.date > today:
        values = {"date": day(paid.date)}
        raise StepRefused(
            "date", gettext_noop("De betaaldatum %(date)s ligt in de toekomst."), values, paid
        )
    if that_day.positive_on is None:
        raise StepRefused(
            "date",
            gettext_noop(
                "Betalen kan pas na een besluit waarbij geld is toegekend; op %(date)s was dat er niet."
            ),
            {"date": day(paid.date)},
            paid,
        )
    if that_day.paid_cents < 0:
        raise StepRefused(
            "amount", gettext_noop("Er kan niet meer terugkomen dan er is betaald."), about=paid
        )
    _check_limits(that_day, paid)


def _check_limits(that_day: Standing, paid: Paid) -> None:
    """Raise when more is paid than granted before settlement, or anything at all after the end of the course."""
    state, granted = that_day.state, that_day.granted_cents or 0
    ended_on = that_day.closed_on or (that_day.settled_on if state is State.ACCOUNTED else None)
    if ended_on is not None and paid.date > ended_on:
        values = {"state": STATE_LABELS[state], "date": day(ended_on)}
        raise StepRefused(
            "date",
            gettext_noop("Na ‘%(state)s’ op %(date)s zijn er geen betalingen meer."),
            values,
            paid,
        )
    if (
        that_day.revoked_on is not None
        and paid.date > that_day.revoked_on
        and paid.amount_cents > 0
    ):
        raise StepRefused(
            "amount",
            gettext_noop("Na het intrekken wordt alleen nog geld terugbetaald."),
            about=paid,
        )
    if (that_day.settled_on is None or state is State.ACCOUNTED) and that_day.paid_cents > granted:
        raise StepRefused(
            "amount",
            gettext_noop("Betaald wordt dan %(paid)s; dat is meer dan verleend (%(granted)s)."),
            {"paid": euros(that_day.paid_cents), "granted": euros(granted)},
            paid,
        )
