"""JSON for machines: a list of objects, numbers exactly as numbers, nothing as null, dates as ISO texts."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from sheets.columns import Column, Plain, Row, headers, plain_rows

_ROWS_A_CHUNK = 200


def json_chunks(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[bytes]:
    """The file in pieces, an object a line."""
    keys = [json.dumps(name, ensure_ascii=False) for name in headers(columns)]
    yield b"["
    lines: list[str] = []
    separator = "\n"
    for row in plain_rows(columns, rows):
        pairs = (f"{key}: {_literal(value)}" for key, value in zip(keys, row, strict=True))
        lines.append(f"{separator}{{{', '.join(pairs)}}}")
        separator = ",\n"
        if len(lines) == _ROWS_A_CHUNK:
            yield "".join(lines).encode()
            lines.clear()
    yield ("".join(lines) + "\n]\n").encode()


def _literal(value: Plain) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    return json.dumps(value.isoformat() if isinstance(value, date) else value, ensure_ascii=False)
