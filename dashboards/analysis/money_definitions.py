"""What the numbers of the views of money mean."""

from typing import Final

from dashboards.analysis.defining import Definition

MONEY_VIEWS: Final = (
    Definition(
        "flow",
        "De stroom",
        "Alle aanvragen in euro van het gekozen jaar en de gekozen regeling; een concept is nog geen aanvraag. Elk "
        "totaal is het vorige, min wat eraf ging en plus wat erbij kwam, tot op de cent.",
    ),
    Definition(
        "per_head",
        "Euro per inwoner",
        "Het bedrag dat telt in een kalenderjaar, gedeeld door het laatste bekende aantal inwoners tot en met de "
        "peildatum. Zonder dat aantal is er geen bedrag per inwoner. Het zegt niets over wie het geld nodig heeft.",
    ),
    Definition(
        "prolonged",
        "Verlengen",
        "We doen alsof er na het geld dat afloopt zonder onderbreking een verleende subsidie volgt, de hele klif "
        "lang. Een cel blijft als een van haar verse initiatieven wordt verlengd.",
    ),
    Definition(
        "fallen",
        "Wat valt om",
        "Initiatieven waarvan het geld dat nu zeker is vóór de gekozen dag ophoudt, zonder vervolgaanvraag. Een cel "
        "valt weg als dat voor elk vers initiatief erin geldt.",
    ),
    Definition(
        "footing",
        "Structureel of bij elkaar gesprokkeld",
        "Vooral structureel: ten minste de helft van het geld van dat jaar. Bij elkaar gesprokkeld: minder dan de "
        "helft, en uit twee of meer potjes. Een kort stuk is tijdelijk geld voor minder dan 365 dagen.",
    ),
    Definition(
        "refused",
        "Afgewezen",
        "Afgewezen, niet toegezegd of buiten behandeling gelaten. Wat de aanvrager zelf introk, telt niet. Daarna "
        "verdwenen: gestopt of stilgevallen op of na de dag van het besluit, om welke reden ook.",
    ),
    Definition(
        "in_time",
        "Op tijd besloten",
        "Besloten binnen de termijn van de regeling, en anders binnen 8 weken na ontvangst. Wachten op een "
        "aanvulling telt niet mee; een verschoven datum geldt in plaats van de berekende.",
    ),
)
