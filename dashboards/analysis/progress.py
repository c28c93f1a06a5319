"""What an action says of its cell by itself: what it was when the action was made, what it is now, since when."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboards.analysis.answered import GOOD, Answer
from dashboards.analysis.cells import Cell
from dashboards.analysis.states import CELL_LABELS, CellState
from dashboards.analysis.words import count_word, day_nl, listing
from language import gettext as _
from language import ngettext

MOST_NAMES = 3
"""How many initiatives a sentence names; the others it counts."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A cell then and now, with the sentence that says what changed."""

    start: CellState | None
    """None where nobody recorded it."""
    now: CellState | None
    """None where the district is not valid any more."""
    sentence: str
    answered: bool
    """The gap was open when the action was made, and is answered now: the action may be done."""

    @property
    def start_label(self) -> str:
        """The word of the state then; empty where unknown."""
        return CELL_LABELS[self.start] if self.start else ""

    @property
    def now_label(self) -> str:
        """The word of the state now; empty where there is no cell."""
        return CELL_LABELS[self.now] if self.now else ""


def state_named(code: str) -> CellState | None:
    """Return the state that was recorded; None for none, or for one that is not known."""
    return CellState(code) if code in set(CellState) else None


def progress(
    start: CellState | None, cell: Cell | None, answer: Answer | None, names: Sequence[str]
) -> Progress:
    """Return what changed since an action was made; `names` are the initiatives of the answer."""
    if cell is None:
        return Progress(start, None, _("Deze wijk staat niet meer in de indeling van nu."), False)
    answered = cell.state in GOOD and start not in GOOD
    if cell.state in GOOD:
        text = _good(start, cell, answer, names)
    elif cell.state is start:
        text = _still(cell)
    else:
        text = _with_start(_now(cell), start)
    return Progress(start, cell.state, text, answered)


def _good(start: CellState | None, cell: Cell, answer: Answer | None, names: Sequence[str]) -> str:
    if start in GOOD:
        return _("{state}, ook toen deze actie begon{numbers}.").format(
            state=cell.label, numbers=_numbers(cell)
        )
    if answer is None:
        return _now_plain(cell)
    day = day_nl(answer.since)
    if cell.state is CellState.NO_SIGNAL:
        return _with_start(_("Op {day} nagegaan: geen stemmen gemist.").format(day=day), start)
    if cell.state is CellState.ANSWERED:
        text = _("Beantwoord op {day}.")
        if names:
            text = ngettext(
                "Beantwoord op {day}: {names} organiseert tegenstem.",
                "Beantwoord op {day}: {names} organiseren tegenstem.",
                len(names),
            )
        return _with_start(text.format(day=day, names=_named(names)), start)
    if cell.denominator is not None and start is not None:
        if names:
            text = _("Van {state} naar gedekt, sinds {day} door {names}{numbers}.")
        else:
            text = _("Van {state} naar gedekt, sinds {day}{numbers}.")
        state = CELL_LABELS[start].lower()
        return text.format(state=state, day=day, names=_named(names), numbers=_numbers(cell))
    text = _("Sinds {day} gedekt door {names}.") if names else _("Sinds {day} gedekt.")
    return _with_start(text.format(day=day, names=_named(names)), start)


def _still(cell: Cell) -> str:
    match cell.state:
        case CellState.ENDING:
            return _("Nog steeds: het geld van alles wat er is eindigt.")
        case CellState.OPEN_SIGNAL:
            return _("Er is nog geen reactie op het signaal.")
    return _("Nog steeds {state}{numbers}.").format(
        state=cell.label.lower(), numbers=_numbers(cell)
    )


def _now(cell: Cell) -> str:
    match cell.state:
        case CellState.STALE:
            return _("Nu verouderd: er is iets, maar dat is al lang niet bevestigd.")
        case CellState.ENDING:
            return _("Er is iets, maar het geld ervan eindigt.")
        case CellState.UNKNOWN:
            return _("Nu niet te zeggen: er is te weinig bekend{numbers}.").format(
                numbers=_numbers(cell)
            )
        case CellState.OPEN_SIGNAL:
            return _("Er is een signaal waarop nog geen reactie is.")
    return _now_plain(cell)


def _now_plain(cell: Cell) -> str:
    return _("Nu {state}{numbers}.").format(state=cell.label.lower(), numbers=_numbers(cell))


def _with_start(text: str, start: CellState | None) -> str:
    if start is None:
        return text
    began = _("Bij het begin: {state}.").format(state=CELL_LABELS[start].lower())
    return f"{text} {began}"


def _numbers(cell: Cell) -> str:
    """Return the numbers of a ratio in brackets; those of a supply cell say little without the norm."""
    return f" ({cell.numbers})" if cell.denominator else ""


def _named(names: Sequence[str]) -> str:
    if len(names) <= MOST_NAMES:
        return listing(list(names))
    rest = len(names) - MOST_NAMES + 1
    return listing([*names[: MOST_NAMES - 1], _("{count} andere").format(count=count_word(rest))])
