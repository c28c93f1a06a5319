"""Which column of a file is which field: guessed by its header, remembered a municipality, corrected by a person."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from administration.models import ColumnMatch, RecordKind
from areas.models import Municipality
from funding.columns import FIELDS as GRANT_FIELDS
from funding.importing.dialects import DIALECTS as GRANT_DIALECTS
from initiatives.columns import FIELDS as INITIATIVE_FIELDS
from initiatives.columns import REFERENCE
from initiatives.importing.choices import spelled
from initiatives.importing.dialect import Dialect
from initiatives.importing.dialects import DIALECTS as INITIATIVE_DIALECTS
from initiatives.importing.fields import Field, known_spellings
from sheets.table import Table, as_text, is_blank
from sheets.values import shortened

FIELDS: Final[dict[RecordKind, tuple[Field[Any], ...]]] = {
    RecordKind.INITIATIVES: (REFERENCE, *INITIATIVE_FIELDS),
    RecordKind.GRANTS: (REFERENCE, *GRANT_FIELDS),
}
_DIALECTS: Final[dict[RecordKind, tuple[Dialect[Any, Any], ...]]] = {
    RecordKind.INITIATIVES: INITIATIVE_DIALECTS,
    RecordKind.GRANTS: GRANT_DIALECTS,
}
REQUIRED: Final = "reference"
"""Without it no row can be loaded."""
FOR_NEW: Final = {
    RecordKind.INITIATIVES: ("name",),
    RecordKind.GRANTS: ("initiative",),
}
"""Without these no new record can be made; an existing one keeps what it has."""
_NEAR: Final = 0.84
_EXAMPLES: Final = 3
_EXAMPLE_LENGTH: Final = 40
_LONGEST_HEADER: Final = ColumnMatch._meta.get_field("header").max_length or 0

EXACT: Final = "exact"
REMEMBERED: Final = "remembered"
NEAR: Final = "near"
UNKNOWN: Final = "unknown"
HOW: Final = {
    EXACT: _("herkend aan de kop"),
    REMEMBERED: _("onthouden van de vorige keer"),
    NEAR: _("geraden: kijk even of het klopt"),
    UNKNOWN: _("onbekende kop"),
}


@dataclass(frozen=True, slots=True)
class Guess:
    """A field for a column (empty: none), and how it was found."""

    column: str
    how: str


def has_own_columns(kind: RecordKind, headers: Sequence[str]) -> bool:
    """Whether the file is a list with columns of its own (a register, a map), so that there is nothing to match."""
    return any(dialect.recognises(headers) for dialect in _DIALECTS[kind])


def guess_columns(
    kind: RecordKind, headers: Sequence[str], municipality: Municipality
) -> list[Guess]:
    """A guess a header, in order; no field twice. What was chosen before goes first, then what is spelled the same."""
    known = known_spellings(FIELDS[kind])
    remembered = _remembered(kind, municipality, headers)
    found: list[Guess | None] = []
    taken: set[str] = set()
    for header in headers:
        guess = remembered.get(spelled(header))
        if guess is None and (name := known.get(spelled(header))):
            guess = Guess(name, EXACT)
        if guess and guess.column in taken:
            guess = Guess("", UNKNOWN)
        taken.add(guess.column if guess else "")
        found.append(guess)
    return [
        guess or _nearest(header, known, taken)
        for header, guess in zip(headers, found, strict=True)
    ]


def _nearest(header: str, known: Mapping[str, str], taken: set[str]) -> Guess:
    """The field whose spelling is nearly the header's, or begins or ends it; it is taken from then on."""
    text = spelled(header)
    open_ones = {spelling: name for spelling, name in known.items() if name not in taken}
    within = [
        spelling
        for spelling in open_ones
        if text.startswith(f"{spelling} ") or text.endswith(f" {spelling}")
    ]
    near = [max(within, key=len)] if within else []
    near = near or difflib.get_close_matches(text, open_ones, n=1, cutoff=_NEAR)
    if not near:
        return Guess("", UNKNOWN)
    taken.add(open_ones[near[0]])
    return Guess(open_ones[near[0]], NEAR)


def _remembered(
    kind: RecordKind, municipality: Municipality, headers: Iterable[str]
) -> dict[str, Guess]:
    wanted = [spelled(header) for header in headers]
    names = {item.name for item in FIELDS[kind]} | {""}
    rows = ColumnMatch.objects.filter(municipality=municipality, kind=kind, header__in=wanted)
    return {
        header: Guess(column, REMEMBERED)
        for header, column in rows.values_list("header", "column")
        if column in names
    }


@transaction.atomic
def remember_columns(
    kind: RecordKind, municipality: Municipality, columns: Mapping[str, str]
) -> None:
    """Keep what was chosen for the next file; a header that says itself what it is needs no remembering."""
    known = known_spellings(FIELDS[kind])
    chosen = {
        spelled(header): column
        for header, column in columns.items()
        if len(spelled(header)) <= _LONGEST_HEADER
    }
    own = ColumnMatch.objects.filter(municipality=municipality, kind=kind, header__in=chosen)
    own.delete()
    ColumnMatch.objects.bulk_create(
        ColumnMatch(municipality=municipality, kind=kind, header=header, column=column)
        for header, column in chosen.items()
        if known.get(header, None) != column
    )


def examples(table: Table) -> list[list[str]]:
    """The first few different values of each column, shortened."""
    found: list[list[str]] = [[] for _header in table.headers]
    for record in table.records[:200]:
        for column, cell in zip(found, record.cells, strict=True):
            text = "" if is_blank(cell) else shortened(" ".join(as_text(cell).split()))
            if text and len(column) < _EXAMPLES and text[:_EXAMPLE_LENGTH] not in column:
                column.append(text[:_EXAMPLE_LENGTH])
    return found


def needs_matching(guesses: Sequence[Guess]) -> bool:
    """Whether a person must look at the columns: not if every header says itself what it is, the needed one too."""
    exact = {guess.column for guess in guesses if guess.how == EXACT}
    return REQUIRED not in exact or any(guess.how != EXACT for guess in guesses)
