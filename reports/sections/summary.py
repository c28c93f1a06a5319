"""The first page: the findings of the pages in sentences, and the numbers of the municipality."""

from django.utils.translation import gettext as _

from dashboards.analysis.endings import cliff_heading, endings_sentence, most_endings
from dashboards.analysis.findings import (
    bands_heading,
    coverage_heading,
    district_sentence,
    not_ranked_sentence,
    priorities_heading,
)
from dashboards.analysis.words import euros_nl, number_nl
from reports.document import Column, Points, Section, Table, Text, cell
from reports.sections.material import Material


def summary(material: Material) -> Section:
    """One page that can be read out."""
    return Section(
        "in-het-kort",
        _("In het kort"),
        (
            Points(tuple(sentence for sentence in _sentences(material) if sentence)),
            Table(
                _("De aantallen op de peildatum"),
                (Column(_("Wat is geteld"), width=7), Column(_("Aantal"), number=True, width=3)),
                tuple((cell(label), cell(number)) for label, number in _numbers(material)),
            ),
            Text(
                _(
                    "Een lege cel is een vraag, geen oordeel over de wijk. Meer labels is niet beter."
                ),
                small=True,
            ),
        ),
    )


def _sentences(material: Material) -> list[str]:
    found, covered, cliff = material.found, material.covered, material.cliff
    where = priorities_heading(found) if material.scores else bands_heading(found)
    first = district_sentence(found.ranked[0], covered) if material.scores and found.ranked else ""
    most = most_endings(cliff, found)
    return [
        where,
        first,
        coverage_heading(covered),
        endings_sentence(most, cliff) if most else "",
        cliff_heading(cliff),
        not_ranked_sentence(found),
    ]


def _numbers(material: Material) -> list[tuple[str, str]]:
    totals = material.totals
    return [
        (_("Actieve initiatieven, geregistreerd"), number_nl(totals.active)),
        (_("Daarvan kortgeleden gezien of bevestigd"), number_nl(totals.fresh)),
        (_("Cellen (wijk × les)"), number_nl(totals.cells)),
        (_("Daarvan gedekt"), number_nl(totals.covered_cells)),
        (_("Daarvan leeg"), number_nl(totals.empty_cells)),
        (_("Daarvan niet te zeggen"), number_nl(totals.unknown_cells)),
        (
            _("Geld dat binnen 6 maanden eindigt, zonder vervolgaanvraag"),
            euros_nl(totals.ending_cents),
        ),
        (_("Wijken"), number_nl(totals.districts)),
        (_("Daarvan zonder oordeel"), number_nl(len(totals.not_ranked))),
    ]
