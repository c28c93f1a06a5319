"""The states that measures end in, with the words the product shows for them."""

from enum import StrEnum
from typing import Final

from language import Labels, gettext_noop


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


INITIATIVE_LABELS: Final = Labels(
    {
        InitiativeState.IDEA: gettext_noop("Idee"),
        InitiativeState.STOPPED: gettext_noop("Gestopt"),
        InitiativeState.DORMANT: gettext_noop("Ligt stil"),
        InitiativeState.ACTIVE: gettext_noop("Actief"),
    }
)
CELL_LABELS: Final = Labels(
    {
        CellState.UNKNOWN: gettext_noop("Niet te zeggen"),
        CellState.EMPTY: gettext_noop("Leeg"),
        CellState.STALE: gettext_noop("Verouderd"),
        CellState.ENDING: gettext_noop("Eindigt"),
        CellState.THIN: gettext_noop("Dun"),
        CellState.COVERED: gettext_noop("Gedekt"),
        CellState.OPEN_SIGNAL: gettext_noop("Open signaal"),
        CellState.ANSWERED: gettext_noop("Beantwoord"),
        CellState.NO_SIGNAL: gettext_noop("Geen signaal"),
        CellState.NOT_CHECKED: gettext_noop("Niet nagegaan"),
    }
)
VERDICT_LABELS: Final = Labels(
    {
        Verdict.RANKED: gettext_noop("In volgorde"),
        Verdict.CHECK_FIRST: gettext_noop("Eerst nagaan"),
        Verdict.TOO_SMALL: gettext_noop("Te klein voor een oordeel"),
    }
)
BAND_LABELS: Final = Labels(
    {
        Band.FIRST: gettext_noop("eerst uitzoeken"),
        Band.NEXT: gettext_noop("daarna"),
        Band.NOT_NOW: gettext_noop("nu niet"),
    }
)
SIGNAL_STATES = frozenset(
    {CellState.OPEN_SIGNAL, CellState.ANSWERED, CellState.NO_SIGNAL, CellState.NOT_CHECKED}
)
