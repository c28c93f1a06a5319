"""The headings of the views of the coverage: map, trend, two dates, districts side by side."""

from collections import Counter
from collections.abc import Sequence

from dashboards.analysis.cells import Cell
from dashboards.analysis.changes import Comparison
from dashboards.analysis.findings import NO_DISTRICTS
from dashboards.analysis.states import CELL_LABELS, CellState
from dashboards.analysis.trend import Trend
from dashboards.analysis.words import count_word, counted, day_nl, listing, number_nl, sentence
from dashboards.rows import LessonRow


def lesson_heading(lesson: LessonRow, cells: Sequence[Cell]) -> str:
    """Return in how many districts a lesson is covered and in how many nothing is there; of a signal, what is open."""
    if not cells:
        return NO_DISTRICTS
    states, of = Counter(cell.state for cell in cells), number_nl(len(cells))
    if lesson.kind == "signal":
        return (
            f"In {number_nl(states[CellState.OPEN_SIGNAL])} van {of} wijken staat een signaal open."
        )
    first = f"‘{lesson.title}’ is in {number_nl(states[CellState.COVERED])} van {of} wijken gedekt"
    empty = states[CellState.EMPTY]
    if not empty:
        return f"{first}; nergens is de cel leeg."
    where = listing([cell.district.name for cell in cells if cell.state is CellState.EMPTY])
    return f"{first}; leeg is het in {where if empty <= 3 else f'{number_nl(empty)} wijken'}."


def trend_heading(trend: Trend, lesson: LessonRow | None) -> str:
    """Return how many cells are covered now and were at the first moment; of a signal, how many signals stood open."""
    first, now = trend.moments[0], trend.now
    if not now.districts:
        return NO_DISTRICTS
    signal = lesson is not None and lesson.kind == "signal"
    state = CellState.OPEN_SIGNAL if signal else CellState.COVERED
    code = lesson.code if lesson else ""
    then, today = first.states(code)[state], now.states(code)[state]
    total = number_nl(now.states(code).total())
    since = f"sinds {day_nl(first.at)}"
    what = "wijken met een open signaal" if signal else "gedekte cellen"
    about = f" bij ‘{lesson.title}’" if lesson and not signal else ""
    if then == today:
        return f"Het aantal {what}{about} is {since} gelijk: {number_nl(today)} van {total}."
    verb = "gegroeid" if today > then else "gedaald"
    return f"Het aantal {what}{about} is {since} {verb} van {number_nl(then)} naar {number_nl(today)}, van {total}."


def now_sentence(trend: Trend, lesson: LessonRow | None) -> str:
    """Return how many cells have each state at the reference date, the most frequent first."""
    states = trend.now.states(lesson.code if lesson else "").most_common()
    counts = [f"{number_nl(count)} {CELL_LABELS[state].lower()}" for state, count in states]
    return f"Op {day_nl(trend.now.at)}: {listing(counts)}." if counts else NO_DISTRICTS


def compare_heading(comparison: Comparison) -> str:
    """Return how many cells became covered and how many are covered no more."""
    since = f"Sinds {day_nl(comparison.earlier)}"
    gained, lost = len(comparison.gained), len(comparison.lost)
    if not gained and not lost:
        return f"{since} is geen cel gedekt geraakt en geen cel weggevallen."
    verb = "is" if gained == 1 else "zijn"
    fell = f"{count_word(lost) if lost else 'geen'} weggevallen"
    return f"{since} {verb} {counted(gained, 'cel', 'cellen')} gedekt geraakt en {fell}."


def side_heading(districts: Sequence[tuple[str, Sequence[Cell]]]) -> str:
    """Return how many lessons are covered in each of some districts: "In A zijn drie …, in B vijf."."""
    parts = []
    for name, cells in districts:
        covered = sum(1 for cell in cells if cell.state is CellState.COVERED)
        parts.append(f"in {name} {count_word(covered) if covered else 'geen'}")
    lessons = max(
        (sum(1 for cell in cells if not cell.is_signal) for _n, cells in districts), default=0
    )
    return f"Van de {count_word(lessons)} lessen zijn er gedekt: {listing(parts)}."


def since_sentence(trend: Trend, district: str, lesson: str) -> str:
    """Return since which of the moments a cell has the state it has now."""
    cells = trend.strip(district, lesson)
    now = cells[-1]
    if now is None:
        return ""
    since = trend.now.at
    for moment, cell in zip(reversed(trend.moments), reversed(cells), strict=True):
        if cell is None or cell.state is not now.state:
            break
        since = moment.at
    if since == trend.moments[0].at:
        return f"{now.label} op elk van deze dagen."
    if since == trend.now.at:
        return f"{now.label}, nog niet op {day_nl(trend.moments[-2].at)}."
    return sentence(f"{now.label.lower()} sinds {day_nl(since)}.")
