#!/usr/bin/env python
"""Build the web font: the Latin part of Source Sans 3, weights 400 to 700, as one small file.

Source: the Python package `fontpkg-source-sans-3` (SIL Open Font License 1.1). That licence reserves
the name "Source" for unmodified files, so the smaller font is called "Wijk Sans". Takes about 3 seconds;
does nothing when the font is already there.
"""

import sys
from pathlib import Path

import fontpkg_source_sans_3  # type: ignore[import-untyped]
from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.varLib.instancer import instantiateVariableFont  # type: ignore[import-untyped]

PACKAGE = Path(fontpkg_source_sans_3.__file__).parent
TARGET = Path(__file__).resolve().parent.parent / "static" / "fonts" / "wijk-sans.woff2"
NAME = "Wijk Sans"
NAME_IDS_OF_FAMILY = (1, 3, 4, 6, 16, 25)

# Latin, Latin Extended-A and Additional (names of people), punctuation, arrows and signs used in the pages.
CHARACTERS = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x218, 0x21C),
    *range(0x1E00, 0x1F00),
    *range(0x2010, 0x2028),
    *range(0x2190, 0x2194),
    *(ord(sign) for sign in "‰′″‹›€™−≈≠≤≥✓"),
]


def build() -> None:
    """Write the subset to `TARGET`, with its licence beside it."""
    font = TTFont(PACKAGE / "files" / "SourceSans3[wght].ttf")
    options = Options()
    options.layout_features = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "tnum", "lnum"]
    options.hinting = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)
    instantiateVariableFont(font, {"wght": (400, 700)}, inplace=True)
    for record in font["name"].names:
        if record.nameID in NAME_IDS_OF_FAMILY:
            record.string = NAME.replace(" ", "") if record.nameID in (6, 25) else NAME
    font.flavor = "woff2"
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    part = TARGET.with_suffix(".part")
    font.save(part)
    part.replace(TARGET)
    (TARGET.parent / "OFL.txt").write_text(
        (PACKAGE / "LICENSE").read_text(encoding="utf-8"), encoding="utf-8"
    )


if __name__ == "__main__":
    if not TARGET.exists():
        build()
    sys.stdout.write(f"{TARGET.name}: {TARGET.stat().st_size} bytes\n")
