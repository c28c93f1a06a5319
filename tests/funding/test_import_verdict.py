"""A file of refused rows that was mended goes in by the command as it does on the page: its verdict is not read."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from funding.models import Grant
from tests.funding.building import treasury

pytestmark = pytest.mark.django_db


def test_the_command_leaves_the_verdict_of_an_earlier_import_alone(tmp_path: Path) -> None:
    here = treasury()
    file = tmp_path / "verbeterd.csv"
    file.write_text(
        "reference;initiative;funder;funder_kind;state;requested;received_on;geweigerd op regel;reden\n"
        f"S-1;{here.initiative.reference};Gemeente Sluiswaarde;municipality;requested;600;2026-01-10;2;"
        "requested: geen getal\n",
        encoding="utf-8",
    )
    out = StringIO()
    call_command("import_grants", str(file), municipality="GM9001", stdout=out)
    assert Grant.objects.get().reason == ""
    assert "‘geweigerd op regel’ en ‘reden’ van een eerdere import worden niet gelezen" in (
        out.getvalue()
    )
    assert "1 rows: 1 created" in out.getvalue()
