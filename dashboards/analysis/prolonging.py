"""What if: which supply cells keep their supply when some of what ends is prolonged, and what that costs a year.

Prolonging an initiative is as if a committed grant follows its money without a gap and lasts beyond the cliff. All
endings of the months are taken together: a cell stays if one of its fresh initiatives is prolonged.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from dashboards.analysis.cliff import Cliff, CliffMonth, Ending, LostCell
from dashboards.analysis.words import count_word, counted, day_nl, euros_nl
from language import gettext as _
from language import ngettext


@dataclass(frozen=True, slots=True)
class Fate:
    """A supply cell on the cliff: when it falls if nothing is prolonged, and whether it stays with what is."""

    cell: LostCell
    month: date
    stays: bool
    prolonged: tuple[Ending, ...]
    """Those of its initiatives that are prolonged."""


@dataclass(frozen=True, slots=True)
class Prolonged:
    """The outcome of prolonging some of the cliff's endings."""

    chosen: tuple[Ending, ...]
    others: tuple[Ending, ...]
    fates: tuple[Fate, ...]
    """Every cell that is on the cliff, in the order of months."""

    @property
    def yearly_cents(self) -> int:
        """What the chosen ones cost a year together, each once."""
        return sum(ending.yearly_cents for ending in self.chosen)

    @property
    def all_yearly_cents(self) -> int:
        """What prolonging everything would cost a year."""
        return self.yearly_cents + sum(ending.yearly_cents for ending in self.others)

    @property
    def kept(self) -> tuple[Fate, ...]:
        """The cells that stay."""
        return tuple(fate for fate in self.fates if fate.stays)

    @property
    def fallen(self) -> tuple[Fate, ...]:
        """The cells that still fall."""
        return tuple(fate for fate in self.fates if not fate.stays)


def prolong(cliff: Cliff, ids: Collection[int]) -> Prolonged:
    """Return what comes of prolonging the initiatives `ids`; ids that are not on the cliff change nothing."""
    by_id = {ending.initiative.id: ending for ending in cliff.endings}
    chosen = {pk: ending for pk, ending in by_id.items() if pk in ids}
    return Prolonged(
        chosen=tuple(chosen.values()),
        others=tuple(ending for pk, ending in by_id.items() if pk not in chosen),
        fates=tuple(
            _fate(month, cell, [chosen[pk] for pk in cell.fresh_ids if pk in chosen])
            for month in cliff.months
            for cell in month.lost
        ),
    )


def _fate(month: CliffMonth, cell: LostCell, prolonged: list[Ending]) -> Fate:
    return Fate(cell, month.month, bool(prolonged), tuple(prolonged))


def prolonged_heading(found: Prolonged) -> str:
    """Return the finding: how many cells stay, and what it costs a year."""
    if not found.chosen and not found.others:
        return _("Er eindigt geen geld: er valt niets te verlengen.")
    total, kept = len(found.fates), len(found.kept)
    what = counted(len(found.chosen), "initiatief", "initiatieven")
    if not found.chosen:
        if not total:
            return _("Zonder verlenging valt geen cel van het aanbod weg.")
        return ngettext(
            "Zonder verlenging valt {cells} van het aanbod weg.",
            "Zonder verlenging vallen {cells} van het aanbod weg.",
            total,
        ).format(cells=counted(total, "cel", "cellen"))
    if not total:
        text = _(
            "Verleng je {initiatives}, dan kost dat {amount} per jaar; er valt ook zonder verlenging geen cel weg."
        )
    else:
        text = ngettext(
            "Verleng je {initiatives}, dan kost dat {amount} per jaar en blijft {kept} van de {cells} op de klif"
            " overeind.",
            "Verleng je {initiatives}, dan kost dat {amount} per jaar en blijven {kept} van de {cells} op de klif"
            " overeind.",
            kept,
        )
    return text.format(
        initiatives=what,
        amount=euros_nl(found.yearly_cents),
        kept=count_word(kept),
        cells=counted(total, "cel", "cellen"),
    )


@dataclass(frozen=True, slots=True)
class Falling:
    """What has fallen over on a day, if nothing is added to what is known on the reference date."""

    at: date
    day: date
    endings: tuple[Ending, ...]
    """Initiatives whose money runs out from the reference date up to the day before, the soonest first."""
    cells: tuple[LostCell, ...]

    @property
    def ending_cents(self) -> int:
        """The granted amounts that end."""
        return sum(ending.ending_cents for ending in self.endings)

    @property
    def yearly_cents(self) -> int:
        """What keeping all of it costs a year."""
        return sum(ending.yearly_cents for ending in self.endings)


def falling_by(cliff: Cliff, day: date) -> Falling:
    """Return what has no money any more on `day`: it ended before it, within the cliff's months."""
    endings = sorted(
        (ending for ending in cliff.endings if ending.ends_on < day),
        key=lambda ending: (ending.ends_on, ending.initiative.name, ending.initiative.id),
    )
    cells = tuple(cell for month in cliff.months for cell in month.lost if cell.falls_on < day)
    return Falling(cliff.at, day, tuple(endings), cells)


def falling_heading(found: Falling) -> str:
    """Return the finding: whose money is gone on the day, and which cells go with it."""
    when = day_nl(found.day)
    if not found.endings:
        return _("Op {day} is nergens geld weggevallen dat nu zeker is.").format(day=when)
    what = counted(len(found.endings), "initiatief", "initiatieven")
    cells = counted(len(found.cells), "cel", "cellen")
    rest = _("er valt geen cel van het aanbod weg")
    if found.cells:
        rest = ngettext(
            "daarmee valt {cells} van het aanbod weg",
            "daarmee vallen {cells} van het aanbod weg",
            len(found.cells),
        ).format(cells=cells)
    return _("Op {day} is het geld van {initiatives} op, samen {amount}; {rest}.").format(
        day=when, initiatives=what, amount=euros_nl(found.ending_cents), rest=rest
    )


def next_new_year(at: date) -> date:
    """Return the first 1 January after a day."""
    return date(at.year + 1, 1, 1)
