"""Pages in English hold no Dutch sentence: what is the same in both languages is data."""

import re
from html.parser import HTMLParser

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import Membership, Role
from areas.models import TargetGroup
from bin import messages
from lessons.models import Lesson
from tests.initiatives.building import TODAY, as_, town

pytestmark = pytest.mark.django_db
PAGES = (
    "overview", "coverage", "coverage_map", "coverage_trend", "coverage_compare", "priorities", "funding",
    "cliff", "years", "what_if", "questions", "falling", "per_head", "footing", "refused", "terms", "ceilings",
    "answers", "nothing", "openings", "heard", "visited", "ready", "mine", "initiatives",
)  # fmt: skip
_WORDS = re.compile(r"[^\W\d_]{2,}")
_DAY = re.compile(r"\d+ \w{3} \d{4}")
_SAID = frozenset({"title", "aria-label", "placeholder", "data-l", "alt"})


class _Texts(HTMLParser):
    """What a page says: its texts, and those attributes that people see or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._mute = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._mute = tag in {"script", "style"}
        self.found += [value for name, value in attrs if name in _SAID and value]

    def handle_endtag(self, tag: str) -> None:
        self._mute = False

    def handle_data(self, data: str) -> None:
        if not self._mute and data.strip():
            self.found.append(" ".join(data.split()))


def texts(client: Client, url: str) -> set[str]:
    """The texts of a page."""
    response = client.get(url)
    assert response.status_code == 200, url
    parser = _Texts()
    parser.feed(response.content.decode())
    return set(parser.found)


def same_in_both() -> set[str]:
    """Texts whose English is spelled as their Dutch, and the names of the languages."""
    found = {"Nederlands", "English", "JSON", "online"}
    for message in messages.catalog():
        if isinstance(message.id, str) and message.id == message.string:
            found.add(message.id)
    return found


@pytest.mark.parametrize("name", PAGES)
def test_an_english_page_says_nothing_in_dutch(name: str) -> None:
    with time_machine.travel(f"{TODAY}T12:00:00+01:00", tick=False):
        left = left_in_dutch(name)

    assert left == []


def left_in_dutch(name: str) -> list[str]:
    """The texts of a page that are the same in both languages and should not be."""
    here = town()
    here.initiative()
    client = as_(here.member(Role.ADMIN))
    url = reverse(f"dashboards:{name}")
    both = texts(client, url) & texts(client, f"{url}?taal=en")
    names = [*(district.name for district in here.districts), "Sluiswaarde", "Buurttafel"]
    names += [str(group) for group in TargetGroup.objects.all()]
    names += [str(member.user) for member in Membership.objects.select_related("user")]
    names += [text for lesson in Lesson.objects.all() for text in (lesson.code, lesson.title)]
    known = same_in_both()
    return sorted(
        text
        for text in both
        if _WORDS.search(text)
        and not _DAY.fullmatch(text)
        and text not in known
        and not any(part in text for part in names)
    )
