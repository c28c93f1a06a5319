"""Import a list of initiatives."""

from typing import Any

from django.utils import timezone

from areas.models import Municipality
from audit.actor import Actor
from initiatives.importing.planning import plan_initiatives
from initiatives.importing.reading import read_rows
from initiatives.importing.report import Outcome, Plan
from initiatives.importing.shell import ImportCommand
from initiatives.importing.store import apply_initiatives
from sheets.table import Table


class Command(ImportCommand):
    help = (
        "Leest een lijst met initiatieven in (kolommen van de export, of een herkende lijst). "
        "Alles of niets, tenzij geweigerde rijen worden overgeslagen."
    )
    actor_name = "import_initiatives"

    def plan(self, table: Table, municipality: Municipality, options: dict[str, Any]) -> Plan[Any]:
        today = timezone.localdate()
        reading = read_rows(table, municipality, today)
        return plan_initiatives(reading, municipality, today=today, progress=self.progress)

    def apply(
        self, plan: Plan[Any], municipality: Municipality, actor: Actor, source: str
    ) -> Outcome:
        return apply_initiatives(plan, municipality, actor, source=source, progress=self.progress)
