"""The exports of the dashboards: declared columns, and the rows from the same results as the pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from dashboards.analysis.cliff import cliff_of
from dashboards.analysis.coverage import cover
from dashboards.analysis.funding import grants_at
from dashboards.analysis.priorities import prioritise
from dashboards.analysis.situation import Situation
from dashboards.rows import GrantRow
from funding.course import State
from funding.course.words import STATE_LABELS
from sheets.columns import Column, Kind, Row


@dataclass(frozen=True, slots=True)
class Export:
    """A table to write: its title, columns and rows."""

    title: str
    columns: Sequence[Column]
    rows: Iterator[Row]


COVERAGE_COLUMNS = (
    Column("municipality", Kind.CODE, "Gemeentecode"),
    Column("district_code", Kind.CODE, "Wijkcode"),
    Column("district", Kind.TEXT, "Naam van de wijk"),
    Column("lesson", Kind.CODE, "Code van de les"),
    Column("kind", Kind.CODE, "Hoe de les wordt gemeten"),
    Column("state", Kind.CODE, "Toestand van de cel op de peildatum"),
    Column("active", Kind.INTEGER, "Aanbod: actieve initiatieven die meetellen voor de les"),
    Column("fresh", Kind.INTEGER, "Aanbod: hoeveel daarvan vers zijn"),
    Column(
        "wide",
        Kind.INTEGER,
        "Aanbod: verse gemeentebrede initiatieven; tellen niet mee in de toestand",
    ),
    Column("numerator", Kind.INTEGER, "Andere lessen: teller van het deel"),
    Column("denominator", Kind.INTEGER, "Andere lessen: noemer van het deel"),
    Column("explanation", Kind.TEXT, "Uitleg in een zin"),
)


def coverage_export(situation: Situation, *, signals: bool = True) -> Export:
    """A row a cell, in the order of area codes and lessons; the municipality-wide row is no row of it.

    `signals` False leaves the cells out that rest on voice signals.
    """
    code = situation.records.municipality.code
    rows: Iterator[Row] = (
        (
            code,
            cell.district.code,
            cell.district.name,
            cell.lesson.code,
            cell.lesson.kind,
            cell.state.value,
            cell.active,
            cell.fresh,
            cell.wide,
            cell.numerator,
            cell.denominator,
            cell.explanation,
        )
        for cell in cover(situation).cells
        if signals or cell.lesson.kind != "signal"
    )
    return Export("Dekking", COVERAGE_COLUMNS, rows)


PRIORITY_COLUMNS = (
    Column("municipality", Kind.CODE, "Gemeentecode"),
    Column("district_code", Kind.CODE, "Wijkcode"),
    Column("district", Kind.TEXT, "Naam van de wijk"),
    Column("inhabitants", Kind.INTEGER, "Inwoners, laatste jaar tot en met de peildatum"),
    Column("score", Kind.INTEGER, "Prioriteit 0–100; leeg zonder plaats in de volgorde"),
    Column("need", Kind.DECIMAL, "Nood, 0–1"),
    Column("shortage", Kind.DECIMAL, "Tekort, 0–1"),
    Column("fragility", Kind.DECIMAL, "Broosheid, 0–1"),
    Column("verdict", Kind.CODE, "ranked, check_first of too_small"),
    Column("missing", Kind.TEXT, "Nood-indicatoren zonder waarde"),
)
BAND_COLUMNS = (*PRIORITY_COLUMNS[:4], Column("band", Kind.TEXT, "Groep in plaats van een score"))


def priorities_export(situation: Situation, *, scores: bool = True) -> Export:
    """A row a district in the order of the codes; for whoever sees no scores its band."""
    code = situation.records.municipality.code
    found = prioritise(situation)

    def inhabitants(value: Decimal | None) -> int | None:
        return None if value is None else int(value)

    if not scores:
        bands: Iterator[Row] = (
            (
                code,
                item.district.code,
                item.district.name,
                inhabitants(item.district.inhabitants),
                item.label,
            )
            for item in found.by_name
        )
        return Export("Prioriteiten", BAND_COLUMNS, bands)
    rows: Iterator[Row] = (
        (
            code,
            item.district.code,
            item.district.name,
            inhabitants(item.district.inhabitants),
            item.score,
            decimal(item.need),
            decimal(item.shortage),
            decimal(item.fragility),
            item.verdict.value,
            "|".join(item.missing),
        )
        for item in found.districts
    )
    return Export("Prioriteiten", PRIORITY_COLUMNS, rows)


def decimal(value: Fraction | None) -> Decimal | None:
    """A part as a decimal number of at most 15 digits, the most that a spreadsheet keeps."""
    if value is None:
        return None
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return round(exact, 14).normalize() + 0


CLIFF_COLUMNS = (
    Column("month", Kind.TEXT, "Maand (jjjj-mm)"),
    Column("initiatives", Kind.INTEGER, "Initiatieven waarvan het geld in de maand eindigt"),
    Column("cells_lost", Kind.INTEGER, "Cellen van aanbod die daarmee al hun geld kwijt zijn"),
    Column("euros_per_year", Kind.MONEY, "Wat het per jaar kost om ze te houden"),
)


def cliff_export(situation: Situation) -> Export:
    """A row a month, months without an ending included."""
    rows: Iterator[Row] = (
        (
            month.month.strftime("%Y-%m"),
            len(month.endings),
            len(month.lost),
            euros(month.yearly_cents),
        )
        for month in cliff_of(situation).months
    )
    return Export("Klif", CLIFF_COLUMNS, rows)


def euros(cents: int | None) -> Decimal | None:
    """Whole cents as euros."""
    return None if cents is None else Decimal(cents) / 100


REGISTER_COLUMNS = (
    Column(
        "subsidiejaar",
        Kind.INTEGER,
        "Jaar waarin de periode begint, anders dat van het besluit of de ontvangst",
    ),
    Column("jaar van toekenning", Kind.INTEGER, "Jaar van het besluit"),
    Column("regeling"),
    Column("taakveld"),
    Column("soort"),
    Column("aanvrager"),
    Column("omschrijving"),
    Column("regelmaat"),
    Column("aangevraagd", Kind.MONEY),
    Column("verleend", Kind.MONEY),
    Column("vastgesteld", Kind.MONEY),
    Column("betaald", Kind.MONEY),
    Column("status"),
    Column("zaaknummer"),
    Column("begin", Kind.DATE),
    Column("einde", Kind.DATE),
    Column("wijkcodes"),
    Column("lessen"),
    Column("peildatum", Kind.DATE),
)


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """What the register says of a grant beside what the measures know.

    `payment_unknown`: no list told whether anything was paid, so that the register does not say nothing was.
    """

    taakveld: str
    kind: str
    regularity: str
    applicant: str
    payment_unknown: bool = False


def register_export(
    situation: Situation, facts: dict[int, RegisterFacts], chosen: Sequence[GrantRow]
) -> Export:
    """A row a grant, as municipal subsidy registers have it, at the reference date."""
    return Export("Subsidieregister", REGISTER_COLUMNS, _register_rows(situation, facts, chosen))


def _register_rows(
    situation: Situation, facts: dict[int, RegisterFacts], chosen: Sequence[GrantRow]
) -> Iterator[Row]:
    kept = {grant.id for grant in chosen}
    for grant in grants_at(situation):
        if grant.row.id not in kept:
            continue
        row, told = grant.row, facts[grant.row.id]
        initiative = grant.initiative.row
        begun = row.period_start or row.decided_on or row.received_on
        yield (
            None if begun is None else begun.year,
            None if row.decided_on is None else row.decided_on.year,
            row.scheme,
            told.taakveld,
            told.kind,
            told.applicant,
            initiative.name,
            told.regularity,
            euros(row.requested_cents),
            euros(grant.granted_cents),
            euros(grant.settled_cents),
            None if told.payment_unknown else euros(row.paid_cents),
            STATE_LABELS[State(row.state)],
            row.case_number,
            row.period_start,
            row.period_end,
            "*" if initiative.municipality_wide else "|".join(initiative.district_codes),
            "|".join(grant.initiative.tags),
            situation.at,
        )
