"""Can this go to the council: what to check of the data before a note leaves the building, and a verdict by rules.

The rules, at the reference date:

1. **No** where there are no districts or no active initiatives: there is nothing to say.
2. **No** where fewer of the active initiatives are fresh than `Norms.min_fresh_share` (half): the note would tell of
   last year.
3. **No** where more than half of the districts are unknown: the note would mostly say "niet te zeggen".
4. Else **yes**, with a remark for every check that counts something. A remark never becomes a no: it is to be told.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from dashboards.analysis.cells import ids
from dashboards.analysis.coverage import Coverage
from dashboards.analysis.nothing_yet import unknown_places
from dashboards.analysis.priorities import Priorities
from dashboards.analysis.situation import InitiativeAt, Situation
from dashboards.analysis.states import CellState
from dashboards.analysis.totals import has_no_district
from dashboards.analysis.words import counted, listing, sentence
from language import Labels, gettext_noop
from language import gettext as _

_MOST_UNKNOWN: Final = Fraction(1, 2)


class Point(StrEnum):
    """What is checked; the values stand in addresses."""

    STALE = "niet-vers"
    UNKNOWN = "onbekende-wijken"
    FIGURES = "ontbrekende-kerncijfers"
    DERIVED = "afgeleide-startdata"
    SIGNALS = "open-signalen"
    UNLINKED = "niet-gekoppeld"
    TERMS = "over-de-termijn"
    FEW = "kleine-aantallen"


POINT_LABELS: Final = Labels(
    {
        Point.STALE: gettext_noop("Actieve initiatieven die niet vers zijn"),
        Point.UNKNOWN: gettext_noop("Wijken waarvan te weinig bekend is"),
        Point.FIGURES: gettext_noop("Wijken waarvan kerncijfers ontbreken"),
        Point.DERIVED: gettext_noop("Actieve initiatieven met een afgeleide startdatum"),
        Point.SIGNALS: gettext_noop("Wijken met een open signaal dat stemmen ontbreken"),
        Point.UNLINKED: gettext_noop("Initiatieven zonder wijk of zonder les"),
        Point.TERMS: gettext_noop("Aanvragen zonder besluit, over de termijn"),
        Point.FEW: gettext_noop("Actieve initiatieven met een aantal mensen onder de 10"),
    }
)
POINT_TODO: Final = Labels(
    {
        Point.STALE: gettext_noop("Vraag na of ze nog lopen en bevestig ze."),
        Point.UNKNOWN: gettext_noop("Registreer of bevestig initiatieven in deze wijken."),
        Point.FIGURES: gettext_noop(
            "Laat een beheerder de kerncijfers inlezen; ze staan niet in het gemiddelde."
        ),
        Point.DERIVED: gettext_noop(
            "Vul de echte startdatum in: een lijst zonder datum begon op de dag van inlezen."
        ),
        Point.SIGNALS: gettext_noop("Reageer op de signalen, of vertel de raad dat ze er zijn."),
        Point.UNLINKED: gettext_noop("Koppel ze: zij tellen nu in geen cel mee."),
        Point.TERMS: gettext_noop("Neem een besluit, of vertel de raad waarop het wacht."),
        Point.FEW: gettext_noop("Niets: het aantal komt niet buiten de gemeente. Zeg dat erbij."),
    }
)


@dataclass(frozen=True, slots=True)
class Check:
    """A check with what it counts: initiatives, districts by code, or applications."""

    point: Point
    count: int
    of: int | None
    """Of how many; None where that says nothing."""
    stops: bool = False
    initiative_ids: tuple[int, ...] = ()
    districts: Mapping[str, str] | None = None
    """By code why the district is counted; None where the check counts no districts."""

    @property
    def verdict(self) -> str:
        """In a word: in orde, kanttekening, or eerst doen."""
        if self.stops:
            return _("eerst doen")
        return _("kanttekening") if self.count else _("in orde")

    @property
    def reason(self) -> str:
        """Why it stops a note, of the two checks that can."""
        if self.point is Point.UNKNOWN:
            text, count = _("van {count} van {of} wijken is te weinig bekend"), self.count
        else:
            text = _("maar {count} van {of} actieve initiatieven zijn vers")
            count = (self.of or 0) - self.count
        return text.format(count=count, of=self.of)


def checks(
    situation: Situation, coverage: Coverage, priorities: Priorities, over_term: int, asked: int
) -> tuple[Check, ...]:
    """Return every check in a fixed order; that of signals only where the coverage shows them.

    `over_term` of `asked` applications are undecided over their term.
    """
    active = [item for item in situation.initiatives.values() if item.active]
    found = [
        _stale(situation, active),
        _unknown(situation),
        _figures(situation, priorities),
        _of_initiatives(
            Point.DERIVED, (item for item in active if started_by_import(item)), len(active)
        ),
        _signals(coverage),
        _of_initiatives(
            Point.UNLINKED,
            (
                item
                for item in situation.initiatives.values()
                if has_no_district(item) or not item.tags
            ),
            len(situation.initiatives),
        ),
        Check(Point.TERMS, over_term, asked),
        _of_initiatives(Point.FEW, (item for item in active if item.row.few_people), len(active)),
    ]
    return tuple(check for check in found if check is not None)


def started_by_import(item: InitiativeAt) -> bool:
    """Whether the start was worked out by an import, not told."""
    return "start_date" in item.row.derived


def _of_initiatives(point: Point, found: Iterable[InitiativeAt], of: int) -> Check:
    those = ids(found)
    return Check(point, len(those), of, initiative_ids=those)


def _stale(situation: Situation, active: list[InitiativeAt]) -> Check:
    stale = ids(item for item in active if not item.fresh)
    fresh = len(active) - len(stale)
    stops = fresh < situation.norms.min_fresh_share * len(active)
    return Check(Point.STALE, len(stale), len(active), stops, stale)


def _unknown(situation: Situation) -> Check:
    found = {
        item.place.district.code: f"{item.why} {item.how}" for item in unknown_places(situation)
    }
    of = len(situation.places)
    return Check(Point.UNKNOWN, len(found), of, len(found) > _MOST_UNKNOWN * of, districts=found)


def _figures(situation: Situation, priorities: Priorities) -> Check:
    found = {}
    for item in priorities.districts:
        missing = [_("inwoners")] if item.district.inhabitants is None else []
        missing += [
            need.scale.label or need.scale.indicator for need in item.needs if need.value is None
        ]
        if missing:
            found[item.district.code] = sentence(
                _("{figures} niet bekend").format(figures=listing(missing))
            )
    return Check(Point.FIGURES, len(found), len(situation.places), districts=found)


def _signals(coverage: Coverage) -> Check | None:
    cells = [cell for cell in coverage.cells if cell.is_signal]
    if not cells:
        return None
    found = {
        cell.district.code: cell.explanation
        for cell in cells
        if cell.state is CellState.OPEN_SIGNAL
    }
    return Check(Point.SIGNALS, len(found), len(cells), districts=found)


def readiness_heading(situation: Situation, found: Iterable[Check]) -> str:
    """Return the verdict by the rules above: "Ja, met drie kanttekeningen."."""
    if not situation.places:
        return _("Nee, nog niet: er zijn voor deze peildatum geen wijken bekend.")
    if not any(item.active for item in situation.initiatives.values()):
        return _("Nee, nog niet: er is nog geen actief initiatief geregistreerd.")
    checked = tuple(found)
    stops = [check.reason for check in checked if check.stops]
    if stops:
        return _("Nee, nog niet: {reasons}.").format(reasons=listing(stops))
    remarks = sum(1 for check in checked if check.count)
    if not remarks:
        return _("Ja, dit kan zonder kanttekening naar de raad.")
    return _("Ja, dit kan naar de raad, met {remarks}.").format(
        remarks=counted(remarks, "kanttekening", "kanttekeningen")
    )
