"""A record's own key within its municipality: a new one (I-2026-0001), and those of records that were merged."""

from typing import Any, Final

from django.db.models import QuerySet
from django.db.models.functions import Length
from django.http import Http404

from areas.models import Municipality
from initiatives.models import FormerReference, Initiative

MAX_ID: Final = 2**63 - 1
"""The highest key that a database keeps."""


class Moved(Http404):
    """The record was merged; `pk` is the one it became. `initiatives.middleware` leads on to it."""

    def __init__(self, pk: int) -> None:
        super().__init__()
        self.pk = pk


def formerly(pk: int) -> QuerySet[FormerReference]:
    """What is known of a record that had this primary key and was merged."""
    found = FormerReference.objects.all()
    return found.filter(former_id=pk) if pk <= MAX_ID else found.none()


def new_references(municipality: Municipality, year: int, count: int = 1) -> list[str]:
    """The next `count` free references of a year; call it inside the transaction that uses them.

    The municipality's row is locked, so that two people saving at once never get the same one
    (on SQLite the write transaction itself does that).
    """
    Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)
    prefix = f"I-{year}-"
    highest = [
        _highest(rows.filter(municipality=municipality), prefix)
        for rows in (Initiative.objects.all(), FormerReference.objects.all())
    ]
    last = max(highest)
    return [f"{prefix}{number:04d}" for number in range(last + 1, last + count + 1)]


def _highest(rows: QuerySet[Any], prefix: str) -> int:
    """The highest number in use after `prefix`, 0 without one."""
    found: str | None = (
        rows.filter(reference__startswith=prefix, reference__regex=rf"^{prefix}[0-9]{{4,9}}$")
        .order_by(Length("reference").desc(), "-reference")
        .values_list("reference", flat=True)
        .first()
    )
    return int(found.removeprefix(prefix)) if found else 0


def former_references(municipality: Municipality) -> dict[str, str]:
    """The key of each record that was merged → the key of the record that it became: one query."""
    found = FormerReference.objects.filter(municipality=municipality)
    return dict(found.values_list("reference", "initiative__reference"))
