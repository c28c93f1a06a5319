"""Clocks in words: what is awaited, by when, how many days are left, and who moved the date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from funding.course.clocks import Clock, ClockKind
from funding.forms import ClockForm
from funding.tables.dues import left_text

CLOCK_LABELS: Final[Mapping[ClockKind, str | Promise]] = {
    ClockKind.DECISION: gettext_lazy("Besluit op de aanvraag"),
    ClockKind.SUPPLEMENT: gettext_lazy("Aanvulling door de aanvrager"),
    ClockKind.REPORT: gettext_lazy("Verantwoording door de aanvrager"),
    ClockKind.SETTLEMENT: gettext_lazy("Vaststelling"),
    ClockKind.PAYMENT: gettext_lazy("Betaling"),
    ClockKind.TENURE: gettext_lazy("Aankondigen als het stopt, na drie jaar of langer achtereen"),
}


@dataclass(frozen=True, slots=True)
class Due:
    """A clock in words; `due` is None where something is awaited and nobody set a date.

    `computed` is what the date would have been without the person who moved it, `reason` why they did. `form` moves
    it, for who may. `still` says for how many days it stands or stood still.
    """

    label: str
    due: date | None
    left: str
    late: bool
    edited: bool = False
    computed: date | None = None
    reason: str = ""
    form: ClockForm | None = None
    still: str = ""


def dues(
    running: Sequence[Clock],
    undated: Sequence[ClockKind],
    *,
    still_days: int,
    back: bool,
    forms: Mapping[ClockKind, ClockForm],
) -> list[Due]:
    """Return the clocks in words, the earliest due first, then what is awaited without a date.

    `back` says that a payment is awaited from the receiver, `still_days` how long the decision's term stood still.
    """
    shown = [
        Due(
            awaited_label(clock.kind, back=back),
            clock.due,
            left_text(clock),
            clock.late,
            clock.edited,
            clock.computed,
            clock.reason,
            forms.get(clock.kind),
            _still(clock, still_days) if clock.kind is ClockKind.DECISION else "",
        )
        for clock in running
    ]
    waiting = [
        Due(awaited_label(kind, back=back), None, _undated(kind), False, form=forms.get(kind))
        for kind in undated
    ]
    return shown + waiting


def _still(clock: Clock, days: int) -> str:
    """Return for how many days the term stands or stood still, which the date already counts."""
    if not days:
        return ""
    told = (
        ngettext(
            "Staat nu %(n)s dag stil; zolang schuift de datum elke dag op.",
            "Staat nu %(n)s dagen stil; zolang schuift de datum elke dag op.",
            days,
        )
        if clock.suspended
        else ngettext(
            "Heeft %(n)s dag stilgestaan; die telt de datum al mee.",
            "Heeft %(n)s dagen stilgestaan; die telt de datum al mee.",
            days,
        )
    )
    return told % {"n": days}


def _undated(kind: ClockKind) -> str:
    """Return why something that is awaited has no date; a payment only where a list did not tell of any."""
    return {
        ClockKind.PAYMENT: _("niet bekend of er is betaald"),
        ClockKind.DECISION: _("niet bekend wanneer de aanvraag kwam"),
    }.get(kind, _("nog geen datum"))


def awaited_label(kind: ClockKind, *, back: bool = False) -> str:
    """Return what is awaited."""
    if kind is ClockKind.PAYMENT and back:
        return _("Terugbetaling door de ontvanger")
    return str(CLOCK_LABELS[kind])
