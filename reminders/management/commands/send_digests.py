"""manage.py send_digests: everybody their weekly digest, once a week at most; for cron."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dashboards.management.commands.export import reference_day
from reminders.sending import Outcome, Unreachable, send_digests


class Command(BaseCommand):
    help = (
        "Verstuurt het weekbericht aan wie iets te doen heeft. Iemand krijgt er hooguit één in zeven dagen, ook als dit"
        " vaker, tweemaal tegelijk of na een onderbreking draait."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="vertelt wie wat zou krijgen en verstuurt niets"
        )
        parser.add_argument(
            "--date", metavar="JJJJ-MM-DD", help="alsof het die dag is; zonder: vandaag"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, and say to how many; exit 1 when a message did not leave."""
        day, dry_run = reference_day(options["date"]), options["dry_run"]
        try:
            outcome = send_digests(day, dry_run=dry_run, tell=self.stdout.write)
        except Unreachable as error:
            raise CommandError(
                f"De mailserver is niet te bereiken ({error}). Wie al een weekbericht kreeg, krijgt er bij een volgende"
                " keer geen tweede."
            ) from error
        self.stdout.write(_summary(outcome, dry_run=dry_run))
        if outcome.failed:
            raise CommandError(
                f"Niet (zeker) aangekomen: {len(outcome.failed)}; zie hierboven bij wie en waarom."
            )


def _summary(outcome: Outcome, *, dry_run: bool) -> str:
    verb = "zou versturen" if dry_run else "verstuurd"
    return (
        f"Weekberichten: {outcome.sent} {verb}; deze week al gehad: {outcome.earlier};"
        f" niets te doen: {outcome.nothing}; mislukt: {len(outcome.failed)}."
    )
