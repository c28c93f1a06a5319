"""Typed rows of what only views of money read, beside those of `rows`: no Django, money in whole cents."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """A scheme (regeling) of one funder; without a ceiling there is no end to it. Terms in weeks, None is the law's."""

    id: int
    name: str
    year: int | None = None
    funder: str = ""
    ceiling_cents: int | None = None
    decision_weeks: int | None = None


@dataclass(frozen=True, slots=True)
class MovedRow:
    """A date that a person set for a grant's decision; it counts for the application received on `began_on`."""

    grant_id: int
    due: dt.date
    began_on: dt.date | None
    suspended_days: int = 0
    """Counted when the date was set: what is suspended after that is added to it."""
