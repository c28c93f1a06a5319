"""Every step forced by POST in every state: what the table below does not name changes nothing and says why."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from funding.course import Paid, Step, StepKind
from funding.course.clocks import ClockKind
from funding.models import ClockDate, Decision, Grant
from tests.funding.building import GRANTED, RECEIVED, REPORTED, SETTLED, Treasury, treasury
from tests.initiatives.building import TODAY

pytestmark = pytest.mark.django_db

ALL_PAID = (Paid(date(2026, 3, 1), 500_000),)
HALF_PAID = (Paid(date(2026, 3, 1), 250_000),)
ASKED = Step(StepKind.ASKED, date(2026, 1, 10))
PROMISED = Step(StepKind.PROMISED, date(2026, 2, 20), 500_000)
DAY = date(2026, 2, 20)
LESS = Step(StepKind.SETTLED, date(2026, 7, 1), 300_000, "minder avonden")

DECIDING = {
    "granted",
    "settled_directly",
    "refused",
    "not_considered",
    "withdrawn_by_applicant",
}
MAY: dict[str, set[str]] = {
    "draft": {"received"},
    "requested": {"supplement_requested", *DECIDING},
    "supplement": {"supplement_received", *DECIDING},
    "granted": {"reported", "settled", "changed", "revoked"},
    "reported": {"settled", "changed"},
    "settled": {"closed"},
    "settled_directly": {"closed"},
    "reclaim": set(),
    "supplementary_payment": set(),
    "refused": set(),
    "not_considered": set(),
    "withdrawn_by_applicant": set(),
    "closed": set(),
    "revoked": set(),
    "asked": {"promised", "declined"},
    "promised": {"changed"},
    "received": {"accounted", "changed"},
    "declined": set(),
    "accounted": set(),
}
"""State → the steps that may be taken, written down from the law and not from the program."""

BUILT: dict[str, Callable[[Treasury], Grant]] = {
    "draft": lambda money: money.grant(),
    "requested": lambda money: money.grant(RECEIVED),
    "supplement": lambda money: money.grant(
        RECEIVED, Step(StepKind.SUPPLEMENT_REQUESTED, date(2026, 2, 1))
    ),
    "granted": lambda money: money.grant(RECEIVED, GRANTED),
    "reported": lambda money: money.grant(RECEIVED, GRANTED, REPORTED),
    "settled": lambda money: money.grant(RECEIVED, GRANTED, REPORTED, SETTLED, paid=ALL_PAID),
    "settled_directly": lambda money: money.grant(
        RECEIVED, Step(StepKind.SETTLED_DIRECTLY, DAY, 500_000), paid=ALL_PAID
    ),
    "reclaim": lambda money: money.grant(RECEIVED, GRANTED, LESS, paid=ALL_PAID),
    "supplementary_payment": lambda money: money.grant(RECEIVED, GRANTED, LESS, paid=HALF_PAID),
    "refused": lambda money: money.grant(RECEIVED, Step(StepKind.REFUSED, DAY)),
    "not_considered": lambda money: money.grant(RECEIVED, Step(StepKind.NOT_CONSIDERED, DAY)),
    "withdrawn_by_applicant": lambda money: money.grant(
        RECEIVED, Step(StepKind.WITHDRAWN_BY_APPLICANT, DAY)
    ),
    "closed": lambda money: money.grant(
        RECEIVED, GRANTED, SETTLED, Step(StepKind.CLOSED, date(2026, 8, 1)), paid=ALL_PAID
    ),
    "revoked": lambda money: money.grant(
        RECEIVED, GRANTED, Step(StepKind.REVOKED, date(2026, 8, 1))
    ),
    "asked": lambda money: money.grant(ASKED, funder=money.fund),
    "promised": lambda money: money.grant(ASKED, PROMISED, funder=money.fund),
    "received": lambda money: money.grant(ASKED, PROMISED, paid=ALL_PAID, funder=money.fund),
    "declined": lambda money: money.grant(ASKED, Step(StepKind.DECLINED, DAY), funder=money.fund),
    "accounted": lambda money: money.grant(
        ASKED,
        PROMISED,
        Step(StepKind.ACCOUNTED, date(2026, 8, 1)),
        paid=ALL_PAID,
        funder=money.fund,
    ),
}
WITH_AMOUNT = {"granted", "settled_directly", "changed", "settled", "promised"}


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def money() -> Treasury:
    return treasury()


@pytest.fixture
def officer(money: Treasury) -> Client:
    client = Client()
    client.force_login(money.town.member(Role.FUNDING_OFFICER).user)
    return client


def force(client: Client, grant: Grant, kind: str) -> Any:
    """Post a step with everything it could need, as somebody without the page's form would."""
    typed = {"version": str(grant.version), "kind": kind, "date": "2026-11-20", "reason": "moet"}
    if kind in WITH_AMOUNT:
        typed["amount"] = "5.000"
    if kind in {"refused", "not_considered"}:
        typed["ground"] = "other"
    return client.post(reverse("funding:step", args=[grant.pk]), typed)


