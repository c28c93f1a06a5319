"""The exports against the oracle: imported municipalities, every cell, several days."""

import json
import os
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from areas.models import District, Municipality, TargetGroup
from areas.writes import create_municipality
from audit.actor import Actor
from dashboards.exports.choosing import ExportKind, export_of
from initiatives.writes import VoiceInput, add_voice_signal, answer_voice_signal
from tests.dashboards.oracle import Oracle, Row
from tests.dashboards.oracle_cases import CODE, Case, case
from tests.dashboards.oracle_orders import cliff, priorities
from tests.dashboards.oracle_reading import Town, Voice, read_town

ACTOR = Actor(label="test")
SEEDS = (
    range(1, 1 + int(os.environ["ORACLE_SEEDS"])) if "ORACLE_SEEDS" in os.environ else range(1, 13)
)
PARTS = slice(5, 8)
"""Where need, shortage and fragility stand in a row of priorities."""


def load(made: Case, folder: Path) -> Municipality:
    """Read the files of a case with the product's own commands."""
    municipality = create_municipality(CODE, "Toetsstad", actor=ACTOR)
    for area in made.areas:
        District.objects.create(
            municipality=municipality,
            code=area.code,
            name=area.name,
            valid_from_year=area.first_year,
            valid_to_year=area.last_year,
        )
    files = [("import_areas", made.figures)]
    files += [("import_initiatives", text) for text in made.initiatives]
    files += [("import_grants", text) for text in made.grants]
    for number, (command, text) in enumerate(files):
        if text.count("\n") == 1:
            continue
        path = folder / f"{number}.csv"
        path.write_text(text, encoding="utf-8")
        options = {} if command == "import_areas" else {"municipality": CODE}
        told = StringIO()
        try:
            call_command(command, str(path), stdout=told, stderr=told, **options)
        except SystemExit:
            pytest.fail(f"seed {made.seed}, {command}: {told.getvalue()[:2000]}")
    for voice in made.voices:
        record(municipality, voice)
    return municipality


def record(municipality: Municipality, voice: Voice) -> None:
    """Keep a voice signal, and its answer."""
    district = District.objects.get(municipality=municipality, code=voice.district)
    groups = () if voice.checked_none else (TargetGroup.objects.get(code="youth"),)
    given = VoiceInput(district, voice.day, voice.checked_none, missing_groups=groups)
    signal = add_voice_signal(ACTOR, municipality, given, today=date.max)
    if voice.answered_on:
        answer_voice_signal(
            ACTOR,
            signal,
            "Besproken.",
            voice.answered_on,
            seen_version=signal.version,
            today=date.max,
        )


def written(rows: list[Row]) -> list[Row]:
    """Exact parts as the export writes them: 14 decimals, exact halves to even."""
    places = 10**14

    def short(value: object) -> object:
        return Decimal(round(value * places)) / places if isinstance(value, Fraction) else value

    return [(*row[: PARTS.start], *map(short, row[PARTS]), *row[PARTS.stop :]) for row in rows]


def differences(
    kind: ExportKind, municipality: Municipality, day: date, wanted: list[Row]
) -> tuple[int, list[str]]:
    """How many cells were compared, and where an export says something else."""
    export = export_of(kind, municipality, day)
    names = [column.name for column in export.columns if column.name != "explanation"]
    found = [tuple(row)[: len(names)] for row in export.rows]
    if len(found) != len(wanted):
        return 0, [f"{kind} {day}: {len(found)} rows, the oracle has {len(wanted)}"]
    told = [
        f"{kind} {day} {row[0]} {row[1]} {row[3]} {name}: {cell!r}, the oracle says {other!r}"
        for row, wants in zip(found, wanted, strict=True)
        for name, cell, other in zip(names, row, wants, strict=True)
        if cell != other
    ]
    return len(found) * len(names), told


def town_of(made: Case) -> Town:
    """The same municipality as the oracle reads it."""
    return read_town(
        CODE,
        made.areas,
        initiatives=made.initiatives,
        grants=made.grants,
        figures=made.figures,
        voices=made.voices,
    )


def expected(oracle: Oracle) -> dict[ExportKind, list[Row]]:
    """The rows of each export."""
    return {
        ExportKind.COVERAGE: oracle.coverage(),
        ExportKind.PRIORITIES: written(priorities(oracle)),
        ExportKind.CLIFF: cliff(oracle),
    }


@pytest.mark.django_db
@pytest.mark.parametrize("seed", SEEDS)
def test_exports_say_what_the_oracle_says(seed: int, tmp_path: Path) -> None:
    made = case(seed)
    municipality, town = load(made, tmp_path), town_of(made)
    told: list[str] = []
    cells = 0
    for day in made.days:
        for kind, wanted in expected(Oracle(town, day)).items():
            count, found = differences(kind, municipality, day, wanted)
            cells += count
            told += found
    print(f"seed {seed}: {len(town.deeds)} initiatives, {cells} cells, {len(told)} differences")
    assert not told, "\n".join(told[:40])


@pytest.mark.django_db
def test_the_command_writes_json_as_the_oracle_says(tmp_path: Path) -> None:
    made = case(10)
    load(made, tmp_path)
    day = made.days[1]
    for kind, wanted in expected(Oracle(town_of(made), day)).items():
        file = tmp_path / f"{kind}.json"
        call_command(
            "export", kind, municipality=CODE, date=str(day), format="json", output=str(file)
        )
        rows = json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
        assert len(rows) == len(wanted) > 0
        for row, wants in zip(rows, wanted, strict=True):
            row.pop("explanation", None)
            nothing = [None if cell == "" else cell for cell in wants]
            assert list(row.values()) == nothing
