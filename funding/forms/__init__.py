"""Forms of grants, their steps and payments, and schemes; the filters of the list."""

from funding.forms.consent import ConsentForm
from funding.forms.filters import DeadlineForm, FunderFilter, GrantFilter, SchemeFilter
from funding.forms.grants import GrantForm, initial_of
from funding.forms.schemes import SchemeForm, scheme_initial
from funding.forms.steps import ClockForm, PaymentForm, RetractForm, StepForm

__all__ = [
    "ClockForm",
    "ConsentForm",
    "DeadlineForm",
    "FunderFilter",
    "GrantFilter",
    "GrantForm",
    "PaymentForm",
    "RetractForm",
    "SchemeFilter",
    "SchemeForm",
    "StepForm",
    "initial_of",
    "scheme_initial",
]
