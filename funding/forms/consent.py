"""Going over the ceiling of a scheme: asked only where it happens, with the figures."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from funding.writes import Consent, OverCeiling
from initiatives.forms.base import NoticingForm


class ConsentForm(NoticingForm):
    """A form that may have to say why a ceiling is exceeded; `over_seen` is the excess, in cents, that was shown."""

    over_seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    over_reason = forms.CharField(
        label=_("Waarom boven het plafond"),
        max_length=500,
        required=False,
        help_text=_("Nodig als je boven het plafond gaat. Komt bij het besluit en in het logboek."),
    )

    def __init__(self, *args: Any, over_cents: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if over_cents is not None:
            self.initial["over_seen"] = over_cents
        elif not self.data.get("over_reason"):
            self.fields["over_reason"].widget = forms.HiddenInput()

    def consent(self) -> Consent:
        """Return why the ceiling is exceeded, of a valid form."""
        data = self.cleaned_data
        return Consent(data.get("over_reason") or "", data.get("over_seen"))

    def ask_consent(self, error: OverCeiling) -> None:
        """Show the figures at the field that asks why; saving again is for this excess and no more."""
        self.fields["over_reason"].widget = forms.TextInput()
        self.retype("over_seen", str(error.over_cents))
        self.add_error("over_reason", error.sentence)
