"""The sentences that explain a supply cell, in plain Dutch."""

from collections.abc import Sequence
from fractions import Fraction

from dashboards.analysis.dates import months_between
from dashboards.analysis.situation import InitiativeAt, Place, Situation
from dashboards.analysis.states import CellState
from dashboards.analysis.supply import Supply
from dashboards.analysis.tagging import NUMBER_LESSONS
from dashboards.analysis.words import counted, day_nl, listing, number_nl, sentence

NAMES_SHOWN = 3
"""More names than this make a sentence unreadable; the drill-down has them all."""


def explain_supply(situation: Situation, supply: Supply, state: CellState) -> str:
    """Return why a supply cell has its state, what does not count yet, and what there is municipality-wide."""
    match state:
        case CellState.UNKNOWN:
            reason = why_unknown(supply.place, situation)
        case CellState.EMPTY:
            reason = "Nog niets geregistreerd."
        case CellState.STALE:
            reason = f"{_there_is(supply.active, '')} {_why_stale(supply.active, situation)}"
        case CellState.ENDING:
            reason = f"{_there_is(supply.fresh, 'vers')} {_why_ending(supply.fresh, situation)}"
        case _:
            reason = f"{_there_is(supply.fresh, 'vers')} {_how_many_needed(supply, situation)}"
    return " ".join([reason, *_not_yet(supply), *_wide(supply)])


def why_unknown(place: Place, situation: Situation) -> str:
    """Return why nothing can be said about a district: too few active initiatives, or too few of them fresh."""
    active, fresh = len(place.active), len(place.fresh)
    ending = "Daarom is hier niets over te zeggen."
    if active == 0:
        return f"In deze wijk is geen actief initiatief geregistreerd. {ending}"
    if active < situation.norms.min_active:
        few = counted(active, "actief initiatief", "actieve initiatieven")
        return f"In deze wijk {_is(active)} maar {few} geregistreerd. {ending}"
    confirmed = (
        f"zijn er {number_nl(fresh)}"
        if fresh > 1
        else f"is er {number_nl(fresh) if fresh else 'geen'}"
    )
    return (
        f"Van de {number_nl(active)} actieve initiatieven in deze wijk {confirmed} in de laatste "
        f"{situation.norms.fresh_months} maanden bevestigd. Dat is te weinig. {ending}"
    )


def _is(count: int) -> str:
    return "is" if count == 1 else "zijn"


def _there_is(initiatives: Sequence[InitiativeAt], fresh: str) -> str:
    """Say how many there are, with up to three names: "Er is één vers initiatief: X."."""
    count = len(initiatives)
    adjective = {"": ("", ""), "vers": ("vers ", "verse ")}[fresh]
    what = counted(count, f"{adjective[0]}initiatief", f"{adjective[1]}initiatieven")
    names = [initiative.row.name for initiative in initiatives]
    if count == 1:
        return f"Er is {what}: {names[0]}."
    return f"Er zijn {what}: {listing(names)}." if count <= NAMES_SHOWN else f"Er zijn {what}."


def _why_stale(active: Sequence[InitiativeAt], situation: Situation) -> str:
    seen = max(
        (initiative.last_seen for initiative in active if initiative.last_seen), default=None
    )
    if seen is None:
        return (
            "Het is nog nooit bevestigd." if len(active) == 1 else "Geen daarvan is ooit bevestigd."
        )
    months = months_between(seen, situation.at)
    if len(active) == 1:
        return f"Het is {months} maanden niet bevestigd: voor het laatst op {day_nl(seen)}."
    return (
        f"Geen daarvan is de laatste {months} maanden bevestigd: voor het laatst op {day_nl(seen)}."
    )


def _why_ending(fresh: Sequence[InitiativeAt], situation: Situation) -> str:
    last = max(
        (initiative.secured_until for initiative in fresh if initiative.secured_until),
        default=situation.at,
    )
    secured = last >= situation.at
    if len(fresh) == 1:
        money = (
            f"Het geld is zeker tot en met {day_nl(last)}" if secured else "Er is geen geld zeker"
        )
        return f"{money} en er is geen vervolgaanvraag."
    until = f"is hooguit zeker tot en met {day_nl(last)}" if secured else "is nu al niet zeker"
    return f"Ze hebben allemaal geld nodig. Dat geld {until} en er is geen vervolgaanvraag."


def _how_many_needed(supply: Supply, situation: Situation) -> str:
    if supply.lesson.code not in NUMBER_LESSONS:
        return "Voor deze les is één vers initiatief genoeg."
    inhabitants = supply.place.district.inhabitants
    if supply.needed is None or inhabitants is None:
        return "Het aantal inwoners is niet bekend, dus of dat er genoeg zijn is niet getoetst."
    people = number_nl(Fraction(inhabitants))
    norm = number_nl(situation.norms.inhabitants_per_initiative)
    needed = needed_nl(supply.needed, len(supply.fresh))
    verb = "is" if supply.needed <= 1 else "zijn"
    return f"Voor {people} inwoners {verb} er {needed} nodig ({people} ÷ {norm})."


def needed_nl(needed: Fraction, fresh: int) -> str:
    """Return how many are needed with as many decimals as it takes to lie on the right side of what there is."""
    for decimals in (1, 2, 3):
        shown = Fraction(round(needed * 10**decimals), 10**decimals)
        if (shown > fresh) == (needed > fresh):
            return number_nl(needed, decimals)
    return number_nl(needed, 4)


def _not_yet(supply: Supply) -> list[str]:
    shown = [
        f"{item.name} telt nog niet mee: {item.reason}." for item in supply.not_yet[:NAMES_SHOWN]
    ]
    more = len(supply.not_yet) - NAMES_SHOWN
    if more > 0:
        verb = "telt" if more == 1 else "tellen"
        shown.append(
            sentence(
                f"{counted(more, 'ander initiatief', 'andere initiatieven')} {verb} ook nog niet mee."
            )
        )
    return shown


def _wide(supply: Supply) -> list[str]:
    if not supply.wide:
        return []
    count = len(supply.wide)
    what = counted(count, "vers initiatief", "verse initiatieven")
    rest = "dat verandert" if count == 1 else "die veranderen"
    return [f"Daarnaast {_is(count)} er {what} voor de hele gemeente; {rest} deze cel niet."]
