"""Which steps and payments a grant allows, and the sentence with which it refuses another one."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from funding.course import (
    History,
    Paid,
    State,
    Step,
    StepKind,
    StepRefused,
    allowed,
    check_history,
    check_payment,
    check_step,
    may_pay,
    steps_of,
)
from funding.course.rules import FOLLOWS
from tests.funding.histories import ENDS, TODAY, histories, other, public, step

RECEIVED = step(StepKind.RECEIVED, date(2026, 1, 10))
GRANTED = step(StepKind.GRANTED, date(2026, 2, 20), 600_000)
SETTLED = step(StepKind.SETTLED, date(2026, 7, 1), 500_000, "minder activiteiten")
PAID = Paid(date(2026, 3, 1), 500_000)


def extended(history: History, new: Step | Paid, today: date = TODAY) -> None:
    """Add a step or a payment, whichever it is."""
    if isinstance(new, Step):
        check_step(history, new, today=today)
    else:
        check_payment(history, new, today=today)


def refusal(history: History, new: Step | Paid, today: date = TODAY) -> tuple[str, str]:
    """Return the field and the sentence with which a step or payment is refused."""
    with pytest.raises(StepRefused) as caught:
        extended(history, new, today)
    assert str(caught.value) == caught.value.message
    return caught.value.field, caught.value.message


@pytest.mark.parametrize(
    ("history", "offered"),
    [
        (public(), ["received"]),
        (other(), ["asked"]),
        (
            public(RECEIVED),
            [
                "supplement_requested",
                "granted",
                "settled_directly",
                "refused",
                "not_considered",
                "withdrawn_by_applicant",
            ],
        ),
        (public(RECEIVED, GRANTED), ["reported", "settled", "changed", "revoked"]),
        (
            public(RECEIVED, GRANTED, step(StepKind.REPORTED, date(2026, 6, 1))),
            ["settled", "changed"],
        ),
        (public(RECEIVED, GRANTED, SETTLED), []),
        (public(RECEIVED, GRANTED, SETTLED, paid=(PAID,)), ["closed"]),
        (public(RECEIVED, step(StepKind.SETTLED_DIRECTLY, date(2026, 2, 1), 500_000)), []),
        (
            public(
                RECEIVED, step(StepKind.SETTLED_DIRECTLY, date(2026, 2, 1), 500_000), paid=(PAID,)
            ),
            ["closed"],
        ),
        (public(RECEIVED, GRANTED, step(StepKind.REVOKED, date(2026, 6, 1))), []),
        (other(step(StepKind.ASKED, date(2026, 1, 5))), ["promised", "declined"]),
        (other(step(StepKind.PROMISED, date(2026, 1, 5), 500_000)), ["changed"]),
        (
            other(step(StepKind.PROMISED, date(2026, 1, 5), 500_000), paid=(PAID,)),
            ["accounted", "changed"],
        ),
    ],
)
def test_steps_that_are_offered(history: History, offered: list[str]) -> None:
    assert [kind.value for kind in allowed(history.standing())] == offered


@pytest.mark.parametrize(
    ("new", "field", "words"),
    [
        (
            step(StepKind.REPORTED, date(2026, 3, 1)),
            "kind",
            "‘verantwoording ontvangen’ kan niet bij",
        ),
        (step(StepKind.PROMISED, date(2026, 3, 1), 5), "kind", "‘toegezegd’ kan niet bij"),
        (step(StepKind.GRANTED, date(2026, 3, 1)), "amount", "Vul het bedrag in bij ‘verleend’."),
        (step(StepKind.GRANTED, date(2026, 3, 1), 0), "amount", "niets toekennen is afwijzen"),
        (step(StepKind.GRANTED, date(2026, 3, 1), -1), "amount", "niet minder dan € 0"),
        (step(StepKind.GRANTED, date(2026, 3, 1), 10**12), "amount", "typefout"),
        (
            step(StepKind.GRANTED, date(2026, 3, 1), 600_001),
            "reason",
            "(€ 6.000,01) dan aangevraagd (€ 6.000,00)",
        ),
        (step(StepKind.GRANTED, date(2026, 3, 1), 600_001, "  "), "reason", "vul de reden in"),
        (
            step(StepKind.REFUSED, date(2026, 3, 1), 100),
            "amount",
            "Bij ‘afgewezen’ is het verleende bedrag € 0.",
        ),
        (step(StepKind.SUPPLEMENT_REQUESTED, date(2026, 3, 1), 1), "amount", "hoort geen bedrag"),
        (
            step(StepKind.REFUSED, date(2026, 1, 9)),
            "date",
            "ligt vóór de vorige stap: ‘aanvraag ontvangen’ op 10-1",
        ),
        (
            step(StepKind.REFUSED, date(2026, 11, 23)),
            "date",
            "De datum 23-11-2026 van ‘afgewezen’ ligt in de toekomst",
        ),
    ],
)
def test_refused_step_on_an_application(new: Step, field: str, words: str) -> None:
    named, sentence = refusal(public(RECEIVED), new)
    assert named == field
    assert words in sentence


@pytest.mark.parametrize(
    ("new", "field", "words"),
    [
        (
            step(StepKind.SETTLED, date(2026, 7, 1), 600_001),
            "amount",
            "wijzig eerst het verleende bedrag",
        ),
        (
            step(StepKind.SETTLED, date(2026, 7, 1), 599_999),
            "reason",
            "minder vastgesteld (€ 5.999,99)",
        ),
        (
            step(StepKind.CHANGED, date(2026, 7, 1), 499_999),
            "amount",
            "Er is al € 5.000,00 betaald",
        ),
        (step(StepKind.CHANGED, date(2026, 7, 1), 700_000), "reason", "meer verleend (€ 7.000,00)"),
        (
            step(StepKind.CLOSED, date(2026, 7, 1)),
            "kind",
            "‘afgesloten’ kan niet bij de status ‘verleend’",
        ),
        (
            step(StepKind.REFUSED, date(2026, 7, 1)),
            "kind",
            "‘afgewezen’ kan niet bij de status ‘verleend’",
        ),
    ],
)
def test_refused_step_on_a_grant(new: Step, field: str, words: str) -> None:
    named, sentence = refusal(public(RECEIVED, GRANTED, paid=(PAID,)), new)
    assert named == field
    assert words in sentence


@pytest.mark.parametrize(
    "taken",
    [step(StepKind.REVOKED, date(2026, 7, 1)), step(StepKind.CHANGED, date(2026, 7, 1), 599_999)],
)
def test_what_was_granted_is_taken_back_with_a_reason_only(taken: Step) -> None:
    history = public(RECEIVED, GRANTED)
    with pytest.raises(StepRefused) as refused:
        check_step(history, taken, today=TODAY)
    assert refused.value.field == "reason"
    check_step(history, replace(taken, reason="het gaat niet door"), today=TODAY)


def test_more_than_requested_is_allowed_with_a_reason() -> None:
    check_step(
        public(RECEIVED),
        step(StepKind.GRANTED, date(2026, 3, 1), 600_001, "indexering"),
        today=TODAY,
    )


def test_a_reason_on_the_grant_itself_explains_what_was_granted_but_no_new_step() -> None:
    more = replace(public(GRANTED, requested=500_000), reason="raadsbesluit")
    check_history(more, today=TODAY)
    field, _ = refusal(more, step(StepKind.CHANGED, date(2026, 4, 1), 700_000))
    assert field == "reason"


def test_settling_at_nothing_is_allowed_with_a_reason() -> None:
    check_step(
        public(RECEIVED, GRANTED),
        step(StepKind.SETTLED, date(2026, 7, 1), 0, "niet gehouden"),
        today=TODAY,
    )


def test_closing_needs_paid_equal_to_settled() -> None:
    closing = step(StepKind.CLOSED, date(2026, 8, 1))
    too_little = public(RECEIVED, GRANTED, SETTLED, paid=(Paid(date(2026, 3, 1), 480_000),))
    field, sentence = refusal(too_little, closing)
    assert field == "kind"
    assert sentence == (
        "Afsluiten kan pas als betaald gelijk is aan vastgesteld: betaald is € 4.800,00, vastgesteld € 5.000,00."
    )
    check_step(replace(too_little, payments=(PAID,)), closing, today=TODAY)


def test_accounting_needs_all_that_was_promised() -> None:
    promised = other(
        step(StepKind.PROMISED, date(2026, 1, 5), 400_000), paid=(Paid(date(2026, 2, 1), 399_999),)
    )
    field, sentence = refusal(promised, step(StepKind.ACCOUNTED, date(2026, 9, 1)))
    assert (field, "€ 3.999,99 van € 4.000,00" in sentence) == ("kind", True)


def test_a_draft_begins_with_the_application() -> None:
    field, sentence = refusal(public(), GRANTED)
    assert (field, sentence) == ("kind", "Leg eerst vast wanneer de aanvraag is ontvangen.")


def test_history_may_lack_the_receipt_but_not_the_requested_amount() -> None:
    check_history(public(GRANTED), today=TODAY)
    for requested, words in (
        (None, "Vul het aangevraagde bedrag in."),
        (0, "meer dan € 0"),
        (10**12, "typefout"),
    ):
        with pytest.raises(StepRefused) as caught:
            check_history(replace(public(GRANTED), requested_cents=requested), today=TODAY)
        assert caught.value.field == "requested"
        assert words in caught.value.message
    check_history(History("fund", "project", None), today=TODAY)


@pytest.mark.parametrize(
    ("history", "new", "field", "words"),
    [
        (public(RECEIVED), PAID, "date", "Betalen kan pas na een besluit"),
        (
            public(RECEIVED, step(StepKind.REFUSED, date(2026, 2, 1))),
            PAID,
            "date",
            "Betalen kan pas na",
        ),
        (
            public(RECEIVED, GRANTED),
            Paid(date(2026, 2, 19), 1),
            "date",
            "Betalen kan pas na een besluit",
        ),
        (public(RECEIVED, GRANTED), Paid(date(2026, 11, 23), 1), "date", "ligt in de toekomst"),
        (public(RECEIVED, GRANTED), Paid(date(2026, 3, 1), 0), "amount", "is geen betaling"),
        (
            public(RECEIVED, GRANTED),
            Paid(date(2026, 3, 1), 600_001),
            "amount",
            "meer dan verleend (€ 6.000,00)",
        ),
        (public(RECEIVED, GRANTED), Paid(date(2026, 3, 1), 10**12), "amount", "typefout"),
        (public(RECEIVED, GRANTED), Paid(date(2026, 3, 1), -1), "amount", "niet meer terugkomen"),
        (
            public(RECEIVED, GRANTED, paid=(PAID,)),
            Paid(date(2026, 2, 25), 100_001),
            "amount",
            "€ 6.000,01",
        ),
        (
            public(
                RECEIVED, GRANTED, SETTLED, step(StepKind.CLOSED, date(2026, 8, 1)), paid=(PAID,)
            ),
            Paid(date(2026, 8, 2), 1),
            "date",
            "Na ‘afgesloten’ op 1-8-2026",
        ),
        (
            public(RECEIVED, GRANTED, step(StepKind.REVOKED, date(2026, 5, 1)), paid=(PAID,)),
            Paid(date(2026, 5, 2), 1),
            "amount",
            "alleen nog geld terugbetaald",
        ),
    ],
)
def test_refused_payment(history: History, new: Paid, field: str, words: str) -> None:
    named, sentence = refusal(history, new)
    assert named == field
    assert words in sentence


def test_payment_may_not_undo_an_earlier_closing() -> None:
    closed = public(
        RECEIVED, GRANTED, SETTLED, step(StepKind.CLOSED, date(2026, 8, 1)), paid=(PAID,)
    )
    field, sentence = refusal(closed, Paid(date(2026, 4, 1), 100))
    assert (field, "betaald is € 5.001,00" in sentence) == ("amount", True)


def test_step_may_not_undo_a_later_payment() -> None:
    granted = public(RECEIVED, GRANTED, paid=(PAID,))
    field, sentence = refusal(granted, step(StepKind.REVOKED, date(2026, 2, 25)))
    assert (field, "alleen nog geld terugbetaald" in sentence) == ("date", True)


def test_paying_too_much_after_settlement_is_a_reclaim() -> None:
    settled = public(RECEIVED, GRANTED, SETTLED, paid=(PAID,))
    twice = Paid(date(2026, 8, 1), 500_000)
    check_payment(settled, twice, today=TODAY)
    assert replace(settled, payments=(PAID, twice)).standing().reclaim_cents == 500_000


def test_who_may_pay() -> None:
    revoked = step(StepKind.REVOKED, date(2026, 5, 1))
    assert not may_pay(public(RECEIVED).standing())
    assert may_pay(public(RECEIVED, GRANTED).standing())
    assert not may_pay(public(RECEIVED, GRANTED, revoked).standing())
    assert may_pay(public(RECEIVED, GRANTED, revoked, paid=(PAID,)).standing())


def test_every_state_leads_somewhere_or_is_an_end() -> None:
    waiting = {State.RECLAIM, State.SUPPLEMENTARY_PAYMENT}
    assert set(State) - set(FOLLOWS) == ENDS | waiting
    assert {kind for kinds in FOLLOWS.values() for kind in kinds} == set(StepKind)


@given(history=histories())
def test_reachable_histories_stay_sound(history: History) -> None:
    check_history(history, today=TODAY)


@given(history=histories())
def test_what_is_not_offered_is_refused(history: History) -> None:
    now = history.standing()
    offered = allowed(now)
    assert set(offered) <= set(steps_of(history.funder_kind))
    for kind in StepKind:
        if kind not in offered:
            with pytest.raises(StepRefused):
                check_step(history, Step(kind, TODAY, None, "reden"), today=TODAY)
