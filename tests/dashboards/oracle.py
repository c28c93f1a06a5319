"""The measures of the design (section 4) once more: slow, plain and exact, with nothing of the product.

It gives the rows of the exports `coverage` (but for the explanation), `priorities` and `cliff` at a day. Where the two
differ one of them is wrong: work the case by hand from the design's text. Where that text is silent, ADR 6 decides;
such places name the number of its decision.
"""

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction

from tests.dashboards.oracle_reading import NEGATIVE, UNDECIDED, Area, Deed, Money, Town

KINDS = {
    "bonding-1": "supply",
    "bonding-2": "mix",
    "bonding-3": "signal",
    "bridging-1": "supply",
    "bridging-2": "supply",
    "bridging-3": "supply",
    "linking-1": "relation",
    "linking-2": "stance",
    "linking-3": "condition",
}
SUPPLY = [lesson for lesson, kind in KINDS.items() if kind == "supply"]
SCALES = {
    "ses_woa": (Fraction(0), Fraction("-0.6")),
    "lonely_pct": (Fraction(40), Fraction(60)),
    "livability_class": (Fraction(7), Fraction(3)),
}
FAR = date.max
type Row = tuple[object, ...]


def months(day: date, count: int) -> date:
    """Calendar months later (or earlier), on the month's last day at most."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def days(day: date, count: int) -> date:
    """Days later; the end of time stays the end of time."""
    return FAR if day == FAR else day + timedelta(days=count)


class Oracle:
    """What the design says of a municipality at day D."""

    def __init__(self, town: Town, day: date) -> None:
        self.town = town
        self.day = day
        self.areas = [area for area in town.areas if self.is_valid(area)]
        self.active = [deed for deed in town.deeds.values() if self.is_active(deed)]

    def is_valid(self, area: Area) -> bool:
        """Districts valid at D only; those without an earlier division hold before it too (ADR 6.5)."""
        first = min(other.first_year or 0 for other in self.town.areas)
        year = area.first_year or 0
        begun = year in {0, first} or year <= self.day.year
        return begun and (area.last_year is None or area.last_year >= self.day.year)

    # -- initiatives

    def is_active(self, deed: Deed) -> bool:
        """Neither idea, stopped nor dormant at D."""
        if deed.start is None or deed.start > self.day:
            return False
        if deed.end is not None and deed.end < self.day:
            return False
        return deed.dormant is None or deed.dormant > self.day

    def tag_is_fresh(self, deed: Deed, lesson: str) -> bool:
        """The latest observation on or before D is dated on or after D - 12 months."""
        seen = [day for day in deed.seen[lesson] if day <= self.day]
        return bool(seen) and max(seen) >= months(self.day, -12)

    def is_fresh(self, deed: Deed) -> bool:
        """One of its tags is."""
        return any(self.tag_is_fresh(deed, lesson) for lesson in deed.lessons)

    def of(self, area: Area) -> list[Deed]:
        """The active initiatives that name the district."""
        return [deed for deed in self.active if area.code in deed.districts]

    def is_unknown(self, area: Area) -> bool:
        """Fewer than 2 active, or fewer than half of them fresh."""
        active = self.of(area)
        fresh = [deed for deed in active if self.is_fresh(deed)]
        return len(active) < 2 or Fraction(len(fresh), len(active)) < Fraction(1, 2)

    # -- money

    def is_committed(self, money: Money) -> bool:
        """A positive decision on or before D, not revoked by then; in kind never."""
        if money.in_kind or money.state in NEGATIVE | UNDECIDED or money.decided_on is None:
            return False
        revoked = money.revoked_on is not None and money.revoked_on <= self.day
        return money.decided_on <= self.day and not revoked

    def end_of(self, money: Money) -> date | None:
        """Until when a grant counts; None adds nothing."""
        if money.structural:
            return FAR if money.end is None else months(money.end, 12)
        return money.end

    def secured(self, deed: Deed) -> date:
        """S: how far money runs on from D without a gap of more than 31 days."""
        until = self.day - timedelta(days=1)
        moved = True
        while moved:
            moved = False
            for money in deed.money:
                end = self.end_of(money)
                if not self.is_committed(money) or end is None:
                    continue
                reach = days(max(until, self.day), 31)
                if (money.start is None or money.start <= reach) and end > until:
                    until, moved = end, True
        return until

    def has_follow_up(self, deed: Deed) -> bool:
        """An application undecided at D whose own period carries on from S.

        In kind too; one without a first day has begun (ADR 6.1 and 6.2).
        """
        last = max(self.secured(deed), self.day)
        for money in deed.money:
            if money.state == "draft" or money.received_on is None:
                continue
            if money.received_on > self.day:
                continue
            if money.decided_on is not None and money.decided_on <= self.day:
                continue
            lasts = money.structural if money.end is None else money.end > last
            if (money.start is None or money.start <= days(last, 92)) and lasts:
                return True
        return False

    def is_secured(self, deed: Deed, count: int) -> bool:
        """S is not before D + so many months."""
        return self.secured(deed) >= months(self.day, count)

    # -- coverage

    def counts(self, deed: Deed, lesson: str) -> bool:
        """Whether it is tagged with a supply lesson in a way that counts."""
        if lesson not in deed.lessons:
            return False
        if lesson == "bonding-1":
            return deed.circle == "participants"
        if lesson == "bridging-3":
            return deed.together and bool(
                deed.places & {"indoor_public", "indoor_commercial", "outdoor"}
            )
        return True

    def tagged(self, area: Area, lesson: str) -> list[Deed]:
        """The active initiatives of a cell."""
        return [deed for deed in self.of(area) if self.counts(deed, lesson)]

    def fresh_in(self, area: Area, lesson: str) -> list[Deed]:
        """The fresh ones of a cell: those whose tag of this lesson is."""
        return [deed for deed in self.tagged(area, lesson) if self.tag_is_fresh(deed, lesson)]

    def supply(self, area: Area, lesson: str) -> str:
        """The state of a supply cell, first that applies."""
        active, fresh = self.tagged(area, lesson), self.fresh_in(area, lesson)
        if not fresh and self.is_unknown(area):
            return "unknown"
        if not active:
            return "empty"
        if not fresh:
            return "stale"
        if all(
            deed.needs_money is True
            and not self.is_secured(deed, 6)
            and not self.has_follow_up(deed)
            for deed in fresh
        ):
            return "ending"
        people = self.figure(area, "inhabitants")
        scaled = lesson in {"bonding-1", "bridging-3"} and people is not None
        return "thin" if scaled and len(fresh) < (people or 0) / 3000 else "covered"

    def ratio(self, area: Area, kind: str) -> tuple[int, int]:
        """Numerator and denominator of a cell of the other lessons."""
        active = self.of(area)
        if kind == "mix":
            groups = self.groups_to_serve(area)
            named = {group for deed in active if self.is_fresh(deed) for group in deed.groups}
            return len(groups & named), len(groups)
        if kind == "relation":
            asked = [deed for deed in active if deed.circle != "participants"]
            return sum(self.is_related(deed) for deed in asked), len(asked)
        if kind == "stance":
            asked = [
                deed
                for deed in active
                if deed.begun_by == "residents"
                and deed.decided_by
                and deed.circle != "participants"
            ]
            return sum(deed.decided_by == "residents" for deed in asked), len(asked)
        asked = [deed for deed in active if deed.needs_money is True]
        return sum(self.is_secured(deed, 12) for deed in asked), len(asked)

    def is_related(self, deed: Deed) -> bool:
        """Municipality, welfare and housing really involved, each met in D - 90 days ... D."""
        return all(
            deed.involved.get(kind, False)
            and any(
                self.day - timedelta(days=90) <= day <= self.day
                for day in deed.contacts.get(kind, [])
            )
            for kind in ("municipality", "welfare", "housing")
        )

    def ratio_state(self, area: Area, top: int, bottom: int) -> str:
        """The state of a ratio."""
        if bottom == 0:
            return "unknown"
        share = Fraction(top, bottom)
        if share >= Fraction(2, 3):
            return "covered"
        if share >= Fraction(1, 3):
            return "thin"
        return "unknown" if self.is_unknown(area) else "empty"

    def signal(self, area: Area) -> str:
        """Whose voices are missing."""
        told = [
            voice
            for voice in self.town.voices
            if voice.district == area.code and voice.day <= self.day
        ]
        missing = [voice for voice in told if not voice.checked_none]
        for voice in missing:
            if voice.answered_on is None or voice.answered_on > self.day:
                return "open_signal"
        if missing or any("bonding-3" in deed.lessons for deed in self.of(area)):
            return "answered"
        if any(voice.checked_none and voice.day >= months(self.day, -12) for voice in told):
            return "no_signal"
        return "not_checked"

    def figure(self, area: Area, indicator: str) -> Fraction | None:
        """The latest year not after D's; what is missing there stays missing."""
        years = self.town.figures.get((area.code, indicator), {})
        known = [year for year in years if year <= self.day.year]
        return years[max(known)] if known else None

    def groups_to_serve(self, area: Area) -> set[str]:
        """The district's latest list not after D's year; only without one the municipality's.

        "Everyone" is no group in particular (ADR 6.3).
        """
        for code in (area.code, self.town.code):
            lists = self.town.serves.get(code, {})
            known = [year for year in lists if year <= self.day.year]
            if known:
                latest = lists[max(known)]
                return {group for group in latest if latest[group] and group != "everyone"}
        return set()

    def coverage(self) -> list[Row]:
        """The export, without the explanation."""
        return [
            (self.town.code, area.code, area.name, lesson, kind, *self._cell(area, lesson, kind))
            for area in self.areas
            for lesson, kind in KINDS.items()
        ]

    def _cell(self, area: Area, lesson: str, kind: str) -> Row:
        if kind == "supply":
            wide = [
                deed
                for deed in self.active
                if deed.wide and self.counts(deed, lesson) and self.tag_is_fresh(deed, lesson)
            ]
            active, fresh = self.tagged(area, lesson), self.fresh_in(area, lesson)
            return self.supply(area, lesson), len(active), len(fresh), len(wide), None, None
        if kind == "signal":
            return self.signal(area), None, None, None, None, None
        top, bottom = self.ratio(area, kind)
        return self.ratio_state(area, top, bottom), None, None, None, top, bottom
