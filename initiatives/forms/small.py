"""Small forms on an initiative's page: what was seen, a contact, ties, that it stopped."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.forms.base import CodeField, LessonsField, NoticingForm, choose_from
from initiatives.forms.fields import DayField, ThreeWayField, text_area
from initiatives.models import Initiative, PartnerKind
from initiatives.writes import ContactInput, ObservationInput, TieInput
from lessons.models import Lesson

INVOLVED, INFORMED = "involved", "informed"


class ObserveForm(NoticingForm):
    """One observed sentence, under the lessons it shows."""

    free_text = ("text",)
    card_fields = {"lessons": None}

    date = DayField(label=_("Wanneer"))
    lessons = LessonsField(
        label=_("Welke les zag je?"),
        error_messages={"required": _("Kies minstens één les waar dit bij hoort.")},
    )
    text = forms.CharField(
        label=_("Wat heb je gezien?"),
        max_length=500,
        widget=text_area(),
        help_text=_("Eén zin over wat er gebeurde. Geen namen of herkenbare situaties."),
        error_messages={"required": _("Schrijf in één zin op wat je zag.")},
    )

    def __init__(self, initiative: Initiative, *args: Any, **kwargs: Any) -> None:
        chosen = [tag.lesson.code for tag in initiative.tags.all()]
        kwargs.setdefault("initial", {"date": timezone.localdate(), "lessons": chosen})
        super().__init__(*args, **kwargs)
        tagged = Lesson.objects.filter(tags__initiative=initiative)
        choose_from(self, "lessons", tagged.select_related("strategy"))

    def given(self) -> ObservationInput:
        """Return what was filled in, of a valid form."""
        data = self.cleaned_data
        return ObservationInput(data["date"], data["text"], tuple(data["lessons"]))


class ContactForm(NoticingForm):
    """A moment of contact with a partner."""

    free_text = ("note",)

    partner_kind = CodeField(
        PartnerKind.objects.all(),
        label=_("Met wie"),
        empty_label=_("Kies een partner"),
        error_messages={"required": _("Kies met welke partner er contact was.")},
    )
    date = DayField(label=_("Wanneer"))
    who = forms.CharField(
        label=_("Wie"),
        max_length=120,
        required=False,
        help_text=_("Een functie is genoeg, bijvoorbeeld: de wijkbeheerder."),
    )
    how = forms.CharField(
        label=_("Hoe"),
        max_length=60,
        required=False,
        help_text=_("Bijvoorbeeld: op de koffie, telefoon, overleg."),
    )
    note = forms.CharField(label=_("Notitie"), max_length=500, required=False, widget=text_area())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"date": timezone.localdate()})
        super().__init__(*args, **kwargs)

    def given(self) -> ContactInput:
        """Return what was filled in, of a valid form."""
        data = self.cleaned_data
        return ContactInput(
            data["partner_kind"], data["date"], data["who"], data["how"], data["note"]
        )


class StopForm(NoticingForm):
    """The last day."""

    end_date = DayField(label=_("Laatste dag"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"end_date": timezone.localdate()})
        super().__init__(*args, **kwargs)


class TiesForm(NoticingForm):
    """For each kind of partner: really involved, only informed, or neither."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, initiative: Initiative, *args: Any, **kwargs: Any) -> None:
        held = {tie.partner_kind.code: tie.involved for tie in initiative.ties.all()}
        self.kinds = {kind.code: kind for kind in PartnerKind.objects.all()}
        started = {code: INVOLVED if involved else INFORMED for code, involved in held.items()}
        kwargs.setdefault("initial", {**started, "version": initiative.version})
        super().__init__(*args, **kwargs)
        for code, kind in self.kinds.items():
            self.fields[code] = ThreeWayField(
                label=str(kind),
                required=False,
                choices=[
                    (INVOLVED, _("echt betrokken")),
                    (INFORMED, _("op de hoogte")),
                    ("", _("geen band")),
                ],
                widget=forms.RadioSelect,
            )

    def given(self) -> list[TieInput]:
        """Return the ties that were filled in, of a valid form."""
        return [
            TieInput(kind, self.cleaned_data[code] == INVOLVED)
            for code, kind in self.kinds.items()
            if self.cleaned_data[code]
        ]
