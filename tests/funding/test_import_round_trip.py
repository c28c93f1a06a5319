"""What is exported imports again with nothing changed, whatever course a grant took."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from funding.course import History
from funding.exporting import grant_rows
from funding.importing.store import apply_grants
from funding.models import Funder, Grant
from funding.writes import GrantInput, create_grant
from sheets.writing import Format
from tests.funding.building import GRANTED, RECEIVED, treasury
from tests.funding.histories import histories
from tests.funding.importing import as_file, exported, plan_file
from tests.initiatives.building import ACTOR, TODAY

pytestmark = pytest.mark.django_db
REASONS = ("=1+1", "@later", 'zei "ja";\nen "nee"', "-", "")


def store(history: History, place: int) -> None:
    """A grant with this history, of a funder of its kind."""
    here = treasury(f"GM{place:04d}", f"Stad {place}")
    funder, _new = Funder.objects.get_or_create(
        municipality=here.town.municipality, name="+Gever", kind=history.funder_kind
    )
    create_grant(
        ACTOR,
        here.town.municipality,
        GrantInput(
            initiative=here.initiative,
            funder=funder,
            requested_cents=history.requested_cents,
            kind=history.kind,
            reason=REASONS[place % len(REASONS)],
        ),
        today=TODAY,
        steps=history.steps,
        payments=history.payments,
    )


@given(drawn=st.lists(histories(), min_size=1, max_size=3), kind=st.sampled_from(Format))
def test_any_history_comes_back_unchanged(drawn: list[History], kind: Format) -> None:
    for history in drawn:
        store(history, Grant.objects.count() + 1)
        municipality = Grant.objects.latest("pk").municipality
        plan = plan_file(municipality, as_file(municipality, kind))
        assert [str(problem) for problem in plan.problems] == []
        assert plan.rows == ()
        assert plan.unchanged == 1


@pytest.mark.parametrize("kind", list(Format))
def test_an_export_makes_the_same_grants_elsewhere(kind: Format) -> None:
    here = treasury()
    here.grant(RECEIVED, GRANTED, reference="S-1", reason='=zie "bijlage"')
    here.grant(RECEIVED, reference="0012", case_number="+31")
    data = as_file(here.town.municipality, kind)
    before = exported(here.town.municipality)
    Grant.objects.all().delete()
    apply_grants(plan_file(here.town.municipality, data), here.town.municipality, ACTOR)
    assert exported(here.town.municipality) == before


def test_the_export_asks_a_constant_number_of_questions() -> None:
    here = treasury()
    counts = []
    for more in (1, 9):
        for _number in range(more):
            here.grant(RECEIVED, GRANTED)
        with CaptureQueriesContext(connection) as queries:
            list(grant_rows(Grant.objects.all()))
        counts.append(len(queries))
    assert counts == [4, 4]
