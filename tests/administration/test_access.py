"""Every page of administration × role: who gets in."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from administration.models import Upload
from administration.urls import urlpatterns
from areas.models import NeedIndicator
from tests.administration.importing import GOOD, HEAD, browser, checked
from tests.initiatives.building import Town, town

pytestmark = pytest.mark.django_db

ADMIN = frozenset({Role.ADMIN})
IMPORTERS = ADMIN | {Role.FUNDING_OFFICER}
PAGES = {
    "start": ADMIN,
    "areas": ADMIN,
    "template": ADMIN,
    "norms": ADMIN,
    "indicator_add": ADMIN,
    "theme": ADMIN,
    "import": IMPORTERS,
}
INDICATOR = {"indicator": "get", "indicator_remove": "post"}
TEMPLATES = {"initiatives": ADMIN, "grants": IMPORTERS}
UPLOAD: dict[str, tuple[str, ...]] = {
    "import_preview": (),
    "import_columns": (),
    "import_refused": ("csv",),
}
OPEN = {"theme_style", "import_template"}
"""A stylesheet, which everybody reads; and the templates, which have a rule of their own."""


def status(client: Client, name: str, *args: object, method: str = "get") -> int:
    """The status of a page."""
    url = reverse(f"administration:{name}", args=args)
    return (client.post(url) if method == "post" else client.get(url)).status_code


@pytest.fixture
def here() -> Town:
    return town()


def test_every_page_has_a_rule() -> None:
    names = {*PAGES, *INDICATOR, *UPLOAD, *OPEN}
    assert {pattern.name for pattern in urlpatterns} == names


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", list(PAGES))
def test_who_opens_a_page(here: Town, name: str, role: Role) -> None:
    client = browser(here, role)
    assert status(client, name) == (200 if role in PAGES[name] else 403)
    if role not in PAGES[name]:
        assert status(client, name, method="post") in {403, 405}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", list(INDICATOR))
def test_who_reaches_an_indicator(here: Town, name: str, role: Role) -> None:
    foreign = town("GM9002", "Elders").municipality
    made = {
        place.code: NeedIndicator.objects.create(
            municipality=place, indicator="single_person", low=20, high=60
        )
        for place in (here.municipality, foreign)
    }
    client, method = browser(here, role), INDICATOR[name]
    opened = 302 if method == "post" else 200
    allowed = role in ADMIN
    for pk in (made[foreign.code].pk, 10**21):
        assert status(client, name, pk, method=method) == (404 if allowed else 403)
    own = made[here.municipality.code].pk
    assert status(client, name, own, method=method) == (opened if allowed else 403)
    assert NeedIndicator.objects.filter(municipality=foreign).exists()


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("kind", list(TEMPLATES))
def test_who_gets_a_template(here: Town, kind: str, role: Role) -> None:
    found = status(browser(here, role), "import_template", kind, "csv")
    assert found == (200 if role in TEMPLATES[kind] else 403)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", list(UPLOAD))
def test_a_file_is_nobody_else_s(here: Town, name: str, role: Role) -> None:
    checked(browser(here, Role.ADMIN), HEAD, GOOD)
    upload = Upload.objects.get()
    rest = UPLOAD[name]
    client, elsewhere = browser(here, role), browser(town("GM9002", "Elders"), role)
    refused = 404 if role in IMPORTERS else 403
    assert status(client, name, uuid4(), *rest) == refused
    assert status(elsewhere, name, upload.pk, *rest) == refused
    assert status(elsewhere, name, upload.pk, *rest, method="post") in {refused, 405}
    assert Upload.objects.count() == 1


def test_everybody_reads_a_stylesheet_of_a_theme(here: Town) -> None:
    assert status(Client(), "theme_style", here.municipality.code, "x") == 404


def test_who_is_not_logged_in_goes_to_the_login(here: Town) -> None:
    for name in PAGES:
        response = Client().get(reverse(f"administration:{name}"))
        assert response["Location"].startswith(reverse("account_login"))
