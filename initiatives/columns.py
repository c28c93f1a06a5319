"""The columns of initiatives in files (design, section 6): one list, shared by the import and every export."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.importing.choices import Choices, spelled
from initiatives.importing.fields import Field
from sheets.columns import Column, Kind
from sheets.table import Cell, as_text
from sheets.values import (
    clean_text,
    is_missing,
    optional,
    parse_bool,
    parse_date,
    shortened,
    split_list,
)

WIDE: Final = "*"
"""In the column of districts: the whole municipality."""


@dataclass(frozen=True, slots=True)
class Lists:
    """The codes that cells may name: those of this municipality and of the shared vocabulary."""

    districts: Choices
    activity_types: Choices
    target_groups: Choices
    place_kinds: Choices
    partner_kinds: Choices
    lessons: Choices


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie with a kind of partner as a cell has it: `contacts` are dates, in a record's own cell only the latest."""

    kind: str
    involved: bool
    contacts: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class InitiativeValues:
    """An initiative as its row in a file: codes, dates and texts. Empty, None and "unknown" = not known."""

    name: str = ""
    summary: str = ""
    organisation: str = ""
    districts: tuple[str, ...] = ()
    start_date: date | None = None
    end_date: date | None = None
    dormant_since: date | None = None
    activity_types: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    own_circle: str = "unknown"
    place_kinds: tuple[str, ...] = ()
    simultaneous_activities: bool | None = None
    signup_required: bool | None = None
    initiated_by: str = ""
    decided_by: str = ""
    needs_money: bool | None = None
    lessons: tuple[str, ...] = ()
    observed_on: date | None = None
    observation: str = ""
    partners: tuple[Tie, ...] = ()


_CIRCLES = Choices(
    gettext_lazy("keuze voor een eigen kring"),
    (
        (
            "participants",
            ("deelnemers", "door de deelnemers gekozen", "besloten, door de deelnemers gekozen"),
        ),
        (
            "organiser",
            ("organisator", "door de organisator bepaald", "besloten, door de organisator bepaald"),
        ),
        ("open", ("nee, open",)),
        ("unknown", ("onbekend",)),
    ),
)
_DECIDERS = Choices(
    gettext_lazy("partij"),
    (
        ("residents", ("bewoners", "bewoner")),
        ("professionals", ("professional",)),
        ("municipality", ("gemeente",)),
        ("housing", ("woningcorporatie", "corporatie")),
        ("other", ("anders", "overig")),
        ("", ("unknown", "onbekend")),
    ),
)
_INVOLVEMENT: Final = {
    "involved": True,
    "betrokken": True,
    "echt betrokken": True,
    "informed": False,
    "geinformeerd": False,
    "alleen geinformeerd": False,
}


type Parse[T] = Callable[[Cell, Any], T]


def line_of(max_length: int) -> Parse[str]:
    """Parse a text on one line."""
    return lambda cell, _lists: clean_text(cell, max_length=max_length)


def name_of(max_length: int) -> Parse[str]:
    """Parse a name: one line, single spaces."""
    return lambda cell, _lists: " ".join(clean_text(cell, max_length=max_length).split())


def lines_of(max_length: int) -> Parse[str]:
    """Parse a text that may have several lines."""
    return lambda cell, _lists: clean_text(cell, max_length=max_length, multiline=True)


def day(cell: Cell, _lists: object) -> date | None:
    """Parse a date; blank is none."""
    return optional(parse_date, cell)


def one_of(choices: Choices, blank: str) -> Parse[str]:
    """Parse one word of a fixed list; `blank` is what an empty cell means."""
    return lambda cell, _lists: blank if is_missing(cell) else choices.code(as_text(cell))


def _yes(cell: Cell, _lists: object) -> bool | None:
    return parse_bool(cell)


def _codes(name: str) -> Parse[tuple[str, ...]]:
    def parse(cell: Cell, lists: Lists) -> tuple[str, ...]:
        choices: Choices = getattr(lists, name)
        return () if is_missing(cell) else choices.codes(cell)

    return parse


def _districts(cell: Cell, lists: Lists) -> tuple[str, ...]:
    if is_missing(cell):
        return ()
    if as_text(cell).strip() == WIDE:
        return (WIDE,)
    if WIDE in split_list(cell):
        raise ValueError(_("Kies wijken of ‘*’ voor de hele gemeente, niet allebei."))
    return lists.districts.codes(cell)


def _lessons(cell: Cell, lists: Lists) -> tuple[str, ...]:
    found = () if is_missing(cell) else lists.lessons.codes(cell)
    if len(found) > 3:
        values = {"count": len(found)}
        raise ValueError(_("Dit zijn %(count)d lessen; het zijn er hooguit drie.") % values)
    return found


