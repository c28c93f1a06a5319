"""Clocks in words: what is awaited, by when, how many days are left, and who moved the date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
    it, for who may.
    """

    label: str
    due: date | None
    left: str
    late: bool
    edited: bool = False
    computed: date | None = None
    reason: str = ""
    form: ClockForm | None = None


def dues(
    running: Sequence[Clock],
    undated: Sequence[ClockKind],
    *,
    back: bool,
    forms: Mapping[ClockKind, ClockForm],
) -> list[Due]:
    """Return the clocks in words, the earliest due first, then what is awaited without a date.

    `back` says that a payment is awaited from the receiver.
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
        )
        for clock in running
    ]
    waiting = [
        Due(awaited_label(kind, back=back), None, _("nog geen datum"), False, form=forms.get(kind))
        for kind in undated
    ]
    return shown + waiting


def awaited_label(kind: ClockKind, *, back: bool = False) -> str:
    """Return what is awaited."""
    if kind is ClockKind.PAYMENT and back:
        return _("Terugbetaling door de ontvanger")
    return str(CLOCK_LABELS[kind])
