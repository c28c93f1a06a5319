"""The record pages of money: the list, a grant, its steps and payments, an initiative's money, schemes."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import Role
from funding.course import Paid, Step, StepKind
from funding.models import Funder, Grant, Scheme
from funding.tables.dues import time_text
from tests.funding.building import GRANTED, RECEIVED, REPORTED, SETTLED, Treasury, treasury
from tests.initiatives.building import TODAY

pytestmark = pytest.mark.django_db


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


def body(client: Client, address: str, status: int = 200, **query: str) -> str:
    """A page as text, with its entities spelled out as people see them."""
    response = client.get(address, query)
    assert response.status_code == status
    return response.content.decode().replace("&#x27;", "'").replace("&quot;", '"')


def cells(money: Treasury) -> None:
    """Five grants in different states."""
    money.grant(RECEIVED, case_number="Z-100")
    money.grant(RECEIVED, GRANTED, paid=(Paid(date(2026, 3, 1), 400_000),))
    money.grant(RECEIVED, Step(StepKind.REFUSED, date(2026, 2, 1)))
    money.grant(funder=money.fund, requested_cents=250_050, regularity="multi_year")
    money.grant(
        Step(StepKind.ASKED, RECEIVED.date),
        funder=money.fund,
        kind="in_kind",
        requested_cents=90_000,
    )


def test_the_list_counts_all_and_totals_in_euros(money: Treasury, officer: Client) -> None:
    cells(money)
    page = body(officer, reverse("funding:grants"))
    assert "5 aanvragen en bijdragen" in page
    assert "Verleend samen € 5.000, betaald € 4.000." in page
    assert "Totaal van alle 5" in page
    assert "€ 20.500,50" in page
    assert "hierboven niet meegeteld: gevraagd € 900" in page
    assert "nog niet besloten" in page


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"status": "granted"}, 1),
        ({"status": "bestaat-niet"}, 5),
        ({"soort": "in_kind"}, 1),
        ({"regelmaat": "multi_year"}, 1),
        ({"jaar": "2026"}, 4),
        ({"jaar": "1999"}, 5),
        ({"q": "Z-100"}, 1),
        ({"q": "regeling slui"}, 3),
        ({"q": "%"}, 0),
        ({"wijk": "WK900101"}, 5),
        ({"wijk": "WK900102"}, 0),
        ({"regeling": "99999999999999999999"}, 5),
    ],
)
def test_filters(money: Treasury, officer: Client, query: dict[str, str], count: int) -> None:
    cells(money)
    response = officer.get(reverse("funding:grants"), query)
    assert response.status_code == 200
    assert len(response.context["table"].rows) == count


@pytest.mark.parametrize(
    "name", ["initiative", "funder", "period", "received_on", "requested_cents", "granted_cents"]
)
@pytest.mark.parametrize("sign", ["", "-"])
def test_sorting_puts_what_is_unknown_last(
    money: Treasury, officer: Client, name: str, sign: str
) -> None:
    cells(money)
    money.grant(RECEIVED, period_start=date(2026, 1, 1), period_end=date(2026, 12, 31))
    page = officer.get(reverse("funding:grants"), {"sort": sign + name})
    rows = [row.record for row in page.context["table"].page.object_list]
    field = {"initiative": "initiative_id", "funder": "funder_id", "period": "period_start"}
    values = [getattr(row, field.get(name, name)) for row in rows]
    known = [value for value in values if value is not None]
    assert values == known + [None] * (len(values) - len(known))
    if name not in field:
        assert known == sorted(known, reverse=bool(sign))


def test_pages_make_no_more_queries_for_more_grants(
    money: Treasury, officer: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    addresses = [
        reverse("funding:grants"),
        reverse("funding:schemes"),
        reverse("funding:of_initiative", args=[money.initiative.pk]),
    ]
    one = money.grant(RECEIVED, GRANTED, paid=(Paid(date(2026, 3, 1), 1),))
    addresses.append(reverse("funding:grant", args=[one.pk]))
    before = [queries(officer, address) for address in addresses]
    for number in range(12):
        other = money.town.initiative(f"Nog een {number}")
        money.grant(RECEIVED, GRANTED, paid=(Paid(date(2026, 3, 1), 1),), initiative=other)
        money.grant(RECEIVED, GRANTED)
    for number in range(5):
        later = date(2026, 4, 1) + timedelta(days=number)
        add = officer.post(
            reverse("funding:payment", args=[one.pk]),
            {"version": str(number + 1), "date": later.isoformat(), "amount": "1", "note": ""},
        )
        assert add.status_code == 302
    officer.get(addresses[-1])
    for address, number in zip(addresses, before, strict=True):
        with django_assert_num_queries(number):
            officer.get(address)
    assert max(before) <= 21


def queries(client: Client, address: str) -> int:
    """How many queries a page makes."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_a_grant_tells_its_course(money: Treasury, officer: Client) -> None:
    more = Step(StepKind.CHANGED, date(2026, 3, 20), 650_000, "extra avonden")
    grant = money.grant(RECEIVED, GRANTED, more, paid=(Paid(date(2026, 3, 1), 400_000),))
    page = body(officer, reverse("funding:grant", args=[grant.pk]))
    for words in (
        "€ 6.500 voor Buurttafel Sluiswaarde: verleend",
        "10 jan 2026",
        "Aanvraag ontvangen",
        "20 feb 2026",
        "extra avonden",
        "€ 4.000",
        "nog € 2.500 te betalen",
        "nog niet vastgesteld",
    ):
        assert words in page
    assert (
        page.index("Verleend</span>")
        < page.index("Voorschot betaald</span>")
        < page.index("gewijzigd")
    )


