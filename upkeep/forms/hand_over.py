"""The one choice of handing over."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from initiatives.models import Initiative


class HandOverForm(forms.Form):
    """To which organisation of the municipality; never to a private person, nor to whom it is of already."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Aan welke organisatie"),
        empty_label=_("Kies een organisatie"),
        error_messages={
            "required": _("Kies aan welke organisatie je het overdraagt."),
            "invalid_choice": _("Kies een andere organisatie uit de lijst."),
        },
    )

    def __init__(self, initiative: Initiative, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = self.fields["organisation"]
        others = Organisation.objects.filter(
            municipality=initiative.municipality_id, is_private_person=False
        )
        if initiative.organisation_id is not None:
            others = others.exclude(pk=initiative.organisation_id)
        if isinstance(choices, forms.ModelChoiceField):
            choices.queryset = others
