"""The page of the theme: taken over, explained, put back; and the style sheet that everybody may fetch."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from areas.models import Municipality
from audit.models import AuditEntry
from tests.initiatives.building import Town, town

pytestmark = pytest.mark.django_db

LINK = "--utrecht-link-color"


@pytest.fixture
def here() -> Town:
    return town()


@pytest.fixture
def admin(here: Town) -> Client:
    return browser(here, Role.ADMIN)


def browser(place: Town, role: Role) -> Client:
    client = Client()
    client.force_login(place.member(role).user)
    return client


def send(client: Client, css: str | bytes) -> str:
    content = css.encode() if isinstance(css, str) else css
    file = SimpleUploadedFile("theme.css", content)
    response = client.post(reverse("administration:theme"), {"file": file})
    assert response.status_code == 200
    return response.content.decode()


def test_a_file_is_taken_over_and_every_page_loads_it(here: Town, admin: Client) -> None:
    page = send(admin, f".x{{{LINK}: #00568b}}")
    assert "Het thema is overgenomen en geldt vanaf nu" in page
    made = Municipality.objects.get(pk=here.municipality.pk)
    assert made.theme == {LINK: "#00568b"}
    address = reverse("administration:theme_style", args=[made.code, made.theme_version])
    assert address in admin.get("/").content.decode()
    style = Client().get(address)
    assert style.content.decode() == f":root {{\n  {LINK}: #00568b;\n}}\n"
    assert style["Content-Type"] == "text/css"
    assert "immutable" in style["Cache-Control"]


def test_another_municipality_keeps_its_look(admin: Client) -> None:
    send(admin, f".x{{{LINK}: #00568b}}")
    there = town("GM9002", "Elders")
    assert "/thema/" not in browser(there, Role.ADMIN).get("/").content.decode()


def test_what_is_left_out_stands_there_with_its_reason(admin: Client) -> None:
    page = send(admin, f".x{{{LINK}: #ffff00; --utrecht-heading-color: #00568b}}")
    assert "behalve 1 token" in page
    assert "contrast 1,1, nodig is 4,5" in page


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("body{}", "geen tokens van NL Design System"),
        (b"\xff\xfe\x00PNG", "bevat geen leesbare tekst"),
        (b"a" * (2 * 1024 * 1024 + 1), "groter dan 2 MB"),
    ],
)
def test_a_file_that_is_no_theme_is_explained(
    here: Town, admin: Client, content: str | bytes, said: str
) -> None:
    assert said in send(admin, content)
    assert Municipality.objects.get(pk=here.municipality.pk).theme == {}


def test_back_to_our_own_look(here: Town, admin: Client) -> None:
    send(admin, f".x{{{LINK}: #00568b}}")
    assert admin.post(reverse("administration:theme"), {"reset": "1"}).status_code == 302
    assert Municipality.objects.get(pk=here.municipality.pk).theme == {}
    assert [entry.changes["theme"] for entry in AuditEntry.objects.order_by("id")][-2:] == [
        [{}, {LINK: "#00568b"}],
        [{LINK: "#00568b"}, {}],
    ]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_only_the_administrator_chooses(here: Town, role: Role) -> None:
    client = browser(here, role)
    assert client.get(reverse("administration:theme")).status_code == 403
    assert client.post(reverse("administration:theme"), {"reset": "1"}).status_code == 403


@pytest.mark.parametrize(("code", "version"), [("GM9001", "0"), ("GM0000", ""), ("GM9001", "x")])
def test_an_address_of_no_theme_is_not_found(here: Town, code: str, version: str) -> None:
    assert Client().get(f"/thema/{code}-{version}.css").status_code == 404
