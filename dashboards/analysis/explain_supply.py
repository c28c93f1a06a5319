"""The sentences that explain a supply cell, in plain Dutch."""

from collections.abc import Sequence
from fractions import Fraction

from dashboards.analysis.dates import months_between
from dashboards.analysis.situation import InitiativeAt, Place, Situation
from dashboards.analysis.states import CellState
from dashboards.analysis.supply import Supply
from dashboards.analysis.tagging import NUMBER_LESSONS
from dashboards.analysis.words import count_word, counted, day_nl, listing, number_nl, sentence
from language import gettext as _
from language import ngettext

NAMES_SHOWN = 3
"""More names than this make a sentence unreadable; the drill-down has them all."""


def explain_supply(situation: Situation, supply: Supply, state: CellState) -> str:
    """Return why a supply cell has its state, what does not count yet, and what there is municipality-wide."""
    match state:
        case CellState.UNKNOWN:
            reason = why_unknown(supply.place, situation)
        case CellState.EMPTY:
            reason = _("Nog niets geregistreerd.")
        case CellState.STALE:
            reason = f"{_there_is(supply.active)} {_why_stale(supply.active, situation)}"
        case CellState.ENDING:
            reason = f"{_there_are_fresh(supply.fresh)} {_why_ending(supply.fresh, situation)}"
        case _:
            reason = f"{_there_are_fresh(supply.fresh)} {_how_many_needed(supply, situation)}"
    return " ".join([reason, *_not_yet(supply), *_wide(supply)])


def why_unknown(place: Place, situation: Situation) -> str:
    """Return why nothing can be said about a district: too few active initiatives, or too few of them fresh."""
    active, fresh = len(place.active), len(place.fresh)
    if active == 0:
        text = _("In deze wijk is geen actief initiatief geregistreerd.")
    elif active < situation.norms.min_active:
        text = ngettext(
            "In deze wijk is maar {initiatives} geregistreerd.",
            "In deze wijk zijn maar {initiatives} geregistreerd.",
            active,
        ).format(initiatives=counted(active, "actief initiatief", "actieve initiatieven"))
    else:
        text = ngettext(
            "Van de {active} actieve initiatieven in deze wijk is er {fresh} in de laatste {months} maanden bevestigd."
            " Dat is te weinig.",
            "Van de {active} actieve initiatieven in deze wijk zijn er {fresh} in de laatste {months} maanden"
            " bevestigd. Dat is te weinig.",
            max(fresh, 1),
        ).format(
            active=number_nl(active),
            fresh=number_nl(fresh) if fresh else count_word(0),
            months=situation.norms.fresh_months,
        )
    return f"{text} {_('Daarom is hier niets over te zeggen.')}"


def _there_is(initiatives: Sequence[InitiativeAt]) -> str:
    """Say how many there are, with up to three names: "Er is één initiatief: X."."""
    return _there_are(counted(len(initiatives), "initiatief", "initiatieven"), initiatives)


def _there_are_fresh(initiatives: Sequence[InitiativeAt]) -> str:
    count = len(initiatives)
    return _there_are(counted(count, "vers initiatief", "verse initiatieven"), initiatives)


def _there_are(what: str, initiatives: Sequence[InitiativeAt]) -> str:
    names = [initiative.row.name for initiative in initiatives]
    if len(names) > NAMES_SHOWN:
        return _("Er zijn {initiatives}.").format(initiatives=what)
    return ngettext(
        "Er is {initiatives}: {names}.", "Er zijn {initiatives}: {names}.", len(names)
    ).format(initiatives=what, names=listing(names))


def _why_stale(active: Sequence[InitiativeAt], situation: Situation) -> str:
    seen = max(
        (initiative.last_seen for initiative in active if initiative.last_seen), default=None
    )
    if seen is None:
        return ngettext(
            "Het is nog nooit bevestigd.", "Geen daarvan is ooit bevestigd.", len(active)
        )
    months = months_between(seen, situation.at)
    return ngettext(
        "Het is {months} maanden niet bevestigd: voor het laatst op {day}.",
        "Geen daarvan is de laatste {months} maanden bevestigd: voor het laatst op {day}.",
        len(active),
    ).format(months=months, day=day_nl(seen))


def _why_ending(fresh: Sequence[InitiativeAt], situation: Situation) -> str:
    last = max(
        (initiative.secured_until for initiative in fresh if initiative.secured_until),
        default=situation.at,
    )
    secured = last >= situation.at
    if secured:
        text = ngettext(
            "Het geld is zeker tot en met {day} en er is geen vervolgaanvraag.",
            "Ze hebben allemaal geld nodig. Dat geld is hooguit zeker tot en met {day} en er is geen vervolgaanvraag.",
            len(fresh),
        )
    else:
        text = ngettext(
            "Er is geen geld zeker en er is geen vervolgaanvraag.",
            "Ze hebben allemaal geld nodig. Dat geld is nu al niet zeker en er is geen vervolgaanvraag.",
            len(fresh),
        )
    return text.format(day=day_nl(last))


def _how_many_needed(supply: Supply, situation: Situation) -> str:
    if supply.lesson.code not in NUMBER_LESSONS:
        return _("Voor deze les is één vers initiatief genoeg.")
    inhabitants = supply.place.district.inhabitants
    if supply.needed is None or inhabitants is None:
        return _("Het aantal inwoners is niet bekend, dus of dat er genoeg zijn is niet getoetst.")
    people = number_nl(Fraction(inhabitants))
    norm = number_nl(situation.norms.inhabitants_per_initiative)
    needed = needed_nl(supply.needed, len(supply.fresh))
    return ngettext(
        "Voor {people} inwoners is er {needed} nodig ({people} ÷ {norm}).",
        "Voor {people} inwoners zijn er {needed} nodig ({people} ÷ {norm}).",
        1 if supply.needed <= 1 else 2,
    ).format(people=people, needed=needed, norm=norm)


def needed_nl(needed: Fraction, fresh: int) -> str:
    """Return how many are needed with as many decimals as it takes to lie on the right side of what there is."""
    for decimals in (1, 2, 3):
        shown = Fraction(round(needed * 10**decimals), 10**decimals)
        if (shown > fresh) == (needed > fresh):
            return number_nl(needed, decimals)
    return number_nl(needed, 4)


def _not_yet(supply: Supply) -> list[str]:
    shown = [
        _("{initiative} telt nog niet mee: {reason}.").format(
            initiative=item.name, reason=item.reason
        )
        for item in supply.not_yet[:NAMES_SHOWN]
    ]
    more = len(supply.not_yet) - NAMES_SHOWN
    if more > 0:
        others = counted(more, "ander initiatief", "andere initiatieven")
        text = ngettext(
            "{initiatives} telt ook nog niet mee.", "{initiatives} tellen ook nog niet mee.", more
        )
        shown.append(sentence(text.format(initiatives=others)))
    return shown


def _wide(supply: Supply) -> list[str]:
    if not supply.wide:
        return []
    count = len(supply.wide)
    what = counted(count, "vers initiatief", "verse initiatieven")
    text = ngettext(
        "Daarnaast is er {initiatives} voor de hele gemeente; dat verandert deze cel niet.",
        "Daarnaast zijn er {initiatives} voor de hele gemeente; die veranderen deze cel niet.",
        count,
    )
    return [text.format(initiatives=what)]
