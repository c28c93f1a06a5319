"""The one place where funders, schemes, and a single grant with its decisions and payments are written.

Every function runs in one transaction with its log row. Those of a grant refill the columns that repeat what
decisions and payments say.
"""

from funding.histories import follow_reason, history_of
from funding.writes.ceilings import NO_CONSENT, Consent, OverCeiling
from funding.writes.clock_dates import NewDate, move_clock
from funding.writes.grants import GrantInput, create_grant, update_grant
from funding.writes.schemes import SchemeInput, create_scheme, find_or_create_funder, update_scheme
from funding.writes.standing import standing_columns
from funding.writes.steps import add_payment, add_step, retract_step

__all__ = [
    "NO_CONSENT",
    "Consent",
    "GrantInput",
    "NewDate",
    "OverCeiling",
    "SchemeInput",
    "add_payment",
    "add_step",
    "create_grant",
    "create_scheme",
    "find_or_create_funder",
    "follow_reason",
    "history_of",
    "move_clock",
    "retract_step",
    "standing_columns",
    "update_grant",
    "update_scheme",
]
