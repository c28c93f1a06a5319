"""Finds plotly.js inside the installed Python package, so that no copy of it stands in the repository."""

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import FileSystemStorage, Storage

PUBLIC_PATH = "vendor/plotly.min.js"


def package_data() -> Path:
    """The folder of the plotly package with its bundle; its templates and data sets stay private."""
    spec = find_spec("plotly")
    if spec is None or spec.origin is None:
        raise ImproperlyConfigured("Het pakket plotly ontbreekt: draai make install.")
    return Path(spec.origin).parent / "package_data"


class PlotlyStorage(FileSystemStorage):
    """The package's folder, seen as one file under `vendor/`."""

    def path(self, name: str) -> str:
        return super().path(name.removeprefix("vendor/"))


class PlotlyFinder(BaseFinder):
    """Serves exactly one file: `vendor/plotly.min.js`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = PlotlyStorage(location=package_data())
        super().__init__(*args, **kwargs)

    def check(self, **_: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **_: Any) -> Any:
        """The bundle's place on disk; an empty list for any other path, as Django's finders answer."""
        if path != PUBLIC_PATH:
            return []
        found = self.storage.path(path)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        yield PUBLIC_PATH, self.storage
