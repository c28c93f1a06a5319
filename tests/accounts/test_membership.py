"""Working in one municipality at a time, as one's membership says at that moment."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, Role
from tests.initiatives.building import PASSWORD, town

pytestmark = pytest.mark.django_db


def test_somebody_with_two_memberships_works_in_one_and_may_switch() -> None:
    here, there = town(), town("GM9002", "Elders")
    member = here.member(Role.POLICYMAKER)
    Membership.objects.create(municipality=there.municipality, user=member.user, role=Role.ADMIN)
    own = here.initiative("Van hier")
    other = there.initiative("Van daar")
    client = Client()
    client.force_login(member.user)
    found = {}
    for code in ("GM9001", "GM9002"):
        assert (
            client.post(reverse("accounts:choose_municipality"), {"gemeente": code}).status_code
            == 302
        )
        found[code] = [
            client.get(reverse("initiatives:detail", args=[made.pk])).status_code
            for made in (own, other)
        ]
    assert found == {"GM9001": [200, 404], "GM9002": [404, 200]}


def test_a_municipality_of_others_does_not_exist() -> None:
    here = town()
    town("GM9002", "Elders")
    client = Client()
    client.force_login(here.member(Role.ADMIN).user)
    for code in ("GM9002", "GM0000", ""):
        assert (
            client.post(reverse("accounts:choose_municipality"), {"gemeente": code}).status_code
            == 404
        )
    assert client.get(reverse("accounts:choose_municipality")).status_code == 405


def test_a_changed_role_counts_at_the_next_request() -> None:
    here = town()
    member = here.member(Role.POLICYMAKER)
    client = Client()
    client.force_login(member.user)
    assert client.get(reverse("initiatives:log")).status_code == 200
    Membership.objects.update(role=Role.READER)
    assert client.get(reverse("initiatives:log")).status_code == 403


def test_a_membership_that_ended_yesterday_opens_nothing() -> None:
    here = town()
    member = here.member(Role.ADMIN)
    client = Client()
    client.force_login(member.user)
    today = timezone.localdate()
    Membership.objects.update(valid_until=today)
    assert client.get(reverse("initiatives:log")).status_code == 200
    Membership.objects.update(valid_until=today - timedelta(days=1))
    response = client.get(reverse("initiatives:log"))
    assert response.status_code == 403
    assert "Je hoort nog bij geen gemeente" in response.content.decode()


def test_a_professional_without_organisation_cannot_exist() -> None:
    here = town()
    member = here.member(Role.PROFESSIONAL)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=member.pk).update(organisation=None)


def test_the_email_address_is_known_in_any_case() -> None:
    user = town().member(Role.READER).user
    client = Client()
    response = client.post(
        reverse("account_login"), {"login": user.email.upper(), "password": PASSWORD}
    )
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)
