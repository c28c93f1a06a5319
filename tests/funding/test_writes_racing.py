"""Two people pay at once: one is kept, the other is told; and what is paid equals the payments."""

import threading
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.db.models import Sum

from audit.models import AuditEntry
from audit.versioned import Conflict
from funding.course import Paid, StepRefused
from funding.measuring import Totals, totals, totals_in_kind
from funding.models import Grant, Payment
from funding.writes import add_payment
from tests.funding.building import GRANTED, RECEIVED, Treasury, treasury
from tests.initiatives.building import ACTOR, TODAY

pytestmark = pytest.mark.both_engines


def at_once(jobs: list[Callable[[], None]]) -> None:
    """Run jobs in threads that start together; on the tests' SQLite, which all threads share, one by one."""
    if connection.vendor == "sqlite":
        for job in jobs:
            job()
        return
    gate = threading.Barrier(len(jobs))

    def run(job: Callable[[], None]) -> None:
        try:
            gate.wait(timeout=20)
            job()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)


def payer(grant: Grant, seen: int, outcomes: list[str]) -> Callable[[], None]:
    """Return a job that pays € 1,000 on what it saw, and tells how that went."""

    def pay() -> None:
        try:
            add_payment(ACTOR, grant, Paid(date(2026, 3, 1), 100_000), seen, today=TODAY)
        except Conflict:
            outcomes.append("conflict")
        except StepRefused:
            outcomes.append("refused")
        else:
            outcomes.append("paid")

    return pay


def assert_paid_is_the_sum(grant: Grant) -> int:
    """What the grant carries equals its payments; returns it."""
    stored = Grant.objects.get(pk=grant.pk)
    summed = Payment.objects.filter(grant=grant).aggregate(sum=Sum("amount_cents"))["sum"]
    assert stored.paid_cents == summed
    return stored.paid_cents


@pytest.mark.django_db(transaction=True)
def test_two_payments_on_one_version_keep_one() -> None:
    grant = treasury().grant(RECEIVED, GRANTED)
    outcomes: list[str] = []
    at_once([payer(grant, grant.version, outcomes) for _ in range(2)])
    assert sorted(outcomes) == ["conflict", "paid"]
    assert assert_paid_is_the_sum(grant) == 100_000
    assert AuditEntry.objects.filter(object_type="funding.grant", action="update").count() == 1


@pytest.mark.django_db(transaction=True)
def test_no_payment_is_lost_or_counted_twice() -> None:
    grant = treasury().grant(RECEIVED, GRANTED)
    outcomes: list[str] = []

    def insist() -> None:
        done: list[str] = []
        while "paid" not in done and "refused" not in done:
            seen = Grant.objects.get(pk=grant.pk).version
            payer(grant, seen, done)()
        outcomes.append(done[-1])

    at_once([insist for _ in range(7)])
    assert sorted(outcomes) == ["paid"] * 5 + ["refused"] * 2
    assert assert_paid_is_the_sum(grant) == 500_000
    assert Payment.objects.filter(grant=grant).count() == 5


@pytest.mark.django_db
def test_a_thousand_dimes_are_a_hundred_euros() -> None:
    money: Treasury = treasury()
    one = money.grant(requested_cents=10)
    Grant.objects.bulk_create(
        Grant(
            municipality=one.municipality,
            reference=f"dubbeltje-{number}",
            initiative=one.initiative,
            funder=one.funder,
            requested_cents=10,
        )
        for number in range(999)
    )
    money.grant(requested_cents=7, kind="in_kind")
    assert totals(Grant.objects.all()) == Totals(10_000, None, None, 0)
    assert totals_in_kind(Grant.objects.all()) == Totals(7, None, None, 0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT SUM(requested_cents) FROM funding_grant WHERE kind <> 'in_kind'")
        assert cursor.fetchone()[0] == 10_000
