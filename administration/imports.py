"""Importing through the browser: take a file in, match its columns, say what it would do, load it once.

The file waits in the database between its steps. A load plans anew, so that what is loaded is what the records ask
for at that moment; it is one transaction, with all that its undo needs.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from accounts.policy import Ability, may
from administration.import_columns import examples, guess_columns, has_own_columns, needs_matching
from administration.import_forms import LIMITS
from administration.import_holds import Stopped
from administration.import_ledger import Ledger
from administration.import_rows import keep_rows
from administration.models import KEPT, ON_RECORD, CheckedRow, RecordKind, Stage, Upload
from areas.models import Municipality
from audit.actor import Actor
from audit.models import AuditEntry
from funding.importing.planning import GrantPlan, plan_grants
from funding.importing.reading import read_grants
from funding.importing.store import apply_grants
from initiatives.importing.planning import plan_initiatives
from initiatives.importing.reading import read_rows, without_verdict
from initiatives.importing.report import ImportRefused, Outcome, Plan, Progress
from initiatives.importing.store import apply_initiatives
from sheets.errors import SheetError
from sheets.reading import read_table
from sheets.table import Table

ABILITIES: Final = {
    RecordKind.INITIATIVES: Ability.IMPORT_RECORDS,
    RecordKind.GRANTS: Ability.IMPORT_FUNDING,
}


class FileRefused(Exception):
    """A file that cannot be imported, or not any more; the message is a sentence for a person."""


def kinds_for(membership: Membership) -> list[RecordKind]:
    """What this member may import."""
    return [kind for kind, ability in ABILITIES.items() if may(membership, ability)]


def take(
    membership: Membership, kind: RecordKind, name: str, content: bytes, scheme: str, now: datetime
) -> Upload:
    """Keep a file that is a table, with its columns matched as far as their headers say. Raises FileRefused.

    It replaces an earlier file of this kind by the same person that is not loaded; what nobody may open any more is
    thrown away.
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
    upload.headers = list(table.headers)
    upload.examples = examples(table)
    upload.rows = len(table.records) + len(table.problems)
    _match(upload, table, now.date())
    with transaction.atomic():
        Upload.objects.outdated(now).delete()
        CheckedRow.objects.filter(upload__loaded_at__lte=now - KEPT).delete()
        own = Upload.objects.filter(user=membership.user, municipality=municipality, kind=kind)
        own.exclude(stage__in=ON_RECORD).filter(started_at=None).delete()
        upload.save(force_insert=True)
    return upload


def _match(upload: Upload, table: Table, today: date) -> None:
    """Let the columns speak for themselves where every one of them does; else they wait for a person."""
    kind = RecordKind(upload.kind)
    if has_own_columns(kind, table.headers):
        _read(upload, table, today)
        upload.stage = Stage.CHECK
        return
    guesses = guess_columns(kind, table.headers, upload.municipality)
    if not needs_matching(guesses):
        pairs = zip(table.headers, guesses, strict=True)
        upload.columns = {header: guess.column for header, guess in pairs}
        _read(upload, table, today)
        upload.stage = Stage.CHECK


def check(upload: Upload, today: date, progress: Progress) -> None:
    """Find out what loading would do, and keep it with the upload; writes no records. Raises FileRefused."""
    table = _table(upload)
    plan = _plan(upload, table, today, progress)
    with transaction.atomic():
        upload.report = _report(upload, table, plan)
        _finish(upload, Stage.DECIDE)


def load(upload: Upload, actor: Actor, now: datetime, progress: Progress) -> None:
    """Load a file with its log rows and what its undo needs, in one transaction. Raises FileRefused.

    The plan is made before the transaction, which on SQLite nobody can write beside, and made again within it if
    anything of the municipality was written meanwhile.
    """
    table = _table(upload)
    written = _writings(upload.municipality)
    plan = _plan(upload, table, now.date(), progress)
    try:
        with transaction.atomic():
            # Other imports wait here, so that none brings in what was planned as new a moment ago.
            Municipality.objects.select_for_update().get(pk=upload.municipality_id)
            if _writings(upload.municipality) != written:
                plan = _plan(upload, table, now.date(), progress)
            if plan.refused and not upload.skip_refused:
                raise FileRefused(_("Er is niets geladen: er zijn rijen geweigerd."))
            upload.report = _report(upload, table, plan)
            upload.outcome = asdict(_apply(upload, plan, actor, progress))
            upload.content = b""
            upload.loaded_at = now
            _finish(upload, Stage.LOADED)
    except IntegrityError as error:
        raise FileRefused(
            _("Intussen is iets anders met dezelfde kenmerken vastgelegd. Er is niets geladen.")
        ) from error


def _writings(municipality: Municipality) -> int:
    """How often something of this municipality was written: the log tells."""
    return AuditEntry.objects.filter(municipality_code=municipality.code).count()


def _finish(upload: Upload, stage: Stage) -> None:
    """Save a file at its next stage, unless somebody stopped it meanwhile."""
    upload.stage, upload.started_at = stage, None
    if Upload.objects.select_for_update().filter(pk=upload.pk, stopped=True).exists():
        raise Stopped
    upload.save(update_fields=["stage", "started_at", "report", "outcome", "content", "loaded_at"])


def _report(upload: Upload, table: Table, plan: Plan[Any]) -> dict[str, Any]:
    """What the page says of a plan; its rows are kept beside the upload."""
    made = plan.initiatives if isinstance(plan, GrantPlan) else ()
    return {
        "counts": asdict(plan.outcome),
        "rows": keep_rows(upload, table, plan),
        "notes": list(plan.notes),
        "new_initiatives": sum(planned.stored is None for planned in made),
    }


def _table(upload: Upload) -> Table:
    try:
        return without_verdict(read_table(bytes(upload.content), limits=LIMITS))
    except SheetError as error:
        raise FileRefused(str(error)) from error


def _read(upload: Upload, table: Table, today: date) -> Any:
    columns: Mapping[str, str] | None = upload.columns
    try:
        if upload.kind == RecordKind.GRANTS:
            return read_grants(
                table, upload.municipality, today, scheme=upload.scheme, columns=columns
            )
        return read_rows(table, upload.municipality, today, columns=columns)
    except ImportRefused as error:
        raise FileRefused(str(error)) from error


def _plan(upload: Upload, table: Table, today: date, progress: Progress) -> Plan[Any]:
    plan: Callable[..., Plan[Any]] = (
        plan_grants if upload.kind == RecordKind.GRANTS else plan_initiatives
    )
    reading = _read(upload, table, today)
    return plan(
        reading,
        upload.municipality,
        today=today,
        progress=lambda _what, done, total: progress("check", done, total),
    )


def _apply(upload: Upload, plan: Plan[Any], actor: Actor, progress: Progress) -> Outcome:
    apply: Callable[..., Outcome] = (
        apply_grants if isinstance(plan, GrantPlan) else apply_initiatives
    )
    try:
        return apply(
            plan,
            upload.municipality,
            actor,
            source=upload.name,
            progress=lambda _what, done, total: progress("store", done, total),
            witness=Ledger(upload),
        )
    except ImportRefused as error:
        raise FileRefused(str(error)) from error
