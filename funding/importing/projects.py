"""Initiatives behind the grants of a register, which names a project and an applicant but no initiative of ours."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from areas.models import Municipality
from funding.importing.rows import Project
from initiatives.columns import InitiativeValues
from initiatives.importing.checking import changed_fields, is_shielded
from initiatives.importing.lists import load_lists
from initiatives.importing.names import is_private, name_key
from initiatives.importing.organisations import FormerNames
from initiatives.importing.planning import PlannedInitiative
from initiatives.importing.rows import ReadRow
from initiatives.importing.stored import StoredInitiative, stored_chunk
from initiatives.models import Initiative
from initiatives.references import former_references

DERIVED: Final = ("start_date", "end_date", "needs_money")
"""What is worked out of an initiative that a register made: it asked for money, in those years."""


@dataclass(slots=True)
class _Span:
    """A project to be made, or one that was found, with the years of its grants in the file."""

    line: int
    project: Project
    first: int
    last: int

    @property
    def start(self) -> date:
        """The first day of the first year."""
        return date(self.first, 1, 1)

    @property
    def end(self) -> date:
        """The last day of the last year."""
        return date(self.last, 12, 31)


class Projects:
    """Finds or plans the initiative of each project.

    A project is an existing initiative if that has the grant's number as its reference, or the same name and the same
    organisation. Applicants that a register hides, "(Particulier)" or blank, are never taken to be the same one.
    """

    def __init__(self, municipality: Municipality) -> None:
        """Read the names of the initiatives and of what was merged: four queries at most."""
        self._municipality = municipality
        self._known: dict[tuple[str, str], str] = {}
        self._references: set[str] = set()
        self._former = former_references(municipality)
        self._names = FormerNames(municipality)
        self._spans: dict[str, _Span] = {}
        rows = Initiative.objects.filter(municipality=municipality).order_by("pk")
        for reference, name, organisation in rows.values_list(
            "reference", "name", "organisation__name"
        ):
            self._references.add(reference)
            self._known.setdefault((name_key(name), name_key(organisation or "")), reference)

    def reference(self, line: int, project: Project, number: str) -> str:
        """The reference of the project's initiative; `number` becomes that of a new one."""
        project = replace(project, applicant=self._names.current(project.applicant))
        key = (name_key(project.name), name_key(project.applicant))
        present = self._former.get(number, number)
        same = present if present in self._references else None
        if same is None and project.applicant and not is_private(project.applicant):
            same = self._known.setdefault(key, number)
        reference = same or number
        span = self._spans.setdefault(reference, _Span(line, project, project.year, project.year))
        span.first = min(span.first, project.year)
        span.last = max(span.last, project.year)
        return reference

    def planned(self) -> tuple[PlannedInitiative, ...]:
        """The initiatives to be made, and those that an earlier register made and whose years grow."""
        found = self._stored()
        rows = (
            _widened(span, found[reference]) if reference in found else _new(reference, span)
            for reference, span in self._spans.items()
        )
        return tuple(row for row in rows if not row.changes_nothing)

    def _stored(self) -> dict[str, StoredInitiative]:
        wanted = [reference for reference in self._spans if reference in self._references]
        if not wanted:
            return {}
        rows = Initiative.objects.filter(municipality=self._municipality, reference__in=wanted)
        lists = load_lists(self._municipality)
        return {stored.reference: stored for stored in stored_chunk(rows.order_by("pk"), lists)}


def _new(reference: str, span: _Span) -> PlannedInitiative:
    """A project lasts for the years of its grants: what is known of it is that it asked for money then."""
    values = InitiativeValues(
        name=span.project.name,
        organisation=span.project.applicant,
        start_date=span.start,
        end_date=span.end,
        needs_money=True,
    )
    return _planned(reference, span.line, values, None, DERIVED)


def _widened(span: _Span, stored: StoredInitiative) -> PlannedInitiative:
    """An earlier register's initiative with the years of its later grants; what people filled in stays."""
    values = stored.values
    if "start_date" in stored.derived and values.start_date:
        values = replace(values, start_date=min(values.start_date, span.start))
    if "end_date" in stored.derived and values.end_date:
        values = replace(values, end_date=max(values.end_date, span.end))
    return _planned(stored.reference, span.line, values, stored, stored.derived)


def _planned(
    reference: str,
    line: int,
    values: InitiativeValues,
    stored: StoredInitiative | None,
    derived: tuple[str, ...],
) -> PlannedInitiative:
    return PlannedInitiative(
        line=line,
        reference=reference,
        values=values,
        stored=stored,
        changed=changed_fields(ReadRow(line, {}), values, stored),
        seen_under=(),
        contacts=(),
        derived=derived,
        location_shielded=is_shielded(values, stored),
        point=stored.point if stored else None,
    )
