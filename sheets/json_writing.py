"""JSON for machines: a list of objects, numbers exactly as numbers, nothing as null, dates as ISO texts."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sheets.columns import Column, Plain, Row, digits, headers, plain_rows

_ROWS_A_CHUNK = 200
_encode = json.JSONEncoder(ensure_ascii=False).encode


def json_chunks(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[bytes]:
    """The file in pieces, an object a line."""
    keys = [_encode(name) for name in headers(columns)]
    yield b"["
    lines: list[str] = []
    separator = "\n"
    for row in plain_rows(columns, rows):
        pairs = [f"{key}: {_literal(value)}" for key, value in zip(keys, row, strict=True)]
        lines.append(f"{separator}{{{', '.join(pairs)}}}")
        separator = ",\n"
        if len(lines) == _ROWS_A_CHUNK:
            yield "".join(lines).encode()
            lines.clear()
    yield ("".join(lines) + "\n]\n").encode()


def _literal(value: Plain) -> str:
    if value is None:
        return "null"
    if isinstance(value, str):
        return _encode(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value.isoformat()}"' if isinstance(value, date) else digits(value)
