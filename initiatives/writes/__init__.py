"""The one place where initiatives, their evidence, their relations and voice signals are written.

Every function runs in one transaction with its log row. Whoever calls has asked `accounts.policy` first.
"""

from initiatives.writes.answers import UnknownAnswer, answer_question, facts_of, options_for
from initiatives.writes.drafts import (
    TooLarge,
    discard_draft,
    draft_fields,
    draft_of,
    open_drafts,
    save_draft,
    send_draft,
)
from initiatives.writes.evidence import ObservationInput, add_observation, confirm_still_true
from initiatives.writes.inputs import InitiativeInput, input_of
from initiatives.writes.records import (
    change_initiative,
    create_initiative,
    set_tags,
    stop_initiative,
    update_initiative,
)
from initiatives.writes.relations import (
    ContactInput,
    TieInput,
    add_contact,
    add_contact_today,
    set_tie,
    set_ties,
)
from initiatives.writes.voices import VoiceInput, add_voice_signal, answer_voice_signal

__all__ = [
    "ContactInput",
    "InitiativeInput",
    "ObservationInput",
    "TieInput",
    "TooLarge",
    "UnknownAnswer",
    "VoiceInput",
    "add_contact",
    "add_contact_today",
    "add_observation",
    "add_voice_signal",
    "answer_question",
    "answer_voice_signal",
    "change_initiative",
    "confirm_still_true",
    "create_initiative",
    "discard_draft",
    "draft_fields",
    "draft_of",
    "facts_of",
    "input_of",
    "open_drafts",
    "options_for",
    "save_draft",
    "send_draft",
    "set_tags",
    "set_tie",
    "set_ties",
    "stop_initiative",
    "update_initiative",
]
