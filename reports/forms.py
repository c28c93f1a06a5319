"""What a note is about, read from the address: the wijken, the chapters and the day it was made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from dashboards.forms.reference import DATE_FORMATS, FIRST_DAY

FIRST, COVERAGE, ENDING, MONEY, CHECK, ACTIONS, TERMS = (
    "waar-eerst", "dekking", "eindigt", "geld", "nagaan", "acties", "definities",
)  # fmt: skip
CHAPTERS: Final = (
    (FIRST, _("Waar eerst")),
    (COVERAGE, _("Dekking")),
    (ENDING, _("Wat eindigt")),
    (MONEY, _("Geld")),
    (CHECK, _("Nagaan")),
    (ACTIONS, _("Acties")),
    (TERMS, _("Definities en bronnen")),
)

INTERNAL, TO_SHARE = "intern", "delen"
EDITIONS: Final = (
    (INTERNAL, _("Intern: met scores en alle namen")),
    (
        TO_SHARE,
        _(
            "Om te delen: zonder scores, signalen en acties, met namen van gepubliceerde initiatieven"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a note is about; no districts means the whole municipality."""

    districts: frozenset[str]
    chapters: frozenset[str]
    made_on: date
    to_share: bool
    """Whether it shows what readers see, whoever makes it."""

    def has(self, chapter: str) -> bool:
        """Whether a chapter was asked for."""
        return chapter in self.chapters


@dataclass(frozen=True, slots=True)
class Offer:
    """What a member may choose from: the chapters, and whether there is an internal edition for them."""

    chapters: tuple[str, ...]
    internal: bool
    today: date


class NoteForm(forms.Form):
    """The choices of a note; what is wrong gets a message, and the note is made without it."""

    wijk = forms.MultipleChoiceField(
        label=_("Wijken"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("Deze wijk bestaat niet op de peildatum. Je ziet alle wijken.")
        },
    )
    deel = forms.MultipleChoiceField(
        label=_("Onderdelen"),
        required=False,
        choices=CHAPTERS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("Dit onderdeel bestaat niet. Je ziet alle onderdelen.")
        },
    )
    uitgave = forms.ChoiceField(
        label=_("Uitgave"),
        required=False,
        choices=EDITIONS,
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": _("Deze uitgave bestaat niet. Je ziet de uitgave om te delen.")
        },
    )
    gemaakt = forms.DateField(required=False, input_formats=DATE_FORMATS, widget=forms.HiddenInput)

    def __init__(
        self, query: QueryDict, offer: Offer, districts: Sequence[tuple[str, str]] = ()
    ) -> None:
        """`districts` are (code, name) of the wijken on the day."""
        self.offer = offer
        initial = {"uitgave": INTERNAL, "deel": list(offer.chapters)}
        given = query.copy()
        for name, value in initial.items():
            if name not in given:
                given.setlist(name, [value] if isinstance(value, str) else value)
        super().__init__(given)
        offered = [pair for pair in CHAPTERS if pair[0] in offer.chapters]
        self.fields["deel"].choices = offered  # type: ignore[attr-defined]
        self.fields["wijk"].choices = districts  # type: ignore[attr-defined]
        if not offer.internal:
            del self.fields["uitgave"]

    def clean_gemaakt(self) -> date | None:
        """A day that has been; the cover then says the same again later."""
        day: date | None = self.cleaned_data["gemaakt"]
        return day if day is not None and FIRST_DAY <= day <= self.offer.today else None

    @property
    def chosen(self) -> int:
        """How many wijken were chosen; 0 is all."""
        return len(self.choice().districts)

    def choice(self) -> Choice:
        """What was asked for; where that is wrong or empty, all of it, made today."""
        self.is_valid()
        given = self.cleaned_data
        return Choice(
            frozenset(given.get("wijk") or ()),
            frozenset(given.get("deel") or self.offer.chapters),
            given.get("gemaakt") or self.offer.today,
            to_share=given.get("uitgave") != INTERNAL,
        )
