"""The import and export columns of a grant's course: rows that load, rows that are refused, and there and back."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from funding.course import (
    Columns,
    History,
    Paid,
    Standing,
    State,
    Step,
    StepKind,
    StepRefused,
    check_payment,
    from_columns,
    normalised,
    states_of,
    to_columns,
)
from tests.funding.histories import TODAY, histories, other, public, step

REQUESTED = Columns(
    "municipality", "project", "requested", requested=600_000, received_on=date(2026, 1, 10)
)
GRANTED = replace(REQUESTED, state="granted", granted=600_000, decided_on=date(2026, 2, 20))
SETTLED = replace(
    GRANTED, state="settled", settled=600_000, settled_on=date(2026, 7, 1), paid=600_000
)
PROMISED = Columns(
    "fund", "project", "promised", requested=400_000, granted=400_000, decided_on=date(2026, 2, 5)
)


def steps_of(columns: Columns) -> list[tuple[str, date, int | None]]:
    """Return the kind, date and amount of the steps that a row stands for."""
    return [
        (taken.kind.value, taken.date, taken.amount_cents)
        for taken in from_columns(columns, today=TODAY)[0]
    ]


def refusal(columns: Columns) -> tuple[str, str]:
    """Return the column and the sentence with which a row is refused."""
    with pytest.raises(StepRefused) as caught:
        from_columns(columns, today=TODAY)
    return caught.value.field, caught.value.message


def test_dates_become_decisions_and_paid_one_payment_at_the_settlement() -> None:
    steps, payments = from_columns(replace(SETTLED, reported_on=date(2026, 6, 1)), today=TODAY)
    assert steps == (
        Step(StepKind.RECEIVED, date(2026, 1, 10)),
        Step(StepKind.GRANTED, date(2026, 2, 20), 600_000),
        Step(StepKind.REPORTED, date(2026, 6, 1)),
        Step(StepKind.SETTLED, date(2026, 7, 1), 600_000),
    )
    assert payments == (Paid(date(2026, 7, 1), 600_000),)


def test_paid_before_settlement_is_dated_at_the_decision() -> None:
    assert from_columns(replace(GRANTED, paid=480_000), today=TODAY)[1] == (
        Paid(date(2026, 2, 20), 480_000),
    )


@pytest.mark.parametrize("paid", [0, None])
def test_nothing_paid_is_no_payment(paid: int | None) -> None:
    assert from_columns(replace(GRANTED, paid=paid), today=TODAY)[1] == ()


def test_receipt_and_report_may_be_unknown() -> None:
    assert steps_of(replace(SETTLED, received_on=None)) == [
        ("granted", date(2026, 2, 20), 600_000),
        ("settled", date(2026, 7, 1), 600_000),
    ]


def test_supplement_waits_since_the_receipt() -> None:
    assert steps_of(replace(REQUESTED, state="supplement")) == [
        ("received", date(2026, 1, 10), None),
        ("supplement_requested", date(2026, 1, 10), None),
    ]


def test_draft_has_no_steps() -> None:
    assert from_columns(Columns("municipality", "project", "draft", paid=0), today=TODAY) == (
        (),
        (),
    )


@pytest.mark.parametrize("state", ["settled_directly", "settled"])
def test_settled_on_the_day_of_the_decision_may_be_direct(state: str) -> None:
    row = replace(SETTLED, state=state, settled_on=date(2026, 2, 20))
    expected = (
        [("granted", 600_000), ("settled", 600_000)]
        if state == "settled"
        else [("settled_directly", 600_000)]
    )
    assert [(kind, amount) for kind, _, amount in steps_of(row)[1:]] == expected


DIRECT = replace(SETTLED, state="settled_directly", settled_on=date(2026, 2, 20), paid=0)


@pytest.mark.parametrize(
    "row",
    [
        replace(DIRECT, settled_on=None),
        replace(DIRECT, granted=None),
        replace(DIRECT, settled=None, paid=None),
    ],
)
def test_direct_settlement_may_leave_out_what_it_repeats(row: Columns) -> None:
    assert normalised(row, today=TODAY) == DIRECT


@pytest.mark.parametrize("state", ["refused", "not_considered", "withdrawn_by_applicant"])
@pytest.mark.parametrize("granted", [0, None])
def test_nothing_granted(state: str, granted: int | None) -> None:
    row = replace(
        REQUESTED,
        state=state,
        granted=granted,
        paid=0,
        decided_on=date(2026, 2, 1),
        reason="plafond bereikt",
    )
    steps, payments = from_columns(row, today=TODAY)
    assert (steps[-1].kind.value, steps[-1].reason, payments) == (state, "plafond bereikt", ())
    assert normalised(row, today=TODAY).granted == 0


@pytest.mark.parametrize(
    ("paid", "state"),
    [(600_000, "settled"), (650_000, "reclaim"), (599_999, "supplementary_payment")],
)
def test_settlement_has_the_state_that_paid_makes_it(paid: int, state: str) -> None:
    assert normalised(replace(SETTLED, state=state, paid=paid), today=TODAY).state == state
    wrong = "settled" if state != "settled" else "reclaim"
    column, sentence = refusal(replace(SETTLED, state=wrong, paid=paid))
    assert column == "state"
    assert "klopt niet met de datums en bedragen" in sentence


@pytest.mark.parametrize(
    ("row", "state"),
    [
        (REQUESTED, "requested"),
        (GRANTED, "granted"),
        (replace(GRANTED, reported_on=date(2026, 6, 1)), "reported"),
        (replace(GRANTED, revoked_on=date(2026, 6, 1)), "revoked"),
        (replace(SETTLED, paid=0), "supplementary_payment"),
        (replace(SETTLED, closed_on=date(2026, 9, 1)), "closed"),
        (Columns("province", "project", requested=1), "draft"),
        (Columns("fund", "project", requested=1, received_on=date(2026, 1, 1)), "asked"),
        (PROMISED, "promised"),
        (replace(PROMISED, paid=400_000), "received"),
        (replace(PROMISED, granted=0), "declined"),
        (replace(PROMISED, paid=400_000, settled_on=date(2026, 9, 1)), "accounted"),
    ],
)
def test_blank_state_is_worked_out(row: Columns, state: str) -> None:
    assert normalised(replace(row, state=""), today=TODAY).state == state
    assert normalised(replace(row, state=f" {state} "), today=TODAY).state == state


def test_blank_state_of_a_refusal_is_in_doubt() -> None:
    column, sentence = refusal(replace(GRANTED, state="", granted=0))
    assert (column, sentence.startswith("Vul de status in:")) == ("state", True)


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (replace(GRANTED, state="verleend"), "state", "Onbekende status ‘verleend’"),
        (
            replace(GRANTED, state="promised"),
            "state",
            "‘toegezegd’ komt bij deze soort geldgever niet voor",
        ),
        (
            replace(PROMISED, state="granted"),
            "state",
            "‘verleend’ komt bij deze soort geldgever niet voor",
        ),
        (replace(REQUESTED, requested=None), "requested", "Vul het aangevraagde bedrag in"),
        (replace(REQUESTED, requested=0), "requested", "meer dan € 0"),
        (replace(REQUESTED, requested=-5), "requested", "meer dan € 0"),
        (
            replace(REQUESTED, received_on=None),
            "received_on",
            "hoort een datum van ontvangst; die ontbreekt",
        ),
        (replace(REQUESTED, granted=0), "granted", "laat de cel leeg in plaats van 0"),
        (replace(REQUESTED, settled=0), "settled", "laat de cel leeg"),
        (replace(REQUESTED, paid=5_000), "paid", "hoort geen betaald bedrag (€ 50,00)"),
        (
            replace(REQUESTED, decided_on=date(2026, 2, 1)),
            "decided_on",
            "hoort geen datum van het besluit",
        ),
        (
            replace(REQUESTED, state="draft"),
            "received_on",
            "‘concept’ hoort geen datum van ontvangst",
        ),
        (replace(GRANTED, decided_on=None), "decided_on", "die ontbreekt"),
        (replace(GRANTED, granted=None), "granted", "die ontbreekt"),
        (replace(GRANTED, granted=0), "granted", "niets toekennen is afwijzen"),
        (replace(GRANTED, granted=-1), "granted", "niet minder dan € 0"),
        (replace(GRANTED, granted=600_001), "reason", "meer verleend (€ 6.000,01) dan aangevraagd"),
        (replace(GRANTED, paid=600_001), "paid", "meer dan verleend"),
        (replace(GRANTED, paid=-1), "paid", "niet minder dan € 0"),
        (replace(GRANTED, decided_on=date(2026, 1, 9)), "decided_on", "ligt vóór de vorige stap"),
        (replace(GRANTED, decided_on=date(2026, 11, 23)), "decided_on", "ligt in de toekomst"),
        (replace(GRANTED, settled=0), "settled", "laat de cel leeg"),
        (
            replace(GRANTED, revoked_on=date(2026, 3, 1)),
            "revoked_on",
            "hoort geen datum van de intrekking",
        ),
        (replace(GRANTED, state="refused"), "granted", "hoort geen verleend bedrag (€ 6.000,00)"),
        (
            replace(GRANTED, state="refused", granted=0, settled=385_000),
            "settled",
            "‘afgewezen’ hoort geen vastgesteld bedrag (€ 3.850,00)",
        ),
        (replace(GRANTED, state="refused", granted=0, paid=1), "paid", "hoort geen betaald bedrag"),
        (replace(GRANTED, state="reported"), "reported_on", "die ontbreekt"),
        (replace(SETTLED, settled=None), "settled", "die ontbreekt"),
        (replace(SETTLED, settled=600_001), "settled", "wijzig eerst het verleende bedrag"),
        (replace(SETTLED, settled=-1), "settled", "niet minder dan € 0"),
        (replace(SETTLED, settled_on=date(2026, 2, 19)), "settled_on", "ligt vóór de vorige stap"),
        (replace(SETTLED, state="settled_directly"), "settled_on", "één besluit"),
        (
            replace(SETTLED, state="settled_directly", settled_on=None, settled=1),
            "settled",
            "hetzelfde bedrag",
        ),
        (replace(GRANTED, state="settled_directly", granted=None), "granted", "Vul het bedrag in"),
        (
            replace(SETTLED, state="settled_directly", settled_on=None, paid=600_001),
            "state",
            "daarbij hoort ‘terugvordering’",
        ),
        (replace(SETTLED, state="closed"), "closed_on", "die ontbreekt"),
        (
            replace(SETTLED, state="closed", closed_on=date(2026, 9, 1), paid=1),
            "state",
            "Afsluiten kan pas als",
        ),
        (
            replace(SETTLED, state="closed", closed_on=date(2026, 6, 1)),
            "closed_on",
            "ligt vóór de vorige stap",
        ),
        (replace(GRANTED, state="revoked"), "revoked_on", "die ontbreekt"),
        (replace(PROMISED, paid=400_000), "state", "daarbij hoort ‘ontvangen’"),
        (replace(PROMISED, state="received", paid=1), "state", "daarbij hoort ‘toegezegd’"),
        (
            replace(PROMISED, state="accounted", settled_on=date(2026, 9, 1), paid=1),
            "state",
            "Afrekenen kan pas",
        ),
        (
            replace(PROMISED, state="received", closed_on=date(2026, 9, 1), paid=400_000),
            "closed_on",
            "hoort geen",
        ),
        (
            Columns("municipality", "project", "draft", reason="omdat"),
            "reason",
            "Een concept heeft nog geen besluit",
        ),
    ],
)
def test_refused_row_names_its_column_and_why(row: Columns, column: str, words: str) -> None:
    named, sentence = refusal(row)
    assert (named, words in sentence) == (column, True), sentence


def test_reason_goes_with_the_steps_that_need_it() -> None:
    row = replace(SETTLED, granted=700_000, settled=600_000, reason="uitgebreid")
    reasons = {taken.kind.value: taken.reason for taken in from_columns(row, today=TODAY)[0]}
    assert reasons == {"received": "", "granted": "uitgebreid", "settled": "uitgebreid"}


def test_a_list_may_not_know_why_less_was_settled() -> None:
    row = replace(SETTLED, settled=599_999, paid=599_999)
    steps, payments = from_columns(row, today=TODAY)
    history = public(*steps, paid=payments, requested=row.requested or 0)
    assert [taken.reason for taken in steps] == ["", "", ""]
    assert normalised(row, today=TODAY) == to_columns(history)
    check_payment(history, Paid(date(2026, 8, 1), -1), today=TODAY)


def test_the_reason_on_the_grant_itself_goes_first() -> None:
    granted = step(StepKind.GRANTED, date(2026, 2, 20), 700_000, "indexering")
    assert to_columns(public(granted)).reason == "indexering"
    assert to_columns(replace(public(granted), reason="raadsbesluit")).reason == "raadsbesluit"


def test_a_richer_history_is_recognised_as_unchanged() -> None:
    history = public(
        step(StepKind.RECEIVED, date(2026, 1, 10)),
        step(StepKind.SUPPLEMENT_REQUESTED, date(2026, 1, 12)),
        step(StepKind.SUPPLEMENT_RECEIVED, date(2026, 1, 20), reason="begroting toegevoegd"),
        step(StepKind.GRANTED, date(2026, 2, 20), 500_000),
        step(StepKind.CHANGED, date(2026, 3, 20), 650_000, "extra avonden"),
        step(StepKind.SETTLED, date(2026, 7, 1), 640_000, "zaalhuur viel mee"),
        paid=(
            Paid(date(2026, 3, 1), 400_000),
            Paid(date(2026, 4, 1), 250_000),
            Paid(date(2026, 8, 1), -10_000),
        ),
    )
    exported = to_columns(history)
    assert (exported.state, exported.granted, exported.paid, exported.reason) == (
        "settled",
        650_000,
        640_000,
        "zaalhuur viel mee",
    )
    assert normalised(exported, today=TODAY) == exported


def test_other_money_there_and_back() -> None:
    history = other(
        step(StepKind.ASKED, date(2026, 1, 5)),
        step(StepKind.PROMISED, date(2026, 2, 5), 400_000),
        step(StepKind.ACCOUNTED, date(2026, 9, 1), 380_000, "niet alles nodig"),
        paid=(Paid(date(2026, 3, 1), 400_000),),
    )
    exported = to_columns(history)
    assert (exported.state, exported.settled, exported.settled_on) == (
        "accounted",
        380_000,
        date(2026, 9, 1),
    )
    assert normalised(exported, today=TODAY) == exported


def carried(now: Standing) -> Standing:
    """Return a standing without what columns do not carry: when it was suspended, and its last step's date."""
    return replace(now, suspended_days=0, supplement_since=None, last_step_on=None)


@given(history=histories())
def test_every_reachable_history_goes_there_and_back(history: History) -> None:
    exported = to_columns(history)
    steps, payments = from_columns(exported, today=TODAY)
    again = replace(history, steps=steps, payments=payments)
    assert to_columns(again) == exported
    before, after = history.standing(), again.standing()
    assert carried(after) == carried(before)


@given(history=histories())
def test_no_other_state_fits_the_same_columns(history: History) -> None:
    exported = to_columns(history)
    twins = {frozenset({"requested", "supplement"}), frozenset({"refused", "not_considered"})}
    twins |= {
        frozenset({"refused", "withdrawn_by_applicant"}),
        frozenset({"not_considered", "withdrawn_by_applicant"}),
    }
    for state in states_of(history.funder_kind):
        pair = frozenset({exported.state, state.value})
        at_once = exported.settled_on in (exported.decided_on, None)
        direct = State.SETTLED_DIRECTLY in pair and at_once
        if len(pair) == 2 and pair not in twins and not direct:
            assert refusal(replace(exported, state=state.value))[0]
