"""A municipality's own look: which design tokens it may set, and what of a token file is taken over."""

from areas.theme.contrast import contrast
from areas.theme.slots import CHECKS, SLOTS
from areas.theme.tokens import (
    MOST_BYTES,
    Finding,
    NoTokens,
    Reading,
    read_tokens,
    standing,
    stylesheet,
)

__all__ = [
    "CHECKS",
    "MOST_BYTES",
    "SLOTS",
    "Finding",
    "NoTokens",
    "Reading",
    "contrast",
    "read_tokens",
    "standing",
    "stylesheet",
]
