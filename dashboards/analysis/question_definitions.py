"""What the numbers of the twelve questions mean, where no measure of the coverage says it already."""

from typing import Final

from dashboards.analysis.defining import Definition

QUESTION_VIEWS: Final = (
    Definition(
        "nothing",
        "Nog niets",
        "Het aantal wijken waarvan de cel van deze les leeg is. Bij aanbod is dan niets geregistreerd dat meetelt; bij "
        "de andere lessen voldoet minder dan een derde. Wat er is: initiatieven die meetellen, elk één keer.",
    ),
    Definition(
        "openings",
        "Leeg of niet te zeggen",
        "Leeg: er is genoeg bekend van de wijk, en voor deze les is er niets of bijna niets. Niet te zeggen: er is te "
        "weinig bekend om dat te weten. Na te vragen zijn actieve initiatieven in de wijk die niet vers zijn.",
    ),
    Definition(
        "heard",
        "Met of zonder plek",
        "Een groep heeft een plek in een wijk als een vers actief initiatief van die wijk haar noemt. Alleen groepen "
        "die de gemeente daar een plek wil geven. Is te weinig bekend van een wijk, dan is het niet te zeggen.",
    ),
    Definition(
        "visits",
        "Laatst geweest",
        "De laatste waarneming van de actieve initiatieven in een wijk (norm: 12 maanden), en het laatste contact per "
        "soort partner (norm: 90 dagen). Te lang: actieve initiatieven met een echte band zonder contact in die tijd. "
        "Een eigen kring van deelnemers mag afstand houden en telt niet mee. Gemeentebreed staat in geen wijk.",
        norms=("fresh_months", "contact_days"),
    ),
    Definition(
        "readiness",
        "Klaar voor de raad",
        "Nee als er niets geregistreerd is, als minder dan de helft van de actieve initiatieven vers is, of als van "
        "meer dan de helft van de wijken te weinig bekend is. Anders ja, met een kanttekening voor elk punt dat telt.",
        norms=("min_fresh_share", "min_active"),
    ),
)
