"""The models of funding, by subject."""

from funding.models.course import ClockDate, Decision, Payment
from funding.models.grants import (
    MAX_CENTS,
    NOTHING_GRANTED,
    UNDECIDED,
    Grant,
    GrantKind,
    GrantQuerySet,
    GrantState,
    Regularity,
)
from funding.models.schemes import Funder, FunderKind, Scheme

__all__ = [
    "MAX_CENTS",
    "NOTHING_GRANTED",
    "UNDECIDED",
    "ClockDate",
    "Decision",
    "Funder",
    "FunderKind",
    "Grant",
    "GrantKind",
    "GrantQuerySet",
    "GrantState",
    "Payment",
    "Regularity",
    "Scheme",
]
