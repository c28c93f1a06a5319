"""How e-mail leaves and where its links lead, as the environment says it."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from wijkinitiatieven.mailing import mailer, sender, site_url

SITE = "https://wijk.gemeente.example"


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("smtp://localhost", {"host": "localhost"}),
        ("smtp://post:2525", {"host": "post", "port": 2525}),
        (
            "smtp+tls://jan%40huis:ge%3Aheim@post.example",
            {
                "host": "post.example",
                "use_tls": True,
                "username": "jan@huis",
                "password": "ge:heim",
            },
        ),
        ("smtps://post.example:465", {"host": "post.example", "use_ssl": True, "port": 465}),
    ],
)
def test_a_mail_server(url: str, options: dict[str, object]) -> None:
    assert mailer(url)["OPTIONS"] == {"timeout": 20, **options}


def test_the_console() -> None:
    assert mailer("console:") == {"BACKEND": "django.core.mail.backends.console.EmailBackend"}


@pytest.mark.parametrize(
    "url",
    ["post.example", "http://a:geheim@post", "smtp://", "smtp://p:geheim@h:poort", "smtp://h/pad"],
)
def test_another_value_stops_the_start_without_telling_the_password(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="MAIL_URL is geen mailserver") as raised:
        mailer(url)
    assert "geheim" not in str(raised.value)


@pytest.mark.parametrize(
    ("given", "hosts", "local", "expected"),
    [
        ("", ["localhost"], True, "http://127.0.0.1:8001"),
        ("", [".gemeente.example", "wijk.gemeente.example"], False, SITE),
        (f"{SITE}/", ["wijk.gemeente.example"], False, SITE),
        ("http://127.0.0.1:9000", ["localhost"], True, "http://127.0.0.1:9000"),
    ],
)
def test_the_address_of_the_site(given: str, hosts: list[str], local: bool, expected: str) -> None:
    assert site_url(given, hosts, local, "8001") == expected


@pytest.mark.parametrize(
    "given",
    [
        "http://wijk.example",
        "wijk.example",
        f"{SITE}/pad",
        f"{SITE}?a=b",
        "https://a:b@wijk.example",
    ],
)
def test_an_address_that_is_none_or_unsafe_stops_the_start(given: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="SITE_URL"):
        site_url(given, ["wijk.example"], False, "8000")


def test_without_a_whole_name_the_address_is_asked_for() -> None:
    with pytest.raises(ImproperlyConfigured, match="SITE_URL ontbreekt"):
        site_url("", [".gemeente.example"], False, "8000")


def test_whom_it_comes_from() -> None:
    assert sender("", SITE) == "Wijkinitiatieven <noreply@wijk.gemeente.example>"
    assert sender("Wijken <wijken@gemeente.example>", SITE) == "Wijken <wijken@gemeente.example>"
    for wrong in ("wijken", "a@b\nBcc: c@d"):
        with pytest.raises(ImproperlyConfigured, match="MAIL_FROM"):
            sender(wrong, SITE)
