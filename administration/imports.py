"""Importing through the browser: take a file in, say what it would do, load it once.

The file waits in the database between its check and its load. Each check is made anew, so that what is loaded is
what the records ask for at that moment; a load is one transaction.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from accounts.policy import Ability, may
from administration.import_files import refused_columns, refused_rows, without_verdict
from administration.import_forms import LIMITS
from administration.models import RecordKind, Upload
from areas.models import Municipality
from audit.actor import Actor
from funding.importing.planning import GrantPlan, plan_grants
from funding.importing.reading import read_grants
from funding.importing.store import apply_grants
from initiatives.importing.planning import plan_initiatives
from initiatives.importing.reading import read_rows
from initiatives.importing.report import ImportRefused, Outcome, Plan, Problem
from initiatives.importing.store import apply_initiatives
from sheets.errors import SheetError
from sheets.reading import read_table
from sheets.table import Table
from sheets.writing import write_csv

ABILITIES: Final = {
    RecordKind.INITIATIVES: Ability.IMPORT_RECORDS,
    RecordKind.GRANTS: Ability.IMPORT_FUNDING,
}
_SHOWN: Final = 100
"""Problems that the page shows; all of them are in the file of refused rows."""


class FileRefused(Exception):
    """A file that cannot be imported, or not any more; the message is a sentence for a person."""


class RowsRefused(FileRefused):
    """Rows were refused, and the person asked for all or nothing."""


def kinds_for(membership: Membership) -> list[RecordKind]:
    """What this member may import."""
    return [kind for kind, ability in ABILITIES.items() if may(membership, ability)]


@dataclass(frozen=True, slots=True)
class Told[T]:
    """The first of many things to tell, and how many more there are."""

    shown: tuple[T, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What loading a file would do."""

    plan: Plan[Any]
    outcome: Outcome
    problems: Told[Problem]
    set_aside: Told[Problem]
    remarks: Told[Problem]
    new_initiatives: int
    """Initiatives that a register of grants brings along."""

    @property
    def loads(self) -> int:
        """How many rows would change something."""
        return self.outcome.created + self.outcome.updated


def take(
    membership: Membership, kind: RecordKind, name: str, content: bytes, scheme: str, now: datetime
) -> Upload:
    """Keep a file that can be read as a list of this kind. Raises FileRefused.

    It replaces an earlier file of this kind by the same person; what nobody may open any more is thrown away.
    """
    municipality = membership.municipality
    upload = Upload(
        municipality=municipality,
        user=membership.user,
        kind=kind,
        name=name,
        scheme=scheme,
        content=content,
    )
    table = _table(upload)
    try:
        _read(upload, table, now.date())
    except ImportRefused as error:
        raise FileRefused(str(error)) from error
    with transaction.atomic():
        Upload.objects.outdated(now).delete()
        own = Upload.objects.filter(user=membership.user, municipality=municipality)
        own.filter(kind=kind).delete()
        upload.save(force_insert=True)
    return upload


def preview(upload: Upload, today: date) -> Preview:
    """What loading would do now; writes nothing. Raises FileRefused."""
    plan = _plan(upload, _table(upload), today)
    created = plan.initiatives if isinstance(plan, GrantPlan) else ()
    return Preview(
        plan=plan,
        outcome=plan.outcome,
        problems=_told(plan.problems),
        set_aside=_told(plan.set_aside),
        remarks=_told(plan.remarks),
        new_initiatives=sum(planned.stored is None for planned in created),
    )


def load(upload: Upload, actor: Actor, *, skip_refused: bool, today: date) -> None:
    """Load a file once, with its log rows, in one transaction; a second time does nothing.

    Raises RowsRefused where rows are refused and must not be skipped, FileRefused where the file cannot be loaded
    any more. Either way nothing is written.
    """
    table = _table(upload)
    with transaction.atomic():
        held = Upload.objects.select_for_update().filter(pk=upload.pk).first()
        if held is None:
            raise FileRefused(_("Dit bestand is intussen weggegooid. Er is niets geladen."))
        if held.outcome is not None:
            return
        # Other imports wait here, so that none brings in what was planned as new a moment ago.
        Municipality.objects.select_for_update().get(pk=upload.municipality_id)
        plan = _plan(held, table, today)
        if plan.refused and not skip_refused:
            raise RowsRefused(_("Er is niets geladen: er zijn rijen geweigerd."))
        held.outcome = asdict(_apply(held, plan, actor))
        held.content = refused_file(table, plan)
        held.save(update_fields=["outcome", "content"])


def refused_of(upload: Upload, today: date) -> bytes:
    """The refused rows of a file, loaded or not, as CSV. Raises FileRefused."""
    if upload.outcome is not None:
        return bytes(upload.content)
    table = _table(upload)
    return refused_file(table, _plan(upload, table, today))


def refused_file(table: Table, plan: Plan[Any]) -> bytes:
    """The refused rows as CSV, with the line and the reason of each; nothing where none was refused."""
    if not (plan.problems or plan.set_aside):
        return b""
    file = BytesIO()
    write_csv(file, refused_columns(table), refused_rows(table, plan))
    return file.getvalue()


def _table(upload: Upload) -> Table:
    try:
        return without_verdict(read_table(bytes(upload.content), limits=LIMITS))
    except SheetError as error:
        raise FileRefused(str(error)) from error


def _read(upload: Upload, table: Table, today: date) -> Any:
    if upload.kind == RecordKind.GRANTS:
        return read_grants(table, upload.municipality, today, scheme=upload.scheme)
    return read_rows(table, upload.municipality, today)


def _plan(upload: Upload, table: Table, today: date) -> Plan[Any]:
    try:
        reading = _read(upload, table, today)
    except ImportRefused as error:
        raise FileRefused(str(error)) from error
    if upload.kind == RecordKind.GRANTS:
        return plan_grants(reading, upload.municipality, today=today)
    return plan_initiatives(reading, upload.municipality, today=today)


def _apply(upload: Upload, plan: Plan[Any], actor: Actor) -> Outcome:
    try:
        if isinstance(plan, GrantPlan):
            return apply_grants(plan, upload.municipality, actor, source=upload.name)
        return apply_initiatives(plan, upload.municipality, actor, source=upload.name)
    except ImportRefused as error:
        raise FileRefused(str(error)) from error


def _told[T](things: tuple[T, ...]) -> Told[T]:
    return Told(things[:_SHOWN], max(0, len(things) - _SHOWN))
