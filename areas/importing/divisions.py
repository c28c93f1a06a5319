"""From when until when a wijk holds, worked out from all divisions that are known, in whatever order they came.

For each year that a file named a municipality's wijken, the codes are kept. What holds is a function of those alone:

- A wijk holds from the first year that names it, if an earlier complete division is known (which then lacks it).
  Without one nothing says that it was not there before, so it holds at every earlier date (`valid_from` is None).
- It holds until the year before the first complete division after the last year that names it. Without one it still
  holds (`valid_to` is None). In years in between that do not name it, it holds too.
- A division is complete if its file proved it (the inhabitants of its wijken are those of the municipality) or
  somebody stated it, and otherwise if it names at least half as many wijken as the largest division known of the
  municipality. A file with three wijken of forty-four therefore closes none of the others, whether it comes first or
  last, while a redivision that gives every wijk a new code does close the old ones.
- A wijk that no year names (a boundaries file without a year) holds at every date: nothing is known against it.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

COMPLETE_FROM: Final = Fraction(1, 2)
"""Share of the largest known division that a file must name to count as the whole division."""


@dataclass(frozen=True, slots=True)
class KnownDivision:
    """The wijken that files named for one year; `complete` = proven or stated to be all."""

    codes: frozenset[str]
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Validity:
    """First and last year that a wijk holds; None = open."""

    first: int | None = None
    last: int | None = None


def complete_years(divisions: Mapping[int, KnownDivision]) -> list[int]:
    """The years of which all wijken are known, in order."""
    largest = max((len(division.codes) for division in divisions.values()), default=0)
    return sorted(
        year
        for year, division in divisions.items()
        if division.complete or len(division.codes) >= COMPLETE_FROM * largest
    )


def validities(
    divisions: Mapping[int, KnownDivision], codes: AbstractSet[str]
) -> dict[str, Validity]:
    """When each of `codes` holds."""
    complete = complete_years(divisions)
    return {code: _validity(code, divisions, complete) for code in codes}


def _validity(code: str, divisions: Mapping[int, KnownDivision], complete: list[int]) -> Validity:
    named = [year for year, division in divisions.items() if code in division.codes]
    if not named:
        return Validity()
    first, last = min(named), max(named)
    after = next((year for year in complete if year > last), None)
    return Validity(
        first=first if any(year < first for year in complete) else None,
        last=None if after is None else after - 1,
    )