def test_the_table_names_every_state_and_only_known_steps() -> None:
    from funding.course import State  # noqa: PLC0415

    assert set(MAY) == set(BUILT) == {state.value for state in State}
    assert set().union(*MAY.values()) == {kind.value for kind in StepKind} - {"asked"}


@pytest.mark.parametrize("state", MAY)
def test_what_may_not_is_refused_with_a_sentence_and_changes_nothing(
    money: Treasury, officer: Client, state: str
) -> None:
    grant = BUILT[state](money)
    assert grant.state == state
    held = list(Decision.objects.values_list("pk", "kind", "date"))
    for kind in StepKind:
        if kind.value in MAY[state]:
            continue
        answer = force(officer, grant, kind.value)
        assert answer.status_code == 400, kind
        offer = answer.context["refused"]
        told = [str(error) for errors in offer.form.errors.values() for error in errors]
        assert told, kind
        assert all(sentence.endswith(".") for sentence in told), told
        for sentence in told:
            assert sentence.split("‘")[0] in answer.content.decode()
    stored = Grant.objects.get(pk=grant.pk)
    assert (stored.state, stored.version) == (state, grant.version)
    assert list(Decision.objects.values_list("pk", "kind", "date")) == held


@pytest.mark.parametrize("state", MAY)
def test_what_may_is_offered_and_nothing_else(money: Treasury, officer: Client, state: str) -> None:
    page = officer.get(reverse("funding:grant", args=[BUILT[state](money).pk]))
    assert {offer.kind.value for offer in page.context["offers"]} == MAY[state]


@pytest.mark.parametrize(
    ("state", "kind"), [(state, kind) for state, kinds in MAY.items() for kind in sorted(kinds)]
)
def test_what_may_is_taken(money: Treasury, officer: Client, state: str, kind: str) -> None:
    grant = BUILT[state](money)
    assert force(officer, grant, kind).status_code == 302
    assert Decision.objects.filter(grant=grant, kind=kind, date=date(2026, 11, 20)).count() == 1


PAYS = {
    "granted",
    "reported",
    "settled",
    "settled_directly",
    "supplementary_payment",
    "reclaim",
    "promised",
}
"""The states in which one euro more may be paid; back may also come what was received."""
PAYS_BACK = {"settled", "settled_directly", "reclaim", "supplementary_payment", "received"}


@pytest.mark.parametrize("state", MAY)
@pytest.mark.parametrize(("amount", "may"), [("1", PAYS), ("-1", PAYS_BACK)])
def test_money_moves_only_where_it_may(
    money: Treasury, officer: Client, state: str, amount: str, may: set[str]
) -> None:
    grant = BUILT[state](money)
    typed = {"version": str(grant.version), "date": "2026-11-20", "amount": amount}
    answer = officer.post(reverse("funding:payment", args=[grant.pk]), typed)
    stored = Grant.objects.get(pk=grant.pk)
    changed = (stored.paid_cents - grant.paid_cents, answer.status_code)
    assert changed == ((int(amount) * 100, 302) if state in may else (0, 400))


RUNS: dict[str, set[str]] = {
    "requested": {"decision"},
    "supplement": {"decision", "supplement"},
    "granted": {"report", "payment"},
    "reported": {"settlement", "payment"},
    "reclaim": {"payment"},
    "supplementary_payment": {"payment"},
    "promised": {"report"},
    "received": {"report"},
}


@pytest.mark.parametrize("state", MAY)
def test_a_term_that_does_not_run_is_not_moved(
    money: Treasury, officer: Client, state: str
) -> None:
    grant = BUILT[state](money)
    for clock in ClockKind:
        if clock.value in RUNS.get(state, ()):
            continue
        typed = {"version": grant.version, "clock": clock.value, "due": "2027-01-01", "reason": "x"}
        answer = officer.post(reverse("funding:clock", args=[grant.pk]), typed)
        assert answer.status_code == 400, clock
        assert "Deze termijn loopt nu niet." in answer.content.decode()
    assert not ClockDate.objects.exists()
