"""The states that measures end in, with the words the product shows for them."""

from enum import StrEnum


class InitiativeState(StrEnum):
    """The state of an initiative at a reference date."""

    IDEA = "idea"
    STOPPED = "stopped"
    DORMANT = "dormant"
    ACTIVE = "active"


class CellState(StrEnum):
    """The state of a district × lesson; the last four are those of a `signal` lesson."""

    UNKNOWN = "unknown"
    EMPTY = "empty"
    STALE = "stale"
    ENDING = "ending"
    THIN = "thin"
    COVERED = "covered"
    OPEN_SIGNAL = "open_signal"
    ANSWERED = "answered"
    NO_SIGNAL = "no_signal"
    NOT_CHECKED = "not_checked"


class Verdict(StrEnum):
    """Whether a district has a place in the order of priorities."""

    RANKED = "ranked"
    CHECK_FIRST = "check_first"
    TOO_SMALL = "too_small"


class Band(StrEnum):
    """What readers and the public see in place of a score."""

    FIRST = "first"
    NEXT = "next"
    NOT_NOW = "not_now"


INITIATIVE_LABELS = {
    InitiativeState.IDEA: "Idee",
    InitiativeState.STOPPED: "Gestopt",
    InitiativeState.DORMANT: "Ligt stil",
    InitiativeState.ACTIVE: "Actief",
}
CELL_LABELS = {
    CellState.UNKNOWN: "Niet te zeggen",
    CellState.EMPTY: "Leeg",
    CellState.STALE: "Verouderd",
    CellState.ENDING: "Eindigt",
    CellState.THIN: "Dun",
    CellState.COVERED: "Gedekt",
    CellState.OPEN_SIGNAL: "Open signaal",
    CellState.ANSWERED: "Beantwoord",
    CellState.NO_SIGNAL: "Geen signaal",
    CellState.NOT_CHECKED: "Niet nagegaan",
}
VERDICT_LABELS = {
    Verdict.RANKED: "In volgorde",
    Verdict.CHECK_FIRST: "Eerst nagaan",
    Verdict.TOO_SMALL: "Te klein voor een oordeel",
}
BAND_LABELS = {Band.FIRST: "eerst uitzoeken", Band.NEXT: "daarna", Band.NOT_NOW: "nu niet"}
SIGNAL_STATES = frozenset(
    {CellState.OPEN_SIGNAL, CellState.ANSWERED, CellState.NO_SIGNAL, CellState.NOT_CHECKED}
)
