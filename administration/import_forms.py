"""The form that takes a list of initiatives or grants."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from administration.models import RecordKind
from sheets.table import Limits

LIMITS: Final = Limits()
"""What an uploaded file may cost."""


class ImportForm(forms.Form):
    """A file, what it lists, and for grants which schemes to read."""

    kind = forms.ChoiceField(label=_("Wat staat er in het bestand?"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("Bestand"),
        allow_empty_file=True,
        max_length=255,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.ods,.xls,.json"}),
        help_text=_("CSV, XLSX of ODS; hoogstens 10 MB en 50.000 rijen."),
    )
    scheme = forms.CharField(
        label=_("Regeling bevat"),
        required=False,
        max_length=200,
        help_text=_(
            "Alleen bij subsidies: lees alleen rijen van een regeling met deze tekst in haar naam, "
            "bijvoorbeeld bewonersinitiatie."
        ),
    )

    def __init__(self, kinds: Sequence[RecordKind], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        if not isinstance(field, forms.ChoiceField):
            raise TypeError("kind offers no choices")
        field.choices = [(kind.value, kind.label) for kind in kinds]
        field.initial = kinds[0].value
        if len(kinds) == 1:
            field.widget = forms.HiddenInput()
        if RecordKind.GRANTS not in kinds:
            del self.fields["scheme"]

    def clean_file(self) -> "UploadedFile[bytes]":
        """The file, if it is not larger than may be uploaded."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LIMITS.upload_bytes:
            raise forms.ValidationError(
                _("Dit bestand is groter dan 10 MB. Splits het in kleinere bestanden."), code="size"
            )
        return file

    def clean(self) -> dict[str, Any]:
        """A scheme is asked of grants only: a list of initiatives has none to choose by."""
        given = super().clean() or self.cleaned_data
        if given.get("scheme") and given.get("kind") == RecordKind.INITIATIVES:
            self.add_error(
                "scheme", _("Een lijst met initiatieven heeft geen regelingen; maak dit veld leeg.")
            )
        return given
