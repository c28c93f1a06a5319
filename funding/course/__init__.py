"""The course of a grant: its dated steps, the state that follows from them, and what may happen next.

Pure: no Django, no database. A grant's state is never typed in; it is derived from its decisions and payments
(design, section 5), here and nowhere else, at any date.
"""

from funding.course.columns import Columns, from_columns, normalised, to_columns
from funding.course.deriving import History, Standing, standing
from funding.course.rules import allowed, check_history, check_payment, check_step, may_pay
from funding.course.states import (
    POSITIVE_STEPS,
    PUBLIC_FUNDERS,
    FunderKind,
    GrantKind,
    Paid,
    State,
    Step,
    StepKind,
    StepRefused,
    is_public,
    states_of,
    steps_of,
)

__all__ = [
    "POSITIVE_STEPS",
    "PUBLIC_FUNDERS",
    "Columns",
    "FunderKind",
    "GrantKind",
    "History",
    "Paid",
    "Standing",
    "State",
    "Step",
    "StepKind",
    "StepRefused",
    "allowed",
    "check_history",
    "check_payment",
    "check_step",
    "from_columns",
    "is_public",
    "may_pay",
    "normalised",
    "standing",
    "states_of",
    "steps_of",
    "to_columns",
]
