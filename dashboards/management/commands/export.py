"""manage.py export: coverage, priorities, initiatives, grants, register, cliff, trend or changes, as a file."""

import sys
import tempfile
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from areas.models import Municipality
from audit.actor import command_actor
from audit.log import Event, record
from audit.models import AuditEntry
from dashboards.exports.choosing import ExportKind, export_of
from dashboards.forms.reference import FIRST_DAY, LAST_DAY
from sheets.errors import SheetError
from sheets.writing import Format, table_chunks


class Command(BaseCommand):
    help = "Schrijft een tabel van een gemeente op een peildatum naar een bestand of de uitvoer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=[kind.value for kind in ExportKind], help="welke tabel")
        parser.add_argument(
            "--municipality", required=True, metavar="CODE", help="gemeentecode, zoals GM0518"
        )
        parser.add_argument("--date", metavar="JJJJ-MM-DD", help="de peildatum; zonder: vandaag")
        parser.add_argument(
            "--against",
            metavar="JJJJ-MM-DD",
            help="bij changes: de andere dag; zonder: een jaar voor de peildatum",
        )
        parser.add_argument("--format", choices=[form.value for form in Format], default="csv")
        parser.add_argument("-o", "--output", metavar="BESTAND", help="zonder: de uitvoer")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file whole, or nothing."""
        municipality = Municipality.objects.filter(code=options["municipality"]).first()
        if municipality is None:
            known = ", ".join(Municipality.objects.values_list("code", flat=True)[:10]) or "geen"
            raise CommandError(f"Gemeente {options['municipality']} is er niet. Bekend: {known}.")
        kind, form = ExportKind(options["kind"]), Format(options["format"])
        day = reference_day(options["date"])
        against = reference_day(options["against"]) if options["against"] else None
        table = export_of(kind, municipality, day, against=against)
        chunks = table_chunks(form, table.columns, table.rows, title=table.title)
        try:
            if options["output"]:
                _write_whole(Path(options["output"]), chunks)
            else:
                sys.stdout.buffer.writelines(chunks)
                sys.stdout.buffer.flush()
        except (SheetError, OSError) as error:
            raise CommandError(f"Het bestand is niet geschreven: {error}") from error
        event = Event(
            AuditEntry.Action.EXPORT,
            changes={"peildatum": [None, day], "format": [None, form.value]},
            municipality_code=municipality.code,
            label=kind.value,
        )
        record(command_actor("export"), event)


def reference_day(typed: str | None) -> date:
    """The peildatum; CommandError for what is no date."""
    if not typed:
        return timezone.localdate()
    try:
        day = date.fromisoformat(typed)
    except ValueError as error:
        raise CommandError(
            f"'{typed}' is geen datum: schrijf jjjj-mm-dd, zoals 2026-12-31."
        ) from error
    if not FIRST_DAY <= day <= LAST_DAY:
        raise CommandError("Kies een peildatum tussen 1990 en 2199.")
    return day


def _write_whole(path: Path, chunks: Any) -> None:
    """Write beside the file first, so that a failure leaves what was there."""
    with tempfile.NamedTemporaryFile(
        dir=path.parent, prefix=f".{path.name}.", delete=False
    ) as file:
        try:
            file.writelines(chunks)
            file.close()
            Path(file.name).chmod(0o644)
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
