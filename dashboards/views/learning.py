"""Where this lesson works in a wijk like this one, why it is like it, and whom one may ask."""

from dataclasses import dataclass
from typing import Final

from accounts.policy import Subject, reads, visible
from dashboards.analysis.areas import figures_in
from dashboards.analysis.cells import Cell
from dashboards.analysis.coverage import Coverage
from dashboards.analysis.learning import Likeness, compare, nearest
from dashboards.analysis.situation import Place, Situation
from dashboards.analysis.states import CellState
from dashboards.queries import among
from dashboards.queries.published import PUBLIC_FIGURES, PublishedWijk, published_wijken
from dashboards.views.looking import Look
from initiatives.models import Initiative

MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Askable:
    """An initiative whose organisation agreed to be asked; `contact` as far as this member may see it."""

    initiative: Initiative
    contact: str


@dataclass(frozen=True, slots=True)
class Example:
    """A wijk of this municipality where the lesson is covered."""

    place: Place
    cell: Cell
    likeness: Likeness
    askable: tuple[Askable, ...]
    others: int
    """How many more carry the lesson there, of which the organisation did not say that it may be asked."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A wijk of another municipality, by what that municipality published."""

    wijk: PublishedWijk
    likeness: Likeness
    named: tuple[tuple[str, str], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Learning:
    """Everything under "Leren van"."""

    examples: tuple[Example, ...]
    elsewhere: tuple[Elsewhere, ...]

    @property
    def similar(self) -> bool:
        """Whether the examples are of similar size and need; otherwise they are only the nearest."""
        return all(example.likeness.similar for example in self.examples)


def learn(seen: Look, situation: Situation, covered: Coverage, cell: Cell) -> Learning:
    """Find at most three examples here and three elsewhere; nothing to learn from a warning."""
    if cell.is_signal:
        return Learning((), ())
    return Learning(_here(seen, situation, covered, cell), _elsewhere(seen, situation, cell))


def _here(seen: Look, situation: Situation, covered: Coverage, cell: Cell) -> tuple[Example, ...]:
    needs = situation.norms.needs
    places = {place.district.code: place for place in covered.places}
    good = [
        (other, compare(cell.district.figures, other.district.figures, needs))
        for other in covered.of_lesson(cell.lesson.code)
        if other.state is CellState.COVERED and other.district.code != cell.district.code
    ]
    chosen = nearest(good, MOST)
    carriers = {
        other.district.code: (*other.fresh_ids, *other.numerator_ids) for other, _like in chosen
    }
    askable = _askable(seen, {pk for ids in carriers.values() for pk in ids})
    return tuple(
        Example(
            places[other.district.code],
            other,
            likeness,
            tuple(askable[pk] for pk in carriers[other.district.code] if pk in askable),
            sum(pk not in askable for pk in carriers[other.district.code]),
        )
        for other, likeness in chosen
    )


def _askable(seen: Look, ids: set[int]) -> dict[int, Askable]:
    """Those of these initiatives that this member may see and whose organisation agreed to be asked."""
    agreed = Initiative.objects.filter(organisation__may_be_asked=True)
    found = among(visible(seen.membership, agreed), ids).select_related("organisation")
    return {item.pk: Askable(item, _contact(seen, item)) for item in found}


def _contact(seen: Look, initiative: Initiative) -> str:
    allowed = reads(seen.membership, Subject.CONTACTS, initiative.organisation_id)
    return initiative.work_contact if allowed else ""


def _elsewhere(seen: Look, situation: Situation, cell: Cell) -> tuple[Elsewhere, ...]:
    needs = [scale for scale in situation.norms.needs if scale.indicator in PUBLIC_FIGURES]
    found, published = published_wijken(seen.membership, cell.lesson.code, seen.day)
    figures = figures_in(published, seen.day.year)
    here = cell.district.figures
    compared = [(wijk, compare(here, figures.get(wijk.key, {}), needs)) for wijk in found]
    alike = [pair for pair in compared if pair[1].similar]
    return tuple(
        Elsewhere(wijk, likeness, wijk.initiatives[:MOST], len(wijk.initiatives[MOST:]))
        for wijk, likeness in nearest(alike, MOST)
    )
