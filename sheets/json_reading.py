"""Read our own JSON exports back: a list of flat objects that all have the same keys."""

import json
from collections.abc import Iterator
from decimal import Decimal

from sheets.errors import SheetError
from sheets.table import Cell, LineProblem, RawRow

_SHAPE = "Een JSON-bestand moet een lijst van rijen zijn, elk met dezelfde kolommen: [{…}, {…}]."


def read_json(text: str) -> Iterator[RawRow | LineProblem]:
    """The keys as headers, then a row an object; its line is its place in the list plus one. Raises SheetError."""
    try:
        rows = json.loads(text, parse_float=Decimal, parse_int=Decimal, parse_constant=str)
    except json.JSONDecodeError as error:
        raise SheetError(f"Dit JSON-bestand is beschadigd of afgebroken (regel {error.lineno}).") from error
    except RecursionError as error:
        raise SheetError(_SHAPE) from error
    if not isinstance(rows, list) or not rows or not isinstance(rows[0], dict):
        raise SheetError(_SHAPE)
    headers = list(rows[0])
    yield RawRow(1, headers)
    for line, row in enumerate(rows, 2):
        if not isinstance(row, dict) or list(row) != headers:
            yield LineProblem(line, "Deze rij heeft andere kolommen dan de eerste.")
        elif any(isinstance(value, list | dict) for value in row.values()):
            yield LineProblem(line, "Deze rij bevat een lijst of een object in een cel.")
        else:
            yield RawRow(line, [_cell(value) for value in row.values()])


def _cell(value: object) -> Cell:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str | Decimal) else str(value)
