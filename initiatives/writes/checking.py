"""Checks that every write shares: what is linked belongs to the same municipality."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from areas.models import MunicipalRow
from audit.log import Changes
from audit.versioned import Conflict
from initiatives.models import Initiative

MASKED = "(afgeschermd)"


def check_municipality(
    municipality_id: int, field: str, rows: Iterable[MunicipalRow | None]
) -> None:
    """Raise ValidationError at `field` if one of `rows` belongs to another municipality."""
    if any(row is not None and row.municipality_id != municipality_id for row in rows):
        raise ValidationError({field: _("Deze keuze hoort niet bij deze gemeente.")})


def locked(initiative: Initiative, seen_version: int | None = None) -> Initiative:
    """The stored row, held until the transaction ends.

    Raises `Conflict` if it no longer has `seen_version`; None = whatever stands there.
    """
    stored = Initiative.objects.select_for_update().get(pk=initiative.pk)
    if seen_version is not None and stored.version != seen_version:
        raise Conflict(stored)
    return stored


def without_private(changes: Changes) -> Changes:
    """The log says that a private contact or a point changed, never what it is: a shield may go up later."""
    return {
        field: [MASKED if value else value for value in values]
        if field in {"private_contact", "longitude", "latitude"}
        else values
        for field, values in changes.items()
    }
