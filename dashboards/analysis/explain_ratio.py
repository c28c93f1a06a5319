"""The sentences that explain a ratio cell, in plain Dutch."""

from collections.abc import Mapping

from dashboards.analysis.explain_supply import why_unknown
from dashboards.analysis.ratios import Ratio
from dashboards.analysis.situation import Place, Situation
from dashboards.analysis.states import CellState
from dashboards.analysis.words import counted, day_nl, listing, number_nl

NOTHING_ASKED = {
    "mix": "Voor deze wijk is niet vastgelegd voor welke groepen er een plek moet zijn.",
    "relation": "Er is geen actief initiatief waarvoor banden met instanties worden gevraagd.",
    "stance": "Er is geen actief initiatief waarvan bekend is dat bewoners het begonnen én wie er beslist.",
    "condition": "Er is geen actief initiatief waarvan bekend is dat het geld nodig heeft.",
}


def explain_ratio(
    situation: Situation,
    place: Place,
    kind: str,
    ratio: Ratio,
    state: CellState,
    group_names: Mapping[str, str],
) -> str:
    """Return what a ratio counts, with its numbers, and why nothing can be said where that is so."""
    if ratio.denominator == 0:
        text = f"{NOTHING_ASKED[kind]} Daarom is hier niets over te zeggen."
    else:
        text = _counts(situation, kind, ratio, group_names)
        if state is CellState.UNKNOWN:
            text = f"{text} {why_unknown(place, situation)}"
    return text + _for_everyone(ratio) if kind == "mix" else text


def _counts(situation: Situation, kind: str, ratio: Ratio, group_names: Mapping[str, str]) -> str:
    match kind:
        case "mix":
            return _groups(ratio, group_names)
        case "relation":
            days = situation.norms.contact_days
            return (
                f"Bij {_part(ratio, '')} zijn gemeente, welzijnswerk en corporatie echt betrokken, "
                f"elk met een contact in de laatste {days} dagen."
            )
        case "stance":
            return f"Bij {_part(ratio, 'door bewoners begonnen ')} beslissen bewoners ook."
        case _:
            return _secured(situation, ratio)


def _part(ratio: Ratio, which: str) -> str:
    """Say "2 van de 3 initiatieven", "geen van de 3 …", "alle 3 …", "het enige …" or "0 van 1 …"."""
    met, asked = ratio.numerator, ratio.denominator
    if asked == 1:
        return f"{'het enige' if met else '0 van 1'} {which}initiatief"
    if met == asked:
        return f"alle {number_nl(asked)} {which}initiatieven"
    return f"{number_nl(met) if met else 'geen'} van de {number_nl(asked)} {which}initiatieven"


def _groups(ratio: Ratio, group_names: Mapping[str, str]) -> str:
    served, asked = ratio.numerator, ratio.denominator
    missing = [group_names.get(code, code) for code in ratio.groups_missing]
    if not missing:
        all_groups = "de groep" if asked == 1 else f"alle {number_nl(asked)} groepen"
        return f"Voor {all_groups} waar een plek voor moet zijn, is er een vers initiatief."
    if asked == 1:
        return f"Er is nog geen vers initiatief voor {listing(missing)}."
    part = f"{number_nl(served) if served else 'geen'} van de {number_nl(asked)}"
    return f"Voor {part} groepen is er een vers initiatief. Nog niet voor {listing(missing)}."


def _secured(situation: Situation, ratio: Ratio) -> str:
    text = (
        f"Bij {_part(ratio, '')} {'dat geld nodig heeft' if ratio.denominator == 1 else 'die geld nodig hebben'}, "
        f"is het geld zeker tot en met {day_nl(situation.stable_from)} of langer."
    )
    structural, temporary = len(ratio.structural), len(ratio.temporary)
    if not ratio.met:
        return text
    if not temporary or not structural:
        return f"{text} Dat is {'structureel' if structural else 'tijdelijk'} geld."
    return f"{text} Daarvan {number_nl(structural)} met structureel en {number_nl(temporary)} met tijdelijk geld."


def _for_everyone(ratio: Ratio) -> str:
    if not ratio.for_everyone:
        return ""
    count = len(ratio.for_everyone)
    verb = "is" if count == 1 else "zijn"
    return f" Daarnaast {verb} er {counted(count, 'vers initiatief', 'verse initiatieven')} voor iedereen."
