"""The cells and scores once more, read from the design literally and slowly: to compare the measures with."""

from datetime import date, timedelta
from fractions import Fraction

from dashboards.analysis.dates import add_months
from dashboards.rows import GrantRow, InitiativeRow, Records

SUPPLY = ("bonding-1", "bridging-1", "bridging-2", "bridging-3")
PLACES = {"indoor_public", "indoor_commercial", "outdoor"}


def active(row: InitiativeRow, day: date) -> bool:
    started = row.start_date is not None and row.start_date <= day
    stopped = row.end_date is not None and row.end_date < day
    return (
        started and not stopped and not (row.dormant_since is not None and row.dormant_since <= day)
    )


def fresh_lessons(rows: Records, pk: int, day: date) -> set[str]:
    found = set()
    for tag in rows.tags:
        seen = [observed for observed in tag.observed if observed <= day]
        if tag.initiative_id == pk and seen and max(seen) >= add_months(day, -12):
            found.add(tag.lesson)
    return found


def counts(row: InitiativeRow, lesson: str) -> bool:
    if lesson == "bonding-1":
        return row.own_circle == "participants"
    if lesson == "bridging-3":
        return bool(row.place_kinds & PLACES) and row.simultaneous_activities is True
    return True


def secured(rows: Records, pk: int, day: date) -> date:
    """S, one step at a time until nothing moves it."""
    until = day - timedelta(days=1)
    while True:
        for grant in rows.grants:
            end = _end(grant)
            begins = grant.period_start is None or grant.period_start <= max(
                until, day
            ) + timedelta(days=31)
            if (
                grant.initiative_id == pk
                and _committed(grant, day)
                and end is not None
                and begins
                and end > until
            ):
                until = end
                break
        else:
            return until
        if until == date.max:
            return until


def _committed(grant: GrantRow, day: date) -> bool:
    positive = (
        grant.kind != "in_kind" and grant.committed_on is not None and grant.committed_on <= day
    )
    return positive and not (grant.revoked_on is not None and grant.revoked_on <= day)


def _end(grant: GrantRow) -> date | None:
    if grant.regularity != "structural":
        return grant.period_end
    return date.max if grant.period_end is None else add_months(grant.period_end, 12)


def follow_up(rows: Records, pk: int, day: date) -> bool:
    end = max(secured(rows, pk, day), day)
    for grant in rows.grants:
        if (
            grant.initiative_id != pk
            or grant.draft
            or grant.received_on is None
            or grant.received_on > day
        ):
            continue
        undecided = grant.decided_on is None or grant.decided_on > day
        in_time = (
            end == date.max
            or grant.period_start is None
            or grant.period_start <= end + timedelta(days=92)
        )
        longer = grant.period_end > end if grant.period_end else grant.regularity == "structural"
        if undecided and in_time and longer:
            return True
    return False


def members(rows: Records, code: str, day: date) -> list[InitiativeRow]:
    return [
        row
        for row in rows.initiatives
        if code in row.district_codes and not row.municipality_wide and active(row, day)
    ]


def unknown(rows: Records, code: str, day: date) -> bool:
    here = members(rows, code, day)
    fresh = [row for row in here if fresh_lessons(rows, row.id, day)]
    return len(here) < 2 or 2 * len(fresh) < len(here)


def value(rows: Records, code: str, indicator: str) -> Fraction | None:
    for figure in rows.figures:
        if (figure.district_code, figure.indicator) == (
            code,
            indicator,
        ) and figure.value is not None:
            return Fraction(figure.value)
    return None


def supply(rows: Records, code: str, lesson: str, day: date) -> tuple[str, int, int]:
    """State, active and fresh of a supply cell."""
    tagged = {tag.initiative_id for tag in rows.tags if tag.lesson == lesson}
    here = [row for row in members(rows, code, day) if row.id in tagged and counts(row, lesson)]
    fresh = [row for row in here if lesson in fresh_lessons(rows, row.id, day)]
    people = value(rows, code, "inhabitants")
    limit = add_months(day, 6)
    if not fresh and unknown(rows, code, day):
        state = "unknown"
    elif not here:
        state = "empty"
    elif not fresh:
        state = "stale"
    elif all(
        row.needs_money is True
        and secured(rows, row.id, day) < limit
        and not follow_up(rows, row.id, day)
        for row in fresh
    ):
        state = "ending"
    elif (
        lesson in ("bonding-1", "bridging-3") and people is not None and len(fresh) * 3000 < people
    ):
        state = "thin"
    else:
        state = "covered"
    return state, len(here), len(fresh)


