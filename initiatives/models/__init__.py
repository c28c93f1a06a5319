"""The models of initiatives, by subject."""

from initiatives.models.drafts import Draft
from initiatives.models.evidence import MAX_LESSONS, LessonTag, Observation
from initiatives.models.initiative import (
    Band,
    FormerReference,
    Frequency,
    Initiative,
    InitiativeDistrict,
    InitiativeQuerySet,
    OwnCircle,
    WhoDecides,
)
from initiatives.models.relations import Contact, PartnerTie, VoiceSignal
from initiatives.models.vocabulary import ActivityType, PartnerKind, PlaceKind

__all__ = [
    "MAX_LESSONS",
    "ActivityType",
    "Band",
    "Contact",
    "Draft",
    "FormerReference",
    "Frequency",
    "Initiative",
    "InitiativeDistrict",
    "InitiativeQuerySet",
    "LessonTag",
    "Observation",
    "OwnCircle",
    "PartnerKind",
    "PartnerTie",
    "PlaceKind",
    "VoiceSignal",
    "WhoDecides",
]
