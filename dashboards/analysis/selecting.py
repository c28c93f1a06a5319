"""Which initiatives are behind a number: the drill-downs, from the same results as the numbers themselves."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from dashboards.analysis.cells import Cell
from dashboards.analysis.cliff import cliff_of, ending_of
from dashboards.analysis.coverage import Coverage
from dashboards.analysis.funding import Funding, MoneyLine, fund
from dashboards.analysis.hearing import naming
from dashboards.analysis.readiness import started_by_import
from dashboards.analysis.situation import InitiativeAt, Situation
from dashboards.analysis.totals import has_no_district
from dashboards.analysis.visits import without_contact
from language import Labels, gettext_noop


class Show(StrEnum):
    """What a drill-down shows, as it stands in the address (`?toon=`)."""

    ACTIVE = "actief"
    FRESH = "vers"
    STALE = "niet-vers"
    NEEDS_MONEY = "geld-nodig"
    NOT_SECURED = "geld-niet-zeker"
    ENDING = "geld-eindigt"
    CELL_ACTIVE = "cel-actief"
    CELL_FRESH = "cel-vers"
    CELL_WIDE = "cel-gemeentebreed"
    CELL_NOT_YET = "cel-telt-niet-mee"
    CELL_NUMERATOR = "cel-teller"
    CELL_DENOMINATOR = "cel-noemer"
    CELL_EVERYONE = "cel-iedereen"
    CELL_STRUCTURAL = "cel-structureel"
    CELL_TEMPORARY = "cel-tijdelijk"
    CLIFF = "klif"
    UNLINKED = "niet-gekoppeld"
    WITHOUT_DISTRICT = "zonder-wijk"
    WITHOUT_LESSON = "zonder-les"
    GROUP = "voor-groep"
    NO_CONTACT = "geen-contact"
    DERIVED_START = "start-afgeleid"
    FEW_PEOPLE = "minder-dan-tien"
    MONEY_STATUS = "geld-status"
    MONEY_YEAR = "geld-jaar"
    MONEY_REGULARITY = "geld-regelmaat"
    MONEY_FUNDER = "geldgever"
    MONEY_DISTRICT = "geld-wijk"
    MONEY_LESSON = "geld-les"


LABELS: Final = Labels(
    {
        Show.ACTIVE: gettext_noop("actief op de peildatum"),
        Show.FRESH: gettext_noop("actief en vers"),
        Show.STALE: gettext_noop("actief, maar niet vers"),
        Show.NEEDS_MONEY: gettext_noop("actief en heeft geld nodig"),
        Show.NOT_SECURED: gettext_noop("heeft geld nodig dat niet zeker is"),
        Show.ENDING: gettext_noop("heeft geld dat binnenkort eindigt, zonder vervolgaanvraag"),
        Show.CELL_ACTIVE: gettext_noop("actief en telt mee voor deze les"),
        Show.CELL_FRESH: gettext_noop("vers en telt mee voor deze les"),
        Show.CELL_WIDE: gettext_noop("gemeentebreed en vers voor deze les"),
        Show.CELL_NOT_YET: gettext_noop("heeft deze les, maar telt nog niet mee"),
        Show.CELL_NUMERATOR: gettext_noop("voldoet"),
        Show.CELL_DENOMINATOR: gettext_noop("waarvoor het gevraagd wordt"),
        Show.CELL_EVERYONE: gettext_noop("vers en voor iedereen"),
        Show.CELL_STRUCTURAL: gettext_noop("zeker van structureel geld"),
        Show.CELL_TEMPORARY: gettext_noop("zeker van tijdelijk geld"),
        Show.CLIFF: gettext_noop("het geld eindigt in deze maand, zonder vervolgaanvraag"),
        Show.UNLINKED: gettext_noop("nog niet gekoppeld aan een wijk of een les"),
        Show.WITHOUT_DISTRICT: gettext_noop("nog niet gekoppeld aan een wijk"),
        Show.WITHOUT_LESSON: gettext_noop("nog niet gekoppeld aan een les"),
        Show.GROUP: gettext_noop("vers en voor deze groep"),
        Show.NO_CONTACT: gettext_noop("met een band, maar te lang zonder contact"),
        Show.DERIVED_START: gettext_noop("actief, met een afgeleide startdatum"),
        Show.FEW_PEOPLE: gettext_noop("actief, met een aantal mensen onder de 10"),
        Show.MONEY_STATUS: gettext_noop("met een aanvraag in deze stand"),
        Show.MONEY_YEAR: gettext_noop("met geld in dit jaar"),
        Show.MONEY_REGULARITY: gettext_noop("met geld van deze regelmaat"),
        Show.MONEY_FUNDER: gettext_noop("met geld van deze geldgever"),
        Show.MONEY_DISTRICT: gettext_noop("met geld in deze wijk"),
        Show.MONEY_LESSON: gettext_noop("met geld en deze les"),
    }
)


MEANS: Final = {
    Show.ACTIVE: ("active",),
    Show.FRESH: ("active", "fresh"),
    Show.STALE: ("active", "stale"),
    Show.NEEDS_MONEY: ("active",),
    Show.NOT_SECURED: ("secured",),
    Show.ENDING: ("ending", "secured"),
    Show.CELL_WIDE: ("wide",),
    Show.CLIFF: ("cliff", "secured"),
    Show.UNLINKED: ("unlinked",),
    Show.WITHOUT_DISTRICT: ("unlinked",),
    Show.WITHOUT_LESSON: ("unlinked",),
    Show.GROUP: ("heard", "fresh"),
    Show.NO_CONTACT: ("visits",),
    Show.DERIVED_START: ("active", "readiness"),
    Show.FEW_PEOPLE: ("active", "readiness"),
    Show.MONEY_STATUS: ("status",),
    Show.MONEY_YEAR: ("per_year",),
    Show.MONEY_REGULARITY: ("per_source",),
    Show.MONEY_FUNDER: ("per_source",),
    Show.MONEY_DISTRICT: ("per_district",),
    Show.MONEY_LESSON: ("per_lesson",),
}
"""The definitions of the number that was opened; the others show a cell, defined by `KINDS`."""


@dataclass(frozen=True, slots=True)
class Selection:
    """A drill-down: what to show, of which district and lesson ("" = of all)."""

    show: Show
    district: str = ""
    lesson: str = ""
    part: str = ""
    """What of it: a month (2026-12), a state, a year, a funder's name, or the key of a line of money."""
    year: int | None = None
    """Of money: the calendar year it counts in; None is all years."""


