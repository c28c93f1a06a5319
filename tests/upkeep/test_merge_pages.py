"""The pages of merging: who may, what they show, and what they refuse."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Membership, Organisation, Role
from areas.models import Municipality
from initiatives.models import Initiative
from tests.initiatives.building import Town, as_, errors, lessons, town
from tests.upkeep.test_undo import undo
from upkeep.models import Operation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]

WRITERS = {Role.PROFESSIONAL, Role.POLICYMAKER, Role.ADMIN}
MANAGERS = {Role.POLICYMAKER, Role.ADMIN}


def address(one: Initiative, other: Initiative) -> str:
    """Where two records stand side by side."""
    return reverse("upkeep:merge", args=[one.pk, other.pk])


def choices(one: Any, other: Any, **given: Any) -> dict[str, Any]:
    """What the page posts; the first of both stays."""
    return {"version_een": one.version, "version_ander": other.version, "kept": "een", **given}


@pytest.mark.parametrize("role", list(Role))
def test_who_merges_initiatives(here: Town, role: Role) -> None:
    own, twin = here.initiative("Tafel"), here.initiative("Tafels")
    other = here.initiative("Tafeltje", organisation=here.other)
    foreign = town("GM9002", "Elders").initiative("Vreemd")
    client = as_(here.member(role))
    opened = 200 if role in WRITERS else 403
    assert client.get(reverse("upkeep:duplicates")).status_code == opened
    assert client.get(reverse("upkeep:merge_with", args=[own.pk])).status_code == (
        404 if role is Role.READER else opened
    )
    refused = 404 if role is Role.READER else 403
    assert client.get(address(own, twin)).status_code == (200 if role in WRITERS else refused)
    assert client.get(address(own, other)).status_code == (200 if role in MANAGERS else refused)
    for pair in ((own.pk, foreign.pk), (foreign.pk, own.pk), (own.pk, 10**21)):
        assert client.post(reverse("upkeep:merge", args=pair)).status_code in {404, refused}
    assert Initiative.objects.count() == 4


@pytest.mark.parametrize("role", list(Role))
def test_who_merges_organisations(here: Town, role: Role) -> None:
    foreign = town("GM9002", "Elders").organisation
    client = as_(here.member(role))
    opened = 200 if role in MANAGERS else 403
    args = [here.organisation.pk, here.other.pk]
    assert client.get(reverse("upkeep:duplicate_organisations")).status_code == opened
    assert client.get(reverse("upkeep:merge_organisations", args=args)).status_code == opened
    elsewhere = reverse("upkeep:merge_organisations", args=[here.organisation.pk, foreign.pk])
    assert client.post(elsewhere).status_code == (404 if role in MANAGERS else 403)


def test_a_record_does_not_merge_with_itself(here: Town) -> None:
    row = here.initiative()
    assert as_(here.member(Role.ADMIN)).post(address(row, row)).status_code == 404


def test_shows_only_what_differs(here: Town) -> None:
    one = here.initiative("Tafel", summary="Kort")
    two = here.initiative("Tafel", summary="Langer", districts=(here.districts[1],))
    body = as_(here.member(Role.ADMIN)).get(address(one, two)).content.decode()
    asked = set(re.findall(r'name="veld_(\w+)"', body))
    assert asked == {"summary", "where"}
    assert "Allebei" in body


def test_merges_tells_where_the_undo_is_and_leads_old_addresses_on(here: Town) -> None:
    one, two = here.initiative("Tafel", summary="Kort"), here.initiative("Tafels")
    member = here.member(Role.PROFESSIONAL)
    given = choices(
        one, two, veld_name="ander", veld_summary="een", lessons=["bonding-1", "bridging-3"]
    )
    answer = as_(member).post(address(one, two), given, follow=True)
    body = answer.content.decode()
    assert "Bekijk of maak ongedaan" in body
    kept = Initiative.objects.get(pk=one.pk)
    assert (kept.name, kept.summary) == ("Tafels", "Kort")
    for name, args in (
        ("initiatives:detail", [two.pk]),
        ("initiatives:edit", [two.pk]),
        ("funding:of_initiative", [two.pk]),
    ):
        old = as_(member).get(reverse(name, args=args))
        assert (old.status_code, old["Location"]) == (302, reverse(name, args=[one.pk]))
    sent = as_(member).post(reverse("initiatives:confirm", args=[two.pk]), follow=True)
    assert "Dit initiatief is samengevoegd met een ander." in sent.content.decode()
    made = Operation.objects.get()
    told = as_(member).get(reverse("upkeep:operation", args=[made.pk])).content.decode()
    assert "en alleen helemaal" in " ".join(told.split())
    assert undo(member, made)[0] == 200
    assert as_(member).get(reverse("initiatives:detail", args=[two.pk])).status_code == 200


def test_an_old_address_leads_nobody_across_a_border(here: Town) -> None:
    one, two = here.initiative("Tafel"), here.initiative("Tafels")
    given = choices(one, two, veld_name="een", lessons=["bonding-1"])
    as_(here.member(Role.ADMIN)).post(address(one, two), given)
    old = reverse("initiatives:detail", args=[two.pk])
    assert as_(town("GM9002", "Elders").member(Role.ADMIN)).get(old).status_code == 404
    assert as_(here.member(Role.READER)).get(old).status_code == 404


def test_four_lessons_are_refused_with_everything_chosen_kept(here: Town) -> None:
    one = here.initiative("Tafel", lessons=lessons("bonding-1", "bonding-2"))
    two = here.initiative("Tafels", lessons=lessons("linking-1", "linking-2"))
    four = ["bonding-1", "bonding-2", "linking-1", "linking-2"]
    given = choices(one, two, veld_name="ander", lessons=four)
    body = as_(here.member(Role.ADMIN)).post(address(one, two), given).content.decode()
    assert "Kies hooguit drie lessen." in errors(body)
    assert re.search(r'name="veld_name" value="ander"[^>]*checked', body)
    assert not Operation.objects.exists()


def test_somebody_who_was_first_gets_a_say(here: Town) -> None:
    one, two = here.initiative("Tafel"), here.initiative("Tafels")
    given = choices(one, two, veld_name="ander", lessons=["bonding-1"])
    Initiative.objects.filter(pk=two.pk).update(version=7)
    client = as_(here.member(Role.ADMIN))
    answer = client.post(address(one, two), given)
    assert answer.status_code == 409
    body = answer.content.decode()
    assert "Iemand anders heeft intussen een van beide gewijzigd." in body
    assert re.search(r'name="veld_name" value="ander"[^>]*checked', body)
    assert client.post(address(one, two), {**given, "version_ander": 7}).status_code == 302


def test_the_list_finds_them_in_the_same_wijk_with_constant_queries(here: Town) -> None:
    client = as_(here.member(Role.POLICYMAKER))
    counts, body = [], ""
    for number in (1, 2):
        here.initiative(f"Buurttafel de Zwaan {'abc'[number]}")
        here.initiative("Elders iets heel anders", districts=(here.districts[1],))
        for _double in range(number):
            here.initiative("Koffieochtend Zonneveld")
            here.initiative("Koffie-ochtend Zonneveld")
        cache.clear()
        with CaptureQueriesContext(connection) as found:
            body = client.get(reverse("upkeep:duplicates")).content.decode()
        counts.append(len(found))
    assert counts[0] == counts[1]
    assert "Koffie-ochtend Zonneveld" in body
    assert "Buurttafel" in body


def test_the_search_offers_only_what_one_may_change(here: Town) -> None:
    own, other = here.initiative("Tafel"), here.initiative("Tafelen", organisation=here.other)
    twin = here.initiative("Tafels")
    url = reverse("upkeep:merge_with", args=[own.pk])
    body = as_(here.member(Role.PROFESSIONAL)).get(url).content.decode()
    assert address(own, twin) in body
    assert address(own, other) not in body
    found = as_(here.member(Role.ADMIN)).get(url, {"zoek": "tafele"}).content.decode()
    assert address(own, other) in found
    assert address(own, twin) not in found


def organisation(here: Town, name: str, **given: Any) -> Organisation:
    """Another organisation of the town."""
    return Organisation.objects.create(municipality=here.municipality, name=name, **given)


def merged(member: Membership, one: Organisation, two: Organisation, **given: Any) -> str:
    """Merge two organisations; returns the page that follows."""
    url = reverse("upkeep:merge_organisations", args=[one.pk, two.pk])
    answer = as_(member).post(url, choices(one, two, **given), follow=True)
    return answer.content.decode()


def test_two_kvk_numbers_are_told_and_ask_a_choice(here: Town) -> None:
    one = organisation(here, "Buren", kvk_number="11111111")
    two = organisation(here, "De Buren", kvk_number="22222222")
    member = here.member(Role.ADMIN)
    url = reverse("upkeep:merge_organisations", args=[one.pk, two.pk])
    assert "Ze hebben elk een ander KvK-nummer." in as_(member).get(url).content.decode()
    assert "Kies welke waarde blijft." in errors(merged(member, one, two, veld_name="een"))
    merged(member, one, two, veld_name="een", veld_kvk_number="ander")
    assert Organisation.objects.get(pk=one.pk).kvk_number == "22222222"


def test_private_people_are_never_merged(here: Town) -> None:
    one = organisation(here, "Iemand", is_private_person=True)
    url = reverse("upkeep:merge_organisations", args=[here.organisation.pk, one.pk])
    assert as_(here.member(Role.ADMIN)).post(url).status_code == 404


def test_two_chosen_organisations_lead_to_their_page(
    here: Town,
) -> None:
    client = as_(here.member(Role.ADMIN))
    url = reverse("upkeep:duplicate_organisations")
    pair = {"een": here.organisation.pk, "ander": here.other.pk}
    assert client.get(url, pair)["Location"] == reverse(
        "upkeep:merge_organisations", args=list(pair.values())
    )
    same = {"een": here.organisation.pk, "ander": here.organisation.pk}
    assert "Kies twee verschillende organisaties." in client.get(url, same).content.decode()
    assert Municipality.objects.count() == 1
