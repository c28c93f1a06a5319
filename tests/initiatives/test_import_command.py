"""The command: all or nothing, what it prints, and how it ends."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from audit.models import AuditEntry
from initiatives.models import Initiative
from tests.initiatives.building import Town, town

pytestmark = pytest.mark.django_db
GOOD = "reference;name\nA-1;Een\nA-2;Twee\n"
HALF = "reference;name;lessons\nA-1;Een;bonding-1\nA-2;Twee;bonding-7\n"


@pytest.fixture
def here() -> Town:
    return town()


def run(folder: Path, text: str, *options: str, code: str = "GM9001") -> tuple[list[str], int]:
    """The lines that the command prints, and its exit code."""
    path = folder / "lijst.csv"
    path.write_text(text, encoding="utf-8")
    out = StringIO()
    try:
        call_command("import_initiatives", str(path), "--municipality", code, *options, stdout=out)
    except SystemExit as stop:
        return out.getvalue().splitlines(), int(stop.code or 0)
    return out.getvalue().splitlines(), 0


def test_a_good_file_is_loaded_and_logged(here: Town, tmp_path: Path) -> None:
    assert run(tmp_path, GOOD) == (["2 rows: 2 created, 0 updated, 0 unchanged, 0 refused"], 0)
    assert run(tmp_path, GOOD) == (["2 rows: 0 created, 0 updated, 2 unchanged, 0 refused"], 0)
    entry = AuditEntry.objects.filter(action="import").earliest("pk")
    assert (entry.actor_label, entry.object_label) == ("import_initiatives", "lijst.csv")
    assert entry.changes["created"] == [None, 2]


def test_one_refused_row_stops_all(here: Town, tmp_path: Path) -> None:
    lines, code = run(tmp_path, HALF)
    assert code == 1
    assert lines[0].startswith("Geweigerd: regel 3, kolom lessons: ‘bonding-7’")
    assert "--skip-refused (1 nieuw, 0 gewijzigd)" in lines[1]
    assert lines[-1].endswith("1 refused")
    assert not Initiative.objects.exists()
    assert not AuditEntry.objects.exists()


def test_refused_rows_may_be_skipped(here: Town, tmp_path: Path) -> None:
    lines, code = run(tmp_path, HALF, "--skip-refused")
    assert code == 0
    assert lines[-1] == "2 rows: 1 created, 0 updated, 0 unchanged, 1 refused"
    assert Initiative.objects.get().reference == "A-1"


def test_a_dry_run_writes_nothing(here: Town, tmp_path: Path) -> None:
    lines, code = run(tmp_path, GOOD, "--dry-run")
    assert (lines[-1], code) == ("2 rows: 2 created, 0 updated, 0 unchanged, 0 refused", 0)
    assert run(tmp_path, HALF, "--dry-run")[1] == 1
    assert not Initiative.objects.exists()


def test_an_unknown_municipality_is_named(here: Town, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"GM0001 is niet bekend\. Bekend: GM9001"):
        run(tmp_path, GOOD, code="GM0001")


def test_a_file_that_is_not_there_is_named(here: Town, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"weg\.csv bestaat niet"):
        call_command("import_initiatives", str(tmp_path / "weg.csv"), "--municipality", "GM9001")
