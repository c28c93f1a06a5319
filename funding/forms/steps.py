"""Small forms on a grant's page: one step in its course, or one payment."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from funding.course import Paid, Standing, State, Step, StepKind, StepRefused
from funding.forms.fields import EuroField
from funding.forms.refusals import show_refusal
from initiatives.forms.base import NoticingForm
from initiatives.forms.fields import DayField

AMOUNT_LABELS: Final[Mapping[StepKind, Any]] = {
    StepKind.GRANTED: _("Verleend bedrag in euro"),
    StepKind.SETTLED_DIRECTLY: _("Vastgesteld bedrag in euro"),
    StepKind.PROMISED: _("Toegezegd bedrag in euro"),
    StepKind.CHANGED: _("Nieuw bedrag in euro"),
    StepKind.SETTLED: _("Vastgesteld bedrag in euro"),
    StepKind.ACCOUNTED: _("Afgerekend bedrag in euro"),
}
"""The steps that set an amount, with what it is called."""

_OF_REQUEST: Final = (StepKind.GRANTED, StepKind.SETTLED_DIRECTLY, StepKind.PROMISED)


class StepForm(NoticingForm):
    """One step; `version` is the one of the grant that the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.CharField(widget=forms.HiddenInput)
    date = DayField(label=_("Datum"))
    amount = EuroField(label=_("Bedrag in euro"))
    reason = forms.CharField(
        label=_("Reden"),
        max_length=500,
        required=False,
        help_text=_("Nodig bij meer dan gevraagd of minder dan verleend. Geen namen van bewoners."),
    )

    def __init__(self, kind: StepKind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{kind.value}-%s", **kwargs)
        self.step_kind = kind
        if kind in AMOUNT_LABELS:
            self.fields["amount"].label = AMOUNT_LABELS[kind]
            self.fields["amount"].required = kind is not StepKind.ACCOUNTED
        else:
            del self.fields["amount"]
            self.fields["reason"].help_text = _("Geen namen van bewoners.")

    def given(self) -> Step:
        """Return what was filled in, of a valid form."""
        data = self.cleaned_data
        return Step(self.step_kind, data["date"], data.get("amount"), data["reason"])

    def refuse(self, refusal: StepRefused) -> None:
        """Show why the step is not allowed, at its field."""
        show_refusal(self, refusal, {})


class PaymentForm(NoticingForm):
    """One payment; what comes back has a minus."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    date = DayField(label=_("Datum van betaling"))
    amount = EuroField(
        label=_("Betaald bedrag in euro"),
        allow_negative=True,
        help_text=_("Is er geld teruggekomen, zet er dan een min voor: -250,00."),
    )
    note = forms.CharField(
        label=_("Toelichting"),
        max_length=300,
        required=False,
        help_text=_("Bijvoorbeeld: voorschot, eerste termijn."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="betaling-%s", **kwargs)

    def given(self) -> Paid:
        """Return what was filled in, of a valid form."""
        return Paid(self.cleaned_data["date"], self.cleaned_data["amount"])

    def refuse(self, refusal: StepRefused) -> None:
        """Show why the payment is not allowed, at its field."""
        show_refusal(self, refusal, {})


class RetractForm(NoticingForm):
    """Taking back the latest step."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="terug-%s", **kwargs)

    def refuse(self, refusal: StepRefused) -> None:
        """Show why the step cannot be taken back."""
        show_refusal(self, refusal, {})


def step_initial(kind: StepKind, now: Standing, version: int, today: date) -> dict[str, Any]:
    """Return what a step's form starts with: today, and the amount that is most likely."""
    likely = now.requested_cents if kind in _OF_REQUEST else now.granted_cents
    return {"version": version, "kind": kind.value, "date": today, "amount": likely}


def payment_initial(now: Standing, version: int, today: date) -> dict[str, Any]:
    """Return what the payment's form starts with: today, and what is still to be paid or paid back."""
    due = 0 if now.state is State.REVOKED else now.counting_cents or 0
    return {"version": version, "date": today, "amount": due - now.paid_cents or None}
