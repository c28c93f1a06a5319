"""The command that gives somebody a role: the first administrator of a new installation."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import Membership, Role, User
from audit.models import AuditEntry
from tests.initiatives.building import town

pytestmark = pytest.mark.django_db

GOOD = "een-zin-die-ik-onthoud"


def add(monkeypatch: pytest.MonkeyPatch, *words: str, password: str = GOOD) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    told = io.StringIO()
    call_command("add_member", *words, "--password-stdin", stdout=told)
    return told.getvalue()


def test_the_first_administrator_gets_in(monkeypatch: pytest.MonkeyPatch) -> None:
    town("GM9001", "Sluiswaarde")
    words = ("Beheer@Stad.example", "--municipality", "GM9001", "--role", "admin", "--name", "Anke")
    told = add(monkeypatch, *words)
    assert told == "beheer@stad.example: Functioneel beheerder, Sluiswaarde\n"
    client = Client()
    client.force_login(User.objects.get(email="beheer@stad.example"))
    assert client.get("/beheer/").status_code == 200
    assert User.objects.get(email="beheer@stad.example").check_password(GOOD)
    assert list(
        AuditEntry.objects.filter(actor_label="add_member").values_list("object_type", flat=True)
    ) == ["accounts.membership", "accounts.user"]


def test_somebody_with_an_account_keeps_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = town("GM9001", "Sluiswaarde"), town("GM9002", "Elders")
    user = here.member(Role.READER).user
    before = user.password
    add(monkeypatch, user.email, "--municipality", "GM9002", "--role", "policymaker")
    user.refresh_from_db()
    assert user.password == before
    assert Membership.objects.get(user=user, municipality=there.municipality).role == "policymaker"


@pytest.mark.parametrize(
    ("words", "password", "said"),
    [
        (("a@b.example", "--municipality", "GM0000", "--role", "admin"), GOOD, "import_areas"),
        (("geen adres", "--municipality", "GM9001", "--role", "admin"), GOOD, "geldig e-mailadres"),
        (
            ("a@b.example", "--municipality", "GM9001", "--role", "admin"),
            "kort",
            "minstens 12 tekens nodig",
        ),
        (("a@b.example", "--municipality", "GM9001", "--role", "professional"), GOOD, "hoort bij"),
        (
            "a@b.example --municipality GM9001 --role reader --organisation Nergens".split(),
            GOOD,
            "Organisatie “Nergens” is er niet",
        ),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], password: str, said: str
) -> None:
    town("GM9001", "Sluiswaarde")
    with pytest.raises(CommandError, match=said):
        add(monkeypatch, *words, password=password)
    assert not User.objects.exists()


def test_a_second_role_in_one_municipality_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    here = town("GM9001", "Sluiswaarde")
    user = here.member(Role.READER).user
    with pytest.raises(CommandError, match="hoort al bij deze gemeente"):
        add(monkeypatch, user.email, "--municipality", "GM9001", "--role", "admin")
