"""Voice signals: who decides in a wijk, whose voices are missing, and what was done with it."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from accounts.policy import visible
from areas.models import District, TargetGroup
from initiatives.forms.base import CodeField, CodesField, NoticingForm, choose_from
from initiatives.forms.fields import DayField, text_area
from initiatives.models import VoiceSignal
from initiatives.writes import VoiceInput

MISSING, NONE = "missing", "none"


class VoiceForm(NoticingForm):
    """A signal about a wijk; it names groups, never organisations or people."""

    free_text = ("note",)

    district = CodeField(
        District.objects.none(),
        label=_("Welke wijk"),
        empty_label=_("Kies een wijk"),
        error_messages={"required": _("Kies een wijk.")},
    )
    date = DayField(label=_("Wanneer nagegaan"))
    outcome = forms.ChoiceField(
        label=_("Wat vond je?"),
        choices=[(MISSING, _("er worden stemmen gemist")), (NONE, _("nagegaan: geen"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat je vond.")},
    )
    missing_groups = CodesField(
        TargetGroup.objects.exclude(code="everyone"), label=_("Wie horen we niet?"), required=False
    )
    deciding_groups = CodesField(
        TargetGroup.objects.exclude(code="everyone"),
        label=_("Welke groepen beslissen er?"),
        required=False,
    )
    note = forms.CharField(
        label=_("Toelichting"),
        max_length=500,
        required=False,
        widget=text_area(),
        help_text=_("Noem groepen, nooit organisaties of personen."),
    )

    def __init__(self, membership: Membership, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"date": timezone.localdate()})
        super().__init__(*args, **kwargs)
        today = District.objects.valid_in(timezone.localdate().year)
        choose_from(self, "district", visible(membership, today.order_by("name")))

    def clean(self) -> dict[str, Any]:
        """Either somebody is missed, or nobody."""
        data = super().clean() or self.cleaned_data
        if (
            "missing_groups" in data
            and data.get("outcome") == MISSING
            and not data["missing_groups"]
        ):
            self.add_error("missing_groups", _("Kies welke groepen je niet hoort."))
        if data.get("outcome") == NONE and data.get("missing_groups"):
            self.add_error("missing_groups", _("Kies hier niets als er niemand gemist wordt."))
        return data

    def given(self) -> VoiceInput:
        """Return what was filled in, of a valid form."""
        data = self.cleaned_data
        return VoiceInput(
            data["district"],
            data["date"],
            checked_none=data["outcome"] == NONE,
            deciding_groups=tuple(data["deciding_groups"]),
            missing_groups=tuple(data["missing_groups"]),
            note=data["note"],
        )


class AnswerForm(NoticingForm):
    """What was done with a signal."""

    free_text = ("response",)

    version = forms.IntegerField(widget=forms.HiddenInput)
    response = forms.CharField(
        label=_("Wat gebeurt ermee?"),
        max_length=2_000,
        widget=text_area(4),
        help_text=_("Noem groepen, nooit organisaties of personen."),
        error_messages={"required": _("Schrijf op wat er met het signaal gebeurt.")},
    )
    responded_on = DayField(label=_("Beantwoord op"))

    def __init__(self, signal: VoiceSignal, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial",
            {
                "version": signal.version,
                "response": signal.response,
                "responded_on": signal.responded_on or timezone.localdate(),
            },
        )
        super().__init__(*args, **kwargs)
