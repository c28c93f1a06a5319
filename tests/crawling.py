"""Walking the product link by link, as somebody of one role: which pages there are, and which links lead nowhere."""

from collections import Counter, deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

EXAMPLES = 1
"""So many addresses of a page are opened, for every set of query keys it is linked with."""
DULL = frozenset({"sort", "page", "rijen"})
"""Query keys that show the same page in another order or part."""


class _Links(HTMLParser):
    """The addresses of a page's links and of its forms that are sent with GET."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href") and "download" not in given:
            self.found.append(given["href"] or "")
        elif tag == "form" and (given.get("method") or "get").lower() == "get":
            self.found.append(given.get("action") or "")


def links(html: str) -> list[str]:
    """The addresses that a page leads to."""
    parser = _Links()
    parser.feed(html)
    return parser.found


@dataclass(slots=True)
class Walk:
    """What a walk found."""

    pages: dict[str, str] = field(default_factory=dict)
    """The name of each page with the first address at which it was found."""
    broken: list[str] = field(default_factory=list)
    """Links that answer with an error, each with the page it stands on."""


def name_of(path: str) -> str:
    """The name of the view behind a path. Raises Resolver404."""
    return resolve(path).view_name


def walk(client: Client, start: str = "/") -> Walk:
    """Follow every link from `start`, a few examples a page; downloads are asked for and not followed."""
    found = Walk()
    opened: Counter[tuple[str, tuple[str, ...]]] = Counter()
    seen = {start}
    waiting = deque([(start, "")])
    while waiting:
        address, origin = waiting.popleft()
        parts = urlsplit(address)
        try:
            name = name_of(parts.path)
        except Resolver404:
            found.broken.append(f"{address} (on {origin}): no such page")
            continue
        kind = (name, tuple(sorted({pair.split("=")[0] for pair in parts.query.split("&")} - DULL)))
        if opened[kind] >= EXAMPLES or name.startswith("account_"):
            continue
        opened[kind] += 1
        response = client.get(address)
        if response.status_code >= 400:
            found.broken.append(f"{address} (on {origin}): {response.status_code}")
        if response.status_code != 200 or "text/html" not in response["Content-Type"]:
            response.close()
            continue
        found.pages.setdefault(name, address)
        for link in links(response.content.decode()):
            target = urlsplit(urljoin(address, link))
            onward = target._replace(fragment="", scheme="", netloc="").geturl()
            if not target.netloc and target.scheme == "" and onward not in seen:
                seen.add(onward)
                waiting.append((onward, address))
    return found
