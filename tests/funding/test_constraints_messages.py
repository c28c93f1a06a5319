"""Every rule that the database holds about money, with the sentence a person reads; on both engines."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction

from funding.models import ClockDate, Decision, Funder, Grant, Payment, Scheme
from tests.funding.building import GRANTED, RECEIVED, SETTLED, Treasury, treasury
from tests.initiatives.building import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]

TOO_MUCH = 100_000_000_001
UNDECIDED = {"state": "requested", "granted_cents": None, "settled_cents": None, "paid_cents": 0}

VIOLATIONS: dict[str, tuple[type[models.Model], dict[str, Any]]] = {
    "grant_requested_positive": (Grant, {"requested_cents": 0, "reason": "proef"}),
    "grant_requested_plausible": (Grant, {"requested_cents": TOO_MUCH}),
    "grant_undecided_is_empty": (Grant, {**UNDECIDED, "granted_cents": 0}),
    "grant_decided_has_amount": (Grant, {"granted_cents": None, "settled_cents": None}),
    "grant_refused_is_zero": (Grant, {"state": "refused", "settled_cents": None}),
    "grant_withdrawn_is_zero": (
        Grant,
        {"state": "withdrawn_by_applicant", "settled_cents": None},
    ),
    "grant_more_needs_reason": (Grant, {"granted_cents": 600_001}),
    "grant_paid_at_most_granted": (
        Grant,
        {"state": "granted", "settled_cents": None, "paid_cents": 500_001},
    ),
    "grant_settled_at_most_granted": (Grant, {"settled_cents": 500_001}),
    "grant_closed_is_paid": (Grant, {"state": "closed", "paid_cents": 499_999}),
    "grant_paid_not_negative": (Grant, {"paid_cents": -1}),
    "grant_period_in_order": (Grant, {"period_start": "2026-02-01", "period_end": "2026-01-31"}),
    "decision_amount_not_negative": (Decision, {"amount_cents": -1}),
    "decision_ground_of_its_list": (Decision, {"ground": "ceiling_reached"}),
    "decision_over_ceiling_says_why": (Decision, {"over_cents": 100}),
    "clock_date_of_a_clock": (ClockDate, {"clock": "lunch"}),
    "clock_date_says_why": (ClockDate, {"reason": ""}),
    "payment_not_zero": (Payment, {"amount_cents": 0}),
    "scheme_ceiling_not_negative": (Scheme, {"ceiling_cents": -1}),
}


@pytest.fixture
def money() -> Treasury:
    """A town with one grant that was settled, and paid on."""
    found = treasury()
    grant = found.grant(RECEIVED, GRANTED, SETTLED)
    Payment.objects.create(
        municipality=found.town.municipality, grant=grant, date=TODAY, amount_cents=1
    )
    ClockDate.objects.create(
        municipality=found.town.municipality, grant=grant, clock="report", reason="later af"
    )
    return found


def checks_of(*kinds: type[models.Model]) -> dict[str, models.CheckConstraint]:
    """The check constraints of these models by name."""
    return {
        found.name: found
        for kind in kinds
        for found in kind._meta.constraints
        if isinstance(found, models.CheckConstraint)
    }


CHECKS = checks_of(Grant, Decision, Payment, ClockDate, Scheme, Funder)


def test_no_rule_goes_untried() -> None:
    assert set(VIOLATIONS) == set(CHECKS)


@pytest.mark.parametrize("name", VIOLATIONS)
def test_direct_sql_is_refused(money: Treasury, name: str) -> None:
    kind, columns = VIOLATIONS[name]
    row = kind._default_manager.get() if kind is not Decision else Decision.objects.all()[0]
    assignments = ", ".join(f"{column} = %s" for column in columns)
    with (
        pytest.raises(IntegrityError, match=name),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            f"UPDATE {kind._meta.db_table} SET {assignments} WHERE id = %s",
            [*columns.values(), row.pk],
        )


@pytest.mark.parametrize("name", VIOLATIONS)
def test_a_person_reads_why(money: Treasury, name: str) -> None:
    kind, columns = VIOLATIONS[name]
    row = kind._default_manager.get() if kind is not Decision else Decision.objects.all()[0]
    for column, value in columns.items():
        setattr(row, column, value)
    with pytest.raises(ValidationError):
        row.full_clean()
    with pytest.raises(ValidationError) as caught:
        row.validate_constraints()
    sentence = str(CHECKS[name].violation_error_message)
    assert sentence in caught.value.messages
    assert "constraint" not in sentence.lower()


@pytest.mark.parametrize(
    ("kind", "copied", "sentence"),
    [
        (Funder, "funder", "Deze geldgever bestaat al."),
        (Scheme, "scheme", "Deze regeling bestaat al voor dit jaar."),
        (Scheme, "scheme without a year", "Deze regeling bestaat al."),
        (Grant, "grant", "Dit kenmerk bestaat al in deze gemeente."),
    ],
)
def test_twice_the_same_is_refused(
    money: Treasury, kind: type[models.Model], copied: str, sentence: str
) -> None:
    if copied == "scheme without a year":
        Scheme.objects.update(year=None)
    manager: models.Manager[Any] = kind._default_manager
    row = manager.filter(name__startswith="Gemeente").get() if kind is Funder else manager.get()
    row.pk = None
    row._state.adding = True
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    assert sentence in caught.value.messages
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
