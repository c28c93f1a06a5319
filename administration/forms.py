"""Forms of the administrator: a file of areas or figures, the norms, a need indicator."""

from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms import fields_for_model
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from administration.figures import WijkLine, plain
from areas.models import NeedIndicator, Norms
from areas.theme import MOST_BYTES
from initiatives.forms.base import NoticingForm
from sheets.table import Limits

UPLOAD_LIMITS: Final = Limits()
NORM_FIELDS: Final = tuple(
    field.name
    for field in Norms._meta.concrete_fields
    if field.editable and field.name not in {"id", "municipality", "version"}
)
INDICATOR_FIELDS: Final = ("indicator", "label", "low", "high")


class AreasForm(forms.Form):
    """A file as it comes from CBS, PDOK or the municipality."""

    file = forms.FileField(
        label=_("Bestand"),
        help_text=_(
            "Grenzen (GeoJSON, ook RD New), kerncijfers of codelijst van het CBS, of een lijst met "
            "code, year, indicator, value. Hoogstens 10 MB."
        ),
    )
    year = forms.IntegerField(
        label=_("Jaar"),
        required=False,
        min_value=1900,
        max_value=2100,
        help_text=_("Alleen nodig als het jaar niet in het bestand of de bestandsnaam staat."),
    )
    skip_refused = forms.BooleanField(
        label=_("Foute rijen overslaan"),
        required=False,
        help_text=_("Anders wordt bij één foute rij niets ingelezen."),
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """The file, if it is not larger than may be uploaded."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > UPLOAD_LIMITS.upload_bytes:
            raise forms.ValidationError(_("Dit bestand is groter dan 10 MB."), code="size")
        return file


class ThemeForm(forms.Form):
    """A token file of the municipality's own house style."""

    file = forms.FileField(
        label=_("CSS-bestand met tokens"),
        help_text=_(
            "Het bestand van jullie thema voor NL Design System, vaak theme.css of index.css. Hoogstens 2 MB."
        ),
    )

    def clean_file(self) -> str:
        """The file as text."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("Dit bestand is groter dan 2 MB."), code="size")
        try:
            text: str = file.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise forms.ValidationError(
                _("Dit is geen CSS-bestand: het bevat geen leesbare tekst."), code="text"
            ) from error
        return text


class _VersionedForm(NoticingForm):
    """A form of a row that somebody else may have saved meanwhile."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def given(self) -> dict[str, Any]:
        """What was typed, by field of the model."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"seen", "version"}
        }


class NormsForm(_VersionedForm):
    """The thresholds of the measures."""

    def __init__(self, norms: Norms, *args: Any, **kwargs: Any) -> None:
        start = {name: getattr(norms, name) for name in NORM_FIELDS} | {"version": norms.version}
        super().__init__(*args, initial=start, **kwargs)
        self.fields |= fields_for_model(Norms, fields=NORM_FIELDS)


class IndicatorForm(_VersionedForm):
    """A need indicator and its scale."""

    def __init__(self, indicator: NeedIndicator, *args: Any, **kwargs: Any) -> None:
        start = {
            "indicator": indicator.indicator,
            "label": indicator.label,
            "low": plain(indicator.low),
            "high": plain(indicator.high),
            "version": indicator.version,
        }
        super().__init__(*args, initial=start, **kwargs)
        self.fields |= fields_for_model(
            NeedIndicator,
            fields=INDICATOR_FIELDS,
            localized_fields=("low", "high"),
            help_texts={
                "indicator": gettext("Zoals hij in de cijfers heet, bijvoorbeeld ses_woa."),
                "low": gettext("Bij deze waarde telt een wijk als zonder nood."),
                "high": gettext(
                    "Bij deze waarde is de nood het hoogst; mag lager zijn dan de vorige."
                ),
            },
        )


class AreaFilterForm(forms.Form):
    """Which wijken to show, by name, code and what is missing."""

    q = forms.CharField(label=_("Zoek"), required=False)
    mist = forms.ChoiceField(
        label=_("Wat ontbreekt"),
        required=False,
        choices=[
            ("", _("Maakt niet uit")),
            ("grens", _("de grens")),
            ("cijfers", _("een cijfer")),
            ("niets", _("niets")),
        ],
    )

    def __init__(self, query: QueryDict) -> None:
        super().__init__(query)
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", "in")

    def keeps(self, line: WijkLine) -> bool:
        """Whether a wijk is shown; a wrong choice shows all."""
        data = self.cleaned_data if self.is_valid() else {}
        told = f"{line.name} {line.code}".casefold()
        figures = all(figure is not None and figure.value is not None for figure in line.figures)
        kept = {
            "grens": not line.has_boundary,
            "cijfers": not figures,
            "niets": line.has_boundary and figures,
        }
        found = all(word in told for word in data.get("q", "").casefold().split())
        return found and kept.get(data.get("mist", ""), True)
