"""Euros under one heading with what every grant gives to it, so that a number, its list and its export agree."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dashboards.rows import GrantRow


@dataclass(frozen=True, slots=True)
class Slice:
    """Whole cents under one heading, and the grants they come from."""

    key: str
    label: str
    parts: tuple[tuple[int, int], ...] = ()
    """Grant id and its cents, in the order of the ids."""

    @property
    def cents(self) -> int:
        """What the grants give together."""
        return sum(cents for _grant, cents in self.parts)

    @property
    def count(self) -> int:
        """How many grants are behind it."""
        return len(self.parts)

    @property
    def by_grant(self) -> Mapping[int, int]:
        """What each grant gives."""
        return dict(self.parts)


def slice_of(key: str, label: str, parts: Iterable[tuple[int, int]]) -> Slice:
    """Return a slice of what is not nothing; what one grant gives in several parts is added up."""
    summed: dict[int, int] = {}
    for grant, cents in parts:
        summed[grant] = summed.get(grant, 0) + cents
    return Slice(key, label, tuple((pk, cents) for pk, cents in sorted(summed.items()) if cents))


def filed_year(grant: GrantRow) -> int | None:
    """Return the year a grant is filed under: that of its period, else of its decision, else of its receipt."""
    day: date | None = grant.period_start or grant.decided_on or grant.received_on
    return None if day is None else day.year
