"""What a person fills in about a scheme."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from accounts.policy import visible
from funding.course.words import short_euros
from funding.forms.fields import EuroField, WeeksField
from funding.forms.grants import FunderChoice
from funding.models import Funder, FunderKind, Scheme
from funding.writes import OverCeiling, SchemeInput
from initiatives.forms.base import NoticingForm, choose_from


class SchemeForm(NoticingForm):
    """A regeling of one funder, in one year or without one."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Naam"), max_length=200)
    year = forms.IntegerField(
        label=_("Jaar"),
        min_value=1990,
        max_value=2199,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Leeg: de regeling geldt zonder jaar."),
        error_messages={"invalid": _("Schrijf een jaar als 2026.")},
    )
    funder = FunderChoice(
        queryset=Funder.objects.none(),
        label=_("Geldgever"),
        required=False,
        empty_label=_("een nieuwe"),
    )
    new_funder = forms.CharField(label=_("Nieuwe geldgever"), max_length=200, required=False)
    new_funder_kind = forms.ChoiceField(
        label=_("Soort nieuwe geldgever"),
        choices=[("", _("kies een soort")), *FunderKind.choices],
        required=False,
    )
    ceiling_cents = EuroField(
        label=_("Plafond in euro"),
        required=False,
        help_text=_("Leeg: er is geen plafond."),
    )
    ceiling_reason = forms.CharField(
        label=_("Waarom lager dan wat is toegekend"),
        max_length=500,
        required=False,
        widget=forms.HiddenInput,
        help_text=_("Komt bij de regeling en in het logboek te staan."),
    )
    decision_term_weeks = WeeksField(
        label=_("Beslistermijn in weken"),
        required=False,
        help_text=_("Leeg: acht weken na ontvangst (Awb 4:13)."),
    )
    settlement_term_weeks = WeeksField(
        label=_("Vaststellingstermijn in weken"),
        required=False,
        help_text=_("Leeg: acht weken na de verantwoording."),
    )
    taakveld = forms.CharField(
        label=_("Iv3-taakveld"),
        max_length=60,
        required=False,
        help_text=_("Bijvoorbeeld: 6.1 Samenkracht en burgerparticipatie."),
    )

    def __init__(
        self, membership: Membership, scheme: Scheme | None, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "funder", visible(membership, Funder.objects.all()))
        if scheme is None:
            del self.fields["version"]
        if self["ceiling_reason"].value():
            self.fields["ceiling_reason"].widget = forms.TextInput()

    def clean(self) -> dict[str, Any]:
        """Somebody gives the money."""
        data = super().clean() or self.cleaned_data
        new, kind = data.get("new_funder"), data.get("new_funder_kind")
        if new and not kind:
            self.add_error("new_funder_kind", _("Kies wat voor geldgever het is."))
        if new and data.get("funder"):
            self.add_error(
                "new_funder", _("Kies een geldgever of vul een nieuwe in, niet allebei.")
            )
        if not new and not data.get("funder") and "funder" not in self.errors:
            self.add_error("funder", _("Kies een geldgever of vul een nieuwe in."))
        return data

    def ask_consent(self, error: OverCeiling) -> None:
        """Show what is committed already, at the field that asks why the ceiling goes below it."""
        self.fields["ceiling_reason"].widget = forms.TextInput()
        values = {
            "committed": short_euros(error.room.committed_cents),
            "over": short_euros(error.over_cents),
        }
        sentence = gettext(
            "Onder deze regeling is al %(committed)s toegekend: %(over)s meer dan dit plafond. Er is nog niets"
            " bewaard. Klopt het, vul dan in waarom."
        )
        self.add_error("ceiling_reason", sentence % values)

    def known_funder(self) -> Funder | None:
        """Return the funder chosen; None where a new one was typed."""
        chosen: Funder | None = self.cleaned_data["funder"]
        return chosen

    def typed_funder(self) -> tuple[str, str]:
        """Return the name and kind of the funder that was typed."""
        return self.cleaned_data["new_funder"], self.cleaned_data["new_funder_kind"]

    def given(self, funder: Funder) -> SchemeInput:
        """Return what was filled in, of a valid form."""
        names = [name for name in SchemeInput.__dataclass_fields__ if name != "funder"]
        return SchemeInput(funder=funder, **{name: self.cleaned_data[name] for name in names})


def scheme_initial(scheme: Scheme) -> dict[str, Any]:
    """Return what the form starts with for a stored scheme."""
    names = [name for name in SchemeInput.__dataclass_fields__ if name != "funder"]
    return {name: getattr(scheme, name) for name in names} | {
        "funder": scheme.funder_id,
        "version": scheme.version,
    }
