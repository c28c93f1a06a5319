"""GeoJSON → wijken and buurten with their boundaries."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import shapely
from pyproj import Transformer
from pyproj.exceptions import CRSError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from areas.importing import headers
from areas.importing.areatable import contents_of_rows
from areas.importing.codes import Level
from areas.importing.contents import Contents, Geometry, ImportRefused, NamedArea, Problem
from areas.importing.projection import (
    Axes,
    NoBoundary,
    axes_of,
    declared_epsg,
    from_epsg,
    read_geometry,
    to_wgs84,
)
from areas.importing.rows import Row, find_columns
from areas.importing.years import Years

_DEGREES: Final = {4326, 4258, 4979, 4937}
"""WGS84 and ETRS89: less than a metre apart here."""
_RD: Final = {28992, 28991, 7415}
_KINDS: Final = {"FeatureCollection", "Feature"}


@dataclass(slots=True)
class _Read:
    """The features of a file while their coordinates are being judged."""

    rows: list[Row] = field(default_factory=list)
    shapes: list[BaseGeometry | None] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def is_geojson(document: object) -> bool:
    """Whether a JSON document holds boundaries."""
    return isinstance(document, dict) and (
        document.get("type") in _KINDS or isinstance(document.get("features"), list)
    )


def contents_of_geojson(document: Mapping[str, Any], years: Years, only: str = "") -> Contents:
    """What a boundaries file says. Raises ImportRefused where it cannot be placed or names no area."""
    read = _read_features(document)
    boundaries = _place(read, declared_epsg(document.get("crs")))
    rows = [
        Row(row.where, row.cells, boundary)
        for row, boundary in zip(read.rows, boundaries, strict=True)
    ]
    if find_columns(rows) is None:
        contents = _by_name(rows, years)
    else:
        contents = contents_of_rows(rows, years, kind="grenzen", only=only, all_figures=False)
        _join_parts(contents)
    contents.notes[:0] = read.notes
    contents.problems.extend(read.problems)
    return contents


def _read_features(document: Mapping[str, Any]) -> _Read:
    features = [document] if document.get("type") == "Feature" else document.get("features")
    if not isinstance(features, list) or not features:
        raise ImportRefused("Dit GeoJSON-bestand bevat geen enkel gebied.")
    read = _Read()
    empty: list[str] = []
    for number, feature in enumerate(features, 1):
        where = f"kenmerk {number}"
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict):
            read.problems.append(Problem(where, "dit is geen gebied met eigenschappen"))
            continue
        cells = dict(_cells(properties))
        geometry = feature.get("geometry")
        outline: BaseGeometry | None = None
        if geometry is None or (isinstance(geometry, dict) and geometry.get("coordinates") == []):
            empty.append(where)
        else:
            try:
                outline = read_geometry(geometry)
            except NoBoundary as error:
                read.problems.append(Problem(where, str(error)))
                continue
        read.rows.append(Row(where, cells))
        read.shapes.append(outline)
    if empty:
        read.notes.append(
            f"{len(empty)} gebieden zonder grens in het bestand ({', '.join(empty[:3])}): "
            "die houden de grens die zij hadden."
        )
    return read


def _cells(properties: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in properties.items():
        if isinstance(value, bool):
            yield str(name), "ja" if value else "nee"
        elif value is None or isinstance(value, str | int | float):
            yield str(name), "" if value is None else str(value)


def _place(read: _Read, epsg: int | None) -> list[Geometry | None]:
    """The boundaries in WGS84, all read in the same way. Raises ImportRefused where some lie otherwise than others."""
    shapes = _from_declared(read, epsg)
    found: list[Axes | None] = []
    for row, outline in zip(read.rows, shapes, strict=True):
        try:
            found.append(axes_of(outline) if outline is not None else None)
        except NoBoundary as error:
            raise ImportRefused(
                f"De grenzen zijn niet te plaatsen. {row.where}: {error}."
            ) from error
    kinds = Counter(axes for axes in found if axes is not None)
    if len(kinds) > 1:
        counted = " en ".join(f"{number} × {axes.value}" for axes, number in kinds.most_common())
        raise ImportRefused(
            f"De grenzen staan door elkaar in verschillende coördinaten ({counted}). Er is niets ingelezen."
        )
    if kinds:
        _tell(next(iter(kinds)), epsg, read.notes)
    placed: list[Geometry | None] = []
    for row, outline, axes in zip(read.rows, shapes, found, strict=True):
        try:
            placed.append(None if outline is None or axes is None else to_wgs84(outline, axes))
        except NoBoundary as error:
            read.problems.append(Problem(row.where, str(error)))
            placed.append(None)
    return placed


def _from_declared(read: _Read, epsg: int | None) -> Sequence[BaseGeometry | None]:
    """The shapes in degrees where the file declares a system that we do not know by its ranges."""
    if epsg is None or epsg in _DEGREES | _RD:
        return read.shapes
    try:
        transformer = Transformer.from_crs(f"EPSG:{epsg}", "EPSG:4326", always_xy=True)
    except CRSError as error:
        raise ImportRefused(
            f"Het coördinatenstelsel EPSG:{epsg} van dit bestand is niet bekend."
        ) from error
    read.notes.append(f"De grenzen zijn omgerekend uit EPSG:{epsg}.")
    return [None if outline is None else from_epsg(outline, transformer) for outline in read.shapes]


def _tell(axes: Axes, epsg: int | None, notes: list[str]) -> None:
    if axes in {Axes.WGS84_SWAPPED, Axes.RD_SWAPPED}:
        notes.append(
            f"De assen waren verwisseld ({axes.value}) en zijn hersteld: anders lagen de grenzen buiten Nederland."
        )
    if axes in {Axes.RD, Axes.RD_SWAPPED}:
        notes.append("De grenzen zijn omgerekend van RD New (EPSG:28992) naar WGS84.")
    declared_degrees, degrees = epsg in _DEGREES, axes in {Axes.WGS84, Axes.WGS84_SWAPPED}
    if epsg in _DEGREES | _RD and declared_degrees != degrees:
        notes.append(
            f"Het bestand noemt EPSG:{epsg}, maar de coördinaten zijn {axes.value}: de coördinaten zijn gevolgd."
        )


def _join_parts(contents: Contents) -> None:
    """One area for the features that share a code: parts of the same wijk."""
    by_code: dict[str, list[int]] = {}
    for index, area in enumerate(contents.areas):
        by_code.setdefault(area.code.text, []).append(index)
    doubles = {code: indexes for code, indexes in by_code.items() if len(indexes) > 1}
    for indexes in doubles.values():
        parts = [contents.areas[index].boundary for index in indexes]
        outlines = [shape(part) for part in parts if part]
        if outlines:
            contents.areas[indexes[0]].boundary = to_wgs84(shapely.union_all(outlines), Axes.WGS84)
    if doubles:
        keep = {indexes[0] for indexes in by_code.values()}
        contents.areas = [area for index, area in enumerate(contents.areas) if index in keep]
        contents.notes.append(
            f"{len(doubles)} gebieden stonden in delen in het bestand en zijn samengevoegd."
        )


def join_boundaries(boundaries: Sequence[Geometry]) -> Geometry:
    """The outline of adjoining areas, such as a wijk from its buurten."""
    return to_wgs84(shapely.union_all([shape(boundary) for boundary in boundaries]), Axes.WGS84)


def _by_name(rows: Sequence[Row], years: Years) -> Contents:
    """Boundaries without area codes: kept with their names, to be matched to areas that are already known."""
    contents = Contents(kind="grenzen zonder codes", is_division=False)
    for row in rows:
        name, level = _name_and_level(row)
        try:
            year = years.of(_value(row, headers.YEAR))
        except ValueError as error:
            contents.problems.append(Problem(row.where, str(error)))
            continue
        if not name:
            contents.problems.append(
                Problem(row.where, "dit gebied heeft geen CBS-code en geen naam")
            )
        elif row.boundary is not None:
            number = _value(row, headers.DISTRICT_NUMBER)
            contents.named_areas.append(
                NamedArea(row.where, name, row.boundary, year, level, number)
            )
    return contents


def _name_and_level(row: Row) -> tuple[str, Level | None]:
    if name := _value(row, headers.NEIGHBOURHOOD_NAME):
        return name, Level.NEIGHBOURHOOD
    if name := _value(row, headers.DISTRICT_NAME):
        return name, Level.DISTRICT
    return _value(row, headers.ANY_NAME), None


def _value(row: Row, keys: Sequence[str]) -> str:
    for wanted in keys:
        for header, cell in row.cells.items():
            if cell.strip() and headers.is_key(header, [wanted]):
                return " ".join(cell.split())
    return ""
