"""Two runs at the same moment: the database gives a person's week to one of them."""

from datetime import timedelta

import pytest
from django.core import mail

from accounts.models import Role, User
from reminders.sending import claim, send_digests
from tests.initiatives.building import TODAY, Town
from tests.racing import at_once
from tests.reminders.test_sending import known, stale

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.both_engines,
    pytest.mark.usefixtures("frozen"),
]


def test_six_runs_at_once_send_everybody_one(here: Town) -> None:
    stale(here)
    people = [known(here.member(Role.PROFESSIONAL)).user.email for _ in range(5)]

    def run() -> None:
        send_digests(TODAY, tell=lambda _line: None)

    at_once([run] * 6)
    assert sorted(message.to[0] for message in mail.outbox) == sorted(people)


def test_a_week_is_claimed_once(here: Town) -> None:
    user = known(here.member(Role.PROFESSIONAL)).user
    won: list[bool] = []
    at_once([lambda: won.append(claim(user, TODAY))] * 6)
    assert sorted(won) == [False] * 5 + [True]
    assert not claim(user, TODAY + timedelta(days=6))
    assert claim(user, TODAY + timedelta(days=7))
    assert User.objects.get(pk=user.pk).digest_sent_on == TODAY + timedelta(days=7)
