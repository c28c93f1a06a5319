"""The lists of initiatives that are read besides our own columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Final

from django.utils.translation import gettext as _

from areas.locating import Locator
from areas.models import District, Municipality
from initiatives.importing.dialect import Dialect, RowSetAside
from initiatives.importing.report import ImportRefused, RowRefused
from initiatives.importing.rows import ReadRow
from sheets.table import Cell, as_text
from sheets.values import clean_text, parse_decimal, shortened


@dataclass(frozen=True)
class Surroundings:
    """What a dialect may ask about the municipality that a list is loaded for."""

    municipality: Municipality
    today: date

    @cached_property
    def locator(self) -> Locator[str]:
        """Finds the code of the wijk of a point. Raises ImportRefused where no boundary is known."""
        districts = District.objects.filter(municipality=self.municipality, boundary__isnull=False)
        held = list(districts.valid_in(self.today.year)) or list(districts)
        if not held:
            values = {"name": self.municipality.name}
            raise ImportRefused(
                _(
                    "Deze lijst plaatst initiatieven met coördinaten, maar van %(name)s zijn geen wijkgrenzen"
                    " bekend. Lees eerst de grenzen in (import_areas)."
                )
                % values
            )
        return Locator((district.code, district.boundary) for district in held)


_RESIDENTS: Final = "bewonersinitiatieven"
_SIX_DECIMALS: Final = Decimal("0.000001")


def _from_map(line: int, cells: Mapping[str, Cell], around: Surroundings) -> ReadRow:
    """A row of Deventer's map of neighbourhood teams: places and initiatives with coordinates, without dates."""
    category = as_text(cells["categorie"]).strip()
    if category != _RESIDENTS:
        values = {"category": shortened(category), "wanted": _RESIDENTS}
        raise RowSetAside(
            "categorie", _("‘%(category)s’ wordt niet geladen, alleen ‘%(wanted)s’.") % values
        )
    longitude, latitude = (_degrees(cells, header) for header in ("lon", "lat"))
    wijk = around.locator.find(float(longitude), float(latitude))
    if wijk is None:
        values = {"point": f"{longitude}, {latitude}", "name": around.municipality.name}
        raise RowRefused("lon", _("Het punt %(point)s ligt in geen wijk van %(name)s.") % values)
    own = {
        "reference": cells["id"],
        "name": cells["naam"],
        "summary": _with_breaks(cells["omschrijving"]),
        "districts": wijk,
    }
    return ReadRow(line, own, point=(longitude, latitude))


def _degrees(cells: Mapping[str, Cell], header: str) -> Decimal:
    try:
        degrees = parse_decimal(cells[header])
    except ValueError as error:
        raise RowRefused(header, str(error)) from error
    if not -180 <= degrees <= 180:
        raise RowRefused(header, _("‘%(degrees)s’ is geen graad.") % {"degrees": degrees})
    return degrees.quantize(_SIX_DECIMALS)


def _with_breaks(cell: Cell) -> str:
    try:
        return clean_text(cell, max_length=10_000, multiline=True, html_breaks=True)
    except ValueError as error:
        raise RowRefused("omschrijving", str(error)) from error


DIALECTS: Final[tuple[Dialect[Surroundings, ReadRow], ...]] = (
    Dialect(
        name="kaart van wijkteams (id, categorie, naam, omschrijving, lon, lat)",
        headers=("id", "categorie", "naam", "omschrijving", "lon", "lat"),
        fills={
            "reference": "id",
            "name": "naam",
            "summary": "omschrijving",
            "districts": "lon",
        },
        convert=_from_map,
    ),
)
