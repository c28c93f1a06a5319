"""What an import of grants would do: each row checked against the grant as it stands. Writes nothing."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import batched
from typing import Any

from django.utils.translation import gettext as _

from areas.models import Municipality
from funding.columns import FIELDS, GrantValues
from funding.course import History, to_columns
from funding.importing.course import course_of
from funding.importing.funders import FunderNames
from funding.importing.projects import Projects
from funding.importing.rows import GrantRow
from funding.importing.stored import StoredGrant, shown, stored_chunk
from funding.models import Grant
from initiatives.importing.fields import Parser
from initiatives.importing.names import name_key
from initiatives.importing.planning import PlannedInitiative
from initiatives.importing.reading import Reading, read_references
from initiatives.importing.report import CHUNK, Plan, Problem, Progress, RowRefused
from initiatives.models import Initiative
from initiatives.references import former_references
from sheets.values import shortened


@dataclass(frozen=True, slots=True)
class PlannedGrant:
    """A grant to be created or changed, as it will stand; `changed` names the columns that differ."""

    line: int
    reference: str
    values: GrantValues
    stored: StoredGrant | None
    changed: frozenset[str]
    history: History
    derived: tuple[str, ...]

    @property
    def new_course(self) -> bool:
        """Whether decisions or payments differ from what is stored."""
        return self.stored is None or self.history != self.stored.history


@dataclass(frozen=True, slots=True)
class GrantPlan(Plan[PlannedGrant]):
    """A plan of grants, with the initiatives that have to be there first."""

    initiatives: tuple[PlannedInitiative, ...] = ()


def plan_grants(
    reading: Reading[GrantRow],
    municipality: Municipality,
    *,
    today: date,
    progress: Progress | None = None,
) -> GrantPlan:
    """Check every row and compare it with what is stored: three queries a thousand rows."""
    references = read_references(reading)
    work = _Work(reading, municipality, today, list(references.problems))
    done = 0
    for chunk in batched(reading.rows, CHUNK):
        wanted = [references.of(row) for row in chunk if references.of(row)]
        stored = _stored_by_reference(municipality, wanted)
        for row in chunk:
            if reference := references.of(row):
                work.plan(row, reference, stored.get(reference))
        done += len(chunk)
        if progress:
            progress(_("gecontroleerd"), done, references.rows)
    return work.finished()


def _stored_by_reference(
    municipality: Municipality, references: Iterable[str]
) -> dict[str, StoredGrant]:
    rows = Grant.objects.filter(municipality=municipality, reference__in=references)
    return {stored.reference: stored for stored in stored_chunk(rows.order_by("pk"))}


@dataclass(slots=True)
class _Work:
    """The rows planned so far, and the problems found on the way."""

    reading: Reading[GrantRow]
    municipality: Municipality
    today: date
    problems: list[Problem]
    planned: list[PlannedGrant] = field(default_factory=list)
    unchanged: int = 0
    parser: Parser[None] = field(init=False)
    funders: FunderNames = field(init=False)
    projects: Projects = field(init=False)
    known: list[str] = field(init=False)
    former: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.parser = Parser(FIELDS, None)
        self.funders = FunderNames(self.municipality)
        self.projects = Projects(self.municipality)
        rows = Initiative.objects.filter(municipality=self.municipality)
        self.known = sorted(rows.values_list("reference", flat=True))
        self.former = former_references(self.municipality)

    def plan(self, row: GrantRow, reference: str, stored: StoredGrant | None) -> None:
        """Plan one row, or note why it cannot be loaded."""
        problems: list[Problem] = []
        given = self.parser.values(
            row.cells, lambda name, why: problems.append(self.reading.problem(row, name, why))
        )
        if not problems:
            try:
                self._keep(self._planned(row, reference, given, stored))
            except RowRefused as refusal:
                problems.append(self.reading.problem(row, refusal.column, refusal.reason))
        self.problems += problems

    def finished(self) -> GrantPlan:
        """The plan of all rows."""
        found = (*self.reading.problems, *self.problems)
        return GrantPlan(
            rows=tuple(self.planned),
            created=sum(planned.stored is None for planned in self.planned),
            unchanged=self.unchanged,
            problems=tuple(sorted(found, key=lambda problem: problem.line)),
            set_aside=self.reading.set_aside,
            notes=self.reading.notes,
            initiatives=self.projects.planned(),
        )

    def _keep(self, planned: PlannedGrant) -> None:
        if planned.stored is not None and not planned.changed:
            self.unchanged += 1
        else:
            self.planned.append(planned)

    def _planned(
        self, row: GrantRow, reference: str, given: Mapping[str, Any], stored: StoredGrant | None
    ) -> PlannedGrant:
        values = self._target(given, stored)
        course = course_of(values, stored, state_given="state" in given, today=self.today)
        shows = (
            stored.values.course if stored and not course.changed else to_columns(course.history)
        )
        paid_known = values.course.paid is not None and "paid" not in row.derived
        values = values.with_course(shown(shows, paid_known=paid_known))
        self._check_period(values)
        values = replace(values, initiative=self._initiative(row, reference, values, stored))
        before = stored.values if stored else GrantValues()
        changed = frozenset(
            item.name for item in FIELDS if getattr(values, item.name) != getattr(before, item.name)
        )
        kept = row.derived if stored is None else self._kept(stored, changed, row)
        if values.course.granted and values.course.paid is None:
            kept = tuple(dict.fromkeys((*kept, "paid")))
        return PlannedGrant(row.line, reference, values, stored, changed, course.history, kept)

    def _target(self, given: Mapping[str, Any], stored: StoredGrant | None) -> GrantValues:
        """The grant as the row wants it, with the spelling of names that are the same."""
        before = stored.values if stored else GrantValues()
        values = replace(before, **given)
        values = self.funders.completed(values)
        if stored and name_key(values.funder) == name_key(before.funder):
            values = replace(values, funder=before.funder)
        if stored and name_key(values.scheme) == name_key(before.scheme):
            values = replace(values, scheme=before.scheme)
        return values

    def _kept(self, stored: StoredGrant, changed: frozenset[str], row: GrantRow) -> tuple[str, ...]:
        """What stays worked out: what did not change, and what a register worked out anew."""
        names = (name for name in stored.derived if name not in changed or name in row.derived)
        return tuple(dict.fromkeys((*names, *(name for name in row.derived if name in changed))))

    def _check_period(self, values: GrantValues) -> None:
        start, end = values.period_start, values.period_end
        if start and end and end < start:
            told = {"start": start}
            raise RowRefused(
                "period_end", _("De periode eindigt voor haar begin (%(start)s).") % told
            )

    def _initiative(
        self, row: GrantRow, reference: str, values: GrantValues, stored: StoredGrant | None
    ) -> str:
        """The reference of the initiative that the money is for."""
        if row.project is not None:
            if stored is not None:
                return values.initiative
            return self.projects.reference(row.line, row.project, reference)
        wanted = self.former.get(values.initiative, values.initiative)
        if not wanted:
            raise RowRefused("initiative", _("Het initiatief ontbreekt."))
        place = bisect_left(self.known, wanted)
        if place < len(self.known) and self.known[place] == wanted:
            return wanted
        told = {"wanted": shortened(wanted)}
        near = self.known[max(0, place - 1) : place + 2]
        if not near:
            raise RowRefused("initiative", _("Er is geen initiatief ‘%(wanted)s’.") % told)
        told["near"] = ", ".join(near)
        raise RowRefused(
            "initiative",
            _("Er is geen initiatief ‘%(wanted)s’; het dichtst erbij: %(near)s.") % told,
        )