_CELLS: dict[Show, Callable[[Cell], Iterable[int]]] = {
    Show.CELL_ACTIVE: lambda cell: cell.active_ids,
    Show.CELL_FRESH: lambda cell: cell.fresh_ids,
    Show.CELL_WIDE: lambda cell: cell.wide_ids,
    Show.CELL_NOT_YET: lambda cell: (item.initiative_id for item in cell.not_yet),
    Show.CELL_NUMERATOR: lambda cell: cell.numerator_ids,
    Show.CELL_DENOMINATOR: lambda cell: cell.denominator_ids,
    Show.CELL_EVERYONE: lambda cell: cell.everyone_ids,
    Show.CELL_STRUCTURAL: lambda cell: cell.structural_ids,
    Show.CELL_TEMPORARY: lambda cell: cell.temporary_ids,
}


_LINKS: dict[Show, Callable[[InitiativeAt], bool]] = {
    Show.UNLINKED: lambda item: has_no_district(item) or not item.tags,
    Show.WITHOUT_DISTRICT: has_no_district,
    Show.WITHOUT_LESSON: lambda item: not item.tags,
}
"""Of initiatives in any state: what is not linked yet counts nowhere."""


def _tests(situation: Situation) -> dict[Show, Callable[[InitiativeAt], bool]]:
    until = situation.secured_from
    return {
        Show.ACTIVE: lambda item: item.active,
        Show.FRESH: lambda item: item.fresh,
        Show.STALE: lambda item: not item.fresh,
        Show.NEEDS_MONEY: lambda item: item.needs_money,
        Show.NOT_SECURED: lambda item: item.needs_money and not item.secured_to(until),
        Show.ENDING: lambda item: (
            ending_of(situation, item) is not None and not item.secured_to(until)
        ),
        Show.DERIVED_START: started_by_import,
        Show.FEW_PEOPLE: lambda item: item.row.few_people,
    }


def select(situation: Situation, coverage: Coverage, selection: Selection) -> tuple[int, ...]:
    """Return the ids behind the number, each once, in the order of the records.

    Of a cell: those of the cells of the district and lesson (all where not named). Of money: those of the line
    of `fund` or the month of `cliff_of`. Else: the active initiatives, of the district where one is named.
    """
    if selection.show in _CELLS:
        found = set(_of_cells(coverage, selection))
    elif selection.show in _LINES or selection.show is Show.MONEY_STATUS:
        found = set(_of_money(situation, selection))
    elif selection.show in _LINKS:
        unlinked = _LINKS[selection.show]
        found = {item.id for item in situation.initiatives.values() if unlinked(item)}
    elif selection.show is Show.CLIFF:
        found = set(_of_cliff(situation, selection))
    elif selection.show is Show.GROUP:
        found = set(naming(situation, selection.district, selection.part))
    elif selection.show is Show.NO_CONTACT:
        found = set(without_contact(situation, selection.district, selection.part))
    else:
        test = _tests(situation)[selection.show]
        found = {item.id for item in _active(situation, selection.district) if test(item)}
    return tuple(pk for pk in situation.initiatives if pk in found)


def _of_cells(coverage: Coverage, selection: Selection) -> Iterable[int]:
    pick = _CELLS[selection.show]
    for cell in coverage.cells:
        if selection.district in {"", cell.district.code} and selection.lesson in {
            "",
            cell.lesson.code,
        }:
            yield from pick(cell)


_LINES: dict[Show, Callable[[Funding], Iterable[MoneyLine]]] = {
    Show.MONEY_YEAR: lambda money: money.by_year,
    Show.MONEY_REGULARITY: lambda money: money.by_regularity,
    Show.MONEY_FUNDER: lambda money: money.by_funder,
    Show.MONEY_DISTRICT: lambda money: money.by_district,
    Show.MONEY_LESSON: lambda money: money.by_lesson,
}


def _of_money(situation: Situation, selection: Selection) -> Iterable[int]:
    money = fund(situation, selection.year)
    if selection.show is Show.MONEY_STATUS:
        for status in money.by_status:
            if selection.part == status.state:
                yield from status.initiative_ids
        return
    for line in _LINES[selection.show](money):
        if line.key == selection.part:
            yield from line.initiative_ids


def _of_cliff(situation: Situation, selection: Selection) -> Iterable[int]:
    for month in cliff_of(situation).months:
        if selection.part in {"", month.month.strftime("%Y-%m")}:
            yield from month.initiative_ids


def _active(situation: Situation, district: str) -> Iterable[InitiativeAt]:
    if not district:
        return (item for item in situation.initiatives.values() if item.active)
    return (
        item
        for place in situation.places
        if place.district.code == district
        for item in place.active
    )
