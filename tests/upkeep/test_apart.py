"""Saying that two records are not the same: the pair stays away, until that is taken back."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Organisation, Role
from audit.models import AuditEntry
from initiatives.models import Initiative
from tests.initiatives.building import ACTOR, Town, as_, town
from tests.upkeep.test_undo import undo
from upkeep.models import Apart, Operation
from upkeep.writes import keep_apart

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def page(client: Any, name: str = "duplicates") -> str:
    """A page of likely duplicates."""
    return str(client.get(reverse(f"upkeep:{name}")).content.decode())


def twins(here: Town) -> list[Initiative]:
    """Two initiatives that look alike."""
    return [
        here.initiative(name) for name in ("Koffieochtend Zonneveld", "Koffie-ochtend Zonneveld")
    ]


@pytest.mark.parametrize("turned", [False, True])
def test_a_pair_that_is_not_the_same_does_not_come_back(here: Town, turned: bool) -> None:
    one, other = twins(here)[:: -1 if turned else 1]
    member = here.member(Role.PROFESSIONAL)
    client = as_(member)
    url = reverse("upkeep:apart", args=[one.pk, other.pk])
    assert reverse("upkeep:merge", args=sorted([one.pk, other.pk])) in page(client)
    said = client.post(url, follow=True).content.decode()
    assert "is niet hetzelfde als" in said
    assert "Er staat niets dubbel, zo te zien" in said
    assert "Er staat niets dubbel, zo te zien" in page(as_(here.member(Role.ADMIN)))
    assert undo(member, Operation.objects.get())[0] == 200
    assert "1 paar initiatieven lijkt op elkaar" in page(client)
    assert not Apart.objects.exists()
    kept = AuditEntry.objects.filter(object_type="upkeep.apart").order_by("pk")
    assert list(kept.values_list("action", flat=True)) == ["create", "delete"]


def test_said_twice_it_is_kept_once(here: Town) -> None:
    one, other = twins(here)
    rows = Initiative.objects.all()
    made = keep_apart(ACTOR, rows, one.pk, other.pk)
    assert keep_apart(ACTOR, rows, other.pk, one.pk) == made
    assert Operation.objects.count() == 1


def test_one_pair_apart_leaves_the_third_that_looks_like_both(here: Town) -> None:
    one, other = twins(here)
    third = here.initiative("Koffieochtend Zonnevelt")
    keep_apart(ACTOR, Initiative.objects.all(), one.pk, other.pk)
    body = page(as_(here.member(Role.ADMIN)))
    assert reverse("upkeep:merge", args=[one.pk, other.pk]) not in body
    assert reverse("upkeep:merge", args=[one.pk, third.pk]) in body


def test_organisations_that_are_not_the_same_stay_away_and_can_still_be_merged(here: Town) -> None:
    one, other = (
        Organisation.objects.create(municipality=here.municipality, name=name)
        for name in ("Buren van de Kade", "Buren v.d. Kade")
    )
    client = as_(here.member(Role.POLICYMAKER))
    pair = [one.pk, other.pk]
    merge = reverse("upkeep:merge_organisations", args=pair)
    assert merge in page(client, "duplicate_organisations")
    client.post(reverse("upkeep:organisations_apart", args=pair))
    assert merge not in page(client, "duplicate_organisations")
    assert client.get(merge).status_code == 200


@pytest.mark.both_engines
def test_the_database_keeps_a_pair_once_and_the_lowest_first(here: Town) -> None:
    made = keep_apart(ACTOR, Initiative.objects.all(), *(row.pk for row in twins(here)))
    row = Apart.objects.get()
    operation = Operation.objects.create(municipality=here.municipality, kind="apart")
    for one, other in ((row.one, row.other), (row.other, row.one)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Apart.objects.create(
                operation=operation,
                municipality=here.municipality,
                kind=row.kind,
                one=one,
                other=other,
            )
    assert made.pk == row.operation_id


def test_a_record_of_elsewhere_or_itself_is_no_pair(here: Town) -> None:
    one, _other = twins(here)
    foreign = town("GM9002", "Elders").initiative("Vreemd")
    client = as_(here.member(Role.ADMIN))
    for other in (foreign.pk, one.pk, 10**21):
        url = reverse("upkeep:apart", args=[one.pk, other])
        assert client.post(url).status_code == 404
    for pair in ([here.organisation.pk, 10**21], [here.organisation.pk, here.organisation.pk]):
        url = reverse("upkeep:organisations_apart", args=pair)
        assert client.post(url).status_code == 404
    assert not Apart.objects.exists()
