"""What was refused, and which initiatives stopped or went dormant afterwards, with the cells they counted in.

"Afterwards" is a matter of dates, not of causes: who stopped after a refusal did not always stop because of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dashboards.analysis.areas import DistrictAt
from dashboards.analysis.coverage import Coverage
from dashboards.analysis.flow import FEW
from dashboards.analysis.funding import GrantAt, grants_at
from dashboards.analysis.situation import InitiativeAt, Situation
from dashboards.analysis.slices import Slice, slice_of
from dashboards.analysis.states import CellState
from dashboards.analysis.words import count_word, counted, euros_nl
from dashboards.rows import IN_KIND, LessonRow
from funding.course.grounds import NOT_CONSIDERED_GROUNDS, REFUSAL_GROUNDS
from language import gettext as _
from language import ngettext

REFUSED: Final = frozenset({"refused", "declined", "not_considered"})
"""What the applicant withdrew was not refused."""
NO_GROUND: Final = "geen-grond"
OTHER_GROUNDS: Final = "andere-gronden"


@dataclass(frozen=True, slots=True)
class GoneCell:
    """A supply cell that an initiative counted in, and how it stands now."""

    district: DistrictAt
    lesson: LessonRow
    state: CellState


@dataclass(frozen=True, slots=True)
class Gone:
    """An initiative that stopped or went dormant on or after the day it was refused money."""

    initiative: InitiativeAt
    refused_on: date
    gone_on: date
    dormant: bool
    cells: tuple[GoneCell, ...]


@dataclass(frozen=True, slots=True)
class Refusals:
    """The refusals of a year of decision, or of all years (None)."""

    year: int | None
    total: Slice
    by_ground: tuple[Slice, ...]
    """The most frequent ground first."""
    initiatives: tuple[int, ...]
    gone: tuple[Gone, ...]
    years: tuple[int, ...]
    """The years in which anything was refused, the latest first."""

    @property
    def cells(self) -> tuple[GoneCell, ...]:
        """The cells that the gone ones counted in, each once, in the order of districts and lessons."""
        found = {
            (cell.district.code, cell.lesson.order): cell
            for item in self.gone
            for cell in item.cells
        }
        return tuple(found[key] for key in sorted(found))

    @property
    def empty_now(self) -> tuple[GoneCell, ...]:
        """Those of the cells in which nothing is registered now."""
        return tuple(cell for cell in self.cells if cell.state is CellState.EMPTY)

    @property
    def few(self) -> bool:
        """Whether there are so few that they point at a single applicant."""
        return 0 < len(self.initiatives) < FEW

    @property
    def few_gone(self) -> bool:
        """Whether so few are gone, or none, that the dates of a public initiative would tell it was refused."""
        return len(self.gone) < FEW


def refusals(
    situation: Situation, coverage: Coverage, year: int | None, *, discreet: bool = False
) -> Refusals:
    """Return what was refused up to the reference date.

    `discreet` takes the grounds of fewer than 3 initiatives together, for whoever may not see single refusals.
    """
    everything = [
        grant
        for grant in grants_at(situation)
        if grant.row.state in REFUSED and grant.row.kind != IN_KIND and grant.row.decided_on
    ]
    years = sorted({grant.row.decided_on.year for grant in everything if grant.row.decided_on})
    found = [
        grant
        for grant in everything
        if grant.row.decided_on and year in {None, grant.row.decided_on.year}
    ]
    return Refusals(
        year,
        _slice("alle", _("Alle afwijzingen"), found),
        _by_ground(found, discreet=discreet),
        tuple(dict.fromkeys(grant.initiative.id for grant in found)),
        _gone(situation, coverage, found),
        tuple(reversed(years)),
    )


def _slice(key: str, label: str, grants: Iterable[GrantAt]) -> Slice:
    return slice_of(
        key, label, ((grant.row.id, grant.row.requested_cents or 0) for grant in grants)
    )


def _by_ground(found: Sequence[GrantAt], *, discreet: bool) -> tuple[Slice, ...]:
    grouped: dict[str, list[GrantAt]] = defaultdict(list)
    for grant in found:
        grouped[_ground(grant)].append(grant)
    labels = {f"refused-{code}": _(label) for code, label in REFUSAL_GROUNDS.items()}
    labels |= {
        f"not_considered-{code}": _("buiten behandeling: {ground}").format(ground=_(label))
        for code, label in NOT_CONSIDERED_GROUNDS.items()
    }
    labels[NO_GROUND] = _("geen grond geregistreerd")
    if discreet:
        labels[OTHER_GROUNDS] = _("andere gronden, elk minder dan drie keer")
        small = [key for key, of in grouped.items() if len({g.initiative.id for g in of}) < FEW]
        for key in small:
            grouped.setdefault(OTHER_GROUNDS, []).extend(grouped.pop(key))
    slices = [_slice(key, labels.get(key, key), of) for key, of in grouped.items()]
    return tuple(sorted(slices, key=lambda item: (-item.count, item.label)))


def _ground(grant: GrantAt) -> str:
    if not grant.row.ground:
        return NO_GROUND
    return f"{grant.row.state}-{grant.row.ground}"


def _gone(situation: Situation, coverage: Coverage, found: Sequence[GrantAt]) -> tuple[Gone, ...]:
    first: dict[int, date] = {}
    for grant in found:
        day = grant.row.decided_on
        if day is not None:
            first[grant.initiative.id] = min(day, first.get(grant.initiative.id, day))
    gone = []
    for pk, refused_on in first.items():
        item = situation.initiatives[pk]
        left = gone_on(item, situation.at)
        if left is not None and left[0] >= refused_on:
            cells = _cells(situation, coverage, item)
            gone.append(Gone(item, refused_on, left[0], left[1], cells))
    return tuple(sorted(gone, key=lambda item: (item.gone_on, item.initiative.row.name)))


def gone_on(item: InitiativeAt, at: date) -> tuple[date, bool] | None:
    """Return the day from which an initiative is gone at `at` and whether it is dormant; None where it is not."""
    row = item.row
    if row.end_date is not None and row.end_date < at:
        return row.end_date, False
    if row.dormant_since is not None and row.dormant_since <= at:
        return row.dormant_since, True
    return None


def _cells(situation: Situation, coverage: Coverage, item: InitiativeAt) -> tuple[GoneCell, ...]:
    """The supply cells it counted in: its own districts × the lessons that count and that were ever seen."""
    if item.row.municipality_wide:
        return ()
    codes = set(item.row.district_codes)
    found = []
    for place in situation.places:
        for lesson in situation.lessons:
            tag = item.tags.get(lesson.code)
            if place.district.code not in codes or lesson.kind != "supply" or tag is None:
                continue
            cell = coverage.cell(place.district.code, lesson.code)
            if tag.counts and tag.last_seen is not None and cell is not None:
                found.append(GoneCell(place.district, lesson, cell.state))
    return tuple(found)


def refusals_heading(found: Refusals, *, discreet: bool = False) -> str:
    """Return the finding: how many refusals, for how much, and how many initiatives are gone since."""
    year = found.year
    if discreet and found.few:
        text = _("Er zijn minder dan drie initiatieven afgewezen; hoeveel precies, tonen we niet.")
        if year is not None:
            text = _(
                "Er zijn in {year} minder dan drie initiatieven afgewezen; hoeveel precies, tonen we niet."
            )
        return text.format(year=year)
    if not found.total.count:
        text = _("Er is geen afwijzing geregistreerd.")
        if year is not None:
            text = _("Er is in {year} geen afwijzing geregistreerd.")
        return text.format(year=year)
    first = ngettext(
        "{when} is {applications} afgewezen, samen {amount}",
        "{when} zijn {applications} afgewezen, samen {amount}",
        found.total.count,
    ).format(
        when=_("Tot nu toe") if year is None else _("In {year}").format(year=year),
        applications=counted(found.total.count, "aanvraag", "aanvragen"),
        amount=euros_nl(found.total.cents),
    )
    return f"{first}; {_gone_sentence(found, discreet=discreet)}"


def _gone_sentence(found: Refusals, *, discreet: bool) -> str:
    count = len(found.gone)
    if discreet and found.few_gone:
        return _("minder dan drie van die initiatieven zijn daarna gestopt of stilgevallen.")
    if not count:
        return _("geen van die initiatieven is daarna gestopt of stilgevallen.")
    gone = ngettext(
        "{initiatives} is daarna gestopt of stilgevallen.",
        "{initiatives} zijn daarna gestopt of stilgevallen.",
        count,
    ).format(initiatives=counted(count, "initiatief", "initiatieven"))
    if not found.cells:
        return gone
    empty = len(found.empty_now)
    if len(found.cells) == 1:
        now = _("die nu leeg is") if empty else _("die nu niet leeg is")
    else:
        now = ngettext(
            "waarvan er nu {count} leeg is", "waarvan er nu {count} leeg zijn", empty
        ).format(count=count_word(empty))
    told = ngettext("Dat telde mee in {cells}, {now}.", "Die telden mee in {cells}, {now}.", count)
    return f"{gone} {told.format(cells=counted(len(found.cells), 'cel', 'cellen'), now=now)}"
