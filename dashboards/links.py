"""Addresses of drill-downs: a view is a link, and so is the list behind each of its numbers."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from dashboards.analysis.selecting import Show


def view_url(name: str, day: date | None, *args: str, **query: str) -> str:
    """The address of a dashboard at a day; empty parts of the query are left out.

    `day` None leaves the peildatum out: the page then shows today.
    """
    parts = {key: value for key, value in query.items() if value}
    if day is not None:
        parts["peildatum"] = day.isoformat()
    address = reverse(f"dashboards:{name}", args=args)
    return f"{address}?{urlencode(parts)}" if parts else address


def behind(
    show: Show,
    day: date,
    *,
    district: str = "",
    lesson: str = "",
    part: str = "",
    year: int | None = None,
    filters: Mapping[str, str] | None = None,
) -> str:
    """The list of the initiatives behind a number, `filters` of that list applied to it."""
    return view_url(
        "initiatives",
        day,
        toon=show.value,
        wijk=district,
        les=lesson,
        deel=part,
        jaar="" if year is None else str(year),
        **(filters or {}),
    )
