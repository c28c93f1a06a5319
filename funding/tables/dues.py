"""Deadlines in tables: the first clock of a grant, and the table of all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import django_tables2
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from funding.course.clocks import Clock, ClockKind
from funding.course.words import CLOCK_WORDS
from funding.models import Grant, GrantState
from sheets.columns import Kind

_YEAR: Final = 365


@dataclass(frozen=True, slots=True)
class Deadline:
    """A clock that runs on a grant, as a row; its fields are the columns to sort by."""

    grant: Grant
    clock: Clock
    name: str
    source: str
    due: date
    days_left: int


def deadlines(grants: Sequence[Grant], running: Mapping[int, tuple[Clock, ...]]) -> list[Deadline]:
    """Return every clock of these grants as a row, the one with the fewest days left first."""
    rows = [
        Deadline(
            grant,
            clock,
            grant.initiative.name,
            str(grant.scheme or grant.funder),
            clock.due,
            clock.days_left,
        )
        for grant in grants
        for clock in running[grant.pk]
    ]
    return sorted(rows, key=lambda row: (row.days_left, row.name, row.grant.pk))


class DeadlineTable(django_tables2.Table):
    """What is due, by whom and when; the most urgent first."""

    caption = gettext_lazy("Termijnen")
    row_header = "name"
    optional_columns = ("organisation", "case_number", "computed", "reason")
    kinds = {
        "due": Kind.DATE,
        "computed": Kind.DATE,
        "days_left": Kind.INTEGER,
        "case_number": Kind.CODE,
    }

    name = django_tables2.Column(
        verbose_name=gettext_lazy("Initiatief"), attrs={"td": {"class": "full", "data-l": ""}}
    )
    awaited = django_tables2.Column(
        verbose_name=gettext_lazy("Wacht op"),
        accessor="clock__kind",
        attrs={"td": {"data-l": ""}},
    )
    days_left = django_tables2.Column(
        verbose_name=gettext_lazy("Nog"), attrs={"td": {"class": "nowrap", "data-l": ""}}
    )
    due = django_tables2.Column(
        verbose_name=gettext_lazy("Uiterlijk"), attrs={"td": {"class": "nowrap"}}
    )
    source = django_tables2.Column(
        verbose_name=gettext_lazy("Regeling of geldgever"), attrs={"td": {"class": "full wide"}}
    )
    state = django_tables2.Column(
        verbose_name=gettext_lazy("Status"),
        accessor="grant__state",
        attrs={"td": {"class": "wide"}},
    )
    organisation = django_tables2.Column(
        verbose_name=gettext_lazy("Aanvrager"),
        accessor="grant__initiative__organisation",
        orderable=False,
    )
    case_number = django_tables2.Column(
        verbose_name=gettext_lazy("Zaaknummer"), accessor="grant__case_number"
    )
    computed = django_tables2.Column(
        verbose_name=gettext_lazy("Berekend"), accessor="clock__computed", orderable=False
    )
    reason = django_tables2.Column(
        verbose_name=gettext_lazy("Waarom verzet"), accessor="clock__reason", orderable=False
    )

    class Meta:
        template_name = "components/table.html"
        empty_text = gettext_lazy("Geen termijnen gevonden. Maak een filter ruimer.")

    def render_name(self, record: Deadline) -> SafeString:
        return render_to_string("funding/grant_name.html", {"grant": record.grant})

    def value_name(self, record: Deadline) -> str:
        return record.name

    def render_awaited(self, record: Deadline) -> str:
        return label_of(record.clock, record.grant.state)

    def render_days_left(self, record: Deadline) -> SafeString:
        return render_to_string(
            "funding/clock_left.html", {"clock": record.clock, "left": left_text(record.clock)}
        )

    def value_days_left(self, record: Deadline) -> int:
        return record.days_left

    def render_due(self, record: Deadline) -> str:
        return date_format(record.due, "j b Y")

    def value_due(self, record: Deadline) -> date:
        return record.due

    def render_state(self, record: Deadline) -> str:
        return record.grant.get_state_display()

    def render_computed(self, record: Deadline) -> str:
        return date_format(record.clock.computed, "j b Y") if record.clock.computed else "–"

    def value_computed(self, record: Deadline) -> date | None:
        return record.clock.computed

    def value_reason(self, record: Deadline) -> str:
        return record.clock.reason


def label_of(clock: Clock, state: str) -> str:
    """Return what is awaited, short."""
    if clock.kind is ClockKind.PAYMENT and pays_back(state):
        return _("Terugbetaling")
    return _(CLOCK_WORDS[clock.kind])


def pays_back(state: str) -> bool:
    """Whether the payment that is awaited in this state comes from the receiver."""
    return state in (GrantState.RECLAIM, GrantState.REVOKED)


def left_text(clock: Clock) -> str:
    """Return how many days are left, or how many it is late."""
    days = abs(clock.days_left)
    if clock.late:
        text = _("%(time)s te laat") % {"time": time_text(days)}
    elif days == 0:
        text = _("vandaag")
    else:
        text = _("nog %(time)s") % {"time": time_text(days)}
    return _("%(left)s, staat stil") % {"left": text} if clock.suspended else text


def time_text(days: int) -> str:
    """Return a number of days, from two years on in whole years: nobody reads "3572 dagen"."""
    if days < 2 * _YEAR:
        return ngettext("%(n)s dag", "%(n)s dagen", days) % {"n": days}
    years, rest = divmod(days, _YEAR)
    told = _("ruim %(n)s jaar") if rest else _("%(n)s jaar")
    return told % {"n": years}


def nearest(running: Sequence[Clock], state: str) -> str:
    """Return the first clock that is due in words, "" where none runs."""
    if not running:
        return ""
    return f"{label_of(running[0], state)}: {left_text(running[0])}"


def clock_cell(running: Sequence[Clock], state: str) -> SafeString | str:
    """Return the first clock that is due as a cell."""
    if not running:
        return "–"
    first = running[0]
    context: dict[str, Any] = {
        "clock": first,
        "label": label_of(first, state),
        "left": left_text(first),
    }
    return render_to_string("funding/clock_left.html", context)
