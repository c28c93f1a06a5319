"""Amsterdam's subsidy registers: every row under the scheme is loaded or reported, and the totals agree."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import Sum

from accounts.models import Organisation
from areas.writes import create_municipality
from funding.exporting import grant_rows
from funding.models import Grant
from initiatives.models import Initiative
from tests.conftest import REAL_FILES
from tests.funding.importing import as_file, plan_file
from tests.initiatives.building import ACTOR

pytestmark = pytest.mark.django_db
REGISTER = "amsterdam_subsidieregister_2019-01-14.csv"
PORTAL = "amsterdam_subsidies_2017_portaal.csv"
GRANTED = Decimal("2938053.13")


def run(name: str, *options: str) -> list[str]:
    """What the command prints."""
    out = StringIO()
    path = REAL_FILES / "subsidies" / name
    call_command("import_grants", str(path), "--municipality", "GM0363", *options, stdout=out)
    return out.getvalue().splitlines()


def test_the_residents_initiatives_of_the_register_of_2019() -> None:
    amsterdam = create_municipality("GM0363", "Amsterdam", actor=ACTOR)
    lines = run(REGISTER, "--scheme", "bewonersinitiatie", "--skip-refused")
    assert lines[-1] == "1182 rows: 1181 created, 0 updated, 0 unchanged, 1 refused"
    [refused] = [line for line in lines if line.startswith("Geweigerd")]
    assert ", kolom BEDRAG_VASTGESTELD: " in refused
    assert "€ 3.850,00" in refused

    total = Grant.objects.aggregate(total=Sum("granted_cents"))["total"]
    assert Decimal(total) / 100 == GRANTED
    assert Grant.objects.filter(state="refused").count() == 204
    exported = [row[10] for row in grant_rows(Grant.objects.all())]
    assert sum(exported) == GRANTED
    assert Organisation.objects.filter(is_private_person=True).count() == 771
    assert not Initiative.objects.filter(districts__isnull=False).exists()

    again = run(REGISTER, "--scheme", "bewonersinitiatie", "--skip-refused")
    assert again[-1] == "1182 rows: 0 created, 0 updated, 1181 unchanged, 1 refused"
    assert plan_file(amsterdam, as_file(amsterdam)).unchanged == 1181


def test_one_refused_row_of_the_register_stops_all() -> None:
    create_municipality("GM0363", "Amsterdam", actor=ACTOR)
    with pytest.raises(SystemExit) as stopped:
        run(REGISTER, "--scheme", "bewonersinitiatie")
    assert stopped.value.code == 1
    assert not Grant.objects.exists()


@pytest.mark.parametrize(
    ("name", "rows", "column"),
    [(REGISTER, 12_778, "BEDRAG_VASTGESTELD"), (PORTAL, 3_007, "Established")],
)
def test_every_row_of_a_whole_register_loads_but_one(name: str, rows: int, column: str) -> None:
    create_municipality("GM0363", "Amsterdam", actor=ACTOR)
    lines = run(name, "--skip-refused", "--dry-run")
    assert lines[-1] == f"{rows} rows: {rows - 1} created, 0 updated, 0 unchanged, 1 refused"
    [refused] = [line for line in lines if line.startswith("Geweigerd: regel ")]
    assert f", kolom {column}: " in refused
    assert not Grant.objects.exists()
