"""Registers of subsidies that name no initiative: what they make, and what they refuse."""

from datetime import date

import pytest

from accounts.models import Organisation
from areas.models import Municipality
from funding.awaiting import clocks_of_many
from funding.importing.store import apply_grants
from funding.models import Grant
from initiatives.models import Initiative
from tests.funding.importing import as_file, exported, plan_file, plan_text
from tests.initiatives.building import ACTOR, TODAY, town

pytestmark = pytest.mark.django_db
HEADER = (
    "TABLE_NAME;DOSSIERNUMMER;AANVRAGER;REGELINGNAAM;PROJECT_NAAM;TYPE_PERIODICITEIT;"
    "BEDRAG_AANGEVRAAGD;BEDRAG_VERLEEND;BEDRAG_VASTGESTELD;SUBSIDIEJAAR;DATUM_OVERZICHT"
)
PORTAL = (
    "Name,Project,Arrangement,Organization,Theme,Year,Periodicity,Requested,Delivered,Established"
)


def row(number: str, applicant: str, project: str, amounts: str, year: int = 2018) -> str:
    """A line of the register; `amounts` are requested, granted and settled."""
    return f"T;{number};{applicant};Bewonersinitiatieven;{project};Eenmalig;{amounts};{year};2019-01-14 01:00:19"


@pytest.fixture
def here() -> Municipality:
    return town().municipality


def load(here: Municipality, *lines: str) -> list[str]:
    """Load what can be loaded; the problems of the rest."""
    plan = plan_text(here, *lines)
    apply_grants(plan, here, ACTOR)
    return [str(problem) for problem in plan.problems]


def test_a_row_becomes_a_grant_and_an_initiative_without_a_district(here: Municipality) -> None:
    assert load(here, HEADER, row("SB-1", "Buurtclub", "Zomerfeest", "500.00;400.00;350.00")) == []
    grant = Grant.objects.get()
    assert (grant.state, grant.granted_cents, grant.paid_cents) == ("settled", 40_000, 35_000)
    assert (grant.decided_on, grant.period_end) == (date(2018, 1, 1), date(2018, 12, 31))
    assert {"decided_on", "period_start", "period_end"} <= set(grant.derived)
    made = grant.initiative
    assert (made.name, made.needs_money) == ("Zomerfeest", True)
    assert made.organisation is not None
    assert made.organisation.name == "Buurtclub"
    assert (made.start_date, made.end_date) == (date(2018, 1, 1), date(2018, 12, 31))
    assert made.derived == ["start_date", "end_date", "needs_money"]
    assert not made.districts.exists()


def test_a_second_import_with_changed_amounts_changes_the_grant_only(here: Municipality) -> None:
    load(here, HEADER, row("SB-1", "(Particulier)", "Feest", "500.00;400.00;NULL"))
    load(here, HEADER, row("SB-1", "(Particulier)", "Feest", "500.00;400.00;NULL"))
    assert Grant.objects.get().version == 1
    load(here, HEADER, row("SB-1", "(Particulier)", "Feest", "500.00;400.00;400.00"))
    assert (Grant.objects.get().state, Grant.objects.get().version) == ("settled", 2)
    assert (Initiative.objects.count(), Grant.objects.get().initiative.version) == (1, 1)
    assert Organisation.objects.filter(is_private_person=True).count() == 1


def test_people_are_never_merged_and_organisations_are(here: Municipality) -> None:
    amounts = "500.00;400.00;NULL"
    load(
        here,
        HEADER,
        row("SB-1", "(Particulier)", "Tuin", amounts),
        row("SB-2", "(Particulier)", "Tuin", amounts),
        row("SB-3", "Doras", "Koken", amounts, 2016),
        row("SB-4", "doras", "KOKEN", amounts, 2017),
    )
    assert Initiative.objects.count() == 3
    cooking = Initiative.objects.get(name="Koken")
    assert cooking.grants.count() == 2
    assert (cooking.start_date, cooking.end_date) == (date(2016, 1, 1), date(2017, 12, 31))
    load(here, HEADER, row("SB-5", "Doras", "Koken", amounts, 2018))
    cooking.refresh_from_db()
    assert (cooking.grants.count(), cooking.end_date) == (3, date(2018, 12, 31))
    assert Organisation.objects.filter(is_private_person=True).count() == 2


def test_nothing_granted_is_a_refusal_and_cannot_be_settled(here: Municipality) -> None:
    found = load(
        here,
        HEADER,
        row("SB-1", "Doras", "Een", "500.00;.00;.00"),
        row("SB-2", "Doras", "Twee", "4000.00;.00;3850.00"),
    )
    assert Grant.objects.get().state == "refused"
    reason = "Verleend is € 0, maar vastgesteld is € 3.850,00: dat kan niet meer zijn dan verleend."
    assert found == [f"regel 3, kolom BEDRAG_VASTGESTELD: {reason}"]
    assert Initiative.objects.count() == 1, "a refused row makes no initiative"


def test_a_bad_row_is_told_by_the_column_of_the_register(here: Municipality) -> None:
    found = load(
        here,
        HEADER,
        row("SB-1", "Doras", "Een", "veel;400.00;NULL"),
        row("SB-2", "Doras", "Twee", "500.00;400.00;NULL", 18),
        row("SB-3", "Doras", "", "500.00;400.00;NULL"),
        row("SB-4", "Doras", "Vier", "500.00;400.00;NULL").replace("Eenmalig", "Soms"),
        row("SB-5", "Doras", "Vijf", "500.00;400.00;450.00"),
    )
    assert [problem.split(": ")[0].removeprefix("regel ") for problem in found] == [
        "2, kolom BEDRAG_AANGEVRAAGD",
        "3, kolom SUBSIDIEJAAR",
        "4, kolom PROJECT_NAAM",
        "5, kolom TYPE_PERIODICITEIT",
        "6, kolom BEDRAG_VASTGESTELD",
    ]


def test_the_portal_has_no_numbers_and_still_loads_once(here: Municipality) -> None:
    lines = (
        PORTAL,
        "Doras,Koken,Regeling,Noord,Zorg,2017,Eenmalig,€ 1.500,€ 1.200,€ NaN",
        "(Particulier),Feest,Regeling,Noord,Zorg,2017,Eenmalig,€ 500,€ 500,",
        "(Particulier),Feest,Regeling,Noord,Zorg,2017,Eenmalig,€ 500,€ 500,",
        ",Leeg,Regeling,Noord,Zorg,2017,Periodiek,€ 500,,",
    )
    assert load(here, *lines) == []
    assert sorted(Grant.objects.values_list("granted_cents", flat=True), key=str) == [
        120_000,
        50_000,
        50_000,
        None,
    ]
    assert plan_text(here, *lines).unchanged == 4


def test_a_payment_that_no_list_tells_of_is_not_late(here: Municipality) -> None:
    load(here, HEADER, row("SB-1", "Buurtclub", "Zomerfeest", "500.00;400.00;NULL"))
    grant = Grant.objects.get()
    assert (grant.state, grant.payment_unknown) == ("granted", True)
    assert clocks_of_many([grant], TODAY)[grant.pk] == ()
    assert exported(here)["SB-1"]["paid"] is None
    assert plan_file(here, as_file(here)).unchanged == 1


def test_when_an_application_came_that_no_list_tells_is_not_late(here: Municipality) -> None:
    load(here, HEADER, row("SB-1", "Buurtclub", "Zomerfeest", "500.00;NULL;NULL"))
    grant = Grant.objects.get()
    assert grant.state == "requested"
    assert clocks_of_many([grant], TODAY)[grant.pk] == ()
