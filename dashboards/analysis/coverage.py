"""Coverage: every district × lesson at the reference date, the empty ones included."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboards.analysis.cells import Cell, ids
from dashboards.analysis.explain_ratio import explain_ratio
from dashboards.analysis.explain_supply import explain_supply
from dashboards.analysis.ratios import ratio_of, ratio_state
from dashboards.analysis.signals import signal_of, voices_by_district
from dashboards.analysis.situation import Place, Situation
from dashboards.analysis.states import CellState
from dashboards.analysis.supply import supply_of, supply_state
from dashboards.rows import LessonRow, VoiceRow


@dataclass(frozen=True, slots=True)
class WideCell:
    """A lesson in the row of municipality-wide initiatives ("gemeentebreed"): numbers, never a state."""

    lesson: LessonRow
    active: int
    fresh: int
    active_ids: tuple[int, ...]
    """The active municipality-wide initiatives that count as tagged with the lesson."""
    fresh_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """All cells, in the order of the area codes and the lessons."""

    at: date
    places: tuple[Place, ...]
    lessons: tuple[LessonRow, ...]
    cells: tuple[Cell, ...]
    wide: tuple[WideCell, ...]

    def row(self, district_code: str) -> tuple[Cell, ...]:
        """Return the cells of a district, in the order of the lessons; none where it is not valid at the date."""
        return tuple(cell for cell in self.cells if cell.district.code == district_code)

    def rows(self) -> tuple[tuple[Place, tuple[Cell, ...]], ...]:
        """Return every district with its cells."""
        width = len(self.lessons)
        return tuple(
            (place, self.cells[index * width : (index + 1) * width])
            for index, place in enumerate(self.places)
        )

    def cell(self, district_code: str, lesson_code: str) -> Cell | None:
        """Return one cell; None where the district is not valid at the date or the lesson does not exist."""
        for cell in self.row(district_code):
            if cell.lesson.code == lesson_code:
                return cell
        return None

    def of_lesson(self, lesson_code: str) -> tuple[Cell, ...]:
        """Return the cells of a lesson, by district code."""
        return tuple(cell for cell in self.cells if cell.lesson.code == lesson_code)

    @property
    def counted_cells(self) -> tuple[Cell, ...]:
        """The cells that count in totals: all but those of the signal, which stands apart."""
        return tuple(cell for cell in self.cells if not cell.is_signal)

    def without_signals(self) -> "Coverage":
        """Return the coverage as whoever may not know of voice signals sees it: without those lessons."""
        lessons = tuple(lesson for lesson in self.lessons if lesson.kind != "signal")
        return replace(
            self,
            lessons=lessons,
            cells=tuple(cell for cell in self.cells if cell.lesson.kind != "signal"),
            wide=tuple(item for item in self.wide if item.lesson.kind != "signal"),
        )

    def count(self) -> Counter[CellState]:
        """Return how many cells have each state, signals included."""
        return Counter(cell.state for cell in self.cells)


def cover(situation: Situation) -> Coverage:
    """Return the coverage: a cell for every valid district × lesson, and the row "gemeentebreed"."""
    voices = voices_by_district(situation)
    names = {group.code: group.name for group in situation.records.target_groups}
    cells = tuple(
        _cell(situation, place, lesson, voices, names)
        for place in situation.places
        for lesson in situation.lessons
    )
    wide = tuple(_wide_cell(situation, lesson) for lesson in situation.lessons)
    return Coverage(situation.at, situation.places, situation.lessons, cells, wide)


def _cell(
    situation: Situation,
    place: Place,
    lesson: LessonRow,
    voices: Mapping[str, Sequence[VoiceRow]],
    names: Mapping[str, str],
) -> Cell:
    if lesson.kind == "supply":
        return _supply_cell(situation, place, lesson)
    if lesson.kind == "signal":
        return _signal_cell(situation, place, lesson, voices)
    return _ratio_cell(situation, place, lesson, names)


def _supply_cell(situation: Situation, place: Place, lesson: LessonRow) -> Cell:
    supply = supply_of(situation, place, lesson)
    state = supply_state(situation, supply)
    return Cell(
        district=place.district,
        lesson=lesson,
        state=state,
        explanation=explain_supply(situation, supply, state),
        active=len(supply.active),
        fresh=len(supply.fresh),
        wide=len(supply.wide),
        active_ids=ids(supply.active),
        fresh_ids=ids(supply.fresh),
        wide_ids=ids(supply.wide),
        not_yet=supply.not_yet,
        muted=place.too_small,
    )


def _signal_cell(
    situation: Situation, place: Place, lesson: LessonRow, voices: Mapping[str, Sequence[VoiceRow]]
) -> Cell:
    signal = signal_of(situation, place, lesson.code, voices)
    return Cell(
        district=place.district,
        lesson=lesson,
        state=signal.state,
        explanation=signal.explanation,
        active_ids=ids(signal.opposing),
        voice_ids=tuple(voice.id for voice in signal.voices),
        muted=place.too_small,
    )


def _ratio_cell(
    situation: Situation, place: Place, lesson: LessonRow, names: Mapping[str, str]
) -> Cell:
    ratio = ratio_of(situation, place, lesson.kind)
    state = ratio_state(ratio.numerator, ratio.denominator, place.unknown, situation.norms)
    return Cell(
        district=place.district,
        lesson=lesson,
        state=state,
        explanation=explain_ratio(situation, place, lesson.kind, ratio, state, names),
        numerator=ratio.numerator,
        denominator=ratio.denominator,
        numerator_ids=ids(ratio.met),
        denominator_ids=ids(ratio.asked),
        groups_served=ratio.groups_served,
        groups_missing=ratio.groups_missing,
        everyone_ids=ids(ratio.for_everyone),
        structural_ids=ids(ratio.structural),
        temporary_ids=ids(ratio.temporary) if lesson.kind == "condition" else (),
        muted=place.too_small,
    )


def _wide_cell(situation: Situation, lesson: LessonRow) -> WideCell:
    active = ids(item for item in situation.wide if item.tagged(lesson.code))
    fresh = ids(item for item in situation.wide if item.fresh_for(lesson.code))
    return WideCell(lesson, len(active), len(fresh), active, fresh)
