"""Uploading in tests: a browser of a role, a file, and the way to its check."""

import csv
import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from administration.models import Upload
from tests.initiatives.building import Town

START = "administration:import"
HEAD = "reference;name;districts;start_date;lessons"
GOOD = "a1;Buurttafel;WK900101;2025-03-01;bonding-1"
BAD = "a2;Leeshoek;WK900199;31-02-2025;bonding-1"
GRANT_HEAD = "reference;initiative;funder;funder_kind;state;requested;received_on;reden"


def browser(place: Town, role: Role) -> Client:
    """Somebody with this role, logged in."""
    client = Client()
    client.force_login(place.member(role).user)
    return client


def post(client: Client, content: bytes, name: str = "lijst.csv", **fields: str) -> Any:
    """Upload a file; the page or redirect that comes back."""
    file = SimpleUploadedFile(name, content)
    given = {"kind": "initiatives", "file": file, **fields}
    return client.post(reverse(START), given)


def lines(*rows: str) -> bytes:
    """A semicolon-separated file."""
    return "\n".join(rows).encode()


def checked(client: Client, *rows: str, **fields: str) -> str:
    """Upload a file that can be read, agree with the guesses of its columns; the address of its check."""
    response = post(client, lines(*rows), **fields)
    assert response.status_code == 302, response.content.decode()
    return as_guessed(client, str(response["Location"]))


def as_guessed(client: Client, url: str) -> str:
    """Agree with the guesses of the columns, if they are asked; the address of the check."""
    if not url.endswith("kolommen/"):
        return url
    form = client.get(url).context["form"]
    response = client.post(url, {field.html_name: field.initial for field in form})
    assert response.status_code == 302, form.errors
    return str(response["Location"])


def seen(client: Client, url: str) -> str:
    """A page as text."""
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def choose(client: Client, url: str, choice: str) -> str:
    """Decide about a file; the page that comes of it."""
    response = client.post(url, {"choice": choice}, follow=True)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def loaded(client: Client, *rows: str, **fields: str) -> Upload:
    """Load a file whole; the upload that is kept of it."""
    url = checked(client, *rows, **fields)
    page = choose(client, url, "all")
    assert "Toch niet?" in page, page
    return Upload.objects.get(pk=url.rstrip("/").rpartition("/")[2])


def download(client: Client, url: str) -> list[list[str]]:
    """A CSV of ours, as rows of cells."""
    response: Any = client.get(url)
    assert response.status_code == 200
    text = response.getvalue().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))
