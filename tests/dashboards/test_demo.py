"""The demo shows everything there is to show, and its numbers are those of the design."""

import pytest

from accounts.models import Membership, Role
from areas.models import Municipality
from dashboards.analysis.cliff import cliff_of
from dashboards.analysis.coverage import cover
from dashboards.analysis.priorities import prioritise
from dashboards.analysis.situation import Situation, situate
from dashboards.analysis.states import CellState
from dashboards.queries import records
from demo.loading import load_demo
from funding.models import GrantState
from initiatives.models import Initiative
from tests.dashboards.conftest import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def situation(sluiswaarde: Municipality) -> Situation:
    return situate(records(sluiswaarde, DAY), DAY)


def test_the_priorities_are_those_of_the_design(situation: Situation) -> None:
    scores = {item.district.name: item.score for item in prioritise(situation).districts}
    assert scores == {
        "Zonneveld": 70,
        "De Weversbuurt": 51,
        "Oude Haven": 40,
        "Binnenstad": 33,
        "De Horsten": 17,
        "Molenkwartier": 17,
        "Parkrand": 15,
        "Oosterwaard": 1,
        "Nieuw-Sluis": None,
        "Buitengebied West": None,
    }


def test_five_initiatives_and_58_000_euros_stand_on_the_cliff_in_de_weversbuurt(
    situation: Situation,
) -> None:
    month = cliff_of(situation).months[1]
    endings = [item for item in month.endings if "WK999903" in item.initiative.district_codes]
    assert (month.month.isoformat(), len(endings)) == ("2026-12-01", 5)
    assert sum(item.yearly_cents for item in endings) == 58_000_00


def test_every_cell_state_occurs(situation: Situation) -> None:
    assert set(cover(situation).count()) == set(CellState)


def test_every_grant_state_occurs(sluiswaarde: Municipality) -> None:
    states = Initiative.objects.filter(municipality=sluiswaarde).values_list(
        "grants__state", flat=True
    )
    assert set(states) - {None} == set(GrantState.values)


def test_every_role_has_a_login(sluiswaarde: Municipality) -> None:
    roles = Membership.objects.filter(municipality=sluiswaarde).values_list("role", flat=True)
    assert sorted(roles) == sorted(Role.values)


def test_the_municipality_wide_initiative_counts_in_no_district(situation: Situation) -> None:
    wide = [item for item in situation.initiatives.values() if item.row.municipality_wide]
    assert [item.row.name for item in wide] == ["Sluiswaarde Groet"]
    assert all(
        item.id not in {there.id for there in place.active}
        for place in situation.places
        for item in wide
    )


def test_loading_again_changes_nothing(sluiswaarde: Municipality) -> None:
    before = Initiative.objects.count()
    assert load_demo(DAY) is False
    assert Initiative.objects.count() == before
