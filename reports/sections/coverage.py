"""Coverage: every district × lesson with its state as a letter, a word and numbers, never as a colour alone."""

from django.utils.translation import gettext as _

from dashboards.analysis import cells
from dashboards.analysis.findings import coverage_heading
from dashboards.analysis.states import CELL_LABELS, CellState
from reports.document import Cell, Column, Section, Table, Text, cell
from reports.forms import COVERAGE
from reports.sections.material import Material

LETTERS = {
    CellState.COVERED: "G",
    CellState.THIN: "D",
    CellState.ENDING: "E",
    CellState.STALE: "V",
    CellState.EMPTY: "L",
    CellState.UNKNOWN: "?",
    CellState.OPEN_SIGNAL: "!",
    CellState.ANSWERED: "B",
    CellState.NO_SIGNAL: "–",
    CellState.NOT_CHECKED: "N",
}


def coverage(material: Material) -> Section:
    """The matrix, on a page on its side, with what its letters mean."""
    covered = material.covered
    rows = [
        (
            cell(place.district.name, _("te klein voor een oordeel"))
            if place.too_small
            else cell(place.district.name),
            *(_state(item) for item in row),
        )
        for place, row in covered.rows()
    ]
    rows.append(
        (
            cell(_("Gemeentebreed")),
            *(cell(_("{n} vers").format(n=wide.fresh)) for wide in covered.wide),
        )
    )
    columns = [Column(lesson.title, width=9) for lesson in covered.lessons]
    return Section(
        COVERAGE,
        _("Dekking"),
        (
            Text(coverage_heading(covered)),
            Text(
                _(
                    "Gemeentebrede initiatieven veranderen de toestand van geen enkele wijk; zij staan onderaan."
                ),
                small=True,
            ),
            Text(_letters(material)),
            Table(
                _("Dekking per wijk en les"), (Column(_("Wijk"), width=15), *columns), tuple(rows)
            ),
        ),
        wide=True,
    )


def _state(item: cells.Cell) -> Cell:
    lines = (item.label, item.numbers) if item.numbers else (item.label,)
    return Cell(lines, item.state.value, LETTERS[item.state])


def _letters(material: Material) -> str:
    """Every state that occurs, with its letter and how many cells have it."""
    counts = material.covered.count()
    return " · ".join(
        f"{letter} = {CELL_LABELS[state].lower()} ({counts[state]})"
        for state, letter in LETTERS.items()
        if counts[state]
    )
