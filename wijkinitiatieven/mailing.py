"""How e-mail leaves and where its links lead, from the environment; a wrong value stops the start with a sentence."""

from collections.abc import Sequence
from email.utils import parseaddr
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

LOCAL_MAIL: Final = "smtp://localhost"
"""A server's own mail service, used where nothing else is named."""
_TIMEOUT_SECONDS: Final = 20
_SECURITY: Final[dict[str, dict[str, bool]]] = {
    "smtp": {},
    "smtp+tls": {"use_tls": True},
    "smtps": {"use_ssl": True},
}


def mailer(url: str) -> dict[str, Any]:
    """Return the mailer that MAIL_URL names; ImproperlyConfigured, without repeating a password, for another value."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _unknown() from None
    if parts.scheme == "console":
        return {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme not in _SECURITY or not parts.hostname or parts.path.strip("/") or parts.query:
        raise _unknown()
    options: dict[str, Any] = {"host": parts.hostname, "timeout": _TIMEOUT_SECONDS}
    options |= _SECURITY[parts.scheme]
    if port:
        options["port"] = port
    if parts.username:
        options |= {
            "username": unquote(parts.username),
            "password": unquote(parts.password or ""),
        }
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}


def _unknown() -> ImproperlyConfigured:
    return ImproperlyConfigured(
        "MAIL_URL is geen mailserver: schrijf smtp+tls://naam:wachtwoord@server, smtps://…, smtp://… of console:."
    )


def site_url(given: str, hosts: Sequence[str], local: bool, port: str) -> str:
    """Return the address of the site, without a slash at its end; by default the first name in ALLOWED_HOSTS."""
    if not given:
        if local:
            return f"http://127.0.0.1:{port}"
        name = next((host for host in hosts if not host.startswith(".")), "")
        if not name:
            raise ImproperlyConfigured(
                "SITE_URL ontbreekt: ALLOWED_HOSTS noemt geen hele naam, en e-mails hebben een adres nodig."
            )
        return f"https://{name}"
    parts = urlsplit(given.strip())
    whole = bool(parts.netloc) and not (parts.path.strip("/") or parts.query or parts.fragment)
    if (
        not whole
        or parts.username
        or parts.scheme not in ({"http", "https"} if local else {"https"})
    ):
        raise ImproperlyConfigured(
            "SITE_URL is het adres van de site, zoals https://wijkinitiatieven.gemeente.nl, zonder iets erachter."
        )
    return f"{parts.scheme}://{parts.netloc}"


def sender(given: str, site: str) -> str:
    """Return whom e-mails come from; by default noreply at the name of the site."""
    if not given:
        return f"Wijkinitiatieven <noreply@{urlsplit(site).hostname}>"
    name, address = parseaddr(given)
    if "@" not in address or any(character in given for character in "\r\n"):
        raise ImproperlyConfigured(
            "MAIL_FROM is een e-mailadres, of een naam met een adres: Wijken <wijken@gemeente.nl>."
        )
    return f"{name} <{address}>" if name else address
