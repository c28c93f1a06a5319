"""The rules of a record, worked by hand."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from dashboards.analysis.dates import add_months
from dashboards.analysis.tagging import why_not_yet
from dashboards.rows import InitiativeRow
from initiatives.rules import (
    Facts,
    State,
    assign_positions,
    check_not_future,
    missing_answers,
    months_before,
    not_counting,
    questions_for,
    resemble,
    shielded_by_default,
    state_on,
)


@pytest.mark.parametrize(
    ("circle", "activities", "groups", "shielded"),
    [
        ("participants", [], [], True),
        ("organiser", [], [], True),
        ("open", ["eat"], ["everyone"], False),
        ("unknown", [], [], False),
        ("open", ["eat", "peer"], [], True),
        ("open", [], ["lhbtiq"], True),
        ("unknown", ["talk"], ["older", "mental_health"], True),
    ],
)
def test_location_is_shielded_where_people_need_it(
    circle: str, activities: list[str], groups: list[str], shielded: bool
) -> None:
    assert shielded_by_default(circle, activities, groups) is shielded


def test_kept_lessons_keep_their_position_and_new_ones_fill_the_gap() -> None:
    current = {"bonding-1": 1, "bridging-1": 2, "linking-2": 3}
    assert assign_positions(current, ["linking-2", "bridging-3", "bonding-1"]) == {
        "linking-2": 3,
        "bonding-1": 1,
        "bridging-3": 2,
    }


def test_a_lesson_named_twice_counts_once() -> None:
    assert assign_positions({}, ["bonding-1", "bonding-1"]) == {"bonding-1": 1}


def test_four_lessons_are_refused() -> None:
    with pytest.raises(ValidationError, match="hooguit drie"):
        assign_positions({}, ["bonding-1", "bonding-2", "bridging-1", "bridging-2"])


def test_today_is_no_future() -> None:
    check_not_future(date(2026, 11, 22), date(2026, 11, 22))
    with pytest.raises(ValidationError, match="toekomst"):
        check_not_future(date(2026, 11, 23), date(2026, 11, 22))


def test_only_some_lessons_ask_questions() -> None:
    assert questions_for(["bonding-3", "bridging-1", "bridging-2"]) == ()
    asked = [
        (question.lesson, question.field) for question in questions_for(["linking-2", "bonding-1"])
    ]
    assert asked == [
        ("bonding-1", "own_circle"),
        ("linking-2", "initiated_by"),
        ("linking-2", "decided_by"),
    ]


@pytest.mark.parametrize(
    ("lesson", "fields"),
    [
        ("bonding-1", ["own_circle"]),
        ("bonding-2", ["target_groups"]),
        ("bridging-3", ["place_kinds", "simultaneous_activities"]),
        ("linking-1", ["tie_municipality", "tie_welfare", "tie_housing"]),
        ("linking-2", ["initiated_by", "decided_by"]),
        ("linking-3", ["needs_money"]),
    ],
)
def test_an_empty_record_misses_what_its_lesson_asks(lesson: str, fields: list[str]) -> None:
    missing = missing_answers(Facts(lessons=frozenset({lesson})))
    assert [answer.field for answer in missing] == fields
    depends = lesson in {"bonding-1", "bridging-3"}
    assert all(answer.sentence.startswith("telt nog niet mee: ") == depends for answer in missing)
    assert all(bool(answer.sentence) == depends for answer in missing)


def test_a_full_record_misses_nothing() -> None:
    facts = Facts(
        lessons=frozenset({"bonding-1", "bridging-3", "linking-1", "linking-3"}),
        own_circle="participants",
        place_kinds=frozenset({"outdoor"}),
        simultaneous_activities=True,
        needs_money=False,
        tied_partners=frozenset({"municipality", "welfare", "housing"}),
    )
    assert missing_answers(facts) == ()
    assert not_counting(facts) == {}


def test_no_is_an_answer_but_does_not_count() -> None:
    facts = Facts(
        lessons=frozenset({"bonding-1", "bridging-3"}),
        own_circle="organiser",
        place_kinds=frozenset({"home", "online"}),
        simultaneous_activities=False,
    )
    assert missing_answers(facts) == ()
    assert not_counting(facts) == {
        "bonding-1": "telt nog niet mee: de organisator koos voor een eigen kring, niet de deelnemers",
        "bridging-3": "telt nog niet mee: er is geen plek binnen of buiten waar meer groepen terechtkunnen"
        " en er zijn geen verschillende activiteiten tegelijk",
    }


@pytest.mark.parametrize("place", ["indoor_public", "indoor_commercial", "outdoor"])
def test_one_open_place_is_enough(place: str) -> None:
    facts = Facts(
        lessons=frozenset({"bridging-3"}),
        place_kinds=frozenset({"home", place}),
        simultaneous_activities=True,
    )
    assert not_counting(facts) == {}


def test_an_open_circle_under_another_lesson_is_fine() -> None:
    assert not_counting(Facts(lessons=frozenset({"bridging-1"}), own_circle="open")) == {}


@pytest.mark.parametrize("circle", ["participants", "organiser", "open", "unknown"])
@pytest.mark.parametrize(
    "places", [(), ("home",), ("home", "outdoor"), ("online", "indoor_public")]
)
@pytest.mark.parametrize("together", [True, False, None])
def test_the_dashboards_count_by_the_same_reasons(
    circle: str, places: tuple[str, ...], together: bool | None
) -> None:
    here = Facts(
        lessons=frozenset({"bonding-1", "bridging-1", "bridging-3"}),
        own_circle=circle,
        place_kinds=frozenset(places),
        simultaneous_activities=together,
    )
    row = InitiativeRow(
        id=1,
        name="Buurttafel",
        own_circle=circle,
        place_kinds=frozenset(places),
        simultaneous_activities=together,
    )
    there = {lesson: why_not_yet(row, lesson) for lesson in here.lessons}
    assert not_counting(here) == {
        lesson: f"telt nog niet mee: {reason}" for lesson, reason in there.items() if reason
    }


DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("start", "end", "dormant", "state"),
    [
        (None, None, None, State.IDEA),
        (date(2026, 11, 23), None, None, State.IDEA),
        (DAY, DAY, None, State.ACTIVE),
        (DAY, None, DAY, State.DORMANT),
        (date(2025, 1, 1), date(2026, 11, 21), date(2026, 1, 1), State.STOPPED),
        (date(2025, 1, 1), None, date(2026, 11, 23), State.ACTIVE),
    ],
)
def test_the_state_on_a_day(
    start: date | None, end: date | None, dormant: date | None, state: State
) -> None:
    assert state_on(DAY, start_date=start, end_date=end, dormant_since=dormant) is state


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 22), 12, date(2025, 11, 22)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
    ],
)
def test_calendar_months_back(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before == add_months(day, -months)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Buurttafel", "buurttafel ", True),
        ("Buurttafel", "Burttafel", True),
        ("Moeders van de Zon", "Stichting Moeders van de Zon", True),
        ("Café Zonneveld", "Cafe Zonneveld", True),
        ("Taalcafé", "Repaircafé", False),
        ("Buurttafel", "Buurttuin de Brink", False),
        ("Zonneveld", "Zonneveld kookt samen", False),
        ("!!!", "!!!", True),
    ],
)
def test_names_that_may_be_the_same(one: str, other: str, alike: bool) -> None:
    assert resemble(one, other) is alike
    assert resemble(other, one) is alike
