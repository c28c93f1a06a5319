"""Finds two files that are not under static/: plotly.js in its Python package, and our style sheets as one.

No copy of plotly stands in the repository, and a page asks for one style sheet, not for a dozen.
"""

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import FileSystemStorage, Storage

PUBLIC_PATH = "vendor/plotly.min.js"
SITE_SHEET: Final = "css/site.css"
# In the order in which they overrule each other; narrow and print come last.
SHEETS: Final = (
    "tokens",
    "base",
    "shell",
    "controls",
    "forms",
    "states",
    "tables",
    "matrix",
    "blocks",
    "definitions",
    "upkeep",
    "narrow",
    "reach",
    "print",
)


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


class OneFileFinder(BaseFinder):
    """Serves exactly one file."""

    public_path: str
    storage: FileSystemStorage

    def prepare(self) -> None:
        """Put the file in place, where that is needed."""

    def check(self, **_: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **_: Any) -> Any:
        """The file's place on disk; an empty list for any other path, as Django's finders answer."""
        if path != self.public_path:
            return []
        self.prepare()
        found = self.storage.path(path)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        self.prepare()
        yield self.public_path, self.storage


class PlotlyFinder(OneFileFinder):
    """Plotly's bundle as `vendor/plotly.min.js`."""

    public_path = PUBLIC_PATH

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = PlotlyStorage(location=package_data())
        super().__init__(*args, **kwargs)


class SheetFinder(OneFileFinder):
    """The style sheets of every page, one after the other, as `css/site.css`; kept up to date under build/."""

    public_path = SITE_SHEET

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=settings.BASE_DIR / "build" / "sheets")
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        folder = settings.BASE_DIR / "static" / "css"
        whole = b"\n".join((folder / f"{name}.css").read_bytes() for name in SHEETS)
        kept = Path(self.storage.path(SITE_SHEET))
        if kept.is_file() and kept.read_bytes() == whole:
            return
        kept.parent.mkdir(parents=True, exist_ok=True)
        # Two processes may do this at once: each puts its own in place, whole.
        with NamedTemporaryFile(dir=kept.parent, delete=False) as file:
            file.write(whole)
        Path(file.name).replace(kept)