def test_what_is_not_decided_is_never_zero(money: Treasury, officer: Client) -> None:
    asked = body(officer, reverse("funding:grant", args=[money.grant(RECEIVED).pk]))
    amounts = asked[asked.index('class="keys"') : asked.index("</dl>")]
    assert "€ 0" not in amounts
    assert asked.count("nog niet besloten") == 3
    draft = money.grant(requested_cents=None)
    assert "nog niet ingevuld" in body(officer, reverse("funding:grant", args=[draft.pk]))


def test_clocks_and_flags(money: Treasury, officer: Client) -> None:
    late = money.grant(Step(StepKind.RECEIVED, date(2026, 9, 1)))
    page = body(officer, reverse("funding:grant", args=[late.pk]))
    assert "het besluit was nodig op 27 oktober 2026" in page
    assert "26 dagen te laat" in page
    assert "Te laat" in page
    waiting = money.grant(Step(StepKind.RECEIVED, date(2026, 11, 1)), objection=True)
    page = body(officer, reverse("funding:grant", args=[waiting.pk]))
    assert "besluit uiterlijk 27 december 2026" in page
    assert "nog 35 dagen" in page
    assert "Bezwaar loopt" in page


def offered(client: Client, grant: Grant) -> list[str]:
    """The steps that the page of a grant offers."""
    page = client.get(reverse("funding:grant", args=[grant.pk]))
    kinds = [offer.kind.value for offer in page.context["offers"]]
    return [*kinds, "payment"] if page.context["payment"] else kinds


def test_only_what_may_be_done_is_offered(money: Treasury, officer: Client) -> None:
    assert offered(officer, money.grant()) == ["received"]
    assert offered(officer, money.grant(RECEIVED)) == [
        "supplement_requested",
        "granted",
        "settled_directly",
        "refused",
        "not_considered",
        "withdrawn_by_applicant",
    ]
    granted = money.grant(RECEIVED, GRANTED)
    assert offered(officer, granted) == ["reported", "settled", "changed", "revoked", "payment"]
    unpaid = money.grant(RECEIVED, GRANTED, REPORTED, SETTLED)
    assert offered(officer, unpaid) == ["payment"]
    refused = money.grant(RECEIVED, Step(StepKind.REFUSED, date(2026, 2, 1)))
    assert offered(officer, refused) == []
    page = body(officer, reverse("funding:grant", args=[refused.pk]))
    assert "er volgen geen stappen meer" in page


