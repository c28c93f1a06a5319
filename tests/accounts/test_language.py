"""In which language somebody reads: what they chose, unless the address says otherwise."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.models import AuditEntry

pytestmark = pytest.mark.django_db


def choose(client: Client, language: str, referer: str = "") -> str:
    """Where the button leads to."""
    response = client.post(
        reverse("accounts:choose_language"),
        {"taal": language},
        headers={"referer": f"http://testserver{referer}"} if referer else {},
    )
    assert response.status_code == 302
    return str(response.headers["Location"])


def spoken(client: Client, url: str) -> str:
    """What the page says its language is, the same in its head and in its headers."""
    response = client.get(url)
    language = response.headers["Content-Language"]
    assert f'<html lang="{language}">' in response.content.decode()
    return language


def login_page() -> str:
    return reverse("account_login")


def test_dutch_without_a_choice(client: Client) -> None:
    assert spoken(client, login_page()) == "nl"


def test_a_choice_without_a_login_is_kept_in_this_browser(client: Client) -> None:
    assert choose(client, "en", login_page()) == login_page()

    assert spoken(client, login_page()) == "en"
    assert client.cookies["taal"]["httponly"]


def test_the_address_overrides_it_for_one_view(client: Client) -> None:
    choose(client, "en")

    assert spoken(client, f"{login_page()}?taal=nl") == "nl"
    assert spoken(client, login_page()) == "en"


def test_a_choice_leaves_an_address_that_would_win_from_it(client: Client) -> None:
    assert (
        choose(client, "nl", "/initiatieven/?taal=en&les=a&les=b") == "/initiatieven/?les=a&les=b"
    )


def test_a_choice_of_somebody_goes_along_to_another_browser(client: Client) -> None:
    person = User.objects.create_user("lezer@example.org", "een lang wachtwoord")
    client.force_login(person)
    choose(client, "en")
    other = Client()
    other.force_login(person)

    person.refresh_from_db()
    assert person.language == "en"
    assert spoken(other, "/") == "en"
    assert AuditEntry.objects.filter(user=person).count() == 1


def test_an_unknown_language_is_not_there(client: Client) -> None:
    response = client.post(reverse("accounts:choose_language"), {"taal": "xx"})

    assert response.status_code == 404


def test_a_cache_keeps_the_languages_apart(client: Client) -> None:
    assert "Cookie" in client.get(login_page()).headers["Vary"]


def test_another_site_is_never_where_the_button_leads(client: Client) -> None:
    response = client.post(
        reverse("accounts:choose_language"),
        {"taal": "en"},
        headers={"referer": "https://elders.example/"},
    )

    assert response.headers["Location"] == "/"
