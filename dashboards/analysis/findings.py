"""The heading of each page is its finding: a sentence with a name and a number, in plain words.

Every function holds for none, one and many, and says "geregistreerd" where it counts records.
"""

from collections import Counter
from collections.abc import Sequence

from dashboards.analysis.cells import Cell
from dashboards.analysis.cliff import Cliff
from dashboards.analysis.coverage import Coverage
from dashboards.analysis.endings import endings_sentence, most_endings
from dashboards.analysis.priorities import Priorities, Priority
from dashboards.analysis.states import Band, CellState, Verdict
from dashboards.analysis.totals import Totals
from dashboards.analysis.words import (
    count_word,
    counted,
    euros_nl,
    listing,
    number_nl,
    sentence,
)
from language import gettext as _
from language import gettext_noop, ngettext

NOTHING_YET = gettext_noop("Er is nog geen actief initiatief geregistreerd.")
NO_DISTRICTS = gettext_noop("Er zijn voor deze peildatum geen wijken bekend.")
_TO_START_WITH = (
    frozenset({CellState.EMPTY, CellState.STALE, CellState.ENDING}),
    frozenset({CellState.THIN}),
    frozenset({CellState.UNKNOWN}),
)


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
        return _(NO_DISTRICTS)
    if not totals.active:
        return _(NOTHING_YET)
    where = priorities_heading(priorities) if shows_order else bands_heading(priorities)
    return f"{where} {endings_sentence(most_endings(cliff, priorities), cliff)}"


def overview_subheading(priorities: Priorities, cliff: Cliff, coverage: Coverage) -> str:
    """Return the line under the overview's heading: what is wrong in the first district, and the money that ends."""
    parts = []
    if priorities.ranked:
        parts.append(district_sentence(priorities.ranked[0], coverage))
    if most := most_endings(cliff, priorities):
        parts.append(
            _("In {district} gaat het om {amount}.").format(
                district=most.district, amount=euros_nl(most.cents)
            )
        )
    return " ".join(parts)


def district_sentence(priority: Priority, coverage: Coverage) -> str:
    """Return how many of a district's lessons are covered and empty, and how high the need is."""
    states = Counter(
        cell.state for cell in coverage.row(priority.district.code) if not cell.is_signal
    )
    lessons, covered, empty = states.total(), states[CellState.COVERED], states[CellState.EMPTY]
    first = ngettext(
        "is {count} van de {total} lessen gedekt",
        "zijn {count} van de {total} lessen gedekt",
        max(covered, 1),
    ).format(count=count_word(covered), total=count_word(lessons))
    second = ngettext("is er {count} leeg", "zijn er {count} leeg", empty)
    text = _("In {district} {covered} en {empty}.").format(
        district=priority.district.name,
        covered=first,
        empty=second.format(count=count_word(empty)),
    )
    return " ".join(filter(None, (text, _need(priority))))


def priorities_heading(priorities: Priorities) -> str:
    """Return which district asks attention first; several with the same highest score are named together."""
    if not priorities.districts:
        return _(NO_DISTRICTS)
    top = [
        priority.district.name
        for priority in priorities.ranked
        if priority.score == priorities.ranked[0].score
    ]
    if not top:
        none = _("Van nog geen enkele wijk is te zeggen waar het eerst aandacht nodig is.")
        return " ".join(filter(None, (none, not_ranked_sentence(priorities))))
    if len(top) > 3:
        return sentence(
            _("{districts} vragen even veel aandacht.").format(
                districts=counted(len(top), "wijk", "wijken")
            )
        )
    return ngettext(
        "{districts} vraagt het eerst aandacht.",
        "{districts} vragen het eerst aandacht.",
        len(top),
    ).format(districts=listing(top))


def bands_heading(priorities: Priorities) -> str:
    """Return which districts are to be looked into first, in alphabetical order: what readers and the public see."""
    first = [
        priority.district.name for priority in priorities.by_name if priority.band is Band.FIRST
    ]
    if not first:
        return _("Geen wijk staat in de groep ‘eerst uitzoeken’.")
    many = len(first) > 3
    return ngettext(
        "{districts} staat in de groep ‘eerst uitzoeken’.",
        "{districts} staan in de groep ‘eerst uitzoeken’.",
        len(first),
    ).format(districts=sentence(counted(len(first), "wijk", "wijken")) if many else listing(first))


