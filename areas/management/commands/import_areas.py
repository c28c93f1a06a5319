"""Load gemeenten, wijken, buurten, boundaries and key figures from a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from areas.importing.codes import Level, parse_code
from areas.importing.contents import ImportRefused
from areas.importing.reading import Wanted, read_path
from areas.importing.storing import Options, store
from audit.actor import command_actor

_SHOWN = 50
"""Refused rows that are shown one by one."""


class Command(BaseCommand):
    help = (
        "Leest wijken en buurten in: grenzen (GeoJSON, ook in RD New), kerncijfers en codelijsten van het CBS "
        "(CSV, XLSX, ODS, JSON) of eigen cijfers als lijst met code, year, indicator, value. "
        "Alles of niets; een tweede keer inlezen verandert niets."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", metavar="FILE", type=Path, help="grenzen, kerncijfers of codelijst"
        )
        parser.add_argument(
            "--figures", metavar="FILE", type=Path, help="ook deze kerncijfers, na FILE"
        )
        parser.add_argument(
            "--year",
            type=int,
            help="jaar van de indeling en de cijfers, in plaats van dat in het bestand",
        )
        parser.add_argument(
            "--municipality", metavar="CODE", default="", help="alleen deze gemeente, zoals GM0518"
        )
        parser.add_argument(
            "--complete",
            action="store_true",
            help="het bestand noemt alle wijken: andere gelden niet meer",
        )
        parser.add_argument(
            "--skip-refused",
            action="store_true",
            help="foute rijen overslaan in plaats van niets in te lezen",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, store, tell. Raises CommandError (exit 1) with nothing written."""
        paths: list[Path] = [
            path for path in (options["file"], options["figures"]) if path is not None
        ]
        chosen = Options(
            municipality=_municipality(options["municipality"]),
            complete=options["complete"],
            skip_refused=options["skip_refused"],
        )
        talkative = options["verbosity"] > 0

        def progress(line: str) -> None:
            if talkative:
                self.stderr.write(line)

        wanted = Wanted(options["year"], chosen.municipality)
        try:
            files = []
            for path in paths:
                progress(f"{path.name} lezen …")
                files.append(read_path(path, wanted))
            label = ", ".join(path.name for path in paths)
            report = store(
                files, chosen, actor=command_actor("import_areas"), label=label, progress=progress
            )
        except ImportRefused as error:
            self._show(error)
            raise CommandError(str(error)) from error
        for line in (*report.notes, *(f"Overgeslagen, {problem}" for problem in report.refused)):
            self.stdout.write(line)
        self.stdout.write(report.last_line())

    def _show(self, error: ImportRefused) -> None:
        for problem in error.problems[:_SHOWN]:
            self.stderr.write(str(problem))
        if len(error.problems) > _SHOWN:
            self.stderr.write(f"… en nog {len(error.problems) - _SHOWN} rijen")


def _municipality(text: str) -> str:
    if not text:
        return ""
    code = parse_code(text)
    if code is None or code.level is not Level.MUNICIPALITY:
        raise CommandError(
            f"'{text}' is geen gemeentecode: schrijf GM met vier cijfers, zoals GM0518."
        )
    return code.text
