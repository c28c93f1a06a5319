"""Reading the tables of a page: its words, and where they lead."""

import re
from html import unescape


def tables(text: str) -> list[tuple[list[str], list[list[tuple[str, str]]]]]:
    """The tables of a page: headings, and rows of (text, address)."""
    found = []
    for table in re.findall(r"<table.*?</table>", text, re.DOTALL):
        head = [
            _words(cell)
            for cell in re.findall(r"<th scope=.col.[^>]*>(.*?)</th>", table, re.DOTALL)
        ]
        body = re.search(r"<tbody.*?</tbody>", table, re.DOTALL)
        rows = re.findall(r"<tr.*?</tr>", body[0], re.DOTALL) if body else []
        cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
        found.append((head, [[(_words(cell), _href(cell)) for cell in row] for row in cells]))
    return found


def _words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def _href(html: str) -> str:
    found = re.search(r'<a [^>]*href="([^"]*)"', html)
    return unescape(found[1]) if found else ""
