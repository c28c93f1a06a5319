"""What the views of the coverage read from the query string, beside the reference date."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dashboards.analysis.matching import Filter
from dashboards.forms.reference import DATE_FORMATS, FIRST_DAY, LAST_DAY

type Choices = Sequence[tuple[str, Any]]

MOST_DISTRICTS: Final = 4
"""How many districts stand side by side on a page."""
BANDS: Final = "prioriteit"
"""The value of `les` that asks for the bands of priority."""


def _choice(label: Any, wrong: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=False,
        widget=forms.Select(attrs={"class": "in"}),
        error_messages={"invalid_choice": wrong},
    )


class CoverageForm(forms.Form):
    """The filters of one view, those that `choices` names; what is wrong counts as not given.

    `choices` gives each field its choices, the first of which stands for nothing chosen.
    """

    wijk = _choice(_("Wijk"), _("Deze wijk is er niet op deze datum. Je ziet nu alle wijken."))
    les = _choice(_("Les"), _("Deze les is er niet. Je ziet nu de gewone weergave."))
    voor = _choice(_("Voor wie"), _("Deze groep is er niet. Je ziet nu alle initiatieven."))
    rol = _choice(_("Begonnen door"), _("Deze rol is er niet. Je ziet nu alle initiatieven."))
    soortplek = _choice(_("Soort plek"), _("Deze plek is er niet. Je ziet nu alle initiatieven."))
    toestand = _choice(_("Toestand"), _("Deze toestand is er niet. Je ziet nu allebei."))
    punt = _choice(_("Punt"), _("Dit punt is er niet. Je ziet nu alle punten."))
    volgorde = _choice(_("Volgorde"), _("Deze volgorde is er niet. Je ziet nu de gewone."))

    def __init__(self, query: QueryDict, choices: Mapping[str, Choices]) -> None:
        super().__init__(query)
        for name, field in list(self.fields.items()):
            if name not in choices:
                del self.fields[name]
            elif isinstance(field, forms.ChoiceField):
                field.choices = list(choices[name])
        self.full_clean()

    def chosen(self, name: str) -> str:
        """The valid value of a field; empty where none was given or it was wrong."""
        value: str = self.cleaned_data.get(name, "")
        return value

    @property
    def filter(self) -> Filter:
        """What is asked of the initiatives that are counted beside the states."""
        return Filter(self.chosen("voor"), self.chosen("rol"), self.chosen("soortplek"))

    @property
    def asked(self) -> dict[str, str]:
        """The filter as it stands in addresses."""
        return {
            name: value for name in ("voor", "rol", "soortplek") if (value := self.chosen(name))
        }


class CompareForm(forms.Form):
    """With which day to compare, and which districts to put side by side."""

    met = forms.DateField(
        label=_("Vergelijk met"),
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
        error_messages={
            "invalid": _("Schrijf een datum als 31-12-2026. Je ziet nu een jaar eerder.")
        },
    )

    def __init__(self, query: QueryDict, day: date, against: date) -> None:
        """`day` is the reference date, `against` the day to compare with where none is given."""
        typed = query.copy()
        typed["met"] = _dutch(typed.get("met", "")) or against.strftime("%d-%m-%Y")
        super().__init__(typed)
        self.day, self.default = day, against
        self.typed = [code for code in dict.fromkeys(query.getlist("wijken")) if code]
        self.offered: Sequence[tuple[str, str]] = ()
        self.full_clean()

    def clean_met(self) -> date:
        """Another day than the reference date, within the years that the measures can count months from."""
        day: date = self.cleaned_data["met"]
        if not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(
                _("Kies een datum tussen 1990 en 2199. Je ziet nu een jaar eerder."), code="range"
            )
        if day == self.day:
            raise forms.ValidationError(
                _("Kies een andere dag dan de peildatum. Je ziet nu een jaar eerder."), code="same"
            )
        return day

    def offer(self, districts: Sequence[tuple[str, str]]) -> None:
        """Say which districts there are on the reference date; they are known only when the records are read."""
        self.offered = districts

    @property
    def against(self) -> date:
        """The day to compare with."""
        day: date = self.cleaned_data.get("met") or self.default
        return day

    @property
    def wrong(self) -> str:
        """What is wrong with the choice of districts, as a sentence; empty where nothing is."""
        if not self.typed:
            return ""
        if not {code for code, _name in self.offered}.issuperset(self.typed):
            return gettext(
                "Een van deze wijken is er niet op de peildatum. Je ziet nu twee dagen naast elkaar."
            )
        if len(self.typed) > MOST_DISTRICTS:
            return gettext("Kies hooguit vier wijken. Je ziet nu twee dagen naast elkaar.")
        if len(self.typed) == 1:
            return gettext(
                "Kies nog een wijk om naast deze te zetten. Je ziet nu twee dagen naast elkaar."
            )
        return ""

    @property
    def districts(self) -> tuple[str, ...]:
        """The codes of the districts to put side by side; none where the choice was wrong."""
        return () if self.wrong else tuple(self.typed)

    @property
    def slots(self) -> tuple[str, ...]:
        """What stands in the four choices of a district: what was typed, as far as there is room."""
        typed = self.typed[:MOST_DISTRICTS]
        return (*typed, *[""] * (MOST_DISTRICTS - len(typed)))


def _dutch(typed: str) -> str:
    """A day as people write it where it was given as addresses have it; else as it was typed."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return typed
    return f"{day:%d-%m}-{day.year:04}"
