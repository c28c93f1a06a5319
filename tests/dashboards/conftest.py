"""Sluiswaarde, loaded once a module as it stands on one day, and somebody of each role looking at it."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from accounts.models import Role, User
from areas.models import Municipality
from demo.loading import load_demo
from demo.people import PEOPLE

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def sluiswaarde(django_db_setup: None, django_db_blocker: Any) -> Iterator[Municipality]:
    """The demo municipality; everything is rolled back after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo(DAY)
        yield Municipality.objects.get(code="GM9999")
        transaction.set_rollback(True)


@pytest.fixture
def visitor(sluiswaarde: Municipality, db: None) -> Callable[[Role], Client]:
    """A browser in which somebody of a role is logged in."""

    def enter(role: Role) -> Client:
        email = next(mail for found, mail, _name, _organisation in PEOPLE if found is role)
        client = Client()
        client.force_login(User.objects.get(email=email))
        return client

    return enter
