"""The process that makes a PDF, apart from the site: `python pdf_worker.py FONT SECONDS BYTES`.

Setting a long document takes memory and time, and needs Pango, which a server may lack; so it happens here, under
limits that the system enforces. It reads JSON from standard input ({"html", "css"}) and writes the PDF to standard
output. Nothing is fetched but the font: no address in a text can make the server call anywhere.

It imports nothing of this project: it is run by its path, in isolated mode. Exit 3 means that Pango is missing.
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any

PANGO_IS_MISSING = 3
try:
    import weasyprint  # type: ignore[import-untyped]
except OSError:
    sys.exit(PANGO_IS_MISSING)
FONT = "font:wijk-sans"


class OnlyTheFont(weasyprint.urls.URLFetcher):  # type: ignore[misc]
    """Gives the font, and fetches nothing else."""

    def __init__(self, font: bytes) -> None:
        super().__init__(allowed_protocols=())
        self.font = font

    def fetch(self, url: str, headers: Any = None) -> Any:
        """The font, under its own name; raises ValueError for any other address."""
        if url != FONT:
            raise ValueError(f"nothing is fetched: {url[:80]}")
        return weasyprint.urls.URLFetcherResponse(url, self.font, {"Content-Type": "font/woff2"})


def main(font: str, seconds: int, memory_bytes: int) -> None:
    """Limit this process, then answer with the PDF."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    asked = json.load(sys.stdin.buffer)
    fetcher = OnlyTheFont(Path(font).read_bytes())
    fonts = weasyprint.text.fonts.FontConfiguration()
    sheet = weasyprint.CSS(string=asked["css"], url_fetcher=fetcher, font_config=fonts)
    page = weasyprint.HTML(string=asked["html"], url_fetcher=fetcher)
    sys.stdout.buffer.write(
        page.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1")
    )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
