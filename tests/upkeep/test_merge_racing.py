"""Merging while somebody else merges or undoes: one wins, and nothing is half done."""

from collections.abc import Callable

import pytest

from audit.versioned import Conflict
from initiatives.models import FormerReference, Initiative
from tests.initiatives.building import ACTOR, Town
from tests.racing import at_once
from tests.upkeep.merging import every_row
from upkeep.models import Operation, Shelf
from upkeep.writes import MergeInput, Missing, NotUndone, merge_initiatives, undo

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_engines]


def test_one_of_two_merges_the_other_way_round_wins(here: Town) -> None:
    one, two = here.initiative("Een"), here.initiative("Twee")
    seen = {one.pk: one.version, two.pk: two.version}
    outcomes: list[str] = []

    def merger(kept: int, gone: int) -> Callable[[], None]:
        def merge() -> None:
            rows, given = Initiative.objects.all(), MergeInput(lessons=("bonding-1",))
            try:
                merge_initiatives(ACTOR, rows, kept, gone, given, seen=seen)
            except (Conflict, Missing):
                outcomes.append("refused")
            else:
                outcomes.append("merged")

        return merge

    at_once([merger(one.pk, two.pk), merger(two.pk, one.pk)])
    assert sorted(outcomes) == ["merged", "refused"]
    assert Initiative.objects.count() == FormerReference.objects.count() == 1


def test_one_of_many_undoes_a_merge(here: Town) -> None:
    one, two = here.initiative("Een"), here.initiative("Twee")
    before = every_row()
    seen = {one.pk: one.version, two.pk: two.version}
    given = MergeInput(lessons=("bonding-1",))
    made = merge_initiatives(ACTOR, Initiative.objects.all(), one.pk, two.pk, given, seen=seen)
    outcomes: list[str] = []

    def undoer() -> None:
        try:
            undo(ACTOR, Operation.objects.select_related("municipality").get(pk=made.pk))
        except NotUndone:
            outcomes.append("refused")
        else:
            outcomes.append("undone")

    at_once([undoer for _person in range(4)])
    assert sorted(outcomes) == ["refused"] * 3 + ["undone"]
    assert every_row() == before
    assert not Shelf.objects.exists()
