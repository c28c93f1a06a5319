"""The ids behind the codes of a municipality's files."""

from django.db import models

from areas.models import District, Municipality, TargetGroup
from initiatives.models import ActivityType, PartnerKind, PlaceKind
from lessons.models import Lesson


class Vocabulary:
    """The id of each code, by the name of the field that holds it: six queries."""

    def __init__(self, municipality: Municipality) -> None:
        """Read all codes."""
        sources: dict[str, models.QuerySet[models.Model]] = {
            "districts": District.objects.filter(municipality=municipality),
            "activity_types": ActivityType._default_manager.all(),
            "target_groups": TargetGroup.objects.all(),
            "place_kinds": PlaceKind._default_manager.all(),
            "partners": PartnerKind._default_manager.all(),
            "lessons": Lesson.objects.all(),
        }
        self._ids: dict[str, dict[str, int]] = {
            name: dict(rows.values_list("code", "pk")) for name, rows in sources.items()
        }

    def pk(self, name: str, code: str) -> int:
        """The id of a code that the plan has checked."""
        return self._ids[name][code]
