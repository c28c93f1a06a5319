"""A row of a file with grants, as cells by the name of our own columns."""

from collections.abc import Mapping
from dataclasses import dataclass

from sheets.table import Cell


@dataclass(frozen=True, slots=True)
class Project:
    """What a register says of the initiative behind a grant: a name, an applicant, a year."""

    name: str
    applicant: str
    year: int


@dataclass(frozen=True, slots=True)
class GrantRow:
    """The cells of a row by field; a field that the list does not have is absent.

    `derived` names the fields that were worked out. `project` stands in for a reference of the initiative.
    """

    line: int
    cells: Mapping[str, Cell]
    derived: tuple[str, ...] = ()
    project: Project | None = None
