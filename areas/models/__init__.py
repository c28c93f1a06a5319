"""The models of areas, by subject."""

from areas.models.figures import GroupsToServe, KeyFigure, TargetGroup
from areas.models.geography import District, Division, Municipality, MunicipalRow, Neighbourhood
from areas.models.norms import NeedIndicator, Norms

__all__ = [
    "District",
    "Division",
    "GroupsToServe",
    "KeyFigure",
    "MunicipalRow",
    "Municipality",
    "NeedIndicator",
    "Neighbourhood",
    "Norms",
    "TargetGroup",
]
