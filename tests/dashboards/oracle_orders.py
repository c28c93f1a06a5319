"""What the oracle says of priorities and of the cliff: the rows of those two exports."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import floor

from tests.dashboards.oracle import FAR, SCALES, SUPPLY, Oracle, Row, months
from tests.dashboards.oracle_reading import Area, Deed


def half_up(value: Fraction) -> int:
    """The nearest whole number; halves go up."""
    return floor(value + Fraction(1, 2))


def need(oracle: Oracle, area: Area) -> tuple[Fraction | None, list[str]]:
    """The mean over the indicators that have a value, and the names of the others."""
    found: list[Fraction] = []
    missing: list[str] = []
    for name, (low, high) in SCALES.items():
        value = oracle.figure(area, name)
        if value is None:
            missing.append(name)
        else:
            found.append(min(Fraction(1), max(Fraction(0), (value - low) / (high - low))))
    return (sum(found, Fraction(0)) / len(found) if found else None), missing


def shortage(oracle: Oracle, area: Area, people: Fraction | None) -> Fraction | None:
    """The mean over the four supply lessons; without inhabitants it cannot be computed (none at all: ADR 6.6)."""
    if not people:
        return None
    found: list[Fraction] = []
    for lesson in SUPPLY:
        fresh = len(oracle.fresh_in(area, lesson))
        if lesson in {"bridging-1", "bridging-2"}:
            found.append(Fraction(0 if fresh else 1))
        else:
            found.append(1 - min(Fraction(1), fresh / (people / 3000)))
    return sum(found, Fraction(0)) / 4


def fragility(oracle: Oracle, area: Area) -> Fraction:
    """Of those that need money, the part that is not secured for half a year."""
    asked = [deed for deed in oracle.of(area) if deed.needs_money is True]
    loose = [deed for deed in asked if not oracle.is_secured(deed, 6)]
    return Fraction(len(loose), len(asked)) if asked else Fraction(0)


def priorities(oracle: Oracle) -> list[Row]:
    """The rows of the export, parts exact."""
    rows: list[Row] = []
    for area in oracle.areas:
        people = oracle.figure(area, "inhabitants")
        wants, missing = need(oracle, area)
        lacks, breaks = shortage(oracle, area, people), fragility(oracle, area)
        score: int | None = None
        if people is not None and people < 1000:
            verdict = "too_small"
        elif oracle.is_unknown(area) or people is None or wants is None or lacks is None:
            verdict = "check_first"
        else:
            verdict, score = "ranked", half_up(40 * wants + 40 * lacks + 20 * breaks)
        head = (oracle.town.code, area.code, area.name, people, score)
        rows.append((*head, wants, lacks, breaks, verdict, "|".join(missing)))
    return rows


def is_on_cliff(oracle: Oracle, deed: Deed) -> bool:
    """Loses its money on a day to come; one that has none at D has none that ends (ADR 6.7)."""
    return is_losing(oracle, deed) and oracle.day <= oracle.secured(deed) < FAR


def is_losing(oracle: Oracle, deed: Deed) -> bool:
    """Needs money, and nobody was asked to carry on."""
    return deed.needs_money is True and not oracle.has_follow_up(deed)


def cliff(oracle: Oracle) -> list[Row]:
    """The rows of the export: the month of D and the 17 after it."""
    edge = [deed for deed in oracle.active if is_on_cliff(oracle, deed)]
    rows: list[Row] = []
    for count in range(18):
        first = months(oracle.day.replace(day=1), count)
        last = months(first, 1) - timedelta(days=1)
        ending = [deed for deed in edge if first <= oracle.secured(deed) <= last]
        cents = sum(yearly_cents(oracle, deed) for deed in ending)
        lost = cells_lost(oracle, first, last)
        rows.append((first.strftime("%Y-%m"), len(ending), lost, Decimal(cents) / 100))
    return rows


def cells_lost(oracle: Oracle, first: date, last: date) -> int:
    """Supply cells of which the last fresh initiative to lose its money does so in this month.

    Others that have none already do not save it (ADR 6.7).
    """
    lost = 0
    for area in oracle.areas:
        for lesson in SUPPLY:
            fresh = oracle.fresh_in(area, lesson)
            ends = [oracle.secured(deed) for deed in fresh]
            if not fresh or not all(is_losing(oracle, deed) for deed in fresh):
                continue
            lost += max(first, oracle.day) <= max(ends) <= last
    return lost


def yearly_cents(oracle: Oracle, deed: Deed) -> int:
    """The granted amounts of the grants that end at S, as cents a year, each rounded (ADR 6.8).

    Without a first day the period begins with the decision; where it then has no days, the amount itself (ADR 6.1).
    """
    total = 0
    for money in deed.money:
        if not oracle.is_committed(money) or oracle.end_of(money) != oracle.secured(deed):
            continue
        start, cents = money.start or money.decided_on, money.granted * 100
        if start and money.end and start <= money.end:
            cents = cents * 365 / ((money.end - start).days + 1)
        total += half_up(cents)
    return total