def not_ranked_sentence(priorities: Priorities) -> str:
    """Return how many districts have no verdict, and why; empty where all are ranked."""
    verdicts = Counter(priority.verdict for priority in priorities.not_ranked)
    check, small = verdicts[Verdict.CHECK_FIRST], verdicts[Verdict.TOO_SMALL]
    parts = []
    if check:
        parts.append(
            _("{districts} eerst na te gaan").format(districts=counted(check, "wijk", "wijken"))
        )
    if small:
        parts.append(
            _("{districts} te klein voor een oordeel").format(
                districts=counted(small, "wijk", "wijken")
            )
        )
    if not parts:
        return ""
    return sentence(
        ngettext(
            "{districts}: die staat niet in de volgorde.",
            "{districts}: die staan niet in de volgorde.",
            check + small,
        ).format(districts=listing(parts))
    )


def coverage_heading(coverage: Coverage) -> str:
    """Return how many cells are covered, and the strategy in which most are empty."""
    if not coverage.places:
        return _(NO_DISTRICTS)
    counted_cells = coverage.counted_cells
    covered = sum(1 for cell in counted_cells if cell.state is CellState.COVERED)
    first = ngettext(
        "{count} van {total} cellen is gedekt.", "{count} van {total} cellen zijn gedekt.", covered
    ).format(count=number_nl(covered), total=number_nl(len(counted_cells)))
    empty = Counter(
        cell.lesson.strategy_name for cell in counted_cells if cell.state is CellState.EMPTY
    )
    if not empty:
        return f"{first} {_('Geen enkele cel is leeg.')}"
    (strategy, most), *others = empty.most_common()
    rest = _("Leeg is het vooral bij {strategy}.").format(strategy=strategy)
    if others and others[0][1] == most:
        cells = sentence(counted(empty.total(), "cel", "cellen"))
        rest = ngettext("{cells} is leeg.", "{cells} zijn leeg.", empty.total()).format(cells=cells)
    return f"{first} {rest}"


def gap_heading(cell: Cell) -> str:
    """Return the finding of the page of one district × lesson."""
    numbers = f" ({cell.numbers})" if cell.denominator is not None else ""
    return _gap_template(cell).format(
        district=cell.district.name,
        lesson=f"‘{cell.lesson.title}’",
        state=f"{cell.label.lower()}{numbers}",
    )


def _gap_template(cell: Cell) -> str:
    match cell.state:
        case CellState.EMPTY if cell.denominator is None:
            return _("In {district} is voor {lesson} nog niets geregistreerd.")
        case CellState.STALE:
            return _("In {district} is wat er was voor {lesson} al lang niet bevestigd.")
        case CellState.ENDING:
            return _("In {district} eindigt het geld van alles wat er is voor {lesson}.")
        case CellState.THIN if cell.denominator is None:
            return _(
                "In {district} is er iets voor {lesson}, maar te weinig voor het aantal inwoners."
            )
        case CellState.UNKNOWN:
            return _("In {district} is over {lesson} nog niets te zeggen.")
        case CellState.OPEN_SIGNAL:
            return _("In {district} ontbreken stemmen; daar is nog geen reactie op.")
        case CellState.ANSWERED:
            return _("In {district} is gereageerd op stemmen die ontbraken.")
        case CellState.NO_SIGNAL:
            return _("In {district} is nagegaan wie niet gehoord wordt: geen signaal.")
        case CellState.NOT_CHECKED:
            return _("In {district} is niet nagegaan wie niet gehoord wordt.")
    return _("In {district} is {lesson} {state}.")


def _need(priority: Priority) -> str:
    if priority.need is None:
        return ""
    if priority.need * 3 >= 2:
        return _("De nood is er hoog.")
    return _("De nood is er laag.") if priority.need * 3 < 1 else ""
