"""What a cell means. Every parser takes a cell, knows no database, and raises ValueError with a Dutch sentence.

Numbers and money are in `sheets.numbers` and offered here too, so that an importer needs one import.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from datetime import date

from sheets.numbers import (
    MOST_CENTS,
    euros,
    is_missing,
    parse_cents,
    parse_decimal,
    parse_integer,
    shortened,
)
from sheets.table import Cell, as_text

__all__ = [
    "MOST_CENTS",
    "clean_code",
    "clean_text",
    "euros",
    "is_missing",
    "optional",
    "parse_bool",
    "parse_cents",
    "parse_choice",
    "parse_date",
    "parse_decimal",
    "parse_integer",
    "shortened",
    "split_list",
]

_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_CLOCK = r"(?:[T ]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
_ISO = re.compile(rf"([0-9]{{4}})-([0-9]{{1,2}})-([0-9]{{1,2}}){_CLOCK}", re.IGNORECASE)
_DUTCH = re.compile(rf"([0-9]{{1,2}})([-/.])([0-9]{{1,2}})\2([0-9]{{4}}){_CLOCK}", re.IGNORECASE)
_WORDS = re.compile(r"([0-9]{1,2}) ([a-z]{3,9})\.? ([0-9]{4})", re.IGNORECASE)
_TWO_DIGITS = re.compile(r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2}")
_MONTH_NAMES = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_TRUE = frozenset({"yes", "y", "ja", "j", "true", "waar", "1", "1.0"})
_FALSE = frozenset({"no", "n", "nee", "false", "onwaar", "0", "0.0"})
_UNKNOWN = frozenset({"", "unknown", "onbekend"})
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SPACES = re.compile(r"[^\S\n]")
_CODE = re.compile(r"[A-Z0-9]+(?:[._-][A-Z0-9]+)*")
_INVISIBLE = str.maketrans("", "", "\ufeff\u200b\u00ad")
_MISREAD = {
    code: mended
    for code in range(0x80, 0xA0)
    if (mended := bytes([code]).decode("cp1252", "ignore"))
}
"""Windows-1252 that some register took for Latin-1: dashes and curly quotes as control characters."""


def optional[T](parse: Callable[[Cell], T], value: Cell) -> T | None:
    """None for a missing cell, else what `parse` makes of it."""
    return None if is_missing(value) else parse(value)


def parse_date(value: Cell) -> date:
    """A day: `2024-03-01`, `01-03-2024`, `1/3/2024`, `1 maart 2024`, or a spreadsheet's own date.

    The day comes before the month, always; a time after it is ignored. Raises ValueError for two-digit years, days
    that do not exist, and years outside 1900–2200.
    """
    if isinstance(value, date):
        return _in_range(value, value.isoformat())
    written = " ".join(as_text(value).split())
    if not written:
        raise ValueError("Er staat geen datum.")
    if match := _ISO.fullmatch(written):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    elif match := _DUTCH.fullmatch(written):
        year, month, day = int(match[4]), int(match[3]), int(match[1])
        if month > 12 >= day:
            raise ValueError(
                f"‘{written}’ heeft maand {month}; schrijf eerst de dag en dan de maand: 31-12-2026."
            )
    elif (match := _WORDS.fullmatch(written)) and (named := _month(match[2])):
        year, month, day = int(match[3]), named, int(match[1])
    elif _TWO_DIGITS.fullmatch(written):
        raise ValueError(
            f"‘{written}’ heeft een jaar van twee cijfers; schrijf het jaar voluit: 31-12-2026."
        )
    else:
        raise ValueError(f"‘{shortened(written)}’ is geen datum; schrijf 2026-12-31 of 31-12-2026.")
    return _in_range(_existing(year, month, day, written), written)


def _existing(year: int, month: int, day: int, written: str) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ValueError(f"‘{written}’ bestaat niet als datum.") from error


def _in_range(day: date, written: str) -> date:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise ValueError(f"‘{written}’ ligt buiten de jaren {_FIRST_YEAR} tot en met {_LAST_YEAR}.")
    return day


def _month(name: str) -> int | None:
    """The number of a Dutch month, written out or by its first letters ('mrt' for maart)."""
    short = name.casefold()
    if short in ("mrt", "sept"):
        return 3 if short == "mrt" else 9
    return next(
        (number for number, month in enumerate(_MONTH_NAMES, 1) if short in (month, month[:3])),
        None,
    )


def parse_bool(value: Cell) -> bool | None:
    """Ja or nee in the usual spellings; blank and 'onbekend' are None. Raises ValueError."""
    text = as_text(value).strip().casefold()
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    if text in _UNKNOWN or is_missing(value):
        return None
    raise ValueError(f"‘{shortened(as_text(value))}’ is geen ja of nee.")


def parse_choice(
    value: Cell, choices: Collection[str], synonyms: Mapping[str, str] | None = None
) -> str:
    """The choice that a text names, by its code or a synonym; capitals, spaces, _ and - make no difference.

    Blank is a choice only where '' is one. Raises ValueError and lists the choices.
    """
    wanted = _comparable(as_text(value))
    known = {_comparable(name): choice for name, choice in (synonyms or {}).items()}
    known |= {_comparable(choice): choice for choice in choices}
    if wanted in known:
        return known[wanted]
    listed = ", ".join(choice for choice in choices if choice)
    if not wanted:
        raise ValueError(f"Er is niets ingevuld; kies uit: {listed}.")
    raise ValueError(f"‘{shortened(as_text(value))}’ is geen geldige keuze; kies uit: {listed}.")


def _comparable(text: str) -> str:
    return " ".join(re.sub(r"[\s_-]+", " ", unicodedata.normalize("NFC", text)).split()).casefold()


def split_list(value: Cell) -> tuple[str, ...]:
    """The parts of a cell between `|`, trimmed, blanks left out. Raises ValueError where a part stands twice."""
    parts = [" ".join(part.split()) for part in as_text(value).split("|")]
    parts = [part for part in parts if part]
    for number, part in enumerate(parts):
        if part in parts[:number]:
            raise ValueError(f"‘{shortened(part)}’ staat er twee keer in.")
    return tuple(parts)


def clean_text(
    value: Cell, *, max_length: int, multiline: bool = False, html_breaks: bool = False
) -> str:
    """A text as it is kept: composed characters, ordinary spaces, trimmed, on one line unless `multiline`.

    `html_breaks` reads `<br>` as a line break. Raises ValueError for control characters (NUL among them) and for more
    than `max_length` characters: nothing is cut off.
    """
    text = unicodedata.normalize("NFC", as_text(value)).translate(_INVISIBLE).translate(_MISREAD)
    text = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n")
    )
    text = _BREAK.sub("\n", text) if html_breaks else text
    for character in text:
        if character not in "\n\t" and unicodedata.category(character) in ("Cc", "Cs"):
            raise ValueError(
                f"De tekst bevat een onleesbaar teken (code {ord(character)}); haal het weg."
            )
    text = _SPACES.sub(" ", text)
    text = (
        "\n".join(line.strip() for line in text.split("\n"))
        if multiline
        else re.sub(r" *\n\s*", " ", text)
    )
    text = text.strip()
    if len(text) > max_length:
        raise ValueError(f"De tekst is {len(text)} tekens lang; er passen er {max_length}.")
    return text


def clean_code(value: Cell, *, max_length: int = 20) -> str:
    """A code such as CBS pads it (`"gm0518    "`): capitals, no spaces. Raises ValueError for anything else."""
    code = " ".join(as_text(value).translate(_INVISIBLE).split()).upper()
    if not _CODE.fullmatch(code) or len(code) > max_length:
        raise ValueError(f"‘{shortened(code)}’ is geen code." if code else "Er staat geen code.")
    return code
