"""Importing grants in our own columns: dates become decisions, what is paid one payment."""

from datetime import date
from decimal import Decimal

import pytest

from audit.models import AuditEntry
from funding.awaiting import clocks_of_many
from funding.course import Paid, Step, StepKind
from funding.models import Funder, Grant, Scheme
from funding.writes import add_payment
from initiatives.importing.report import ImportRefused
from tests.funding.building import GRANTED, RECEIVED, Treasury, treasury
from tests.funding.importing import exported, load, plan_text, problems
from tests.initiatives.building import ACTOR, TODAY

pytestmark = pytest.mark.django_db
HEADER = (
    "reference;initiative;funder;funder_kind;scheme;kind;regularity;case_number;state;requested;granted;"
    "settled;paid;received_on;decided_on;reported_on;settled_on;revoked_on;closed_on;period_start;"
    "period_end;report_due;reason"
)

ASKED = dict.fromkeys(("granted", "settled", "paid", "decided_on", "settled_on"), "") | {
    "state": "asked"
}


@pytest.fixture
def here() -> Treasury:
    return treasury()


def row(here: Treasury, reference: str, **given: str) -> str:
    """A line with all columns: a municipal grant of € 5,000, settled and paid, unless told otherwise."""
    values = dict.fromkeys(HEADER.split(";"), "") | {
        "reference": reference,
        "initiative": here.initiative.reference,
        "funder": "Gemeente Sluiswaarde",
        "funder_kind": "municipality",
        "scheme": "Regeling Sluiswaarde",
        "state": "settled",
        "requested": "6.000,00",
        "granted": "5000.00",
        "settled": "€ 5.000",
        "paid": "5000",
        "received_on": "2026-01-10",
        "decided_on": "20-02-2026",
        "settled_on": "1-7-2026",
        "period_start": "2026-03-01",
        "period_end": "2026-06-30",
    }
    return ";".join({**values, **given}.values())


def test_dates_become_decisions_and_paid_one_payment(here: Treasury) -> None:
    load(here.town.municipality, HEADER, row(here, "S-1"))
    grant = Grant.objects.get()
    assert [(step.kind, step.date, step.amount_cents) for step in grant.decisions.all()] == [
        ("received", date(2026, 1, 10), None),
        ("granted", date(2026, 2, 20), 500_000),
        ("settled", date(2026, 7, 1), 500_000),
    ]
    assert [(paid.date, paid.amount_cents) for paid in grant.payments.all()] == [
        (date(2026, 7, 1), 500_000)
    ]
    assert (grant.state, grant.paid_cents, grant.scheme) == ("settled", 500_000, here.scheme)


def test_what_comes_out_is_what_went_in(here: Treasury) -> None:
    load(here.town.municipality, HEADER, row(here, "S-1"))
    out = exported(here.town.municipality)["S-1"]
    assert (out["requested"], out["paid"]) == (Decimal("6000.00"), Decimal("5000.00"))
    assert (out["state"], out["settled_on"]) == ("settled", date(2026, 7, 1))
    before = AuditEntry.objects.count()
    assert load(here.town.municipality, HEADER, row(here, "S-1")).unchanged == 1
    assert AuditEntry.objects.count() == before + 1, "one row, that the file was read"


def test_changed_amounts_rewrite_the_decisions_and_are_logged(here: Treasury) -> None:
    load(here.town.municipality, HEADER, row(here, "S-1"))
    changed = row(here, "S-1", settled="4.500", reason="minder kosten", state="reclaim")
    assert load(here.town.municipality, HEADER, changed).updated == 1
    grant = Grant.objects.get()
    assert (grant.state, grant.settled_cents, grant.version) == ("reclaim", 450_000, 2)
    assert grant.decisions.count() == 3
    entry = AuditEntry.objects.get(action="update", object_type="funding.grant")
    assert entry.changes["settled"] == ["5000.00", "4500.00"]
    assert entry.changes["decisions"][1][-1] == ["2026-07-01", "settled", 450_000, "minder kosten"]
    assert "payments" not in entry.changes


