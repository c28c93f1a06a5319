"""From whatever coordinates a file has to WGS84, checked to lie in the Netherlands.

Degrees, RD metres and either of them with swapped axes lie in ranges that do not overlap, so what the numbers are can
be told with certainty; a declared system is only a claim, and the numbers decide. What fits none is refused.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from areas.importing.contents import Geometry

type Points = NDArray[np.float64]

_DECIMALS: Final = 6
"""Of a degree: 0.1 m."""


class NoBoundary(Exception):
    """A geometry that cannot be the boundary of a Dutch area; the message says why, in Dutch."""


class Axes(Enum):
    """What the coordinates of a geometry are."""

    WGS84 = "lengte- en breedtegraden (WGS84)"
    WGS84_SWAPPED = "breedte- en lengtegraden, verwisseld"
    RD = "RD New (EPSG:28992)"
    RD_SWAPPED = "RD New met verwisselde assen"


@dataclass(frozen=True, slots=True)
class _Box:
    """The European Netherlands with a margin, in one system."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, bounds: tuple[float, float, float, float]) -> bool:
        west, south, east, north = bounds
        return (
            self.west <= west and east <= self.east and self.south <= south and north <= self.north
        )


_BOXES: Final = {
    Axes.WGS84: _Box(2.5, 50.5, 7.5, 55.8),
    Axes.WGS84_SWAPPED: _Box(50.5, 2.5, 55.8, 7.5),
    Axes.RD: _Box(-100_000, 289_000, 300_000, 900_000),
    Axes.RD_SWAPPED: _Box(289_000, -100_000, 900_000, 289_000),
}
_RD_TO_WGS84: Final = Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True)
_EPSG: Final = re.compile(r"(?:EPSG|epsg)(?:/[\d.]+)?[:/]{1,2}(?:[\d.]+:)?(\d{4,6})")


def declared_epsg(crs: object) -> int | None:
    """The EPSG number of a GeoJSON `crs` member in any of its spellings; CRS84 counts as 4326. None = not stated."""
    name = crs
    if isinstance(crs, dict):
        properties = crs.get("properties")
        name = (
            properties.get("name", properties.get("code", ""))
            if isinstance(properties, dict)
            else ""
        )
    text = str(name or "")
    if "CRS84" in text.upper():
        return 4326
    match = _EPSG.search(text)
    return int(match[1]) if match else None


def read_geometry(geometry: object) -> BaseGeometry:
    """The polygons of a GeoJSON geometry, valid and flat. Raises NoBoundary for anything that is no area."""
    if not isinstance(geometry, dict):
        raise NoBoundary("de grens ontbreekt")
    try:
        # GeoJSON from a file may hold anything at all where numbers belong.
        read = shapely.force_2d(shape(geometry))
    except (
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        shapely.errors.ShapelyError,
    ) as error:
        raise NoBoundary("de coördinaten van de grens zijn niet te lezen") from error
    if read.is_empty:
        raise NoBoundary("de grens is leeg")
    if not np.isfinite(shapely.get_coordinates(read)).all():
        raise NoBoundary("de grens bevat een coördinaat die geen getal is")
    area = _only_areas(read)
    if area.is_empty:
        raise NoBoundary(f"de grens is geen vlak maar {read.geom_type}")
    return area


def axes_of(geometry: BaseGeometry) -> Axes:
    """What the coordinates of a geometry are. Raises NoBoundary where they fit nothing in the Netherlands."""
    bounds = geometry.bounds
    for axes, box in _BOXES.items():
        if box.holds(bounds):
            return axes
    west, south, east, north = bounds
    raise NoBoundary(
        f"de coördinaten ({west:g}–{east:g}, {south:g}–{north:g}) liggen niet in Nederland, "
        "niet als graden en niet als RD, ook niet met verwisselde assen"
    )


def to_wgs84(geometry: BaseGeometry, axes: Axes) -> Geometry:
    """The geometry as GeoJSON in WGS84, on 6 decimals, valid, with outer rings anticlockwise (RFC 7946)."""
    moved = shapely.transform(geometry, _MOVES[axes]) if axes in _MOVES else geometry
    rounded = shapely.transform(moved, lambda points: np.round(points, _DECIMALS))
    area = _only_areas(rounded)
    if area.is_empty:
        raise NoBoundary("de grens is kleiner dan een decimeter")
    if not _BOXES[Axes.WGS84].holds(area.bounds):
        raise NoBoundary("de grens ligt na omrekenen niet in Nederland")
    placed: dict[str, Any] = mapping(shapely.orient_polygons(area))
    return {"type": placed["type"], "coordinates": _lists(placed["coordinates"])}


def from_epsg(geometry: BaseGeometry, transformer: Transformer) -> BaseGeometry:
    """A geometry in another system that the file declares, in degrees."""
    return shapely.transform(geometry, lambda points: _project(points, transformer))


def _only_areas(geometry: BaseGeometry) -> BaseGeometry:
    """The valid polygons of a geometry; lines and points that mending leaves over are dropped."""
    valid = shapely.make_valid(geometry)
    parts = [
        part
        for part in shapely.get_parts(valid, return_index=False)
        if part.geom_type.endswith("Polygon")
    ]
    return shapely.union_all(parts) if len(parts) != 1 else parts[0]


def _swap(points: Points) -> Points:
    return points[:, ::-1]


def _project(points: Points, transformer: Transformer) -> Points:
    return np.column_stack(transformer.transform(points[:, 0], points[:, 1]))


_MOVES: Final[dict[Axes, Callable[[Points], Points]]] = {
    Axes.WGS84_SWAPPED: _swap,
    Axes.RD: lambda points: _project(points, _RD_TO_WGS84),
    Axes.RD_SWAPPED: lambda points: _project(_swap(points), _RD_TO_WGS84),
}


def _lists(value: Any) -> Any:
    """Nested tuples as the lists that JSON gives back, so that a stored boundary compares equal."""
    return [_lists(item) for item in value] if isinstance(value, tuple | list) else float(value)
