"""Writing grants: what is repeated, what is refused, what the log says, and who was first."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from audit.models import AuditEntry
from audit.versioned import Conflict
from funding.course import Columns, Paid, Step, StepKind, StepRefused, from_columns, to_columns
from funding.models import Decision, Grant, Payment
from funding.writes import (
    GrantInput,
    add_payment,
    add_step,
    create_grant,
    find_or_create_funder,
    history_of,
    retract_step,
    update_grant,
)
from tests.funding.building import GRANTED, RECEIVED, REPORTED, SETTLED, Treasury, treasury
from tests.initiatives.building import ACTOR, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def money() -> Treasury:
    return treasury()


def given_of(grant: Grant) -> GrantInput:
    """What a person filled in about a grant, as stored."""
    return GrantInput(
        **{name: getattr(grant, name) for name in GrantInput.__dataclass_fields__},
    )


def test_a_draft_may_lack_its_amount(money: Treasury) -> None:
    draft = money.grant(requested_cents=None)
    assert (draft.state, draft.requested_cents, draft.granted_cents) == ("draft", None, None)
    assert history_of(draft).requested_cents is None


def test_an_application_needs_its_amount(money: Treasury) -> None:
    with pytest.raises(StepRefused) as caught:
        money.grant(RECEIVED, requested_cents=None)
    assert caught.value.field == "requested"
    assert not Grant.objects.exists()


def test_columns_repeat_the_course(money: Treasury) -> None:
    grant = money.grant(RECEIVED)
    taken = add_step(ACTOR, grant, GRANTED, grant.version, today=TODAY)
    paid = add_payment(
        ACTOR, taken, Paid(date(2026, 3, 1), 400_000), taken.version, today=TODAY, note="voorschot"
    )
    reported = add_step(ACTOR, paid, REPORTED, paid.version, today=TODAY)
    settled = add_step(ACTOR, reported, SETTLED, reported.version, today=TODAY)
    assert (settled.state, settled.granted_cents, settled.settled_cents, settled.paid_cents) == (
        "supplementary_payment",
        500_000,
        500_000,
        400_000,
    )
    assert (settled.received_on, settled.decided_on) == (RECEIVED.date, GRANTED.date)
    assert (settled.reported_on, settled.settled_on) == (REPORTED.date, SETTLED.date)
    assert settled.version == 5
    assert Payment.objects.get().note == "voorschot"
    stored = Grant.objects.get()
    assert to_columns(history_of(stored)).state == stored.state


def test_what_is_refused_leaves_nothing_behind(money: Treasury) -> None:
    grant = money.grant(RECEIVED)
    before = AuditEntry.objects.count()
    with pytest.raises(StepRefused):
        add_step(ACTOR, grant, SETTLED, grant.version, today=TODAY)
    with pytest.raises(StepRefused):
        add_payment(ACTOR, grant, Paid(TODAY, 1), grant.version, today=TODAY)
    assert (Decision.objects.count(), Payment.objects.count()) == (1, 0)
    assert AuditEntry.objects.count() == before
    assert Grant.objects.get().version == grant.version


def test_who_is_late_gets_a_conflict(money: Treasury) -> None:
    grant = money.grant(RECEIVED, GRANTED)
    seen = grant.version
    add_payment(ACTOR, grant, Paid(TODAY, 100), seen, today=TODAY)
    attempts: list[Callable[[], Grant]] = [
        lambda: add_payment(ACTOR, grant, Paid(TODAY, 100), seen, today=TODAY),
        lambda: add_step(ACTOR, grant, REPORTED, seen, today=TODAY),
        lambda: update_grant(ACTOR, grant, given_of(grant), seen, today=TODAY),
    ]
    for late in attempts:
        with pytest.raises(Conflict):
            late()
    assert Payment.objects.count() == 1
    assert Grant.objects.get().paid_cents == 100


def test_the_log_tells_what_changed(money: Treasury) -> None:
    grant = money.grant(RECEIVED)
    add_step(ACTOR, grant, GRANTED, grant.version, today=TODAY)
    entry = AuditEntry.objects.filter(object_type="funding.grant").first()
    assert entry is not None
    assert entry.changes["state"] == ["requested", "granted"]
    assert entry.changes["granted_cents"] == [None, 500_000]
    assert entry.changes["decisions"][1][1] == ["2026-02-20", "granted", 500_000, ""]
    assert entry.municipality_code == "GM9001"


def test_the_reason_follows_the_steps(money: Treasury) -> None:
    grant = money.grant(RECEIVED, GRANTED)
    more = Step(StepKind.CHANGED, date(2026, 3, 20), 650_000, "extra avonden")
    changed = add_step(ACTOR, grant, more, grant.version, today=TODAY)
    assert changed.reason == "extra avonden"
    less = Step(StepKind.SETTLED, date(2026, 7, 1), 640_000, "zaalhuur viel mee")
    settled = add_step(ACTOR, changed, less, changed.version, today=TODAY)
    assert settled.reason == "zaalhuur viel mee" == to_columns(history_of(settled)).reason


def test_a_reason_written_on_the_grant_stays(money: Treasury) -> None:
    grant = money.grant(RECEIVED, GRANTED, reason="raadsbesluit 12")
    more = Step(StepKind.CHANGED, date(2026, 3, 20), 650_000, "extra avonden")
    changed = add_step(ACTOR, grant, more, grant.version, today=TODAY)
    assert changed.reason == "raadsbesluit 12" == to_columns(history_of(changed)).reason


def test_clearing_the_reason_lets_it_follow_again(money: Treasury) -> None:
    told = Step(StepKind.GRANTED, date(2026, 2, 20), 650_000, "indexering")
    grant = money.grant(RECEIVED, told, reason="raadsbesluit 12")
    changed = update_grant(
        ACTOR, grant, replace(given_of(grant), reason=""), grant.version, today=TODAY
    )
    assert changed.reason == "indexering"


def test_asking_less_than_was_granted_needs_a_reason(money: Treasury) -> None:
    grant = money.grant(RECEIVED, GRANTED)
    less = replace(given_of(grant), requested_cents=400_000)
    with pytest.raises(StepRefused) as caught:
        update_grant(ACTOR, grant, less, grant.version, today=TODAY)
    assert caught.value.field == "reason"
    told = replace(less, reason="bedrag verkeerd overgenomen")
    changed = update_grant(ACTOR, grant, told, grant.version, today=TODAY)
    assert (changed.requested_cents, changed.granted_cents) == (400_000, 500_000)
    later = add_step(ACTOR, changed, REPORTED, changed.version, today=TODAY)
    assert later.state == "reported"


def test_changes_are_checked_with_today(money: Treasury) -> None:
    grant = money.grant(RECEIVED, GRANTED)
    with pytest.raises(StepRefused) as caught:
        update_grant(ACTOR, grant, given_of(grant), grant.version, today=date(2026, 2, 1))
    assert "toekomst" in caught.value.message


def test_a_funder_of_another_course_comes_too_late(money: Treasury) -> None:
    grant = money.grant(RECEIVED)
    other = replace(given_of(grant), funder=money.fund, scheme=None)
    with pytest.raises(ValidationError) as caught:
        update_grant(ACTOR, grant, other, grant.version, today=TODAY)
    assert list(caught.value.message_dict) == ["funder"]
    draft = money.grant()
    fits = replace(given_of(draft), funder=money.fund, scheme=None)
    assert update_grant(ACTOR, draft, fits, draft.version, today=TODAY).funder == money.fund


def test_rows_of_another_municipality_are_refused(money: Treasury) -> None:
    elsewhere = treasury("GM9002", "Elders")
    given = GrantInput(elsewhere.initiative, elsewhere.fund, 100, scheme=elsewhere.scheme)
    with pytest.raises(ValidationError) as caught:
        create_grant(ACTOR, money.town.municipality, given, today=TODAY)
    assert set(caught.value.message_dict) == {"initiative", "funder", "scheme"}


def test_a_list_may_settle_lower_without_saying_why(money: Treasury) -> None:
    row = Columns(
        "municipality",
        "project",
        "settled",
        requested=600_000,
        granted=600_000,
        settled=500_000,
        paid=500_000,
        decided_on=date(2026, 2, 1),
        settled_on=date(2026, 7, 1),
    )
    steps, payments = from_columns(row, today=TODAY)
    grant = money.grant(*steps, paid=payments)
    assert (grant.state, grant.reason) == ("settled", "")
    back = add_payment(ACTOR, grant, Paid(date(2026, 8, 1), -1), grant.version, today=TODAY)
    assert back.state == "supplementary_payment"


def test_the_latest_step_can_be_taken_back(money: Treasury) -> None:
    money.scheme.ceiling_cents = None
    money.scheme.save()
    grant = money.grant(RECEIVED)
    wrong = Step(StepKind.GRANTED, date(2026, 2, 20), 5_500_000, "te veel nullen")
    granted = add_step(ACTOR, grant, wrong, grant.version, today=TODAY)
    back = retract_step(ACTOR, granted, granted.version, today=TODAY)
    assert (back.state, back.granted_cents, back.decided_on, back.reason) == (
        "requested",
        None,
        None,
        "",
    )
    entry = AuditEntry.objects.filter(object_type="funding.grant").first()
    assert entry is not None
    assert len(entry.changes["decisions"][0]) == len(entry.changes["decisions"][1]) + 1
    draft = retract_step(ACTOR, back, back.version, today=TODAY)
    assert draft.state == "draft"
    with pytest.raises(StepRefused):
        retract_step(ACTOR, draft, draft.version, today=TODAY)


def test_a_step_that_was_paid_on_stays(money: Treasury) -> None:
    grant = money.grant(RECEIVED, GRANTED, paid=(Paid(date(2026, 3, 1), 1),))
    with pytest.raises(StepRefused):
        retract_step(ACTOR, grant, grant.version, today=TODAY)
    assert Decision.objects.count() == 2
    with pytest.raises(Conflict):
        retract_step(ACTOR, grant, grant.version - 1, today=TODAY)


def test_references_of_our_own_count_on(money: Treasury) -> None:
    assert [money.grant().reference, money.grant().reference] == ["G-00001", "G-00002"]
    assert money.grant(reference="Z-1").reference == "Z-1"
    assert money.grant().reference == "G-00003"


def test_a_funder_is_made_once(money: Treasury) -> None:
    place = money.town.municipality
    made = find_or_create_funder(ACTOR, place, "Oranje Fonds", "fund")
    assert find_or_create_funder(ACTOR, place, " oranje fonds ", "fund") == made
    assert find_or_create_funder(ACTOR, place, "Oranje Fonds", "sponsor") != made
    assert AuditEntry.objects.filter(object_type="funding.funder").count() == 2
