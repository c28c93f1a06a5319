"""What one learns from other wijken, what actions say on the pages, and the border between municipalities."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Organisation, Role, User
from accounts.policy import PUBLISHED_COLUMNS, published_elsewhere
from areas.models import KeyFigure, Municipality, NeedIndicator
from demo.people import PEOPLE
from facilitation.models import Action
from initiatives.models import Initiative
from tests.dashboards.conftest import DAY
from tests.initiatives.building import Town, lessons, town

pytestmark = pytest.mark.django_db

type Visitor = Callable[[Role], Client]
ON = f"peildatum={DAY.isoformat()}"
GAP = f"/kansen/WK999905/bridging-2/?{ON}"


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def learning(client: Client, address: str = GAP) -> str:
    """What stands under "Leren van"."""
    return text(client, address).split("Leren van", 1)[1].split("Hoe Zonneveld ervoor staat", 1)[0]


def test_an_action_says_by_itself_that_its_cell_was_covered(visitor: Visitor) -> None:
    said = "Sinds 22 augustus 2026 gedekt door Bankje Bij. Bij het begin: niet te zeggen."
    client = visitor(Role.POLICYMAKER)
    action = Action.objects.get(text__startswith="Met de buren van de kade")
    for address in ("/acties/", "/acties/?weergave=lijst", f"/acties/{action.pk}/"):
        assert said in text(client, f"{address}{'&' if '?' in address else '?'}{ON}"), address
    assert "Is deze actie gedaan?" in text(client, f"/acties/{action.pk}/?{ON}")
    action.refresh_from_db()
    assert action.state == "doing"


def test_board_and_list_hold_the_same_actions(visitor: Visitor) -> None:
    client = visitor(Role.POLICYMAKER)
    for query in (
        "",
        "wijk=WK999905",
        "les=bridging-2",
        "termijn=te-laat",
        "vanuit=policy",
        "q=kade",
    ):
        board = set(
            re.findall(r"/acties/(\d+)/\"", client.get(f"/acties/?{query}").content.decode())
        )
        listed = client.get(f"/acties/?weergave=lijst&{query}").content.decode()
        assert set(re.findall(r"/acties/(\d+)/\"", listed)) == board, query
        file = b"".join(client.get(f"/acties/?als=json&{query}"))
        assert file.count(b'"Actie"') == len(board), query


def test_every_state_of_an_action_is_in_the_demo(sluiswaarde: Municipality) -> None:
    found = Action.objects.filter(municipality=sluiswaarde).values_list("state", flat=True)
    assert set(found) == set(Action.State.values)


def test_a_wrong_filter_shows_a_page_and_no_error(visitor: Visitor) -> None:
    client = visitor(Role.POLICYMAKER)
    for query in (
        "wijk=%00",
        "wie=abc",
        "wie=null",
        "stand=weg",
        "sort=nee",
        "page=999",
        "als=pdf",
    ):
        assert client.get(f"/acties/?weergave=lijst&{query}").status_code == 200, query


def test_the_match_says_why_and_whom_to_ask(visitor: Visitor) -> None:
    shown = learning(visitor(Role.POLICYMAKER))
    assert "De Weversbuurt 7.800 inwoners, hier 9.600" in shown
    assert "Taalbank Buiten Welzijn Sluiswaarde wil vragen beantwoorden" in shown
    assert "contact via de gemeente" in shown
    assert "1 ander initiatief; de organisatie heeft nog niet gezegd dat je mag vragen." in shown
    assert "Weverskeuken" not in shown


def test_who_takes_consent_back_is_no_longer_named(visitor: Visitor) -> None:
    Organisation.objects.filter(name="Welzijn Sluiswaarde").update(may_be_asked=False)
    shown = learning(visitor(Role.POLICYMAKER))
    assert "Taalbank" not in shown
    assert "2 initiatieven; hun organisatie heeft nog niet gezegd dat je mag vragen." in shown


def test_contacts_are_shown_as_far_as_the_role_reads_them(visitor: Visitor) -> None:
    Organisation.objects.filter(name="Weverskeuken").update(may_be_asked=True)
    Initiative.objects.filter(name="Weverskeuken").update(work_contact="bel Weverskeuken")
    assert "bel Weverskeuken" in learning(visitor(Role.FUNDING_OFFICER))
    professional = learning(visitor(Role.PROFESSIONAL))
    assert "Weverskeuken wil vragen beantwoorden" in professional
    assert "bel Weverskeuken" not in professional
    assert "contact via de gemeente" in professional  # of the own organisation
    assert "contact via de gemeente" not in learning(visitor(Role.READER))


def test_a_reader_is_named_what_is_published_only(visitor: Visitor) -> None:
    Initiative.objects.filter(name="Taalbank Buiten").update(is_public=False)
    assert "Taalbank" not in learning(visitor(Role.READER))
    assert "Taalbank" in learning(visitor(Role.POLICYMAKER))


@pytest.fixture
def elsewhere() -> Town:
    """A municipality with a wijk much like Zonneveld."""
    place = town("GM9002", "Elders")
    values = {"inhabitants": "9500", "ses_woa": "-0.4", "lonely_pct": "56", "livability_class": "4"}
    for name, value in values.items():
        KeyFigure.objects.create(
            municipality=place.municipality,
            area_code=place.districts[0].code,
            district=place.districts[0],
            year=2025,
            indicator=name,
            value=Decimal(value),
        )
    return place


def told(place: Town, name: str, **given: object) -> Initiative:
    found = place.initiative(
        name,
        lessons=lessons("bridging-2"),
        summary="Soep op straat.",
        work_contact="soep@elders.example",
        **{"is_public": True, "location_shielded": False, **given},
    )
    place.organisation.may_be_asked = True
    place.organisation.save()
    return found


def test_of_other_municipalities_only_what_they_published_is_seen(
    visitor: Visitor, elsewhere: Town
) -> None:
    told(elsewhere, "Soep van Elders")
    told(elsewhere, "Geheime tafel", is_public=False)
    told(elsewhere, "Verborgen kring", location_shielded=True)
    told(elsewhere, "Nog een idee", start_date=date(2027, 3, 1))
    for role in Role:
        body = visitor(role).get(GAP).content.decode()
        assert "Soep van Elders" in body, role
        assert "Zonneveld van Elders, Elders" in body
        for name in (
            "Geheime tafel",
            "Verborgen kring",
            "Nog een idee",
            "soep@elders.example",
            "Welzijn Elders",
        ):
            assert name not in body, (role, name)


def test_what_is_unpublished_is_gone_at_the_next_request(visitor: Visitor, elsewhere: Town) -> None:
    soup = told(elsewhere, "Soep van Elders")
    client = visitor(Role.POLICYMAKER)
    assert "Soep van Elders" in client.get(GAP).content.decode()
    Initiative.objects.filter(pk=soup.pk).update(is_public=False)
    body = client.get(GAP).content.decode()
    assert "Soep van Elders" not in body
    assert "In andere gemeenten" not in body


def test_a_wijk_elsewhere_that_is_not_alike_or_not_known_is_left_out(
    visitor: Visitor, elsewhere: Town
) -> None:
    told(elsewhere, "Soep van Elders", districts=(elsewhere.districts[1],))
    assert "Soep van Elders" not in visitor(Role.POLICYMAKER).get(GAP).content.decode()


def test_a_municipality_s_own_indicators_stay_its_own(
    visitor: Visitor, sluiswaarde: Municipality, elsewhere: Town
) -> None:
    told(elsewhere, "Soep van Elders")
    for place in (elsewhere.municipality, sluiswaarde):
        NeedIndicator.objects.filter(municipality=place).delete()
        NeedIndicator.objects.create(
            municipality=place, indicator="eigen_cijfer", low=0, high=10, label="Eigen cijfer"
        )
    KeyFigure.objects.filter(indicator="ses_woa").update(indicator="eigen_cijfer")
    assert "Soep van Elders" not in visitor(Role.POLICYMAKER).get(GAP).content.decode()


def test_policy_gives_nothing_but_the_published_columns(
    sluiswaarde: Municipality, elsewhere: Town
) -> None:
    told(elsewhere, "Soep van Elders")
    told(elsewhere, "Geheime tafel", is_public=False)
    email = next(mail for role, mail, _name, _where in PEOPLE if role is Role.POLICYMAKER)
    membership = User.objects.get(email=email).memberships.get()
    rows = list(published_elsewhere(membership, Initiative.objects.all()))
    assert [row["name"] for row in rows] == ["Soep van Elders"]
    assert set(rows[0]) == set(PUBLISHED_COLUMNS)


def test_the_gap_page_costs_as_many_queries_with_more_to_learn_from(
    visitor: Visitor, elsewhere: Town
) -> None:
    told(elsewhere, "Soep 1")
    client = visitor(Role.POLICYMAKER)
    client.get(GAP)
    with CaptureQueriesContext(connection) as few:
        client.get(GAP)
    for number in range(2, 30):
        told(elsewhere, f"Soep {number}")
    with CaptureQueriesContext(connection) as many:
        client.get(GAP)
    assert len(many) == len(few) <= 32
