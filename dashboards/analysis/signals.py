"""The cell of the `signal` lesson: whose voices are missing. A warning, never a score."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboards.analysis.dates import add_months
from dashboards.analysis.situation import InitiativeAt, Place, Situation
from dashboards.analysis.states import CellState
from dashboards.analysis.words import counted, day_nl, sentence
from dashboards.rows import VoiceRow


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
        text = f"Op {day_nl(latest)} is nagegaan of er stemmen ontbreken: geen."
        return Signal(CellState.NO_SIGNAL, text, reviews, ())
    months = situation.norms.review_months
    text = f"In de laatste {months} maanden is niet nagegaan wie er nog niet gehoord is."
    return Signal(CellState.NOT_CHECKED, text, (), ())


def _open(voices: Sequence[VoiceRow]) -> str:
    since = day_nl(min(voice.date for voice in voices))
    if len(voices) == 1:
        return f"Er is één signaal dat stemmen ontbreken, van {since}. Daar is nog geen reactie op."
    count = counted(len(voices), "signaal", "signalen")
    return f"Er zijn {count} dat stemmen ontbreken zonder reactie, het oudste van {since}."


def _answered(missing: Sequence[VoiceRow], opposing: Sequence[InitiativeAt]) -> str:
    parts = []
    if missing:
        verb = "is" if len(missing) == 1 else "zijn"
        what = counted(len(missing), "signaal", "signalen")
        parts.append(sentence(f"{what} dat stemmen ontbreken {verb} beantwoord."))
    if opposing:
        verb = "organiseert" if len(opposing) == 1 else "organiseren"
        what = counted(len(opposing), "actief initiatief", "actieve initiatieven")
        parts.append(sentence(f"{what} {verb} tegenstem."))
    return " ".join(parts)
