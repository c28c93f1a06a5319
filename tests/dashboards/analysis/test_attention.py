"""What asks something, on literal rows; D is 22 November 2026 and all norms are the defaults."""

from dataclasses import replace
from datetime import date

import pytest

from dashboards.analysis.attention import (
    Group,
    Need,
    Reason,
    full,
    grouped,
    initiative_needs,
    supports,
)
from dashboards.analysis.situation import situate
from dashboards.rows import (
    ContactRow,
    DistrictRow,
    GrantedAmount,
    GrantRow,
    InitiativeRow,
    LessonRow,
    MunicipalityRow,
    Records,
    TagRow,
    TieRow,
)

D = date(2026, 11, 22)
ROW = InitiativeRow(
    1, "Soep", ("WK000101",), start_date=date(2025, 1, 1), own_circle="open", needs_money=False
)
SEEN = TagRow(1, "bridging-1", (date(2026, 11, 1),))


def needs(
    row: InitiativeRow = ROW,
    tags: tuple[TagRow, ...] = (SEEN,),
    *,
    grants: tuple[GrantRow, ...] = (),
    ties: tuple[TieRow, ...] = (),
    contacts: tuple[ContactRow, ...] = (),
) -> list[Need]:
    records = Records(
        MunicipalityRow("GM0001", "Ergens"),
        (LessonRow("bridging-1", "bridging", "supply", 4, "Groeten"),),
        districts=(DistrictRow(1, "WK000101", "Noord"),),
        initiatives=(row,),
        tags=tags,
        grants=grants,
        ties=ties,
        contacts=contacts,
    )
    return initiative_needs(situate(records, D), [1], {1: date(2026, 1, 5)})


def reasons(*args: object, **kwargs: object) -> list[tuple[Reason, date]]:
    return [(need.reason, need.due) for need in needs(*args, **kwargs)]  # type: ignore[arg-type]


def test_what_is_fresh_and_needs_no_money_asks_nothing() -> None:
    assert needs() == []


@pytest.mark.parametrize(
    ("seen", "found"),
    [
        (date(2025, 11, 21), [(Reason.STALE, date(2026, 11, 21))]),
        (date(2025, 11, 22), [(Reason.NEARLY_STALE, date(2026, 11, 22))]),
        (date(2025, 12, 22), [(Reason.NEARLY_STALE, date(2026, 12, 22))]),
        (date(2025, 12, 23), []),
    ],
)
def test_evidence_is_stale_after_twelve_months_and_nearly_so_thirty_days_before(
    seen: date, found: list[tuple[Reason, date]]
) -> None:
    assert reasons(tags=(TagRow(1, "bridging-1", (seen,)),)) == found


def test_a_tag_never_seen_asks_what_somebody_saw() -> None:
    assert reasons(tags=(TagRow(1, "bridging-1"),)) == [(Reason.NEVER_SEEN, date(2025, 1, 1))]


def test_without_a_lesson_it_counts_nowhere() -> None:
    assert reasons(tags=()) == [(Reason.NO_LESSON, date(2025, 1, 1))]


def grant(until: date) -> GrantRow:
    return GrantRow(
        7,
        1,
        committed_on=date(2026, 1, 1),
        decided_on=date(2026, 1, 1),
        granted=(GrantedAmount(date(2026, 1, 1), 100),),
        period_start=date(2026, 1, 1),
        period_end=until,
    )


@pytest.mark.parametrize(
    ("until", "found"),
    [
        (date(2026, 12, 31), [(Reason.MONEY, date(2026, 12, 31))]),
        (date(2027, 5, 21), [(Reason.MONEY, date(2027, 5, 21))]),
        (date(2027, 5, 22), []),
    ],
)
def test_money_is_asked_about_when_it_ends_before_six_months(
    until: date, found: list[tuple[Reason, date]]
) -> None:
    assert reasons(replace(ROW, needs_money=True), grants=(grant(until),)) == found


def test_needed_money_that_is_not_there_is_due_today() -> None:
    assert reasons(replace(ROW, needs_money=True)) == [(Reason.MONEY, D)]


