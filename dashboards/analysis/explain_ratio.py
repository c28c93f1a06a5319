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
    part = f"{number_nl(ratio.numerator)} van de {number_nl(ratio.denominator)}"
    match kind:
        case "mix":
            missing = [group_names.get(code, code) for code in ratio.groups_missing]
            rest = f" Nog niet voor {listing(missing)}." if missing else ""
            groups = "groep" if ratio.denominator == 1 else "groepen"
            return f"Voor {part} {groups} is er een vers initiatief.{rest}"
        case "relation":
            days = situation.norms.contact_days
            return (
                f"Bij {part} {_initiatives(ratio)} zijn gemeente, welzijnswerk en corporatie echt betrokken, "
                f"elk met een contact in de laatste {days} dagen."
            )
        case "stance":
            return (
                f"Bij {part} {_initiatives(ratio)} die bewoners begonnen, beslissen bewoners ook."
            )
        case _:
            return _secured(situation, ratio, part)


def _initiatives(ratio: Ratio) -> str:
    return "initiatief" if ratio.denominator == 1 else "initiatieven"


def _secured(situation: Situation, ratio: Ratio, part: str) -> str:
    text = (
        f"Bij {part} {_initiatives(ratio)} die geld nodig hebben, is het geld zeker "
        f"tot en met {day_nl(situation.stable_from)} of langer."
    )
    if not ratio.met:
        return text
    structural, temporary = len(ratio.structural), len(ratio.temporary)
    return f"{text} Daarvan {number_nl(structural)} met structureel en {number_nl(temporary)} met tijdelijk geld."


def _for_everyone(ratio: Ratio) -> str:
    if not ratio.for_everyone:
        return ""
    count = len(ratio.for_everyone)
    verb = "is" if count == 1 else "zijn"
    return f" Daarnaast {verb} er {counted(count, 'vers initiatief', 'verse initiatieven')} voor iedereen."
