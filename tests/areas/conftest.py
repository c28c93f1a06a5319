"""Small, plainly fictional files, and the command that reads them."""

import json
from collections.abc import Callable, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from shapely.geometry import shape

from areas.models import District

type Feature = dict[str, Any]
type Run = Callable[..., str]


class Files:
    """Writes the files of a test and loads them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.errors = ""

    def text(self, name: str, content: str, encoding: str = "utf-8") -> Path:
        """A text file."""
        path = self.folder / name
        path.write_text(content, encoding=encoding, newline="")
        return path

    def table(self, name: str, rows: Sequence[Any], delimiter: str = ";") -> Path:
        """A delimited file; the first row holds the headers."""
        return self.text(name, "\n".join(delimiter.join(map(str, row)) for row in rows) + "\n")

    def geojson(self, name: str, features: Sequence[Feature], **members: Any) -> Path:
        """A boundaries file."""
        return self.text(
            name, json.dumps({"type": "FeatureCollection", "features": features, **members})
        )

    def load(self, path: Path, **options: Any) -> str:
        """Run the command; what it told, without progress."""
        out, err = StringIO(), StringIO()
        call_command("import_areas", str(path), stdout=out, stderr=err, verbosity=0, **options)
        self.errors = err.getvalue()
        return out.getvalue()

    def refused(self, path: Path, **options: Any) -> str:
        """Run the command, which must refuse; its message and the rows that it reported."""
        err = StringIO()
        with pytest.raises(CommandError) as caught:
            call_command(
                "import_areas", str(path), stdout=StringIO(), stderr=err, verbosity=0, **options
            )
        return f"{caught.value}\n{err.getvalue()}"


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Files of one test."""
    return Files(tmp_path)


def outline(code: str) -> Any:
    """The stored boundary of a wijk, which must be there."""
    boundary = District.objects.get(code=code).boundary
    assert boundary is not None
    return shape(boundary)


def square(west: float, south: float, size: float = 0.01) -> Feature:
    """A square as a GeoJSON geometry, in the units given."""
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(properties: Mapping[str, Any], geometry: Feature | None) -> Feature:
    """A GeoJSON feature."""
    return {"type": "Feature", "properties": dict(properties), "geometry": geometry}
