"""Read our own JSON exports back: a list of flat objects that all have the same keys."""

import json
from collections.abc import Iterator
from decimal import Decimal

from sheets.errors import SheetError
from sheets.table import Cell, LineProblem, RawRow

_SHAPE = "Een JSON-bestand moet een lijst van rijen zijn, elk met dezelfde kolommen: [{…}, {…}]."
_LONGEST_NUMBER = 40


def read_json(text: str) -> Iterator[RawRow | LineProblem]:
    """The keys as headers, then a row an object; its line is its place in the list plus one. Raises SheetError."""
    try:
        rows = json.loads(text, parse_float=_number, parse_int=_number, parse_constant=str)
    except json.JSONDecodeError as error:
        raise SheetError(
            f"Dit JSON-bestand is beschadigd of afgebroken (regel {error.lineno})."
        ) from error
    except RecursionError as error:
        raise SheetError(_SHAPE) from error
    if not isinstance(rows, list) or not rows or not isinstance(rows[0], dict):
        raise SheetError(_SHAPE)
    headers = [str(_cell(name)) for name in rows[0]]
    yield RawRow(1, headers)
    for line, row in enumerate(rows, 2):
        if not isinstance(row, dict) or row.keys() != rows[0].keys():
            yield LineProblem(line, "Deze rij heeft andere kolommen dan de eerste.")
        elif any(isinstance(value, list | dict) for value in row.values()):
            yield LineProblem(line, "Deze rij bevat een lijst of een object in een cel.")
        else:
            yield RawRow(line, [_cell(row[name]) for name in rows[0]])


def _number(digits: str) -> Decimal | str:
    """A number exactly; one so long or so large that it cannot be meant stays text, for the importer to refuse."""
    value = Decimal(digits)
    return (
        value
        if len(digits) <= _LONGEST_NUMBER and abs(value.adjusted()) <= _LONGEST_NUMBER
        else digits
    )


def _cell(value: object) -> Cell:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return value
    return str(value).encode("utf-8", "replace").decode()
