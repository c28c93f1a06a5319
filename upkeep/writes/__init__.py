"""Changing many records at once, handing one over, merging two, and taking each back."""

from upkeep.writes.apart import keep_apart
from upkeep.writes.bulk import assign_all, confirm_all, hand_over, tag_all
from upkeep.writes.merging import MergeInput, merge_initiatives
from upkeep.writes.merging_organisations import OrganisationMerge, merge_organisations
from upkeep.writes.operations import MOST, UNDO_DAYS, Left, Missing, NotUndone, Result
from upkeep.writes.repairing import NoAnswer, repair_all
from upkeep.writes.undoing import Undone, undo, undo_until

__all__ = [
    "MOST",
    "UNDO_DAYS",
    "Left",
    "MergeInput",
    "Missing",
    "NoAnswer",
    "NotUndone",
    "OrganisationMerge",
    "Result",
    "Undone",
    "assign_all",
    "confirm_all",
    "hand_over",
    "keep_apart",
    "merge_initiatives",
    "merge_organisations",
    "repair_all",
    "tag_all",
    "undo",
    "undo_until",
]
