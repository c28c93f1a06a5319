"""A note put together: its cover, and the chapters that were asked for and may be read."""

from typing import Final

from django.utils.translation import gettext as _

from accounts.policy import can
from dashboards.analysis.words import day_nl, listing
from dashboards.views.looking import Look
from facilitation.models import Action
from reports.document import Note, Term
from reports.forms import ACTIONS, CHAPTERS, CHECK, COVERAGE, ENDING, FIRST, MONEY, TERMS
from reports.sections.coverage import coverage
from reports.sections.explained import explained
from reports.sections.material import Material
from reports.sections.money import ending, money
from reports.sections.summary import summary
from reports.sections.where import where_first
from reports.sections.work import actions, check

_WRITERS: Final = {
    FIRST: where_first,
    COVERAGE: coverage,
    ENDING: ending,
    MONEY: money,
    CHECK: check,
    ACTIONS: actions,
    TERMS: explained,
}


def chapters_for(seen: Look) -> tuple[str, ...]:
    """The chapters this member may read: a reader sees no actions."""
    readable = can(seen.membership, "view", Action)
    return tuple(code for code, _label in CHAPTERS if code != ACTIONS or readable)


def note_of(material: Material) -> Note:
    """The note: a summary, and the chosen chapters in their order."""
    seen, choice = material.seen, material.choice
    shared = {ACTIONS} if choice.to_share else set()
    chosen = [code for code in chapters_for(seen) if choice.has(code) and code not in shared]
    facts = [
        Term(_("Gemeente"), seen.municipality.name),
        Term(_("Peildatum"), day_nl(seen.day)),
        Term(_("Gebied"), _area(material)),
        Term(_("Gemaakt op"), day_nl(choice.made_on)),
    ]
    edition = (
        _("om te delen, zonder scores") if choice.to_share else _("intern, met scores en namen")
    )
    facts.append(Term(_("Uitgave"), edition))
    return Note(
        _("Notitie voor de raad: initiatieven in de wijk"),
        seen.municipality.name,
        seen.day,
        choice.made_on,
        tuple(facts),
        (
            _("Telling van wat is geregistreerd, niet van alles wat gebeurt."),
            _("Een lege cel is een vraag, geen oordeel over de wijk."),
        ),
        (summary(material), *(_WRITERS[code](material) for code in chosen)),
    )


def _area(material: Material) -> str:
    if not material.choice.districts:
        return _("alle wijken")
    return listing([place.district.name for place in material.situation.places])
