"""In plain words: what covering a lesson means, with the municipality's own thresholds filled in."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from areas.models import Norms
from lessons.models import Lesson

# The two supply lessons that are measured against the number of inhabitants; the others are met by presence.
OWN_CIRCLE = "bonding-1"
SHARED_PLACE = "bridging-3"


def how_measured(lesson: Lesson, norms: Norms) -> str:
    """Two or three sentences on how a district covers `lesson`; no judgement, no numbers of a district."""
    match lesson.kind:
        case Lesson.Kind.SUPPLY:
            return _supply(lesson, norms)
        case Lesson.Kind.SIGNAL:
            return _(
                "Dit is een waarschuwing, nooit een score. De vraag is of er stemmen worden gemist en of daarop "
                "is geantwoord. Is er niet gekeken, dan staat er ‘niet nagegaan’."
            )
        case _kind:
            return f"{_ratio(lesson, norms)} {_bounds(norms)}"


def _supply(lesson: Lesson, norms: Norms) -> str:
    counted = ngettext(
        "Een initiatief telt mee als het de laatste maand is gezien of bevestigd.",
        "Een initiatief telt mee als het de laatste %(months)s maanden is gezien of bevestigd.",
        norms.fresh_months,
    ) % {"months": norms.fresh_months}
    per_head = number_format(norms.inhabitants_per_initiative, force_grouping=True)
    if lesson.code == OWN_CIRCLE:
        rule = _(
            "Gedekt als er voor elke %(inhabitants)s inwoners één eigen kring is. Alleen kringen waar de "
            "deelnemers zelf voor kiezen tellen mee."
        ) % {"inhabitants": per_head}
    elif lesson.code == SHARED_PLACE:
        rule = _(
            "Gedekt als er voor elke %(inhabitants)s inwoners één plek is waar groepen tegelijk hun eigen ding "
            "doen: binnen (openbaar of commercieel) of buiten."
        ) % {"inhabitants": per_head}
    else:
        rule = _(
            "Gedekt zodra er één is. Groeten en toeval laten zich niet per inwoner tellen; wie dat toch doet, "
            "maakt er een regeling van."
        )
    return f"{rule} {counted}"


def _ratio(lesson: Lesson, norms: Norms) -> str:
    if lesson.kind == Lesson.Kind.MIX:
        return _(
            "Van de groepen waarvoor elke wijk een plek hoort te hebben: voor hoeveel is er iets dat hen bij naam "
            "noemt? ‘Iedereen’ telt voor geen groep in het bijzonder."
        )
    if lesson.kind == Lesson.Kind.RELATION:
        return _(
            "Van de initiatieven die openstaan: bij hoeveel zijn gemeente, welzijnswerk en corporatie alle drie "
            "echt betrokken, elk met een contact in de laatste %(days)s dagen? Een eigen kring mag afstand houden."
        ) % {"days": norms.contact_days}
    if lesson.kind == Lesson.Kind.STANCE:
        return _(
            "Van de initiatieven die bewoners begonnen: bij hoeveel beslissen zij ook zelf? Eigen kringen tellen "
            "hier niet mee, en wie beslist moet bekend zijn."
        )
    return _(
        "Van de initiatieven die geld nodig hebben: bij hoeveel is het minstens %(months)s maanden vooruit zeker? "
        "Structureel en tijdelijk geld staan apart."
    ) % {"months": norms.stable_months}


def _bounds(norms: Norms) -> str:
    return _("Gedekt vanaf %(covered)s, dun vanaf %(thin)s.") % {
        "covered": norms.covered_share,
        "thin": norms.thin_share,
    }