def post_step(client: Client, grant: Grant, kind: str, **typed: str) -> Any:
    """Post a step as the page's form does."""
    data = {"version": str(grant.version), "kind": kind, "date": "2026-11-20", "reason": ""}
    return client.post(reverse("funding:step", args=[grant.pk]), {**data, **typed})


def test_a_step_is_taken(money: Treasury, officer: Client) -> None:
    grant = money.grant(RECEIVED)
    response = post_step(officer, grant, "granted", amount="€ 5.500", reason="minder zalen")
    assert response.status_code == 302
    stored = Grant.objects.get()
    assert (stored.state, stored.granted_cents, stored.reason) == (
        "granted",
        550_000,
        "minder zalen",
    )
    assert "vastgelegd door Subsidiemedewerker" in body(officer, response["Location"])


@pytest.mark.parametrize(
    ("kind", "typed", "words"),
    [
        ("closed", {"reason": "klaar ermee"}, "‘afgesloten’ kan niet bij de status ‘aangevraagd’"),
        ("granted", {"amount": "7.000", "date": "2026-11-01"}, "vul de reden in"),
        ("granted", {"amount": "5.000", "date": "1-1-2027"}, "ligt in de toekomst"),
        ("granted", {"amount": "5.000", "date": "1-1-2026"}, "ligt vóór de vorige stap"),
        ("granted", {"amount": "0"}, "niets toekennen is afwijzen"),
        ("granted", {"amount": ""}, "verplicht"),
        ("granted", {"amount": "veel geld"}, "geen getal"),
        ("granted", {"amount": "5.000", "date": "gisteren"}, "31-12-2026"),
        ("promised", {"amount": "5.000"}, "kan niet bij de status ‘aangevraagd’"),
        ("bestaat niet", {"reason": ""}, "Deze stap kennen we niet"),
    ],
)
def test_a_forced_step_is_refused_and_keeps_what_was_typed(
    money: Treasury, officer: Client, kind: str, typed: dict[str, str], words: str
) -> None:
    grant = money.grant(RECEIVED)
    response = post_step(officer, grant, kind, **typed)
    assert response.status_code == 400
    page = response.content.decode()
    assert words in page
    for value in typed.values():
        assert f'value="{value}"' in page or not value
    assert Grant.objects.get().version == grant.version


def test_the_latest_step_is_taken_back(money: Treasury, officer: Client) -> None:
    grant = money.grant(RECEIVED, GRANTED)
    address = reverse("funding:retract", args=[grant.pk])
    done = officer.post(address, {"version": "1"})
    assert done.status_code == 302
    assert "De laatste stap is teruggenomen." in body(officer, done["Location"])
    assert Grant.objects.get().state == "requested"
    assert officer.post(address, {"version": "1"}).status_code == 409
    paid = money.grant(RECEIVED, GRANTED, paid=(Paid(date(2026, 3, 1), 1),))
    refused = officer.post(reverse("funding:retract", args=[paid.pk]), {"version": "1"})
    assert refused.status_code == 400
    assert "Betalen kan pas na een besluit" in refused.content.decode()


def test_paid_in_parts(money: Treasury, officer: Client) -> None:
    grant = money.grant(RECEIVED, GRANTED)
    address = reverse("funding:payment", args=[grant.pk])
    typed = {"version": "1", "date": "1-3-2026", "amount": "4.000", "note": "voorschot"}
    assert officer.post(address, typed).status_code == 302
    again = officer.post(address, {**typed, "version": "2", "amount": "1.000,01"})
    assert again.status_code == 400
    assert "meer dan verleend" in again.content.decode()
    assert 'value="1.000,01"' in again.content.decode()
    assert Grant.objects.get().paid_cents == 400_000


