"""The reference date of a view."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

DATE_FORMATS = ["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y"]
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2199, 12, 31)


class ReferenceDateForm(forms.Form):
    """The peildatum: dd-mm-jjjj for people, ISO in addresses."""

    peildatum = forms.DateField(
        label=_("Peildatum"),
        required=False,
        input_formats=DATE_FORMATS,
        widget=forms.DateInput(
            format="%d-%m-%Y",
            attrs={
                "class": "in",
                "inputmode": "numeric",
                "placeholder": _("dd-mm-jjjj"),
                "size": 10,
            },
        ),
        error_messages={"invalid": _("Schrijf een datum als 31-12-2026. Je ziet nu vandaag.")},
    )

    def clean_peildatum(self) -> date | None:
        """A day within the years that the measures can count months from."""
        day: date | None = self.cleaned_data["peildatum"]
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(
                _("Kies een datum tussen 1990 en 2199. Je ziet nu vandaag."), code="range"
            )
        return day


@dataclass(frozen=True, slots=True)
class ReferenceDate:
    """The day a view is about, and the form that shows it (with its message, if what was typed was wrong)."""

    day: date
    form: ReferenceDateForm


def reference_date(query: QueryDict, today: date) -> ReferenceDate:
    """Read `?peildatum=`; a wrong value shows today with a message at the field."""
    typed = query.get("peildatum")
    if not typed:
        return ReferenceDate(today, ReferenceDateForm(initial={"peildatum": today}))
    form = ReferenceDateForm({"peildatum": typed})
    if not form.is_valid():
        return ReferenceDate(today, form)
    day = form.cleaned_data["peildatum"] or today
    return ReferenceDate(day, ReferenceDateForm({"peildatum": day.strftime("%d-%m-%Y")}))
