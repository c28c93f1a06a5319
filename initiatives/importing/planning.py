"""What an import of initiatives would do: each row checked against the record as it stands. Writes nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import batched
from typing import Any

from django.utils.translation import gettext as _

from areas.models import Municipality
from initiatives.columns import FIELDS, InitiativeValues, Lists
from initiatives.importing.checking import (
    changed_fields,
    check_observation,
    check_values,
    is_shielded,
    lessons_to_observe,
    new_contacts,
)
from initiatives.importing.fields import Parser
from initiatives.importing.lists import load_lists
from initiatives.importing.names import name_key
from initiatives.importing.organisations import FormerNames
from initiatives.importing.reading import Reading, read_references
from initiatives.importing.report import CHUNK, Plan, Problem, Progress, RowRefused
from initiatives.importing.rows import ReadRow
from initiatives.importing.stored import Point, StoredInitiative, stored_chunk
from initiatives.models import Initiative
from initiatives.references import former_references


@dataclass(frozen=True, slots=True)
class PlannedInitiative:
    """A record to be created or changed, as it will stand.

    `changed` names what differs of the record itself; `seen_under` are the lessons that the observation of `values`
    is added to, and `contacts` the moments of contact to add.
    """

    line: int
    reference: str
    values: InitiativeValues
    stored: StoredInitiative | None
    changed: frozenset[str]
    seen_under: tuple[str, ...]
    contacts: tuple[tuple[str, date], ...]
    derived: tuple[str, ...]
    location_shielded: bool
    point: Point | None

    @property
    def changes_nothing(self) -> bool:
        """Whether the record already stands so, with this observation and these contacts."""
        return self.stored is not None and not (self.changed or self.seen_under or self.contacts)


def plan_initiatives(
    reading: Reading[ReadRow],
    municipality: Municipality,
    *,
    today: date,
    progress: Progress | None = None,
) -> Plan[PlannedInitiative]:
    """Check every row and compare it with what is stored: nine queries a thousand rows."""
    references = read_references(reading, former_references(municipality))
    lists, former = load_lists(municipality), FormerNames(municipality)
    work = _Work(reading, today, lists, former, list(references.problems))
    done = 0
    for chunk in batched(reading.rows, CHUNK):
        wanted = [references.of(row) for row in chunk if references.of(row)]
        stored = _stored_by_reference(municipality, wanted, work.lists)
        for row in chunk:
            if reference := references.of(row):
                work.plan(row, reference, stored.get(reference))
        done += len(chunk)
        if progress:
            progress(_("gecontroleerd"), done, references.rows)
    return work.finished()


def _stored_by_reference(
    municipality: Municipality, references: Iterable[str], lists: Lists
) -> dict[str, StoredInitiative]:
    rows = Initiative.objects.filter(municipality=municipality, reference__in=references)
    return {stored.reference: stored for stored in stored_chunk(rows.order_by("pk"), lists)}


@dataclass(slots=True)
class _Work:
    """The rows planned so far, and the problems found on the way."""

    reading: Reading[ReadRow]
    today: date
    lists: Lists
    former: FormerNames
    problems: list[Problem]
    planned: list[PlannedInitiative] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    unchanged: int = 0
    parser: Parser[Lists] = field(init=False)

    def __post_init__(self) -> None:
        self.parser = Parser(FIELDS, self.lists)

    def plan(self, row: ReadRow, reference: str, stored: StoredInitiative | None) -> None:
        """Plan one row, or note why it cannot be loaded."""
        problems: list[Problem] = []
        given = self.parser.values(
            row.cells, lambda name, why: problems.append(self.reading.problem(row, name, why))
        )
        if not problems:
            try:
                planned = self._planned(row, reference, given, stored)
            except RowRefused as refusal:
                problems.append(self.reading.problem(row, refusal.column, refusal.reason))
            else:
                self._keep(planned)
        self.problems += problems

    def finished(self) -> Plan[PlannedInitiative]:
        """The plan of all rows."""
        return Plan(
            rows=tuple(self.planned),
            created=sum(planned.stored is None for planned in self.planned),
            unchanged=self.unchanged,
            problems=tuple(
                sorted((*self.reading.problems, *self.problems), key=lambda found: found.line)
            ),
            set_aside=self.reading.set_aside,
            remarks=tuple(self.remarks),
            notes=self.reading.notes,
        )

    def _keep(self, planned: PlannedInitiative) -> None:
        if planned.changes_nothing:
            self.unchanged += 1
        else:
            self.planned.append(planned)

    def _planned(
        self,
        row: ReadRow,
        reference: str,
        given: Mapping[str, Any],
        stored: StoredInitiative | None,
    ) -> PlannedInitiative:
        values, derived = self._target(row, given, stored)
        check_values(values)
        check_observation(given, self.today)
        planned = PlannedInitiative(
            line=row.line,
            reference=reference,
            values=values,
            stored=stored,
            changed=changed_fields(row, values, stored),
            seen_under=lessons_to_observe(values, given, stored),
            contacts=new_contacts(given, stored),
            derived=derived,
            location_shielded=is_shielded(values, stored),
            point=row.point or (stored.point if stored else None),
        )
        self._remark(row, planned)
        return planned

    def _target(
        self, row: ReadRow, given: Mapping[str, Any], stored: StoredInitiative | None
    ) -> tuple[InitiativeValues, tuple[str, ...]]:
        """The record as it will stand, and which of its fields were worked out rather than read."""
        before = stored.values if stored else InitiativeValues()
        values = replace(before, **given)
        if "organisation" in given:
            values = replace(values, organisation=self.former.current(values.organisation))
        if stored is None:
            return (
                self._started(values, row.derived)
                if "start_date" not in given
                else (values, row.derived)
            )
        if name_key(values.organisation) == name_key(before.organisation):
            values = replace(values, organisation=before.organisation)
        kept = (
            name
            for name in stored.derived
            if getattr(values, name, None) == getattr(before, name, None)
        )
        return values, tuple(kept)

    def _started(
        self, values: InitiativeValues, derived: tuple[str, ...]
    ) -> tuple[InitiativeValues, tuple[str, ...]]:
        """A new record of a list without start dates: it starts today, or before it ended or fell still."""
        ends = [day for day in (values.end_date, values.dormant_since) if day]
        return replace(values, start_date=min([self.today, *ends])), ("start_date", *derived)

    def _remark(self, row: ReadRow, planned: PlannedInitiative) -> None:
        """Say what a row holds that is not kept, or is strange."""
        if (
            planned.values.observed_on
            and not planned.values.lessons
            and row.cells.get("observed_on")
        ):
            reason = _("Zonder les heeft een waarneming geen plek; zij is niet bewaard.")
            self.remarks.append(self.reading.problem(row, "observed_on", reason))
        for kind, day in planned.contacts:
            if day > self.today:
                values = {"kind": kind, "day": day}
                reason = _("Het contact met ‘%(kind)s’ op %(day)s ligt in de toekomst.") % values
                self.remarks.append(self.reading.problem(row, "partners", reason))
