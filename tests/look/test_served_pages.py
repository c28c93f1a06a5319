"""How pages leave the server: small, and under a policy that lets no foreign or inline script in."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone

from accounts.models import User
from demo.loading import load_demo
from tests.browsing import strict
from tests.house.test_habits import occurrences, product_code
from wijkinitiatieven.staticfinders import PUBLIC_PATH

pytestmark = pytest.mark.django_db
FIRST_VIEW = 100_000  # bytes; the aim is 200 kB


@pytest.fixture
def client() -> Client:
    """The browser of somebody who looks at the demo."""
    load_demo(timezone.localdate())
    client = Client(headers={"accept-encoding": "gzip"})
    client.force_login(User.objects.get(email="beleid@sluiswaarde.example"))
    return client


def test_the_first_view_is_small(client: Client) -> None:
    answer = client.get("/")
    assert answer.headers["Content-Encoding"] == "gzip"
    page = gzip.decompress(answer.content).decode()
    files = set(re.findall(r'/static/([^"#]+)', page))
    assert PUBLIC_PATH not in files
    sizes = [len(gzip.compress(Path(str(finders.find(name))).read_bytes())) for name in files]
    assert len(answer.content) + sum(sizes) < FIRST_VIEW


def test_the_length_of_a_page_tells_little_and_files_keep_theirs(client: Client) -> None:
    assert len({len(client.get("/").content) for _ in range(8)}) > 1
    assert "Content-Encoding" not in client.get("/initiatieven/?als=xlsx").headers


def test_every_kind_of_answer_carries_the_policy(client: Client) -> None:
    kinds = {"/": 200, "/beheer/": 403, "/niets/": 404, "/initiatieven/?als=csv": 200}
    for address, status in kinds.items():
        answer = client.get(address)
        assert answer.status_code == status, address
        assert strict({name.lower(): value for name, value in answer.headers.items()}), address
    away = Client().get("/")
    assert away.status_code == 302
    assert "default-src 'self'" in away.headers["Content-Security-Policy"]


def test_no_page_asks_for_a_policy_of_its_own() -> None:
    assert occurrences(r"\bcsp_(override|report_only_override)\b", product_code()) == []
