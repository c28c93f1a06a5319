"""Where first: the priorities with their three parts; for readers the bands, by name."""

from django.utils.translation import gettext as _

from dashboards.analysis.findings import bands_heading, priorities_heading, start_with
from dashboards.analysis.priorities import Priority
from dashboards.analysis.words import number_nl
from reports.bars import Bar, Bars
from reports.document import Block, Cell, Column, Section, Table, Text, cell
from reports.forms import FIRST
from reports.sections.material import Material

MOST_BARS = 12


def where_first(material: Material) -> Section:
    """The districts in the order of work; for whoever sees no order, in bands."""
    caveat = _("Volgorde om uit te zoeken waar faciliteren helpt; geen ranglijst van wijken.")
    blocks: list[Block] = [Text(_heading(material)), Text(caveat, small=True)]
    if material.scores and material.found.ranked:
        blocks.append(_bars(material))
    blocks.append(_scored(material) if material.scores else _banded(material))
    return Section(FIRST, _("Waar eerst"), tuple(blocks))


def _heading(material: Material) -> str:
    found = material.found
    return priorities_heading(found) if material.scores else bands_heading(found)


def _bars(material: Material) -> Bars:
    """The districts with the highest priority; all of them are in the table."""
    ranked = material.found.ranked[:MOST_BARS]
    norms = material.situation.norms
    return Bars(
        _("De drie delen van de prioriteit, de hoogste eerst."),
        tuple(
            Bar(
                priority.district.name,
                (
                    float(priority.need_points or 0),
                    float(priority.shortage_points or 0),
                    float(priority.fragility_points),
                ),
                str(priority.score),
            )
            for priority in ranked
        ),
        float(norms.need_weight + norms.shortage_weight + norms.fragility_weight),
        (_("Nood"), _("Tekort"), _("Broosheid")),
    )


def _scored(material: Material) -> Table:
    return Table(
        _("Prioriteit per wijk met haar drie delen"),
        (
            Column(_("Wijk"), width=24),
            Column(_("Inwoners"), number=True, width=11),
            Column(_("Prioriteit"), number=True, width=12),
            Column(_("Nood"), number=True, width=9),
            Column(_("Tekort"), number=True, width=9),
            Column(_("Broosheid"), number=True, width=12),
            Column(_("Begin bij"), width=23),
        ),
        tuple(_scored_row(material, priority) for priority in material.found.ordered),
    )


def _scored_row(material: Material, priority: Priority) -> tuple[Cell, ...]:
    parts = (priority.need_points, priority.shortage_points, priority.fragility_points)
    begin = start_with(material.covered.row(priority.district.code))
    return (
        cell(priority.district.name),
        cell(_inhabitants(priority)),
        cell(priority.label if priority.score is None else str(priority.score)),
        *(cell("–" if points is None else number_nl(points, 1)) for points in parts),
        cell(f"{begin.lesson.title} ({begin.label.lower()})" if begin else _("alles gedekt")),
    )


def _banded(material: Material) -> Table:
    return Table(
        _("Groep per wijk, op naam"),
        (
            Column(_("Wijk"), width=45),
            Column(_("Groep"), width=35),
            Column(_("Inwoners"), number=True, width=20),
        ),
        tuple(
            (cell(priority.district.name), cell(priority.label), cell(_inhabitants(priority)))
            for priority in material.found.by_name
        ),
    )


def _inhabitants(priority: Priority) -> str:
    inhabitants = priority.district.inhabitants
    return _("onbekend") if inhabitants is None else number_nl(int(inhabitants))
