"""The wijken of a municipality as a small drawing, to point at: no tiles, nothing from elsewhere.

A drawing is at most `SIZE` units on its longest side; x and y count from its north-west corner. It is for choosing,
not for measuring: outlines are simplified together, so that neighbours keep sharing their edge.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import shapely
from django.core.cache import cache
from django.db.models import Count, Max
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from areas.models import District, Municipality

SIZE: Final = 1000
"""Units on the longest side of a drawing; one unit is about two pixels of a phone."""
_TOLERANCE: Final = 2.5
"""How many units an outline may leave its boundary by when it is simplified."""
_KEPT_FOR: Final = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Outline:
    """One wijk: the `d` of an SVG path, and the middle of the largest circle that fits inside, with its radius."""

    code: str
    name: str
    path: str
    x: int
    y: int
    room: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """Outlines, the size of their box, and where it lies.

    A point is at x = (longitude - west) · across, y = (north - latitude) · down.
    """

    outlines: tuple[Outline, ...]
    width: int
    height: int
    west: float
    north: float
    across: float
    down: float


def drawing_of(municipality: Municipality, year: int) -> Drawing | None:
    """The wijken of the division that holds in `year`; None where none of them has a boundary.

    Kept in the cache until a wijk changes: the boundaries of a large municipality are a megabyte.
    """
    districts = District.objects.filter(municipality=municipality).valid_in(year)
    stamp = districts.aggregate(number=Count("pk"), last=Max("updated_at"))
    if not stamp["last"]:
        return None
    key = f"drawing2-{municipality.pk}-{stamp['number']}-{stamp['last'].timestamp()}"
    held: tuple[Drawing | None] | None = cache.get(key)
    if held is None:
        held = (draw(districts.order_by("code").values_list("code", "name", "boundary")),)
        cache.set(key, held, _KEPT_FOR)
    return held[0]


def draw(areas: Iterable[tuple[str, str, dict[str, Any] | None]]) -> Drawing | None:
    """Draw areas: code, name and GeoJSON geometry in WGS84; one without a geometry is left out."""
    named = [(code, name, _area(shape(found))) for code, name, found in areas if found]
    kept = [(code, name, found) for code, name, found in named if not found.is_empty]
    if not kept:
        return None
    shapes = [found for _code, _name, found in kept]
    west, south, east, north = (float(edge) for edge in shapely.total_bounds(shapes))
    shrink = math.cos(math.radians((south + north) / 2))
    scale = SIZE / max((east - west) * shrink, north - south, 1e-9)
    across, down = scale * shrink, scale
    flat = shapely.transform(
        shapes, lambda points: (points - [west, north]) * [across, -down]
    ).tolist()
    simple = shapely.coverage_simplify(flat, _TOLERANCE) if len(flat) > 1 else flat
    outlines = tuple(
        Outline(code, name, "".join(_rings(found)), *_middle(found))
        for (code, name, _shape), found in zip(kept, simple, strict=True)
    )
    width, height = round((east - west) * across), round((north - south) * down)
    return Drawing(outlines, max(width, 1), max(height, 1), west, north, across, down)


def _area(geometry: BaseGeometry) -> BaseGeometry:
    """A boundary that crosses itself, as the areas it encloses; lines and points that are left are dropped."""
    if shapely.is_valid(geometry):
        return geometry
    return shapely.make_valid(geometry, method="structure", keep_collapsed=False)


def _middle(geometry: BaseGeometry) -> tuple[int, int, int]:
    """The centre and the radius of the largest circle inside."""
    (radius,) = shapely.maximum_inscribed_circle([geometry], 1).tolist()
    x, y = radius.coords[0]
    return round(x), round(y), round(radius.length)


def _rings(geometry: BaseGeometry) -> Iterator[str]:
    """Each ring of the polygons as a closed path, in whole units, each point from the one before."""
    for part in shapely.get_parts(geometry):
        if part.geom_type == "Polygon":
            for ring in (part.exterior, *part.interiors):
                yield _ring([(round(x), round(y)) for x, y in ring.coords[:-1]])


def _ring(points: list[tuple[int, int]]) -> str:
    (x, y), *rest = points
    text = f"M{x} {y}l"
    for next_x, next_y in rest:
        if (next_x, next_y) != (x, y):
            text += f"{next_x - x} {next_y - y} "
            x, y = next_x, next_y
    return text.rstrip() + "z"
