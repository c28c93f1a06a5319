"""The sentences that explain a ratio cell, in plain Dutch."""

from collections.abc import Mapping

from dashboards.analysis.explain_supply import why_unknown
from dashboards.analysis.ratios import Ratio
from dashboards.analysis.situation import Place, Situation
from dashboards.analysis.states import CellState
from dashboards.analysis.words import count_word, counted, day_nl, listing, number_nl
from language import Labels, gettext_noop, ngettext
from language import gettext as _

NOTHING_ASKED = Labels(
    {
        "mix": gettext_noop(
            "Voor deze wijk is niet vastgelegd voor welke groepen er een plek moet zijn."
        ),
        "relation": gettext_noop(
            "Er is geen actief initiatief waarvoor banden met instanties worden gevraagd."
        ),
        "stance": gettext_noop(
            "Er is geen actief initiatief waarvan bekend is dat bewoners het begonnen én wie er beslist."
        ),
        "condition": gettext_noop(
            "Er is geen actief initiatief waarvan bekend is dat het geld nodig heeft."
        ),
    }
)


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
        text = f"{NOTHING_ASKED[kind]} {_('Daarom is hier niets over te zeggen.')}"
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
            return _(
                "Bij {initiatives} zijn gemeente, welzijnswerk en corporatie echt betrokken, elk met een contact in de"
                " laatste {days} dagen."
            ).format(initiatives=_part(ratio), days=days)
        case "stance":
            begun = _part_begun_by_residents(ratio)
            return _("Bij {initiatives} beslissen bewoners ook.").format(initiatives=begun)
        case _:
            return _secured(situation, ratio)


def _part(ratio: Ratio) -> str:
    """Say "2 van de 3 initiatieven", "geen van de 3 …", "alle 3 …", "het enige …" or "0 van 1 …"."""
    met, asked = ratio.numerator, ratio.denominator
    if asked == 1:
        return _("het enige initiatief") if met else _("0 van 1 initiatief")
    if met == asked:
        return _("alle {total} initiatieven").format(total=number_nl(asked))
    return _("{count} van de {total} initiatieven").format(
        count=number_nl(met) if met else count_word(0), total=number_nl(asked)
    )


def _part_begun_by_residents(ratio: Ratio) -> str:
    met, asked = ratio.numerator, ratio.denominator
    if asked == 1:
        if met:
            return _("het enige door bewoners begonnen initiatief")
        return _("0 van 1 door bewoners begonnen initiatief")
    if met == asked:
        return _("alle {total} door bewoners begonnen initiatieven").format(total=number_nl(asked))
    return _("{count} van de {total} door bewoners begonnen initiatieven").format(
        count=number_nl(met) if met else count_word(0), total=number_nl(asked)
    )


def _groups(ratio: Ratio, group_names: Mapping[str, str]) -> str:
    served, asked = ratio.numerator, ratio.denominator
    missing = [group_names.get(code, code) for code in ratio.groups_missing]
    if not missing:
        return ngettext(
            "Voor de groep waar een plek voor moet zijn, is er een vers initiatief.",
            "Voor alle {total} groepen waar een plek voor moet zijn, is er een vers initiatief.",
            asked,
        ).format(total=number_nl(asked))
    if asked == 1:
        return _("Er is nog geen vers initiatief voor {groups}.").format(groups=listing(missing))
    return _(
        "Voor {count} van de {total} groepen is er een vers initiatief. Nog niet voor {groups}."
    ).format(
        count=number_nl(served) if served else count_word(0),
        total=number_nl(asked),
        groups=listing(missing),
    )


def _secured(situation: Situation, ratio: Ratio) -> str:
    text = ngettext(
        "Bij {initiatives} dat geld nodig heeft, is het geld zeker tot en met {day} of langer.",
        "Bij {initiatives} die geld nodig hebben, is het geld zeker tot en met {day} of langer.",
        ratio.denominator,
    ).format(initiatives=_part(ratio), day=day_nl(situation.stable_from))
    structural, temporary = len(ratio.structural), len(ratio.temporary)
    if not ratio.met:
        return text
    if not temporary or not structural:
        kind = _("Dat is structureel geld.") if structural else _("Dat is tijdelijk geld.")
        return f"{text} {kind}"
    both = _("Daarvan {structural} met structureel en {temporary} met tijdelijk geld.").format(
        structural=number_nl(structural), temporary=number_nl(temporary)
    )
    return f"{text} {both}"


def _for_everyone(ratio: Ratio) -> str:
    if not ratio.for_everyone:
        return ""
    count = len(ratio.for_everyone)
    text = ngettext(
        "Daarnaast is er {initiatives} voor iedereen.",
        "Daarnaast zijn er {initiatives} voor iedereen.",
        count,
    ).format(initiatives=counted(count, "vers initiatief", "verse initiatieven"))
    return f" {text}"
