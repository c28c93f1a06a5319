"""Coverage over time: the same measures at the ends of the quarters of five years, from one set of records.

Dated facts count by their dates at every moment; circle, ties, needs, who decides and tags are the records' present
values (design, section 4), so that a line here says what today's knowledge makes of an earlier day.
The records must reach to the latest moment: what is dated later than a moment is left out by the measures themselves.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from dashboards.analysis.areas import DistrictAt
from dashboards.analysis.cells import Cell
from dashboards.analysis.coverage import Coverage
from dashboards.analysis.states import CellState
from dashboards.rows import LessonRow

QUARTERS = 20
"""Five years."""


def quarter_ends(at: date, count: int = QUARTERS) -> tuple[date, ...]:
    """Return the last `count` ends of quarters before `at`, and `at` itself; the oldest first."""
    days = [at]
    for _quarter in range(count):
        first = date(days[0].year, (days[0].month - 1) // 3 * 3 + 1, 1)
        days.insert(0, first - timedelta(days=1))
    return tuple(days)


@dataclass(frozen=True, slots=True)
class Moment:
    """The cells of one day, without the initiatives that the measures worked them out from."""

    at: date
    districts: tuple[DistrictAt, ...]
    cells: Mapping[tuple[str, str], Cell]
    """By the codes of the district and the lesson, in the order of both."""

    def states(self, lesson: str = "") -> Counter[CellState]:
        """Return how many cells of a lesson have each state; of all lessons but the signal where none is named."""
        return Counter(
            cell.state
            for (_district, code), cell in self.cells.items()
            if code == lesson or (not lesson and not cell.is_signal)
        )


@dataclass(frozen=True, slots=True)
class Trend:
    """Moments, the oldest first; the last one is the reference date."""

    lessons: tuple[LessonRow, ...]
    moments: tuple[Moment, ...]

    @property
    def now(self) -> Moment:
        """The reference date."""
        return self.moments[-1]

    def strip(self, district: str, lesson: str) -> tuple[Cell | None, ...]:
        """Return one cell at every moment; None where the district is not valid then."""
        return tuple(moment.cells.get((district, lesson)) for moment in self.moments)

    def changes(self, district: str, lesson: str) -> int:
        """Return how often the state of a cell differs from that of the moment before."""
        states = [cell.state for cell in self.strip(district, lesson) if cell]
        return sum(1 for one, next_one in pairwise(states) if one != next_one)


def moment_of(coverage: Coverage) -> Moment:
    """Return the cells of a coverage alone, so that twenty of them fit in memory."""
    return Moment(
        coverage.at,
        tuple(place.district for place in coverage.places),
        {(cell.district.code, cell.lesson.code): cell for cell in coverage.cells},
    )


def trend_of(coverages: Iterable[Coverage]) -> Trend:
    """Return the trend of coverages that come one by one, the oldest first."""
    lessons: tuple[LessonRow, ...] = ()
    moments = []
    for coverage in coverages:
        lessons = coverage.lessons
        moments.append(moment_of(coverage))
    return Trend(lessons, tuple(moments))
