"""The coverage over time and between two dates, as tables: the same results as the pages of trend and comparison."""

from collections.abc import Iterable, Iterator

from dashboards.analysis.changes import CHANGE_LABELS, Changed, Comparison
from dashboards.analysis.trend import Trend
from dashboards.exports.measures import Export
from sheets.columns import Column, Kind, Row

TREND_COLUMNS = (
    Column("municipality", Kind.CODE, "Gemeentecode"),
    Column("date", Kind.DATE, "De laatste dag van een kwartaal, of de peildatum"),
    Column("district_code", Kind.CODE, "Wijkcode"),
    Column("district", Kind.TEXT, "Naam van de wijk"),
    Column("lesson", Kind.CODE, "Code van de les"),
    Column("kind", Kind.CODE, "Hoe de les wordt gemeten"),
    Column("state", Kind.CODE, "Toestand van de cel op die dag"),
    Column("active", Kind.INTEGER, "Aanbod: actieve initiatieven die meetellen voor de les"),
    Column("fresh", Kind.INTEGER, "Aanbod: hoeveel daarvan vers zijn"),
    Column("numerator", Kind.INTEGER, "Andere lessen: teller van het deel"),
    Column("denominator", Kind.INTEGER, "Andere lessen: noemer van het deel"),
)
CHANGE_COLUMNS = (
    Column("municipality", Kind.CODE, "Gemeentecode"),
    Column("district_code", Kind.CODE, "Wijkcode"),
    Column("district", Kind.TEXT, "Naam van de wijk"),
    Column("lesson", Kind.CODE, "Code van de les"),
    Column("from_date", Kind.DATE, "De eerste dag"),
    Column("from_state", Kind.CODE, "Toestand op de eerste dag"),
    Column("to_date", Kind.DATE, "De tweede dag"),
    Column("to_state", Kind.CODE, "Toestand op de tweede dag"),
    Column("change", Kind.TEXT, "Hoe de toestand veranderde"),
    Column("causes", Kind.TEXT, "Initiatieven waardoor, met wat er veranderde"),
    Column("from_explanation", Kind.TEXT, "Uitleg op de eerste dag"),
    Column("to_explanation", Kind.TEXT, "Uitleg op de tweede dag"),
)


def trend_export(municipality: str, trend: Trend) -> Export:
    """A row a cell a moment, the oldest moment first."""
    rows: Iterator[Row] = (
        (
            municipality,
            moment.at,
            cell.district.code,
            cell.district.name,
            cell.lesson.code,
            cell.lesson.kind,
            cell.state.value,
            cell.active,
            cell.fresh,
            cell.numerator,
            cell.denominator,
        )
        for moment in trend.moments
        for cell in moment.cells.values()
    )
    return Export("Verloop van de dekking", TREND_COLUMNS, rows)


def changes_export(municipality: str, found: Comparison) -> Export:
    """A row a cell whose state differs between the two dates, in the order of the page."""
    ordered: Iterable[Changed] = (item for change in CHANGE_LABELS for item in found.of(change))
    rows: Iterator[Row] = (
        (
            municipality,
            item.after.district.code,
            item.after.district.name,
            item.after.lesson.code,
            found.earlier,
            item.before.state.value,
            found.later,
            item.after.state.value,
            CHANGE_LABELS[item.change],
            " | ".join(f"{cause.name}: {cause.what}" for cause in item.causes) or item.otherwise,
            item.before.explanation,
            item.after.explanation,
        )
        for item in ordered
    )
    return Export("Wat er veranderde in de dekking", CHANGE_COLUMNS, rows)
