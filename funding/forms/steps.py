"""Small forms on a grant's page: one step in its course, or one payment."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from funding.course import POSITIVE_STEPS, Paid, Standing, State, Step, StepKind, StepRefused
from funding.course.clocks import ClockKind
from funding.course.grounds import GROUNDS
from funding.forms.consent import ConsentForm
from funding.forms.fields import EuroField
from funding.forms.refusals import show_refusal
from funding.writes import NewDate
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

ANSWER_WITHIN: Final = timedelta(days=14)
"""How long an applicant is first offered to answer a request for a supplement; the officer may change it."""

PUT_BACK: Final = gettext_noop("teruggezet op de berekende datum")

_OF_REQUEST: Final = (StepKind.GRANTED, StepKind.SETTLED_DIRECTLY, StepKind.PROMISED)


class StepForm(ConsentForm):
    """One step; `version` is the one of the grant that the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.CharField(widget=forms.HiddenInput)
    date = DayField(label=_("Datum"))
    amount = EuroField(label=_("Bedrag in euro"))
    ground = forms.ChoiceField(label=_("Waarom"))
    answer_by = DayField(
        label=_("Antwoord uiterlijk op"),
        required=False,
        help_text=_("De beslistermijn staat stil tot de aanvulling er is (Awb 4:15)."),
    )
    reason = forms.CharField(
        label=_("Reden"),
        max_length=500,
        required=False,
        help_text=_("Nodig bij meer dan gevraagd of minder dan verleend. Geen namen van bewoners."),
    )
    field_order = ("date", "amount", "ground", "answer_by", "reason", "over_reason")

    def __init__(self, kind: StepKind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{kind.value}-%s", **kwargs)
        self.step_kind = kind
        if kind in AMOUNT_LABELS:
            self.fields["amount"].label = AMOUNT_LABELS[kind]
            self.fields["amount"].required = kind is not StepKind.ACCOUNTED
        else:
            del self.fields["amount"]
            self.fields["reason"].help_text = _("Geen namen van bewoners.")
        self.fields["reason"].required = kind is StepKind.REVOKED
        self.fields["reason"].error_messages["required"] = _("Vul in waarom.")
        if kind not in POSITIVE_STEPS | {StepKind.CHANGED}:
            del self.fields["over_seen"], self.fields["over_reason"]
        if kind is not StepKind.SUPPLEMENT_REQUESTED:
            del self.fields["answer_by"]
        self._name_grounds(kind)

    def _name_grounds(self, kind: StepKind) -> None:
        """Offer the list of grounds where the step has one; what is written is then an explanation."""
        ground = self.fields["ground"]
        if kind not in GROUNDS or not isinstance(ground, forms.ChoiceField):
            del self.fields["ground"]
            return
        named = [(code, gettext(label).capitalize()) for code, label in GROUNDS[kind].items()]
        ground.choices = [("", _("kies een reden")), *named]
        ground.error_messages["required"] = _("Kies waarom.")
        self.fields["reason"].label = _("Toelichting")

    def given(self) -> Step:
        """Return what was filled in, of a valid form."""
        data = self.cleaned_data
        return Step(
            self.step_kind,
            data["date"],
            data.get("amount"),
            data["reason"],
            data.get("ground", ""),
        )

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


class RetractForm(ConsentForm):
    """Taking back the latest step."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="terug-%s", **kwargs)

    def refuse(self, refusal: StepRefused) -> None:
        """Show why the step cannot be taken back."""
        show_refusal(self, refusal, {})


class ClockForm(NoticingForm):
    """Another date for one clock, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    clock = forms.CharField(widget=forms.HiddenInput)
    due = DayField(label=_("Nieuwe datum"), required=False)
    reason = forms.CharField(
        label=_("Waarom"),
        max_length=500,
        required=False,
        help_text=_("Bijvoorbeeld: verlengd om advies te vragen. Geen namen van bewoners."),
    )

    def __init__(self, kind: ClockKind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"termijn-{kind.value}-%s", **kwargs)
        self.clock_kind = kind

    def clean(self) -> dict[str, Any]:
        """Moving a clock asks a date and a reason; putting it back asks nothing."""
        data = super().clean() or self.cleaned_data
        if not self.puts_back and not data.get("due") and "due" not in self.errors:
            self.add_error("due", _("Vul de nieuwe datum in."))
        return data

    @property
    def puts_back(self) -> bool:
        """Whether the calculated date has to count again."""
        return "terug" in self.data

    def given(self) -> NewDate:
        """Return what was filled in, of a valid form."""
        data = self.cleaned_data
        if not self.puts_back:
            return NewDate(self.clock_kind, data["due"], data["reason"])
        return NewDate(self.clock_kind, None, data["reason"] or gettext(PUT_BACK))

    def refuse(self, refusal: StepRefused) -> None:
        """Show why the date cannot be, at its field."""
        show_refusal(self, refusal, {})


def step_initial(kind: StepKind, now: Standing, version: int, today: date) -> dict[str, Any]:
    """Return what a step's form starts with: today, and the amount that is most likely."""
    return {
        "version": version,
        "kind": kind.value,
        "date": today,
        "amount": likely_amount(kind, now),
        "answer_by": today + ANSWER_WITHIN,
    }


def likely_amount(kind: StepKind, now: Standing) -> int | None:
    """Return the amount that a step most likely sets, in cents."""
    return now.requested_cents if kind in _OF_REQUEST else now.granted_cents


def payment_initial(now: Standing, version: int, today: date) -> dict[str, Any]:
    """Return what the payment's form starts with: today, and what is still to be paid or paid back."""
    due = 0 if now.state is State.REVOKED else now.counting_cents or 0
    return {"version": version, "date": today, "amount": due - now.paid_cents or None}
