"""The forms of upkeep, by subject."""

from upkeep.forms.hand_over import HandOverForm
from upkeep.forms.merging import InitiativeMergeForm, OrganisationMergeForm

__all__ = ["HandOverForm", "InitiativeMergeForm", "OrganisationMergeForm"]
