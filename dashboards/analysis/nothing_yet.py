"""Where nothing is yet, per lesson; and what is empty told apart from what cannot be said, with what to do about each.

`empty` and `unknown` are the states of the cells (`coverage`); the signal stands apart and is not here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil
from typing import Final

from dashboards.analysis.cells import Cell, ids
from dashboards.analysis.coverage import Coverage
from dashboards.analysis.findings import NO_DISTRICTS
from dashboards.analysis.situation import Place, Situation
from dashboards.analysis.states import CellState
from dashboards.analysis.words import count_word, counted, listing, number_nl, sentence
from dashboards.rows import LessonRow, Norms
from language import Labels, gettext_noop, ngettext
from language import gettext as _

FOR_WHOM: Final = Labels(
    {
        "bonding-1": gettext_noop("wie onder elkaar wil zijn"),
        "bonding-2": gettext_noop("groepen die elders buiten vallen"),
        "bonding-3": gettext_noop("wie overstemd wordt"),
        "bridging-1": gettext_noop("wie elkaar op straat wil herkennen"),
        "bridging-2": gettext_noop("wie zo wil kunnen aanschuiven"),
        "bridging-3": gettext_noop("groepen die naast elkaar hun eigen ding doen"),
        "linking-1": gettext_noop("bewoners en instellingen die elkaar goed kennen"),
        "linking-2": gettext_noop("bewoners die zelf beslissen"),
        "linking-3": gettext_noop("initiatieven die op geld kunnen rekenen"),
    }
)
"""For whom a lesson is, so that it follows on "voor": the situation in which a professional recognises it."""


def for_whom(lesson: LessonRow) -> str:
    """Return for whom a lesson is: "wie onder elkaar wil zijn"; of another framework its title."""
    return FOR_WHOM.get(lesson.code, f"‘{lesson.title}’")


@dataclass(frozen=True, slots=True)
class LessonGap:
    """A lesson with the cells in which nothing is, and those that cannot be judged."""

    lesson: LessonRow
    cells: tuple[Cell, ...]

    def having(self, state: CellState) -> tuple[Cell, ...]:
        """Return the cells with a state, by district code."""
        return tuple(cell for cell in self.cells if cell.state is state)

    @property
    def empty(self) -> tuple[Cell, ...]:
        """The empty cells."""
        return self.having(CellState.EMPTY)

    @property
    def unknown(self) -> tuple[Cell, ...]:
        """The cells that cannot be judged."""
        return self.having(CellState.UNKNOWN)

    @property
    def counts_supply(self) -> bool:
        """Whether empty means that nothing is registered; of a ratio it means less than a third."""
        return self.lesson.kind == "supply"

    @property
    def initiative_ids(self) -> frozenset[int]:
        """What is there: those that count as tagged, of a ratio those that meet it; each once over the districts."""
        return frozenset(
            pk
            for cell in self.cells
            for pk in (cell.active_ids if self.counts_supply else cell.numerator_ids)
        )


def lesson_gaps(coverage: Coverage) -> tuple[LessonGap, ...]:
    """Return every lesson but the signal, in their order."""
    return tuple(
        LessonGap(lesson, coverage.of_lesson(lesson.code))
        for lesson in coverage.lessons
        if lesson.kind != "signal"
    )


def nothing_heading(coverage: Coverage) -> str:
    """Return in how many districts nothing is registered for the lesson that misses most often.

    Of the supply lessons: there, and only there, empty means that nothing is registered. Of equals the first.
    """
    if not coverage.places:
        return _(NO_DISTRICTS)
    of = number_nl(len(coverage.places))
    gaps = [gap for gap in lesson_gaps(coverage) if gap.counts_supply]
    most = max(gaps, key=lambda gap: len(gap.empty), default=None)
    if most is None or not most.empty:
        unknown = len({cell.district.code for gap in gaps for cell in gap.unknown})
        if not unknown:
            return _("In elke wijk is voor elke les van aanbod iets geregistreerd.")
        return _(
            "Nergens is te zeggen dat er niets is; in {count} van {of} wijken is te weinig bekend."
        ).format(count=number_nl(unknown), of=of)
    return _("In {count} van {of} wijken is niets geregistreerd voor {whom}.").format(
        count=number_nl(len(most.empty)), of=of, whom=for_whom(most.lesson)
    )


class Todo(StrEnum):
    """What helps a cell on."""

    FACILITATE = "facilitate"
    CONFIRM = "confirm"
    REGISTER = "register"
    ASK = "ask"


TODO_LABELS: Final = Labels(
    {
        Todo.FACILITATE: gettext_noop("faciliteren: vraag in de wijk wat nodig is"),
        Todo.CONFIRM: gettext_noop("bevestigen wat er al staat"),
        Todo.REGISTER: gettext_noop("registreren wat er is"),
        Todo.ASK: gettext_noop("invullen wat nog niet bekend is"),
    }
)


@dataclass(frozen=True, slots=True)
class Opening:
    """An empty cell, or one that cannot be judged, and what to do."""

    place: Place
    cell: Cell
    todo: Todo


def openings(coverage: Coverage, norms: Norms) -> tuple[Opening, ...]:
    """Return the cells that are empty or cannot be judged, in the order of area codes and lessons."""
    return tuple(
        Opening(place, cell, _todo(place, cell, norms))
        for place, cells in coverage.rows()
        for cell in cells
        if cell.state in {CellState.EMPTY, CellState.UNKNOWN}
    )


def _todo(place: Place, cell: Cell, norms: Norms) -> Todo:
    """An empty cell asks for facilitating; of an unknown one first what would make it known."""
    if cell.state is CellState.EMPTY:
        return Todo.FACILITATE
    if cell.denominator == 0 and not place.unknown:
        return Todo.ASK
    return Todo.REGISTER if to_know(place, norms).register else Todo.CONFIRM


@dataclass(frozen=True, slots=True)
class ToKnow:
    """Why a district is unknown, and the least that makes it known."""

    place: Place
    register: int
    """How many initiatives more must be registered, and seen, for there to be enough of them."""
    confirm: int
    """How many of the stale ones must be seen again besides."""
    stale_ids: tuple[int, ...]
    """The active ones that are not fresh, those seen latest first: the most likely to be still there."""

    @property
    def why(self) -> str:
        """Why nothing can be said, in words."""
        active, fresh = len(self.place.active), len(self.place.fresh)
        if not active:
            return _("Er staat geen actief initiatief geregistreerd.")
        if self.register:
            what = counted(active, "actief initiatief", "actieve initiatieven")
            return ngettext(
                "Er is maar {what} geregistreerd.", "Er zijn maar {what} geregistreerd.", active
            ).format(what=what)
        text = _("Van {active} actieve initiatieven is er geen enkel vers.")
        if fresh:
            text = ngettext(
                "Van {active} actieve initiatieven is er {fresh} vers.",
                "Van {active} actieve initiatieven zijn er {fresh} vers.",
                fresh,
            )
        return text.format(active=count_word(active), fresh=count_word(fresh))

    @property
    def how(self) -> str:
        """What would make it known, in words."""
        parts = []
        if self.register:
            what = counted(self.register, "initiatief", "initiatieven")
            parts.append(_("registreer nog {what}, met wat daar te zien was").format(what=what))
        if self.confirm:
            text = ngettext(
                "bevestig {count} initiatief dat er al staat",
                "bevestig {count} initiatieven die er al staan",
                self.confirm,
            )
            parts.append(text.format(count=count_word(self.confirm)))
        return sentence(f"{listing(parts)}.")


def to_know(place: Place, norms: Norms) -> ToKnow:
    """Return what makes a district known; nothing of a district that is known.

    Every initiative that is registered anew counts as active and fresh.
    """
    active, fresh = len(place.active), len(place.fresh)
    register = max(0, norms.min_active - active)
    needed = ceil(norms.min_fresh_share * (active + register))
    confirm = max(0, needed - fresh - register)
    known = {item.id for item in place.fresh}
    stale = [item for item in place.active if item.id not in known]
    stale.sort(key=lambda item: item.last_seen or date.min, reverse=True)
    return ToKnow(place, register, confirm, ids(stale))


def unknown_places(situation: Situation) -> tuple[ToKnow, ...]:
    """Return the unknown districts, by code, with what would make each known."""
    return tuple(to_know(place, situation.norms) for place in situation.places if place.unknown)


def openings_heading(found: Sequence[Opening], unknown: Sequence[ToKnow]) -> str:
    """Return how many cells are empty, how many cannot be judged, and in which districts too little is known."""
    if not found:
        return _("Geen enkele cel is leeg, en van elke cel is iets te zeggen.")
    empty, rest = _counts(found)
    first = _empty(empty) if empty else _("Geen enkele cel is leeg")
    if not rest:
        return _("{first}; van alle andere is iets te zeggen.").format(first=first)
    names = [item.place.district.name for item in unknown]
    if not names:
        return _("{first}; van {rest} is het niet te zeggen.").format(
            first=first, rest=count_word(rest)
        )
    many = _("{count} wijken").format(count=number_nl(len(names)))
    where = listing(names) if len(names) <= 3 else many
    return _(
        "{first}; van {rest} is het niet te zeggen, vooral omdat over {where} te weinig bekend is."
    ).format(first=first, rest=count_word(rest), where=where)


def chosen_heading(shown: Sequence[Opening]) -> str:
    """Return how many of the chosen cells are empty, and of how many it cannot be said."""
    empty, rest = _counts(shown)
    parts = [_empty(empty)] if empty else []
    if rest:
        what = counted(rest, "cel", "cellen")
        parts.append(_("van {what} is het niet te zeggen").format(what=what))
    return sentence(f"{'; '.join(parts) or _('geen cel past bij deze keuze')}.")


def _counts(found: Sequence[Opening]) -> tuple[int, int]:
    empty = sum(1 for item in found if item.cell.state is CellState.EMPTY)
    return empty, len(found) - empty


def _empty(count: int) -> str:
    return sentence(f"{counted(count, 'cel is', 'cellen zijn')} leeg")
