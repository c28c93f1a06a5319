"""Carry out a plan: records, tags, observations, ties, contacts and log rows, a thousand at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any, Final

from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation
from areas.models import Municipality
from audit.actor import Actor
from audit.log import Event, difference, record, record_many, snapshot
from audit.models import AuditEntry
from initiatives.columns import FIELDS, WIDE, InitiativeValues
from initiatives.importing.checking import PLAIN
from initiatives.importing.evidence import Evidence
from initiatives.importing.inserting import insert_rows
from initiatives.importing.names import is_private
from initiatives.importing.organisations import Organisations
from initiatives.importing.planning import PlannedInitiative
from initiatives.importing.report import (
    CHUNK,
    ImportRefused,
    Nobody,
    Outcome,
    Plan,
    Progress,
    Witness,
)
from initiatives.importing.stored import StoredInitiative
from initiatives.importing.vocabulary import Vocabulary
from initiatives.models import Initiative, InitiativeDistrict

_LISTS: Final[dict[str, tuple[type[models.Model], str]]] = {
    "districts": (InitiativeDistrict, "district"),
    "activity_types": (Initiative.activity_types.through, "activitytype"),
    "target_groups": (Initiative.target_groups.through, "targetgroup"),
    "place_kinds": (Initiative.place_kinds.through, "placekind"),
}
_SCALARS: Final = tuple(name for name in PLAIN if name not in {*_LISTS, "organisation", "lessons"})
_WRITTEN: Final = (
    *_SCALARS,
    "organisation",
    "municipality_wide",
    "location_shielded",
    "longitude",
    "latitude",
    "derived",
    "version",
    "updated_at",
)
_WRITERS: Final = {field.name: field.write for field in FIELDS}


def apply_initiatives(
    plan: Plan[PlannedInitiative],
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
        write_initiatives(plan.rows, municipality, actor, progress=progress, witness=witness)
        log_import(actor, municipality, source, plan.outcome)
    return plan.outcome


@transaction.atomic
def write_initiatives(
    planned: Sequence[PlannedInitiative],
    municipality: Municipality,
    actor: Actor,
    *,
    progress: Progress | None = None,
    witness: Witness | None = None,
) -> None:
    """Write planned records with all that hangs on them; raises ImportRefused as `apply_initiatives`."""
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    lists, organisations = Vocabulary(municipality), Organisations(municipality)
    writer = _Writer(municipality, actor, lists, organisations, witness or Nobody())
    done = 0
    for rows in batched(planned, CHUNK):
        writer.write(rows)
        done += len(rows)
        if progress:
            progress(_("opgeslagen"), done, len(planned))


def log_import(actor: Actor, municipality: Municipality, source: str, outcome: Outcome) -> None:
    """One log row that says what a file brought."""
    counts = {
        name: [None, getattr(outcome, name)]
        for name in ("created", "updated", "unchanged", "refused")
    }
    event = Event(
        AuditEntry.Action.IMPORT, None, counts, municipality_code=municipality.code, label=source
    )
    record(actor, event)


@dataclass(slots=True)
class _Writer:
    municipality: Municipality
    actor: Actor
    vocabulary: Vocabulary
    organisations: Organisations
    witness: Witness

    def write(self, rows: Sequence[PlannedInitiative]) -> None:
        """Write some planned rows with all that hangs on them."""
        self.witness.before(Initiative, [row.stored.pk for row in rows if row.stored])
        organisation_of = self._organisations(rows)
        new = [row for row in rows if row.stored is None]
        made = self._create(new, organisation_of)
        held = self._update([(row, row.stored) for row in rows if row.stored], organisation_of)
        records = made | held
        self._link(rows, records)
        evidence = Evidence(self.municipality, self.actor, self.vocabulary)
        logged = evidence.write(rows, records)
        record_many(
            self.actor,
            (
                Event(
                    AuditEntry.Action.UPDATE if row.stored else AuditEntry.Action.CREATE,
                    records[row.reference],
                    _changes(row) | logged.get(row.reference, {}),
                    municipality_code=self.municipality.code,
                )
                for row in rows
            ),
        )
        self.witness.after(Initiative, [record.pk for record in records.values()])

    def _organisations(self, rows: Sequence[PlannedInitiative]) -> dict[str, int | None]:
        """The organisation of each row by reference; a record that keeps its name keeps its organisation."""
        kept = {
            row.reference: row.stored.organisation_id
            for row in rows
            if row.stored and "organisation" not in row.changed
        }
        named = [row for row in rows if row.reference not in kept]
        before = len(self.organisations.created)
        self.organisations.ensure(row.values.organisation for row in named)
        people = [row for row in named if is_private(row.values.organisation)]
        hidden = self.organisations.people(row.values.organisation for row in people)
        of_people = dict(zip((row.reference for row in people), hidden, strict=True))
        record_many(
            self.actor,
            (
                Event(
                    AuditEntry.Action.CREATE,
                    organisation,
                    difference(None, snapshot(organisation)),
                    municipality_code=self.municipality.code,
                )
                for organisation in self.organisations.created[before:]
            ),
        )
        self.witness.after(Organisation, [row.pk for row in self.organisations.created[before:]])
        found = {
            row.reference: self.organisations.pk(row.values.organisation)
            for row in named
            if row.reference not in of_people
        }
        return kept | of_people | found

    def _create(
        self, rows: Sequence[PlannedInitiative], organisation_of: Mapping[str, int | None]
    ) -> dict[str, Initiative]:
        new = []
        for row in rows:
            initiative = Initiative(municipality=self.municipality, reference=row.reference)
            _fill(initiative, row, organisation_of[row.reference])
            new.append(initiative)
        return {
            initiative.reference: initiative for initiative in Initiative.objects.bulk_create(new)
        }

    def _update(
        self,
        rows: Sequence[tuple[PlannedInitiative, StoredInitiative]],
        organisation_of: Mapping[str, int | None],
    ) -> dict[str, Initiative]:
        """Change records as they were seen; one INSERT that turns into an update, since UPDATE … CASE is slow."""
        held = Initiative.objects.select_for_update().in_bulk([stored.pk for _row, stored in rows])
        changed = []
        found: dict[str, Initiative] = {}
        for row, stored in rows:
            initiative = held.get(stored.pk)
            if initiative is None or initiative.version != stored.version:
                raise ImportRefused(
                    _(
                        "‘%(reference)s’ is intussen gewijzigd. Er is niets opgeslagen; probeer het opnieuw."
                    )
                    % {"reference": row.reference}
                )
            found[row.reference] = initiative
            if row.changed:
                _fill(initiative, row, organisation_of[row.reference])
                initiative.version += 1
                changed.append(initiative)
        if changed:
            Initiative.objects.bulk_create(
                changed, update_conflicts=True, unique_fields=["id"], update_fields=_WRITTEN
            )
        return found

    def _link(self, rows: Sequence[PlannedInitiative], records: Mapping[str, Initiative]) -> None:
        """Set districts and lists where they differ."""
        for name, (model, column) in _LISTS.items():
            differing = [row for row in rows if name in row.changed]
            outdated = [row.stored.pk for row in differing if row.stored]
            model._default_manager.filter(initiative_id__in=outdated).delete()
            insert_rows(
                model,
                ("initiative", column),
                (
                    (records[row.reference].pk, self.vocabulary.pk(name, code))
                    for row in differing
                    for code in getattr(row.values, name)
                    if code != WIDE
                ),
            )


def _fill(initiative: Initiative, row: PlannedInitiative, organisation_id: int | None) -> None:
    for name in _SCALARS:
        setattr(initiative, name, getattr(row.values, name))
    initiative.organisation_id = organisation_id
    initiative.municipality_wide = WIDE in row.values.districts
    initiative.location_shielded = row.location_shielded
    initiative.derived = list(row.derived)
    initiative.longitude, initiative.latitude = row.point or (None, None)


def _changes(row: PlannedInitiative) -> dict[str, list[Any]]:
    """Field → [old, new] as files write them; what is added is logged with the evidence."""
    before = row.stored.values if row.stored else InitiativeValues()
    names = [name for name in row.changed if name in _WRITERS]
    changes = {name: [_written(before, name), _written(row.values, name)] for name in sorted(names)}
    if "location_shielded" in row.changed:
        old = row.stored.location_shielded if row.stored else None
        changes["location_shielded"] = [old, row.location_shielded]
    if "point" in row.changed:
        changes["point"] = [row.stored.point if row.stored else None, row.point]
    if row.stored is None:
        changes = {"reference": [None, row.reference], **changes}
    return changes


def _written(values: InitiativeValues, name: str) -> Any:
    if name == "partners":
        return [
            f"{tie.kind}:{'involved' if tie.involved else 'informed'}" for tie in values.partners
        ]
    return _WRITERS[name](getattr(values, name))
