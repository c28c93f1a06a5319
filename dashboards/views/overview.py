"""The overview: what a policymaker sees in the first ten seconds."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.policy import Ability
from accounts.requests import MemberRequest
from dashboards.analysis.cliff import Cliff, CliffMonth, cliff_of
from dashboards.analysis.findings import overview_heading, overview_subheading
from dashboards.analysis.priorities import prioritise
from dashboards.analysis.selecting import Show
from dashboards.analysis.situation import InitiativeAt, Situation
from dashboards.analysis.states import CellState
from dashboards.analysis.totals import Totals, stale_initiatives, total
from dashboards.analysis.words import euros_nl, listing, month_nl
from dashboards.links import behind, view_url
from dashboards.queries import visible_ids
from dashboards.views.cells import legend
from dashboards.views.looking import Look, look
from dashboards.views.priorities import priority_rows

SHOWN = 5


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """One of the four numbers at the top; the number opens what is behind it."""

    label: str
    number: str
    rest: str
    note: str
    href: str
    means: str


@dataclass(frozen=True, slots=True)
class EndingMonth:
    """A month of the cliff with the initiatives this member may see by name."""

    month: CliffMonth
    label: str
    euros: str
    href: str
    named: tuple[tuple[str, int, str, str], ...]
    unnamed: int


def overview(request: MemberRequest) -> HttpResponse:
    """The first page."""
    seen = look(request)
    situation = seen.situation()
    covered, found, cliff = seen.coverage(situation), prioritise(situation), cliff_of(situation)
    totals = total(situation, covered, found)
    scores = seen.may(Ability.SCORES)
    context = {
        "heading": overview_heading(found, cliff, totals, shows_order=scores),
        "lede": overview_subheading(found, cliff, covered) if scores else "",
        "reference": seen.reference,
        "updated": seen.updated,
        "keys": key_numbers(seen, totals),
        "unlinked": unlinked(seen, totals),
        "unlinked_means": ("unlinked",),
        "rows": priority_rows(seen, found, covered, scores=scores),
        "scores": scores,
        "endings": endings(seen, situation, cliff),
        "stale": named(seen, stale_initiatives(situation)[:SHOWN]),
        "stale_url": behind(Show.STALE, seen.day),
        "stale_count": totals.active - totals.fresh,
        "signals": [
            (cell, view_url("gap", seen.day, cell.district.code, cell.lesson.code))
            for cell in covered.cells
            if cell.state is CellState.OPEN_SIGNAL
        ]
        if seen.may(Ability.VOICE_SIGNALS)
        else [],
        "legend": legend(covered.cells, signals=False),
        "cells": totals.cells,
        "cliff_url": view_url("cliff", seen.day),
        "coverage_url": view_url("coverage", seen.day),
        "priorities_url": view_url("priorities", seen.day),
    }
    return render(request, "dashboards/overview.html", context)


def _ending_number(seen: Look, totals: Totals) -> KeyNumber:
    """Money of this half year that nothing follows yet."""
    return KeyNumber(
        _("Geld dat binnen 6 maanden eindigt"),
        euros_nl(totals.ending_cents),
        "",
        ngettext(
            "{n} initiatief zonder vervolgaanvraag",
            "{n} initiatieven zonder vervolgaanvraag",
            totals.ending,
        ).format(n=totals.ending),
        behind(Show.ENDING, seen.day),
        "ending",
    )


def _unranked_number(seen: Look, totals: Totals) -> KeyNumber:
    """Districts without a verdict, the first three by name."""
    return KeyNumber(
        _("Wijken zonder oordeel"),
        str(len(totals.not_ranked)),
        _("van {n}").format(n=totals.districts),
        listing([district.name for district in totals.not_ranked[:3]])
        + (_(" en meer") if len(totals.not_ranked) > 3 else ""),
        view_url("priorities", seen.day),
        "not_ranked",
    )


def key_numbers(seen: Look, totals: Totals) -> tuple[KeyNumber, ...]:
    """Active initiatives, empty cells, money that ends, districts without a verdict."""
    fresh = ngettext(
        "{n} in de laatste 12 maanden bevestigd",
        "{n} in de laatste 12 maanden bevestigd",
        totals.fresh,
    )
    unknown = ngettext(
        "nog {n} is niet te zeggen", "nog eens {n} zijn niet te zeggen", totals.unknown_cells
    )
    active_url, coverage_url = behind(Show.ACTIVE, seen.day), view_url("coverage", seen.day)
    return (
        KeyNumber(
            _("Actieve initiatieven"),
            str(totals.active),
            "",
            fresh.format(n=totals.fresh),
            active_url,
            "active",
        ),
        KeyNumber(
            _("Lege cellen"),
            str(totals.empty_cells),
            _("van {n}").format(n=totals.cells),
            unknown.format(n=totals.unknown_cells),
            coverage_url,
            "empty_cells",
        ),
        _ending_number(seen, totals),
        _unranked_number(seen, totals),
    )


def unlinked(seen: Look, totals: Totals) -> tuple[tuple[str, str], ...]:
    """(sentence, address) for what is recorded and counts nowhere yet: without a wijk, without a lesson."""
    counts = (
        (len(totals.unlinked_ids), _("aan een wijk"), Show.WITHOUT_DISTRICT),
        (len(totals.without_lesson_ids), _("aan een les"), Show.WITHOUT_LESSON),
    )
    return tuple(
        (
            ngettext(
                "{n} initiatief is nog niet gekoppeld {what}",
                "{n} initiatieven zijn nog niet gekoppeld {what}",
                count,
            ).format(n=count, what=what),
            behind(show, seen.day),
        )
        for count, what, show in counts
        if count
    )


def endings(seen: Look, situation: Situation, cliff: Cliff) -> list[EndingMonth]:
    """The first months in which money ends."""
    months = [month for month in cliff.months if month.endings][:3]
    ids = [pk for month in months for pk in month.initiative_ids]
    allowed = visible_ids(seen.membership, ids)
    names = {place.district.code: place.district.name for place in situation.places}
    return [
        EndingMonth(
            month,
            month_nl(month.month),
            euros_nl(month.ending_cents),
            behind(Show.CLIFF, seen.day, part=month.month.strftime("%Y-%m")),
            tuple(
                (
                    ending.initiative.name,
                    ending.initiative.id,
                    listing([names.get(code, code) for code in ending.initiative.district_codes]),
                    euros_nl(ending.ending_cents),
                )
                for ending in month.endings
                if ending.initiative.id in allowed
            )[:8],
            sum(1 for pk in month.initiative_ids if pk not in allowed),
        )
        for month in months
    ]


def named(seen: Look, found: tuple[InitiativeAt, ...]) -> list[InitiativeAt]:
    """Those of `found` that this member may see by name."""
    allowed = visible_ids(seen.membership, [item.id for item in found])
    return [item for item in found if item.id in allowed]
