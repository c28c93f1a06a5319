"""The rules of a grant's amounts, held by the database itself: tried with direct SQL, on both engines."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Sum

from accounts.models import Organisation
from areas.models import Municipality
from funding.models import Decision, Funder, FunderKind, Grant, Payment
from initiatives.models import Initiative

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]

BILLION_AND_A_CENT = 100_000_000_001


@pytest.fixture
def grant() -> Grant:
    """An application for € 1,000 on which nothing was decided."""
    municipality = Municipality.objects.create(code="GM9001", name="Proefstad", slug="proefstad")
    organisation = Organisation.objects.create(municipality=municipality, name="De Proef")
    initiative = Initiative.objects.create(
        municipality=municipality, reference="i1", name="Buurttafel", organisation=organisation
    )
    funder = Funder.objects.create(
        municipality=municipality, name="Proefstad", kind=FunderKind.MUNICIPALITY
    )
    return Grant.objects.create(
        municipality=municipality,
        reference="g1",
        initiative=initiative,
        funder=funder,
        state="requested",
        requested_cents=100_000,
        received_on=date(2026, 1, 1),
    )


def write(grant: Grant, **columns: Any) -> None:
    """Write columns past the application, as somebody with a database client would."""
    assignments = ", ".join(f"{name} = %s" for name in columns)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE funding_grant SET {assignments} WHERE id = %s", [*columns.values(), grant.pk]
        )


GRANTED = {"state": "granted", "granted_cents": 80_000}
SETTLED = {**GRANTED, "state": "settled", "settled_cents": 70_000, "paid_cents": 70_000}


@pytest.mark.parametrize(
    "columns",
    [
        {"state": "draft", "requested_cents": None},
        GRANTED,
        {**GRANTED, "paid_cents": 80_000},
        {**GRANTED, "granted_cents": 120_000, "reason": "ook de huur"},
        {"state": "refused", "granted_cents": 0},
        {"state": "not_considered", "granted_cents": 0},
        {"state": "withdrawn_by_applicant", "granted_cents": 0},
        {"state": "declined", "granted_cents": 0},
        SETTLED,
        {**SETTLED, "state": "reclaim", "paid_cents": 75_000},
        {**SETTLED, "state": "supplementary_payment", "paid_cents": 60_000},
        {**SETTLED, "state": "closed"},
        {"period_start": date(2026, 1, 1), "period_end": date(2026, 1, 1)},
    ],
)
def test_the_database_takes_what_may_be(grant: Grant, columns: dict[str, Any]) -> None:
    write(grant, **columns)


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"requested_cents": 0}, "grant_requested_positive"),
        ({"requested_cents": -1}, "grant_requested_positive"),
        ({"requested_cents": None}, "grant_requested_positive"),
        ({"requested_cents": BILLION_AND_A_CENT}, "grant_requested_plausible"),
        ({"granted_cents": 0}, "grant_undecided_is_empty"),
        ({"granted_cents": 50_000}, "grant_undecided_is_empty"),
        ({"paid_cents": 1}, "grant_undecided_is_empty|grant_paid_at_most_granted"),
        (
            {"state": "supplement", "settled_cents": 0},
            "grant_undecided_is_empty|grant_settled_at_most_granted",
        ),
        ({"state": "granted"}, "grant_decided_has_amount"),
        ({"state": "granted", "granted_cents": -1}, "grant_decided_has_amount"),
        ({"state": "refused"}, "grant_decided_has_amount"),
        ({"state": "refused", "granted_cents": 1}, "grant_refused_is_zero"),
        ({"state": "declined", "granted_cents": 1}, "grant_refused_is_zero"),
        ({"state": "not_considered", "granted_cents": 1}, "grant_refused_is_zero"),
        ({"state": "withdrawn_by_applicant", "granted_cents": 1}, "grant_withdrawn_is_zero"),
        ({"state": "granted", "granted_cents": 100_001}, "grant_more_needs_reason"),
        ({**GRANTED, "paid_cents": 80_001}, "grant_paid_at_most_granted"),
        ({**GRANTED, "paid_cents": -1}, "grant_paid_not_negative"),
        ({**SETTLED, "settled_cents": 80_001}, "grant_settled_at_most_granted"),
        ({**SETTLED, "settled_cents": -1}, "grant_settled_at_most_granted"),
        ({**SETTLED, "state": "closed", "paid_cents": 69_999}, "grant_closed_is_paid"),
        ({**GRANTED, "state": "closed"}, "grant_closed_is_paid"),
        (
            {"period_start": date(2026, 2, 1), "period_end": date(2026, 1, 31)},
            "grant_period_in_order",
        ),
    ],
)
def test_the_database_refuses_what_may_not_be(
    grant: Grant, columns: dict[str, Any], constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        write(grant, **columns)


def test_a_person_reads_why(grant: Grant) -> None:
    grant.requested_cents = 0

    with pytest.raises(ValidationError) as refused:
        grant.full_clean()

    assert "Het aangevraagde bedrag is meer dan nul." in refused.value.messages


def test_a_reference_is_used_once_a_municipality(grant: Grant) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(
            municipality=grant.municipality,
            reference="g1",
            initiative=grant.initiative,
            funder=grant.funder,
        )


@pytest.mark.parametrize("amount", [0, BILLION_AND_A_CENT, -BILLION_AND_A_CENT])
def test_a_payment_of_nothing_or_of_a_fortune_is_refused(grant: Grant, amount: int) -> None:
    with pytest.raises(IntegrityError, match="payment_not_zero"), transaction.atomic():
        Payment.objects.create(
            municipality=grant.municipality, grant=grant, date=date(2026, 2, 1), amount_cents=amount
        )


@pytest.mark.parametrize("amount", [-1, BILLION_AND_A_CENT])
def test_a_decision_on_less_than_nothing_is_refused(grant: Grant, amount: int) -> None:
    with pytest.raises(IntegrityError, match="decision_amount_not_negative"), transaction.atomic():
        Decision.objects.create(
            municipality=grant.municipality,
            grant=grant,
            kind="grant",
            date=date(2026, 2, 1),
            amount_cents=amount,
        )


def test_a_thousand_dimes_are_a_hundred_euros(grant: Grant) -> None:
    Payment.objects.bulk_create(
        Payment(
            municipality=grant.municipality, grant=grant, date=date(2026, 2, 1), amount_cents=10
        )
        for _ in range(1000)
    )

    total = Payment.objects.aggregate(cents=Sum("amount_cents"))["cents"]

    assert total == 10_000
    assert Decimal(total) / 100 == Decimal("100.00")
