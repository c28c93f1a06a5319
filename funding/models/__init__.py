"""The models of funding, by subject."""

from funding.models.grants import (
    MAX_CENTS,
    NOTHING_GRANTED,
    UNDECIDED,
    Decision,
    Grant,
    GrantKind,
    GrantState,
    Payment,
    Regularity,
)
from funding.models.schemes import Funder, FunderKind, Scheme

__all__ = [
    "MAX_CENTS",
    "NOTHING_GRANTED",
    "UNDECIDED",
    "Decision",
    "Funder",
    "FunderKind",
    "Grant",
    "GrantKind",
    "GrantState",
    "Payment",
    "Regularity",
    "Scheme",
]