def test_a_stale_step_answers_409_and_keeps_what_was_typed(
    money: Treasury, officer: Client
) -> None:
    grant = money.grant(RECEIVED)
    assert post_step(officer, grant, "granted", amount="5.000").status_code == 302
    stale = post_step(officer, grant, "granted", amount="4.321", reason="mijn besluit")
    assert stale.status_code == 409
    page = stale.content.decode()
    assert "mijn besluit" in page
    assert 'value="4.321"' in page
    assert 'name="version" value="2"' in page
    assert Grant.objects.get().granted_cents == 500_000


def form_of(grant: Grant, **typed: str) -> dict[str, str]:
    """What the edit form posts when nothing is changed but `typed`."""
    return {
        "version": str(grant.version),
        "initiative": grant.initiative.reference,
        "requested_cents": "6.000",
        "scheme": str(grant.scheme_id or ""),
        "funder": str(grant.funder_id),
        "kind": grant.kind,
        "regularity": grant.regularity,
        "reason": grant.reason,
        **typed,
    }


def test_recording_changing_and_the_second_of_two(money: Treasury, officer: Client) -> None:
    made = officer.post(
        reverse("funding:new"),
        {
            "initiative": "Buurttafel Sluiswaarde",
            "requested_cents": "1.234,56",
            "received_on": "2026-11-01",
            "new_funder": "Oranje Fonds",
            "new_funder_kind": "fund",
            "kind": "project",
            "regularity": "incidental",
        },
    )
    grant = Grant.objects.get()
    assert made["Location"] == reverse("funding:grant", args=[grant.pk])
    assert (grant.state, grant.requested_cents) == ("asked", 123_456)
    assert (grant.funder.name, grant.funder.kind) == ("Oranje Fonds", "fund")
    address = reverse("funding:edit", args=[grant.pk])
    assert 'value="1.234,56"' in body(officer, address)
    first = officer.post(address, form_of(grant, case_number="Z-1"))
    assert first.status_code == 302
    second = officer.post(address, form_of(grant, case_number="Z-2"))
    assert second.status_code == 409
    page = second.content.decode()
    assert "Z-1" in page
    assert 'value="Z-2"' in page
    assert Grant.objects.get().case_number == "Z-1"
    over = officer.post(address, form_of(grant, case_number="Z-2", version="2"))
    assert over.status_code == 302
    assert Grant.objects.get().case_number == "Z-2"


def test_a_refused_grant_leaves_no_new_funder(money: Treasury, officer: Client) -> None:
    before = Funder.objects.count()
    response = officer.post(
        reverse("funding:new"),
        {
            "initiative": "Buurttafel Sluiswaarde",
            "received_on": "2026-11-01",
            "new_funder": "Oranje Fonds",
            "new_funder_kind": "fund",
            "kind": "project",
            "regularity": "incidental",
        },
    )
    assert response.status_code == 200
    assert "Vul het aangevraagde bedrag in." in response.content.decode()
    assert Funder.objects.count() == before


def test_new_for_an_initiative(money: Treasury, officer: Client) -> None:
    page = body(officer, reverse("funding:new"), initiatief=str(money.initiative.pk))
    assert f"Buurttafel Sluiswaarde ({money.initiative.reference})" in page
    for wrong in ("0", "veel", "9" * 40):
        body(officer, reverse("funding:new"), 404, initiatief=wrong)


def test_the_money_of_one_initiative(money: Treasury, officer: Client) -> None:
    cells(money)
    other = money.town.initiative("Iets anders")
    money.grant(RECEIVED, initiative=other, requested_cents=77_700)
    page = body(officer, reverse("funding:of_initiative", args=[money.initiative.pk]))
    assert "€ 20.500,50" in page
    assert "€ 777" not in page
    empty = money.town.initiative("Nog niets")
    text = body(officer, reverse("funding:of_initiative", args=[empty.pk]))
    assert "nog geen geld vastgelegd" in text


