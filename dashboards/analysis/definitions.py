"""What each number means, in plain Dutch (B1): the text beside it on a page, and on the sheet of an export.

One entry a measure of the design, section 4, in the order in which a reader meets them. A threshold stands with its
default, since a municipality may set its own ("Normen").
"""

from collections.abc import Iterable
from typing import Final

from dashboards.analysis.cell_definitions import CELLS
from dashboards.analysis.defining import Definition
from dashboards.analysis.money_definitions import MONEY_VIEWS
from dashboards.analysis.question_definitions import QUESTION_VIEWS

_INITIATIVES: Final = (
    Definition(
        "initiatives",
        "Initiatieven in de lijst",
        "Alle geregistreerde initiatieven die bij je filters passen: ook ideeën en wat gestopt is of stilligt. Elk "
        "initiatief telt één keer, ook als het in meer wijken is.",
    ),
    Definition(
        "active",
        "Actief",
        "Het is begonnen, het is niet gestopt en het ligt niet stil op de peildatum. Zonder begindatum is het nog een "
        "idee. Een initiatief in meer wijken telt in het totaal één keer.",
    ),
    Definition(
        "fresh",
        "Vers",
        "Een actief initiatief dat kortgeleden is gezien of met “klopt nog” is bevestigd, voor ten minste één van "
        "zijn lessen. Kortgeleden is: in de 12 maanden voor de peildatum, tenzij de gemeente een andere termijn koos. "
        "Zonder les is een initiatief wel actief, maar nooit vers.",
        norms=("fresh_months",),
    ),
    Definition(
        "stale",
        "Verouderd",
        "Een actief initiatief waarvan geen enkele les in de laatste 12 maanden is gezien of bevestigd, of dat nog "
        "geen les heeft. Misschien loopt het nog goed: vraag het na.",
        norms=("fresh_months",),
    ),
    Definition(
        "wide",
        "Gemeentebreed",
        "Initiatieven voor de hele gemeente. Zij veranderen de toestand van geen enkele wijk, zodat zij geen gat "
        "verbergen. Het getal zegt hoeveel er voor die les vers zijn.",
    ),
    Definition(
        "unlinked",
        "Nog niet gekoppeld",
        "Initiatieven zonder wijk of zonder les, ook ideeën en wat gestopt is. Zij staan geregistreerd, maar tellen "
        "in geen cel mee.",
    ),
)
_PRIORITY: Final = (
    Definition(
        "priority",
        "Prioriteit",
        "Van 0 tot 100: nood (hooguit 40) + tekort (hooguit 40) + broosheid (hooguit 20), afgerond op een heel getal. "
        "Het is een volgorde om uit te zoeken waar faciliteren helpt; geen ranglijst van wijken.",
        norms=("need_weight", "shortage_weight", "fragility_weight"),
    ),
    Definition(
        "need",
        "Nood",
        "Het gemiddelde van de nood-indicatoren van de gemeente, elk op een vaste schaal van 0 tot 1, keer 40. Een "
        "indicator zonder cijfer telt niet mee en wordt genoemd.",
        norms=("need_weight",),
    ),
    Definition(
        "shortage",
        "Tekort",
        "Hoeveel er ontbreekt bij de vier lessen die om aanbod vragen, gemiddeld, keer 40. Bij bonding-1 en "
        "bridging-3 gaat het om het aantal verse initiatieven tegenover één per 3.000 inwoners; bij bridging-1 en "
        "bridging-2 om wel of geen vers initiatief.",
        norms=("shortage_weight", "inhabitants_per_initiative"),
    ),
    Definition(
        "fragility",
        "Broosheid",
        "Het deel van de actieve initiatieven die geld nodig hebben, dat over 6 maanden niet meer zeker is van geld, "
        "keer 20. Een aanvraag is nog geen geld.",
        norms=("fragility_weight", "secured_months"),
    ),
    Definition(
        "not_ranked",
        "Wijken zonder oordeel",
        "Onder de 1.000 inwoners is een wijk te klein voor een oordeel. Is er te weinig bekend van de wijk, of "
        "ontbreken inwoners of alle nood-indicatoren, dan is het eerst nagaan.",
        norms=("min_inhabitants", "min_active", "min_fresh_share"),
    ),
)
_MONEY: Final = (
    Definition(
        "secured",
        "Geld zeker tot",
        "De laatste dag tot wanneer toegekend geld doorloopt, met nergens een gat van meer dan 31 dagen. Structureel "
        "geld telt nog 12 maanden na zijn periode. Dit wordt alleen gevraagd van initiatieven die geld nodig hebben.",
        norms=("gap_days", "structural_months"),
    ),
    Definition(
        "ending",
        "Geld dat eindigt",
        "De bedragen van de bijdragen die binnen 6 maanden aflopen, van actieve initiatieven die geld nodig hebben en "
        "geen vervolgaanvraag hebben. Een vervolgaanvraag is ontvangen, nog niet besloten, en sluit aan op het geld "
        "dat afloopt.",
        norms=("secured_months", "follow_up_days"),
    ),
    Definition(
        "cliff",
        "De klif",
        "Per maand, voor de komende 18 maanden: de initiatieven die geld nodig hebben, waarvan het geld dan ophoudt "
        "en die geen vervolgaanvraag hebben.",
        norms=("follow_up_days",),
    ),
    Definition(
        "yearly",
        "Per jaar nodig",
        "Wat het kost om de initiatieven van die maand te behouden: de verleende bedragen die dan aflopen, gedeeld "
        "door hun dagen en keer 365.",
    ),
    Definition(
        "lost",
        "Cellen die wegvallen",
        "Cellen van aanbod waarin alle verse initiatieven dan zonder geld zitten.",
    ),
    Definition(
        "counted",
        "Het bedrag dat telt",
        "Wat is vastgesteld, en anders wat is verleend. Wat alleen is aangevraagd telt niet. Een bijdrage in natura "
        "staat apart van de euro’s.",
    ),
    Definition(
        "status",
        "Waar de aanvragen staan",
        "De status volgt uit de besluiten en betalingen met hun datum; niemand typt hem in. Een bedrag waarover nog "
        "niet is besloten, is leeg en niet nul.",
    ),
    Definition(
        "per_year",
        "Geld per jaar",
        "Het bedrag dat telt, verdeeld naar de dagen van zijn periode in elk jaar. Zonder einde valt het in het jaar "
        "van het begin, zonder periode in het jaar van het besluit.",
    ),
    Definition(
        "per_source",
        "Geld naar regelmaat en geldgever",
        "Het bedrag dat telt, opgeteld per soort regelmaat of per geldgever. Elke bijdrage telt één keer.",
    ),
    Definition(
        "per_district",
        "Geld per wijk",
        "Het bedrag dat telt, gelijk verdeeld over de wijken van een initiatief, tot op de cent. Gemeentebreed geld "
        "staat op een eigen regel.",
    ),
    Definition(
        "per_lesson",
        "Geld per les",
        "Het bedrag dat telt van alle initiatieven met die les. De bedragen overlappen: een initiatief met twee "
        "lessen staat in beide. Tel ze niet op.",
    ),
    Definition(
        "spread",
        "Spreiding over organisaties",
        "Welk deel van het geld van dit kalenderjaar in een wijk naar een organisatie gaat.",
    ),
)
_GRANTS: Final = (
    Definition(
        "requested",
        "Aangevraagd",
        "Het bedrag dat is gevraagd. Het staat apart en wordt nooit bij verleend geld opgeteld.",
    ),
    Definition(
        "granted",
        "Verleend",
        "Het bedrag van het besluit, na wijzigingen. Zolang er geen besluit is, is het leeg en niet nul.",
    ),
    Definition(
        "settled",
        "Vastgesteld",
        "Het bedrag dat na de verantwoording definitief is. Het kan lager zijn dan wat is verleend.",
    ),
    Definition(
        "paid",
        "Betaald",
        "Alle betalingen samen, min wat is terugbetaald.",
    ),
    Definition(
        "ceiling",
        "Plafond",
        "Wat er in deze regeling in een jaar hooguit verleend kan worden.",
    ),
    Definition(
        "committed",
        "Toegekend uit een regeling",
        "Wat onder de regeling is toegekend en niet is ingetrokken: het vastgestelde bedrag, en anders het verleende.",
    ),
    Definition(
        "left",
        "Nog over",
        "Het plafond min wat is toegekend. Onder nul is er meer toegekend dan het plafond; dat vroeg een reden.",
    ),
    Definition(
        "clocks",
        "Termijnen",
        "Beslissen: de termijn van de regeling, en anders 8 weken na ontvangst; een gevraagde aanvulling zet hem "
        "stil. Betalen: 6 weken. Een datum die iemand verzette, telt in plaats van de berekende.",
    ),
)
_CHECKS: Final = (
    Definition(
        "missing",
        "Wat ontbreekt",
        "Initiatieven die niet gestopt zijn en waarvan iets niet bekend is. Een initiatief kan bij meer dan één vraag "
        "staan.",
    ),
    Definition(
        "alike",
        "Lijkt op elkaar",
        "Twee initiatieven met bijna dezelfde naam in dezelfde wijk, of zonder bekende wijk. Of het er echt een is, "
        "weet alleen iemand die ze kent.",
    ),
)

DEFINITIONS: Final = {
    definition.code: definition
    for definition in (
        *_INITIATIVES,
        *CELLS,
        *_PRIORITY,
        *_MONEY,
        *_GRANTS,
        *MONEY_VIEWS,
        *QUESTION_VIEWS,
        *_CHECKS,
    )
}
"""Every definition by its code, in the order of the sheet."""

KINDS: Final = ("supply", "mix", "relation", "stance", "condition", "signal")
"""The definitions of the cells, named as the kinds of lesson."""


def definitions(codes: Iterable[str] | None = None) -> tuple[Definition, ...]:
    """Return the definitions of these codes, or all; raises KeyError for a code that is none."""
    return tuple(DEFINITIONS[code] for code in (DEFINITIONS if codes is None else codes))
