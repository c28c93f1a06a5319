"""What people type about money, and what the forms make of it."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Role
from funding.course import State, StepKind
from funding.course.states import steps_of
from funding.forms import GrantForm, PaymentForm, SchemeForm, StepForm, initial_of
from funding.forms.fields import EuroField, InitiativeField, WeeksField
from funding.forms.steps import AMOUNT_LABELS, payment_initial, step_initial
from funding.models import FunderKind
from funding.views.dues import CLOCK_LABELS
from funding.views.telling import OFFER_LABELS
from funding.writes import history_of
from initiatives.models import Initiative
from tests.funding.building import GRANTED, RECEIVED, Treasury, treasury
from tests.initiatives.building import TODAY


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("1.234,56", 123_456),
        ("1234,56", 123_456),
        ("1234.56", 123_456),
        ("€ 5.000", 500_000),
        ("5000", 500_000),
        ("5.000,-", 500_000),
        (" 0,10 ", 10),
        ("", None),
    ],
)
def test_amounts_as_people_type_them(typed: str, cents: int | None) -> None:
    assert EuroField(required=False).clean(typed) == cents


@pytest.mark.parametrize("typed", ["veel", "1,234", "-5", "1.0.0", "10000000000", "5 5 5", "=1+1"])
def test_no_amount(typed: str) -> None:
    with pytest.raises(ValidationError):
        EuroField().clean(typed)


def test_money_back_has_a_minus() -> None:
    field = EuroField(allow_negative=True)
    assert field.clean("-250,00") == -25_000
    assert field.prepare_value(-25_000) == "-250,00"


def test_stored_cents_are_shown_as_an_amount_and_typing_stays() -> None:
    field = EuroField()
    assert field.prepare_value(123_456_789) == "1.234.567,89"
    assert field.prepare_value("€ 5") == "€ 5"
    for cents in (1, 10, 999, 100_000, 123_456_789):
        assert field.clean(field.prepare_value(cents)) == cents


@pytest.mark.parametrize("typed", ["0", "-3", "300", "acht", "1,5"])
def test_no_term(typed: str) -> None:
    with pytest.raises(ValidationError):
        WeeksField().clean(typed)


def test_every_step_and_clock_has_words() -> None:
    assert set(OFFER_LABELS) == set(StepKind)
    assert len(CLOCK_LABELS) == 6
    assert set(AMOUNT_LABELS) <= {kind for funder in FunderKind for kind in steps_of(funder)}


@pytest.fixture
def money() -> Treasury:
    return treasury()


def officer_form(money: Treasury, **typed: Any) -> GrantForm:
    """A new grant as an officer posts it."""
    member = money.town.member(Role.FUNDING_OFFICER)
    data = {
        "initiative": money.initiative.reference,
        "requested_cents": "5.000",
        "received_on": "1-11-2026",
        "scheme": str(money.scheme.pk),
        "kind": "project",
        "regularity": "incidental",
        **typed,
    }
    return GrantForm(member, None, data)


@pytest.mark.django_db
def test_a_scheme_says_who_pays(money: Treasury) -> None:
    form = officer_form(money)
    assert form.is_valid(), form.errors
    assert form.known_funder() == money.municipality_funder
    given = form.given(money.municipality_funder)
    assert (given.initiative, given.requested_cents) == (money.initiative, 500_000)
    assert [step.kind for step in form.first_steps(money.municipality_funder)] == ["received"]
    assert [step.kind for step in form.first_steps(money.fund)] == ["asked"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"scheme": ""}, "funder", "Kies een regeling of een geldgever"),
        ({"scheme": "", "new_funder": "Oranje"}, "new_funder_kind", "wat voor geldgever"),
        ({"requested_cents": "veel"}, "requested_cents", "geen getal"),
        ({"received_on": "gisteren"}, "received_on", "31-12-2026"),
        ({"initiative": "Bestaat niet"}, "initiative", "Er is geen initiatief ‘Bestaat niet’"),
        ({"initiative": ""}, "initiative", "verplicht"),
        ({"period_start": "2026-02-01", "period_end": "31-1-2026"}, "period_end", "voordat"),
        ({"kind": "loterij"}, "kind", "loterij"),
        ({"scheme": "99999999999999999999"}, "scheme", "keuze"),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    money: Treasury, typed: dict[str, str], field: str, words: str
) -> None:
    form = officer_form(money, **typed)
    assert not form.is_valid()
    assert words in " ".join(str(error) for error in form.errors[field])


@pytest.mark.django_db
def test_an_initiative_is_found_by_name_or_reference(money: Treasury) -> None:
    soup = money.town.initiative("Soep op dinsdag")
    money.town.initiative("Soep op donderdag")
    field = InitiativeField()
    field.queryset = Initiative.objects.filter(municipality=money.town.municipality)
    for typed in (
        soup.reference,
        "soep op DINSDAG",
        "dinsdag soep",
        f"Soep op dinsdag ({soup.reference})",
        field.prepare_value(soup),
    ):
        assert field.clean(typed) == soup
    with pytest.raises(ValidationError) as caught:
        field.clean("soep")
    assert "Meer dan één initiatief" in caught.value.messages[0]
    assert "Soep op donderdag" in caught.value.messages[0]


@pytest.mark.django_db
def test_choices_hold_nothing_of_elsewhere(money: Treasury) -> None:
    elsewhere = treasury("GM9002", "Elders")
    form = officer_form(money)
    assert "Elders" not in form.as_p() + " ".join(form.suggestions())
    for typed in (
        {"scheme": str(elsewhere.scheme.pk)},
        {"scheme": "", "funder": str(elsewhere.fund.pk)},
        {"initiative": "Buurttafel Elders"},
    ):
        assert not officer_form(money, **typed).is_valid()


@pytest.mark.django_db
def test_an_undecided_grant_asks_no_reason(money: Treasury) -> None:
    member = money.town.member(Role.FUNDING_OFFICER)
    asked, decided = money.grant(RECEIVED), money.grant(RECEIVED, GRANTED)
    assert "reason" not in GrantForm(member, asked, initial=initial_of(asked)).fields
    form = GrantForm(member, decided, initial=initial_of(decided))
    assert {"reason", "objection", "version"} <= form.fields.keys()
    assert "received_on" not in form.fields


@pytest.mark.django_db
def test_what_is_most_likely_is_filled_in(money: Treasury) -> None:
    asked = history_of(money.grant(RECEIVED)).standing()
    granted = history_of(money.grant(RECEIVED, GRANTED)).standing()
    assert step_initial(StepKind.GRANTED, asked, 1, TODAY)["amount"] == 600_000
    assert step_initial(StepKind.SETTLED, granted, 1, TODAY)["amount"] == 500_000
    assert payment_initial(granted, 1, TODAY)["amount"] == 500_000
    assert granted.state is State.GRANTED


def test_a_step_asks_an_amount_only_where_it_sets_one() -> None:
    assert "amount" not in StepForm(StepKind.REPORTED).fields
    assert StepForm(StepKind.SETTLED).fields["amount"].required
    assert not StepForm(StepKind.ACCOUNTED).fields["amount"].required
    form = StepForm(
        StepKind.CLOSED,
        {"version": "1", "kind": "closed", "date": "1-7-2026", "amount": "5"},
    )
    assert form.is_valid()
    assert form.given().amount_cents is None


def test_a_payment_reads_both_ways_of_writing_a_date() -> None:
    for typed in ("1-7-2026", "2026-07-01"):
        form = PaymentForm({"version": "1", "date": typed, "amount": "€ 1.000", "note": ""})
        assert form.is_valid()
        assert form.given().amount_cents == 100_000


@pytest.mark.django_db
def test_a_scheme_needs_a_funder(money: Treasury) -> None:
    member = money.town.member(Role.FUNDING_OFFICER)
    bare = SchemeForm(member, None, {"name": "Nieuw", "year": "2027"})
    assert not bare.is_valid()
    assert list(bare.errors) == ["funder"]
    full = SchemeForm(
        member,
        None,
        {
            "name": "Nieuw",
            "year": "2027",
            "funder": str(money.fund.pk),
            "ceiling_cents": "€ 150.000",
            "decision_term_weeks": "13",
        },
    )
    assert full.is_valid(), full.errors
    given = full.given(money.fund)
    assert (given.ceiling_cents, given.decision_term_weeks) == (15_000_000, 13)
    assert given.settlement_term_weeks is None
