"""A grant's course in words: what happened, what it came to, what is awaited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from funding.course import Standing, State, StepKind
from funding.course.clocks import Clock, ClockKind, Flag
from funding.course.words import STEP_LABELS, short_euros
from funding.models import Decision, Grant, GrantState, Payment

CLOCK_LABELS: Final[Mapping[ClockKind, str | Promise]] = {
    ClockKind.DECISION: gettext_lazy("Besluit op de aanvraag"),
    ClockKind.SUPPLEMENT: gettext_lazy("Aanvulling door de aanvrager"),
    ClockKind.REPORT: gettext_lazy("Verantwoording door de aanvrager"),
    ClockKind.SETTLEMENT: gettext_lazy("Vaststelling"),
    ClockKind.PAYMENT: gettext_lazy("Betaling"),
    ClockKind.TENURE: gettext_lazy("Aankondigen als het stopt, na drie jaar of langer achtereen"),
}

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

NO_MONEY: Final = frozenset(
    {State.REFUSED, State.NOT_CONSIDERED, State.WITHDRAWN_BY_APPLICANT, State.DECLINED}
)


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened: a step or a payment, with its day, amount, reason and who recorded it."""

    date: date
    label: str
    amount: str
    text: str
    who: str
    payment: bool


@dataclass(frozen=True, slots=True)
class Amount:
    """One of the four amounts; `text` is words while it is not decided."""

    label: str
    text: str
    known: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A clock in words."""

    label: str
    due: date
    left: str
    late: bool


def moments(decisions: Sequence[Decision], payments: Sequence[Payment]) -> list[Moment]:
    """Return steps and payments together, the first one first; on one day the step comes before the payment."""
    steps = [
        Moment(
            row.date,
            _(STEP_LABELS[StepKind(row.kind)]),
            "" if row.amount_cents is None else short_euros(row.amount_cents),
            row.reason,
            str(row.by) if row.by else "",
            payment=False,
        )
        for row in decisions
    ]
    paid = [
        Moment(
            row.date,
            _("betaald") if row.amount_cents > 0 else _("terugbetaald"),
            short_euros(abs(row.amount_cents)),
            row.note,
            "",
            payment=True,
        )
        for row in payments
    ]
    return sorted(steps + paid, key=lambda moment: (moment.date, moment.payment))


def amounts(now: Standing) -> list[Amount]:
    """Return what was requested, granted, settled and paid; never € 0 for what is not decided."""
    undecided = now.granted_cents is None
    return [
        _amount(_("Aangevraagd"), now.requested_cents, _("nog niet ingevuld")),
        _amount(_("Verleend"), now.granted_cents, _("nog niet besloten")),
        _amount(_("Vastgesteld"), now.settled_cents, _unsettled(now)),
        Amount(
            _("Betaald"),
            _("nog niet besloten") if undecided else short_euros(now.paid_cents),
            not undecided,
            _open(now),
        ),
    ]


def total_of(label: str, cents: int | None) -> Amount:
    """Return a sum of several grants; words where there is nothing to add up."""
    return _amount(label, cents, _("nog niets"))


def _amount(label: str, cents: int | None, unknown: str) -> Amount:
    return Amount(label, unknown if cents is None else short_euros(cents), cents is not None)


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


def dues(running: Sequence[Clock], now: Standing) -> list[Due]:
    """Return the clocks in words, the earliest due first."""
    return [Due(_awaited(clock, now), clock.due, _left(clock), clock.late) for clock in running]


def _awaited(clock: Clock, now: Standing) -> str:
    if clock.kind is ClockKind.PAYMENT and now.reclaim_cents:
        return _("Terugbetaling door de ontvanger")
    return str(CLOCK_LABELS[clock.kind])


def _left(clock: Clock) -> str:
    days = abs(clock.days_left)
    if clock.late:
        text = ngettext("%(n)s dag te laat", "%(n)s dagen te laat", days) % {"n": days}
    elif days == 0:
        text = _("vandaag")
    else:
        text = ngettext("nog %(n)s dag", "nog %(n)s dagen", days) % {"n": days}
    return _("%(left)s, staat stil") % {"left": text} if clock.suspended else text


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
        if waits.late:
            return _("%(asked)s gevraagd voor %(name)s; het besluit was nodig op %(day)s") % values
        return _("%(asked)s gevraagd voor %(name)s; besluit uiterlijk %(day)s") % values
    if now.state in NO_MONEY:
        return _("Geen geld voor %(name)s: %(state)s") % values
    if now.state is State.REVOKED:
        return _("De verlening aan %(name)s is ingetrokken") % values
    return _("%(amount)s voor %(name)s: %(state)s") % values
