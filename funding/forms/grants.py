"""What a person fills in about a grant."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from accounts.policy import visible
from funding.course import Step, StepKind, StepRefused, is_public
from funding.forms.consent import ConsentForm
from funding.forms.fields import EuroField, InitiativeField
from funding.forms.refusals import show_refusal
from funding.models import (
    UNDECIDED,
    Funder,
    FunderKind,
    Grant,
    GrantKind,
    Regularity,
    Scheme,
)
from funding.writes import GrantInput
from initiatives.forms.base import choose_from
from initiatives.forms.fields import DayField
from initiatives.models import Initiative

MOST_LISTED: Final = 500
"""So many initiatives are offered while typing; a larger municipality types a reference or a name."""

SECTIONS: Final = (
    (_("Waarvoor"), "", ("initiative", "requested_cents", "received_on")),
    (
        _("Van wie het geld komt"),
        _("Kies een regeling, of een geldgever zonder regeling, of vul een nieuwe geldgever in."),
        ("scheme", "funder", "new_funder", "new_funder_kind"),
    ),
    (_("Wat voor geld"), "", ("kind", "regularity", "case_number")),
    (_("Voor welke periode"), "", ("period_start", "period_end", "report_due")),
    (_("Bij het besluit"), "", ("reason", "over_reason", "objection")),
)


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields under a heading; a note says how they hang together, none of them being required by itself."""

    title: str | Promise
    note: str | Promise
    fields: list[BoundField]


class SchemeChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Schemes with their year and funder."""

    def label_from_instance(self, obj: Scheme) -> str:
        """Return the scheme with who gives the money."""
        return f"{obj} ({obj.funder})"


class FunderChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Funders with their kind, which decides the course."""

    def label_from_instance(self, obj: Funder) -> str:
        """Return the funder with its kind."""
        return f"{obj.name} ({obj.get_kind_display()})"


