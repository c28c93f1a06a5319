"""A note as PDF: tagged (PDF/UA-1), with the font in it, and the same bytes for the same note.

The process apart is `pdf_worker`.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from reports.document import Note
from sheets.neutral import visible

_WORKER: Final = Path(__file__).with_name("pdf_worker.py")
_STYLES: Final = Path(__file__).with_name("note.css")
PANGO_IS_MISSING: Final = 3
"""What the worker answers then."""
_SECONDS: Final = 60
_BYTES: Final = 1_500_000_000
_KEPT: Final = ("HOME", "PATH", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH")

_ONE_MOMENT: Final = {"SOURCE_DATE_EPOCH": "946684800"}
"""What the font in the file says of its date, so that equal notes make equal files."""


class PdfError(Exception):
    """Why there is no PDF, in a sentence for whoever asked."""


def pdf_of(note: Note) -> bytes:
    """The whole file. Raises PdfError where this server cannot make it."""
    html = visible(render_to_string("reports/pdf.html", {"note": note}))
    font = settings.BASE_DIR / "static" / "fonts" / "wijk-sans.woff2"
    worker = subprocess.run(  # noqa: S603 - our own program, with numbers and a path of ours
        [sys.executable, "-I", str(_WORKER), str(font), str(_SECONDS), str(_BYTES)],
        input=json.dumps({"html": html, "css": _STYLES.read_text(encoding="utf-8")}).encode(),
        capture_output=True,
        env={name: os.environ[name] for name in _KEPT if name in os.environ} | _ONE_MOMENT,
        timeout=2 * _SECONDS,
        check=False,
    )
    if worker.returncode == PANGO_IS_MISSING:
        raise PdfError(
            _(
                "Op deze server ontbreekt Pango, dat een PDF opmaakt. Kies ODT, of vraag de beheerder."
            )
        )
    if worker.returncode or not worker.stdout.startswith(b"%PDF"):
        raise PdfError(_("Deze notitie is te groot voor een PDF. Kies minder wijken, of ODT."))
    return worker.stdout
