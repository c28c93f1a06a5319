"""The heading of each page is its finding: a sentence with a name and a number, in plain Dutch.

Every function holds for none, one and many, and says "geregistreerd" where it counts records.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboards.analysis.cells import Cell
from dashboards.analysis.cliff import Cliff, CliffMonth, Ending
from dashboards.analysis.coverage import Coverage
from dashboards.analysis.dates import first_of_month, months_between
from dashboards.analysis.priorities import Priorities, Priority
from dashboards.analysis.states import Band, CellState, Verdict
from dashboards.analysis.totals import Totals
from dashboards.analysis.words import (
    count_word,
    counted,
    euros_nl,
    listing,
    month_nl,
    number_nl,
    sentence,
)

NOTHING_YET = "Er is nog geen actief initiatief geregistreerd."
NO_DISTRICTS = "Er zijn voor deze peildatum geen wijken bekend."
_TO_START_WITH = (
    frozenset({CellState.EMPTY, CellState.STALE, CellState.ENDING}),
    frozenset({CellState.THIN}),
    frozenset({CellState.UNKNOWN}),
)


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


def start_with(cells: Sequence[Cell]) -> Cell | None:
    """Return the cell of a district to begin with: the first that is empty, stale or ending, else thin, else unknown.

    In the order of the lessons; None where all is covered. A signal is never a place in an order.
    """
    for states in _TO_START_WITH:
        for cell in cells:
            if cell.state in states:
                return cell
    return None


def overview_heading(
    priorities: Priorities, cliff: Cliff, totals: Totals, *, shows_order: bool
) -> str:
    """Return the finding of the overview: where first, and where money ends.

    Readers do not see the order of districts (`shows_order` False): for them it names bands only.
    """
    if not priorities.districts:
        return NO_DISTRICTS
    if not totals.active:
        return NOTHING_YET
    where = priorities_heading(priorities) if shows_order else bands_heading(priorities)
    return f"{where} {endings_sentence(most_endings(cliff, priorities), cliff)}"


def overview_subheading(priorities: Priorities, cliff: Cliff, coverage: Coverage) -> str:
    """Return the line under the overview's heading: what is wrong in the first district, and the money that ends."""
    parts = []
    if priorities.ranked:
        parts.append(district_sentence(priorities.ranked[0], coverage))
    if most := most_endings(cliff, priorities):
        parts.append(f"In {most.district} gaat het om {euros_nl(most.cents)}.")
    return " ".join(parts)


def district_sentence(priority: Priority, coverage: Coverage) -> str:
    """Return how many of a district's lessons are covered and empty, and how high the need is."""
    states = Counter(
        cell.state for cell in coverage.row(priority.district.code) if not cell.is_signal
    )
    lessons, covered, empty = states.total(), states[CellState.COVERED], states[CellState.EMPTY]
    first = f"{'is' if covered <= 1 else 'zijn'} {count_word(covered)} van de {count_word(lessons)} lessen gedekt"
    second = f"{'is' if empty == 1 else 'zijn'} er {count_word(empty) if empty else 'geen'} leeg"
    return f"In {priority.district.name} {first} en {second}.{_need(priority)}"


def priorities_heading(priorities: Priorities) -> str:
    """Return which district asks attention first; several with the same highest score are named together."""
    if not priorities.districts:
        return NO_DISTRICTS
    top = [
        priority.district.name
        for priority in priorities.ranked
        if priority.score == priorities.ranked[0].score
    ]
    if not top:
        return f"Van nog geen enkele wijk is te zeggen waar het eerst aandacht nodig is.{_why_none(priorities)}"
    if len(top) > 3:
        return f"{sentence(counted(len(top), 'wijk', 'wijken'))} vragen even veel aandacht."
    return f"{listing(top)} {'vraagt' if len(top) == 1 else 'vragen'} het eerst aandacht."


def bands_heading(priorities: Priorities) -> str:
    """Return which districts are to be looked into first, in alphabetical order: what readers and the public see."""
    first = [
        priority.district.name for priority in priorities.by_name if priority.band is Band.FIRST
    ]
    if not first:
        return "Geen wijk staat in de groep ‘eerst uitzoeken’."
    if len(first) > 3:
        return f"{sentence(counted(len(first), 'wijk', 'wijken'))} staan in de groep ‘eerst uitzoeken’."
    return (
        f"{listing(first)} {'staat' if len(first) == 1 else 'staan'} in de groep ‘eerst uitzoeken’."
    )


def not_ranked_sentence(priorities: Priorities) -> str:
    """Return how many districts have no verdict, and why; empty where all are ranked."""
    verdicts = Counter(priority.verdict for priority in priorities.not_ranked)
    check, small = verdicts[Verdict.CHECK_FIRST], verdicts[Verdict.TOO_SMALL]
    parts = []
    if check:
        parts.append(f"{counted(check, 'wijk', 'wijken')} eerst na te gaan")
    if small:
        parts.append(f"{counted(small, 'wijk', 'wijken')} te klein voor een oordeel")
    if not parts:
        return ""
    return sentence(
        f"{listing(parts)}: die {'staat' if check + small == 1 else 'staan'} niet in de volgorde."
    )


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
        return f"In de komende {len(cliff.months)} maanden eindigt in geen wijk geld zonder vervolgaanvraag."
    what = counted(len(most.endings), "initiatief", "initiatieven")
    return f"In {most.district} eindigt {_when(cliff.at, most.month)} het geld van {what}."