class GrantForm(ConsentForm):
    """A grant or contribution; `grant` is the stored one when it is changed, None when it is new."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    initiative = InitiativeField(
        label=_("Initiatief"),
        max_length=300,
        help_text=_("Naam of kenmerk van een vastgelegd initiatief."),
    )
    requested_cents = EuroField(
        label=_("Aangevraagd bedrag in euro"),
        required=False,
        help_text=_("Leeg kan alleen zolang de aanvraag nog een concept is."),
    )
    received_on = DayField(
        label=_("Ontvangen op"),
        required=False,
        help_text=_("De dag waarop de aanvraag binnenkwam. Leeg: het blijft een concept."),
    )
    scheme = SchemeChoice(
        queryset=Scheme.objects.none(),
        label=_("Regeling"),
        required=False,
        empty_label=_("geen regeling"),
    )
    funder = FunderChoice(
        queryset=Funder.objects.none(),
        label=_("Geldgever"),
        required=False,
        empty_label=_("die van de regeling"),
    )
    new_funder = forms.CharField(label=_("Nieuwe geldgever"), max_length=200, required=False)
    new_funder_kind = forms.ChoiceField(
        label=_("Soort nieuwe geldgever"),
        choices=[("", _("kies een soort")), *FunderKind.choices],
        required=False,
    )
    kind = forms.ChoiceField(
        label=_("Soort"),
        choices=GrantKind.choices,
        help_text=_("In natura telt nergens bij euro’s mee."),
    )
    regularity = forms.ChoiceField(
        label=_("Regelmaat"), choices=Regularity.choices, initial=Regularity.INCIDENTAL
    )
    case_number = forms.CharField(label=_("Zaaknummer"), max_length=100, required=False)
    period_start = DayField(label=_("Periode van"), required=False)
    period_end = DayField(label=_("Periode tot en met"), required=False)
    report_due = DayField(label=_("Verantwoording uiterlijk op"), required=False)
    reason = forms.CharField(
        label=_("Reden"),
        max_length=500,
        required=False,
        help_text=_("Leeg: de reden van het laatste besluit. Geen namen van bewoners."),
    )
    objection = forms.BooleanField(label=_("Er loopt bezwaar"), required=False)

    def __init__(
        self, membership: Membership, grant: Grant | None, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        initiatives = visible(membership, Initiative.objects.all())
        field = self.fields["initiative"]
        if isinstance(field, InitiativeField):
            field.queryset = initiatives
        field.widget.attrs.update({"list": "initiatieven", "autocomplete": "off"})
        self.initiatives = initiatives.order_by("name").only("name", "reference")
        choose_from(self, "funder", visible(membership, Funder.objects.all()))
        schemes = Scheme.objects.select_related("funder").order_by("-year", "name")
        choose_from(self, "scheme", visible(membership, schemes))
        decided = grant is not None and grant.state not in UNDECIDED
        for name, shown in (
            ("received_on", grant is None),
            ("version", grant is not None),
            ("objection", grant is not None),
            ("over_reason", grant is not None),
            ("over_seen", grant is not None),
            ("reason", decided),
        ):
            if not shown:
                del self.fields[name]

    def groups(self) -> list[FieldGroup]:
        """Return the fields grouped as the page shows them."""
        groups = [FieldGroup(title, note, self._shown(names)) for title, note, names in SECTIONS]
        return [group for group in groups if group.fields]

    def _shown(self, names: tuple[str, ...]) -> list[BoundField]:
        return [self[name] for name in names if name in self.fields and not self[name].is_hidden]

    def suggestions(self) -> list[str]:
        """Return the initiatives to offer while typing; none where they are too many."""
        found = [f"{row.name} ({row.reference})" for row in self.initiatives[: MOST_LISTED + 1]]
        return found if len(found) <= MOST_LISTED else []

    def clean(self) -> dict[str, Any]:
        """Somebody gives the money; the period is in order."""
        data = super().clean() or self.cleaned_data
        new, kind = data.get("new_funder"), data.get("new_funder_kind")
        if new and not kind:
            self.add_error("new_funder_kind", _("Kies wat voor geldgever het is."))
        if new and data.get("funder"):
            self.add_error(
                "new_funder", _("Kies een geldgever of vul een nieuwe in, niet allebei.")
            )
        chosen = new or data.get("funder") or data.get("scheme")
        if not chosen and not {"funder", "scheme"} & self.errors.keys():
            self.add_error("funder", _("Kies een regeling of een geldgever, of vul een nieuwe in."))
        start, end = data.get("period_start"), data.get("period_end")
        if start and end and end < start:
            self.add_error("period_end", _("De periode eindigt voordat zij begint."))
        return data

    def known_funder(self) -> Funder | None:
        """Return the funder chosen, or that of the scheme; None where a new one was typed."""
        data = self.cleaned_data
        if data["new_funder"]:
            return None
        funder: Funder = data["funder"] or data["scheme"].funder
        return funder

    def typed_funder(self) -> tuple[str, str]:
        """Return the name and kind of the funder that was typed."""
        return self.cleaned_data["new_funder"], self.cleaned_data["new_funder_kind"]

    def given(self, funder: Funder) -> GrantInput:
        """Return what was filled in, of a valid form."""
        names = [name for name in GrantInput.__dataclass_fields__ if name != "funder"]
        data = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        return GrantInput(funder=funder, **data)

    def first_steps(self, funder: Funder) -> tuple[Step, ...]:
        """Return the receipt of a new application, where its day is known."""
        received: date | None = self.cleaned_data["received_on"]
        if received is None:
            return ()
        return (Step(StepKind.RECEIVED if is_public(funder.kind) else StepKind.ASKED, received),)

    def refuse(self, refusal: StepRefused) -> None:
        """Show why the course does not allow what was filled in, at its field."""
        places = {"requested": "requested_cents", "date": "received_on", "reason": "reason"}
        show_refusal(self, refusal, places)


def initial_of(grant: Grant) -> dict[str, Any]:
    """Return what the form starts with for a stored grant."""
    same = (
        "version",
        "initiative",
        "requested_cents",
        "kind",
        "regularity",
        "case_number",
        "period_start",
        "period_end",
        "report_due",
        "reason",
        "objection",
    )
    return {name: getattr(grant, name) for name in same} | {
        "scheme": grant.scheme_id,
        "funder": grant.funder_id,
    }
