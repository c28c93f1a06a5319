"""The process that opens a spreadsheet, apart from the site: `python workbook_worker.py BYTES SECONDS MAX_CHARACTERS`.

A spreadsheet can ask for more memory than there is (one cell in the last corner, one long text used a million times),
and the native reader then stops its whole process. So it runs here, under limits that the system enforces. It reads the
file from standard input and answers with JSON, a line each: first "ready"; then {"sheet", "number", "others"}; then
every row from the first of the sheet. In a row a text is a string, a number a number, and a date a list of one ISO
date. A file that cannot be read answers {"error": kind}, for which `workbook_reading` has the sentences.

It imports nothing of this project: it is run by its path, in isolated mode.
"""

import datetime as dt
import io
import json
import resource
import sys

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

_PLAIN = frozenset({str, float, int})


def main(memory_bytes: int, seconds: int, most_characters: int) -> None:
    """Limit this process, then answer with the first visible sheet that holds something."""
    answer("ready")
    sys.stdout.flush()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read())) as workbook:
            send(workbook, most_characters)
    except PasswordError:
        answer({"error": "encrypted"})
    except CalamineError:
        answer({"error": "damaged"})
    except MemoryError:
        answer({"error": "heavy"})


def send(workbook: CalamineWorkbook, most_characters: int) -> None:
    """Write the first visible sheet with cells, unless its texts together are longer than `most_characters`."""
    names = [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]
    for name in names:
        sheet = workbook.get_sheet_by_name(name)
        if sheet.start is not None:
            others = [other for other in names if other != name]
            number = workbook.sheet_names.index(name) + 1
            answer({"sheet": name, "number": number, "others": others})
            send_rows(sheet, most_characters)
            return
    answer({"error": "empty"})


def send_rows(sheet: CalamineSheet, most_characters: int) -> None:
    """Write a JSON list a row."""
    left = most_characters
    encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
    write = sys.stdout.write
    for row in sheet.iter_rows():
        line = encode([cell if type(cell) in _PLAIN else portable(cell) for cell in row])
        left -= len(line)
        if left < 0:
            answer({"error": "heavy"})
            return
        write(line + "\n")


def portable(cell: object) -> object:
    """A cell that JSON has no form for, in a form it has."""
    if isinstance(cell, dt.datetime):
        midnight = cell.time() == dt.time()
        return [cell.date().isoformat()] if midnight else cell.isoformat(sep=" ")
    if isinstance(cell, dt.date):
        return [cell.isoformat()]
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return str(cell)


def answer(message: object) -> None:
    """Write one line."""
    sys.stdout.write(json.dumps(message) + "\n")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="surrogatepass")  # type: ignore[union-attr]
    main(*(int(argument) for argument in sys.argv[1:4]))
