"""What the states and numbers of a cell mean."""

from typing import Final

from dashboards.analysis.defining import Definition

CELLS: Final = (
    Definition(
        "cells",
        "De toestand van een cel",
        "Een cel is een wijk met een les. Bij aanbod geldt de eerste die past: niet te zeggen (er is te weinig bekend "
        "van de wijk), leeg (nog niets geregistreerd), verouderd (niets kortgeleden gezien), eindigt (van alles wat "
        "vers is eindigt het geld binnen 6 maanden en er is geen vervolgaanvraag), dun (te weinig voor het aantal "
        "inwoners), en anders gedekt.",
        norms=(
            "fresh_months",
            "secured_months",
            "inhabitants_per_initiative",
            "covered_share",
            "thin_share",
        ),
    ),
    Definition(
        "empty_cells",
        "Lege cellen",
        "Cellen waarin voor die les nog niets is geregistreerd, of waarin minder dan een derde voldoet. Signalen "
        "tellen niet mee. Een lege cel is een vraag, geen oordeel over de wijk.",
        norms=("thin_share",),
    ),
    Definition(
        "unknown_district",
        "Niet te zeggen",
        "Van een wijk is te weinig bekend als er minder dan 2 actieve initiatieven zijn, of als minder dan de helft "
        "daarvan vers is.",
        norms=("min_active", "min_fresh_share"),
    ),
    Definition(
        "supply",
        "Aanbod",
        "Geteld worden de verse initiatieven met deze les. Bij “Eigen plek, eigen keuze” (bonding-1) telt alleen een "
        "kring die de deelnemers zelf besloten houden. Bij bridging-3 telt alleen een plek binnen of buiten waar "
        "groepen elkaar treffen én waar tegelijk verschillende dingen gebeuren. Deze twee vragen één initiatief per "
        "3.000 inwoners; bij bridging-1 en bridging-2 is er een genoeg.",
        norms=("inhabitants_per_initiative", "fresh_months"),
    ),
    Definition(
        "mix",
        "Mix van groepen",
        "Het deel van de groepen die een plek verdienen in deze wijk, dat door een vers initiatief wordt genoemd. "
        "“Iedereen” telt niet als groep. Vanaf twee derde gedekt, vanaf een derde dun, minder is leeg.",
        norms=("covered_share", "thin_share"),
    ),
    Definition(
        "relation",
        "Korte lijnen",
        "Het deel van de actieve initiatieven waarbij gemeente, welzijnswerk en corporatie alle drie echt betrokken "
        "zijn, en er met elk in de laatste 90 dagen contact was. Een kring die de deelnemers besloten houden telt "
        "niet mee: die mag afstand houden. Vanaf twee derde gedekt, vanaf een derde dun.",
        norms=("contact_days", "covered_share", "thin_share"),
    ),
    Definition(
        "stance",
        "Bewoners beslissen",
        "Het deel van de actieve initiatieven die door bewoners zijn begonnen, waarin bewoners ook beslissen. Wie "
        "beslist moet bekend zijn; een kring die de deelnemers besloten houden telt niet mee. Vanaf twee derde "
        "gedekt, vanaf een derde dun.",
        norms=("covered_share", "thin_share"),
    ),
    Definition(
        "condition",
        "Geld voor langer",
        "Het deel van de actieve initiatieven die geld nodig hebben, waarvan het geld nog ten minste 12 maanden zeker "
        "is. Vanaf twee derde gedekt, vanaf een derde dun.",
        norms=("stable_months", "covered_share", "thin_share"),
    ),
    Definition(
        "signal",
        "Signaal",
        "Of er een open signaal is over groepen die niet gehoord worden. Het is een waarschuwing en telt nergens in "
        "mee. Nagegaan en niemand gemist geldt 12 maanden.",
        norms=("review_months",),
    ),
)