def test_a_follow_up_answers_for_money() -> None:
    later = GrantRow(
        8,
        1,
        received_on=date(2026, 11, 1),
        requested_cents=1,
        period_start=date(2027, 1, 1),
        period_end=date(2027, 12, 31),
    )
    assert reasons(replace(ROW, needs_money=True), grants=(grant(date(2026, 12, 31)), later)) == []


@pytest.mark.parametrize(
    ("circle", "asks"), [("unknown", True), ("", True), ("open", False), ("participants", False)]
)
def test_only_an_answer_that_nobody_gave_is_asked_for(circle: str, asks: bool) -> None:
    tag = TagRow(1, "bonding-1", (date(2026, 11, 1),))
    found = reasons(replace(ROW, own_circle=circle), tags=(tag,))
    assert found == ([(Reason.NOT_COUNTING, D)] if asks else [])


@pytest.mark.parametrize(
    ("met", "found"),
    [
        (date(2026, 8, 23), [(Reason.CONTACT, date(2026, 11, 21))]),
        (date(2026, 8, 24), []),
    ],
)
def test_a_contact_is_too_long_ago_after_ninety_days(
    met: date, found: list[tuple[Reason, date]]
) -> None:
    ties = (TieRow(1, "welfare", involved=True), TieRow(1, "school", involved=True))
    assert reasons(ties=ties, contacts=(ContactRow(1, "welfare", met),)) == found


def test_an_own_circle_may_keep_its_distance() -> None:
    row = replace(ROW, own_circle="participants")
    assert needs(row, ties=(TieRow(1, "welfare", involved=True),)) == []


def test_an_old_idea_is_asked_whether_it_began_and_what_stopped_is_left_alone() -> None:
    assert reasons(replace(ROW, start_date=None)) == [(Reason.IDEA, date(2026, 7, 5))]
    assert reasons(replace(ROW, end_date=date(2026, 1, 1)), tags=()) == []


def test_what_is_late_by_term_comes_first_and_an_initiative_asks_one_thing_first() -> None:
    money = Need(Reason.MONEY, 1, "A", "", date(2027, 1, 1))
    contact = Need(Reason.CONTACT, 1, "A", "", date(2026, 1, 1))
    stale = Need(Reason.STALE, 2, "B", "", date(2026, 1, 1))
    soon = Need(Reason.CLOCK, 1, "C", "", date(2026, 12, 1))
    late = Need(Reason.ACTION, 1, "D", "", date(2026, 11, 21))
    assert grouped([contact, stale, soon, money, late], D) == (
        Group(late),
        Group(soon),
        Group(money, (contact,)),
        Group(stale),
    )


def test_what_counts_says_where() -> None:
    records = Records(
        MunicipalityRow("GM0001", "Ergens"),
        (LessonRow("bridging-1", "bridging", "supply", 4, "Groeten"),),
        districts=(DistrictRow(1, "WK000101", "Noord"),),
        initiatives=(ROW, replace(ROW, id=2, name="Stil")),
        tags=(SEEN,),
    )
    found = supports(situate(records, D), [1, 2])
    assert [(item.name, item.cells) for item in found] == [
        ("Soep", (("WK000101", "Noord", "bridging-1", "Groeten"),))
    ]


@pytest.mark.parametrize(
    ("left", "asked", "expected"),
    [
        (100_00, 0, False),
        (100_00, 100_00, False),
        (99_99, 1, True),
        (500_00, 500_00, False),
        (500_00, 500_01, True),
        (-1, 1, True),
        (-1, 0, False),
    ],
)
def test_a_scheme_of_1000_euros_is_full(left: int, asked: int, expected: bool) -> None:
    assert full(1000_00, left, asked) is expected


def test_on_its_last_day_nothing_is_asked() -> None:
    assert needs(replace(ROW, end_date=D), (TagRow(1, "bridging-1"),)) == []


@pytest.mark.parametrize(
    ("end", "found"),
    [(date(2027, 1, 31), []), (date(2027, 2, 1), [(Reason.MONEY, date(2027, 1, 31))])],
)
def test_money_that_lasts_to_the_end_asks_nothing(
    end: date, found: list[tuple[Reason, date]]
) -> None:
    row = replace(ROW, needs_money=True, end_date=end)
    assert reasons(row, grants=(grant(date(2027, 1, 31)),)) == found
