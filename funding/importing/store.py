"""Carry out a plan of grants: the rows, their decisions and payments, and log rows, a thousand at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from areas.models import Municipality
from audit.actor import Actor
from audit.log import Event, difference, record_many, snapshot
from audit.models import AuditEntry
from funding.columns import FIELDS, GrantValues
from funding.importing.course import written_payments, written_steps
from funding.importing.funders import Funders
from funding.importing.planning import GrantPlan, PlannedGrant
from funding.importing.stored import StoredGrant
from funding.models import Decision, Funder, Grant, Payment, Scheme
from funding.writes.standing import standing_columns
from initiatives.importing.inserting import insert_rows
from initiatives.importing.report import (
    CHUNK,
    ImportRefused,
    Nobody,
    Outcome,
    Progress,
    Witness,
)
from initiatives.importing.store import log_import, write_initiatives
from initiatives.models import Initiative

_SCALARS: Final = (
    "kind",
    "regularity",
    "case_number",
    "period_start",
    "period_end",
    "report_due",
    "reason",
)
_WRITTEN: Final = (
    *_SCALARS,
    "initiative",
    "funder",
    "scheme",
    "derived",
    "state",
    "requested_cents",
    "granted_cents",
    "settled_cents",
    "paid_cents",
    "received_on",
    "decided_on",
    "reported_on",
    "settled_on",
    "revoked_on",
    "closed_on",
    "version",
    "updated_at",
)


def apply_grants(
    plan: GrantPlan,
    municipality: Municipality,
    actor: Actor,
    *,
    source: str = "",
    progress: Progress | None = None,
    witness: Witness | None = None,
) -> Outcome:
    """Write a plan in one transaction, with a log row a record and one for the import as a whole.

    Raises ImportRefused, and writes nothing, when a record was changed since the plan was made.
    """
    with transaction.atomic():
        Municipality.objects.select_for_update().get(pk=municipality.pk)
        write_initiatives(plan.initiatives, municipality, actor, witness=witness)
        funders, initiatives = Funders(municipality), _references(municipality)
        writer = _Writer(municipality, actor, funders, initiatives, witness or Nobody())
        done = 0
        for rows in batched(plan.rows, CHUNK):
            writer.write(rows)
            done += len(rows)
            if progress:
                progress(_("opgeslagen"), done, len(plan.rows))
        log_import(actor, municipality, source, plan.outcome)
    return plan.outcome


def _references(municipality: Municipality) -> dict[str, int]:
    rows = Initiative.objects.filter(municipality=municipality)
    return dict(rows.values_list("reference", "pk"))


_DECISION_COLUMNS: Final = (
    "municipality",
    "grant",
    "kind",
    "date",
    "amount_cents",
    "reason",
    "ground",
    "over_cents",
    "over_reason",
    "by",
)


@dataclass(slots=True)
class _Writer:
    municipality: Municipality
    actor: Actor
    funders: Funders
    initiatives: Mapping[str, int]
    witness: Witness

    def write(self, rows: Sequence[PlannedGrant]) -> None:
        """Write some planned grants with their decisions and payments."""
        self.witness.before(Grant, [row.stored.pk for row in rows if row.stored])
        before = len(self.funders.created)
        self.funders.ensure([row.values for row in rows if not _keeps_scheme(row)])
        grants = self._create([row for row in rows if row.stored is None])
        grants |= self._update([(row, row.stored) for row in rows if row.stored])
        self._take(rows, grants)
        made = self.funders.created[before:]
        created = AuditEntry.Action.CREATE
        record_many(
            self.actor,
            [
                *(self._event(created, row, difference(None, snapshot(row))) for row in made),
                *(self._logged(row, grants[row.reference]) for row in rows),
            ],
        )
        for model in (Funder, Scheme):
            self.witness.after(model, [row.pk for row in made if isinstance(row, model)])
        self.witness.after(Grant, [grant.pk for grant in grants.values()])

    def _event(self, action: str, row: Any, changes: dict[str, list[Any]]) -> Event:
        return Event(action, row, changes, municipality_code=self.municipality.code)

    def _logged(self, row: PlannedGrant, grant: Grant) -> Event:
        action = AuditEntry.Action.UPDATE if row.stored else AuditEntry.Action.CREATE
        return self._event(action, grant, _changes(row))

    def _create(self, rows: Sequence[PlannedGrant]) -> dict[str, Grant]:
        new = []
        for row in rows:
            grant = Grant(municipality=self.municipality, reference=row.reference)
            self._fill(grant, row)
            new.append(grant)
        return {grant.reference: grant for grant in Grant.objects.bulk_create(new)}

    def _update(self, rows: Sequence[tuple[PlannedGrant, StoredGrant]]) -> dict[str, Grant]:
        """Change grants as they were seen; one INSERT that turns into an update, since UPDATE … CASE is slow."""
        held = Grant.objects.select_for_update().in_bulk([stored.pk for _row, stored in rows])
        found: dict[str, Grant] = {}
        for row, stored in rows:
            grant = held.get(stored.pk)
            if grant is None or grant.version != stored.version:
                told = {"reference": row.reference}
                raise ImportRefused(
                    _(
                        "‘%(reference)s’ is intussen gewijzigd. Er is niets opgeslagen; probeer het opnieuw."
                    )
                    % told
                )
            self._fill(grant, row)
            grant.version += 1
            found[row.reference] = grant
        if found:
            Grant.objects.bulk_create(
                found.values(),
                update_conflicts=True,
                unique_fields=["id"],
                update_fields=_WRITTEN,
            )
        return found

    def _fill(self, grant: Grant, row: PlannedGrant) -> None:
        for name in _SCALARS:
            setattr(grant, name, getattr(row.values, name))
        for name, value in standing_columns(row.history.standing()).items():
            setattr(grant, name, value)
        grant.requested_cents = row.values.requested
        grant.initiative_id = self.initiatives[row.values.initiative]
        grant.derived = list(row.derived)
        grant.funder_id = self._funder(row)
        grant.scheme_id = self._scheme(row)

    def _funder(self, row: PlannedGrant) -> int:
        if row.stored and not row.changed & {"funder", "funder_kind"}:
            return row.stored.funder_id
        return self.funders.funder(row.values)

    def _scheme(self, row: PlannedGrant) -> int | None:
        """A grant stays under its scheme while the scheme's name and funder stay, whatever its year."""
        if row.stored and _keeps_scheme(row):
            return row.stored.scheme_id
        return self.funders.scheme(row.values)

    def _take(self, rows: Sequence[PlannedGrant], grants: Mapping[str, Grant]) -> None:
        """Write decisions and payments anew where they differ; who took a step that stays is kept."""
        differing = [row for row in rows if row.new_course]
        outdated = [row.stored.pk for row in differing if row.stored]
        Decision.objects.filter(grant__in=outdated).delete()
        repaid = [row for row in differing if not _same_payments(row)]
        Payment.objects.filter(grant__in=[row.stored.pk for row in repaid if row.stored]).delete()
        owner, user = self.municipality.pk, self.actor.user_id
        insert_rows(
            Decision,
            _DECISION_COLUMNS,
            (
                (
                    owner,
                    grants[row.reference].pk,
                    step.kind.value,
                    step.date,
                    step.amount_cents,
                    step.reason,
                    step.ground,
                    step.over_cents,
                    step.over_reason,
                    by,
                )
                for row in differing
                for step, by in _taken(row, user)
            ),
        )
        insert_rows(
            Payment,
            ("municipality", "grant", "date", "amount_cents", "note", "by"),
            (
                (owner, grants[row.reference].pk, paid.date, paid.amount_cents, "", user)
                for row in repaid
                for paid in row.history.payments
            ),
        )


