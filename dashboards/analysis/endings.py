"""The sentences about money that ends: where, when, of how many initiatives."""

from dataclasses import dataclass
from datetime import date

from dashboards.analysis.cliff import Cliff, CliffMonth, Ending
from dashboards.analysis.dates import first_of_month, months_between
from dashboards.analysis.priorities import Priorities
from dashboards.analysis.words import count_word, counted, euros_nl, month_nl
from language import gettext as _
from language import ngettext


@dataclass(frozen=True, slots=True)
class DistrictEndings:
    """What ends in one district in one month."""

    district: str
    month: date
    endings: tuple[Ending, ...]

    @property
    def cents(self) -> int:
        """The granted amounts that end."""
        return sum(ending.ending_cents for ending in self.endings)


def most_endings(cliff: Cliff, priorities: Priorities) -> DistrictEndings | None:
    """Return the district and month in which most initiatives lose their money.

    Of equals the one with the most euros, of those the soonest.
    """
    found = [
        DistrictEndings(priority.district.name, month.month, endings)
        for month in cliff.months
        for priority in priorities.districts
        if (endings := _in_district(month, priority.district.code))
    ]
    return max(
        found,
        key=lambda item: (len(item.endings), item.cents, -item.month.toordinal()),
        default=None,
    )


def endings_sentence(most: DistrictEndings | None, cliff: Cliff) -> str:
    """Return where money ends: "In De Weversbuurt eindigt over een maand het geld van vijf initiatieven."."""
    if most is None:
        return _(
            "In de komende {months} maanden eindigt in geen wijk geld zonder vervolgaanvraag."
        ).format(months=len(cliff.months))
    return _("In {district} eindigt {when} het geld van {initiatives}.").format(
        district=most.district,
        when=_when(cliff.at, most.month),
        initiatives=counted(len(most.endings), "initiatief", "initiatieven"),
    )


def funding_heading(cliff: Cliff) -> str:
    """Return in which month the most money ends first: "In december 2026 eindigt het geld van zeven initiatieven …"."""
    first = next((month for month in cliff.months if month.endings), None)
    if first is None:
        return _no_endings(cliff)
    count = len(first.endings)
    return ngettext(
        "In {month} eindigt het geld van {initiatives}, {amount}. Er ligt geen vervolgaanvraag.",
        "In {month} eindigt het geld van {initiatives}, samen {amount}. Voor geen daarvan ligt een vervolgaanvraag.",
        count,
    ).format(
        month=month_nl(first.month),
        initiatives=counted(count, "initiatief", "initiatieven"),
        amount=euros_nl(first.ending_cents),
    )


def cliff_heading(cliff: Cliff) -> str:
    """Return how many initiatives lose their money in all, and in which month most of it ends."""
    ending = cliff.endings
    if not ending:
        return _no_endings(cliff)
    most = max(cliff.months, key=lambda month: (month.ending_cents, -month.month.toordinal()))
    return ngettext(
        "In de komende {months} maanden eindigt het geld van {initiatives} zonder vervolgaanvraag, in {month}.",
        "In de komende {months} maanden eindigt het geld van {initiatives} zonder vervolgaanvraag; het meeste in"
        " {month}: {amount}.",
        len(ending),
    ).format(
        months=len(cliff.months),
        initiatives=counted(len(ending), "initiatief", "initiatieven"),
        month=month_nl(ending[0].ends_on if len(ending) == 1 else most.month),
        amount=euros_nl(most.ending_cents),
    )


def _no_endings(cliff: Cliff) -> str:
    return _("In de komende {months} maanden eindigt geen geld zonder vervolgaanvraag.").format(
        months=len(cliff.months)
    )


def _in_district(month: CliffMonth, code: str) -> tuple[Ending, ...]:
    return tuple(ending for ending in month.endings if ending.belongs_to(code))


def _when(at: date, month: date) -> str:
    ahead = months_between(first_of_month(at), month)
    if ahead == 0:
        return _("deze maand")
    months = count_word(ahead)
    return ngettext("over een maand", "over {months} maanden", ahead).format(months=months)
