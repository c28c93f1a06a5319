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
from language import gettext as _
from language import ngettext


def lesson_heading(lesson: LessonRow, cells: Sequence[Cell]) -> str:
    """Return in how many districts a lesson is covered and in how many nothing is there; of a signal, what is open."""
    if not cells:
        return _(NO_DISTRICTS)
    states, of = Counter(cell.state for cell in cells), number_nl(len(cells))
    if lesson.kind == "signal":
        return _("In {count} van {total} wijken staat een signaal open.").format(
            count=number_nl(states[CellState.OPEN_SIGNAL]), total=of
        )
    empty = states[CellState.EMPTY]
    if not empty:
        text = _("‘{lesson}’ is in {count} van {total} wijken gedekt; nergens is de cel leeg.")
    else:
        text = _("‘{lesson}’ is in {count} van {total} wijken gedekt; leeg is het in {where}.")
    where = listing([cell.district.name for cell in cells if cell.state is CellState.EMPTY])
    if empty > 3:
        where = _("{count} wijken").format(count=number_nl(empty))
    covered = number_nl(states[CellState.COVERED])
    return text.format(lesson=lesson.title, count=covered, total=of, where=where)


def trend_heading(trend: Trend, lesson: LessonRow | None) -> str:
    """Return how many cells are covered now and were at the first moment; of a signal, how many signals stood open."""
    first, now = trend.moments[0], trend.now
    if not now.districts:
        return _(NO_DISTRICTS)
    signal = lesson is not None and lesson.kind == "signal"
    state = CellState.OPEN_SIGNAL if signal else CellState.COVERED
    code = lesson.code if lesson else ""
    then, today = first.states(code)[state], now.states(code)[state]
    what = _("wijken met een open signaal") if signal else _("gedekte cellen")
    if lesson and not signal:
        what = _("gedekte cellen bij ‘{lesson}’").format(lesson=lesson.title)
    if then == today:
        text = _("Het aantal {what} is sinds {day} gelijk: {now} van {total}.")
    elif today > then:
        text = _("Het aantal {what} is sinds {day} gegroeid van {then} naar {now}, van {total}.")
    else:
        text = _("Het aantal {what} is sinds {day} gedaald van {then} naar {now}, van {total}.")
    return text.format(
        what=what,
        day=day_nl(first.at),
        then=number_nl(then),
        now=number_nl(today),
        total=number_nl(now.states(code).total()),
    )


def now_sentence(trend: Trend, lesson: LessonRow | None) -> str:
    """Return how many cells have each state at the reference date, the most frequent first."""
    states = trend.now.states(lesson.code if lesson else "").most_common()
    counts = [f"{number_nl(count)} {CELL_LABELS[state].lower()}" for state, count in states]
    told = _("Op {day}: {counts}.").format(day=day_nl(trend.now.at), counts=listing(counts))
    return told if counts else _(NO_DISTRICTS)


def compare_heading(comparison: Comparison) -> str:
    """Return how many cells became covered and how many are covered no more."""
    since = day_nl(comparison.earlier)
    gained, lost = len(comparison.gained), len(comparison.lost)
    if not gained and not lost:
        return _("Sinds {day} is geen cel gedekt geraakt en geen cel weggevallen.").format(
            day=since
        )
    return ngettext(
        "Sinds {day} is {cells} gedekt geraakt en {lost} weggevallen.",
        "Sinds {day} zijn {cells} gedekt geraakt en {lost} weggevallen.",
        gained,
    ).format(day=since, cells=counted(gained, "cel", "cellen"), lost=count_word(lost))


def side_heading(districts: Sequence[tuple[str, Sequence[Cell]]]) -> str:
    """Return how many lessons are covered in each of some districts: "In A zijn drie …, in B vijf."."""
    parts = []
    for name, cells in districts:
        covered = sum(1 for cell in cells if cell.state is CellState.COVERED)
        parts.append(_("in {district} {count}").format(district=name, count=count_word(covered)))
    lessons = max(
        (sum(1 for cell in cells if not cell.is_signal) for _n, cells in districts), default=0
    )
    return _("Van de {lessons} lessen zijn er gedekt: {districts}.").format(
        lessons=count_word(lessons), districts=listing(parts)
    )


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
        return _("{state} op elk van deze dagen.").format(state=now.label)
    if since == trend.now.at:
        before = day_nl(trend.moments[-2].at)
        return _("{state}, nog niet op {day}.").format(state=now.label, day=before)
    return _("{state} sinds {day}.").format(state=sentence(now.label.lower()), day=day_nl(since))
