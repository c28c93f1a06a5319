"""What is exported imports again with nothing changed: random rich records, every format."""

import io
from datetime import date, timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Organisation
from areas.models import TargetGroup
from audit.models import AuditEntry
from initiatives.exporting import INITIATIVE_COLUMNS, initiative_rows
from initiatives.importing.store import apply_initiatives
from initiatives.models import (
    ActivityType,
    Contact,
    Initiative,
    InitiativeDistrict,
    Observation,
    PartnerKind,
    PartnerTie,
    PlaceKind,
)
from sheets.writing import Format, write_table
from tests.initiatives.building import ACTOR, TODAY, Town, lessons, town
from tests.initiatives.importing import exported, plan_file

pytestmark = pytest.mark.django_db
TEXTS = (
    "=SOM(A1:A9)",
    "+31 6",
    "-1",
    "@thuis",
    "'=al onschadelijk",
    "'s-Gravenhage",
    'zij zei "hoi"; en, toen | weg',
    "twee\nregels",
    "drie\r\n\r\nregels",
    "  ruimte  eromheen  ",
    "tab\tin het midden",
    "café Zoë – œuvre €",
    "0012",
    "1.234,50",
    "2026-01-01",
    "ja",
    "null",
    "",
)
CODES = ("bonding-1", "bonding-2", "bonding-3", "bridging-1", "linking-1", "linking-3")


def fill(here: Town, count: int, seed: int = 7) -> None:
    """Records with something of everything, also what no import can make."""
    chance = Random(seed)
    organisations = [
        here.organisation,
        Organisation.objects.create(municipality=here.municipality, name="=Stichting  De Tuin"),
        Organisation.objects.create(
            municipality=here.municipality, name="(Particulier)", is_private_person=True
        ),
        None,
    ]
    for number in range(count):
        start = chance.choice([None, TODAY - timedelta(days=chance.randrange(900))])
        made = here.initiative(
            chance.choice(TEXTS[:-1]).replace("\n", " ").replace("\r", ""),
            reference=f"{chance.choice(['=', '00', 'A-'])}{number}",
            summary=chance.choice(TEXTS),
            organisation=chance.choice(organisations),
            districts=tuple(chance.sample(here.districts, chance.randrange(3))),
            start_date=start,
            end_date=start and chance.choice([None, start + timedelta(days=30)]),
            activity_types=tuple(chance.sample(list(ActivityType.objects.all()), 2)),
            target_groups=tuple(
                chance.sample(list(TargetGroup.objects.all()), chance.randrange(3))
            ),
            place_kinds=tuple(chance.sample(list(PlaceKind.objects.all()), chance.randrange(3))),
            own_circle=chance.choice(["participants", "organiser", "open", "unknown"]),
            simultaneous_activities=chance.choice([True, False, None]),
            initiated_by=chance.choice(["", "residents", "housing"]),
            needs_money=chance.choice([True, False, None]),
            lessons=lessons(*chance.sample(CODES, chance.randrange(4))),
        )
        hang(chance, made)


def hang(chance: Random, made: Initiative) -> None:
    """Observations that differ a tag, ties, and contacts with and without one."""
    for tag in made.tags.all():
        day = TODAY - timedelta(days=chance.randrange(400))
        Observation.objects.create(tag=tag, date=day, text=chance.choice(TEXTS))
    for kind in chance.sample(list(PartnerKind.objects.all()), 3):
        common = {"municipality_id": made.municipality_id, "initiative": made, "partner_kind": kind}
        if chance.random() < 0.8:
            PartnerTie.objects.create(**common, involved=chance.random() < 0.5)
        for _number in range(chance.randrange(3)):
            Contact.objects.create(**common, date=TODAY - timedelta(days=chance.randrange(300)))


def as_file(here: Town, kind: Format) -> bytes:
    """The export as a file."""
    file = io.BytesIO()
    rows = initiative_rows(Initiative.objects.filter(municipality=here.municipality))
    write_table(file, kind, INITIATIVE_COLUMNS, rows)
    return file.getvalue()


@pytest.mark.parametrize("kind", list(Format))
def test_an_export_imports_again_with_nothing_changed(kind: Format) -> None:
    here = town()
    fill(here, 60)
    before = AuditEntry.objects.count()
    plan = plan_file(here.municipality, as_file(here, kind))
    assert [str(problem) for problem in plan.problems] == []
    assert plan.rows == (), [(row.reference, row.changed, row.seen_under) for row in plan.rows]
    assert plan.unchanged == 60
    assert AuditEntry.objects.count() == before


@pytest.mark.parametrize("kind", list(Format))
def test_an_export_makes_the_same_records_elsewhere(kind: Format) -> None:
    here, there = town(), town("GM9002", "Elders")
    fill(here, 30)
    InitiativeDistrict.objects.all().delete()
    apply_initiatives(plan_file(there.municipality, as_file(here, kind)), there.municipality, ACTOR)
    assert exported(there.municipality) == exported(here.municipality)


def test_the_export_asks_a_constant_number_of_questions() -> None:
    here = town()
    hang(Random(1), here.initiative())
    counts = []
    for more in (0, 12):
        if more:
            fill(here, more)
        with CaptureQueriesContext(connection) as queries:
            list(initiative_rows(Initiative.objects.all()))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_private_contact_is_never_exported() -> None:
    here = town()
    here.initiative(private_contact="Jansen, 06-12345678", start_date=date(2025, 1, 1))
    assert b"Jansen" not in as_file(here, Format.CSV)
