"""Grants as they are stored, read in bulk: three queries a chunk, whatever their histories."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db.models import QuerySet

from funding.columns import GrantValues
from funding.course import Columns, History, Paid, Step, to_columns
from funding.histories import step_of
from funding.models import Decision, Grant, Payment
from initiatives.importing.stored import plain_text

_COLUMNS: Final = (
    "pk",
    "reference",
    "version",
    "derived",
    "initiative_id",
    "initiative__reference",
    "funder_id",
    "funder__name",
    "funder__kind",
    "scheme_id",
    "scheme__name",
    "kind",
    "regularity",
    "case_number",
    "requested_cents",
    "period_start",
    "period_end",
    "report_due",
    "reason",
)


@dataclass(frozen=True, slots=True)
class StoredGrant:
    """A grant as it stands: its row in a file, and what an import has to know besides.

    `by` is who took each step of `history`, in the same order.
    """

    pk: int
    reference: str
    version: int
    values: GrantValues
    derived: tuple[str, ...]
    initiative_id: int
    funder_id: int
    scheme_id: int | None
    history: History
    by: tuple[int | None, ...]


def stored_chunk(grants: QuerySet[Grant]) -> list[StoredGrant]:
    """Read these grants, in the order of the queryset."""
    rows = list(grants.values(*_COLUMNS))
    pks = [row["pk"] for row in rows]
    steps, payments = _steps(pks), _payments(pks)
    return [_stored(row, steps[row["pk"]], payments[row["pk"]]) for row in rows]


def _stored(
    row: dict[str, Any], steps: list[tuple[Step, int | None]], payments: list[Paid]
) -> StoredGrant:
    history = History(
        row["funder__kind"],
        row["kind"],
        row["requested_cents"],
        tuple(step for step, _by in steps),
        tuple(payments),
        row["reason"],
    )
    course = to_columns(history)
    values = GrantValues(
        initiative=row["initiative__reference"],
        funder=_name(row["funder__name"]),
        scheme=_name(row["scheme__name"] or ""),
        regularity=row["regularity"],
        case_number=plain_text(row["case_number"]),
        period_start=row["period_start"],
        period_end=row["period_end"],
        report_due=row["report_due"],
    )
    return StoredGrant(
        pk=row["pk"],
        reference=row["reference"],
        version=row["version"],
        values=values.with_course(shown(course, paid_known="paid" not in row["derived"])),
        derived=tuple(row["derived"]),
        initiative_id=row["initiative_id"],
        funder_id=row["funder_id"],
        scheme_id=row["scheme_id"],
        history=history,
        by=tuple(by for _step, by in steps),
    )


def shown(course: Columns, *, paid_known: bool) -> Columns:
    """The course as a file shows it: plain texts; of money that was granted a blank `paid` is not known, 0 is none."""
    nothing = 0 if paid_known and course.granted else None
    return replace(course, reason=plain_text(course.reason), paid=course.paid or nothing)


def _name(stored: str) -> str:
    return " ".join(plain_text(stored).split())


def _steps(pks: Sequence[int]) -> dict[int, list[tuple[Step, int | None]]]:
    found: dict[int, list[tuple[Step, int | None]]] = defaultdict(list)
    for row in Decision.objects.filter(grant__in=pks).order_by("date", "pk"):
        found[row.grant_id].append((step_of(row), row.by_id))
    return found


def _payments(pks: Sequence[int]) -> dict[int, list[Paid]]:
    found: dict[int, list[Paid]] = defaultdict(list)
    rows = Payment.objects.filter(grant__in=pks).order_by("date", "pk")
    for grant, day, cents in rows.values_list("grant_id", "date", "amount_cents"):
        found[grant].append(Paid(day, cents))
    return found
