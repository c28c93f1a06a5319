"""Forms of grants, their steps and payments, and schemes; the filters of the list."""

from funding.forms.filters import GrantFilter
from funding.forms.grants import GrantForm, initial_of
from funding.forms.schemes import SchemeForm, scheme_initial
from funding.forms.steps import PaymentForm, RetractForm, StepForm

__all__ = [
    "GrantFilter",
    "GrantForm",
    "PaymentForm",
    "RetractForm",
    "SchemeForm",
    "StepForm",
    "initial_of",
    "scheme_initial",
]
