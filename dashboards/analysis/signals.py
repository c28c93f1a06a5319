"""The cell of the `signal` lesson: whose voices are missing. A warning, never a score."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboards.analysis.dates import add_months
from dashboards.analysis.situation import InitiativeAt, Place, Situation
from dashboards.analysis.states import CellState
from dashboards.analysis.words import counted, day_nl, sentence
from dashboards.rows import VoiceRow
from language import gettext as _
from language import ngettext


@dataclass(frozen=True, slots=True)
class Signal:
    """The state of a `signal` cell with what it rests on."""

    state: CellState
    explanation: str
    voices: tuple[VoiceRow, ...]
    opposing: tuple[InitiativeAt, ...]
    """The active initiatives tagged with the lesson: they organise a counter-voice ("organiseert tegenstem")."""


def voices_by_district(situation: Situation) -> dict[str, list[VoiceRow]]:
    """Return the voice signals dated on or before the reference date, by district code."""
    grouped: dict[str, list[VoiceRow]] = defaultdict(list)
    for voice in situation.records.voices:
        if voice.date <= situation.at:
            grouped[voice.district_code].append(voice)
    return grouped


def signal_of(
    situation: Situation, place: Place, lesson: str, voices: Mapping[str, Sequence[VoiceRow]]
) -> Signal:
    """Return the first that applies: an open signal, answered, a review that found none missing, not checked."""
    dated = voices.get(place.district.code, ())
    missing = tuple(voice for voice in dated if voice.missing)
    unanswered = tuple(
        voice
        for voice in missing
        if voice.responded_on is None or voice.responded_on > situation.at
    )
    opposing = place.tagged(lesson)
    earliest = add_months(situation.at, -situation.norms.review_months)
    reviews = tuple(voice for voice in dated if not voice.missing and voice.date >= earliest)
    if unanswered:
        return Signal(CellState.OPEN_SIGNAL, _open(unanswered), unanswered, opposing)
    if missing or opposing:
        return Signal(CellState.ANSWERED, _answered(missing, opposing), missing, opposing)
    if reviews:
        latest = max(review.date for review in reviews)
        text = _("Op {day} is nagegaan of er stemmen ontbreken: geen.").format(day=day_nl(latest))
        return Signal(CellState.NO_SIGNAL, text, reviews, ())
    months = situation.norms.review_months
    text = _("In de laatste {months} maanden is niet nagegaan wie er nog niet gehoord is.")
    return Signal(CellState.NOT_CHECKED, text.format(months=months), (), ())


def _open(voices: Sequence[VoiceRow]) -> str:
    since = day_nl(min(voice.date for voice in voices))
    return ngettext(
        "Er is {signals} dat stemmen ontbreken, van {day}. Daar is nog geen reactie op.",
        "Er zijn {signals} dat stemmen ontbreken zonder reactie, het oudste van {day}.",
        len(voices),
    ).format(signals=counted(len(voices), "signaal", "signalen"), day=since)


def _answered(missing: Sequence[VoiceRow], opposing: Sequence[InitiativeAt]) -> str:
    parts = []
    if missing:
        what = counted(len(missing), "signaal", "signalen")
        text = ngettext(
            "{signals} dat stemmen ontbreken is beantwoord.",
            "{signals} dat stemmen ontbreken zijn beantwoord.",
            len(missing),
        )
        parts.append(sentence(text.format(signals=what)))
    if opposing:
        what = counted(len(opposing), "actief initiatief", "actieve initiatieven")
        text = ngettext(
            "{initiatives} organiseert tegenstem.",
            "{initiatives} organiseren tegenstem.",
            len(opposing),
        )
        parts.append(sentence(text.format(initiatives=what)))
    return " ".join(parts)
