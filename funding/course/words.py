"""Words for states and steps, and amounts and dates as they stand in a sentence.

The texts are marked for translation by name only: `makemessages` finds `gettext_noop`, and whoever shows a text
passes it through gettext. This module itself knows no Django.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

import language
from funding.course.clocks import ClockKind
from funding.course.states import State, StepKind
from language import gettext_noop

STATE_LABELS: Final[Mapping[State, str]] = {
    State.DRAFT: gettext_noop("concept"),
    State.REQUESTED: gettext_noop("aangevraagd"),
    State.SUPPLEMENT: gettext_noop("aanvulling gevraagd"),
    State.GRANTED: gettext_noop("verleend"),
    State.SETTLED_DIRECTLY: gettext_noop("direct vastgesteld"),
    State.REFUSED: gettext_noop("afgewezen"),
    State.NOT_CONSIDERED: gettext_noop("buiten behandeling"),
    State.WITHDRAWN_BY_APPLICANT: gettext_noop("ingetrokken door aanvrager"),
    State.REPORTED: gettext_noop("verantwoord"),
    State.SETTLED: gettext_noop("vastgesteld"),
    State.RECLAIM: gettext_noop("terugvordering"),
    State.SUPPLEMENTARY_PAYMENT: gettext_noop("nabetaling"),
    State.CLOSED: gettext_noop("afgesloten"),
    State.REVOKED: gettext_noop("ingetrokken"),
    State.ASKED: gettext_noop("gevraagd"),
    State.PROMISED: gettext_noop("toegezegd"),
    State.DECLINED: gettext_noop("niet toegezegd"),
    State.RECEIVED: gettext_noop("ontvangen"),
    State.ACCOUNTED: gettext_noop("afgerekend"),
}

STEP_LABELS: Final[Mapping[StepKind, str]] = {
    StepKind.RECEIVED: gettext_noop("aanvraag ontvangen"),
    StepKind.SUPPLEMENT_REQUESTED: gettext_noop("aanvulling gevraagd"),
    StepKind.SUPPLEMENT_RECEIVED: gettext_noop("aanvulling ontvangen"),
    StepKind.GRANTED: gettext_noop("verleend"),
    StepKind.SETTLED_DIRECTLY: gettext_noop("direct vastgesteld"),
    StepKind.REFUSED: gettext_noop("afgewezen"),
    StepKind.NOT_CONSIDERED: gettext_noop("buiten behandeling gesteld"),
    StepKind.WITHDRAWN_BY_APPLICANT: gettext_noop("ingetrokken door aanvrager"),
    StepKind.CHANGED: gettext_noop("bedrag gewijzigd"),
    StepKind.REPORTED: gettext_noop("verantwoording ontvangen"),
    StepKind.SETTLED: gettext_noop("vastgesteld"),
    StepKind.REVOKED: gettext_noop("ingetrokken"),
    StepKind.CLOSED: gettext_noop("afgesloten"),
    StepKind.ASKED: gettext_noop("gevraagd"),
    StepKind.PROMISED: gettext_noop("toegezegd"),
    StepKind.DECLINED: gettext_noop("niet toegezegd"),
    StepKind.ACCOUNTED: gettext_noop("afgerekend"),
}

CLOCK_WORDS: Final[Mapping[ClockKind, str]] = {
    ClockKind.DECISION: gettext_noop("Besluit"),
    ClockKind.SUPPLEMENT: gettext_noop("Aanvulling"),
    ClockKind.REPORT: gettext_noop("Verantwoording"),
    ClockKind.SETTLEMENT: gettext_noop("Vaststelling"),
    ClockKind.PAYMENT: gettext_noop("Betaling"),
    ClockKind.TENURE: gettext_noop("Drie jaar of langer achtereen"),
}

COLUMN_LABELS: Final[Mapping[str, str]] = {
    "requested": gettext_noop("aangevraagd bedrag"),
    "granted": gettext_noop("verleend bedrag"),
    "settled": gettext_noop("vastgesteld bedrag"),
    "paid": gettext_noop("betaald bedrag"),
    "received_on": gettext_noop("datum van ontvangst"),
    "decided_on": gettext_noop("datum van het besluit"),
    "reported_on": gettext_noop("datum van de verantwoording"),
    "settled_on": gettext_noop("datum van de vaststelling"),
    "revoked_on": gettext_noop("datum van de intrekking"),
    "closed_on": gettext_noop("datum van afsluiten"),
    "reason": gettext_noop("reden"),
}


def euros(cents: int) -> str:
    """Return cents as an amount: 123456 is "€ 1.234,56", -5 is "-€ 0,05"; in English "€1,234.56"."""
    whole, rest = divmod(abs(cents), 100)
    sign = "-" if cents < 0 else ""
    if language.code() == "en":
        return f"{sign}€{whole:,}.{rest:02d}"
    grouped = f"{whole:,}".replace(",", ".")
    return f"{sign}€ {grouped},{rest:02d}"


def short_euros(cents: int) -> str:
    """Return cents as a page shows them, with decimals only where they say something: "€ 1.234", "€ 12,50"."""
    return euros(cents).removesuffix(",00").removesuffix(".00")


def day(value: date) -> str:
    """Return a date in figures: 5-3-2026, in English 5/3/2026."""
    if language.code() == "en":
        return f"{value.day}/{value.month}/{value.year}"
    return f"{value.day}-{value.month}-{value.year}"
