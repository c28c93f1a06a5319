"""Money: what ends and what falls with it, and the euros per year, funder and district."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.analysis.cliff import CliffMonth
from dashboards.analysis.endings import cliff_heading, funding_heading
from dashboards.analysis.words import euros_nl, month_nl, sentence
from reports.bars import Bar, Bars
from reports.document import Block, Cell, Column, Section, Table, Text, cell
from reports.forms import ENDING, MONEY
from reports.measures import Euros
from reports.sections.material import Material


def ending(material: Material) -> Section:
    """The months in which money ends without a follow-up, and the cells that lose all their money then."""
    months = [month for month in material.cliff.months if month.endings or month.lost]
    blocks: list[Block] = [Text(cliff_heading(material.cliff))]
    if months:
        blocks += [
            _bars(
                _("Euro per maand waarin geld zonder vervolgaanvraag eindigt."),
                [
                    Euros(month_nl(month.month, short=True), month.ending_cents)
                    for month in months
                    if month.endings
                ],
            ),
            Table(
                _("Per maand: wat eindigt en wat er dan wegvalt"),
                (
                    Column(_("Maand"), width=15),
                    Column(_("Initiatieven"), width=29),
                    Column(_("Eindigt"), number=True, width=12),
                    Column(_("Per jaar nodig"), number=True, width=13),
                    Column(_("Cellen die wegvallen"), width=31),
                ),
                tuple(_month(material, month) for month in months),
            ),
        ]
    return Section(ENDING, _("Wat eindigt"), tuple(blocks), flows=not months)


def _month(material: Material, month: CliffMonth) -> tuple[Cell, ...]:
    names = [item.initiative.name for item in month.endings if item.initiative.id in material.named]
    if hidden := len(month.endings) - len(names):
        text = ngettext(
            "{n} niet gepubliceerd initiatief", "{n} niet gepubliceerde initiatieven", hidden
        )
        names.append(text.format(n=hidden))
    lost = [f"{item.district.name} × {item.lesson.title}" for item in month.lost]
    return (
        cell(sentence(month_nl(month.month))),
        cell(*(names or [_("geen")])),
        cell(euros_nl(month.ending_cents)),
        cell(euros_nl(month.yearly_cents)),
        cell(*(lost or [_("geen")])),
    )


def money(material: Material) -> Section:
    """The euros that count: settled, else granted."""
    found = material.money
    blocks: list[Block] = [
        Text(funding_heading(material.cliff)),
        Text(
            _(
                "Het bedrag dat telt is wat is vastgesteld, en anders wat is verleend. Wat alleen is aangevraagd "
                "telt niet. Van een initiatief in meer wijken krijgt elke wijk een gelijk deel."
            ),
            small=True,
        ),
    ]
    if found.by_year:
        blocks += [
            _bars(_("Euro per kalenderjaar."), found.by_year),
            _euros(_("Geld per kalenderjaar"), _("Jaar"), found.by_year),
        ]
    if found.by_funder:
        title = _("Geld per geldgever in {year}").format(year=found.year)
        blocks.append(_euros(title, _("Geldgever"), found.by_funder))
    if found.by_district:
        title = _("Geld per wijk in {year}").format(year=found.year)
        blocks.append(_euros(title, _("Wijk"), found.by_district))
    if len(blocks) == 2:
        blocks.append(Text(_("Er is nog geen geld toegekend.")))
    return Section(MONEY, _("Geld"), tuple(blocks))


def _bars(finding: str, lines: Sequence[Euros]) -> Bars:
    return Bars(
        finding,
        tuple(Bar(line.label, (line.cents / 100,), euros_nl(line.cents)) for line in lines),
        max(max(line.cents for line in lines) / 100, 1) if lines else 1,
    )


def _euros(caption: str, head: str, lines: Sequence[Euros]) -> Table:
    total = (cell(_("Totaal")), cell(euros_nl(sum(line.cents for line in lines))))
    return Table(
        caption,
        (Column(head, width=7), Column(_("Bedrag"), number=True, width=3)),
        (*((cell(line.label), cell(euros_nl(line.cents))) for line in lines), total),
    )
