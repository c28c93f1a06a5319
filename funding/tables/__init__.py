"""Tables of grants, their deadlines and schemes (django-tables2, our own template)."""

from funding.tables.amounts import amount_text, in_kind_text
from funding.tables.dues import DeadlineTable, deadlines
from funding.tables.funders import FunderTable
from funding.tables.grants import GrantTable, InitiativeGrantTable
from funding.tables.schemes import SchemeTable

__all__ = [
    "DeadlineTable",
    "FunderTable",
    "GrantTable",
    "InitiativeGrantTable",
    "SchemeTable",
    "amount_text",
    "deadlines",
    "in_kind_text",
]
