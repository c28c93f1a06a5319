"""What an action says of its cell by itself: what it was when the action was made, what it is now, since when."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboards.analysis.answered import GOOD, Answer
from dashboards.analysis.cells import Cell
from dashboards.analysis.states import CELL_LABELS, CellState
from dashboards.analysis.words import count_word, day_nl, listing

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
        return Progress(start, None, "Deze wijk staat niet meer in de indeling van nu.", False)
    answered = cell.state in GOOD and start not in GOOD
    if cell.state in GOOD:
        text = _good(start, cell, answer, names)
    elif cell.state is start:
        text = _still(cell)
    else:
        text = _now(cell) + _was(start)
    return Progress(start, cell.state, text, answered)


def _good(start: CellState | None, cell: Cell, answer: Answer | None, names: Sequence[str]) -> str:
    if start in GOOD:
        return f"{cell.label}, ook toen deze actie begon{_numbers(cell)}."
    if answer is None:
        return f"Nu {cell.label.lower()}{_numbers(cell)}."
    day = day_nl(answer.since)
    if cell.state is CellState.NO_SIGNAL:
        return f"Op {day} nagegaan: geen stemmen gemist.{_was(start)}"
    if cell.state is CellState.ANSWERED:
        verb = "organiseert" if len(names) == 1 else "organiseren"
        return f"Beantwoord op {day}{f': {_named(names)} {verb} tegenstem' if names else ''}.{_was(start)}"
    by = f" door {_named(names)}" if names else ""
    if cell.denominator is not None and start is not None:
        return f"Van {CELL_LABELS[start].lower()} naar gedekt, sinds {day}{by}{_numbers(cell)}."
    return f"Sinds {day} gedekt{by}.{_was(start)}"


def _still(cell: Cell) -> str:
    match cell.state:
        case CellState.ENDING:
            return "Nog steeds: het geld van alles wat er is eindigt."
        case CellState.OPEN_SIGNAL:
            return "Er is nog geen reactie op het signaal."
        case CellState.UNKNOWN:
            return f"Nog steeds niet te zeggen{_numbers(cell)}."
    return f"Nog steeds {cell.label.lower()}{_numbers(cell)}."


def _now(cell: Cell) -> str:
    match cell.state:
        case CellState.STALE:
            return "Nu verouderd: er is iets, maar dat is al lang niet bevestigd."
        case CellState.ENDING:
            return "Er is iets, maar het geld ervan eindigt."
        case CellState.UNKNOWN:
            return f"Nu niet te zeggen: er is te weinig bekend{_numbers(cell)}."
        case CellState.OPEN_SIGNAL:
            return "Er is een signaal waarop nog geen reactie is."
    return f"Nu {cell.label.lower()}{_numbers(cell)}."


def _was(start: CellState | None) -> str:
    if start is None:
        return ""
    return f" Bij het begin: {CELL_LABELS[start].lower()}."


def _numbers(cell: Cell) -> str:
    """Return the numbers of a ratio in brackets; those of a supply cell say little without the norm."""
    return f" ({cell.numbers})" if cell.denominator else ""


def _named(names: Sequence[str]) -> str:
    if len(names) <= MOST_NAMES:
        return listing(list(names))
    rest = len(names) - MOST_NAMES + 1
    return listing([*names[: MOST_NAMES - 1], f"{count_word(rest)} andere"])
