"""Give somebody a role in a municipality: how the first administrator gets in."""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any, Final

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.models import Role, User
from accounts.writes import NewMember, add_member
from areas.models import Municipality
from audit.actor import command_actor

_TRIES: Final = 3


class Command(BaseCommand):
    help = (
        "Geeft iemand een rol in een gemeente. Wie nog geen account heeft, krijgt er een; het wachtwoord wordt "
        "gevraagd. De gemeente bestaat zodra haar wijken zijn ingelezen (import_areas)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--municipality", required=True, metavar="CODE")
        parser.add_argument("--role", required=True, choices=Role.values)
        parser.add_argument("--name", default="", help="de naam die anderen zien")
        parser.add_argument("--organisation", default="", help="verplicht voor een professional")
        parser.add_argument(
            "--password-stdin", action="store_true", help="lees het wachtwoord van de invoer"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        code = options["municipality"]
        municipality = Municipality.objects.filter(code=code).first()
        if municipality is None:
            raise CommandError(
                _("Gemeente %(code)s is er niet. Lees eerst haar wijken in met import_areas.")
                % {"code": code}
            )
        email = options["email"].strip().lower()
        known = User.objects.filter(email=email).exists()
        member = NewMember(
            email, options["name"], Role(options["role"]), options["organisation"].strip()
        )
        password = None if known else _password(from_input=options["password_stdin"])
        try:
            made = add_member(command_actor("add_member"), municipality, member, password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{made.user.email}: {made.get_role_display()}, {municipality.name}")


def _password(*, from_input: bool) -> str:
    """A password that is good enough, from the input or asked twice. Raises CommandError."""
    if from_input:
        return _checked(sys.stdin.readline().rstrip("\n"))
    for _turn in range(_TRIES):
        given = getpass.getpass(_("Wachtwoord: "))
        if given == getpass.getpass(_("Nog een keer: ")):
            return _checked(given)
        sys.stderr.write(_("Dat was niet twee keer hetzelfde.") + "\n")
    raise CommandError(_("Er is niets gedaan."))


def _checked(password: str) -> str:
    try:
        validate_password(password)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    return password
