"""manage.py load_demo: the fictional municipality Sluiswaarde, and who can log in."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from demo.loading import load_demo
from demo.people import PASSWORD, PEOPLE


class Command(BaseCommand):
    help = (
        "Laadt de verzonnen gemeente Sluiswaarde, gerekend vanaf vandaag, en toont de inlognamen."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """No arguments: the demo is always the same, relative to the day."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Load once; a second time only the logins are shown."""
        if load_demo(timezone.localdate()):
            self.stdout.write("Sluiswaarde is geladen.")
        else:
            self.stdout.write("Sluiswaarde stond er al.")
        self.stdout.write("Inloggen kan als:")
        for role, email, name, _organisation in PEOPLE:
            self.stdout.write(f"  {role.label:<24} {email:<34} ({name})")
        self.stdout.write(f"  wachtwoord van allen:    {PASSWORD}")
