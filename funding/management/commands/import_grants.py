"""Import a list of grants."""

from argparse import ArgumentParser
from typing import Any

from django.utils import timezone

from areas.models import Municipality
from audit.actor import Actor
from funding.importing.planning import plan_grants
from funding.importing.reading import read_grants
from funding.importing.store import apply_grants
from initiatives.importing.report import Outcome, Plan
from initiatives.importing.shell import ImportCommand
from sheets.table import Table


class Command(ImportCommand):
    help = (
        "Leest een lijst met subsidies en bijdragen in (kolommen van de export, of een herkend register). "
        "Alles of niets, tenzij geweigerde rijen worden overgeslagen."
    )
    actor_name = "import_grants"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Beside the shared ones: the scheme."""
        super().add_arguments(parser)
        parser.add_argument(
            "--scheme",
            default="",
            metavar="TEXT",
            help="alleen regelingen met deze tekst in hun naam",
        )

    def plan(self, table: Table, municipality: Municipality, options: dict[str, Any]) -> Plan[Any]:
        today = timezone.localdate()
        reading = read_grants(table, municipality, today, scheme=options["scheme"])
        return plan_grants(reading, municipality, today=today, progress=self.progress)

    def apply(self, plan: Any, municipality: Municipality, actor: Actor, source: str) -> Outcome:
        return apply_grants(plan, municipality, actor, source=source, progress=self.progress)
