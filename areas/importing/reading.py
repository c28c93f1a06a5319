"""What a file of areas is, by its content: boundaries, a table, a tidy list or JSON with figures."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NoReturn

from areas.importing.areatable import contents_of_rows
from areas.importing.boundaries import contents_of_geojson, is_geojson
from areas.importing.contents import Contents, ImportRefused, Problem
from areas.importing.nested import rows_of_json, titles_of_json
from areas.importing.rows import rows_of_table
from areas.importing.tidy import contents_of_tidy, tidy_columns
from areas.importing.years import make_years
from sheets.csv_reading import decode
from sheets.errors import SheetError
from sheets.reading import AREA_FILES, Limits, Table, read_table

_GEOPACKAGE: Final = b"SQLite format 3\x00"
_SHAPEFILE: Final = b"\x00\x00\x27\x0a"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a file is asked for: a year that overrules its own, and one gemeente only."""

    year: int | None = None
    municipality: str = ""


ALL: Final = Wanted()


def read_path(path: Path, wanted: Wanted = ALL, limits: Limits = AREA_FILES) -> Contents:
    """What a file on disk says. Raises ImportRefused with a Dutch sentence."""
    if not path.exists():
        raise ImportRefused(f"Het bestand {path} bestaat niet.")
    if not path.is_file():
        raise ImportRefused(f"{path} is geen bestand.")
    if path.stat().st_size > limits.upload_bytes:
        raise ImportRefused(f"{path.name} is groter dan {limits.upload_bytes // 2**20} MB.")
    try:
        data = path.read_bytes()
    except PermissionError as error:
        raise ImportRefused(f"Het bestand {path} mag niet worden gelezen.") from error
    return read_contents(data, path.name, wanted, limits)


def read_contents(
    data: bytes, name: str, wanted: Wanted = ALL, limits: Limits = AREA_FILES
) -> Contents:
    """What the bytes of a file called `name` say. Raises ImportRefused with a Dutch sentence."""
    if data.startswith((_GEOPACKAGE, _SHAPEFILE)):
        raise ImportRefused(
            f"{name} is een GeoPackage of shapefile. Bewaar het als GeoJSON en probeer het opnieuw."
        )
    try:
        if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
            return _from_json(decode(data), name, wanted)
        return _from_table(read_table(data, limits=limits), name, wanted)
    except SheetError as error:
        raise ImportRefused(f"{name}: {error}") from error
    except ImportRefused as error:
        raise ImportRefused(f"{name}: {error}", error.problems) from error


def _from_json(text: str, name: str, wanted: Wanted) -> Contents:
    document = _parse_json(text)
    if isinstance(document, dict) and document.get("type") == "Topology":
        raise ImportRefused(
            "Dit is TopoJSON. Bewaar de grenzen als GeoJSON en probeer het opnieuw."
        )
    years = make_years(wanted.year, name, titles_of_json(document))
    if isinstance(document, Mapping) and is_geojson(document):
        return contents_of_geojson(document, years, wanted.municipality)
    notes: list[str] = []
    rows = rows_of_json(document, notes)
    columns = tidy_columns(rows)
    if columns is not None:
        return contents_of_tidy(rows, columns, years.stated, years.hint, wanted.municipality)
    contents = contents_of_rows(rows, years, kind="kerncijfers", only=wanted.municipality)
    contents.notes.extend(notes)
    return contents


def _parse_json(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise ImportRefused(
            f"Dit JSON-bestand is beschadigd of afgebroken (regel {error.lineno})."
        ) from error
    except RecursionError as error:
        raise ImportRefused("Dit JSON-bestand is te diep genest.") from error
    except ValueError as error:
        # Python refuses integers of more than 4,300 digits.
        raise ImportRefused(
            "Dit JSON-bestand bevat een getal dat geen coördinaat en geen cijfer kan zijn."
        ) from error


def _refuse_constant(text: str) -> NoReturn:
    raise ImportRefused(f"Dit JSON-bestand bevat {text} waar een getal hoort.")


def _from_table(table: Table, name: str, wanted: Wanted) -> Contents:
    years = make_years(wanted.year, name, table.notes)
    rows = rows_of_table(table)
    columns = tidy_columns(rows)
    if columns is not None:
        contents = contents_of_tidy(rows, columns, years.stated, years.hint, wanted.municipality)
    else:
        contents = contents_of_rows(rows, years, kind="kerncijfers", only=wanted.municipality)
    contents.problems[:0] = [
        Problem(f"regel {problem.line}", problem.message) for problem in table.problems
    ]
    return contents