def _partners(cell: Cell, lists: Lists) -> tuple[Tie, ...]:
    """Parse ties: `kind:involved:YYYY-MM-DD`, `kind:involved` or `kind:informed`, with `|` between."""
    found: dict[str, tuple[bool, set[date]]] = {}
    for part in () if is_missing(cell) else split_list(cell):
        kind, involved, contact = _tie(part, lists.partner_kinds)
        held, dates = found.setdefault(kind, (involved, set()))
        if held is not involved:
            values = {"kind": kind}
            raise ValueError(_("‘%(kind)s’ is hier én betrokken én alleen geïnformeerd.") % values)
        dates.update([contact] if contact else [])
    order = lists.partner_kinds.ordered(found)
    return tuple(Tie(kind, found[kind][0], tuple(sorted(found[kind][1]))) for kind in order)


def _tie(part: str, kinds: Choices) -> tuple[str, bool, date | None]:
    kind, _colon, rest = part.partition(":")
    word, _colon, contact = rest.partition(":")
    involved = _INVOLVEMENT.get(spelled(word))
    if involved is None:
        values = {"part": shortened(part)}
        raise ValueError(
            _(
                "‘%(part)s’ is geen band; schrijf soort:involved:2026-12-31, soort:involved of soort:informed."
            )
            % values
        )
    return kinds.code(kind), involved, parse_date(contact) if contact.strip() else None


def write_codes(codes: Iterable[str]) -> str:
    """Codes in one cell."""
    return "|".join(codes)


def _write_yes(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"


def _write_ties(ties: Iterable[Tie]) -> str:
    return "|".join(_write_tie(tie) for tie in ties)


def _write_tie(tie: Tie) -> str:
    if not tie.involved:
        return f"{tie.kind}:informed"
    latest = f":{max(tie.contacts).isoformat()}" if tie.contacts else ""
    return f"{tie.kind}:involved{latest}"


def _listed(name: str, headers: tuple[str, ...]) -> Field[Lists]:
    return Field(name, _codes(name), headers, write_codes)


def _day(name: str, headers: tuple[str, ...]) -> Field[Lists]:
    return Field(name, day, headers, kind=Kind.DATE)


def _question(name: str, headers: tuple[str, ...]) -> Field[Lists]:
    return Field(name, _yes, headers, _write_yes)


REFERENCE: Final[Field[Any]] = Field(
    "reference", line_of(100), ("kenmerk", "referentie"), kind=Kind.CODE, repeats=False
)
FIELDS: Final[tuple[Field[Lists], ...]] = (
    Field("name", line_of(200), ("naam", "naam initiatief"), repeats=False),
    Field("summary", lines_of(500), ("samenvatting", "in één zin", "omschrijving"), repeats=False),
    Field("organisation", name_of(200), ("organisatie", "groep", "organisatie of groep")),
    Field(
        "districts", _districts, ("wijken", "wijk", "wijkcode", "wijkcodes"), write_codes, Kind.CODE
    ),
    _day("start_date", ("startdatum", "begindatum", "begonnen op", "begin")),
    _day("end_date", ("einddatum", "laatste dag", "einde")),
    _day("dormant_since", ("ligt stil sinds", "stil sinds", "slapend sinds")),
    _listed("activity_types", ("activiteiten", "activiteit", "wat er gebeurt", "soort activiteit")),
    _listed("target_groups", ("doelgroepen", "doelgroep", "voor wie")),
    Field("own_circle", one_of(_CIRCLES, "unknown"), ("eigen kring",)),
    _listed("place_kinds", ("soorten plekken", "soort plek", "plekken", "plek", "waar")),
    _question("simultaneous_activities", ("verschillende dingen tegelijk", "tegelijk")),
    _question("signup_required", ("aanmelden nodig", "aanmelden")),
    Field(
        "initiated_by", one_of(_DECIDERS, ""), ("begonnen door", "gestart door", "initiatief van")
    ),
    Field("decided_by", one_of(_DECIDERS, ""), ("wie beslist", "beslist door", "zeggenschap")),
    _question("needs_money", ("geld nodig",)),
    Field("lessons", _lessons, ("lessen", "les"), write_codes),
    _day("observed_on", ("gezien op", "waargenomen op", "datum waarneming")),
    Field("observation", lines_of(500), ("waarneming", "wat er te zien was"), repeats=False),
    Field("partners", _partners, ("partner", "banden"), _write_ties),
)
INITIATIVE_COLUMNS: Final[list[Column]] = [REFERENCE.column, *(field.column for field in FIELDS)]
"""The columns of the export: exactly those of the import."""


def initiative_row(reference: str, values: InitiativeValues) -> tuple[Any, ...]:
    """An initiative as a row of the export."""
    return (reference, *(field.write(getattr(values, field.name)) for field in FIELDS))
