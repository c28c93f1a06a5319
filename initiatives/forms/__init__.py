"""The forms of an initiative, its evidence and relations, and of voice signals."""

from initiatives.forms.edit import InitiativeForm
from initiatives.forms.log import QuickLogForm
from initiatives.forms.small import ContactForm, ObserveForm, StopForm, TiesForm
from initiatives.forms.voices import AnswerForm, VoiceForm

__all__ = [
    "AnswerForm",
    "ContactForm",
    "InitiativeForm",
    "ObserveForm",
    "QuickLogForm",
    "StopForm",
    "TiesForm",
    "VoiceForm",
]
