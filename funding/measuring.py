"""What grants add up to, counted by the database in whole cents."""

from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from funding.models import Funder, Grant, GrantKind, GrantQuerySet, Scheme

COUNTING = Coalesce("settled_cents", "granted_cents")
"""The amount that counts: the settled one, else the granted one."""


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


@dataclass(frozen=True, slots=True)
class Room:
    """What a scheme has to give: its ceiling, what is committed under it and what was paid, in cents.

    Without a ceiling there is no end to it: `left_cents` is None. It is negative where more was committed.
    """

    ceiling_cents: int | None
    committed_cents: int
    paid_cents: int

    @property
    def left_cents(self) -> int | None:
        """What can still be committed below the ceiling."""
        return None if self.ceiling_cents is None else self.ceiling_cents - self.committed_cents


def room_of(scheme: Scheme) -> Room:
    """Return what a scheme has to give, of all its grants."""
    under = Grant.objects.filter(scheme=scheme)
    return Room(
        scheme.ceiling_cents,
        committed_under(scheme.pk),
        int(under.euros().aggregate(sum=Sum("paid_cents"))["sum"] or 0),
    )


def committed_under(scheme: int, *, but: int | None = None) -> int:
    """Return the cents committed under a scheme, leaving out the grant `but`."""
    rows = Grant.objects.committed().filter(scheme=scheme)
    if but is not None:
        rows = rows.exclude(pk=but)
    return int(rows.order_by().aggregate(sum=Sum(COUNTING))["sum"] or 0)


def with_money(schemes: QuerySet[Scheme], grants: GrantQuerySet) -> QuerySet[Scheme]:
    """Add `committed`, `paid` and `left_cents` (null without a ceiling), of these grants, to each scheme, in cents.

    Subqueries, no joins.
    """
    return schemes.annotate(**_sums("scheme", grants)).annotate(
        left_cents=F("ceiling_cents") - F("committed")
    )


def funders_with_money(funders: QuerySet[Funder], grants: GrantQuerySet) -> QuerySet[Funder]:
    """Add `schemes_number`, `grants_number`, and `committed` and `paid` in cents, of these grants, to each funder.

    Subqueries, no joins.
    """
    schemes = _count("funder", Scheme.objects.order_by())
    return funders.annotate(
        schemes_number=schemes,
        grants_number=_count("funder", grants.order_by()),
        **_sums("funder", grants),
    )


def _sums(of: str, grants: GrantQuerySet) -> dict[str, Coalesce]:
    """Return what is committed and paid of the grants of one scheme or funder, as subqueries."""
    mine = grants.order_by().filter(**{of: OuterRef("pk")})
    committed = mine.committed().values(of).annotate(sum=Sum(COUNTING)).values("sum")
    spent = mine.euros().values(of).annotate(sum=Sum("paid_cents")).values("sum")
    return {"committed": Coalesce(Subquery(committed), 0), "paid": Coalesce(Subquery(spent), 0)}


def _count(of: str, rows: QuerySet[Scheme] | QuerySet[Grant]) -> Coalesce:
    """Return how many rows there are of one funder, as a subquery."""
    mine = rows.filter(**{of: OuterRef("pk")}).values(of)
    return Coalesce(Subquery(mine.annotate(n=Count("pk")).values("n")), 0)
