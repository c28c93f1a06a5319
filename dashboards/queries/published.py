"""What other municipalities published about a lesson, with the key figures of its wijken."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from accounts.models import Membership
from accounts.policy import published_elsewhere
from areas.models import KeyFigure
from dashboards import rows
from dashboards.queries.naming import among
from initiatives.models import Initiative

PUBLIC_FIGURES: Final = frozenset(
    {rows.INHABITANTS, *(scale.indicator for scale in rows.DEFAULT_NEEDS)}
)
"""Figures that national bodies publish of every wijk; a municipality's own indicators stay its own."""


@dataclass(frozen=True, slots=True)
class PublishedWijk:
    """A wijk of another municipality, and what was published there: (name, summary).

    `key` names it among the figures, since two municipalities may use one code.
    """

    key: str
    municipality: str
    name: str
    initiatives: tuple[tuple[str, str], ...]


def published_wijken(
    membership: Membership, lesson: str, on: date
) -> tuple[list[PublishedWijk], list[rows.FigureRow]]:
    """The wijken elsewhere with a published, active initiative of the lesson, and their public figures; two queries."""
    active = Initiative.objects.active_on(on).filter(
        tags__lesson__code=lesson, municipality_wide=False
    )
    found = published_elsewhere(membership, active.order_by("name", "pk"))
    names: dict[int, tuple[str, str]] = {}
    told: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in found:
        wijk = row["districts__pk"]
        if isinstance(wijk, int):
            names[wijk] = (str(row["municipality__name"]), str(row["districts__name"]))
            told[wijk].append((str(row["name"]), str(row["summary"])))
    wijken = [PublishedWijk(str(pk), *names[pk], tuple(told[pk])) for pk in sorted(names)]
    return wijken, _figures(names, on)


def _figures(wijken: Collection[int], on: date) -> list[rows.FigureRow]:
    public = KeyFigure.objects.filter(
        indicator__in=PUBLIC_FIGURES, year__lte=on.year, district__isnull=False
    )
    theirs = among(public, wijken, "district")
    found = theirs.values_list("district_id", "year", "indicator", "value")
    return [rows.FigureRow(str(pk), year, indicator, value) for pk, year, indicator, value in found]