def coverage_heading(coverage: Coverage) -> str:
    """Return how many cells are covered, and the strategy in which most are empty."""
    if not coverage.places:
        return NO_DISTRICTS
    counted_cells = coverage.counted_cells
    covered = sum(1 for cell in counted_cells if cell.state is CellState.COVERED)
    verb = "is" if covered == 1 else "zijn"
    first = f"{number_nl(covered)} van {number_nl(len(counted_cells))} cellen {verb} gedekt."
    empty = Counter(cell.lesson.strategy for cell in counted_cells if cell.state is CellState.EMPTY)
    if not empty:
        return f"{first} Geen enkele cel is leeg."
    (strategy, most), *others = empty.most_common()
    if others and others[0][1] == most:
        verb = "is" if empty.total() == 1 else "zijn"
        return f"{first} {sentence(counted(empty.total(), 'cel', 'cellen'))} {verb} leeg."
    return f"{first} Leeg is het vooral bij {strategy}."


def gap_heading(cell: Cell) -> str:
    """Return the finding of the page of one district × lesson."""
    place, lesson = cell.district.name, f"‘{cell.lesson.title}’"
    match cell.state:
        case CellState.EMPTY if cell.denominator is None:
            return f"In {place} is voor {lesson} nog niets geregistreerd."
        case CellState.STALE:
            return f"In {place} is wat er was voor {lesson} al lang niet bevestigd."
        case CellState.ENDING:
            return f"In {place} eindigt het geld van alles wat er is voor {lesson}."
        case CellState.THIN if cell.denominator is None:
            return f"In {place} is er iets voor {lesson}, maar te weinig voor het aantal inwoners."
        case CellState.UNKNOWN:
            return f"In {place} is over {lesson} nog niets te zeggen."
        case CellState.OPEN_SIGNAL:
            return f"In {place} ontbreken stemmen; daar is nog geen reactie op."
        case CellState.ANSWERED:
            return f"In {place} is gereageerd op stemmen die ontbraken."
        case CellState.NO_SIGNAL:
            return f"In {place} is nagegaan wie niet gehoord wordt: geen signaal."
        case CellState.NOT_CHECKED:
            return f"In {place} is niet nagegaan wie niet gehoord wordt."
    numbers = f" ({cell.numbers})" if cell.denominator is not None else ""
    return f"In {place} is {lesson} {cell.label.lower()}{numbers}."


def funding_heading(cliff: Cliff) -> str:
    """Return in which month the most money ends first: "In december 2026 eindigt het geld van zeven initiatieven …"."""
    first = next((month for month in cliff.months if month.endings), None)
    if first is None:
        return (
            f"In de komende {len(cliff.months)} maanden eindigt geen geld zonder vervolgaanvraag."
        )
    count = len(first.endings)
    what = counted(count, "initiatief", "initiatieven")
    money = f"samen {euros_nl(first.ending_cents)}" if count > 1 else euros_nl(first.ending_cents)
    rest = (
        "Er ligt geen vervolgaanvraag."
        if count == 1
        else "Voor geen daarvan ligt een vervolgaanvraag."
    )
    return f"In {month_nl(first.month)} eindigt het geld van {what}, {money}. {rest}"


def cliff_heading(cliff: Cliff) -> str:
    """Return how many initiatives lose their money in all, and in which month most of it ends."""
    ending = cliff.endings
    if not ending:
        return (
            f"In de komende {len(cliff.months)} maanden eindigt geen geld zonder vervolgaanvraag."
        )
    what = counted(len(ending), "initiatief", "initiatieven")
    first = f"In de komende {len(cliff.months)} maanden eindigt het geld van {what} zonder vervolgaanvraag"
    if len(ending) == 1:
        return f"{first}, in {month_nl(ending[0].ends_on)}."
    most = max(cliff.months, key=lambda month: (month.ending_cents, -month.month.toordinal()))
    return f"{first}; het meeste in {month_nl(most.month)}: {euros_nl(most.ending_cents)}."


def _in_district(month: CliffMonth, code: str) -> tuple[Ending, ...]:
    return tuple(ending for ending in month.endings if ending.belongs_to(code))


def _when(at: date, month: date) -> str:
    ahead = months_between(first_of_month(at), month)
    if ahead == 0:
        return "deze maand"
    return "over een maand" if ahead == 1 else f"over {count_word(ahead)} maanden"


def _need(priority: Priority) -> str:
    if priority.need is None:
        return ""
    if priority.need * 3 >= 2:
        return " De nood is er hoog."
    return " De nood is er laag." if priority.need * 3 < 1 else ""


def _why_none(priorities: Priorities) -> str:
    rest = not_ranked_sentence(priorities)
    return f" {rest}" if rest else ""