def ratio(rows: Records, code: str, lesson: str, day: date) -> tuple[str, int, int]:
    """State, numerator and denominator of linking-1, linking-2 or linking-3."""
    here = members(rows, code, day)
    if lesson == "linking-1":
        asked = [row for row in here if row.own_circle != "participants"]
        met = [
            row
            for row in asked
            if all(
                _live(rows, row.id, kind, day) for kind in ("municipality", "welfare", "housing")
            )
        ]
    elif lesson == "linking-2":
        asked = [
            row
            for row in here
            if row.initiated_by == "residents"
            and row.decided_by not in ("", "unknown")
            and row.own_circle != "participants"
        ]
        met = [row for row in asked if row.decided_by == "residents"]
    else:
        asked = [row for row in here if row.needs_money is True]
        met = [row for row in asked if secured(rows, row.id, day) >= add_months(day, 12)]
    return ratio_word(len(met), len(asked), unknown(rows, code, day)), len(met), len(asked)


def ratio_word(numerator: int, denominator: int, unknown_district: bool) -> str:
    if denominator == 0:
        return "unknown"
    if 3 * numerator >= 2 * denominator:
        return "covered"
    if 3 * numerator >= denominator:
        return "thin"
    return "unknown" if unknown_district else "empty"


def mix(rows: Records, code: str, day: date) -> tuple[str, int, int]:
    """State, groups served and groups to serve of bonding-2."""
    own = [line for line in rows.serves if line.district_code == code and line.year <= day.year]
    lines = own or [
        line for line in rows.serves if line.district_code is None and line.year <= day.year
    ]
    latest = max((line.year for line in lines), default=0)
    asked = {line.target_group for line in lines if line.year == latest and line.serves} - {
        "everyone"
    }
    fresh = [row for row in members(rows, code, day) if fresh_lessons(rows, row.id, day)]
    met = {group for group in asked if any(group in row.target_groups for row in fresh)}
    return ratio_word(len(met), len(asked), unknown(rows, code, day)), len(met), len(asked)


def signal(rows: Records, code: str, day: date) -> str:
    """State of bonding-3."""
    past = [voice for voice in rows.voices if voice.district_code == code and voice.date <= day]
    missing = [voice for voice in past if voice.missing]
    if any(voice.responded_on is None or voice.responded_on > day for voice in missing):
        return "open_signal"
    tagged = {tag.initiative_id for tag in rows.tags if tag.lesson == "bonding-3"}
    if missing or any(row.id in tagged for row in members(rows, code, day)):
        return "answered"
    reviewed = any(not voice.missing and voice.date >= add_months(day, -12) for voice in past)
    return "no_signal" if reviewed else "not_checked"


def wide(rows: Records, lesson: str, day: date) -> int:
    """How many fresh municipality-wide initiatives count for a lesson."""
    return sum(
        1
        for row in rows.initiatives
        if row.municipality_wide and active(row, day) and counts(row, lesson)
        if lesson in fresh_lessons(rows, row.id, day)
    )


def _live(rows: Records, pk: int, kind: str, day: date) -> bool:
    involved = any(
        (tie.initiative_id, tie.partner_kind, tie.involved) == (pk, kind, True) for tie in rows.ties
    )
    return involved and any(
        (contact.initiative_id, contact.partner_kind) == (pk, kind)
        and day - timedelta(days=90) <= contact.date <= day
        for contact in rows.contacts
    )


def score(rows: Records, code: str, day: date) -> int | None:
    """The rounded score; None where the district is not ranked."""
    people = value(rows, code, "inhabitants")
    scales = {
        "ses_woa": (Fraction(0), Fraction(-6, 10)),
        "lonely_pct": (Fraction(40), Fraction(60)),
    }
    needs = [
        min(Fraction(1), max(Fraction(0), (found - low) / (high - low)))
        for name, (low, high) in scales.items()
        if (found := value(rows, code, name)) is not None
    ]
    if people is None or people < 1000 or unknown(rows, code, day) or not needs:
        return None
    short = Fraction(0)
    for lesson in SUPPLY:
        fresh = supply(rows, code, lesson, day)[2]
        if lesson in ("bonding-1", "bridging-3"):
            short += 1 - min(Fraction(1), Fraction(fresh) * 3000 / people)
        else:
            short += 0 if fresh else 1
    money = [row for row in members(rows, code, day) if row.needs_money is True]
    fragile = [row for row in money if secured(rows, row.id, day) < add_months(day, 6)]
    share = Fraction(len(fragile), len(money)) if money else Fraction(0)
    exact = 40 * sum(needs, Fraction(0)) / len(needs) + 40 * short / 4 + 20 * share
    return int(exact + Fraction(1, 2))