def _keeps_scheme(row: PlannedGrant) -> bool:
    return row.stored is not None and not row.changed & {"funder", "funder_kind", "scheme"}


def _same_payments(row: PlannedGrant) -> bool:
    return row.stored is not None and row.stored.history.payments == row.history.payments


def _taken(row: PlannedGrant, user: int | None) -> list[tuple[Any, int | None]]:
    """The steps of a row with who took them: whoever did so before, else whoever imports."""
    held = dict(zip(row.stored.history.steps, row.stored.by, strict=True)) if row.stored else {}
    return [(step, held.get(step, user)) for step in row.history.steps]


def _changes(row: PlannedGrant) -> dict[str, list[Any]]:
    """Column → [old, new] as files write them, with decisions and payments where they differ."""
    before = row.stored.values if row.stored else GrantValues()
    changes = {
        item.name: [
            item.write(getattr(before, item.name)),
            item.write(getattr(row.values, item.name)),
        ]
        for item in FIELDS
        if item.name in row.changed
    }
    if row.stored is None:
        changes = {"reference": [None, row.reference], **changes}
    if row.new_course:
        held = row.stored.history if row.stored else None
        changes["decisions"] = [written_steps(held) if held else [], written_steps(row.history)]
        if not _same_payments(row):
            old = written_payments(held) if held else []
            changes["payments"] = [old, written_payments(row.history)]
    return changes
