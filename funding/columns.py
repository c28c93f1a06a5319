"""The columns of grants in files (design, section 6): one list, shared by the import and every export."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from funding.course import Columns, GrantKind, State
from funding.course.words import STATE_LABELS
from initiatives.columns import REFERENCE, day, line_of, lines_of, name_of, one_of
from initiatives.importing.choices import Choices
from initiatives.importing.fields import Field
from sheets.columns import Column, Kind
from sheets.table import Cell
from sheets.values import euros, optional, parse_cents


@dataclass(frozen=True, slots=True)
class GrantValues:
    """A grant as its row in a file; amounts in cents. Empty and None = not known, or not decided yet."""

    initiative: str = ""
    funder: str = ""
    funder_kind: str = ""
    scheme: str = ""
    kind: str = GrantKind.PROJECT.value
    regularity: str = "incidental"
    case_number: str = ""
    state: str = ""
    requested: int | None = None
    granted: int | None = None
    settled: int | None = None
    paid: int | None = None
    received_on: date | None = None
    decided_on: date | None = None
    reported_on: date | None = None
    settled_on: date | None = None
    revoked_on: date | None = None
    closed_on: date | None = None
    period_start: date | None = None
    period_end: date | None = None
    report_due: date | None = None
    reason: str = ""

    @property
    def course(self) -> Columns:
        """The columns that the grant's course follows from."""
        return Columns(**{name: getattr(self, name) for name in COURSE})

    def with_course(self, columns: Columns) -> "GrantValues":
        """The same grant with the course of `columns`."""
        return replace(self, **{name: getattr(columns, name) for name in COURSE})


COURSE: Final = tuple(Columns.__dataclass_fields__)
"""The fields that decisions and payments say, with those that the course depends on."""

_FUNDERS: Final = {
    "municipality": ("gemeente",),
    "province": ("provincie",),
    "national": ("rijk", "landelijk"),
    "housing": ("woningcorporatie", "corporatie"),
    "fund": ("fonds",),
    "crowd": ("crowdfunding",),
    "sponsor": ("bedrijf",),
    "own": ("eigen bijdrage", "eigen geld", "eigen"),
}
_KINDS: Final = {
    "project": ("projectsubsidie",),
    "operating": ("exploitatie", "exploitatiesubsidie"),
    "appreciation": ("waardering", "waarderingssubsidie"),
    "residents_budget": ("bewonersbudget",),
    "in_kind": ("in natura",),
}
_REGULARITIES: Final = {
    "structural": ("structureel",),
    "multi_year": ("meerjarig",),
    "incidental": ("incidenteel", "eenmalig"),
}
FUNDER_KINDS: Final = Choices(_("soort geldgever"), _FUNDERS.items())
_GRANT_KINDS: Final = Choices(_("soort subsidie"), _KINDS.items())
_REGULARITY: Final = Choices(_("regelmaat"), _REGULARITIES.items())
_STATES: Final = Choices(_("status"), [(state.value, (STATE_LABELS[state],)) for state in State])


def _amount(cell: Cell, _lists: object) -> int | None:
    """Parse an amount in euro as cents; blank is none."""
    return optional(parse_cents, cell)


def _day(name: str, *headers: str) -> Field[Any]:
    return Field(name, day, headers, kind=Kind.DATE)


def _money(name: str, *headers: str) -> Field[Any]:
    return Field(name, _amount, headers, euros, Kind.MONEY)


def _choice(name: str, choices: Choices, blank: str, *headers: str) -> Field[Any]:
    return Field(name, one_of(choices, blank), headers)


FIELDS: Final[tuple[Field[Any], ...]] = (
    Field("initiative", line_of(100), ("initiatief", "kenmerk initiatief"), kind=Kind.CODE),
    Field("funder", name_of(200), ("geldgever", "subsidieverstrekker")),
    _choice("funder_kind", FUNDER_KINDS, "", "soort geldgever"),
    Field("scheme", name_of(200), ("regeling",)),
    _choice("kind", _GRANT_KINDS, GrantKind.PROJECT, "soort"),
    _choice("regularity", _REGULARITY, "incidental", "regelmaat"),
    Field("case_number", line_of(100), ("zaaknummer", "dossiernummer"), repeats=False),
    _choice("state", _STATES, "", "status"),
    _money("requested", "aangevraagd", "gevraagd"),
    _money("granted", "verleend", "toegekend", "toegezegd"),
    _money("settled", "vastgesteld"),
    _money("paid", "betaald"),
    _day("received_on", "ontvangen op", "aangevraagd op"),
    _day("decided_on", "besloten op", "verleend op"),
    _day("reported_on", "verantwoord op"),
    _day("settled_on", "vastgesteld op"),
    _day("revoked_on", "ingetrokken op"),
    _day("closed_on", "afgesloten op"),
    _day("period_start", "periode van", "begin", "begindatum"),
    _day("period_end", "periode tot en met", "einde", "einddatum"),
    _day("report_due", "verantwoording voor", "verantwoorden voor"),
    Field("reason", lines_of(500), ("reden", "toelichting")),
)
GRANT_COLUMNS: Final[list[Column]] = [REFERENCE.column, *(field.column for field in FIELDS)]
"""The columns of the export: exactly those of the import."""


def grant_row(reference: str, values: GrantValues) -> tuple[Any, ...]:
    """A grant as a row of the export."""
    return (reference, *(field.write(getattr(values, field.name)) for field in FIELDS))
