"""What a view of money reads from the query string, beside the reference date."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from dashboards.analysis.terms import scheme_label
from dashboards.analysis.years import By
from dashboards.forms.reference import DATE_FORMATS, FIRST_DAY, LAST_DAY
from dashboards.money_rows import SchemeRow

ALL_YEARS: Final = "alle"


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked, wrong values replaced by the default, and the form that shows it with its messages."""

    form: "MoneyForm"
    year: int | None = None
    scheme: int | None = None
    by: By = By.SOURCE
    on: date | None = None

    @property
    def query(self) -> dict[str, str]:
        """What goes along in a link to the records behind a number; only fields that the view has."""
        asked = {
            "jaar": ALL_YEARS if self.year is None else str(self.year),
            "regeling": "" if self.scheme is None else str(self.scheme),
            "verdeling": self.by.value,
            "op": "" if self.on is None else self.on.isoformat(),
        }
        return {name: asked[name] for name in self.form.fields}


class MoneyForm(forms.Form):
    """The filters of views of money: each view keeps those it names, with the choices that there are."""

    jaar = forms.ChoiceField(
        label=_("Jaar"),
        required=False,
        error_messages={"invalid_choice": _("Dit jaar is er niet. Je ziet nu %(default)s.")},
    )
    regeling = forms.ChoiceField(
        label=_("Regeling"),
        required=False,
        error_messages={"invalid_choice": _("Deze regeling is er niet. Je ziet nu alle.")},
    )
    verdeling = forms.ChoiceField(
        label=_("Verdeeld naar"),
        required=False,
        choices=[(By.SOURCE.value, _("geldgever")), (By.REGULARITY.value, _("regelmaat"))],
        error_messages={"invalid_choice": _("Dit kan niet. Je ziet nu de geldgevers.")},
    )
    op = forms.DateField(
        label=_("Stand op"),
        required=False,
        input_formats=DATE_FORMATS,
        widget=forms.DateInput(
            format="%d-%m-%Y",
            attrs={"inputmode": "numeric", "placeholder": _("dd-mm-jjjj"), "size": 10},
        ),
        error_messages={"invalid": _("Schrijf een datum als 01-01-2027. Je ziet nu %(default)s.")},
    )

    def __init__(self, query: QueryDict, keep: Sequence[str], defaults: Mapping[str, str]) -> None:
        super().__init__({name: query.get(name, "") or defaults.get(name, "") for name in keep})
        for name in [name for name in self.fields if name not in keep]:
            del self.fields[name]
        for field in self.fields.values():
            field.widget.attrs["class"] = "in"

    @property
    def summary(self) -> str:
        """What is chosen, in words, for a folded filter bar."""
        said = []
        for bound in self:
            choices = dict(getattr(bound.field, "choices", ()))
            value = bound.value()
            if value:
                said.append(str(choices.get(value, value)))
        return ", ".join(said)

    def clean_op(self) -> date | None:
        """A day within the years that the measures can count months from."""
        day: date | None = self.cleaned_data["op"]
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(_("Kies een datum tussen 1990 en 2199."), code="range")
        return day


def ask(
    query: QueryDict,
    keep: Sequence[str],
    *,
    years: Iterable[int] = (),
    year: int | None = None,
    all_years: bool = True,
    schemes: Iterable[SchemeRow] = (),
    on: date | None = None,
) -> Ask:
    """Read the filters `keep` of a view; what is missing or wrong becomes `year`, all schemes, `on`."""
    shown_year = ALL_YEARS if year is None else str(year)
    shown_day = "" if on is None else f"{on:%d-%m-%Y}"
    form = MoneyForm(query, keep, {"jaar": shown_year, "op": shown_day})
    known = sorted({*years, *([] if year is None else [year])}, reverse=True)
    offered = [(str(one), str(one)) for one in known]
    every = [(ALL_YEARS, str(_("Alle jaren")))] if all_years else []
    _offer(form, "jaar", [*every, *offered], _("alle jaren") if year is None else shown_year)
    named = [(str(scheme.id), scheme_label(scheme)) for scheme in schemes]
    _offer(form, "regeling", [("", str(_("Alle regelingen"))), *named], "")
    _offer(form, "op", [], shown_day)
    form.full_clean()
    given = form.cleaned_data
    asked = given.get("jaar", "")
    chosen_year = year if asked in {"", None} else (None if asked == ALL_YEARS else int(asked))
    scheme = given.get("regeling", "")
    return Ask(
        form,
        chosen_year,
        int(scheme) if scheme else None,
        By(given.get("verdeling") or By.SOURCE),
        given.get("op") or on,
    )


def _offer(form: MoneyForm, name: str, choices: Sequence[tuple[str, str]], default: object) -> None:
    """Give a field its choices, and its message what is shown instead of a wrong value."""
    field = form.fields.get(name)
    if field is None:
        return
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)
    for code in ("invalid", "invalid_choice"):
        if "%(default)s" in str(field.error_messages.get(code, "")):
            field.error_messages[code] = field.error_messages[code] % {"default": default}
