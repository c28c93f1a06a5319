"""Keeping a view, and changing its name."""

from datetime import date
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from initiatives.forms.base import NoticingForm
from savedviews.models import SavedView
from savedviews.rules import DAY, LONGEST_QUERY, PAGES, kept_query
from savedviews.writes import Label

FIXED, TODAY = "vast", "vandaag"
DATES: Final = (
    (FIXED, _("Steeds deze peildatum: iedereen ziet later dezelfde dag")),
    (TODAY, _("Steeds vandaag: wie hem opent, ziet de stand van die dag")),
)


class LabelForm(NoticingForm):
    """The name, and who sees it."""

    name = forms.CharField(
        label=_("Naam"),
        max_length=120,
        error_messages={"required": _("Geef de weergave een naam.")},
    )
    is_shared = forms.BooleanField(
        label=_("Deel met de gemeente"),
        required=False,
        help_text=_("Collega’s zien hem met hun eigen rechten: nooit meer dan hun rol mag zien."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def label(self) -> Label:
        """What was typed."""
        return Label(self.cleaned_data["name"], self.cleaned_data["is_shared"])

    @classmethod
    def of(cls, view: SavedView, data: QueryDict | None = None) -> "LabelForm":
        """The form of a view as it stands."""
        initial = {"name": view.name, "is_shared": view.is_shared, "version": view.version}
        return cls(data, initial=initial)


class KeepForm(LabelForm):
    """Keep a view: which page and query come from the page it was on."""

    page = forms.ChoiceField(
        choices=[(name, page.label) for name, page in PAGES.items()], widget=forms.HiddenInput
    )
    query = forms.CharField(
        required=False,
        max_length=LONGEST_QUERY,
        widget=forms.HiddenInput,
        error_messages={"max_length": _("Deze weergave heeft te veel keuzes om te bewaren.")},
    )
    dates = forms.ChoiceField(
        label=_("Welke dag"), choices=DATES, initial=FIXED, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, today: date, page: str, **kwargs: Any) -> None:
        """`page` decides whether there is a day to choose."""
        super().__init__(*args, **kwargs)
        self.today = today
        known = PAGES.get(page)
        if known is None or not known.dated:
            del self.fields["dates"]

    def kept(self) -> str:
        """The query to keep, with the day of the page written out unless it is to be today."""
        query = QueryDict(self.cleaned_data["query"])
        if self.cleaned_data.get("dates") != FIXED:
            return kept_query(query, day=None)
        return kept_query(query, day=_day(query.get(DAY, ""), self.today))


def _day(typed: str | None, today: date) -> date:
    """The day of the page: what was asked for, or today where nothing or nonsense was."""
    field = forms.DateField(input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"], required=False)
    try:
        day: date | None = field.clean(typed)
    except forms.ValidationError:
        return today
    return day or today
