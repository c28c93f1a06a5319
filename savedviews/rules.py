"""Which pages can be kept as a view, and which part of their address. No address is ever stored: a name and a query."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Page:
    """A page that can be kept: what it is called, and whether it shows a reference date."""

    label: str | Promise
    dated: bool = True


PAGES: Final = {
    "dashboards:overview": Page(_("Overzicht")),
    "dashboards:coverage": Page(_("Dekking")),
    "dashboards:coverage_map": Page(_("Dekking op de kaart")),
    "dashboards:coverage_trend": Page(_("Verloop van de dekking")),
    "dashboards:coverage_compare": Page(_("Twee datums vergelijken")),
    "dashboards:priorities": Page(_("Kansen")),
    "dashboards:funding": Page(_("Financiering")),
    "dashboards:cliff": Page(_("Klif")),
    "dashboards:flow": Page(_("Geldstroom")),
    "dashboards:years": Page(_("Geld door de jaren")),
    "dashboards:what_if": Page(_("Wat als")),
    "dashboards:questions": Page(_("Vragen over geld")),
    "dashboards:falling": Page(_("Wat valt om")),
    "dashboards:per_head": Page(_("Geld per inwoner")),
    "dashboards:footing": Page(_("Houvast")),
    "dashboards:refused": Page(_("Afgewezen")),
    "dashboards:terms": Page(_("Beslistermijnen")),
    "dashboards:ceilings": Page(_("Plafonds")),
    "dashboards:initiatives": Page(_("Initiatieven")),
    "dashboards:actions": Page(_("Acties"), dated=False),
    "funding:grants": Page(_("Aanvragen"), dated=False),
    "funding:deadlines": Page(_("Termijnen"), dated=False),
    "funding:schemes": Page(_("Regelingen"), dated=False),
    "funding:funders": Page(_("Geldgevers"), dated=False),
    "reports:note": Page(_("Notitie voor de raad")),
}
DAY: Final = "peildatum"
_PASSING: Final = frozenset({"page", "als", "format", "next", "gemaakt", "csrfmiddlewaretoken"})
LONGEST_QUERY: Final = 4_000


def kept_query(query: QueryDict, *, day: date | None) -> str:
    """The part of an address that is kept, with the reference date written out, or (None) none, so that it is today."""
    pairs: Iterable[tuple[str, list[str]]] = query.lists()
    kept = QueryDict(mutable=True)
    for name, values in pairs:
        if name not in _PASSING and name != DAY:
            kept.setlist(name, [value for value in values if value])
    if day is not None:
        kept[DAY] = day.isoformat()
    return kept.urlencode()
