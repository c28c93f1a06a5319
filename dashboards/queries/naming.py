"""Which rows a member may see by name, among any number of ids."""

import json
from collections.abc import Collection

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL

from accounts.models import Membership
from accounts.policy import visible
from initiatives.models import (
    Initiative,
    PartnerKind,
    PlaceKind,
)

_IDS = {
    "sqlite": "SELECT value FROM json_each(%s)",
    "postgresql": "SELECT value::bigint FROM json_array_elements_text(%s::json) AS t(value)",
}


def among[M: Model](queryset: QuerySet[M], ids: Collection[int], field: str = "pk") -> QuerySet[M]:
    """The rows with these ids, however many: as one value, since an engine limits how many it takes apart.

    `field` is the column of the ids, where they are not those of the rows themselves.
    """
    listed = RawSQL(_IDS[connection.vendor], (json.dumps(list(ids)),))  # noqa: S611  (ids are numbers of ours)
    return queryset.filter(**{f"{field}__in": listed})


def visible_ids(membership: Membership, ids: Collection[int]) -> set[int]:
    """Which of these initiatives the member may see by name."""
    found = among(visible(membership, Initiative.objects.all()), ids)
    return set(found.order_by().values_list("pk", flat=True))


def place_kinds() -> list[tuple[str, str]]:
    """The kinds of place: code and word."""
    return [(kind.code, str(kind)) for kind in PlaceKind.objects.all()]


def partner_kinds() -> list[tuple[str, str]]:
    """The kinds of partner: code and word."""
    return [(kind.code, str(kind)) for kind in PartnerKind.objects.all()]