def test_a_richer_history_is_left_alone_while_its_columns_stay(here: Treasury) -> None:
    changed = Step(StepKind.CHANGED, date(2026, 4, 1), 550_000)
    halves = (Paid(date(2026, 3, 1), 200_000), Paid(date(2026, 5, 1), 300_000))
    here.grant(RECEIVED, GRANTED, changed, paid=halves, reference="S-2")
    header, line = "reference;granted;paid;case_number", "S-2;5500;5000;Z-7"
    assert load(here.town.municipality, header, line).updated == 1
    grant = Grant.objects.get()
    assert (grant.case_number, grant.decisions.count(), grant.payments.count()) == ("Z-7", 3, 2)
    assert load(here.town.municipality, header, "S-2;5200;5000;Z-7").updated == 1
    assert [step.kind for step in grant.decisions.all()] == ["received", "granted"]
    assert grant.payments.count() == 2, "what was paid did not change"
    assert load(here.town.municipality, header, "S-2;5200;5100;Z-7").updated == 1
    assert grant.payments.get().amount_cents == 510_000


def test_without_a_column_the_state_follows(here: Treasury) -> None:
    load(here.town.municipality, HEADER, row(here, "S-1"))
    load(here.town.municipality, "reference;paid", "S-1;4000")
    assert Grant.objects.get().state == "supplementary_payment"


def test_a_blank_payment_is_unknown_and_nothing_is_zero(here: Treasury) -> None:
    granted = {"settled": "", "settled_on": "", "state": "granted"}
    blank, nothing = (row(here, "S-1", paid=paid, **granted) for paid in ("", "0"))
    load(here.town.municipality, HEADER, blank)
    grant = Grant.objects.get()
    assert grant.payment_unknown
    assert clocks_of_many([grant], TODAY)[grant.pk] == (), (
        "no payment is late that may have been made"
    )
    assert exported(here.town.municipality)["S-1"]["paid"] is None

    assert load(here.town.municipality, HEADER, nothing).updated == 1
    grant = Grant.objects.get()
    assert [clock.due for clock in clocks_of_many([grant], TODAY)[grant.pk]] == [date(2026, 4, 3)]
    assert exported(here.town.municipality)["S-1"]["paid"] == Decimal(0)
    assert load(here.town.municipality, HEADER, nothing).unchanged == 1

    load(here.town.municipality, HEADER, blank)
    paid = Paid(date(2026, 11, 1), 500_000)
    add_payment(ACTOR, grant, paid, 3, today=TODAY)
    assert Grant.objects.get().derived == []


def test_a_draft_keeps_its_reason(here: Treasury) -> None:
    draft = row(here, "S-1", **ASKED | {"state": "draft", "received_on": "", "reason": "wacht"})
    load(here.town.municipality, HEADER, draft)
    assert load(here.town.municipality, HEADER, draft).unchanged == 1
    assert Grant.objects.get().reason == "wacht"


def test_funders_and_schemes_are_found_or_created(here: Treasury) -> None:
    load(
        here.town.municipality,
        HEADER,
        row(here, "S-1", funder="gemeente  sluiswaarde", scheme="REGELING sluiswaarde"),
        row(here, "S-2", scheme="Wijkbudget"),
        row(here, "S-3", scheme="Wijkbudget", period_start="2025-01-01"),
        row(here, "S-4", scheme="Wijkbudget"),
        row(here, "S-5", funder="Oranje Fonds", funder_kind="fonds", scheme="", **ASKED),
    )
    assert Grant.objects.get(reference="S-1").scheme == here.scheme
    years = Scheme.objects.filter(name="Wijkbudget").values_list("year", flat=True)
    assert sorted(year or 0 for year in years) == [2025, 2026]
    assert Funder.objects.get(name="Oranje Fonds").kind == "fund"
    assert Funder.objects.filter(kind="municipality").count() == 1


def test_a_grant_stays_under_its_scheme_while_name_and_funder_stay(here: Treasury) -> None:
    load(here.town.municipality, HEADER, row(here, "S-1"))
    load(here.town.municipality, HEADER, row(here, "S-1", period_start="2025-03-01"))
    assert Grant.objects.get().scheme == here.scheme
    assert Scheme.objects.count() == 1


