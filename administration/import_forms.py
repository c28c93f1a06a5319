"""The form that takes a list of initiatives or grants."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from administration.import_columns import FIELDS, HOW, REQUIRED, Guess
from administration.models import RecordKind, Upload
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


@dataclass(frozen=True, slots=True)
class Line:
    """A column of the file on the form: its header, some of its values, its choice, and how that was found."""

    header: str
    examples: Sequence[str]
    field: forms.BoundField
    how: str


class ColumnsForm(forms.Form):
    """Which column of a file is which field; an empty choice means that it is not read."""

    def __init__(self, upload: Upload, guesses: Sequence[Guess], data: Any = None) -> None:
        super().__init__(data)
        self._upload = upload
        self._guesses = guesses
        self.names = field_labels(RecordKind(upload.kind))
        choices = [("", _("Niet inlezen")), *self.names.items()]
        for number, (header, guess) in enumerate(zip(upload.headers, guesses, strict=True)):
            self.fields[f"c{number}"] = forms.ChoiceField(
                label=header, choices=choices, required=False, initial=guess.column
            )

    def lines(self) -> Iterator[Line]:
        """Every column of the file, in order."""
        parts = zip(self._upload.headers, self._upload.examples, self, self._guesses, strict=True)
        for header, examples, field, guess in parts:
            yield Line(header, examples, field, str(HOW[guess.how]))

    def clean(self) -> dict[str, Any]:
        """One column a field, and the one without which no row can be loaded."""
        given = super().clean() or self.cleaned_data
        headers: dict[str, str] = {}
        for number, header in enumerate(self._upload.headers):
            column = given.get(f"c{number}", "")
            if column and column in headers:
                told = {"name": self.names[column], "first": headers[column]}
                message = gettext("‘%(name)s’ is al gekozen bij kolom ‘%(first)s’.") % told
                self.add_error(f"c{number}", message)
            headers.setdefault(column, header)
        if REQUIRED not in headers:
            told = {"name": self.names[REQUIRED]}
            message = gettext(
                "Kies bij één kolom ‘%(name)s’: zonder eigen kenmerk kan geen rij worden geladen."
            )
            self.add_error(None, message % told)
        return given

    def columns(self) -> Mapping[str, str]:
        """The field chosen for each header."""
        return {
            header: self.cleaned_data[f"c{number}"]
            for number, header in enumerate(self._upload.headers)
        }


def field_labels(kind: RecordKind) -> dict[str, str]:
    """What each field is called for a person: its first Dutch header, and the code in files."""
    return {
        item.name: f"{(item.headers or (item.name,))[0].capitalize()} ({item.name})"
        for item in FIELDS[kind]
    }
