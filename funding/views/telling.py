"""A grant's course in words: what happened, what it came to, what is awaited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.course import Standing, State, StepKind
from funding.course.clocks import Clock, ClockKind, Flag
from funding.course.grounds import ground_label
from funding.course.words import STEP_LABELS, short_euros
from funding.histories import step_of
from funding.models import Decision, Grant, GrantState, Payment

OFFER_LABELS: Final[Mapping[StepKind, str | Promise]] = {
    StepKind.RECEIVED: gettext_lazy("Aanvraag ontvangen"),
    StepKind.SUPPLEMENT_REQUESTED: gettext_lazy("Aanvulling vragen"),
    StepKind.SUPPLEMENT_RECEIVED: gettext_lazy("Aanvulling ontvangen"),
    StepKind.GRANTED: gettext_lazy("Verlenen"),
    StepKind.SETTLED_DIRECTLY: gettext_lazy("Direct vaststellen"),
    StepKind.REFUSED: gettext_lazy("Afwijzen"),
    StepKind.NOT_CONSIDERED: gettext_lazy("Buiten behandeling stellen"),
    StepKind.WITHDRAWN_BY_APPLICANT: gettext_lazy("Ingetrokken door de aanvrager"),
    StepKind.CHANGED: gettext_lazy("Bedrag wijzigen"),
    StepKind.REPORTED: gettext_lazy("Verantwoording ontvangen"),
    StepKind.SETTLED: gettext_lazy("Vaststellen"),
    StepKind.REVOKED: gettext_lazy("Verlening intrekken"),
    StepKind.CLOSED: gettext_lazy("Afsluiten"),
    StepKind.ASKED: gettext_lazy("Gevraagd bij de geldgever"),
    StepKind.PROMISED: gettext_lazy("Toegezegd"),
    StepKind.DECLINED: gettext_lazy("Niet toegezegd"),
    StepKind.ACCOUNTED: gettext_lazy("Afgerekend"),
}
"""What somebody does by taking a step."""

FLAG_LABELS: Final[Mapping[Flag, str | Promise]] = {
    Flag.OBJECTION: gettext_lazy("Bezwaar loopt"),
    Flag.SUSPENDED: gettext_lazy("Termijn staat stil"),
    Flag.LATE: gettext_lazy("Te laat"),
}

_SETTLING: Final = ("settled", "settled_directly", "accounted")

NO_MONEY: Final = frozenset(
    {State.REFUSED, State.NOT_CONSIDERED, State.WITHDRAWN_BY_APPLICANT, State.DECLINED}
)


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened: a step or a payment, with its day, amount, reason and who recorded it.

    `ground` is why it was refused, in the words of the list; `over` says that the ceiling was exceeded, and why.
    """

    date: date
    label: str
    amount: str
    text: str
    who: str
    payment: bool
    ground: str = ""
    over: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """One of the four amounts; `text` is words while it is not decided."""

    label: str
    text: str
    known: bool
    note: str = ""


def moments(decisions: Sequence[Decision], payments: Sequence[Payment]) -> list[Moment]:
    """Return steps and payments together, the first one first; on one day the step comes before the payment."""
    settled_on = min((row.date for row in decisions if row.kind in _SETTLING), default=None)
    steps = [
        Moment(
            row.date,
            _(STEP_LABELS[StepKind(row.kind)]),
            "" if row.amount_cents is None else short_euros(row.amount_cents),
            row.reason,
            str(row.by) if row.by else "",
            payment=False,
            ground=_(ground_label(step_of(row))),
            over=_over(row),
        )
        for row in decisions
    ]
    paid = [
        Moment(
            row.date,
            _paid_as(row, settled_on),
            short_euros(abs(row.amount_cents)),
            row.note,
            str(row.by) if row.by else "",
            payment=True,
        )
        for row in payments
    ]
    return sorted(steps + paid, key=lambda moment: (moment.date, moment.payment))


