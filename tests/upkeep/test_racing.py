"""Two people at the same records at once: one undo wins, and no record is half changed."""

from collections.abc import Callable

import pytest

from initiatives.models import Initiative, Observation
from tests.initiatives.building import ACTOR, TODAY, Town
from tests.racing import at_once
from upkeep.models import Operation
from upkeep.writes import NotUndone, assign_all, confirm_all, undo

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_engines]


def test_one_of_many_undoes(here: Town) -> None:
    row = here.initiative()
    made = assign_all(ACTOR, here.municipality, Initiative.objects.all(), [row.pk], here.other)
    assert made.operation is not None
    pk = made.operation.pk
    outcomes: list[str] = []

    def undoer() -> None:
        try:
            undo(ACTOR, Operation.objects.select_related("municipality").get(pk=pk))
        except NotUndone:
            outcomes.append("refused")
        else:
            outcomes.append("undone")

    at_once([undoer for _person in range(5)])
    assert sorted(outcomes) == ["refused"] * 4 + ["undone"]
    stored = Initiative.objects.get(pk=row.pk)
    assert stored.organisation_id == here.organisation.pk
    assert stored.version == row.version + 2


def test_said_by_many_at_once_is_there_once(here: Town) -> None:
    rows = [here.initiative(f"Tafel {number}") for number in range(4)]
    ids = [row.pk for row in rows]

    def sayer(order: list[int]) -> Callable[[], None]:
        def say() -> None:
            confirm_all(ACTOR, here.municipality, Initiative.objects.all(), order, today=TODAY)

        return say

    at_once([sayer(ids), sayer(ids[::-1])])
    assert Observation.objects.filter(kind="confirmed").count() == 8
    assert Operation.objects.count() == 1