def test_the_kind_of_a_known_funder_may_be_left_out(here: Treasury) -> None:
    load(here.town.municipality, HEADER, row(here, "S-1", funder_kind=""))
    assert Grant.objects.get().funder == here.municipality_funder


@pytest.mark.parametrize(
    ("given", "column", "reason"),
    [
        ({"requested": "-5"}, "requested", "is negatief"),
        ({"requested": "0"}, "requested", "moet meer dan € 0 zijn"),
        ({"requested": "1e12"}, "requested", "is geen getal"),
        ({"granted": "2.000.000.000"}, "granted", "meer dan een miljard euro"),
        ({"granted": "12,345.67.8"}, "granted", "is geen getal"),
        ({"granted": "10,005"}, "granted", "kan twee bedragen zijn"),
        ({"granted": "10,0055"}, "granted", "meer dan twee cijfers"),
        ({"settled": "5.000,01"}, "settled", "meer dan verleend"),
        ({"granted": "7000"}, "reason", "meer verleend"),
        ({"state": "closed"}, "closed_on", "ontbreekt"),
        ({"state": "granted"}, "settled", "hoort geen"),
        ({"state": "reclaim"}, "state", "daarbij hoort ‘vastgesteld’"),
        ({"state": "betaald"}, "state", "‘betaald’ is geen bekende status"),
        ({"state": "promised"}, "state", "komt bij deze soort geldgever niet voor"),
        ({"decided_on": "2027-01-01"}, "decided_on", "ligt in de toekomst"),
        ({"decided_on": "2026-08-01"}, "settled_on", "vóór de vorige stap"),
        ({"decided_on": "12/31/2026"}, "decided_on", "eerst de dag"),
        ({"period_end": "2026-02-28"}, "period_end", "eindigt voor haar begin"),
        ({"initiative": "I-1999-0001"}, "initiative", "geen initiatief ‘I-1999-0001’; het dichtst"),
        ({"initiative": ""}, "initiative", "ontbreekt"),
        ({"funder_kind": "bank"}, "funder_kind", "geen bekende soort geldgever"),
        ({"funder": "Nieuw", "funder_kind": ""}, "funder_kind", "wat voor geldgever"),
        ({"kind": "lening"}, "kind", "geen bekende soort subsidie"),
    ],
)
def test_a_bad_cell_is_named(
    here: Treasury, given: dict[str, str], column: str, reason: str
) -> None:
    found = problems(here.town.municipality, HEADER, row(here, "S-1", **given))
    assert len(found) == 1
    assert found[0].startswith(f"regel 2, kolom {column}: ")
    assert reason in found[0]


def test_a_reference_twice_is_refused_on_both_lines(here: Treasury) -> None:
    found = problems(here.town.municipality, HEADER, row(here, "S-1"), row(here, "S-1"))
    assert [problem.split(",")[0] for problem in found] == ["regel 2", "regel 3"]


def test_only_the_wanted_scheme_is_read(here: Treasury) -> None:
    lines = (HEADER, row(here, "S-1"), row(here, "S-2", scheme="Sportsubsidie"))
    plan = plan_text(here.town.municipality, *lines, scheme="REGELING")
    assert [planned.reference for planned in plan.rows] == ["S-1"]
    assert "1 rijen van andere regelingen niet" in plan.notes[0]
    with pytest.raises(ImportRefused, match="geen kolom met de regeling"):
        plan_text(here.town.municipality, "reference;state", "S-1;draft", scheme="x")


def test_initiatives_of_another_municipality_are_unknown(here: Treasury) -> None:
    other = treasury("GM9002", "Elders")
    load(here.town.municipality, HEADER, row(here, "S-1"))
    there = row(here, "S-1", initiative="I-2030-0001", funder="Gemeente Elders")
    assert "geen initiatief" in problems(other.town.municipality, HEADER, there)[0]
    assert Grant.objects.filter(municipality=other.town.municipality).count() == 0
