"""What the import commands share: arguments, the file, progress, and the report with its last line."""

from abc import abstractmethod
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from areas.models import Municipality
from audit.actor import Actor, command_actor
from initiatives.importing.reading import without_verdict
from initiatives.importing.report import ImportRefused, Outcome, Plan
from sheets.errors import SheetError
from sheets.reading import Limits, read_table
from sheets.table import Table

_MEGABYTE: Final = 1024 * 1024
LIMITS: Final = Limits(
    upload_bytes=100 * _MEGABYTE,
    inflated_bytes=600 * _MEGABYTE,
    rows=200_000,
    worker_bytes=2_000 * _MEGABYTE,
    worker_seconds=120,
)
"""For a file that an administrator reads in from the command line."""
_SHOW_PROGRESS_FROM: Final = 5_000


class ImportCommand(BaseCommand):
    """Reads a file, reports every problem with line, column and reason, and writes all or nothing."""

    actor_name: str

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, the municipality, and how strict to be."""
        parser.add_argument("file", type=Path, help="CSV, XLSX, ODS of JSON")
        parser.add_argument(
            "--municipality", required=True, metavar="CODE", help="bijvoorbeeld GM0518"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="controleer alleen; er wordt niets opgeslagen"
        )
        parser.add_argument(
            "--skip-refused", action="store_true", help="sla geweigerde rijen over en laad de rest"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Plan, report, and write unless a row was refused or nothing may be written."""
        path: Path = options["file"]
        municipality = find_municipality(options["municipality"])
        try:
            table = without_verdict(read_table(path, limits=LIMITS))
            plan = self.plan(table, municipality, options)
            outcome = self._carry_out(plan, municipality, path.name, options)
        except (SheetError, ImportRefused) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(outcome.summary)
        if plan.refused and not options["skip_refused"]:
            raise SystemExit(1)

    @abstractmethod
    def plan(self, table: Table, municipality: Municipality, options: dict[str, Any]) -> Plan[Any]:
        """What the file would do."""

    @abstractmethod
    def apply(
        self, plan: Plan[Any], municipality: Municipality, actor: Actor, source: str
    ) -> Outcome:
        """Carry a plan out."""

    def progress(self, what: str, done: int, total: int) -> None:
        """Tell on the error stream how far long work is."""
        if total >= _SHOW_PROGRESS_FROM:
            self.stderr.write(f"{what}: {done} / {total}", ending="\n" if done == total else "\r")
            self.stderr.flush()

    def _carry_out(
        self, plan: Plan[Any], municipality: Municipality, source: str, options: dict[str, Any]
    ) -> Outcome:
        self._report(plan)
        if options["dry_run"]:
            self.stdout.write(_("Proef: er is niets opgeslagen."))
            return plan.outcome
        if plan.refused and not options["skip_refused"]:
            found = plan.outcome
            self.stdout.write(
                _(
                    "Er is niets opgeslagen: %(refused)d rijen zijn geweigerd. Verbeter ze, of laad de rest met"
                    " --skip-refused (%(created)d nieuw, %(updated)d gewijzigd)."
                )
                % {"refused": plan.refused, "created": found.created, "updated": found.updated}
            )
            return Outcome(0, 0, found.unchanged, found.refused)
        return self.apply(plan, municipality, command_actor(self.actor_name), source)

    def _report(self, plan: Plan[Any]) -> None:
        for note in plan.notes:
            self.stdout.write(note)
        for problem in plan.problems:
            self.stdout.write(_("Geweigerd: %(problem)s") % {"problem": problem})
        for problem in plan.set_aside:
            self.stdout.write(_("Niet geladen: %(problem)s") % {"problem": problem})
        for remark in plan.remarks:
            self.stdout.write(_("Let op: %(problem)s") % {"problem": remark})


def find_municipality(code: str) -> Municipality:
    """The municipality of a code. Raises CommandError, naming the known ones."""
    wanted = code.strip().upper()
    found = Municipality.objects.filter(code=wanted).first()
    if found is not None:
        return found
    known = ", ".join(Municipality.objects.values_list("code", flat=True)[:20]) or _("nog geen")
    raise CommandError(
        _(
            "Gemeente %(code)s is niet bekend. Bekend: %(known)s. Lees eerst de wijken in met import_areas."
        )
        % {"code": wanted, "known": known}
    )