def _paid_as(row: Payment, settled_on: date | None) -> str:
    """Return what kind of payment it was, which follows from its sign and the day of the settlement."""
    if row.amount_cents < 0:
        return _("terugbetaald")
    return _("voorschot betaald") if settled_on is None or row.date < settled_on else _("betaald")


def _over(row: Decision) -> str:
    if row.over_cents is None:
        return ""
    values = {"over": short_euros(row.over_cents), "reason": row.over_reason}
    return _("%(over)s boven het plafond: %(reason)s") % values


def amounts(now: Standing, *, payment_unknown: bool = False) -> list[Amount]:
    """Return what was requested, granted, settled and paid; never € 0 for what is not decided or not known."""
    return [
        _amount(_("Aangevraagd"), now.requested_cents, _("nog niet ingevuld")),
        _amount(_("Verleend"), now.granted_cents, _("nog niet besloten")),
        _amount(_("Vastgesteld"), now.settled_cents, _unsettled(now)),
        Amount(_("Betaald"), _("niet bekend"), known=False)
        if payment_unknown
        else _amount(
            _("Betaald"),
            None if now.granted_cents is None else now.paid_cents,
            _("nog niet besloten"),
            _open(now),
        ),
    ]


def total_of(label: str, cents: int | None) -> Amount:
    """Return a sum of several grants; words where there is nothing to add up."""
    return _amount(label, cents, _("nog niets"))


def _amount(label: str, cents: int | None, unknown: str, note: str = "") -> Amount:
    return Amount(label, unknown if cents is None else short_euros(cents), cents is not None, note)


def _unsettled(now: Standing) -> str:
    if now.granted_cents is None:
        return _("nog niet besloten")
    if now.state in NO_MONEY or now.state in (State.REVOKED, State.ACCOUNTED):
        return _("niet van toepassing")
    return _("nog niet vastgesteld")


def _open(now: Standing) -> str:
    """Return what is still to be paid or paid back, "" where nothing is."""
    if now.reclaim_cents:
        return _("%(amount)s terug te betalen") % {"amount": short_euros(now.reclaim_cents)}
    due = now.supplementary_cents or (now.granted_cents or 0) - now.paid_cents
    closed = now.revoked_on or now.closed_on or now.state in NO_MONEY
    if due <= 0 or closed or now.state is State.ACCOUNTED:
        return ""
    return _("nog %(amount)s te betalen") % {"amount": short_euros(due)}


def finding(grant: Grant, now: Standing, running: Sequence[Clock]) -> str:
    """Return the heading: what the grant is, and where it stands."""
    values = {
        "name": grant.initiative.name,
        "state": GrantState(now.state.value).label,
        "amount": short_euros(now.counting_cents or 0),
        "asked": _("een nog onbekend bedrag")
        if now.requested_cents is None
        else short_euros(now.requested_cents),
    }
    if now.state is State.DRAFT:
        return _("Concept: %(asked)s voor %(name)s") % values
    if now.granted_cents is None:
        waits = next((clock for clock in running if clock.kind is ClockKind.DECISION), None)
        if waits is None:
            return _("%(asked)s gevraagd voor %(name)s, nog niet besloten") % values
        values["day"] = date_format(waits.due, "j F Y")
        if waits.suspended:
            return _("%(asked)s gevraagd voor %(name)s; wacht op de aanvulling") % values
        if waits.late:
            return _("%(asked)s gevraagd voor %(name)s; het besluit was nodig op %(day)s") % values
        return _("%(asked)s gevraagd voor %(name)s; besluit uiterlijk %(day)s") % values
    if now.state in NO_MONEY:
        return _("Geen geld voor %(name)s: %(state)s") % values
    if now.state is State.REVOKED:
        return _("De verlening aan %(name)s is ingetrokken") % values
    return _("%(amount)s voor %(name)s: %(state)s") % values
