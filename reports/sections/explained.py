"""What the numbers mean, and where they come from."""

from django.utils import timezone
from django.utils.translation import gettext as _

from dashboards.analysis.definitions import definitions
from dashboards.analysis.words import day_nl
from dashboards.rows import INHABITANTS
from reports.document import Block, Column, Section, Table, Term, Terms, Text, cell
from reports.forms import COVERAGE, ENDING, FIRST, MONEY, TERMS
from reports.sections.material import Material

_BASE = ("active", "fresh", "cells", "empty_cells", "unknown_district")
_PER_CHAPTER = {
    COVERAGE: ("supply", "mix", "relation", "stance", "condition", "signal", "wide"),
    FIRST: ("priority", "need", "shortage", "fragility", "not_ranked"),
    ENDING: ("secured", "ending", "cliff", "yearly", "lost"),
    MONEY: ("counted", "per_year", "per_source", "per_district"),
}
_UNSCORED = frozenset({"priority", "need", "shortage", "fragility"})


def terms_of(material: Material) -> tuple[Term, ...]:
    """The definitions of the numbers in the chosen chapters, as far as this member meets them."""
    codes = list(_BASE)
    for chapter, belonging in _PER_CHAPTER.items():
        codes += belonging if material.choice.has(chapter) else ()
    hidden = set() if material.signals else {"signal"}
    hidden |= set() if material.scores else _UNSCORED
    return tuple(
        Term(item.name, item.text)
        for item in definitions(code for code in codes if code not in hidden)
    )


def explained(material: Material) -> Section:
    """Definitions and sources."""
    sources = sources_of(material)
    blocks: list[Block] = [
        Terms(terms_of(material)),
        Table(
            _("Bronnen"),
            (Column(_("Bron"), width=6), Column(_("Stand"), width=4)),
            tuple((cell(term.name), cell(term.text)) for term in sources),
        ),
        Text(
            _(
                "De drempels zijn die van de gemeente (“Normen”). Eigen bewerking van lessen uit Wij in de Wijk."
            ),
            small=True,
        ),
    ]
    return Section(TERMS, _("Definities en bronnen"), tuple(blocks))


def sources_of(material: Material) -> tuple[Term, ...]:
    """Where the figures come from and how old they are."""
    records = material.situation.records
    labels = {INHABITANTS: _("Inwoners")} | {
        scale.indicator: scale.label or scale.indicator for scale in records.norms.needs
    }
    years: dict[str, int] = {}
    for row in records.figures:
        if row.year <= material.situation.at.year:
            years[row.indicator] = max(row.year, years.get(row.indicator, 0))
    updated = material.seen.updated
    registered = (
        _("laatst bijgewerkt {day}").format(day=day_nl(timezone.localtime(updated).date()))
        if updated
        else _("nog niets geregistreerd")
    )
    return (
        Term(
            _("Registratie van initiatieven, waarnemingen en subsidies in Wijkinitiatieven"),
            registered,
        ),
        *(
            Term(
                _("Kerncijfer per wijk: {name}").format(name=label),
                str(years[indicator]) if indicator in years else _("ontbreekt"),
            )
            for indicator, label in labels.items()
        ),
    )
