"""Handing an initiative over: who may, what it says first, and the way back."""

import pytest
from django.urls import reverse

from accounts.models import Organisation, Role
from initiatives.models import Initiative
from tests.initiatives.building import Town, as_, town
from tests.upkeep.test_bulk import organisation_of
from tests.upkeep.test_undo import undo
from upkeep.models import Operation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def address(row: Initiative) -> str:
    """Where the page is."""
    return reverse("upkeep:hand_over", args=[row.pk])


def test_says_first_what_one_loses(here: Town) -> None:
    row = here.initiative()
    body = as_(here.member(Role.PROFESSIONAL)).get(address(row)).content.decode()
    assert "Daarna kan alleen de andere organisatie dit initiatief nog wijzigen." in body


def test_hands_over_and_the_giver_can_take_it_back(here: Town) -> None:
    row, giver = here.initiative(), here.member(Role.PROFESSIONAL)
    given = {"organisation": here.other.pk, "version": row.version}
    assert as_(giver).post(address(row), given, follow=True).status_code == 200
    assert organisation_of(row) == here.other.pk
    edit = reverse("initiatives:edit", args=[row.pk])
    assert as_(giver).get(edit).status_code == 403
    assert undo(giver, Operation.objects.get())[0] == 200
    assert organisation_of(row) == here.organisation.pk
    assert as_(giver).get(edit).status_code == 200


def test_is_refused_to_another_organisation(here: Town) -> None:
    row = here.initiative(organisation=here.other)
    given = {"organisation": here.organisation.pk, "version": row.version}
    assert as_(here.member(Role.PROFESSIONAL)).post(address(row), given).status_code == 403
    assert organisation_of(row) == here.other.pk


def test_somebody_who_was_first_is_not_overwritten(here: Town) -> None:
    row, giver = here.initiative(), here.member(Role.PROFESSIONAL)
    Initiative.objects.filter(pk=row.pk).update(version=row.version + 1)
    given = {"organisation": here.other.pk, "version": row.version}
    client = as_(giver)
    answer = client.post(address(row), given)
    body = answer.content.decode()
    assert answer.status_code == 409
    assert "Iemand anders heeft dit intussen gewijzigd." in body
    assert f'<option value="{here.other.pk}" selected>' in body
    assert f'name="version" value="{row.version + 1}"' in body
    assert organisation_of(row) == here.organisation.pk


def test_goes_only_to_organisations_of_the_municipality(here: Town) -> None:
    row = here.initiative()
    person = Organisation.objects.create(
        municipality=here.municipality, name="Iemand", is_private_person=True
    )
    for choice in (town("GM9002", "Elders").organisation, person, here.organisation):
        given = {"organisation": choice.pk, "version": row.version}
        answer = as_(here.member(Role.ADMIN)).post(address(row), given)
        assert "Kies een andere organisatie uit de lijst." in answer.content.decode()
    assert not Operation.objects.exists()
