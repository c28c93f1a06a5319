"""A row of a file, as cells by the name of our own columns."""

from collections.abc import Mapping
from dataclasses import dataclass

from initiatives.importing.stored import Point
from sheets.table import Cell


@dataclass(frozen=True, slots=True)
class ReadRow:
    """The cells of a row by field; a field that the list does not have is absent.

    `point` is where a list with coordinates places it, `derived` the fields that were worked out.
    """

    line: int
    cells: Mapping[str, Cell]
    point: Point | None = None
    derived: tuple[str, ...] = ()
