"""The same choice as a workbook: a guide with the definitions, and the tables of the exports as worksheets."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from dashboards.exports.choosing import initiatives_export
from dashboards.exports.measures import (
    Export,
    cliff_export,
    coverage_export,
    euros,
    priorities_export,
)
from initiatives.models import Initiative
from reports.document import Note
from reports.forms import COVERAGE, ENDING, FIRST, MONEY
from reports.sections.explained import sources_of, terms_of
from reports.sections.material import Material
from sheets.writing import Column, Kind, Row, Tab


def tabs(material: Material, note: Note) -> list[Tab]:
    """The worksheets, the guide first; a chapter that was not asked for has none."""
    chosen: list[tuple[str, Export]] = []
    situation = material.situation
    if material.choice.has(COVERAGE):
        chosen.append((_("Dekking"), coverage_export(situation, signals=material.signals)))
    if material.choice.has(FIRST):
        chosen.append((_("Prioriteiten"), priorities_export(situation, scores=material.scores)))
    if material.choice.has(ENDING):
        chosen.append((_("Klif"), cliff_export(situation)))
    if material.choice.has(MONEY):
        chosen.append((_("Geld"), _money(material)))
    chosen.append((_("Initiatieven"), _initiatives(material)))
    return [
        Tab(_("Leeswijzer"), _GUIDE, _guide(material, note)),
        *(Tab(title, table.columns, table.rows) for title, table in chosen),
    ]


_GUIDE = (Column("wat"), Column("uitleg"))


def _guide(material: Material, note: Note) -> Iterator[Row]:
    yield note.title, ""
    for fact in note.facts:
        yield fact.name, fact.text
    for caveat in note.caveats:
        yield _("Let op"), caveat
    for term in (*terms_of(material), *sources_of(material)):
        yield term.name, term.text


_MONEY_COLUMNS = (
    Column("indeling", Kind.TEXT, "Waarnaar het bedrag is ingedeeld: jaar, geldgever of wijk"),
    Column("naam", Kind.TEXT, "Het jaar, de geldgever of de wijk"),
    Column("jaar", Kind.INTEGER, "Het kalenderjaar waarin het bedrag valt"),
    Column(
        "bedrag", Kind.MONEY, "Vastgesteld, en anders verleend; naar dagen over de jaren verdeeld"
    ),
)


def _money(material: Material) -> Export:
    found = material.money
    rows: list[Row] = [
        (_("jaar"), line.label, int(line.label), euros(line.cents)) for line in found.by_year
    ]
    for heading, lines in ((_("geldgever"), found.by_funder), (_("wijk"), found.by_district)):
        rows += [(heading, line.label, found.year, euros(line.cents)) for line in lines]
    return Export(_("Geld"), _MONEY_COLUMNS, iter(rows))


def _initiatives(material: Material) -> Export:
    """The initiatives of the chosen wijken, as far as this edition may name them."""
    municipality, choice = material.seen.municipality, material.choice
    found = Initiative.objects.filter(municipality=municipality)
    if choice.districts:
        found = found.filter(districts__code__in=choice.districts)
    if choice.to_share:
        found = found.filter(is_public=True)
    membership = material.seen.membership
    return initiatives_export(municipality, membership, found, free_text=not choice.to_share)
