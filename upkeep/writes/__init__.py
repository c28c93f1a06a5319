"""Changing many records at once, handing one over, and taking either back."""

from upkeep.writes.bulk import assign_all, confirm_all, hand_over, tag_all
from upkeep.writes.operations import MOST, Left, Missing, Result
from upkeep.writes.undoing import UNDO_DAYS, NotUndone, Undone, undo, undo_until

__all__ = [
    "MOST",
    "UNDO_DAYS",
    "Left",
    "Missing",
    "NotUndone",
    "Result",
    "Undone",
    "assign_all",
    "confirm_all",
    "hand_over",
    "tag_all",
    "undo",
    "undo_until",
]