def test_schemes_watch_their_ceiling(money: Treasury, officer: Client) -> None:
    money.grant(RECEIVED, GRANTED)
    money.grant(RECEIVED, Step(StepKind.GRANTED, date(2026, 2, 1), 560_000))
    revoked = Step(StepKind.REVOKED, date(2026, 3, 1))
    money.grant(RECEIVED, GRANTED, revoked)
    settled = Step(StepKind.SETTLED, date(2026, 7, 1), 0, "niet doorgegaan")
    money.grant(RECEIVED, GRANTED, settled)
    money.grant(RECEIVED, GRANTED, kind="in_kind")
    page = body(officer, reverse("funding:schemes"))
    assert "€ 10.600" in page
    assert "€ 600 te veel" in page


def test_a_scheme_is_recorded_and_changed(money: Treasury, officer: Client) -> None:
    typed = {"name": "Nieuw", "year": "2027", "funder": str(money.fund.pk), "ceiling_cents": "100"}
    assert officer.post(reverse("funding:new_scheme"), typed).status_code == 302
    scheme = Scheme.objects.get(name="Nieuw")
    twice = officer.post(reverse("funding:new_scheme"), typed)
    assert "Deze regeling bestaat al voor dit jaar." in twice.content.decode()
    address = reverse("funding:edit_scheme", args=[scheme.pk])
    assert officer.post(address, {**typed, "version": "1", "name": "Anders"}).status_code == 302
    late = officer.post(address, {**typed, "version": "1", "name": "Te laat"})
    assert late.status_code == 409
    assert "Te laat" in late.content.decode()
    assert Scheme.objects.get(pk=scheme.pk).name == "Anders"


def test_a_scheme_in_use_keeps_its_funder(money: Treasury, officer: Client) -> None:
    money.grant(RECEIVED)
    typed = {"name": "X", "funder": str(money.fund.pk), "version": "1"}
    response = officer.post(reverse("funding:edit_scheme", args=[money.scheme.pk]), typed)
    assert "de geldgever ligt vast" in response.content.decode()


def test_how_long_a_term_stood_still_is_told(money: Treasury, officer: Client) -> None:
    # TODAY is 22 November: asked on the 2nd, the days 3 up to and including 22 are twenty.
    asked = Step(StepKind.SUPPLEMENT_REQUESTED, date(2026, 11, 2))
    waits = money.grant(Step(StepKind.RECEIVED, date(2026, 10, 26)), asked)
    page = body(officer, reverse("funding:grant", args=[waits.pk]))
    assert "wacht op de aanvulling" in page
    assert "Staat nu 20 dagen stil" in page
    # Given on the 12th, which counts again: 3 up to and including 11 are nine.
    given = Step(StepKind.SUPPLEMENT_RECEIVED, date(2026, 11, 12))
    runs = money.grant(Step(StepKind.RECEIVED, date(2026, 10, 26)), asked, given)
    page = body(officer, reverse("funding:grant", args=[runs.pk]))
    assert "Heeft 9 dagen stilgestaan" in page


def test_a_payment_that_nobody_told_of_is_not_called_late(money: Treasury, officer: Client) -> None:
    grant = money.grant(RECEIVED, GRANTED)
    Grant.objects.filter(pk=grant.pk).update(derived=["paid"])
    page = body(officer, reverse("funding:grant", args=[grant.pk]))
    assert "niet bekend of er is betaald" in page
    assert "te laat" not in page
    assert "te betalen" not in page


@pytest.mark.parametrize(
    ("days", "told"),
    [(1, "1 dag"), (729, "729 dagen"), (730, "2 jaar"), (3572, "ruim 9 jaar")],
)
def test_years_are_told_in_years(days: int, told: str) -> None:
    assert time_text(days) == told
