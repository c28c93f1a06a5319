"""What grants add up to, counted by the database in whole cents."""

from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from funding.models import Grant, GrantKind


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums in cents; None where not one of the grants was requested, decided or settled, which is not € 0."""

    requested: int | None
    granted: int | None
    settled: int | None
    paid: int | None


def totals(grants: QuerySet[Grant]) -> Totals:
    """Return what these grants add up to in euros: money in kind is no part of it."""
    return _sum(grants.exclude(kind=GrantKind.IN_KIND))


def totals_in_kind(grants: QuerySet[Grant]) -> Totals:
    """Return the estimated value of what these grants give in kind."""
    return _sum(grants.filter(kind=GrantKind.IN_KIND))


def _sum(grants: QuerySet[Grant]) -> Totals:
    """Add up on the server; PostgreSQL gives a numeric for it, which holds whole cents."""
    found = grants.order_by().aggregate(
        requested=Sum("requested_cents"),
        granted=Sum("granted_cents"),
        settled=Sum("settled_cents"),
        paid=Sum("paid_cents"),
    )
    return Totals(**{name: None if value is None else int(value) for name, value in found.items()})
