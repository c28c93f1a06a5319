"""In which wijk a point lies."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from areas.models import District, Municipality

EDGE_METRES: Final = 100.0
"""How far outside every boundary a point may lie and still belong to the nearest wijk: quays, generalised edges."""

_METRES_PER_DEGREE: Final = 111_320.0


@dataclass(frozen=True, slots=True)
class Found[K]:
    """The wijk of a point; `metres` is how far outside its boundary the point lies (0 = within or on it)."""

    key: K
    metres: float


class Locator[K]:
    """Finds the wijk of many points; build it once for a set of boundaries.

    `areas` are pairs of a key and a GeoJSON geometry in WGS84 (longitude, latitude); an area without a geometry is
    never found. A point that several areas cover (a shared edge) belongs to the first of them in the order given.
    A point that none covers belongs to the nearest one within `EDGE_METRES`, else to none.
    """

    def __init__(self, areas: Iterable[tuple[K, dict[str, Any] | None]]) -> None:
        shapes = [(key, shapely.make_valid(shape(geometry))) for key, geometry in areas if geometry]
        placed = [(key, geometry) for key, geometry in shapes if not geometry.is_empty]
        self._keys = [key for key, _geometry in placed]
        self._shrink = _longitude_shrink([geometry for _key, geometry in placed])
        self._tree = shapely.STRtree([self._in_metres(geometry) for _key, geometry in placed])

    def find(self, lon: float, lat: float) -> K | None:
        """The key of the area that the point (degrees, WGS84) belongs to; None where there is none."""
        found = self.locate(lon, lat)
        return None if found is None else found.key

    def locate(self, lon: float, lat: float) -> Found[K] | None:
        """As `find`, and how far outside the boundary the point lies."""
        if not self._keys or not (math.isfinite(lon) and math.isfinite(lat)):
            return None
        point = self._in_metres(shapely.Point(lon, lat))
        within = self._tree.query(point, predicate="intersects")
        if len(within):
            return Found(self._keys[min(within.tolist())], 0.0)
        nearest, distances = self._tree.query_nearest(
            point, max_distance=EDGE_METRES, return_distance=True
        )
        if not len(nearest):
            return None
        metres, index = min(zip(distances.tolist(), nearest.tolist(), strict=True))
        return Found(self._keys[index], metres)

    def _in_metres[G: BaseGeometry](self, geometry: G) -> G:
        return shapely.transform(
            geometry, lambda points: points * [self._shrink, _METRES_PER_DEGREE]
        )


def _longitude_shrink(geometries: list[BaseGeometry]) -> float:
    """Metres in a degree of longitude at the middle of the areas."""
    if not geometries:
        return _METRES_PER_DEGREE
    _west, south, _east, north = shapely.total_bounds(geometries)
    return _METRES_PER_DEGREE * math.cos(math.radians((south + north) / 2))


def district_at(municipality: Municipality, lon: float, lat: float, on: date) -> District | None:
    """The municipality's wijk, of the division that holds on `on`, in which a point (degrees, WGS84) lies."""
    districts = District.objects.filter(municipality=municipality).valid_in(on.year)
    return Locator((district, district.boundary) for district in districts).find(lon, lat)
