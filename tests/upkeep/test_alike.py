"""Which names count as the same, without comparing all with all."""

import pytest

from upkeep.measuring.alike import Named, Pair, alike

HERE, THERE = frozenset({1}), frozenset({2})


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Buurttafel", "Buurttafels", True),
        ("Koffieochtend Zonneveld", "De Koffie-ochtend in Zonneveld", True),
        ("Samen eten", "Samen eten met buren", True),
        ("Taalcafé", "Taalcafe", True),
        ("Buurttafel 2", "Buurttafel 3", False),
        ("Buurttafel", "Buurttafel 2", True),
        ("Samen eten", "Samen wandelen", False),
    ],
)
def test_names(one: str, other: str, found: bool) -> None:
    assert bool(alike([Named(1, one, HERE), Named(2, other, HERE)])) is found


@pytest.mark.parametrize(
    ("place", "found"),
    [(HERE, [(1, 2)]), (THERE, []), (frozenset(), [(1, 2)]), (HERE | THERE, [(1, 2)])],
)
def test_places(place: frozenset[int], found: list[Pair]) -> None:
    assert alike([Named(2, "Buurttafel", HERE), Named(1, "Buurttafel", place)]) == found


def test_each_pair_stands_once_in_the_order_of_names() -> None:
    named = [
        Named(4, "Zang", HERE),
        Named(3, "Zang", HERE),
        Named(2, "Atelier", HERE | THERE),
        Named(1, "Atelier", HERE | THERE),
    ]
    assert alike(named) == [(1, 2), (3, 4)]


def test_a_name_without_letters_is_like_no_other() -> None:
    assert alike([Named(1, "!!", HERE), Named(2, "!!", HERE)]) == []
